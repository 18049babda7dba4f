/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-hidden.h"

#include <string.h>

#include "yyq-pdf-field-list.h"
#include "yyq-pdf-lexer.h"
#include "yyq-qpdf.h"

/* Each costs a reading of the file. */
#define MAX_HIDDEN 20

/* The end of the revision that a /ByteRange with these numbers signs; 0 when it can be none. */
static gsize
read_end (const char *data, gsize length, gsize at)
{
  YyqPdfLexer lexer = { .data = data, .at = at, .end = length };
  guint64 range[4];

  if (yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_OPEN)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (range); i++) {
    if (yyq_pdf_lexer_next (&lexer) != YYQ_PDF_TOKEN_INTEGER || lexer.number > length)
      return 0;
    range[i] = lexer.number;
  }
  if (range[0] != 0 || range[1] >= range[2] || range[2] + range[3] > length ||
      data[range[1]] != '<')
    return 0;
  return (gsize) (range[2] + range[3]);
}

static gboolean
ends_at (GPtrArray *fields, gsize end)
{
  for (guint i = 0; i < fields->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (fields, i);

    if (!field->empty && field->end == end)
      return TRUE;
  }
  return FALSE;
}

/* The signature of the revision that ends at @end, if there is one. */
static void
look_into (GBytes *pdf, gsize end, GPtrArray *found)
{
  g_autoptr (GBytes) prefix = g_bytes_new_from_bytes (pdf, 0, end);
  g_auto (qpdf_data) revision = yyq_qpdf_open (prefix, FALSE, NULL);
  g_autoptr (GPtrArray) list = revision != NULL ? yyq_pdf_field_list_read (revision) : NULL;

  for (guint i = 0; list != NULL && i < list->len;) {
    YyqPdfSignatureField *field = g_ptr_array_index (list, i);

    if (!field->empty && field->end == end &&
        yyq_pdf_signature_field_check_range (field, prefix) == NULL)
      g_ptr_array_add (found, g_ptr_array_steal_index (list, i));
    else
      i++;
  }
}

GPtrArray *
yyq_pdf_hidden_find (GBytes *pdf, GPtrArray *fields)
{
  static const char word[] = "/ByteRange";
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_signature_field_unref);
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  guint n_looks = 0;

  for (const char *at = data;
       (at = memmem (at, (gsize) (data + length - at), word, strlen (word))) != NULL &&
       n_looks < MAX_HIDDEN;) {
    gsize end;

    at += strlen (word);
    end = read_end (data, length, (gsize) (at - data));
    if (end == 0 || ends_at (fields, end) || ends_at (found, end))
      continue;
    look_into (pdf, end, found);
    n_looks++;
  }
  return g_steal_pointer (&found);
}
