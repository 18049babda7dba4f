/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-header.h"

#include <glib/gi18n.h>

#include "yyq-table-look.h"

/* px: as near to an edge as a pointer has to be to take it. */
#define EDGE 6

/* px: a title that moved less was clicked. */
#define DRAG 8

/* px at the usual size of text: a step of the keyboard. */
#define STEP 16

#define NOTHING (-1)

struct _YyqTableHeader {
  GtkWidget parent_instance;

  GPtrArray *titles;  /* (owned): of GtkWidget (nullable), children, by index */
  GtkWidget *options; /* a child */

  YyqTableColumns *columns; /* (owned) (nullable) */
  GtkAdjustment *across;    /* (owned) (nullable) */
  guint n_without_room;     /* as last told */

  int dragged; /* a place, or NOTHING */
  gboolean resizing;
  gboolean moving;
  int start_width;
  double taken_at; /* px from the left of the dragged title */
  double pointer;
};

G_DEFINE_FINAL_TYPE (YyqTableHeader, yyq_table_header, GTK_TYPE_WIDGET)

enum {
  SIGNAL_OPTIONS,
  SIGNAL_ALL_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
get_scroll (YyqTableHeader *self)
{
  return self->across != NULL ? gtk_adjustment_get_value (self->across) : 0;
}

static GtkWidget *
title_at (YyqTableHeader *self, guint place)
{
  return self->titles->pdata[yyq_table_columns_get_place (self->columns, place)->index];
}

GtkWidget *
yyq_table_header_get_title (YyqTableHeader *self, guint index)
{
  g_return_val_if_fail (index < self->titles->len, NULL);
  return self->titles->pdata[index];
}

/* Sorting */

static gboolean
sorts_by (YyqTableHeader *self, const YyqTableColumn *column, gboolean *descending)
{
  const char *sort = yyq_table_columns_get_sort (self->columns, descending);

  return sort != NULL && g_strcmp0 (column->sort, sort) == 0;
}

static char *
say_title (const YyqTableColumn *column, gboolean sorted, gboolean descending)
{
  const char *title = _ (column->title);

  if (sorted)
    /* Translators: a column of a table by which its rows are sorted */
    return g_strdup_printf (descending ? _ ("%s, descending") : _ ("%s, ascending"), title);
  if (column->sort != NULL)
    /* Translators: a column of a table; a click on its title sorts by it */
    return g_strdup_printf (_ ("%s, can be sorted"), title);
  return g_strdup (title);
}

static void
show_sort (YyqTableHeader *self)
{
  for (guint i = 0; i < self->titles->len; i++) {
    const YyqTableColumn *column = yyq_table_columns_get_indexed (self->columns, i)->column;
    gboolean descending = FALSE;
    const gboolean sorted = sorts_by (self, column, &descending);
    g_autofree char *name = say_title (column, sorted, descending);
    GtkWidget *title = self->titles->pdata[i];
    GtkWidget *arrow;

    if (!GTK_IS_BUTTON (title))
      continue;
    arrow = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (title)));
    gtk_image_set_from_icon_name (GTK_IMAGE (arrow),
                                  descending ? "pan-down-symbolic" : "pan-up-symbolic");
    gtk_widget_set_visible (arrow, sorted);
    gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  }
}

static void
clicked_cb (YyqTableHeader *self, GtkWidget *title)
{
  for (guint i = 0; i < self->titles->len; i++) {
    const YyqTableColumn *column = yyq_table_columns_get_indexed (self->columns, i)->column;
    gboolean descending = FALSE;
    gboolean sorted;

    if (self->titles->pdata[i] != title || column->sort == NULL)
      continue;
    sorted = sorts_by (self, column, &descending);
    yyq_table_columns_sort_by (self->columns, column->sort, sorted && !descending);
  }
}

/* Ticking all */

static void
all_toggled_cb (YyqTableHeader *self, GtkCheckButton *check)
{
  g_signal_emit (self, signals[SIGNAL_ALL_TOGGLED], 0, gtk_check_button_get_active (check));
}

void
yyq_table_header_show_ticked (YyqTableHeader *self, guint n_ticked, guint n_rows)
{
  g_return_if_fail (YYQ_IS_TABLE_HEADER (self));
  for (guint i = 0; i < self->titles->len; i++) {
    GtkWidget *check = self->titles->pdata[i];

    if (!GTK_IS_CHECK_BUTTON (check))
      continue;
    g_signal_handlers_block_by_func (check, all_toggled_cb, self);
    gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), n_ticked > 0 && n_ticked < n_rows);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), n_ticked > 0 && n_ticked == n_rows);
    g_signal_handlers_unblock_by_func (check, all_toggled_cb, self);
  }
}

