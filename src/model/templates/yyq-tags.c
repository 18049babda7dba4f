/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tags.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-page-text.h"

#define MAX_NAME 40 /* characters */
#define MAX_OPTIONS 50
#define MAX_PARTS 16

/* What a tag asks for, before it has a place. */
typedef struct {
  YyqTag *tag;
  double width, height; /* 0: as the tag */
  gboolean has_kind;
  const char *seen[MAX_PARTS]; /* static: options that were given */
  guint n_seen;
} Parser;

void
yyq_tag_free (YyqTag *tag)
{
  g_clear_pointer (&tag->covered, g_array_unref);
  g_free (tag->name);
  g_free (tag->problem);
  g_free (tag->default_value);
  g_free (tag->help);
  g_strfreev (tag->options);
  g_free (tag);
}

/* The first problem counts. Takes @problem. */
static void
refuse (Parser *self, char *problem)
{
  if (self->tag->problem == NULL)
    self->tag->problem = problem;
  else
    g_free (problem);
}

/* Digits and at most one point; nothing that strtod() would take besides. */
static gboolean
read_number (const char *text, double *number)
{
  const gsize length = strlen (text);

  if (length == 0 || length > 8 || strspn (text, "0123456789.") != length ||
      strchr (text, '.') != strrchr (text, '.') || *text == '.' || text[length - 1] == '.')
    return FALSE;
  *number = g_ascii_strtod (text, NULL);
  return TRUE;
}

static double
take_number (Parser *self, const char *word, const char *value, double least, double most)
{
  double number = 0;

  if (!read_number (value, &number) || number < least || number > most)
    refuse (self, g_strdup_printf (_ ("“%s” takes a number from %g to %g"), word, least, most));
  return number;
}

static gboolean
is_before (char **options, guint index)
{
  for (guint i = 0; i < index; i++)
    if (g_str_equal (options[i], options[index]))
      return TRUE;
  return FALSE;
}

static char **
take_options (Parser *self, const char *value)
{
  g_auto (GStrv) options = g_strsplit (value, "/", MAX_OPTIONS + 1);
  const guint n = g_strv_length (options);

  for (guint i = 0; i < n; i++)
    if (*g_strstrip (options[i]) == '\0' || is_before (options, i))
      refuse (self, g_strdup (_ ("An option is empty, or stands twice")));
  if (n > MAX_OPTIONS)
    refuse (self, g_strdup_printf (_ ("There are more than %d options"), MAX_OPTIONS));
  return g_steal_pointer (&options);
}

/* TRUE for the first time. @word is static. */
static gboolean
is_new (Parser *self, const char *word)
{
  for (guint i = 0; i < self->n_seen; i++)
    if (g_str_equal (self->seen[i], word)) {
      refuse (self, g_strdup_printf (_ ("“%s” stands twice"), word));
      return FALSE;
    }
  if (self->n_seen < MAX_PARTS)
    self->seen[self->n_seen++] = word;
  return TRUE;
}

static void
set_option (Parser *self, guint option, const char *word, const char *value)
{
  YyqTag *tag = self->tag;

  switch (option) {
  case 0:
    self->width = take_number (self, word, value, 4, 2000);
    break;
  case 1:
    self->height = take_number (self, word, value, 4, 2000);
    break;
  case 2:
    tag->size = take_number (self, word, value, 4, 72);
    break;
  case 3:
    tag->max_length = (guint) take_number (self, word, value, 1, 10000);
    break;
  case 4:
    tag->options = take_options (self, value);
    break;
  case 5:
    tag->default_value = g_strdup (value);
    break;
  default:
    tag->help = g_strdup (value);
    break;
  }
}

static void
take_option (Parser *self, const char *word, const char *value)
{
  static const char *const words[] = { "w", "h", "size", "max", "options", "default", "help" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i])) {
      if (is_new (self, words[i]))
        set_option (self, i, words[i], value);
      return;
    }
  refuse (self, g_strdup_printf (_ ("“%s” is no option of a tag"), word));
}

static void
take_part (Parser *self, char *part)
{
  char *value = strchr (part, '=');
  const char *kind;

  if (value != NULL) {
    *value = '\0';
    take_option (self, g_strstrip (part), g_strstrip (value + 1));
    return;
  }
  g_strstrip (part);
  kind = yyq_field_word_find_kind (part);
  if (kind != NULL && self->has_kind) {
    refuse (self, g_strdup (_ ("A tag has one kind")));
  } else if (kind != NULL) {
    self->has_kind = TRUE;
    self->tag->kind = kind;
  } else if (g_str_equal (part, "required")) {
    self->tag->required = is_new (self, "required");
  } else if (g_str_equal (part, "readonly")) {
    self->tag->read_only = is_new (self, "readonly");
  } else {
    refuse (self, g_strdup_printf (_ ("“%s” is no kind of control"), part));
  }
}

