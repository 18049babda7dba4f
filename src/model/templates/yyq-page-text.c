/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-text.h"

#include "yyq-page-rows.h"

/* One text in the making. */
typedef struct {
  GString *text;
  GArray *positions; /* (nullable) */
  gboolean gap;      /* was there one before what comes next? */
} Folder;

static void
append (Folder *self, gunichar character, guint position)
{
  g_string_append_unichar (self->text, character);
  while (self->positions != NULL && self->positions->len < self->text->len)
    g_array_append_val (self->positions, position);
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN;
}

/* Between two words that are not Chinese one gap is left. */
static void
take (Folder *self, gunichar character, guint position)
{
  const char *end = self->text->str + self->text->len;
  gunichar folded[8];
  const guint n = yyq_page_fold (character, folded, G_N_ELEMENTS (folded));

  if (n > 0 && self->gap && self->text->len > 0 &&
      is_of_word (g_utf8_get_char (g_utf8_prev_char (end))) && is_of_word (folded[0]))
    append (self, ' ', position);
  for (guint i = 0; i < n; i++)
    append (self, folded[i], position);
  self->gap = n == 0;
}

char *
yyq_page_text_fold (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  Folder folder = { .text = g_string_new (NULL) };

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    take (&folder, g_utf8_get_char (at), 0);
  return g_string_free (folder.text, FALSE);
}

YyqPageText *
yyq_page_text_new (const YyqPageFacts *facts)
{
  YyqPageText *self = g_new0 (YyqPageText, 1);
  Folder folder = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint)), FALSE };

  self->facts = facts;
  for (guint l = 0; l < facts->lines->len; l++, folder.gap = TRUE) {
    const YyqPageLine *line = yyq_page_facts_line (facts, l);

    for (guint i = line->first; i < line->first + line->n; i++)
      take (&folder, yyq_page_facts_character (facts, i)->character, i);
  }
  self->text = folder.text;
  self->positions = folder.positions;
  return self;
}

void
yyq_page_text_free (YyqPageText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->positions);
  g_free (self);
}

/* The line that holds a character: they are in order. */
static guint
line_of (const YyqPageFacts *facts, guint position)
{
  guint low = 0, high = facts->lines->len;

  while (low + 1 < high) {
    const guint middle = (low + high) / 2;

    if (yyq_page_facts_line (facts, middle)->first <= position)
      low = middle;
    else
      high = middle;
  }
  return low;
}

GArray *
yyq_page_text_find_boxes (const YyqPageText *self, gsize start, gsize end)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (YyqPageBox));
  guint last_line = G_MAXUINT;

  for (gsize i = start; i < MIN (end, self->positions->len); i++) {
    const guint position = g_array_index (self->positions, guint, i);
    const guint line = line_of (self->facts, position);
    const YyqPageBox box = yyq_page_facts_character (self->facts, position)->box;

    if (self->text->str[i] == ' ')
      continue;
    if (line != last_line)
      g_array_append_val (boxes, box);
    else
      g_array_index (boxes, YyqPageBox, boxes->len - 1) =
        yyq_page_box_union (g_array_index (boxes, YyqPageBox, boxes->len - 1), box);
    last_line = line;
  }
  return boxes;
}
