/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-facts-code.h"

#include <math.h>
#include <string.h>

#include "yyq-error.h"

#define PAGE 0x65676170u /* "page" */
#define END 0x656e6f64u  /* "done" */
#define MAX_SIDE 1e7     /* pt: 14400 units by a UserUnit of 600, and more */
#define FLAG_REQUIRED 1u
#define FLAG_READ_ONLY 2u
#define FLAG_MULTILINE 4u

static void
put_number (GByteArray *answer, guint number)
{
  const guint32 value = number;

  g_byte_array_append (answer, (const guint8 *) &value, sizeof value);
}

static void
put_length (GByteArray *answer, double length)
{
  const float value = (float) length;

  g_byte_array_append (answer, (const guint8 *) &value, sizeof value);
}

static void
put_box (GByteArray *answer, const YyqPageBox *box)
{
  put_length (answer, box->x0);
  put_length (answer, box->y0);
  put_length (answer, box->x1);
  put_length (answer, box->y1);
}

static void
put_text (GByteArray *answer, const char *text)
{
  const guint length = text != NULL ? (guint) strlen (text) : 0;

  put_number (answer, text != NULL ? length + 1 : 0);
  g_byte_array_append (answer, (const guint8 *) (text != NULL ? text : ""), length);
}

static void
put_field (GByteArray *answer, const YyqPageField *field)
{
  const guint n = field->options != NULL ? g_strv_length (field->options) : 0;

  put_number (answer, field->kind);
  put_number (answer, (field->required ? FLAG_REQUIRED : 0) |
                        (field->read_only ? FLAG_READ_ONLY : 0) |
                        (field->multiline ? FLAG_MULTILINE : 0));
  put_number (answer, field->max_length);
  put_box (answer, &field->box);
  put_text (answer, field->name);
  put_text (answer, field->tooltip);
  put_number (answer, n);
  for (guint i = 0; i < n; i++)
    put_text (answer, field->options[i]);
}

static void
put_head (GByteArray *answer, const YyqPageFacts *page)
{
  const guint head[] = { PAGE,
                         page->page,
                         page->cut,
                         page->characters->len,
                         page->lines->len,
                         page->strokes->len,
                         page->fields->len };

  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    put_number (answer, head[i]);
  put_length (answer, page->width);
  put_length (answer, page->height);
}

void
yyq_pdf_facts_encode (const YyqPageFacts *page, GByteArray *answer)
{
  put_head (answer, page);
  for (guint i = 0; i < page->characters->len; i++) {
    put_number (answer, yyq_page_facts_character (page, i)->character);
    put_box (answer, &yyq_page_facts_character (page, i)->box);
  }
  for (guint i = 0; i < page->lines->len; i++) {
    put_number (answer, yyq_page_facts_line (page, i)->n);
    put_number (answer, yyq_page_facts_line (page, i)->turn);
    put_length (answer, yyq_page_facts_line (page, i)->baseline);
  }
  for (guint i = 0; i < page->strokes->len; i++) {
    put_number (answer, yyq_page_facts_stroke (page, i)->kind);
    put_box (answer, &yyq_page_facts_stroke (page, i)->box);
  }
  for (guint i = 0; i < page->fields->len; i++)
    put_field (answer, yyq_page_facts_field (page, i));
}

void
yyq_pdf_facts_encode_end (GByteArray *answer)
{
  put_number (answer, END);
}

/* Once something is wrong, everything that is read is 0. */
typedef struct {
  const guint8 *at;
  gsize left;
  const char *wrong; /* (nullable): the first thing that was */
  guint n_characters, n_strokes;
} Reader;

typedef struct {
  guint cut, n_characters, n_lines, n_strokes, n_fields;
} Head;

static void
refuse (Reader *self, const char *what)
{
  if (self->wrong == NULL)
    self->wrong = what;
  self->left = 0;
}

static void
take (Reader *self, void *value, gsize length)
{
  memset (value, 0, length);
  if (self->left < length) {
    refuse (self, "it ends too early");
    return;
  }
  memcpy (value, self->at, length);
  self->at += length;
  self->left -= length;
}

static guint
take_number (Reader *self, guint most, const char *what)
{
  guint32 value;

  take (self, &value, sizeof value);
  if (value > most)
    refuse (self, what);
  return self->wrong == NULL ? value : 0;
}

