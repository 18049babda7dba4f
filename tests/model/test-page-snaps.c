/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-cases.h"
#include "yyq-page-snaps.h"

#define UNIT YYQ_CASE_UNIT_PT

static YyqPageSnaps *
make (void)
{
  const char *const rows[] = { "姓名：~~~~~~~~ □是 ⊡否", "住所：____________",
                               "────────────────────", "¦岗位 ¦    ¦", NULL };
  g_autoptr (YyqPageFacts) facts = yyq_page_case_new (0, rows);
  YyqPageField field = { YYQ_PAGE_FIELD_TEXT, { 300, 400, 350, 420 }, g_strdup ("a") };

  yyq_page_facts_add_field (facts, &field);
  return yyq_page_snaps_new (facts);
}

static void
assert_at (GArray *targets, double at, YyqPageSnapKind kind)
{
  const YyqPageSnap *target = yyq_page_snaps_find (targets, at + 0.1, 0.25);

  g_assert_nonnull (target);
  g_assert_cmpfloat_with_epsilon (target->at, at, 0.2);
  g_assert_cmpuint (target->kinds & kind, ==, kind);
}

/* A baseline is 16 below the top of its row, a drawn line 2 below that. */
static void
test_kinds (void)
{
  g_autoptr (YyqPageSnaps) targets = make ();

  assert_at (targets->y, 76, YYQ_PAGE_SNAP_BASELINE);
  assert_at (targets->y, 100, YYQ_PAGE_SNAP_BASELINE);
  assert_at (targets->y, 78, YYQ_PAGE_SNAP_UNDERSCORE);
  assert_at (targets->x, 60 + 6 * UNIT, YYQ_PAGE_SNAP_UNDERSCORE);
  assert_at (targets->x, 60 + 14 * UNIT, YYQ_PAGE_SNAP_UNDERSCORE);
  assert_at (targets->x, 60 + 15 * UNIT, YYQ_PAGE_SNAP_BOX);
  assert_at (targets->x, 60 + 20 * UNIT + 1, YYQ_PAGE_SNAP_BOX);
  assert_at (targets->y, 60 + 2 * YYQ_CASE_ROW_PT, YYQ_PAGE_SNAP_CELL);
  assert_at (targets->x, 60 + 6 * UNIT, YYQ_PAGE_SNAP_CELL);
  assert_at (targets->x, 300, YYQ_PAGE_SNAP_BOX);
  assert_at (targets->y, 420, YYQ_PAGE_SNAP_BOX);
  assert_at (targets->y, 65.5, YYQ_PAGE_SNAP_MARGIN);
  assert_at (targets->x, 595 / 2.0, YYQ_PAGE_SNAP_CENTRE);
  assert_at (targets->y, 421, YYQ_PAGE_SNAP_CENTRE);
}

static void
assert_sorted (GArray *targets, double most)
{
  for (guint i = 0; i < targets->len; i++) {
    const double at = g_array_index (targets, YyqPageSnap, i).at;

    g_assert_true (at >= 0 && at <= most);
    if (i > 0)
      g_assert_cmpfloat (at - g_array_index (targets, YyqPageSnap, i - 1).at, >=,
                         YYQ_PAGE_SNAP_MERGE_PT);
  }
}

static void
test_sorted (void)
{
  g_autoptr (YyqPageSnaps) targets = make ();

  g_assert_cmpuint (targets->x->len, >, 8);
  assert_sorted (targets->x, 595);
  assert_sorted (targets->y, 842);
}

static void
test_nearest (void)
{
  g_autoptr (YyqPageSnaps) targets = make ();

  for (double at = -10; at < 610; at += 0.7) {
    const YyqPageSnap *found = yyq_page_snaps_find (targets->x, at, 6);
    const YyqPageSnap *best = NULL;

    for (guint i = 0; i < targets->x->len; i++) {
      const YyqPageSnap *one = &g_array_index (targets->x, YyqPageSnap, i);

      if (ABS (one->at - at) <= 6 && (best == NULL || ABS (one->at - at) < ABS (best->at - at)))
        best = one;
    }
    g_assert_true (found == best);
  }
}

static void
test_empty (void)
{
  g_autoptr (YyqPageFacts) facts = yyq_page_facts_new (0, 100, 200);
  g_autoptr (YyqPageSnaps) targets = yyq_page_snaps_new (facts);

  g_assert_cmpuint (targets->x->len, ==, 1);
  g_assert_cmpuint (targets->y->len, ==, 1);
  g_assert_null (yyq_page_snaps_find (targets->x, 10, 5));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/snap/all that a page has to snap to is there", test_kinds);
  g_test_add_func ("/model/snap/targets are in order, on the page, and apart", test_sorted);
  g_test_add_func ("/model/snap/the nearest is found", test_nearest);
  g_test_add_func ("/model/snap/an empty page has its middle", test_empty);
  return g_test_run ();
}
