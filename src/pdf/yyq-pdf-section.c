/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-section.h"

#include <string.h>
#include <zlib.h>

/* ISO 32000-1 annex C: the highest number of an object. */
#define MAX_NUMBER 8388607
#define MAX_ENTRIES 2000000
#define MAX_SECTION (64 * 1024 * 1024) /* bytes of an unpacked stream */
#define MAX_SUBSECTIONS 400000
#define MAX_ROW 64 /* bytes of one entry */

static gpointer
fail (const char **problem, const char *what)
{
  *problem = what;
  return NULL;
}

static YyqPdfSection *
section_new (gsize at)
{
  YyqPdfSection *self = g_new0 (YyqPdfSection, 1);

  self->at = at;
  self->entries = g_array_new (FALSE, FALSE, sizeof (YyqPdfXrefEntry));
  return self;
}

void
yyq_pdf_section_free (YyqPdfSection *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_free (self);
}

/* @key is a number, or not there at all. */
static gboolean
read_offset (const YyqPdfDictionary *dictionary, const char *key, guint64 *offset)
{
  YyqPdfLexer value;

  *offset = YYQ_PDF_NO_OFFSET;
  return !yyq_pdf_dictionary_look_up (dictionary, key, &value) ||
         yyq_pdf_dictionary_get_number (dictionary, key, offset);
}

static gboolean
read_trailer (YyqPdfSection *self, const YyqPdfDictionary *dictionary)
{
  return yyq_pdf_dictionary_get_number (dictionary, "/Size", &self->size) &&
         read_offset (dictionary, "/Prev", &self->previous) &&
         read_offset (dictionary, "/XRefStm", &self->hybrid);
}

/* "0000000017 00000 n". Programs that count bytes read another shape in another way. */
static gboolean
read_line (YyqPdfSection *self, YyqPdfLexer *lexer, YyqPdfXrefEntry *entry)
{
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER)
    return FALSE;
  self->is_sloppy = self->is_sloppy || lexer->length != 10 || lexer->commented;
  entry->place = lexer->number;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER)
    return FALSE;
  self->is_sloppy = self->is_sloppy || lexer->length != 5 || lexer->commented;
  entry->detail = lexer->number;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD)
    return FALSE;
  self->is_sloppy = self->is_sloppy || lexer->commented;
  entry->kind = yyq_pdf_lexer_is (lexer, "n");
  return entry->kind == 1 || yyq_pdf_lexer_is (lexer, "f");
}

/* One subsection; the lexer has read the number of its first object. */
static gboolean
read_subsection (YyqPdfSection *self, YyqPdfLexer *lexer)
{
  guint64 first = lexer->number;
  guint64 n = yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_INTEGER ? lexer->number : G_MAXUINT64;

  if (first > MAX_NUMBER || n > MAX_NUMBER || self->entries->len + n > MAX_ENTRIES)
    return FALSE;
  for (guint64 i = 0; i < n; i++) {
    YyqPdfXrefEntry entry = { .number = first + i };

    if (!read_line (self, lexer, &entry))
      return FALSE;
    g_array_append_val (self->entries, entry);
  }
  return TRUE;
}

static YyqPdfSection *
read_table (YyqPdfLexer *lexer, gsize at, const char **problem)
{
  g_autoptr (YyqPdfSection) self = section_new (at);
  g_autoptr (YyqPdfDictionary) trailer = NULL;

  while (yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_INTEGER)
    if (!read_subsection (self, lexer))
      return fail (problem, "a cross-reference table is damaged");
  if (!yyq_pdf_lexer_is (lexer, "trailer") || yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_OPEN)
    return fail (problem, "a cross-reference table has no trailer");
  trailer = yyq_pdf_dictionary_read (lexer);
  if (trailer == NULL || !read_trailer (self, trailer))
    return fail (problem, "a trailer is damaged, or has a key twice");
  self->end = lexer->at;
  return g_steal_pointer (&self);
}

gboolean
yyq_pdf_section_skip_stream (YyqPdfLexer *lexer, const YyqPdfDictionary *dictionary, gsize *data,
                             gsize *length)
{
  guint64 number = 0;

  if (lexer->at < lexer->end && lexer->data[lexer->at] == '\r')
    lexer->at++;
  if (lexer->at >= lexer->end || lexer->data[lexer->at++] != '\n')
    return FALSE;
  *data = lexer->at;
  if (yyq_pdf_dictionary_get_number (dictionary, "/Length", &number)) {
    if (number > lexer->end - lexer->at)
      return FALSE;
    lexer->at += number;
  } else {
    const char *end = memmem (lexer->data + lexer->at, lexer->end - lexer->at, "endstream", 9);

    if (end == NULL)
      return FALSE;
    lexer->at = (gsize) (end - lexer->data);
  }
  *length = lexer->at - *data;
  return yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_WORD &&
         yyq_pdf_lexer_is (lexer, "endstream") &&
         yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_WORD && yyq_pdf_lexer_is (lexer, "endobj");
}

