/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A widget that is nothing to look at: it stands for something in the style sheet, or for assistive
 * technologies. GtkWidget itself is abstract. */
#define YYQ_TYPE_TABLE_NODE (yyq_table_node_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableNode, yyq_table_node, YYQ, TABLE_NODE, GtkWidget)

GtkWidget *yyq_table_node_new (const char *css_name, GtkAccessibleRole role);

G_END_DECLS