static double
take_length (Reader *self)
{
  float value;

  take (self, &value, sizeof value);
  if (!isfinite (value) || fabs ((double) value) > MAX_SIDE)
    refuse (self, "a length is none");
  return self->wrong == NULL ? (double) value : 0;
}

static YyqPageBox
take_box (Reader *self)
{
  YyqPageBox box;

  box.x0 = take_length (self);
  box.y0 = take_length (self);
  box.x1 = take_length (self);
  box.y1 = take_length (self);
  if (box.x0 > box.x1 || box.y0 > box.y1)
    refuse (self, "a box has its corners the wrong way round");
  return box;
}

/* (transfer full) (nullable) */
static char *
take_text (Reader *self)
{
  const guint length = take_number (self, YYQ_PAGE_MAX_FIELD_TEXT + 1, "a text is too long");
  char *text;

  if (length == 0 || self->left < length - 1) {
    if (length != 0)
      refuse (self, "it ends too early");
    return NULL;
  }
  text = g_strndup ((const char *) self->at, length - 1);
  if (strlen (text) != length - 1 || !g_utf8_validate (text, (gssize) length - 1, NULL)) {
    refuse (self, "a text is none");
    g_clear_pointer (&text, g_free);
  }
  self->at += self->wrong == NULL ? length - 1 : 0;
  self->left -= self->wrong == NULL ? length - 1 : 0;
  return text;
}

/* Those whose names are shown are no commands to a terminal or to a text's direction. */
static gboolean
may_stand (gunichar character)
{
  return g_unichar_validate (character) && !g_unichar_iscntrl (character);
}

static void
take_characters (Reader *self, YyqPageFacts *page, guint n)
{
  self->n_characters += n;
  if (self->n_characters > YYQ_PDF_FACTS_MAX_CHARACTERS)
    refuse (self, "there are too many characters");
  for (guint i = 0; i < n && self->wrong == NULL; i++) {
    const gunichar character = take_number (self, 0x10ffff, "a character is none");
    const YyqPageBox box = take_box (self);

    if (self->wrong == NULL && !may_stand (character))
      refuse (self, "a character is none");
    else if (self->wrong == NULL)
      yyq_page_facts_add_character (page, character, box);
  }
}

static void
end_line (Reader *self, YyqPageFacts *page, guint *left, YyqPageLine line)
{
  if (line.n == 0 || line.n > *left || line.turn % 90 != 0)
    refuse (self, "a line is none");
  if (self->wrong != NULL)
    return;
  line.first = page->characters->len - *left;
  for (guint i = line.first; i < line.first + line.n; i++)
    line.box = yyq_page_box_union (line.box, yyq_page_facts_character (page, i)->box);
  g_array_append_val (page->lines, line);
  *left -= line.n;
}

static void
take_lines (Reader *self, YyqPageFacts *page, guint n)
{
  guint left = page->characters->len;

  for (guint i = 0; i < n && self->wrong == NULL; i++) {
    YyqPageLine line = { 0 };

    line.n = take_number (self, YYQ_PAGE_MAX_CHARACTERS, "a line is too long");
    line.turn = take_number (self, 270, "a line is turned too far");
    line.baseline = take_length (self);
    end_line (self, page, &left, line);
  }
  if (left > 0)
    refuse (self, "a character is in no line");
}

static void
take_strokes (Reader *self, YyqPageFacts *page, guint n)
{
  self->n_strokes += n;
  if (self->n_strokes > YYQ_PDF_FACTS_MAX_STROKES)
    refuse (self, "there are too many lines");
  for (guint i = 0; i < n && self->wrong == NULL; i++) {
    const guint kind = take_number (self, YYQ_PAGE_N_STROKES - 1, "a stroke is none");
    const YyqPageBox box = take_box (self);

    if (self->wrong == NULL)
      yyq_page_facts_add_stroke (page, (YyqPageStrokeKind) kind, box);
  }
}