/* (transfer full) (nullable) */
static GByteArray *
unpack (const char *data, gsize length, gsize most)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 chunk[32 * 1024];
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) length };
  int result = inflateInit (&stream);

  while (result == Z_OK && out->len <= most) {
    stream.next_out = chunk;
    stream.avail_out = sizeof chunk;
    result = inflate (&stream, Z_NO_FLUSH);
    g_byte_array_append (out, chunk, (guint) (sizeof chunk - stream.avail_out));
  }
  inflateEnd (&stream);
  return result == Z_STREAM_END && out->len <= most ? g_steal_pointer (&out) : NULL;
}

static guint8
paeth (int left, int up, int corner)
{
  int a = ABS (up - corner), b = ABS (left - corner), c = ABS (left + up - 2 * corner);

  if (a <= b && a <= c)
    return (guint8) left;
  return (guint8) (b <= c ? up : corner);
}

/* What a PNG predictor of @kind expects, PNG specification §9.2. */
static guint8
predict (guint8 kind, guint8 left, guint8 up, guint8 corner)
{
  switch (kind) {
  case 1:
    return left;
  case 2:
    return up;
  case 3:
    return (guint8) ((left + up) / 2);
  case 4:
    return paeth (left, up, corner);
  default:
    return 0;
  }
}

/* Rows of @columns bytes, a kind before each. */
static gboolean
undo_predictor (GByteArray *bytes, gsize columns)
{
  gsize n_rows = bytes->len / (columns + 1);

  for (gsize row = 0; row < n_rows; row++) {
    const guint8 *from = bytes->data + row * (columns + 1);
    guint8 *to = bytes->data + row * columns;
    guint8 kind = *from++;

    if (kind > 4)
      return FALSE;
    for (gsize i = 0; i < columns; i++) {
      guint8 left = i > 0 ? to[i - 1] : 0;
      guint8 up = row > 0 ? *(to + i - columns) : 0;
      guint8 corner = row > 0 && i > 0 ? *(to + i - columns - 1) : 0;

      to[i] = (guint8) (from[i] + predict (kind, left, up, corner));
    }
  }
  g_byte_array_set_size (bytes, (guint) (n_rows * columns));
  return TRUE;
}

/* The dictionary at @key, or the only one of a list; NULL when there is something else. */
static YyqPdfDictionary *
only_dictionary (const YyqPdfDictionary *self, const char *key)
{
  YyqPdfLexer value;

  if (!yyq_pdf_dictionary_look_up (self, key, &value) ||
      yyq_pdf_lexer_next (&value) != YYQ_PDF_TOKEN_OPEN)
    return NULL;
  if (yyq_pdf_lexer_is (&value, "[") && yyq_pdf_lexer_next (&value) != YYQ_PDF_TOKEN_OPEN)
    return NULL;
  return yyq_pdf_dictionary_read (&value);
}

static gboolean
undo_parameters (GByteArray *bytes, const YyqPdfDictionary *dictionary)
{
  g_autoptr (YyqPdfDictionary) parameters = NULL;
  guint64 predictor = 1, columns = 1;
  YyqPdfLexer value;

  if (!yyq_pdf_dictionary_look_up (dictionary, "/DecodeParms", &value))
    return TRUE;
  parameters = only_dictionary (dictionary, "/DecodeParms");
  if (parameters == NULL)
    return FALSE;
  yyq_pdf_dictionary_get_number (parameters, "/Predictor", &predictor);
  yyq_pdf_dictionary_get_number (parameters, "/Columns", &columns);
  if (predictor == 1)
    return TRUE;
  return predictor >= 10 && columns > 0 && columns <= MAX_ROW && undo_predictor (bytes, columns);
}

/* "/FlateDecode", or a list of just that. */
static gboolean
is_flate (const YyqPdfDictionary *dictionary)
{
  YyqPdfLexer value;

  if (yyq_pdf_dictionary_name_is (dictionary, "/Filter", "/FlateDecode"))
    return TRUE;
  return yyq_pdf_dictionary_look_up (dictionary, "/Filter", &value) &&
         yyq_pdf_lexer_next (&value) == YYQ_PDF_TOKEN_OPEN &&
         yyq_pdf_lexer_next (&value) == YYQ_PDF_TOKEN_NAME &&
         yyq_pdf_lexer_is (&value, "/FlateDecode") &&
         yyq_pdf_lexer_next (&value) == YYQ_PDF_TOKEN_CLOSE;
}

