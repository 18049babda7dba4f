/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-lines.h"

#include <math.h>

#define SAME_PT 0.6  /* lines this near are drawn as one */
#define JOINS_PT 1.5 /* pieces this near are one line */
#define TOUCHES_PT 1.8
#define LINES_MOST 1500 /* a page with more is a drawing */
#define SQUARE_LEAST 5.0
#define SQUARE_MOST 22.0

static int
compare (double a, double b)
{
  return a < b ? -1 : a > b;
}

/* Pieces of one line stand together, in their order. */
static int
compare_across (gconstpointer a, gconstpointer b)
{
  const YyqPageBox *one = a, *other = b;
  const int by_y = compare (round (one->y0 / SAME_PT), round (other->y0 / SAME_PT));

  return by_y != 0 ? by_y : compare (one->x0, other->x0);
}

static int
compare_down (gconstpointer a, gconstpointer b)
{
  const YyqPageBox *one = a, *other = b;
  const int by_x = compare (round (one->x0 / SAME_PT), round (other->x0 / SAME_PT));

  return by_x != 0 ? by_x : compare (one->y0, other->y0);
}

static int
compare_top (gconstpointer a, gconstpointer b)
{
  const YyqPageBox *one = a, *other = b;
  const int by_y = compare (one->y0, other->y0);

  return by_y != 0 ? by_y : compare (one->x0, other->x0);
}

static void
join_across (GArray *boxes)
{
  guint n = 0;

  g_array_sort (boxes, compare_across);
  for (guint i = 0; i < boxes->len; i++) {
    const YyqPageBox piece = g_array_index (boxes, YyqPageBox, i);
    YyqPageBox *last = n > 0 ? &g_array_index (boxes, YyqPageBox, n - 1) : NULL;

    if (last != NULL && fabs (last->y0 - piece.y0) <= SAME_PT && piece.x0 <= last->x1 + JOINS_PT)
      last->x1 = MAX (last->x1, piece.x1);
    else
      g_array_index (boxes, YyqPageBox, n++) = piece;
  }
  g_array_set_size (boxes, n);
  g_array_sort (boxes, compare_top);
}

static void
join_down (GArray *boxes)
{
  guint n = 0;

  g_array_sort (boxes, compare_down);
  for (guint i = 0; i < boxes->len; i++) {
    const YyqPageBox piece = g_array_index (boxes, YyqPageBox, i);
    YyqPageBox *last = n > 0 ? &g_array_index (boxes, YyqPageBox, n - 1) : NULL;

    if (last != NULL && fabs (last->x0 - piece.x0) <= SAME_PT && piece.y0 <= last->y1 + JOINS_PT)
      last->y1 = MAX (last->y1, piece.y1);
    else
      g_array_index (boxes, YyqPageBox, n++) = piece;
  }
  g_array_set_size (boxes, n);
}

static gboolean
is_square (const YyqPageBox *box)
{
  const double width = box->x1 - box->x0;
  const double height = box->y1 - box->y0;

  return MIN (width, height) >= SQUARE_LEAST && MAX (width, height) <= SQUARE_MOST &&
         fabs (width - height) <= 0.25 * MAX (width, height);
}

static void
add_edges (YyqPageLines *self, const YyqPageBox *box)
{
  g_array_append_val (self->down, ((YyqPageBox){ box->x0, box->y0, box->x0, box->y1 }));
  g_array_append_val (self->down, ((YyqPageBox){ box->x1, box->y0, box->x1, box->y1 }));
  g_array_append_val (self->level, ((YyqPageBox){ box->x0, box->y0, box->x1, box->y0 }));
  g_array_append_val (self->level, ((YyqPageBox){ box->x0, box->y1, box->x1, box->y1 }));
}

static void
add (YyqPageLines *self, const YyqPageStroke *stroke)
{
  if (stroke->kind == YYQ_PAGE_STROKE_HORIZONTAL) {
    g_array_append_val (self->across, stroke->box);
    g_array_append_val (self->level, stroke->box);
  } else if (stroke->kind == YYQ_PAGE_STROKE_VERTICAL) {
    g_array_append_val (self->down, stroke->box);
  } else if (stroke->kind == YYQ_PAGE_STROKE_RECTANGLE) {
    if (is_square (&stroke->box))
      g_array_append_val (self->squares, stroke->box);
    else
      add_edges (self, &stroke->box);
  }
}

YyqPageLines *
yyq_page_lines_new (const YyqPageFacts *facts)
{
  YyqPageLines *self = g_new0 (YyqPageLines, 1);

  self->across = g_array_new (FALSE, FALSE, sizeof (YyqPageBox));
  self->down = g_array_new (FALSE, FALSE, sizeof (YyqPageBox));
  self->level = g_array_new (FALSE, FALSE, sizeof (YyqPageBox));
  self->squares = g_array_new (FALSE, FALSE, sizeof (YyqPageBox));
  for (guint i = 0; i < facts->strokes->len; i++)
    add (self, yyq_page_facts_stroke (facts, i));
  join_across (self->across);
  join_across (self->level);
  join_down (self->down);
  g_array_sort (self->squares, compare_top);
  g_array_set_size (self->level, MIN (self->level->len, LINES_MOST));
  g_array_set_size (self->down, MIN (self->down->len, LINES_MOST));
  return self;
}

void
yyq_page_lines_free (YyqPageLines *self)
{
  g_array_unref (self->across);
  g_array_unref (self->down);
  g_array_unref (self->level);
  g_array_unref (self->squares);
  g_free (self);
}

guint
yyq_page_lines_find (GArray *boxes, double y)
{
  guint low = 0, high = boxes->len;

  while (low < high) {
    const guint middle = (low + high) / 2;

    if (g_array_index (boxes, YyqPageBox, middle).y0 < y)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

gboolean
yyq_page_lines_has_wall (const YyqPageLines *self, double x, double y, double up)
{
  for (guint i = 0; i < self->down->len; i++) {
    const YyqPageBox *wall = &g_array_index (self->down, YyqPageBox, i);

    if (fabs (wall->x0 - x) <= TOUCHES_PT && wall->y0 <= y - up && wall->y1 >= y - TOUCHES_PT)
      return TRUE;
  }
  return FALSE;
}

gboolean
yyq_page_lines_find_cell (const YyqPageLines *self, double x, double y, YyqPageBox *cell)
{
  *cell = (YyqPageBox){ -1, -1, G_MAXDOUBLE, G_MAXDOUBLE };
  for (guint i = 0; i < self->down->len; i++) {
    const YyqPageBox *wall = &g_array_index (self->down, YyqPageBox, i);

    if (wall->y0 > y || wall->y1 < y)
      continue;
    if (wall->x0 <= x)
      cell->x0 = MAX (cell->x0, wall->x0);
    else
      cell->x1 = MIN (cell->x1, wall->x0);
  }
  for (guint i = 0; i < self->level->len; i++) {
    const YyqPageBox *line = &g_array_index (self->level, YyqPageBox, i);

    if (line->x0 > x || line->x1 < x)
      continue;
    if (line->y0 <= y)
      cell->y0 = MAX (cell->y0, line->y0);
    else
      cell->y1 = MIN (cell->y1, line->y0);
  }
  return cell->x0 >= 0 && cell->y0 >= 0 && cell->x1 < G_MAXDOUBLE && cell->y1 < G_MAXDOUBLE;
}
