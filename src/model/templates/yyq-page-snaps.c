/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-snaps.h"

#include <math.h>

#include "yyq-page-rows.h"

static void
add (GArray *targets, double at, YyqPageSnapKind kind)
{
  const YyqPageSnap target = { at, kind };

  g_array_append_val (targets, target);
}

static void
add_edges (YyqPageSnaps *self, const YyqPageBox *box, YyqPageSnapKind kind)
{
  add (self->x, box->x0, kind);
  add (self->x, box->x1, kind);
  add (self->y, box->y0, kind);
  add (self->y, box->y1, kind);
}

static void
add_row (YyqPageSnaps *self, const YyqPageRow *row)
{
  add (self->y, row->baseline, YYQ_PAGE_SNAP_BASELINE);
  for (guint i = 0; i < row->items->len; i++) {
    const YyqRowItem *item = yyq_page_row_item (row, i);

    if (item->what == YYQ_ROW_BLANK) {
      add (self->x, item->box.x0, YYQ_PAGE_SNAP_UNDERSCORE);
      add (self->x, item->box.x1, YYQ_PAGE_SNAP_UNDERSCORE);
      if (item->drawn)
        add (self->y, item->box.y1, YYQ_PAGE_SNAP_UNDERSCORE);
    } else if (item->what == YYQ_ROW_BOX || item->what == YYQ_ROW_TICKED) {
      add_edges (self, &item->box, YYQ_PAGE_SNAP_BOX);
    }
  }
}

static void
add_strokes (YyqPageSnaps *self, const YyqPageFacts *facts)
{
  for (guint i = 0; i < facts->strokes->len; i++) {
    const YyqPageStroke *stroke = yyq_page_facts_stroke (facts, i);

    switch (stroke->kind) {
    case YYQ_PAGE_STROKE_HORIZONTAL:
      add (self->y, stroke->box.y0, YYQ_PAGE_SNAP_CELL);
      break;
    case YYQ_PAGE_STROKE_VERTICAL:
      add (self->x, stroke->box.x0, YYQ_PAGE_SNAP_CELL);
      break;
    case YYQ_PAGE_STROKE_RECTANGLE:
    case YYQ_PAGE_STROKE_AREA:
      add_edges (self, &stroke->box, YYQ_PAGE_SNAP_BOX);
      break;
    case YYQ_PAGE_N_STROKES:
    default:
      break;
    }
  }
}

/* Of text only: what is drawn may reach over the edge of the page. */
static void
add_margins (YyqPageSnaps *self, const YyqPageFacts *facts)
{
  YyqPageBox box = { 0 };

  for (guint i = 0; i < facts->lines->len; i++)
    box = yyq_page_box_union (box, yyq_page_facts_line (facts, i)->box);
  if (facts->lines->len > 0)
    add_edges (self, &box, YYQ_PAGE_SNAP_MARGIN);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const YyqPageSnap *one = a, *other = b;

  return one->at < other->at ? -1 : one->at > other->at;
}

/* The first of those that are one stands for them; what is off the page is none. */
static void
tidy (GArray *targets, double most)
{
  guint n = 0;

  g_array_sort (targets, compare);
  for (guint i = 0; i < targets->len; i++) {
    const YyqPageSnap target = g_array_index (targets, YyqPageSnap, i);
    YyqPageSnap *last = n > 0 ? &g_array_index (targets, YyqPageSnap, n - 1) : NULL;

    if (!(target.at >= 0 && target.at <= most))
      continue;
    if (last != NULL && target.at - last->at < YYQ_PAGE_SNAP_MERGE_PT)
      last->kinds |= target.kinds;
    else
      g_array_index (targets, YyqPageSnap, n++) = target;
  }
  g_array_set_size (targets, n);
}

YyqPageSnaps *
yyq_page_snaps_new (const YyqPageFacts *facts)
{
  YyqPageSnaps *self = g_new0 (YyqPageSnaps, 1);
  g_autoptr (GPtrArray) rows = yyq_page_rows_new (facts);

  self->x = g_array_new (FALSE, FALSE, sizeof (YyqPageSnap));
  self->y = g_array_new (FALSE, FALSE, sizeof (YyqPageSnap));
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i));
  add_strokes (self, facts);
  for (guint i = 0; i < facts->fields->len; i++)
    add_edges (self, &yyq_page_facts_field (facts, i)->box, YYQ_PAGE_SNAP_BOX);
  add_margins (self, facts);
  add (self->x, facts->width / 2, YYQ_PAGE_SNAP_CENTRE);
  add (self->y, facts->height / 2, YYQ_PAGE_SNAP_CENTRE);
  tidy (self->x, facts->width);
  tidy (self->y, facts->height);
  return self;
}

void
yyq_page_snaps_free (YyqPageSnaps *self)
{
  g_array_unref (self->x);
  g_array_unref (self->y);
  g_free (self);
}

const YyqPageSnap *
yyq_page_snaps_find (GArray *targets, double at, double reach)
{
  const YyqPageSnap *best = NULL;
  guint low = 0, high = targets->len;

  while (low < high) {
    const guint middle = (low + high) / 2;

    if (g_array_index (targets, YyqPageSnap, middle).at < at)
      low = middle + 1;
    else
      high = middle;
  }
  for (guint i = low > 0 ? low - 1 : 0; i < MIN (low + 1, targets->len); i++) {
    const YyqPageSnap *target = &g_array_index (targets, YyqPageSnap, i);

    if (fabs (target->at - at) <= reach &&
        (best == NULL || fabs (target->at - at) < fabs (best->at - at)))
      best = target;
  }
  return best;
}
