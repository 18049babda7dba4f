/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * The strokes of a page by what they may mean. Programs draw one line in many pieces (a piece a
 * word, a piece a cell); here they are joined.
 */
typedef struct {
  GArray *across;  /* (owned) of YyqPageBox: horizontal lines, by y; no edges of rectangles */
  GArray *down;    /* (owned) of YyqPageBox: vertical lines and edges of rectangles, by x */
  GArray *level;   /* (owned) of YyqPageBox: horizontal lines and edges of rectangles, by y */
  GArray *squares; /* (owned) of YyqPageBox: outlines as large as a character, by y */
} YyqPageLines;

YyqPageLines *yyq_page_lines_new (const YyqPageFacts *facts);
void yyq_page_lines_free (YyqPageLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPageLines, yyq_page_lines_free)

/* The first of @boxes whose y0 is not above @y. */
guint yyq_page_lines_find (GArray *boxes, double y);

/* Does a line that goes down stand at @x and reach from @y upwards? */
gboolean yyq_page_lines_has_wall (const YyqPageLines *self, double x, double y, double up);

/* The cell of a table around a point: FALSE where one of four lines is missing. */
gboolean yyq_page_lines_find_cell (const YyqPageLines *self, double x, double y, YyqPageBox *cell);

G_END_DECLS
