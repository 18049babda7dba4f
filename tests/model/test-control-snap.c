/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-snap.h"

#include <math.h>

static YyqSnapResult
find (YyqControlSnap *snap, double x, double y, double width, double height, YyqSnapEdges edges)
{
  const YyqControlPlace place = { 0, x, y, width, height };
  YyqSnapResult result;

  yyq_control_snap_find (snap, &place, edges, 4, &result);
  return result;
}

static void
add (YyqControlSnap *snap, double x, double y, double width, double height)
{
  const YyqControlPlace place = { 0, x, y, width, height };

  yyq_control_snap_add_control (snap, &place);
}

static void
assert_offset (const YyqSnapResult *result, double dx, double dy)
{
  g_assert_cmpfloat_with_epsilon (result->dx, dx, 1e-9);
  g_assert_cmpfloat_with_epsilon (result->dy, dy, 1e-9);
}

static const YyqSnapTarget *
guide_at (const YyqSnapResult *result, YyqSnapAxis axis, double at)
{
  for (guint i = 0; i < result->n_guides; i++)
    if (result->guides[i].axis == axis && ABS (result->guides[i].at - at) < .001)
      return &result->guides[i];
  return NULL;
}

static void
test_none (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result = find (snap, 10, 10, 20, 20, YYQ_SNAP_ALL);

  assert_offset (&result, 0, 0);
  add (snap, 100, 100, 50, 20);
  result = find (snap, 200, 300, 30, 30, YYQ_SNAP_ALL);
  assert_offset (&result, 0, 0);
  g_assert_cmpuint (result.n_guides, ==, 0);
}

static void
test_edges (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;
  const YyqSnapTarget *guide;

  add (snap, 100, 100, 50, 20);
  result = find (snap, 103, 200, 30, 30, YYQ_SNAP_ALL); /* left to left */
  assert_offset (&result, -3, 0);
  guide = guide_at (&result, YYQ_SNAP_X, 100);
  g_assert_nonnull (guide);
  g_assert_cmpint (guide->kind, ==, YYQ_SNAP_EDGE);
  g_assert_cmpfloat (guide->from, ==, 100);
  g_assert_cmpfloat (guide->to, ==, 230);
  result = find (snap, 117.5, 200, 30, 30, YYQ_SNAP_ALL); /* right to right */
  assert_offset (&result, 2.5, 0);
  result = find (snap, 152, 118, 30, 30, YYQ_SNAP_ALL); /* left to right, top to bottom */
  assert_offset (&result, -2, 2);
  result = find (snap, 104.5, 200, 30, 30, YYQ_SNAP_ALL); /* beyond the tolerance */
  g_assert_cmpfloat (result.dx, ==, 0);
}

static void
test_centres (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;

  yyq_control_snap_add_page (snap, 600, 800, 72);
  result = find (snap, 283, 500, 30, 30, YYQ_SNAP_ALL);
  assert_offset (&result, 2, 0);
  g_assert_cmpint (guide_at (&result, YYQ_SNAP_X, 300)->kind, ==, YYQ_SNAP_PAGE_CENTRE);
  result = find (snap, 296, 500, 30, 30, YYQ_SNAP_ALL); /* an edge is not a centre */
  assert_offset (&result, 0, 0);
  result = find (snap, 70, 727, 30, 30, YYQ_SNAP_ALL);
  assert_offset (&result, 2, 1); /* to the margins: left; top of it 728 */
}

static void
test_lines (void)
{
  const YyqSnapTarget targets[] = {
    { YYQ_SNAP_Y, YYQ_SNAP_BASELINE, 300, 90, 500 },
    { YYQ_SNAP_Y, YYQ_SNAP_BLANK, 402, 200, 300 },
    { YYQ_SNAP_X, YYQ_SNAP_BLANK, 200, 400, 402 },
  };
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;

  yyq_control_snap_add_targets (snap, targets, G_N_ELEMENTS (targets));
  result = find (snap, 50, 281, 30, 18, YYQ_SNAP_ALL);
  assert_offset (&result, 0, 1);
  g_assert_cmpint (guide_at (&result, YYQ_SNAP_Y, 300)->kind, ==, YYQ_SNAP_BASELINE);
  result = find (snap, 50, 301, 30, 18, YYQ_SNAP_ALL); /* the top does not rest on text */
  assert_offset (&result, 0, 0);
  result = find (snap, 198, 381, 30, 18, YYQ_SNAP_ALL);
  assert_offset (&result, 2, 3);
}

