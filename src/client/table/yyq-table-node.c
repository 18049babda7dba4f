/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-node.h"

struct _YyqTableNode {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (YyqTableNode, yyq_table_node, GTK_TYPE_WIDGET)

GtkWidget *
yyq_table_node_new (const char *css_name, GtkAccessibleRole role)
{
  return g_object_new (YYQ_TYPE_TABLE_NODE, "css-name", css_name, "accessible-role", role, NULL);
}

static void
yyq_table_node_class_init (YyqTableNodeClass *klass)
{
}

static void
yyq_table_node_init (YyqTableNode *self)
{
}
