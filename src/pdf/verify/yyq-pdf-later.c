/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-later.h"

#include <glib/gi18n.h>

typedef struct {
  YyqPdfLater flag;
  const char *code;
  const char *words;
} Row;

static const Row rows[] = {
  { YYQ_PDF_LATER_SIGNATURE, "signature", N_ ("another signature") },
  { YYQ_PDF_LATER_FIELD, "field", N_ ("another signature with a field of its own") },
  { YYQ_PDF_LATER_TIMESTAMP, "timestamp", N_ ("a time stamp of the document") },
  { YYQ_PDF_LATER_STORE, "store", N_ ("certificates and revocation data") },
  { YYQ_PDF_LATER_FILLED, "filled", N_ ("form fields filled in") },
  { YYQ_PDF_LATER_ANNOTATION, "annotation", N_ ("annotations") },
  { YYQ_PDF_LATER_INFORMATION, "information", N_ ("title, dates or program name") },
  { YYQ_PDF_LATER_METADATA, "metadata", N_ ("metadata") },
  { YYQ_PDF_LATER_FORM_DEFAULTS, "form-defaults", N_ ("defaults of the form") },
  { YYQ_PDF_LATER_APPEARANCE, "appearance", N_ ("the look of the field that was signed") },
  { YYQ_PDF_LATER_LOCKED, "locked", N_ ("fields locked") },
  { YYQ_PDF_LATER_VERSION, "version", N_ ("the PDF version") },
  { YYQ_PDF_LATER_UNUSED, "unused", N_ ("objects that nothing uses") },
};

const char *
yyq_pdf_later_to_string (YyqPdfLater flag)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].flag == flag)
      return rows[i].code;
  return NULL;
}

GStrv
yyq_pdf_later_list (YyqPdfLater later)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (later & rows[i].flag)
      g_strv_builder_add (builder, rows[i].code);
  return g_strv_builder_end (builder);
}

char *
yyq_pdf_later_to_words (YyqPdfLater later)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if ((later & rows[i].flag) == 0)
      continue;
    if (words->len > 0)
      /* Translators: between the items of a list */
      g_string_append (words, _ (", "));
    g_string_append (words, _ (rows[i].words));
  }
  return g_string_free (words, FALSE);
}
