/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-facts.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#include "yyq-pdf-facts-code.h"
#include "yyq-qpdf.h"
#include "yyq-worker-content.h"
#include "yyq-worker-fields.h"
#include "yyq-worker-text.h"

#define SAME_SIZE_PT 0.01

typedef struct {
  qpdf_data qpdf;
  PopplerDocument *document; /* (nullable) */
  guint n_characters, n_strokes;
} Reader;

/* FALSE when the two libraries do not see the same page: then characters would stand elsewhere. */
static gboolean
read_text (Reader *self, guint index, const YyqPdfGeometry *geometry, GArray *origins,
           YyqPageFacts *facts)
{
  PopplerPage *page =
    self->document != NULL && index < (guint) poppler_document_get_n_pages (self->document)
      ? poppler_document_get_page (self->document, (int) index)
      : NULL;
  double width = 0, height = 0;
  gboolean same;

  if (page == NULL)
    return FALSE;
  poppler_page_get_size (page, &width, &height);
  same = fabs (width - geometry->width / geometry->user_unit) <= SAME_SIZE_PT &&
         fabs (height - geometry->height / geometry->user_unit) <= SAME_SIZE_PT;
  if (same)
    yyq_worker_text_read (page, geometry->user_unit, origins, facts);
  g_object_unref (page);
  return same;
}

/* No answer is longer than who reads it allows. */
static void
keep_limits (Reader *self, YyqPageFacts *facts)
{
  if (self->n_characters + facts->characters->len > YYQ_PDF_FACTS_MAX_CHARACTERS) {
    g_array_set_size (facts->characters, 0);
    g_array_set_size (facts->lines, 0);
    facts->cut |= YYQ_PAGE_CUT_CHARACTERS;
  }
  if (self->n_strokes + facts->strokes->len > YYQ_PDF_FACTS_MAX_STROKES) {
    g_array_set_size (facts->strokes, 0);
    facts->cut |= YYQ_PAGE_CUT_STROKES;
  }
  self->n_characters += facts->characters->len;
  self->n_strokes += facts->strokes->len;
}

/* (transfer full) */
static YyqPageFacts *
read_page (Reader *self, guint index)
{
  qpdf_oh page = qpdf_get_page_n (self->qpdf, index);
  const YyqPdfGeometry geometry = yyq_pdf_geometry_of_page (self->qpdf, page);
  YyqPageFacts *facts = yyq_page_facts_new (index, geometry.width, geometry.height);
  g_autoptr (GArray) origins = yyq_worker_content_read (self->qpdf, page, &geometry, facts);

  if (!read_text (self, index, &geometry, origins, facts))
    facts->cut |= YYQ_PAGE_CUT_CHARACTERS;
  yyq_worker_fields_read (self->qpdf, page, &geometry, facts);
  keep_limits (self, facts);
  return facts;
}

static gboolean
answer_pages (Reader *self, const YyqPdfFactsQuestion *question,
              gboolean (*answer) (const void *data, gsize length))
{
  const guint64 n = (guint64) qpdf_get_num_pages (self->qpdf);
  gboolean told = TRUE;

  for (guint64 i = 0; told && i < question->n_pages && question->first + i < n; i++) {
    g_autoptr (YyqPageFacts) facts = read_page (self, (guint) (question->first + i));
    g_autoptr (GByteArray) bytes = g_byte_array_new ();

    yyq_pdf_facts_encode (facts, bytes);
    told = answer (bytes->data, bytes->len);
  }
  return told;
}

gboolean
yyq_worker_facts_answer (GBytes *request, gboolean (*answer) (const void *data, gsize length))
{
  YyqPdfFactsQuestion question;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (request, &size);
  g_autoptr (GByteArray) end = g_byte_array_new ();
  g_autoptr (GBytes) pdf = NULL;
  Reader self = { 0 };
  gboolean told = TRUE;

  if (size <= sizeof question)
    return FALSE;
  memcpy (&question, data, sizeof question);
  if (question.first > G_MAXINT || question.n_pages > G_MAXINT)
    return FALSE;
  pdf = g_bytes_new_from_bytes (request, sizeof question, size - sizeof question);
  self.qpdf = yyq_qpdf_open (pdf, TRUE, NULL);
  if (self.qpdf != NULL) {
    self.document = poppler_document_new_from_bytes (pdf, NULL, NULL);
    told = answer_pages (&self, &question, answer);
    g_clear_object (&self.document);
    yyq_qpdf_free (self.qpdf);
  }
  yyq_pdf_facts_encode_end (end);
  return told && answer (end->data, end->len);
}
