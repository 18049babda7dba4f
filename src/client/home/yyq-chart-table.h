/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-bar-chart.h"

G_BEGIN_DECLS

/* The numbers of a YyqBarChart as a table, for who reads them rather than looks at bars. */
#define YYQ_TYPE_CHART_TABLE (yyq_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (YyqChartTable, yyq_chart_table, YYQ, CHART_TABLE, GtkWidget)

/* @items: as for yyq_bar_chart_set_items(). */
void yyq_chart_table_set_items (YyqChartTable *self, GArray *items);

G_END_DECLS
