/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-chart-table.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

struct _YyqChartTable {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (YyqChartTable, yyq_chart_table, GTK_TYPE_WIDGET)

static void
put (YyqChartTable *self, int column, int row, const char *text)
{
  GtkWidget *label = yyq_ui_label (text, row == 0 ? "heading" : "numeric");

  /* Numbers stand below each other at their right. */
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
put_number (YyqChartTable *self, int column, int row, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  put (self, column, row, text);
}

void
yyq_chart_table_set_items (YyqChartTable *self, GArray *items)
{
  g_return_if_fail (YYQ_IS_CHART_TABLE (self));
  g_return_if_fail (items != NULL);

  yyq_ui_remove_children (GTK_WIDGET (self->grid));
  put (self, 0, 0, _ ("Time"));
  put (self, 1, 0, _ ("Initiated"));
  put (self, 2, 0, _ ("Completed"));
  for (guint i = 0; i < items->len; i++) {
    const YyqBarChartItem *item = &g_array_index (items, YyqBarChartItem, i);

    put (self, 0, (int) i + 1, item->label);
    put_number (self, 1, (int) i + 1, item->initiated);
    put_number (self, 2, (int) i + 1, item->completed);
  }
}

static void
yyq_chart_table_dispose (GObject *object)
{
  g_clear_pointer (&YYQ_CHART_TABLE (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (yyq_chart_table_parent_class)->dispose (object);
}

static void
yyq_chart_table_class_init (YyqChartTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_chart_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
yyq_chart_table_init (YyqChartTable *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 24);
  gtk_grid_set_row_spacing (self->grid, 8);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->grid));
  yyq_ui_set_accessible_label (self->scroller, _ ("Contract statistics"));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
