/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-row.h"

#include <glib/gi18n.h>

#include "yyq-table-cell.h"
#include "yyq-table-node.h"

struct _YyqTableRow {
  GtkWidget parent_instance;

  YyqTableLook *look;       /* (unowned): lives as long as the body that has both */
  YyqTableColumns *columns; /* (owned) (nullable) */
  YyqTableSay say;          /* (nullable) */
  GObject *item;            /* (owned) (nullable) */
  guint position;
  gboolean ticked;
  gboolean current;
  PangoLayout **layouts; /* (owned): of the columns by their indices, (owned) (nullable) each */
  guint n_layouts;
};

G_DEFINE_FINAL_TYPE (YyqTableRow, yyq_table_row, GTK_TYPE_WIDGET)

static void
drop_layouts (YyqTableRow *self)
{
  for (guint i = 0; i < self->n_layouts; i++)
    g_clear_object (&self->layouts[i]);
}

GtkWidget *
yyq_table_row_new (YyqTableLook *look, YyqTableColumns *columns, YyqTableSay say)
{
  YyqTableRow *self = g_object_new (YYQ_TYPE_TABLE_ROW, NULL);

  self->look = look;
  self->columns = g_object_ref (columns);
  self->say = say;
  self->n_layouts = yyq_table_columns_get_n (columns);
  self->layouts = g_new0 (PangoLayout *, self->n_layouts);
  for (guint i = 0; i < self->n_layouts; i++)
    gtk_widget_set_parent (yyq_table_node_new ("cell", GTK_ACCESSIBLE_ROLE_CELL),
                           GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/* For assistive technologies */

static gboolean
is_spoken (const YyqTableColumn *column)
{
  return column->kind != YYQ_CELL_LINK && column->kind != YYQ_CELL_CHECK &&
         column->kind != YYQ_CELL_MENU;
}

static char *
say_cells (YyqTableRow *self)
{
  GString *sentence = g_string_new (NULL);

  for (guint i = 0; i < self->n_layouts; i++) {
    const YyqTableColumn *column = yyq_table_columns_get_place (self->columns, i)->column;
    g_autofree char *text =
      is_spoken (column) ? yyq_table_column_get_text (column, self->item) : NULL;

    if (text == NULL || *text == '\0')
      continue;
    if (sentence->len > 0)
      g_string_append (sentence, C_ ("between what the cells of a row say", ", "));
    g_string_append (sentence, text);
  }
  return g_string_free (sentence, FALSE);
}

static char *
say_cell (YyqTableRow *self, const YyqTableColumn *column)
{
  g_autofree char *text = yyq_table_column_get_text (column, self->item);

  if (column->kind == YYQ_CELL_LINK)
    return g_steal_pointer (&text);
  if (text == NULL || *text == '\0')
    return g_strdup (_ (column->title));
  /* Translators: a column of a table and what it says: "State: Completed" */
  return g_strdup_printf (_ ("%s: %s"), _ (column->title), text);
}

/* The children are in the order in which the cells stand. */
static void
say (YyqTableRow *self)
{
  g_autofree char *sentence = self->say != NULL ? self->say (self->item) : say_cells (self);
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  for (guint i = 0; i < self->n_layouts; i++, cell = gtk_widget_get_next_sibling (cell)) {
    g_autofree char *name = say_cell (self, yyq_table_columns_get_place (self->columns, i)->column);

    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
}

/* What it shows */

void
yyq_table_row_bind (YyqTableRow *self, guint position, gpointer item)
{
  g_return_if_fail (YYQ_IS_TABLE_ROW (self));
  self->position = position;
  if (!g_set_object (&self->item, item))
    return;
  drop_layouts (self);
  if (item != NULL)
    say (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gpointer
yyq_table_row_get_item (YyqTableRow *self)
{
  return self->item;
}

guint
yyq_table_row_get_position (YyqTableRow *self)
{
  return self->position;
}

void
yyq_table_row_set_position (YyqTableRow *self, guint position)
{
  self->position = position;
}

/* What can be ticked tells whether it is; else the one that keys act on is the one selected. */
void
yyq_table_row_mark (YyqTableRow *self, gboolean ticked, gboolean current)
{
  gboolean selected;

  g_return_if_fail (YYQ_IS_TABLE_ROW (self));
  if (ticked || current)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  if (self->ticked != ticked)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->ticked = ticked;
  self->current = current;
  selected = yyq_table_columns_has_check (self->columns) ? ticked : current;
  /* Also FALSE is told: what has no such state cannot be selected at all. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

void
yyq_table_row_arrange (YyqTableRow *self)
{
  g_return_if_fail (YYQ_IS_TABLE_ROW (self));
  drop_layouts (self);
  if (self->item != NULL)
    say (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
yyq_table_row_get_cut_text (YyqTableRow *self, guint index)
{
  PangoLayout *layout = index < self->n_layouts ? self->layouts[index] : NULL;

  if (layout == NULL || !pango_layout_is_ellipsized (layout))
    return NULL;
  return g_strdup (pango_layout_get_text (layout));
}

/* Widget */

static void
yyq_table_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqTableRow *self = YYQ_TABLE_ROW (widget);
  const int height = gtk_widget_get_height (widget);
  GdkRGBA line;

  if (self->item == NULL)
    return;
  for (guint i = 0; i < self->n_layouts; i++) {
    const YyqTablePlace *place = yyq_table_columns_get_place (self->columns, i);
    const YyqTableCell cell = {
      self->look, place, self->item, self->ticked, &self->layouts[place->index], height
    };

    if (place->shown)
      yyq_table_cell_draw (&cell, snapshot);
  }
  /* A border of the style sheet would cost as much as all that was drawn so far. */
  yyq_table_look_get_color (self->look, "line", &line);
  gtk_snapshot_append_color (
    snapshot, &line,
    &GRAPHENE_RECT_INIT (0, (float) (height - 1), (float) gtk_widget_get_width (widget), 1));
}

static void
yyq_table_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  YyqTableRow *self = YYQ_TABLE_ROW (widget);
  const gboolean vertical = orientation == GTK_ORIENTATION_VERTICAL && self->look != NULL;

  *minimum = *natural = vertical ? yyq_table_look_get_row_height (self->look) : 0;
}

static void
yyq_table_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqTableRow *self = YYQ_TABLE_ROW (widget);
  GtkWidget *cell = gtk_widget_get_first_child (widget);

  for (guint i = 0; i < self->n_layouts; i++, cell = gtk_widget_get_next_sibling (cell)) {
    const YyqTablePlace *place = yyq_table_columns_get_place (self->columns, i);

    yyq_table_look_show (cell, place->shown);
    /* What is never measured stays marked, and its next wish for room goes to nobody. */
    gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
    gtk_widget_size_allocate (cell, &(GtkAllocation){ place->x, 0, place->w, height }, -1);
  }
}

/* "row.open" is the "table.open" of a parent. */
static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *action = g_strconcat ("table", strchr (name, '.'), NULL);

  gtk_widget_activate_action (widget, action, "u", YYQ_TABLE_ROW (widget)->position);
}

static void
yyq_table_row_dispose (GObject *object)
{
  YyqTableRow *self = YYQ_TABLE_ROW (object);
  GtkWidget *cell;

  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (cell);
  drop_layouts (self);
  g_clear_object (&self->item);
  g_clear_object (&self->columns);
  self->n_layouts = 0;
  G_OBJECT_CLASS (yyq_table_row_parent_class)->dispose (object);
}

static void
yyq_table_row_finalize (GObject *object)
{
  g_free (YYQ_TABLE_ROW (object)->layouts);
  G_OBJECT_CLASS (yyq_table_row_parent_class)->finalize (object);
}

static void
yyq_table_row_class_init (YyqTableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_table_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_table_row_finalize;
  widget_class->snapshot = yyq_table_row_snapshot;
  widget_class->measure = yyq_table_row_measure;
  widget_class->size_allocate = yyq_table_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
  /* AT-SPI offers the actions of a class as those of each of its widgets. */
  gtk_widget_class_install_action (widget_class, "row.open", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "row.toggle", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, row_action);
}

static void
yyq_table_row_init (YyqTableRow *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
}
