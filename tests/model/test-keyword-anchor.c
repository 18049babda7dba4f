/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-keyword-anchor.h"
#include "yyq-page-cases.h"

#define UNIT YYQ_CASE_UNIT_PT

/* Two pages; the keyword stands on the first twice, the second time over the end of a line, and
 * once on the second. */
static GPtrArray *
make_pages (void)
{
  const char *const first[] = { "甲方（盖章）：          乙方（签字）：",
                                "以及在此处再写一次乙方（签", "字）：为准。Party B signs", "here.",
                                NULL };
  const char *const second[] = { "", "乙方 (签字) :", NULL };
  GPtrArray *pages = yyq_page_case_new_document (first);

  g_ptr_array_add (pages, yyq_page_case_new (1, second));
  return pages;
}

static GArray *
find (const char *keyword, int nth, YyqKeywordRelation relation)
{
  g_autoptr (GPtrArray) pages = make_pages ();
  const YyqKeywordAnchor anchor = { keyword, nth, relation, 2, 3, 60, 20 };

  return yyq_keyword_anchor_find (pages, &anchor);
}

static const YyqKeywordPlace *
place_at (GArray *places, guint index)
{
  g_assert_cmpuint (index, <, places->len);
  return &g_array_index (places, YyqKeywordPlace, index);
}

static void
test_every (void)
{
  g_autoptr (GArray) places = find ("乙方（签字）：", YYQ_KEYWORD_EVERY, YYQ_KEYWORD_RIGHT_OF);

  g_assert_cmpuint (places->len, ==, 3);
  g_assert_cmpuint (place_at (places, 0)->page, ==, 0);
  g_assert_cmpuint (place_at (places, 2)->page, ==, 1);
  g_assert_cmpfloat (place_at (places, 0)->keyword.x0, ==, YYQ_CASE_LEFT_PT + 24 * UNIT);
}

static void
test_nth (void)
{
  g_autoptr (GArray) second = find ("乙方(签字):", 2, YYQ_KEYWORD_RIGHT_OF);
  g_autoptr (GArray) last = find ("乙方（签字）：", YYQ_KEYWORD_LAST, YYQ_KEYWORD_RIGHT_OF);
  g_autoptr (GArray) first = find ("乙方（签字）：", -3, YYQ_KEYWORD_RIGHT_OF);
  g_autoptr (GArray) fourth = find ("乙方（签字）：", 4, YYQ_KEYWORD_RIGHT_OF);
  g_autoptr (GArray) before = find ("乙方（签字）：", -4, YYQ_KEYWORD_RIGHT_OF);

  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpfloat (place_at (second, 0)->keyword.y0, >, YYQ_CASE_TOP_PT + 2 * YYQ_CASE_ROW_PT);
  g_assert_cmpuint (place_at (last, 0)->page, ==, 1);
  g_assert_cmpfloat (place_at (first, 0)->keyword.x0, ==, YYQ_CASE_LEFT_PT + 24 * UNIT);
  g_assert_cmpuint (fourth->len, ==, 0);
  g_assert_cmpuint (before->len, ==, 0);
}

/* Behind its end, before its beginning. */
static void
test_broken (void)
{
  g_autoptr (GArray) behind = find ("乙方（签字）：", 2, YYQ_KEYWORD_RIGHT_OF);
  g_autoptr (GArray) before = find ("乙方（签字）：", 2, YYQ_KEYWORD_LEFT_OF);

  g_assert_cmpfloat (place_at (behind, 0)->keyword.x0, ==, YYQ_CASE_LEFT_PT);
  g_assert_cmpfloat (place_at (behind, 0)->keyword.x1, ==, YYQ_CASE_LEFT_PT + 6 * UNIT);
  g_assert_cmpfloat (place_at (before, 0)->keyword.x0, ==, YYQ_CASE_LEFT_PT + 18 * UNIT);
}