/* Titles */

static GtkWidget *
new_check (YyqTableHeader *self)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Select all"), -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (all_toggled_cb), self, G_CONNECT_SWAPPED);
  return check;
}

static GtkWidget *
new_title (YyqTableHeader *self, const YyqTableColumn *column)
{
  GtkWidget *title = gtk_button_new ();
  GtkWidget *box =
    g_object_new (GTK_TYPE_BOX, "spacing", 4, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ (column->title), "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_NONE, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_button_set_child (GTK_BUTTON (title), box);
  gtk_widget_add_css_class (title, "flat");
  if (column->sort == NULL)
    gtk_widget_add_css_class (title, "plain");
  g_signal_connect_object (title, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return title;
}

static void
add_title (YyqTableHeader *self, const YyqTableColumn *column)
{
  GtkWidget *title = NULL;

  if (column->kind == YYQ_CELL_CHECK)
    title = new_check (self);
  else if (column->kind != YYQ_CELL_MENU)
    title = new_title (self, column);
  if (title != NULL)
    gtk_widget_set_parent (title, GTK_WIDGET (self));
  g_ptr_array_add (self->titles, title);
}

GtkWidget *
yyq_table_header_new (YyqTableColumns *columns)
{
  YyqTableHeader *self = g_object_new (YYQ_TYPE_TABLE_HEADER, NULL);

  self->columns = g_object_ref (columns);
  for (guint i = 0; i < yyq_table_columns_get_n (columns); i++)
    add_title (self, yyq_table_columns_get_indexed (columns, i)->column);
  /* It comes last, and lies over titles that reach below it. */
  gtk_widget_insert_before (self->options, GTK_WIDGET (self), NULL);
  g_signal_connect_object (columns, "sort-changed", G_CALLBACK (show_sort), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "changed", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
  show_sort (self);
  return GTK_WIDGET (self);
}

void
yyq_table_header_follow (YyqTableHeader *self, GtkAdjustment *across)
{
  g_return_if_fail (YYQ_IS_TABLE_HEADER (self));
  g_return_if_fail (self->across == NULL);
  self->across = g_object_ref (across);
  g_signal_connect_object (across, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
}

/* Dragging */

/* The place whose right edge is there, or NOTHING. */
static int
edge_at (YyqTableHeader *self, double x)
{
  for (guint i = 0; i < self->titles->len; i++) {
    const YyqTablePlace *place = yyq_table_columns_get_place (self->columns, i);

    if (place->shown && place->column->kind != YYQ_CELL_CHECK &&
        place->column->kind != YYQ_CELL_MENU &&
        ABS (place->x + place->w - get_scroll (self) - x) <= EDGE)
      return (int) i;
  }
  return NOTHING;
}

static int
scaled_width (YyqTableHeader *self, guint place)
{
  return (int) (yyq_table_columns_get_place (self->columns, place)->w /
                yyq_table_columns_get_scale (self->columns));
}

static void
drag_begun_cb (YyqTableHeader *self, double x, double y, GtkGesture *gesture)
{
  const YyqTablePlace *under = yyq_table_columns_get_at (self->columns, x + get_scroll (self));
  const guint at = under != NULL ? yyq_table_columns_get_nth (self->columns, under) : G_MAXUINT;

  self->moving = FALSE;
  self->dragged = edge_at (self, x);
  self->resizing = self->dragged != NOTHING;
  if (self->resizing) {
    self->start_width = scaled_width (self, (guint) self->dragged);
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  } else if (yyq_table_columns_can_move (self->columns, at, at)) {
    self->dragged = (int) at;
    self->taken_at = x + get_scroll (self) - under->x;
  }
}

/* A dragged title changes places with the one whose middle it passes. */
static int
find_target (YyqTableHeader *self, double left)
{
  const int right =
    (int) left + yyq_table_columns_get_place (self->columns, (guint) self->dragged)->w;
  int target = self->dragged;

  for (int i = 0; i < (int) self->titles->len; i++) {
    const YyqTablePlace *place = yyq_table_columns_get_place (self->columns, (guint) i);
    const double middle = place->x + place->w / 2.0;

    if (!place->shown)
      continue;
    if ((i < self->dragged && left < middle && i < target) ||
        (i > self->dragged && right > middle && i > target))
      target = i;
  }
  return target;
}

static void
drag_title (YyqTableHeader *self, double x)
{
  const int target = find_target (self, x + get_scroll (self) - self->taken_at);

  self->pointer = x;
  if (target != self->dragged &&
      yyq_table_columns_can_move (self->columns, (guint) self->dragged, (guint) target)) {
    yyq_table_columns_move (self->columns, (guint) self->dragged, (guint) target);
    self->dragged = target;
    /* The next movement may come before the next frame. */
    yyq_table_columns_lay_out (self->columns, gtk_widget_get_width (GTK_WIDGET (self)),
                               yyq_table_columns_get_scale (self->columns));
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
dragged_cb (YyqTableHeader *self, double dx, double dy, GtkGesture *gesture)
{
  const double scale = yyq_table_columns_get_scale (self->columns);
  double x = 0;
  double y = 0;

  if (self->dragged == NOTHING)
    return;
  if (self->resizing) {
    yyq_table_columns_resize (self->columns, (guint) self->dragged,
                              self->start_width + (int) (dx / scale));
    return;
  }
  if (!self->moving && ABS (dx) < DRAG)
    return;
  if (!self->moving)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->moving = TRUE;
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  drag_title (self, x + dx);
}

gboolean
yyq_table_header_is_dragging (YyqTableHeader *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE_HEADER (self), FALSE);
  return self->dragged != NOTHING;
}

static void
drag_ended_cb (YyqTableHeader *self)
{
  self->dragged = NOTHING;
  self->resizing = FALSE;
  self->moving = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
moved_cb (YyqTableHeader *self, double x, double y)
{
  gtk_widget_set_cursor_from_name (
    GTK_WIDGET (self), self->resizing || edge_at (self, x) != NOTHING ? "col-resize" : NULL);
}

static void
secondary_cb (YyqTableHeader *self, int n_press, double x, double y)
{
  g_signal_emit (self, signals[SIGNAL_OPTIONS], 0, x, y);
}

/* Keyboard */

/* The place of the title with the focus, or NOTHING. */
static int
get_focus_place (YyqTableHeader *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = 0; child != NULL && i < self->titles->len; i++)
    if (title_at (self, i) == child)
      return (int) i;
  return child != NULL ? (int) self->titles->len : NOTHING;
}

/* The title at this place or, behind the last one, the button at the end. */
static gboolean
focus_place (YyqTableHeader *self, int place)
{
  if (place == (int) self->titles->len)
    return gtk_widget_grab_focus (self->options);
  return yyq_table_columns_get_place (self->columns, (guint) place)->shown &&
         title_at (self, (guint) place) != NULL &&
         gtk_widget_grab_focus (title_at (self, (guint) place));
}

static gboolean
yyq_table_header_focus (GtkWidget *widget, GtkDirectionType direction)
{
  YyqTableHeader *self = YYQ_TABLE_HEADER (widget);
  const int step = direction == GTK_DIR_LEFT ? -1 : 1;
  const int from = get_focus_place (self);

  if (from != NOTHING && direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  for (int place = from + step; place >= 0 && place <= (int) self->titles->len; place += step)
    if (focus_place (self, place))
      return TRUE;
  /* At the end it stays where it is. */
  return from != NOTHING;
}

static gboolean
resize_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  YyqTableHeader *self = YYQ_TABLE_HEADER (widget);
  const int place = get_focus_place (self);

  if (place == NOTHING || place == (int) self->titles->len)
    return FALSE;
  yyq_table_columns_resize (self->columns, (guint) place,
                            scaled_width (self, (guint) place) + g_variant_get_int32 (arguments));
  return TRUE;
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  YyqTableHeader *self = YYQ_TABLE_HEADER (widget);
  const int step = g_variant_get_int32 (arguments);
  const int from = get_focus_place (self);
  int to = from + step;

  /* Over those that are not to be seen. */
  while (to >= 0 && to < (int) self->titles->len &&
         !yyq_table_columns_get_place (self->columns, (guint) to)->shown)
    to += step;
  if (from != NOTHING && to >= 0 &&
      yyq_table_columns_can_move (self->columns, (guint) from, (guint) to))
    yyq_table_columns_move (self->columns, (guint) from, (guint) to);
  return TRUE;
}

static gboolean
options_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  YyqTableHeader *self = YYQ_TABLE_HEADER (widget);
  const double x = gtk_widget_get_width (widget) - YYQ_TABLE_OPTIONS_WIDTH / 2.0;

  g_signal_emit (self, signals[SIGNAL_OPTIONS], 0, x, (double) gtk_widget_get_height (widget));
  return TRUE;
}

static void
options_clicked_cb (YyqTableHeader *self)
{
  options_cb (GTK_WIDGET (self), NULL, NULL);
}

/* Widget */

/* That columns are missing is to be seen, and said. */
static void
tell_room (YyqTableHeader *self)
{
  const guint n = yyq_table_columns_get_n_without_room (self->columns);
  g_autofree char *text = NULL;

  if (n == self->n_without_room)
    return;
  self->n_without_room = n;
  text = n > 0 ? g_strdup_printf (ngettext ("Columns: there is no room for %u of them",
                                            "Columns: there is no room for %u of them", n),
                                  n)
               : g_strdup (_ ("Columns"));
  gtk_widget_set_tooltip_text (self->options, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->options), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (n > 0)
    gtk_widget_add_css_class (self->options, "attention");
  else
    gtk_widget_remove_css_class (self->options, "attention");
}

static void
yyq_table_header_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int high;

    gtk_widget_measure (child, orientation, -1, NULL, &high, NULL, NULL);
    if (orientation == GTK_ORIENTATION_VERTICAL)
      *minimum = MAX (*minimum, high);
  }
  *natural = *minimum;
}

static void
allocate_title (YyqTableHeader *self, guint at, int height)
{
  const YyqTablePlace *place = yyq_table_columns_get_place (self->columns, at);
  GtkWidget *title = title_at (self, at);
  int x = (int) (place->x - get_scroll (self));
  int minimum;

  if (title == NULL)
    return;
  if ((int) at == self->dragged && self->moving)
    x = (int) (self->pointer - self->taken_at);
  yyq_table_look_show (title, place->shown);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (place->shown)
    gtk_widget_size_allocate (title, &(GtkAllocation){ x, 0, MAX (place->w, minimum), height }, -1);
}

/* The rows come first, and have laid the columns out. */
static void
yyq_table_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqTableHeader *self = YYQ_TABLE_HEADER (widget);
  int minimum;

  for (guint i = 0; i < self->titles->len; i++)
    allocate_title (self, i, height);
  gtk_widget_measure (self->options, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->options,
                            &(GtkAllocation){ width - MAX (minimum, YYQ_TABLE_OPTIONS_WIDTH), 0,
                                              MAX (minimum, YYQ_TABLE_OPTIONS_WIDTH), height },
                            -1);
  if (self->columns != NULL)
    tell_room (self);
}

static void
yyq_table_header_dispose (GObject *object)
{
  YyqTableHeader *self = YYQ_TABLE_HEADER (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->titles, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->columns);
  g_clear_object (&self->across);
  G_OBJECT_CLASS (yyq_table_header_parent_class)->dispose (object);
}

static void
yyq_table_header_finalize (GObject *object)
{
  g_ptr_array_unref (YYQ_TABLE_HEADER (object)->titles);
  G_OBJECT_CLASS (yyq_table_header_parent_class)->finalize (object);
}

static void
yyq_table_header_class_init (YyqTableHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_table_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_table_header_finalize;
  widget_class->measure = yyq_table_header_measure;
  widget_class->size_allocate = yyq_table_header_size_allocate;
  widget_class->focus = yyq_table_header_focus;
  signals[SIGNAL_OPTIONS] =
    g_signal_new ("options", YYQ_TYPE_TABLE_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_ALL_TOGGLED] =
    g_signal_new ("all-toggled", YYQ_TYPE_TABLE_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_css_name (widget_class, "header");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, resize_cb, "i", -STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, resize_cb, "i", STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK, move_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, options_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, options_cb, NULL);
}

static void
add_controller (YyqTableHeader *self, gpointer controller, const char *signal, GCallback callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
init_pointer (YyqTableHeader *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* Before the buttons that the titles are. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_ended_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, drag, "drag-begin", G_CALLBACK (drag_begun_cb));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  add_controller (self, click, "pressed", G_CALLBACK (secondary_cb));
  add_controller (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (moved_cb));
}

static void
yyq_table_header_init (YyqTableHeader *self)
{
  self->titles = g_ptr_array_new ();
  self->dragged = NOTHING;
  self->n_without_room = G_MAXUINT;
  self->options = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_add_css_class (self->options, "flat");
  gtk_widget_add_css_class (self->options, "yyq-table-options");
  gtk_widget_set_parent (self->options, GTK_WIDGET (self));
  g_signal_connect_object (self->options, "clicked", G_CALLBACK (options_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Column titles"), -1);
  init_pointer (self);
}
