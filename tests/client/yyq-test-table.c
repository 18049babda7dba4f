/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-table.h"

#include "yyq-test-wait.h"

static YyqTestTable *shown;

static const char *
style_of (gpointer item)
{
  return "done";
}

static double
fraction_of (gpointer item)
{
  return .5;
}

static char *
action_of (gpointer item)
{
  return g_strdup ("Look");
}

static char *
state_of (gpointer item)
{
  return g_strdup ("Good");
}

static void
act (GtkWidget *table, gpointer item)
{
  g_assert_true (table == GTK_WIDGET (shown->table));
  shown->n_acted++;
}

static const YyqTableColumn columns[] = {
  { .title = "Number",
    .width = 110,
    .rank = 1,
    .sort = "number",
    .property = "string",
    .dim = TRUE },
  { .title = "Name",
    .kind = YYQ_CELL_PERSON,
    .width = 120,
    .expand = TRUE,
    .sort = "name",
    .property = "string" },
  { .title = "State", .kind = YYQ_CELL_PILL, .width = 90, .text = state_of, .style = style_of },
  { .title = "Progress",
    .kind = YYQ_CELL_PROGRESS,
    .width = 160,
    .rank = 2,
    .text = state_of,
    .fraction = fraction_of },
  { .title = "Action", .kind = YYQ_CELL_LINK, .width = 80, .text = action_of, .act = act },
};

static const YyqTableShape shape = { .name = "test",
                                     .columns = columns,
                                     .n_columns = G_N_ELEMENTS (columns),
                                     .ticks = TRUE,
                                     .menus = TRUE };

static void
activated_cb (YyqTestTable *self, guint position)
{
  self->activated = position;
}

static void
sorted_cb (YyqTestTable *self)
{
  self->n_sorted++;
}

static GMenuModel *
menu_cb (YyqTestTable *self, gpointer item)
{
  GMenu *menu = g_menu_new ();

  g_set_object (&self->asked_menu, item);
  g_menu_append (menu, "Copy", "rows.copy");
  return G_MENU_MODEL (menu);
}

void
yyq_test_table_set_up (YyqTestTable *self, guint n_rows, int width)
{
  self->activated = GTK_INVALID_LIST_POSITION;
  self->rows = yyq_test_rows_new (n_rows);
  self->table = g_object_new (YYQ_TYPE_TABLE, NULL);
  shown = self;
  yyq_table_set_up (self->table, &shape);
  yyq_table_set_label (self->table, "Things");
  yyq_table_set_model (self->table, G_LIST_MODEL (self->rows));
  self->body = yyq_table_get_body (self->table);
  g_signal_connect_swapped (self->table, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->table, "sort-changed", G_CALLBACK (sorted_cb), self);
  g_signal_connect_swapped (self->table, "row-menu", G_CALLBACK (menu_cb), self);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 400);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->table));
  gtk_window_present (GTK_WINDOW (self->window));
  yyq_test_table_settle (self);
}

void
yyq_test_table_tear_down (YyqTestTable *self)
{
  g_clear_object (&self->asked_menu);
  /* What this test did to the columns is not remembered for the next one. */
  yyq_table_columns_reset (yyq_table_get_columns (self->table));
  gtk_window_destroy (GTK_WINDOW (self->window));
  yyq_test_finalize (g_steal_pointer (&self->rows));
}

void
yyq_test_table_settle (YyqTestTable *self)
{
  gtk_widget_queue_draw (self->window);
  gtk_test_widget_wait_for_draw (self->window);
}

GtkAdjustment *
yyq_test_table_get_vertical (YyqTestTable *self)
{
  return gtk_scrolled_window_get_vadjustment (yyq_table_get_scroller (self->table));
}

char *
yyq_test_table_read (YyqTestTable *self, guint position)
{
  YyqTableRow *row = yyq_table_body_find_row (self->body, position);

  return row != NULL ? g_strdup (gtk_string_object_get_string (yyq_table_row_get_item (row)))
                     : NULL;
}

void
yyq_test_table_find_cell (YyqTestTable *self, guint position, guint index, double *x, double *y)
{
  const YyqTablePlace *place =
    yyq_table_columns_get_indexed (yyq_table_get_columns (self->table), index);
  GtkWidget *row = GTK_WIDGET (yyq_table_body_find_row (self->body, position));

  g_assert_nonnull (row);
  g_assert_true (place->shown);
  g_assert_true (gtk_widget_translate_coordinates (row, GTK_WIDGET (self->body),
                                                   place->x + place->w / 2.0,
                                                   gtk_widget_get_height (row) / 2.0, x, y));
}