static void
test_latin (void)
{
  g_autoptr (GArray) places = find ("Party B signs here", 1, YYQ_KEYWORD_BELOW);
  g_autoptr (GArray) none = find ("PartyB", 1, YYQ_KEYWORD_BELOW);

  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
assert_at (YyqKeywordRelation relation, double x, double y)
{
  g_autoptr (GArray) places = find ("甲方（盖章）", 1, relation);
  const YyqPageBox *box = &place_at (places, 0)->place;

  g_assert_cmpfloat_with_epsilon (box->x0, x, 0.001);
  g_assert_cmpfloat_with_epsilon (box->y0, y, 0.001);
  g_assert_cmpfloat_with_epsilon (box->x1 - box->x0, 60, 0.001);
  g_assert_cmpfloat_with_epsilon (box->y1 - box->y0, 20, 0.001);
}

/* The keyword stands at 60, 65.5 and is 72 by 13.5. */
static void
test_relations (void)
{
  const double middle = 65.5 + 13.5 / 2;

  assert_at (YYQ_KEYWORD_RIGHT_OF, 60 + 72 + 2, middle - 10 + 3);
  assert_at (YYQ_KEYWORD_BELOW, 60 + 2, 65.5 + 13.5 + 3);
  assert_at (YYQ_KEYWORD_OVER, 60 + 36 - 30 + 2, middle - 10 + 3);
  assert_at (YYQ_KEYWORD_LEFT_OF, 60 - 60 + 2, middle - 10 + 3);
}

static void
test_off_page (void)
{
  g_autoptr (GPtrArray) pages = make_pages ();
  const YyqKeywordAnchor far = { "甲方", 1, YYQ_KEYWORD_RIGHT_OF, 1000, -500, 60, 20 };
  const YyqKeywordAnchor wide = { "甲方", 1, YYQ_KEYWORD_RIGHT_OF, 0, 0, 5000, 20 };
  g_autoptr (GArray) moved = yyq_keyword_anchor_find (pages, &far);
  g_autoptr (GArray) smaller = yyq_keyword_anchor_find (pages, &wide);
  g_autoptr (GArray) inside = find ("甲方", 1, YYQ_KEYWORD_BELOW);

  g_assert_true (place_at (moved, 0)->moved);
  g_assert_cmpfloat (place_at (moved, 0)->place.x1, ==, 595);
  g_assert_cmpfloat (place_at (moved, 0)->place.x0, ==, 535);
  g_assert_cmpfloat (place_at (moved, 0)->place.y0, ==, 0);
  g_assert_true (place_at (smaller, 0)->moved);
  g_assert_cmpfloat (place_at (smaller, 0)->place.x1, ==, 595);
  g_assert_false (place_at (inside, 0)->moved);
}

static void
test_empty (void)
{
  g_autofree char *endless = g_strnfill (YYQ_KEYWORD_MAX_LENGTH + 1, 'a');
  g_autoptr (GArray) nothing = find ("", YYQ_KEYWORD_EVERY, YYQ_KEYWORD_BELOW);
  g_autoptr (GArray) gaps = find (" 　 ", YYQ_KEYWORD_EVERY, YYQ_KEYWORD_BELOW);
  g_autoptr (GArray) too_long = find (endless, YYQ_KEYWORD_EVERY, YYQ_KEYWORD_BELOW);

  g_assert_cmpuint (nothing->len + gaps->len + too_long->len, ==, 0);
}

/* 签签签 holds 签签 once, not twice. */
static void
test_repeated (void)
{
  const char *const rows[] = { "签签签签签", NULL };
  g_autoptr (GPtrArray) pages = yyq_page_case_new_document (rows);
  const YyqKeywordAnchor anchor = { "签签", YYQ_KEYWORD_EVERY, YYQ_KEYWORD_OVER, 0, 0, 10, 10 };
  g_autoptr (GArray) places = yyq_keyword_anchor_find (pages, &anchor);

  g_assert_cmpuint (places->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/keyword/every one of all pages is found, over the end of a line, too",
                   test_every);
  g_test_add_func ("/model/keyword/one of them is found by its number, from either end", test_nth);
  g_test_add_func ("/model/keyword/of one that a line breaks, the part counts that is nearer",
                   test_broken);
  g_test_add_func ("/model/keyword/words that are not Chinese keep the gaps between them",
                   test_latin);
  g_test_add_func ("/model/keyword/a control stands where its relation says", test_relations);
  g_test_add_func ("/model/keyword/what would be off the page is moved, and that is told",
                   test_off_page);
  g_test_add_func ("/model/keyword/an empty one, and one without end, is nowhere", test_empty);
  g_test_add_func ("/model/keyword/finds do not overlap", test_repeated);
  return g_test_run ();
}
