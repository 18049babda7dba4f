/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-heavy-files.h"
#include "yyq-pdf-renderer.h"
#include "yyq-test-wait.h"

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  yyq_test_wait_while (*result == NULL);
  return *result;
}

static YyqPdfRenderer *
open_pdf (GBytes *pdf)
{
  YyqPdfRenderer *renderer = yyq_pdf_renderer_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_pdf_renderer_open_async (renderer, pdf, NULL, keep_cb, &result);
  g_assert_true (yyq_pdf_renderer_open_finish (renderer, wait_for (&result), &error));
  g_assert_no_error (error);
  return renderer;
}

static void
assert_draws (YyqPdfRenderer *renderer, guint page, YyqPdfProblem problem)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  yyq_pdf_renderer_render_async (renderer, page, 1, G_PRIORITY_DEFAULT, NULL, keep_cb, &result);
  texture = yyq_pdf_renderer_render_finish (renderer, wait_for (&result), &error);
  g_assert_cmpint (yyq_pdf_renderer_get_problem (renderer, page), ==, problem);
  if (problem == YYQ_PDF_PROBLEM_TOO_LARGE)
    g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
  else
    g_assert_no_error (error);
  g_assert_true ((texture != NULL) == (error == NULL));
}

static void
assert_prints (YyqPdfRenderer *renderer, guint page, gboolean drawn)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 600, 850);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_pdf_renderer_print_async (renderer, page, cr, NULL, keep_cb, &result);
  g_assert_true (yyq_pdf_renderer_print_finish (renderer, wait_for (&result), &error) == drawn);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_second_page (void)
{
  g_autoptr (GBytes) pdf = yyq_heavy_second_page ();
  g_autoptr (YyqPdfRenderer) renderer = open_pdf (pdf);

  g_assert_cmpuint (yyq_pdf_renderer_get_n_pages (renderer), ==, 3);
  assert_draws (renderer, 1, YYQ_PDF_PROBLEM_TOO_LARGE);
  assert_draws (renderer, 0, YYQ_PDF_PROBLEM_NONE);
  assert_draws (renderer, 2, YYQ_PDF_PROBLEM_NONE);
  assert_prints (renderer, 1, FALSE);
  assert_prints (renderer, 2, TRUE);
}

static GBytes *
make (const char *name)
{
  for (const YyqHeavyFile *file = yyq_heavy_files; file->name != NULL; file++)
    if (g_str_equal (file->name, name))
      return file->make ();
  g_assert_not_reached ();
}

static GBytes *
one_page (const char *entries, const char *content)
{
  g_autofree char *page = g_strconcat ("/MediaBox[0 0 595 842]/Contents 4 0 R", entries, NULL);
  g_autofree char *stream =
    g_strdup_printf ("<</Length %u>>stream\n%s\nendstream", (guint) strlen (content), content);

  return pdf_samples_page (page, "", stream);
}

static void
test_tried (void)
{
  g_autoptr (GBytes) vast = make ("a pattern");
  g_autoptr (GBytes) small =
    one_page ("", "q 100 0 0 100 100 100 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q");
  g_autoptr (YyqPdfRenderer) bad = open_pdf (vast);
  g_autoptr (YyqPdfRenderer) good = open_pdf (small);
  g_autofree char *worker = g_strdup (g_getenv ("YYQ_PDF_WORKER"));
  g_autoptr (YyqPdfRenderer) untried = open_pdf (small);

  assert_draws (bad, 0, YYQ_PDF_PROBLEM_TOO_LARGE);
  assert_draws (good, 0, YYQ_PDF_PROBLEM_NONE);
  /* Nobody tries it, so nobody draws it. */
  g_setenv ("YYQ_PDF_WORKER", "/bin/false", TRUE);
  assert_draws (untried, 0, YYQ_PDF_PROBLEM_TOO_LARGE);
  assert_draws (good, 0, YYQ_PDF_PROBLEM_NONE);
  g_setenv ("YYQ_PDF_WORKER", worker, TRUE);
}

#define FONT(encoding)                                                                         \
  "/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/" encoding   \
  "/DescendantFonts[<</Type/Font"                                                              \
  "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/" \
  "Supplement 2>>"                                                                             \
  "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>]>>>>>>"

static void
test_fonts (void)
{
  g_autoptr (GBytes) known =
    one_page (FONT ("GBK-EUC-H"), "BT /F 12 Tf 100 700 Td <BACFCDAC> Tj ET");
  g_autoptr (GBytes) unknown =
    one_page (FONT ("Nowhere-H"), "BT /F 12 Tf 100 700 Td <BACFCDAC> Tj ET");
  g_autoptr (YyqPdfRenderer) good = open_pdf (known);
  g_autoptr (YyqPdfRenderer) bad = open_pdf (unknown);

  assert_draws (good, 0, YYQ_PDF_PROBLEM_NONE);
  assert_draws (bad, 0, YYQ_PDF_PROBLEM_FONTS);
  assert_draws (bad, 0, YYQ_PDF_PROBLEM_FONTS);
}

static void
test_refused (void)
{
  g_autoptr (GString) array = g_string_new ("[");
  g_autoptr (YyqPdfRenderer) renderer = yyq_pdf_renderer_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4 * 1000 * 1000; i++)
    g_string_append (array, "0 ");
  g_string_append_c (array, ']');
  pdf = pdf_samples_page ("/MediaBox[0 0 100 200]", "/Names 4 0 R", array->str);
  yyq_pdf_renderer_open_async (renderer, pdf, NULL, keep_cb, &result);
  g_assert_false (yyq_pdf_renderer_open_finish (renderer, wait_for (&result), &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/pdf-renderer/a page that is too much says so, and the others are drawn",
                   test_second_page);
  g_test_add_func ("/client/pdf-renderer/where the bytes do not tell, a page is tried in the "
                   "worker before it is drawn here",
                   test_tried);
  g_test_add_func ("/client/pdf-renderer/text without its font is told, not left out in silence",
                   test_fonts);
  g_test_add_func ("/client/pdf-renderer/a file of millions of values is not opened", test_refused);
  return g_test_run ();
}
