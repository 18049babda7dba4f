/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Pairs of bars over a row of labels: how many contracts were initiated and how many completed.
 * Screen readers get the same numbers as text; the pointer shows a pair's numbers as a tooltip, and
 * with the focus Left, Right, Home and End go from pair to pair, whose numbers are written above.
 */
#define YYQ_TYPE_BAR_CHART (yyq_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (YyqBarChart, yyq_bar_chart, YYQ, BAR_CHART, GtkWidget)

typedef struct {
  char *label;
  guint initiated;
  guint completed;
} YyqBarChartItem;

void yyq_bar_chart_item_clear (YyqBarChartItem *item);

GtkWidget *yyq_bar_chart_new (void);

/* @items: a GArray of YyqBarChartItem that owns its labels; referenced, not to be changed any more.
 */
void yyq_bar_chart_set_items (YyqBarChart *self, GArray *items);

G_END_DECLS
