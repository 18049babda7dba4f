/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-snap.h"

#include <math.h>
#include <string.h>

#define SAME_PT 0.02 /* what is nearer is one line */

/* Which part of what moves rests there. */
typedef enum {
  FOR_EDGES,
  FOR_CENTRES,
  FOR_ENDS, /* the lower edge alone: text stands on lines */
  N_FOR,
} For;

typedef struct {
  double at;
  double from;
  double to;
  YyqSnapKind kind;
} Line;

struct _YyqControlSnap {
  GArray *lines[2][N_FOR]; /* (owned): of Line, by axis */
  GArray *boxes;           /* (owned): of YyqControlPlace */
  gboolean sorted;
  double grid;
};

/* A place along one axis. */
typedef struct {
  double low;
  double high;
} Span;

YyqControlSnap *
yyq_control_snap_new (void)
{
  YyqControlSnap *self = g_new0 (YyqControlSnap, 1);

  for (int axis = 0; axis < 2; axis++)
    for (int i = 0; i < N_FOR; i++)
      self->lines[axis][i] = g_array_new (FALSE, FALSE, sizeof (Line));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (YyqControlPlace));
  return self;
}

void
yyq_control_snap_free (YyqControlSnap *self)
{
  for (int axis = 0; axis < 2; axis++)
    for (int i = 0; i < N_FOR; i++)
      g_array_unref (self->lines[axis][i]);
  g_array_unref (self->boxes);
  g_free (self);
}

static void
add_line (YyqControlSnap *self, YyqSnapAxis axis, For whom, const Line *line)
{
  g_array_append_vals (self->lines[axis][whom], line, 1);
  self->sorted = FALSE;
}

static void
add_span (YyqControlSnap *self, YyqSnapAxis axis, const Span *span, const Span *across,
          const YyqSnapKind kinds[2])
{
  const double middle = (span->low + span->high) / 2;

  add_line (self, axis, FOR_EDGES, &(Line){ span->low, across->low, across->high, kinds[0] });
  add_line (self, axis, FOR_EDGES, &(Line){ span->high, across->low, across->high, kinds[0] });
  add_line (self, axis, FOR_CENTRES, &(Line){ middle, across->low, across->high, kinds[1] });
}

void
yyq_control_snap_add_page (YyqControlSnap *self, double width, double height, double margin)
{
  static const YyqSnapKind kinds[] = { YYQ_SNAP_MARGIN, YYQ_SNAP_PAGE_CENTRE };
  const Span x = { 0, width }, y = { 0, height };

  add_span (self, YYQ_SNAP_X, &x, &y, kinds);
  add_span (self, YYQ_SNAP_Y, &y, &x, kinds);
  if (margin <= 0 || margin * 2 >= MIN (width, height))
    return;
  add_span (self, YYQ_SNAP_X, &(Span){ margin, width - margin }, &y, kinds);
  add_span (self, YYQ_SNAP_Y, &(Span){ margin, height - margin }, &x, kinds);
}

void
yyq_control_snap_add_control (YyqControlSnap *self, const YyqControlPlace *place)
{
  static const YyqSnapKind kinds[] = { YYQ_SNAP_EDGE, YYQ_SNAP_CENTRE };
  const Span x = { place->x, place->x + place->width };
  const Span y = { place->y, place->y + place->height };

  add_span (self, YYQ_SNAP_X, &x, &y, kinds);
  add_span (self, YYQ_SNAP_Y, &y, &x, kinds);
  g_array_append_vals (self->boxes, place, 1);
}

static For
whom_of (const YyqSnapTarget *target)
{
  if (target->kind == YYQ_SNAP_CENTRE || target->kind == YYQ_SNAP_PAGE_CENTRE)
    return FOR_CENTRES;
  if (target->axis == YYQ_SNAP_Y &&
      (target->kind == YYQ_SNAP_BASELINE || target->kind == YYQ_SNAP_BLANK))
    return FOR_ENDS;
  return FOR_EDGES;
}

void
yyq_control_snap_add_targets (YyqControlSnap *self, const YyqSnapTarget *targets, guint n)
{
  for (guint i = 0; i < n; i++)
    if (isfinite (targets[i].at))
      add_line (self, targets[i].axis, whom_of (&targets[i]),
                &(Line){ targets[i].at, targets[i].from, targets[i].to, targets[i].kind });
}

