/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-fill.h"

#include "yyq-pdf-content.h"
#include "yyq-pdf-embed.h"
#include "yyq-pdf-fields.h"
#include "yyq-pdf-geometry.h"
#include "yyq-pdf-stamp.h"
#include "yyq-qpdf.h"
#include "yyq-writer.h"

typedef struct {
  qpdf_data qpdf;
  guint n_pages;
  GPtrArray *marks; /* of YyqPdfMarks, in the order of the fills */
  YyqPdfEmbed *embed;
} Filler;

static gboolean
refuse_box (const YyqPdfBox *box, GError **error)
{
  if (box->missing->len > 0) {
    const YyqPdfSpan *span = &g_array_index (box->missing, YyqPdfSpan, 0);

    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "no font for “%.*s” of “%s”",
                 (int) (span->end - span->start), box->text + span->start, box->text);
  } else {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "no room for “%s” of “%s”",
                 box->text + box->overflow_at, box->text);
  }
  return FALSE;
}

static gboolean
check_marks (const YyqPdfMarks *marks, GError **error)
{
  for (guint i = 0; i < marks->boxes->len; i++) {
    const YyqPdfBox *box = g_array_index (marks->boxes, YyqPdfMarkedBox, i).box;

    if (box->overflows || box->missing->len > 0)
      return refuse_box (box, error);
  }
  return TRUE;
}

static gboolean
lay_out (Filler *self, const YyqPdfFill *fills, gsize n_fills, YyqPdfFillFlags flags,
         GError **error)
{
  for (gsize i = 0; i < n_fills; i++) {
    YyqPdfMarks *marks;

    if (fills[i].page >= self->n_pages) {
      g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                           "a value is on a page that does not exist");
      return FALSE;
    }
    marks = yyq_pdf_marks_new (&fills[i], error);
    if (marks == NULL)
      return FALSE;
    g_ptr_array_add (self->marks, marks);
    if ((flags & YYQ_PDF_FILL_DRAFT) == 0 && !check_marks (marks, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
embed_fonts (Filler *self, GError **error)
{
  for (guint i = 0; i < self->marks->len; i++) {
    const YyqPdfMarks *marks = g_ptr_array_index (self->marks, i);

    for (guint j = 0; j < marks->boxes->len; j++)
      yyq_pdf_embed_add (self->embed, g_array_index (marks->boxes, YyqPdfMarkedBox, j).box);
  }
  return yyq_pdf_embed_write (self->embed, self->qpdf, error);
}

static qpdf_oh
new_form (Filler *self, const GString *content, const YyqPdfGeometry *geometry)
{
  qpdf_data qpdf = self->qpdf;
  qpdf_oh form = yyq_qpdf_add_stream (qpdf, content->str, content->len);
  qpdf_oh dictionary = qpdf_oh_get_dict (qpdf, form);
  qpdf_oh resources = qpdf_oh_new_dictionary (qpdf);

  qpdf_oh_replace_key (qpdf, resources, "/Font", yyq_pdf_embed_get_resources (self->embed, qpdf));
  qpdf_oh_replace_key (qpdf, dictionary, "/Type", qpdf_oh_new_name (qpdf, "/XObject"));
  qpdf_oh_replace_key (qpdf, dictionary, "/Subtype", qpdf_oh_new_name (qpdf, "/Form"));
  qpdf_oh_replace_key (qpdf, dictionary, "/BBox",
                       yyq_qpdf_new_rectangle (qpdf, 0, 0, geometry->width, geometry->height));
  qpdf_oh_replace_key (qpdf, dictionary, "/Resources", resources);
  return form;
}

/* Pages without a value stay as they are. */
static void
write_pages (Filler *self)
{
  g_autofree GString **contents = g_new0 (GString *, self->n_pages);
  g_autofree YyqPdfGeometry *geometries = g_new0 (YyqPdfGeometry, self->n_pages);

  for (guint i = 0; i < self->marks->len; i++) {
    const YyqPdfMarks *marks = g_ptr_array_index (self->marks, i);
    guint page = marks->page;

    if (contents[page] == NULL) {
      contents[page] = g_string_new (NULL);
      geometries[page] = yyq_pdf_geometry_of_page (self->qpdf, qpdf_get_page_n (self->qpdf, page));
    }
    yyq_pdf_content_append (contents[page], marks, self->embed, geometries[page].height);
  }
  for (guint page = 0; page < self->n_pages; page++) {
    if (contents[page] == NULL)
      continue;
    yyq_pdf_stamp_put (self->qpdf, qpdf_get_page_n (self->qpdf, page),
                       new_form (self, contents[page], &geometries[page]));
    g_string_free (contents[page], TRUE);
  }
}

static GBytes *
fill (Filler *self, const YyqPdfFill *fills, gsize n_fills, const YyqPdfField *fields,
      gsize n_fields, YyqPdfFillFlags flags, GError **error)
{
  if (!yyq_pdf_fields_check (fields, n_fields, self->n_pages, error) ||
      !lay_out (self, fills, n_fills, flags, error) || !embed_fonts (self, error))
    return NULL;
  write_pages (self);
  if (!yyq_pdf_fields_add (self->qpdf, fields, n_fields, error))
    return NULL;
  return yyq_qpdf_write (self->qpdf, error);
}

GBytes *
yyq_pdf_fill (GBytes *base, const YyqPdfFill *fills, gsize n_fills, const YyqPdfField *fields,
              gsize n_fields, YyqPdfFillFlags flags, GError **error)
{
  g_auto (qpdf_data) qpdf = NULL;
  g_autoptr (GPtrArray) marks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_marks_free);
  g_autoptr (YyqPdfEmbed) embed = yyq_pdf_embed_new ();
  Filler self = { .marks = marks, .embed = embed };

  yyq_writer_check_is_free ("filling a PDF");
  qpdf = yyq_qpdf_open (base, FALSE, error);
  if (qpdf == NULL || !yyq_pdf_stamp_check_base (qpdf, error))
    return NULL;
  self.qpdf = qpdf;
  self.n_pages = (guint) qpdf_get_num_pages (qpdf);
  return fill (&self, fills, n_fills, fields, n_fields, flags, error);
}
