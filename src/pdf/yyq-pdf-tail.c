/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-tail.h"

#include <string.h>
#include <zlib.h>

#include "yyq-pdf-lexer.h"

#define MAX_DEPTH 500
#define MAX_SECTION (16 * 1024 * 1024) /* bytes of an unpacked cross-reference stream */

/* Entries of one dictionary that matter here: where their values begin, 0 when absent. */
typedef struct {
  gsize length, previous, widths, index, filter, columns, predictor, hybrid;
  gboolean obscure; /* a name is written with #: refused where it matters */
} Keys;

typedef struct {
  YyqPdfLexer lexer;
  GHashTable *objects; /* of this update: offset -> number << 16 | generation */
  guint64 before;      /* the startxref of the update before */
} Tail;

static void
note_key (Keys *keys, YyqPdfLexer *lexer)
{
  static const struct {
    const char *name;
    gsize offset;
  } known[] = {
    { "/Length", G_STRUCT_OFFSET (Keys, length) },
    { "/Prev", G_STRUCT_OFFSET (Keys, previous) },
    { "/W", G_STRUCT_OFFSET (Keys, widths) },
    { "/Index", G_STRUCT_OFFSET (Keys, index) },
    { "/Filter", G_STRUCT_OFFSET (Keys, filter) },
    { "/Columns", G_STRUCT_OFFSET (Keys, columns) },
    { "/Predictor", G_STRUCT_OFFSET (Keys, predictor) },
    { "/XRefStm", G_STRUCT_OFFSET (Keys, hybrid) },
  };

  keys->obscure = keys->obscure || memchr (lexer->start, '#', lexer->length) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    gsize *place = &G_STRUCT_MEMBER (gsize, keys, known[i].offset);

    if (*place == 0 && yyq_pdf_lexer_is (lexer, known[i].name))
      *place = lexer->at;
  }
}

/* Reads on until @word stands outside of all brackets. */
static gboolean
read_value (YyqPdfLexer *lexer, Keys *keys, const char *word, const char *other)
{
  guint depth = 0;

  for (;;) {
    switch (yyq_pdf_lexer_next (lexer)) {
    case YYQ_PDF_TOKEN_OPEN:
      if (++depth > MAX_DEPTH)
        return FALSE;
      break;
    case YYQ_PDF_TOKEN_CLOSE:
      if (depth-- == 0)
        return FALSE;
      break;
    case YYQ_PDF_TOKEN_NAME:
      note_key (keys, lexer);
      break;
    case YYQ_PDF_TOKEN_WORD:
      if (depth == 0 && (yyq_pdf_lexer_is (lexer, word) || yyq_pdf_lexer_is (lexer, other)))
        return TRUE;
      break;
    case YYQ_PDF_TOKEN_INTEGER:
    case YYQ_PDF_TOKEN_STRING:
      break;
    case YYQ_PDF_TOKEN_END:
    case YYQ_PDF_TOKEN_BAD:
    default:
      return FALSE;
    }
  }
}

/* The whole number at @place; FALSE where there is none, or a reference. */
static gboolean
number_at (const YyqPdfLexer *lexer, gsize place, guint64 *number)
{
  YyqPdfLexer look = *lexer;
  gsize behind;

  look.at = place;
  if (place == 0 || yyq_pdf_lexer_next (&look) != YYQ_PDF_TOKEN_INTEGER)
    return FALSE;
  *number = look.number;
  behind = look.at;
  if (yyq_pdf_lexer_next (&look) != YYQ_PDF_TOKEN_INTEGER)
    return TRUE;
  /* "7 0 R" is no number; "7 0" in an array is two. */
  yyq_pdf_lexer_next (&look);
  return behind > 0 && !yyq_pdf_lexer_is (&look, "R");
}

/* Behind the word "stream": puts the place of its data. */
static gboolean
read_stream (YyqPdfLexer *lexer, const Keys *keys, gsize *data, gsize *length)
{
  guint64 number = 0;

  if (lexer->at < lexer->end && lexer->data[lexer->at] == '\r')
    lexer->at++;
  if (lexer->at >= lexer->end || lexer->data[lexer->at++] != '\n')
    return FALSE;
  *data = lexer->at;
  if (number_at (lexer, keys->length, &number)) {
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
  return yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_WORD && yyq_pdf_lexer_is (lexer, "endstream") &&
         yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_WORD && yyq_pdf_lexer_is (lexer, "endobj");
}

typedef struct {
  gsize offset; /* of the object */
  Keys keys;
  gsize data, length; /* of its stream */
} Object;

/* The lexer has just read the object's number. */
static const char *
read_object (Tail *self, Object *object)
{
  YyqPdfLexer *lexer = &self->lexer;
  guint64 number = lexer->number;

  *object = (Object){ .offset = (gsize) (lexer->start - lexer->data) };
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER || lexer->number > 65535 || number > G_MAXINT32)
    return "appended bytes that are no object";
  number = number << 16 | lexer->number;
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (lexer, "obj") ||
      !read_value (lexer, &object->keys, "endobj", "stream"))
    return "appended bytes that are no object";
  if (yyq_pdf_lexer_is (lexer, "stream") && !read_stream (lexer, &object->keys, &object->data, &object->length))
    return "an appended stream has no end";
  g_hash_table_insert (self->objects, GSIZE_TO_POINTER (object->offset), GSIZE_TO_POINTER ((gsize) number));
  return NULL;
}

