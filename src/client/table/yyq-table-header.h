/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-columns.h"

G_BEGIN_DECLS

#define YYQ_TABLE_OPTIONS_WIDTH 40 /* px: the button at the right end */

/*
 * The titles above a table. A click, or Enter, sorts by a column; an edge is dragged, or Shift and
 * an arrow key pressed, to make it wider; a title is dragged, or pressed with Control, to where it
 * is to stand. It is one stop of Tab, and left and right go from title to title. Its accessible
 * names say by which column rows are sorted, and how. Main thread.
 *
 * Signals: "options" (double x, double y), the person wants to choose columns; "all-toggled"
 * (gboolean all).
 */
#define YYQ_TYPE_TABLE_HEADER (yyq_table_header_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableHeader, yyq_table_header, YYQ, TABLE_HEADER, GtkWidget)

GtkWidget *yyq_table_header_new (YyqTableColumns *columns);

/* What scrolls the rows from left to right moves the titles, too. */
void yyq_table_header_follow (YyqTableHeader *self, GtkAdjustment *across);

/* How many of @n_rows are ticked. */
void yyq_table_header_show_ticked (YyqTableHeader *self, guint n_ticked, guint n_rows);

/* A title or an edge is in the hand. */
gboolean yyq_table_header_is_dragging (YyqTableHeader *self);

/* (transfer none): the title of the column of this index. */
GtkWidget *yyq_table_header_get_title (YyqTableHeader *self, guint index);

G_END_DECLS
