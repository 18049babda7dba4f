/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-find.h"
#include "yyq-test-pdf-lines.h"

/* Two lines from the middle of a contract; the second one names the radical ⽅. */
static const YyqTestPdfLine lines[] = { { "甲方：豫州云启，工资 Ｐａｙ", 20, 100 },
                                        { "人民币 7,000 元；乙⽅ pay", 20, 120 },
                                        { "甲方盖章", 200, 700 } };

static GArray *
find (const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) characters = yyq_test_pdf_lines (lines, G_N_ELEMENTS (lines), text);

  return yyq_pdf_find (text->str, (const PopplerRectangle *) characters->data, characters->len,
                       wanted);
}

static void
assert_part (const GArray *found, guint index, guint match, float x, float y, float width)
{
  const YyqPdfFound *part;

  g_assert_cmpuint (index, <, found->len);
  part = &g_array_index (found, YyqPdfFound, index);
  g_assert_cmpuint (part->match, ==, match);
  g_assert_cmpfloat (part->place.origin.x, ==, x);
  g_assert_cmpfloat (part->place.origin.y, ==, y);
  g_assert_cmpfloat (part->place.size.width, ==, width);
}

static void
test_places (void)
{
  g_autoptr (GArray) found = find ("甲方");

  g_assert_cmpuint (found->len, ==, 2);
  assert_part (found, 0, 0, 20, 100, 20);
  assert_part (found, 1, 1, 200, 700, 20);
}

static void
test_across_lines (void)
{
  g_autoptr (GArray) found = find ("工资Pay人民币");

  g_assert_cmpuint (found->len, ==, 2);
  assert_part (found, 0, 0, 100, 100, 60);
  assert_part (found, 1, 0, 20, 120, 30);
}

static void
test_looks_alike (void)
{
  g_autoptr (GArray) width = find ("PAY");
  g_autoptr (GArray) radical = find ("乙方");
  g_autoptr (GArray) spaces = find (" 7,0 00元 ");

  g_assert_cmpuint (width->len, ==, 2);
  g_assert_cmpuint (radical->len, ==, 1);
  g_assert_cmpuint (spaces->len, ==, 1);
}

static void
test_nothing (void)
{
  static const char *const wanted[] = { "", "  ", "丙方", "甲方盖章处" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autoptr (GArray) found = find (wanted[i]);

    g_assert_cmpuint (found->len, ==, 0);
  }
}

/* Poppler's list of places may be shorter than its text. */
static void
test_without_places (void)
{
  g_autoptr (GArray) found = yyq_pdf_find ("甲方甲方", NULL, 0, "甲方");

  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/find/each place has its rectangle", test_places);
  g_test_add_func ("/pdf/find/what goes on in the next line has a part there", test_across_lines);
  g_test_add_func ("/pdf/find/width, case, spaces and radicals do not count", test_looks_alike);
  g_test_add_func ("/pdf/find/nothing is found for nothing, or for what is not there",
                   test_nothing);
  g_test_add_func ("/pdf/find/characters without a place are not found", test_without_places);
  return g_test_run ();
}
