/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-path.h"

#include <math.h>

#define THIN_PT 2.5  /* a filled rectangle no thicker than this is a line */
#define SHORT_PT 3.0 /* what is shorter is a dot or a dash of a picture */
#define STRAIGHT_PT 0.35
#define MAX_POINTS 20000

typedef enum {
  STEP_MOVE,
  STEP_LINE,
  STEP_CURVE,
} Step;

typedef struct {
  Step step;
  double x, y;
} Point;

struct _YyqWorkerPath {
  GArray *points; /* (owned) of Point */
  guint start;    /* of the piece that is open */
};

YyqWorkerPath *
yyq_worker_path_new (void)
{
  YyqWorkerPath *self = g_new0 (YyqWorkerPath, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  return self;
}

void
yyq_worker_path_free (YyqWorkerPath *self)
{
  g_array_unref (self->points);
  g_free (self);
}

static void
add (YyqWorkerPath *self, Step step, double x, double y)
{
  const Point point = { step, x, y };

  if (self->points->len >= MAX_POINTS || !isfinite (x) || !isfinite (y))
    return;
  if (step == STEP_MOVE || self->points->len == 0)
    self->start = self->points->len;
  g_array_append_val (self->points, point);
}

static const Point *
point_at (const YyqWorkerPath *self, guint i)
{
  return &g_array_index (self->points, Point, i);
}

void
yyq_worker_path_move (YyqWorkerPath *self, double x, double y)
{
  add (self, STEP_MOVE, x, y);
}

void
yyq_worker_path_line (YyqWorkerPath *self, double x, double y)
{
  add (self, self->points->len > 0 ? STEP_LINE : STEP_MOVE, x, y);
}

void
yyq_worker_path_curve (YyqWorkerPath *self, double x, double y)
{
  add (self, self->points->len > 0 ? STEP_CURVE : STEP_MOVE, x, y);
}

void
yyq_worker_path_close (YyqWorkerPath *self)
{
  if (self->points->len > self->start) {
    const Point first = *point_at (self, self->start);

    add (self, STEP_LINE, first.x, first.y);
  }
}

void
yyq_worker_path_clear (YyqWorkerPath *self)
{
  g_array_set_size (self->points, 0);
  self->start = 0;
}

static void
extend (YyqPageBox *box, const Point *point, gboolean first)
{
  box->x0 = first ? point->x : MIN (box->x0, point->x);
  box->y0 = first ? point->y : MIN (box->y0, point->y);
  box->x1 = first ? point->x : MAX (box->x1, point->x);
  box->y1 = first ? point->y : MAX (box->y1, point->y);
}

gboolean
yyq_worker_path_get_box (const YyqWorkerPath *self, YyqPageBox *box)
{
  for (guint i = 0; i < self->points->len; i++)
    extend (box, point_at (self, i), i == 0);
  return self->points->len > 0;
}

/* Where the piece that begins at @i ends. */
static guint
end_of_piece (const YyqWorkerPath *self, guint i)
{
  for (i++; i < self->points->len && point_at (self, i)->step != STEP_MOVE; i++)
    ;
  return i;
}

static gboolean
is_straight (const Point *a, const Point *b)
{
  return b->step == STEP_LINE &&
         (fabs (a->x - b->x) < STRAIGHT_PT || fabs (a->y - b->y) < STRAIGHT_PT);
}

static gboolean
is_same (const Point *a, const Point *b)
{
  return fabs (a->x - b->x) < STRAIGHT_PT && fabs (a->y - b->y) < STRAIGHT_PT;
}

/* Four straight sides along the page's; @fill closes what the path leaves open. */
static gboolean
is_rectangle (const YyqWorkerPath *self, guint start, guint end, gboolean fill, YyqPageBox *box)
{
  const guint n = end - start;

  if (n < 4 || n > 6 || (n == 4 && !fill))
    return FALSE;
  for (guint i = start; i < end; i++) {
    if (i > start && !is_straight (point_at (self, i - 1), point_at (self, i)))
      return FALSE;
    extend (box, point_at (self, i), i == start);
  }
  /* Neighbours may be the same point where a path is closed twice. */
  return (n == 4 || is_same (point_at (self, start), point_at (self, start + 4))) &&
         !is_same (point_at (self, start), point_at (self, start + 2));
}

static gboolean
clip_box (YyqPageBox *box, const YyqPageBox *clip)
{
  box->x0 = MAX (box->x0, clip->x0);
  box->y0 = MAX (box->y0, clip->y0);
  box->x1 = MIN (box->x1, clip->x1);
  box->y1 = MIN (box->y1, clip->y1);
  return box->x0 <= box->x1 && box->y0 <= box->y1;
}

/* The middle of it is the line. */
static void
add_line (YyqPageBox box, const YyqPageBox *clip, YyqPageFacts *facts)
{
  const double width = box.x1 - box.x0;
  const double height = box.y1 - box.y0;

  if (MAX (width, height) < SHORT_PT || !clip_box (&box, clip))
    return;
  if (width >= height) {
    box.y0 = box.y1 = (box.y0 + box.y1) / 2;
    yyq_page_facts_add_stroke (facts, YYQ_PAGE_STROKE_HORIZONTAL, box);
  } else {
    box.x0 = box.x1 = (box.x0 + box.x1) / 2;
    yyq_page_facts_add_stroke (facts, YYQ_PAGE_STROKE_VERTICAL, box);
  }
}

static void
add_rectangle (YyqPageBox box, YyqPageStrokeKind kind, const YyqPageBox *clip, YyqPageFacts *facts)
{
  if (MIN (box.x1 - box.x0, box.y1 - box.y0) <= THIN_PT)
    add_line (box, clip, facts);
  else if (clip_box (&box, clip))
    yyq_page_facts_add_stroke (facts, kind, box);
}

void
yyq_worker_path_stroke (const YyqWorkerPath *self, const YyqPageBox *clip, YyqPageFacts *facts)
{
  for (guint start = 0, end; start < self->points->len; start = end) {
    YyqPageBox box = { 0 };

    end = end_of_piece (self, start);
    if (is_rectangle (self, start, end, FALSE, &box)) {
      add_rectangle (box, YYQ_PAGE_STROKE_RECTANGLE, clip, facts);
      continue;
    }
    for (guint i = start + 1; i < end; i++) {
      const Point *a = point_at (self, i - 1);
      const Point *b = point_at (self, i);

      if (is_straight (a, b))
        add_line (
          (YyqPageBox){ MIN (a->x, b->x), MIN (a->y, b->y), MAX (a->x, b->x), MAX (a->y, b->y) },
          clip, facts);
    }
  }
}

void
yyq_worker_path_fill (const YyqWorkerPath *self, const YyqPageBox *clip, YyqPageFacts *facts)
{
  for (guint start = 0, end; start < self->points->len; start = end) {
    YyqPageBox box = { 0 };

    end = end_of_piece (self, start);
    if (is_rectangle (self, start, end, TRUE, &box))
      add_rectangle (box, YYQ_PAGE_STROKE_AREA, clip, facts);
  }
}