static void
take_name (Parser *self, char *name)
{
  YyqTag *tag = self->tag;
  const char *rest;
  glong length;

  g_strstrip (name);
  tag->party = yyq_field_word_find_party (name, &rest);
  tag->key = yyq_field_word_find_key (name);
  length = g_utf8_strlen (rest, -1);
  if (length == 0)
    refuse (self, g_strdup (_ ("A tag begins with a name")));
  else if (length > MAX_NAME)
    refuse (self, g_strdup_printf (_ ("The name has more than %d characters"), MAX_NAME));
  else if (strchr (rest, '=') != NULL || strchr (rest, '{') != NULL || strchr (rest, '}') != NULL)
    refuse (self, g_strdup (_ ("A name has no “=” and no braces")));
  tag->name = g_strdup (rest);
}

/* What can only be chosen from says from what. */
static void
check (Parser *self)
{
  YyqTag *tag = self->tag;
  const gboolean chooses = g_str_equal (tag->kind, "choice") || g_str_equal (tag->kind, "dropdown");

  if (chooses && (tag->options == NULL || g_strv_length (tag->options) < 2))
    refuse (self, g_strdup (_ ("It needs two options or more: options=A/B")));
  else if (!chooses && tag->options != NULL && !g_str_equal (tag->kind, "checkbox"))
    refuse (self, g_strdup (_ ("Only choices, lists and checkboxes have options")));
  if (tag->problem != NULL)
    g_clear_pointer (&tag->name, g_free);
}

static void
parse (Parser *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", MAX_PARTS + 1);

  self->tag = g_new0 (YyqTag, 1);
  self->tag->kind = "text";
  if (parts[0] != NULL)
    take_name (self, parts[0]);
  else
    refuse (self, g_strdup (_ ("A tag begins with a name")));
  if (g_strv_length (parts) > MAX_PARTS)
    refuse (self, g_strdup (_ ("A tag has too many parts")));
  for (guint i = 1; self->tag->problem == NULL && parts[i] != NULL; i++)
    take_part (self, parts[i]);
  check (self);
}

YyqTag *
yyq_tag_parse (const char *text)
{
  Parser parser = { 0 };

  parse (&parser, text);
  return parser.tag;
}

/* It begins where the tag does and stands on its line. */
static void
place (Parser *self, const YyqPageFacts *facts)
{
  YyqTag *tag = self->tag;
  const YyqPageBox first = g_array_index (tag->covered, YyqPageBox, 0);

  tag->page = facts->page;
  tag->box = first;
  if (self->width > 0)
    tag->box.x1 = first.x0 + self->width;
  if (self->height > 0)
    tag->box.y0 = first.y1 - self->height;
  yyq_page_box_clamp (&tag->box, facts->width, facts->height);
}

static YyqTag *
unclosed (void)
{
  YyqTag *tag = g_new0 (YyqTag, 1);

  tag->kind = "text";
  tag->problem = g_strdup (_ ("The tag is not closed: “}}” is missing"));
  return tag;
}

/* The tag that begins at @start, behind its braces; @next: where to go on. */
static void
take_tag (const YyqPageText *text, const char *start, const char **next, GPtrArray *tags)
{
  const char *end = g_strstr_len (start, YYQ_TAG_MAX_LENGTH + 2, "}}");
  const char *other = g_strstr_len (start, YYQ_TAG_MAX_LENGTH + 2, "{{");
  const gboolean closed = end != NULL && (other == NULL || end < other);
  const gsize from = (gsize) (start - 2 - text->text->str);
  Parser parser = { 0 };

  if (closed) {
    g_autofree char *inside = g_strndup (start, (gsize) (end - start));

    parse (&parser, inside);
    *next = end + 2;
  } else {
    parser.tag = unclosed ();
    *next = start;
  }
  parser.tag->covered =
    yyq_page_text_find_boxes (text, from, closed ? (gsize) (*next - text->text->str) : from + 2);
  if (parser.tag->covered->len > 0)
    place (&parser, text->facts);
  g_ptr_array_add (tags, parser.tag);
}

GPtrArray *
yyq_tags_find (GPtrArray *pages)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_tag_free);

  for (guint i = 0; i < pages->len; i++) {
    g_autoptr (YyqPageText) text = yyq_page_text_new (g_ptr_array_index (pages, i));
    const char *at = text->text->str;

    while (tags->len < YYQ_TAG_MAX_TAGS && (at = strstr (at, "{{")) != NULL)
      take_tag (text, at + 2, &at, tags);
  }
  return tags;
}