static void
take_field (Reader *self, YyqPageFacts *page)
{
  YyqPageField field = { 0 };
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  guint flags, n;

  field.kind = (YyqPageFieldKind) take_number (self, YYQ_PAGE_N_FIELD_KINDS - 1, "a field is none");
  flags = take_number (self, FLAG_REQUIRED | FLAG_READ_ONLY | FLAG_MULTILINE, "a flag is none");
  field.required = (flags & FLAG_REQUIRED) != 0;
  field.read_only = (flags & FLAG_READ_ONLY) != 0;
  field.multiline = (flags & FLAG_MULTILINE) != 0;
  field.max_length = take_number (self, G_MAXINT32, "a length is none");
  field.box = take_box (self);
  field.name = take_text (self);
  field.tooltip = take_text (self);
  n = take_number (self, YYQ_PAGE_MAX_OPTIONS, "a field has too many options");
  for (guint i = 0; i < n && self->wrong == NULL; i++) {
    char *option = take_text (self);

    if (option != NULL)
      g_ptr_array_add (options, option);
    else
      refuse (self, "an option is none");
  }
  if (self->wrong == NULL && field.name == NULL)
    refuse (self, "a field has no name");
  if (self->wrong == NULL && n > 0) {
    g_ptr_array_add (options, NULL);
    field.options = (char **) g_ptr_array_free (g_steal_pointer (&options), FALSE);
  }
  if (self->wrong == NULL)
    yyq_page_facts_add_field (page, &field);
  else
    yyq_page_field_clear (&field);
}

static Head
take_head (Reader *self)
{
  Head head;

  head.cut = take_number (self, YYQ_PAGE_CUT_ALL, "a page is cut in a way that is none");
  head.n_characters = take_number (self, YYQ_PAGE_MAX_CHARACTERS, "a page has too many characters");
  head.n_lines = take_number (self, YYQ_PAGE_MAX_CHARACTERS, "a page has too many lines");
  head.n_strokes = take_number (self, YYQ_PAGE_MAX_STROKES, "a page has too many strokes");
  head.n_fields = take_number (self, YYQ_PAGE_MAX_FIELDS, "a page has too many fields");
  return head;
}

/* (transfer full) (nullable): the page behind its first word. */
static YyqPageFacts *
take_page (Reader *self)
{
  const guint number = take_number (self, G_MAXINT32, "a page has no number");
  const Head head = take_head (self);
  const double width = take_length (self);
  const double height = take_length (self);
  g_autoptr (YyqPageFacts) page = NULL;

  if (self->wrong == NULL && !(width > 0 && height > 0))
    refuse (self, "a page has no size");
  if (self->wrong != NULL)
    return NULL;
  page = yyq_page_facts_new (number, width, height);
  page->cut = (YyqPageCut) head.cut;
  take_characters (self, page, head.n_characters);
  take_lines (self, page, head.n_lines);
  take_strokes (self, page, head.n_strokes);
  for (guint i = 0; i < head.n_fields && self->wrong == NULL; i++)
    take_field (self, page);
  return self->wrong == NULL ? g_steal_pointer (&page) : NULL;
}

static gboolean
is_next (GPtrArray *pages, const YyqPageFacts *page, const YyqPdfFactsQuestion *question)
{
  const YyqPageFacts *before = pages->len > 0 ? g_ptr_array_index (pages, pages->len - 1) : NULL;

  return page->page >= question->first && page->page - question->first < question->n_pages &&
         (before == NULL || page->page > before->page);
}

static void
take_pages (Reader *self, const YyqPdfFactsQuestion *question, GPtrArray *pages)
{
  while (self->wrong == NULL) {
    const guint word = take_number (self, G_MAXUINT32, "");
    g_autoptr (YyqPageFacts) page = NULL;

    if (self->wrong == NULL && word == END) {
      if (self->left > 0)
        refuse (self, "something stands behind its end");
      return;
    }
    if (word != PAGE)
      refuse (self, "a page begins with another word");
    else if ((page = take_page (self)) != NULL && !is_next (pages, page, question))
      refuse (self, "a page was not asked for");
    if (self->wrong == NULL)
      g_ptr_array_add (pages, g_steal_pointer (&page));
  }
}

gboolean
yyq_pdf_facts_decode (GBytes *answer, const YyqPdfFactsQuestion *question, GPtrArray **pages,
                      GError **error)
{
  Reader reader = { 0 };

  reader.at = g_bytes_get_data (answer, &reader.left);
  *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_page_facts_free);
  take_pages (&reader, question, *pages);
  if (reader.wrong == NULL)
    return TRUE;
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER, "the worker's answer is wrong: %s",
               reader.wrong);
  return FALSE;
}
