/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf-samples.h"

#include <cairo.h>
#include <gio/gio.h>
#include <string.h>

#include "yyq-pdf-compose.h"
#include "yyq-pdf-typeset.h"

#define PIXELS_PER_POINT 2

GBytes *
pdf_samples_contract (void)
{
  static const char clause[] = "甲方根据生产经营需要，聘用乙方从事软件开发工作。乙方同意按照甲方工"
                               "作岗位的要求，按时完成规定的工作数量，达到规定的质量标准。"
                               "双方经平等协商一致，自愿签订本合同，共同遵守本合同所列条款。";
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (YyqPdfBlock));
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  g_array_append_vals (blocks, &(YyqPdfBlock){ YYQ_PDF_BLOCK_TITLE, "劳动合同书" }, 1);
  for (int i = 0; i < 10; i++) {
    g_array_append_vals (blocks, &(YyqPdfBlock){ YYQ_PDF_BLOCK_HEADING, "合同期限" }, 1);
    g_array_append_vals (blocks, &(YyqPdfBlock){ YYQ_PDF_BLOCK_PARAGRAPH, clause }, 1);
    g_array_append_vals (blocks, &(YyqPdfBlock){ YYQ_PDF_BLOCK_RULE, NULL }, 1);
  }
  pdf = yyq_pdf_typeset ((const YyqPdfBlock *) blocks->data, blocks->len, &error);
  g_assert_no_error (error);
  return pdf;
}

GBytes *
pdf_samples_revision_0 (void)
{
  g_autoptr (GBytes) contract = pdf_samples_contract ();
  g_autoptr (GError) error = NULL;
  char platform[] = "platform", employer[] = "employer", worker[] = "worker";
  const YyqPdfField fields[] = {
    { .name = platform, .page = 0 },
    { employer, 0, 80, 600, 150, 130 },
    { worker, 0, 350, 640, 140, 50 },
  };
  GBytes *pdf = yyq_pdf_compose (contract, NULL, 0, fields, G_N_ELEMENTS (fields), &error);

  g_assert_no_error (error);
  return pdf;
}

GBytes *
pdf_samples_page (const char *page_entries, const char *catalogue_entries, const char *objects)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.7\n");
  gsize offsets[4], xref;

  offsets[0] = pdf->len;
  g_string_append_printf (pdf, "1 0 obj\n<</Type/Catalog/Pages 2 0 R%s>>\nendobj\n",
                          catalogue_entries);
  offsets[1] = pdf->len;
  g_string_append (pdf, "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n");
  offsets[2] = pdf->len;
  g_string_append_printf (pdf, "3 0 obj\n<</Type/Page/Parent 2 0 R%s>>\nendobj\n", page_entries);
  offsets[3] = pdf->len;
  g_string_append_printf (pdf, "4 0 obj\n%s\nendobj\n", *objects != '\0' ? objects : "null");
  xref = pdf->len;
  g_string_append (pdf, "xref\n0 5\n0000000000 65535 f\r\n");
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n\r\n", offsets[i]);
  g_string_append_printf (
    pdf, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", xref);
  return g_bytes_new (pdf->str, pdf->len);
}

char *
pdf_samples_run (GBytes *pdf, const char *program, const char *option, int *status)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("yyq-XXXXXX.pdf", &stream, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_file_replace_contents (file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, FALSE,
                           G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error, program, option, g_file_peek_path (file), NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  if (status != NULL)
    *status = g_subprocess_get_exit_status (process);
  g_file_delete (file, NULL, NULL);
  return out;
}

void
pdf_samples_assert_clean (GBytes *pdf)
{
  int status = -1;
  g_autofree char *out = pdf_samples_run (pdf, "qpdf", "--check", &status);

  if (status != 0)
    g_test_message ("%s", out);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (out, "No syntax or stream encoding errors"));
}

PdfDocument *
pdf_samples_open (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);

  g_assert_no_error (error);
  return document;
}

char *
pdf_samples_page_text (GBytes *pdf, int index)
{
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  g_autoptr (PdfPage) page = poppler_document_get_page (document, index);

  g_assert_nonnull (page);
  return poppler_page_get_text (page);
}

guint32
pdf_samples_pixel (GBytes *pdf, int index, double x, double y)
{
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  g_autoptr (PdfPage) page = poppler_document_get_page (document, index);
  cairo_surface_t *surface;
  const guint8 *row;
  double width, height;
  guint32 pixel;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PIXELS_PER_POINT),
                                        (int) (height * PIXELS_PER_POINT));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, PIXELS_PER_POINT, PIXELS_PER_POINT);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  row = cairo_image_surface_get_data (surface) +
        (gsize) (y * PIXELS_PER_POINT) * (gsize) cairo_image_surface_get_stride (surface);
  memcpy (&pixel, row + (gsize) (x * PIXELS_PER_POINT) * 4, sizeof pixel);
  cairo_surface_destroy (surface);
  return pixel & 0xffffff;
}
