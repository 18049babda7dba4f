/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-object-stream.h"

#include "yyq-pdf-section.h"

#define MAX_UNPACKED (64 * 1024 * 1024)
#define MAX_OBJECTS 100000

/* (transfer full) (nullable): its unpacked data; puts /N and /First. */
static GByteArray *
open_stream (const char *data, gsize end, gsize at, guint64 *n, guint64 *first)
{
  YyqPdfLexer lexer = { .data = data, .at = at, .end = end };
  g_autoptr (YyqPdfDictionary) dictionary = NULL;

  if (at >= end || yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_INTEGER ||
      yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_INTEGER ||
      yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (&lexer, "obj") ||
      yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_OPEN)
    return NULL;
  dictionary = yyq_pdf_dictionary_read (&lexer);
  if (dictionary == NULL || !yyq_pdf_dictionary_name_is (dictionary, "/Type", "/ObjStm") ||
      !yyq_pdf_dictionary_get_number (dictionary, "/N", n) ||
      !yyq_pdf_dictionary_get_number (dictionary, "/First", first) ||
      yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_WORD || !yyq_pdf_lexer_is (&lexer, "stream"))
    return NULL;
  return yyq_pdf_section_read_stream (&lexer, dictionary, MAX_UNPACKED);
}

/* One object: a whole value from its offset to the next one's, and nothing behind it. */
static gboolean
check_object (const GByteArray *bytes, gsize from, gsize to)
{
  YyqPdfLexer lexer = { .data = (const char *) bytes->data, .at = from, .end = to };

  return yyq_pdf_value_skip (&lexer) && yyq_pdf_lexer_next (&lexer) == YYQ_PDF_TOKEN_END;
}

static gboolean
check_objects (const GByteArray *bytes, guint64 first, const GArray *offsets)
{
  for (guint i = 0; i < offsets->len; i++) {
    guint64 from = first + g_array_index (offsets, guint64, i);
    guint64 to =
      i + 1 < offsets->len ? first + g_array_index (offsets, guint64, i + 1) : bytes->len;

    if (from >= to || to > bytes->len || !check_object (bytes, (gsize) from, (gsize) to))
      return FALSE;
  }
  return TRUE;
}

GArray *
yyq_pdf_object_stream_read (const char *data, gsize end, gsize at)
{
  guint64 n = 0, first = 0;
  g_autoptr (GByteArray) bytes = open_stream (data, end, at, &n, &first);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  YyqPdfLexer lexer = { 0 };

  if (bytes == NULL || n > MAX_OBJECTS || first > bytes->len)
    return NULL;
  lexer = (YyqPdfLexer){ .data = (const char *) bytes->data, .end = (gsize) first };
  for (guint64 i = 0; i < n; i++) {
    guint64 number =
      yyq_pdf_lexer_next (&lexer) == YYQ_PDF_TOKEN_INTEGER ? lexer.number : G_MAXUINT64;

    if (number == G_MAXUINT64 || !g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) number)) ||
        yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_INTEGER || lexer.number > bytes->len)
      return NULL;
    g_array_append_val (numbers, number);
    g_array_append_val (offsets, lexer.number);
  }
  return check_objects (bytes, first, offsets) ? g_steal_pointer (&numbers) : NULL;
}