void
yyq_control_snap_set_grid (YyqControlSnap *self, double step)
{
  self->grid = MAX (0, step);
}

static int
compare_lines (gconstpointer some, gconstpointer other)
{
  const Line *a = some, *b = other;

  return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : (int) a->kind - (int) b->kind;
}

static void
sort (YyqControlSnap *self)
{
  if (self->sorted)
    return;
  for (int axis = 0; axis < 2; axis++)
    for (int i = 0; i < N_FOR; i++)
      g_array_sort (self->lines[axis][i], compare_lines);
  self->sorted = TRUE;
}

/* The first line at or behind @at. */
static guint
lower_bound (GArray *lines, double at)
{
  guint low = 0, high = lines->len;

  while (low < high) {
    const guint middle = low + (high - low) / 2;

    if (g_array_index (lines, Line, middle).at < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* What is nearest so far. */
typedef struct {
  double offset;
  YyqSnapKind kind;
  gboolean found;
} Best;

static void
consider (Best *best, double offset, YyqSnapKind kind, double tolerance)
{
  const double far = fabs (offset);

  if (far > tolerance)
    return;
  if (best->found && (far > fabs (best->offset) + SAME_PT ||
                      (far >= fabs (best->offset) - SAME_PT && kind >= best->kind)))
    return;
  *best = (Best){ offset, kind, TRUE };
}

static void
consider_lines (Best *best, GArray *lines, double at, double tolerance)
{
  const guint next = lower_bound (lines, at);

  /* Lines at one place stand one after the other, the preferred first. */
  if (next < lines->len) {
    const Line *line = &g_array_index (lines, Line, next);

    consider (best, line->at - at, line->kind, tolerance);
  }
  if (next > 0) {
    const double before = g_array_index (lines, Line, next - 1).at;
    const Line *line = &g_array_index (lines, Line, lower_bound (lines, before));

    consider (best, before - at, line->kind, tolerance);
  }
}

static Span
span_of (const YyqControlPlace *place, YyqSnapAxis axis)
{
  return axis == YYQ_SNAP_X ? (Span){ place->x, place->x + place->width }
                            : (Span){ place->y, place->y + place->height };
}

/* Neighbours */

typedef struct {
  const YyqControlPlace *place; /* (nullable) */
  Span span;
} Neighbour;

static gboolean
meet (const Span *some, const Span *other)
{
  return some->low < other->high && other->low < some->high;
}

/* The nearest that begins after (@way 1) or ends before (-1) @from, side by side with @it. */
static Neighbour
find_neighbour (YyqControlSnap *self, const Span *it, const Span *across, YyqSnapAxis axis, int way)
{
  Neighbour found = { 0 };

  for (guint i = 0; i < self->boxes->len; i++) {
    const YyqControlPlace *place = &g_array_index (self->boxes, YyqControlPlace, i);
    const Span span = span_of (place, axis), other = span_of (place, !axis);
    const double middle = (it->low + it->high) / 2;

    if (!meet (across, &other))
      continue;
    if (way > 0 ? span.low < middle : span.high > middle)
      continue;
    if (found.place == NULL || (way > 0 ? span.low < found.span.low : span.high > found.span.high))
      found = (Neighbour){ place, span };
  }
  return found;
}

/* The two nearest on each side. */
typedef struct {
  Neighbour before[2];
  Neighbour after[2];
} Neighbours;

static Neighbour
find_next (YyqControlSnap *self, const Neighbour *first, YyqSnapAxis axis, int way)
{
  const Span end = way > 0 ? (Span){ first->span.high, first->span.high }
                           : (Span){ first->span.low, first->span.low };
  Span across;

  if (first->place == NULL)
    return (Neighbour){ 0 };
  across = span_of (first->place, !axis);
  return find_neighbour (self, &end, &across, axis, way);
}

static void
find_neighbours (YyqControlSnap *self, const YyqControlPlace *moving, YyqSnapAxis axis,
                 Neighbours *found)
{
  const Span it = span_of (moving, axis), across = span_of (moving, !axis);

  found->before[0] = find_neighbour (self, &it, &across, axis, -1);
  found->after[0] = find_neighbour (self, &it, &across, axis, 1);
  found->before[1] = find_next (self, &found->before[0], axis, -1);
  found->after[1] = find_next (self, &found->after[0], axis, 1);
}

/* Where the distances would be equal. */
static void
consider_gaps (YyqControlSnap *self, Best *best, const YyqControlPlace *moving, YyqSnapAxis axis,
               double tolerance)
{
  const Span it = span_of (moving, axis);
  const Neighbour *before, *after;
  Neighbours all;

  find_neighbours (self, moving, axis, &all);
  before = all.before;
  after = all.after;
  if (before[0].place != NULL && after[0].place != NULL)
    consider (best, (before[0].span.high + after[0].span.low - (it.high - it.low)) / 2 - it.low,
              YYQ_SNAP_GAP, tolerance);
  if (before[0].place != NULL && before[1].place != NULL)
    consider (best, before[0].span.high + (before[0].span.low - before[1].span.high) - it.low,
              YYQ_SNAP_GAP, tolerance);
  if (after[0].place != NULL && after[1].place != NULL)
    consider (best, after[0].span.low - (after[1].span.low - after[0].span.high) - it.high,
              YYQ_SNAP_GAP, tolerance);
}

/* Results */

static void
add_guide (YyqSnapResult *result, YyqSnapAxis axis, const Line *line, const Span *across)
{
  const double from = MIN (line->from, across->low), to = MAX (line->to, across->high);

  for (guint i = 0; i < result->n_guides; i++) {
    YyqSnapTarget *guide = &result->guides[i];

    if (guide->axis != axis || fabs (guide->at - line->at) > SAME_PT)
      continue;
    guide->from = MIN (guide->from, from);
    guide->to = MAX (guide->to, to);
    guide->kind = MIN (guide->kind, line->kind);
    return;
  }
  if (result->n_guides < YYQ_SNAP_MOST_GUIDES)
    result->guides[result->n_guides++] = (YyqSnapTarget){ axis, line->kind, line->at, from, to };
}

static void
add_guides_at (YyqSnapResult *result, YyqSnapAxis axis, GArray *lines, double at,
               const Span *across)
{
  for (guint i = lower_bound (lines, at - SAME_PT); i < lines->len; i++) {
    const Line *line = &g_array_index (lines, Line, i);

    if (line->at > at + SAME_PT)
      return;
    add_guide (result, axis, line, across);
  }
}

static void
add_guides (YyqControlSnap *self, YyqSnapResult *result, YyqSnapAxis axis,
            const YyqControlPlace *place, YyqSnapEdges edges)
{
  const YyqSnapEdges low = axis == YYQ_SNAP_X ? YYQ_SNAP_LEFT : YYQ_SNAP_TOP;
  const YyqSnapEdges high = axis == YYQ_SNAP_X ? YYQ_SNAP_RIGHT : YYQ_SNAP_BOTTOM;
  const Span it = span_of (place, axis), across = span_of (place, !axis);
  GArray **lines = self->lines[axis];

  if (edges == YYQ_SNAP_ALL || (edges & low) != 0)
    add_guides_at (result, axis, lines[FOR_EDGES], it.low, &across);
  if (edges == YYQ_SNAP_ALL || (edges & high) != 0) {
    add_guides_at (result, axis, lines[FOR_EDGES], it.high, &across);
    add_guides_at (result, axis, lines[FOR_ENDS], it.high, &across);
  }
  if (edges == YYQ_SNAP_ALL)
    add_guides_at (result, axis, lines[FOR_CENTRES], (it.low + it.high) / 2, &across);
}

static void
add_measure (YyqSnapResult *result, YyqSnapAxis axis, double from, double to, double at)
{
  YyqSnapMeasure measure = { axis, from, to, at, FALSE };

  if (to - from < SAME_PT || result->n_measures >= YYQ_SNAP_MOST_MEASURES)
    return;
  for (guint i = 0; i < result->n_measures; i++) {
    YyqSnapMeasure *other = &result->measures[i];

    if (other->axis == axis && fabs (other->to - other->from - (to - from)) < 2 * SAME_PT) {
      other->equal = TRUE;
      measure.equal = TRUE;
    }
  }
  result->measures[result->n_measures++] = measure;
}

/* Halfway down what the two share. */
static double
middle_of (const Span *some, const YyqControlPlace *other, YyqSnapAxis across)
{
  const Span span = span_of (other, across);

  return (MAX (some->low, span.low) + MIN (some->high, span.high)) / 2;
}

static void
add_measures (YyqControlSnap *self, YyqSnapResult *result, YyqSnapAxis axis,
              const YyqControlPlace *place)
{
  const Span it = span_of (place, axis), across = span_of (place, !axis);
  Neighbours all;
  guint first = result->n_measures;

  find_neighbours (self, place, axis, &all);
  if (all.before[0].place != NULL)
    add_measure (result, axis, all.before[0].span.high, it.low,
                 middle_of (&across, all.before[0].place, !axis));
  if (all.after[0].place != NULL)
    add_measure (result, axis, it.high, all.after[0].span.low,
                 middle_of (&across, all.after[0].place, !axis));
  /* The distance of two others is of interest only where it is the same. */
  for (int side = 0; side < 2; side++) {
    const Neighbour *pair = side == 0 ? all.before : all.after;
    const guint before = result->n_measures;

    if (pair[1].place == NULL)
      continue;
    add_measure (result, axis, MIN (pair[0].span.high, pair[1].span.high),
                 MAX (pair[0].span.low, pair[1].span.low),
                 middle_of (&across, pair[0].place, !axis));
    if (result->n_measures > before && !result->measures[before].equal)
      result->n_measures = before;
  }
  g_assert (result->n_measures >= first);
}

static double
grid_offset (double at, double step)
{
  return round (at / step) * step - at;
}

static double
find_offset (YyqControlSnap *self, const YyqControlPlace *moving, YyqSnapEdges edges,
             double tolerance, YyqSnapAxis axis)
{
  const YyqSnapEdges low = axis == YYQ_SNAP_X ? YYQ_SNAP_LEFT : YYQ_SNAP_TOP;
  const YyqSnapEdges high = axis == YYQ_SNAP_X ? YYQ_SNAP_RIGHT : YYQ_SNAP_BOTTOM;
  const Span it = span_of (moving, axis);
  GArray **lines = self->lines[axis];
  Best best = { 0 };

  if (edges == YYQ_SNAP_ALL || (edges & low) != 0)
    consider_lines (&best, lines[FOR_EDGES], it.low, tolerance);
  if (edges == YYQ_SNAP_ALL || (edges & high) != 0) {
    consider_lines (&best, lines[FOR_EDGES], it.high, tolerance);
    consider_lines (&best, lines[FOR_ENDS], it.high, tolerance);
  }
  if (edges == YYQ_SNAP_ALL) {
    consider_lines (&best, lines[FOR_CENTRES], (it.low + it.high) / 2, tolerance);
    consider_gaps (self, &best, moving, axis, tolerance);
  }
  /* The grid is everywhere: only where nothing else is. */
  if (!best.found && self->grid > 0 && (edges == YYQ_SNAP_ALL || (edges & (low | high)) != 0))
    consider (&best, grid_offset ((edges & high) != 0 ? it.high : it.low, self->grid),
              YYQ_SNAP_GRID, MAX (tolerance, self->grid / 2));
  return best.offset;
}

/* @place as it is when @edges of it have come so much further. */
static YyqControlPlace
shift (const YyqControlPlace *place, YyqSnapEdges edges, double dx, double dy)
{
  YyqControlPlace shifted = *place;

  if (edges == YYQ_SNAP_ALL || (edges & YYQ_SNAP_LEFT) != 0)
    shifted.x += dx;
  if ((edges & YYQ_SNAP_LEFT) != 0)
    shifted.width -= dx;
  if ((edges & YYQ_SNAP_RIGHT) != 0)
    shifted.width += dx;
  if (edges == YYQ_SNAP_ALL || (edges & YYQ_SNAP_TOP) != 0)
    shifted.y += dy;
  if ((edges & YYQ_SNAP_TOP) != 0)
    shifted.height -= dy;
  if ((edges & YYQ_SNAP_BOTTOM) != 0)
    shifted.height += dy;
  return shifted;
}

void
yyq_control_snap_find (YyqControlSnap *self, const YyqControlPlace *moving, YyqSnapEdges edges,
                       double tolerance, YyqSnapResult *result)
{
  YyqControlPlace place;

  sort (self);
  result->n_guides = 0;
  result->n_measures = 0;
  result->dx = find_offset (self, moving, edges, tolerance, YYQ_SNAP_X);
  result->dy = find_offset (self, moving, edges, tolerance, YYQ_SNAP_Y);
  place = shift (moving, edges, result->dx, result->dy);
  for (int axis = YYQ_SNAP_X; axis <= YYQ_SNAP_Y; axis++) {
    add_guides (self, result, axis, &place, edges);
    add_measures (self, result, axis, &place);
  }
}