static void
test_resize (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;

  add (snap, 100, 100, 50, 20);
  result = find (snap, 101, 200, 47, 30, YYQ_SNAP_RIGHT); /* the left edge does not move */
  assert_offset (&result, 2, 0);
  result = find (snap, 101, 200, 47, 30, YYQ_SNAP_LEFT);
  assert_offset (&result, -1, 0);
  result = find (snap, 101, 97, 47, 30, YYQ_SNAP_BOTTOM);
  assert_offset (&result, 0, 0);
  result = find (snap, 101, 97, 47, 30, YYQ_SNAP_TOP | YYQ_SNAP_RIGHT);
  assert_offset (&result, 2, 3);
}

static void
test_gaps (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;
  guint n_equal = 0;

  add (snap, 100, 100, 50, 20);
  add (snap, 170, 100, 50, 20);
  result = find (snap, 242, 105, 50, 8, YYQ_SNAP_ALL); /* 20 behind, as the others */
  g_assert_cmpfloat (result.dx, ==, -2);
  for (guint i = 0; i < result.n_measures; i++)
    if (result.measures[i].axis == YYQ_SNAP_X && result.measures[i].equal) {
      g_assert_cmpfloat_with_epsilon (result.measures[i].to - result.measures[i].from, 20, 1e-9);
      n_equal++;
    }
  g_assert_cmpuint (n_equal, ==, 2);
  result = find (snap, 27, 105, 50, 8, YYQ_SNAP_ALL); /* 20 before */
  g_assert_cmpfloat (result.dx, ==, 3);
  add (snap, 400, 100, 50, 20);
  result = find (snap, 286, 105, 50, 8, YYQ_SNAP_ALL); /* halfway between 220 and 400 */
  g_assert_cmpfloat (result.dx, ==, -1);
}

static void
test_measures (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;

  add (snap, 100, 100, 50, 20);
  add (snap, 100, 300, 50, 20);
  result = find (snap, 110, 160, 20, 30, YYQ_SNAP_ALL);
  g_assert_cmpuint (result.n_measures, ==, 2);
  g_assert_cmpint (result.measures[0].axis, ==, YYQ_SNAP_Y);
  g_assert_cmpfloat (result.measures[0].from, ==, 120);
  g_assert_cmpfloat (result.measures[0].to, ==, 160);
  g_assert_cmpfloat (result.measures[0].at, ==, 120);
  g_assert_cmpfloat (result.measures[1].from, ==, 190);
  g_assert_cmpfloat (result.measures[1].to, ==, 300);
}

static void
test_grid (void)
{
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;

  yyq_control_snap_set_grid (snap, 10);
  add (snap, 101.5, 300, 50, 20);
  result = find (snap, 44, 56, 20, 20, YYQ_SNAP_ALL);
  assert_offset (&result, -4, 4);
  result = find (snap, 101, 56, 20, 20, YYQ_SNAP_ALL); /* a control is worth more */
  assert_offset (&result, .5, 4);
}

static void
test_nearest (void)
{
  const YyqSnapTarget targets[] = {
    { YYQ_SNAP_X, YYQ_SNAP_TABLE, 200, 0, 10 },
    { YYQ_SNAP_X, YYQ_SNAP_BOX, 200, 0, 10 },
    { YYQ_SNAP_X, YYQ_SNAP_BOX, 203, 0, 10 },
    { YYQ_SNAP_X, YYQ_SNAP_BOX, NAN, 0, 10 },
  };
  g_autoptr (YyqControlSnap) snap = yyq_control_snap_new ();
  YyqSnapResult result;

  yyq_control_snap_add_targets (snap, targets, G_N_ELEMENTS (targets));
  result = find (snap, 201, 50, 90, 90, YYQ_SNAP_ALL);
  assert_offset (&result, -1, 0);
  g_assert_cmpint (guide_at (&result, YYQ_SNAP_X, 200)->kind, ==, YYQ_SNAP_BOX);
  result = find (snap, 202, 50, 90, 90, YYQ_SNAP_ALL);
  assert_offset (&result, 1, 0);
}

#define ADD(name, test) g_test_add_func ("/model/control-snap/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("where nothing is near nothing snaps", test_none);
  ADD ("edges snap to edges, with a guide that joins them", test_edges);
  ADD ("centres snap to centres, edges to margins", test_centres);
  ADD ("a lower edge rests on baselines and blanks", test_lines);
  ADD ("only the edge that is dragged snaps", test_resize);
  ADD ("equal gaps are found and marked", test_gaps);
  ADD ("distances to neighbours are measured", test_measures);
  ADD ("the grid comes last", test_grid);
  ADD ("the nearest wins, and of equals the better kind", test_nearest);
  return g_test_run ();
}