/* Takes a listed object off the list of those that were found. */
static gboolean
take_object (Tail *self, guint64 offset, guint64 number, guint64 generation)
{
  gpointer found = NULL;

  return g_hash_table_steal_extended (self->objects, GSIZE_TO_POINTER ((gsize) offset), NULL, &found) &&
         GPOINTER_TO_SIZE (found) == (number << 16 | generation);
}

static const char *
read_table (Tail *self, Keys *trailer)
{
  YyqPdfLexer *lexer = &self->lexer;

  while (yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_INTEGER) {
    guint64 number = lexer->number;
    guint64 n = yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_INTEGER ? lexer->number : G_MAXUINT64;

    for (guint64 i = 0; i < n; i++, number++) {
      guint64 offset = yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_INTEGER ? lexer->number : G_MAXUINT64;
      guint64 generation = yyq_pdf_lexer_next (lexer) == YYQ_PDF_TOKEN_INTEGER ? lexer->number : G_MAXUINT64;

      if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_WORD || generation > 65535)
        return "an appended cross-reference table is damaged";
      if (!yyq_pdf_lexer_is (lexer, "f") && !take_object (self, offset, number, generation))
        return "the appended cross-reference table lists an object that is not there";
    }
  }
  if (!yyq_pdf_lexer_is (lexer, "trailer") || !read_value (lexer, trailer, "startxref", "startxref"))
    return "an appended update has no trailer";
  return trailer->obscure || trailer->hybrid != 0 ? "an appended trailer hides a second table" : NULL;
}

/* (transfer full) (nullable) */
static GByteArray *
unpack (const char *data, gsize length)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 chunk[32 * 1024];
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) length };
  int result = inflateInit (&stream);

  while (result == Z_OK && out->len <= MAX_SECTION) {
    stream.next_out = chunk;
    stream.avail_out = sizeof chunk;
    result = inflate (&stream, Z_NO_FLUSH);
    g_byte_array_append (out, chunk, (guint) (sizeof chunk - stream.avail_out));
  }
  inflateEnd (&stream);
  return result == Z_STREAM_END ? g_steal_pointer (&out) : NULL;
}

/* PNG predictors None, Sub and Up, which are what programs use here; @columns bytes a row. */
static gboolean
undo_predictor (GByteArray *bytes, gsize columns)
{
  gsize n_rows = bytes->len / (columns + 1);

  for (gsize row = 0; row < n_rows; row++) {
    const guint8 *from = bytes->data + row * (columns + 1);
    guint8 *to = bytes->data + row * columns;
    guint8 kind = *from++;

    if (kind > 2)
      return FALSE;
    for (gsize i = 0; i < columns; i++) {
      guint8 left = i > 0 ? to[i - 1] : 0;
      guint8 up = row > 0 ? *(to + i - columns) : 0;

      to[i] = (guint8) (from[i] + (kind == 1 ? left : kind == 2 ? up
                                                                : 0));
    }
  }
  g_byte_array_set_size (bytes, (guint) (n_rows * columns));
  return TRUE;
}

static GByteArray *
read_section (const YyqPdfLexer *lexer, const Object *object)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint64 predictor = 1, columns = 1;

  if (object->keys.filter != 0)
    bytes = unpack (lexer->data + object->data, object->length);
  else
    bytes = g_byte_array_append (g_byte_array_new (), (const guint8 *) lexer->data + object->data, (guint) object->length);
  if (bytes == NULL || !number_at (lexer, object->keys.predictor, &predictor) || predictor < 10)
    return g_steal_pointer (&bytes);
  if (!number_at (lexer, object->keys.columns, &columns) || columns == 0 || columns > 64 || !undo_predictor (bytes, columns))
    return NULL;
  return g_steal_pointer (&bytes);
}

/* The integers of the array at @place; 0 when there is none or too many. */
static guint
read_integers (const YyqPdfLexer *lexer, gsize place, GArray *numbers)
{
  YyqPdfLexer look = *lexer;

  look.at = place;
  if (place == 0 || yyq_pdf_lexer_next (&look) != YYQ_PDF_TOKEN_OPEN)
    return 0;
  while (yyq_pdf_lexer_next (&look) == YYQ_PDF_TOKEN_INTEGER && numbers->len < 10000)
    g_array_append_val (numbers, look.number);
  return numbers->len;
}

static guint64
take_number (const guint8 **at, guint64 width, guint64 otherwise)
{
  guint64 number = width > 0 ? 0 : otherwise;

  for (guint64 i = 0; i < width; i++)
    number = number << 8 | *(*at)++;
  return number;
}

