/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table.h"

#include "yyq-settings.h"
#include "yyq-table-export.h"
#include "yyq-table-header.h"
#include "yyq-table-options.h"

#define COLUMNS_KEY "tables"
#define DENSE_KEY "dense-rows"

/* px: less is no table any more. */
#define LEAST_HEIGHT 120

/* ms: what is changed by a key is remembered when no further key follows. */
#define STORE_MS 400

struct _YyqTable {
  GtkWidget parent_instance;

  GtkWidget *header;   /* (nullable) a child */
  GtkWidget *scroller; /* a child */
  YyqTableBody *body;  /* (nullable): in scroller */
  GtkWidget *popover;  /* (nullable): a child, the one that was opened last */

  const YyqTableShape *shape; /* (nullable) */
  YyqTableColumns *columns;   /* (owned) (nullable) */
  GSettings *settings;        /* (owned) (nullable) */
  guint store_id;
};

G_DEFINE_FINAL_TYPE (YyqTable, yyq_table, GTK_TYPE_WIDGET)

enum {
  SIGNAL_ACTIVATE,
  SIGNAL_ROW_MENU,
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_SORT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is remembered */

static void
restore (YyqTable *self)
{
  g_autoptr (GVariant) tables = NULL;
  g_autoptr (GVariant) stored = NULL;

  if (self->settings == NULL)
    return;
  tables = g_settings_get_value (self->settings, COLUMNS_KEY);
  stored =
    g_variant_lookup_value (tables, self->shape->name, G_VARIANT_TYPE (YYQ_TABLE_COLUMNS_FORMAT));
  if (stored != NULL)
    yyq_table_columns_restore (self->columns, stored);
}

static void
store (YyqTable *self)
{
  g_autoptr (GVariant) tables = g_settings_get_value (self->settings, COLUMNS_KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *columns;

  g_variant_builder_init (&builder, g_variant_get_type (tables));
  g_variant_iter_init (&iter, tables);
  while (g_variant_iter_next (&iter, "{&s@" YYQ_TABLE_COLUMNS_FORMAT "}", &name, &columns)) {
    if (!g_str_equal (name, self->shape->name))
      g_variant_builder_add (&builder, "{s@" YYQ_TABLE_COLUMNS_FORMAT "}", name, columns);
    g_variant_unref (columns);
  }
  g_variant_builder_add (&builder, "{s@" YYQ_TABLE_COLUMNS_FORMAT "}", self->shape->name,
                         yyq_table_columns_store (self->columns));
  g_settings_set_value (self->settings, COLUMNS_KEY, g_variant_builder_end (&builder));
}

static gboolean
store_cb (gpointer user_data)
{
  YyqTable *self = user_data;

  if (yyq_table_header_is_dragging (YYQ_TABLE_HEADER (self->header)))
    return G_SOURCE_CONTINUE;
  self->store_id = 0;
  store (self);
  return G_SOURCE_REMOVE;
}

/* Once for all that is done in one go: each writing goes to the disk. */
static void
columns_changed_cb (YyqTable *self)
{
  if (self->settings == NULL)
    return;
  g_clear_handle_id (&self->store_id, g_source_remove);
  self->store_id = g_timeout_add (STORE_MS, store_cb, self);
}

static void
show_density (YyqTable *self)
{
  yyq_table_look_set_dense (yyq_table_body_get_look (self->body),
                            g_settings_get_boolean (self->settings, DENSE_KEY));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Menus */

static void
popover_closed_cb (YyqTable *self, GtkWidget *popover)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

/* The last one goes when the next one comes: what was chosen from it may still be under way. */
static void
popup (YyqTable *self, GtkWidget *popover, GtkWidget *from, double x, double y)
{
  double at_x;
  double at_y;

  gtk_widget_translate_coordinates (from, GTK_WIDGET (self), x, y, &at_x, &at_y);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int) at_x, (int) at_y, 1, 1 });
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
row_menu_cb (YyqTable *self, guint position, double x, double y)
{
  g_autoptr (GObject) item = g_list_model_get_item (yyq_table_get_model (self), position);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ROW_MENU], 0, item, &menu);
  if (menu == NULL)
    return;
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
  popup (self, popover, GTK_WIDGET (self->body), x, y);
}

static void
options_cb (YyqTable *self, double x, double y)
{
  GtkWidget *popover = yyq_table_options_new (self->columns, self->settings);

  gtk_widget_set_halign (popover, GTK_ALIGN_END);
  popup (self, popover, self->header, x, y);
}

/* Rows */

static void
activated_cb (YyqTable *self, guint position)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, position);
}

static void
acted_cb (YyqTable *self, guint position, guint index)
{
  const YyqTableColumn *column = yyq_table_columns_get_indexed (self->columns, index)->column;
  g_autoptr (GObject) item = NULL;

  if (column->act == NULL) {
    activated_cb (self, position);
    return;
  }
  item = g_list_model_get_item (yyq_table_get_model (self), position);
  if (item != NULL)
    column->act (GTK_WIDGET (self), item);
}