GByteArray *
yyq_pdf_section_read_stream (YyqPdfLexer *lexer, const YyqPdfDictionary *dictionary, gsize most)
{
  g_autoptr (GByteArray) bytes = NULL;
  YyqPdfLexer filter;
  gsize data, length;

  if (!yyq_pdf_section_skip_stream (lexer, dictionary, &data, &length))
    return NULL;
  if (!yyq_pdf_dictionary_look_up (dictionary, "/Filter", &filter))
    return length <= most
             ? g_byte_array_append (g_byte_array_new (), (const guint8 *) lexer->data + data,
                                    (guint) length)
             : NULL;
  bytes = is_flate (dictionary) ? unpack (lexer->data + data, length, most) : NULL;
  return bytes != NULL && undo_parameters (bytes, dictionary) ? g_steal_pointer (&bytes) : NULL;
}

static guint64
take_number (const guint8 **at, guint64 width, guint64 otherwise)
{
  guint64 number = width > 0 ? 0 : otherwise;

  for (guint64 i = 0; i < width; i++)
    number = number << 8 | *(*at)++;
  return number;
}

static gboolean
read_entries (YyqPdfSection *self, const GByteArray *bytes, const guint64 *widths,
              const GArray *index)
{
  const guint8 *at = bytes->data;
  const guint8 *end = at + bytes->len;
  guint64 row = widths[0] + widths[1] + widths[2];

  for (guint i = 0; i < index->len; i += 2) {
    guint64 first = g_array_index (index, guint64, i);
    guint64 n = g_array_index (index, guint64, i + 1);

    if (first > MAX_NUMBER || n > (guint64) (end - at) / row ||
        self->entries->len + n > MAX_ENTRIES)
      return FALSE;
    for (guint64 k = 0; k < n; k++) {
      YyqPdfXrefEntry entry = { .number = first + k };

      entry.kind = take_number (&at, widths[0], 1);
      entry.place = take_number (&at, widths[1], 0);
      entry.detail = take_number (&at, widths[2], 0);
      g_array_append_val (self->entries, entry);
    }
  }
  return TRUE;
}

static GArray *
read_index (const YyqPdfSection *self, const YyqPdfDictionary *dictionary)
{
  const guint64 all[] = { 0, self->size };
  YyqPdfLexer value;

  if (yyq_pdf_dictionary_look_up (dictionary, "/Index", &value))
    return yyq_pdf_dictionary_get_numbers (dictionary, "/Index", 2 * MAX_SUBSECTIONS);
  return g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (guint64)), all, 2);
}

static gboolean
fill_from_stream (YyqPdfSection *self, const YyqPdfDictionary *dictionary, const GByteArray *bytes)
{
  g_autoptr (GArray) widths = yyq_pdf_dictionary_get_numbers (dictionary, "/W", 3);
  g_autoptr (GArray) index = NULL;
  const guint64 *w;

  if (widths == NULL || widths->len != 3 || !read_trailer (self, dictionary))
    return FALSE;
  w = (const guint64 *) (gconstpointer) widths->data;
  index = read_index (self, dictionary);
  if (index == NULL || index->len % 2 != 0 || w[0] > 8 || w[1] > 8 || w[2] > 8 ||
      w[0] + w[1] + w[2] == 0)
    return FALSE;
  return read_entries (self, bytes, w, index);
}

static YyqPdfSection *
read_stream (YyqPdfLexer *lexer, gsize at, const char **problem)
{
  g_autoptr (YyqPdfSection) self = section_new (at);
  g_autoptr (YyqPdfDictionary) dictionary = NULL;
  g_autoptr (GByteArray) bytes = NULL;

  self->is_stream = TRUE;
  self->own = lexer->number;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER ||
      yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (lexer, "obj") ||
      yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_OPEN)
    return fail (problem, "no cross-reference section where one should be");
  dictionary = yyq_pdf_dictionary_read (lexer);
  if (dictionary == NULL || !yyq_pdf_dictionary_name_is (dictionary, "/Type", "/XRef") ||
      yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (lexer, "stream"))
    return fail (problem, "a cross-reference stream is damaged, or has a key twice");
  bytes = yyq_pdf_section_read_stream (lexer, dictionary, MAX_SECTION);
  if (bytes == NULL || !fill_from_stream (self, dictionary, bytes))
    return fail (problem, "a cross-reference stream is damaged, or packed in an unusual way");
  self->end = lexer->at;
  return g_steal_pointer (&self);
}

YyqPdfSection *
yyq_pdf_section_read (const char *data, gsize end, gsize at, const char **problem)
{
  YyqPdfLexer lexer = { .data = data, .at = at, .end = end };
  YyqPdfToken token = at < end ? yyq_pdf_lexer_next (&lexer) : YYQ_PDF_TOKEN_END;

  if (token == YYQ_PDF_TOKEN_WORD && yyq_pdf_lexer_is (&lexer, "xref"))
    return read_table (&lexer, at, problem);
  if (token == YYQ_PDF_TOKEN_INTEGER)
    return read_stream (&lexer, at, problem);
  return fail (problem, "no cross-reference section where one should be");
}