static const char *
read_entries (Tail *self, const guint8 *at, const guint8 *end, const guint64 widths[3], guint64 first, guint64 n, gsize own)
{
  for (guint64 i = 0; i < n; i++) {
    guint64 kind, second, third;

    if ((guint64) (end - at) < widths[0] + widths[1] + widths[2])
      return "an appended cross-reference stream is too short";
    kind = take_number (&at, widths[0], 1);
    second = take_number (&at, widths[1], 0);
    third = take_number (&at, widths[2], 0);
    if (kind == 1 && second != own && !take_object (self, second, first + i, third))
      return "the appended cross-reference stream lists an object that is not there";
  }
  return NULL;
}

static const char *
read_xref_stream (Tail *self, const Object *object)
{
  g_autoptr (GByteArray) bytes = read_section (&self->lexer, object);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) index = g_array_new (FALSE, FALSE, sizeof (guint64));
  const guint64 *w = (const guint64 *) (gconstpointer) widths->data;
  const guint8 *at;
  const char *problem = NULL;

  if (bytes == NULL || object->keys.obscure || read_integers (&self->lexer, object->keys.widths, widths) != 3 ||
      read_integers (&self->lexer, object->keys.index, index) % 2 != 0 || index->len == 0)
    return "an appended cross-reference stream is unusual";
  w = (const guint64 *) (gconstpointer) widths->data;
  if (w[0] > 8 || w[1] > 8 || w[2] > 8)
    return "an appended cross-reference stream is unusual";
  g_hash_table_remove (self->objects, GSIZE_TO_POINTER (object->offset));
  at = bytes->data;
  for (guint i = 0; i < index->len && problem == NULL; i += 2) {
    guint64 n = g_array_index (index, guint64, i + 1);

    if (n > bytes->len)
      return "an appended cross-reference stream is too short";
    problem = read_entries (self, at, bytes->data + bytes->len, w, g_array_index (index, guint64, i), n, object->offset);
    at += MIN (n * (w[0] + w[1] + w[2]), (guint64) (bytes->data + bytes->len - at));
  }
  return problem;
}

/* Behind "startxref". */
static const char *
read_end (Tail *self, gsize section, gsize previous)
{
  YyqPdfLexer *lexer = &self->lexer;
  guint64 number = 0;

  if (!number_at (lexer, previous, &number) || number != self->before)
    return "an appended update does not follow the one before it";
  if (yyq_pdf_lexer_next (lexer) != YYQ_PDF_TOKEN_INTEGER || lexer->number != section)
    return "startxref does not point at the appended section";
  if (g_hash_table_size (self->objects) > 0)
    return "appended objects that no section lists";
  self->before = section;
  return NULL;
}

/* One update; the lexer has read its first token. */
static const char *
read_update (Tail *self, YyqPdfToken token)
{
  YyqPdfLexer *lexer = &self->lexer;
  Object last = { 0 };
  Keys trailer = { 0 };
  const char *problem = NULL;
  gsize section;

  for (; token == YYQ_PDF_TOKEN_INTEGER && problem == NULL; token = yyq_pdf_lexer_next (lexer))
    problem = read_object (self, &last);
  if (problem != NULL)
    return problem;
  section = (gsize) (lexer->start - lexer->data);
  if (yyq_pdf_lexer_is (lexer, "xref")) {
    problem = read_table (self, &trailer);
  } else if (yyq_pdf_lexer_is (lexer, "startxref") && last.data != 0) {
    section = last.offset;
    trailer = last.keys;
    problem = read_xref_stream (self, &last);
  } else {
    return "appended bytes that belong to no update";
  }
  return problem != NULL ? problem : read_end (self, section, trailer.previous);
}

/* The number behind the last "startxref" before @from. */
static gboolean
find_before (const char *data, gsize from, guint64 *before)
{
  gsize window = MIN (from, 2048);
  YyqPdfLexer lexer = { .data = data, .end = from };
  const char *mark = NULL;

  for (const char *at = data + from - window; (at = memmem (at, (gsize) (data + from - at), "startxref", 9)) != NULL; at++)
    mark = at;
  if (mark == NULL)
    return FALSE;
  lexer.at = (gsize) (mark - data) + 9;
  if (yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_INTEGER)
    return FALSE;
  *before = lexer.number;
  return TRUE;
}

const char *
yyq_pdf_tail_check (GBytes *pdf, gsize from, gsize to)
{
  const char *data = g_bytes_get_data (pdf, NULL);
  g_autoptr (GHashTable) objects = g_hash_table_new (NULL, NULL);
  Tail self = { .lexer = { .data = data, .at = from, .end = to }, .objects = objects };
  YyqPdfToken token;

  if (!find_before (data, from, &self.before))
    return "the signed revision has no startxref";
  token = yyq_pdf_lexer_next (&self.lexer);
  while (token != YYQ_PDF_TOKEN_END) {
    const char *problem = read_update (&self, token);

    if (problem != NULL)
      return problem;
    token = yyq_pdf_lexer_next (&self.lexer);
    if (!self.lexer.end_of_file)
      return "an appended update has no end-of-file mark";
  }
  return NULL;
}