static void
show_ticked (YyqTable *self)
{
  GListModel *model = yyq_table_get_model (self);

  if (self->header == NULL || model == NULL)
    return;
  yyq_table_header_show_ticked (
    YYQ_TABLE_HEADER (self->header),
    yyq_table_selection_get_n (yyq_table_body_get_selection (self->body)),
    g_list_model_get_n_items (model));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
all_toggled_cb (YyqTable *self, gboolean all)
{
  yyq_table_selection_set_all (yyq_table_body_get_selection (self->body), all);
}

static void
sort_changed_cb (YyqTable *self)
{
  g_signal_emit (self, signals[SIGNAL_SORT_CHANGED], 0);
}

/* Making it */

static void
make_columns (YyqTable *self)
{
  const YyqTableShape *shape = self->shape;

  self->columns = yyq_table_columns_new (shape->columns, shape->n_columns);
  if (shape->menus)
    yyq_table_columns_add_menu (self->columns);
  else
    yyq_table_columns_keep_end (self->columns, YYQ_TABLE_OPTIONS_WIDTH);
  if (shape->ticks)
    yyq_table_columns_add_check (self->columns);
  restore (self);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_body (YyqTable *self)
{
  GtkWidget *body = yyq_table_body_new (self->columns, self->shape->say);

  self->body = YYQ_TABLE_BODY (body);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), body);
  g_signal_connect_object (body, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (body, "act", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (body, "menu", G_CALLBACK (row_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_table_body_get_selection (self->body), "changed",
                           G_CALLBACK (show_ticked), self, G_CONNECT_SWAPPED);
}

static void
make_header (YyqTable *self)
{
  self->header = yyq_table_header_new (self->columns);
  gtk_widget_insert_after (self->header, GTK_WIDGET (self), NULL);
  yyq_table_header_follow (
    YYQ_TABLE_HEADER (self->header),
    gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
  g_signal_connect_object (self->header, "options", G_CALLBACK (options_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header, "all-toggled", G_CALLBACK (all_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

void
yyq_table_set_up (YyqTable *self, const YyqTableShape *shape)
{
  g_return_if_fail (YYQ_IS_TABLE (self));
  g_return_if_fail (self->shape == NULL);
  self->shape = shape;
  self->settings = yyq_settings_new ();
  make_columns (self);
  make_body (self);
  make_header (self);
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::" DENSE_KEY, G_CALLBACK (show_density), self,
                           G_CONNECT_SWAPPED);
  show_density (self);
}

void
yyq_table_set_model (YyqTable *self, GListModel *model)
{
  g_return_if_fail (YYQ_IS_TABLE (self));
  g_return_if_fail (self->body != NULL);
  yyq_table_body_set_model (self->body, model);
}

GListModel *
yyq_table_get_model (YyqTable *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE (self), NULL);
  return self->body != NULL ? yyq_table_body_get_model (self->body) : NULL;
}

void
yyq_table_begin (YyqTable *self)
{
  g_return_if_fail (YYQ_IS_TABLE (self));
  yyq_table_body_begin (self->body);
}

YyqTableColumns *
yyq_table_get_columns (YyqTable *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE (self), NULL);
  return self->columns;
}

YyqTableSelection *
yyq_table_get_selection (YyqTable *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE (self), NULL);
  return yyq_table_body_get_selection (self->body);
}

YyqTableBody *
yyq_table_get_body (YyqTable *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE (self), NULL);
  return self->body;
}

GtkScrolledWindow *
yyq_table_get_scroller (YyqTable *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE (self), NULL);
  return GTK_SCROLLED_WINDOW (self->scroller);
}

void
yyq_table_set_label (YyqTable *self, const char *label)
{
  g_return_if_fail (YYQ_IS_TABLE (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->body), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* Widget */

static int
get_header_height (YyqTable *self)
{
  int height = 0;

  if (self->header != NULL)
    gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static int
get_least_height (YyqTable *self)
{
  if (self->shape == NULL || self->shape->n_rows == 0)
    return LEAST_HEIGHT;
  return (int) self->shape->n_rows *
         yyq_table_look_get_row_height (yyq_table_body_get_look (self->body));
}

static void
yyq_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  YyqTable *self = YYQ_TABLE (widget);

  gtk_widget_measure (self->scroller, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = MAX (*minimum, get_least_height (self)) + get_header_height (self);
    *natural = MAX (*natural + get_header_height (self), *minimum);
  }
}

/* The rows first: they know how much room a scroll bar leaves to the columns. */
static void
yyq_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqTable *self = YYQ_TABLE (widget);
  const int top = get_header_height (self);
  int minimum;

  gtk_widget_measure (self->scroller, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->scroller,
                            &(GtkAllocation){ 0, top, width, MAX (minimum, height - top) }, -1);
  if (self->header != NULL)
    gtk_widget_size_allocate (self->header, &(GtkAllocation){ 0, 0, width, top }, -1);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static gboolean
yyq_table_grab_focus (GtkWidget *widget)
{
  YyqTable *self = YYQ_TABLE (widget);

  return self->body != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static void
yyq_table_dispose (GObject *object)
{
  YyqTable *self = YYQ_TABLE (object);

  if (self->store_id != 0)
    store (self);
  g_clear_handle_id (&self->store_id, g_source_remove);
  self->body = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->columns);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (yyq_table_parent_class)->dispose (object);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yyq_table_copy (YYQ_TABLE (widget));
}

static void
install_signals (GType type)
{
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_ROW_MENU] =
    g_signal_new ("row-menu", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins, NULL,
                  NULL, G_TYPE_MENU_MODEL, 1, G_TYPE_OBJECT);
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SORT_CHANGED] =
    g_signal_new ("sort-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_table_class_init (YyqTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_table_dispose;
  widget_class->measure = yyq_table_measure;
  widget_class->size_allocate = yyq_table_size_allocate;
  widget_class->grab_focus = yyq_table_grab_focus;
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_install_action (widget_class, "rows.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "rows.copy",
                                       NULL);
  gtk_widget_class_set_css_name (widget_class, "yyqtable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yyq_table_init (YyqTable *self)
{
  self->scroller = gtk_scrolled_window_new ();
  /* What comes and goes over the rows would lie over the buttons at their ends, too. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_widget_set_focusable (self->scroller, FALSE); /* the rows take the keyboard */
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
