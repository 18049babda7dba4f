/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-typeset.h"

static void
test_typeset (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autofree char *text = pdf_samples_page_text (pdf, 0);
  g_autofree char *last = NULL;
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  g_autofree char *foot = g_strdup_printf ("第%d页共%d页", poppler_document_get_n_pages (document),
                                           poppler_document_get_n_pages (document));

  g_assert_cmpint (poppler_document_get_n_pages (document), >=, 2);
  last = pdf_samples_page_text (pdf, poppler_document_get_n_pages (document) - 1);
  g_assert_nonnull (strstr (text, "劳动合同书"));
  g_assert_nonnull (strstr (text, "第1页共"));
  g_assert_nonnull (strstr (last, foot));
  pdf_samples_assert_clean (pdf);
}

/* 方 and 人 look like radicals that have characters of their own: a search would not find them. */
static void
test_typeset_found (void)
{
  const YyqPdfBlock blocks[] = {
    { YYQ_PDF_BLOCK_HEADING, "甲方（用人单位）" },
    { YYQ_PDF_BLOCK_PARAGRAPH, "乙方一人，自2026年12月1日起。" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_typeset (blocks, G_N_ELEMENTS (blocks), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = pdf_samples_page_text (pdf, 0);
  g_assert_nonnull (strstr (text, "甲方（用人单位）\n乙方一人，自2026年12月1日起。\n"));
}

static void
test_typeset_no_font (void)
{
  const YyqPdfBlock block = { YYQ_PDF_BLOCK_PARAGRAPH,
                              "\xf4\x8f\xbf\xbd" }; /* U+10FFFD, private use */
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_typeset (&block, 1, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT);
}

static void
test_typeset_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_typeset (NULL, 0, &error);

  g_assert_no_error (error);
  pdf_samples_assert_clean (pdf);
}

static void
test_fields (void)
{
  g_autoptr (GBytes) pdf = pdf_samples_revision_0 ();
  g_autoptr (PdfDocument) document = pdf_samples_open (pdf);
  g_autoptr (PdfPage) page = poppler_document_get_page (document, 0);
  GList *fields = poppler_page_get_form_field_mapping (page);
  guint seen = 0;

  for (GList *l = fields; l != NULL; l = l->next) {
    PopplerFormFieldMapping *mapping = l->data;
    g_autofree char *name = poppler_form_field_get_name (mapping->field);

    g_assert_cmpint (poppler_form_field_get_field_type (mapping->field), ==,
                     POPPLER_FORM_FIELD_SIGNATURE);
    if (g_str_equal (name, "employer")) {
      g_assert_cmpfloat_with_epsilon (mapping->area.x1, 80, 0.01);
      g_assert_cmpfloat_with_epsilon (mapping->area.y2, 841.89 - 600, 0.01);
    }
    seen++;
  }
  poppler_page_free_form_field_mapping (fields);
  g_assert_cmpuint (seen, ==, 3);
  pdf_samples_assert_clean (pdf);
}

static void
test_text (void)
{
  g_autoptr (GBytes) base = pdf_samples_contract ();
  char name[] = "张三", post[] = "软件工程师";
  const YyqPdfText texts[] = { { name, 0, 100, 20, 0, 11 }, { post, 1, 100, 20, 200, 11 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_compose (base, texts, G_N_ELEMENTS (texts), NULL, 0, &error);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  first = pdf_samples_page_text (pdf, 0);
  second = pdf_samples_page_text (pdf, 1);
  g_assert_nonnull (strstr (first, "张三"));
  g_assert_nonnull (strstr (first, "劳动合同书"));
  g_assert_nonnull (strstr (second, "软件工程师"));
  pdf_samples_assert_clean (pdf);
}

/* A bar drawn at a corner of the page as it is seen must be there, however the page is turned. */
static void
test_turned (gconstpointer entries)
{
  g_autoptr (GBytes) base = pdf_samples_page (entries, "", "");
  char bar[] = "██";
  const YyqPdfText text = { bar, 0, 30, 20, 0, 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_compose (base, &text, 1, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 40, 36), ==, 0x000000);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 40, 70), ==, 0xffffff);
  g_assert_cmphex (pdf_samples_pixel (pdf, 0, 20, 36), ==, 0xffffff);
  pdf_samples_assert_clean (pdf);
}

static void
assert_refused (const YyqPdfField *fields, gsize n_fields)
{
  g_autoptr (GBytes) base = pdf_samples_page ("/MediaBox[0 0 200 200]", "", "");
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_compose (base, NULL, 0, fields, n_fields, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED);
}

static void
test_wrong_fields (void)
{
  char name[] = "a", dotted[] = "a.b", empty[] = "";
  const YyqPdfField twice[] = { { .name = name }, { .name = name } };

  assert_refused (twice, 2);
  assert_refused (&(YyqPdfField){ .name = dotted }, 1);
  assert_refused (&(YyqPdfField){ .name = empty }, 1);
  assert_refused (&(YyqPdfField){ .name = name, .page = 1 }, 1);
}

static void
test_signed_base (void)
{
  g_autoptr (GBytes) base =
    pdf_samples_page ("/MediaBox[0 0 200 200]", "/AcroForm<</Fields[4 0 R]>>",
                      "<</FT/Sig/T(a)/V<</ByteRange[0 1 2 3]/Contents<00>>>>>");
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_compose (base, NULL, 0, NULL, 0, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_SIGNED_ALREADY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/typeset/a contract gets pages with numbers", test_typeset);
  g_test_add_func ("/pdf/typeset/what was typeset can be found", test_typeset_found);
  g_test_add_func ("/pdf/typeset/a character no font has is refused", test_typeset_no_font);
  g_test_add_func ("/pdf/typeset/nothing becomes one empty page", test_typeset_empty);
  g_test_add_func ("/pdf/compose/signature fields stand where they were asked for", test_fields);
  g_test_add_func ("/pdf/compose/values become text that can be selected", test_text);
  g_test_add_data_func ("/pdf/compose/a value is upright on a plain page", "/MediaBox[0 0 300 400]",
                        test_turned);
  g_test_add_data_func ("/pdf/compose/a value is upright on a page turned by 90",
                        "/MediaBox[0 0 300 400]/Rotate 90", test_turned);
  g_test_add_data_func ("/pdf/compose/a value is upright on a page turned by 180",
                        "/MediaBox[10 20 300 400]/Rotate 180", test_turned);
  g_test_add_data_func ("/pdf/compose/a value is upright on a page turned by 270",
                        "/MediaBox[-50 0 300 400]/Rotate -90", test_turned);
  g_test_add_data_func ("/pdf/compose/a value is upright on a cropped page",
                        "/MediaBox[0 0 300 400]/CropBox[50 60 250 360]/Rotate 90", test_turned);
  g_test_add_func ("/pdf/compose/wrong fields are refused", test_wrong_fields);
  g_test_add_func ("/pdf/compose/a signed document is refused", test_signed_base);
  return g_test_run ();
}
