/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-text.h"
#include "yyq-test-pdf-lines.h"

static GPtrArray *
split (const YyqTestPdfLine *lines, guint n_lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) characters = yyq_test_pdf_lines (lines, n_lines, text);

  return yyq_pdf_text_split (text->str, (const PopplerRectangle *) characters->data,
                             characters->len);
}

static const YyqPdfParagraph *
paragraph (GPtrArray *paragraphs, guint index)
{
  g_assert_cmpuint (index, <, paragraphs->len);
  return g_ptr_array_index (paragraphs, index);
}

static void
test_lines (void)
{
  static const YyqTestPdfLine lines[] = { { "甲方与乙方根据劳动", 0, 0 },
                                          { "合同法订立合同。", 0, 14 },
                                          { "第一条期限为三年。", 0, 28 } };
  g_autoptr (GPtrArray) found = split (lines, G_N_ELEMENTS (lines));

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (paragraph (found, 0)->text, ==,
                   "甲方与乙方根据劳动合同法订立合同。第一条期限为三年。");
}

static void
test_short_line (void)
{
  static const YyqTestPdfLine lines[] = { { "甲方与乙方根据劳动法", 0, 0 },
                                          { "订立合同。", 0, 14 },
                                          { "第一条期限为三年整。", 0, 28 } };
  g_autoptr (GPtrArray) found = split (lines, G_N_ELEMENTS (lines));

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (paragraph (found, 0)->text, ==, "甲方与乙方根据劳动法订立合同。");
  g_assert_cmpstr (paragraph (found, 1)->text, ==, "第一条期限为三年整。");
  g_assert_cmpfloat (paragraph (found, 0)->place.size.height, ==, 14 + YYQ_TEST_PDF_LINE);
  g_assert_cmpfloat (paragraph (found, 1)->place.origin.y, ==, 28);
}

static void
test_gap (void)
{
  static const YyqTestPdfLine lines[] = { { "劳动合同书", 0, 0 }, { "甲方和乙方", 0, 40 } };
  g_autoptr (GPtrArray) found = split (lines, G_N_ELEMENTS (lines));

  g_assert_cmpuint (found->len, ==, 2);
}

static void
test_beside (void)
{
  static const YyqTestPdfLine lines[] = { { "甲方（盖章）", 0, 0 }, { "乙方（签字）", 100, 0 } };
  g_autoptr (GPtrArray) found = split (lines, G_N_ELEMENTS (lines));

  g_assert_cmpuint (found->len, ==, 2);
}

static void
test_latin (void)
{
  static const YyqTestPdfLine lines[] = { { "labour contract", 0, 0 },
                                          { "of 3 years   ok", 0, 14 } };
  g_autoptr (GPtrArray) found = split (lines, G_N_ELEMENTS (lines));

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (paragraph (found, 0)->text, ==, "labour contract of 3 years   ok");
}

static void
test_radicals (void)
{
  static const YyqTestPdfLine lines[] = { { "甲⽅，⼯作，居⺠", 0, 0 } };
  g_autoptr (GPtrArray) found = split (lines, G_N_ELEMENTS (lines));

  g_assert_cmpstr (paragraph (found, 0)->text, ==, "甲方，工作，居民");
}

static void
test_nothing (void)
{
  static const YyqTestPdfLine lines[] = { { "   ", 0, 0 } };
  g_autoptr (GPtrArray) blank = split (lines, G_N_ELEMENTS (lines));
  g_autoptr (GPtrArray) empty = yyq_pdf_text_split ("", NULL, 0);
  /* Poppler's list of places may be shorter than its text. */
  g_autoptr (GPtrArray) placeless = yyq_pdf_text_split ("甲方", NULL, 0);

  g_assert_cmpuint (blank->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (placeless->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/pdf-text/lines that fill the column are one paragraph", test_lines);
  g_test_add_func ("/client/pdf-text/a line that ends early is the last of its paragraph",
                   test_short_line);
  g_test_add_func ("/client/pdf-text/a gap parts paragraphs", test_gap);
  g_test_add_func ("/client/pdf-text/what stands beside each other does not go on", test_beside);
  g_test_add_func ("/client/pdf-text/between Latin words of two lines there is a space",
                   test_latin);
  g_test_add_func ("/client/pdf-text/a radical is the character that looks like it", test_radicals);
  g_test_add_func ("/client/pdf-text/what cannot be read is no paragraph", test_nothing);
  return g_test_run ();
}
