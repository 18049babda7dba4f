/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-body-private.h"

enum {
  SIGNAL_ACTIVATE,
  SIGNAL_ACT,
  SIGNAL_MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* px: where a menu opens that no pointer asked for. */
#define MENU_X 120

/* Keys that move: (how far, in what, whether they tick). */
enum {
  BY_ROW,
  BY_PAGE,
  TO_END
};

/* Keys that do something. */
enum {
  DO_TOGGLE,
  DO_OPEN,
  DO_TICK_ALL,
  DO_TICK_NONE,
  DO_MENU
};

/* From the anchor to the cursor, instead of what was ticked so before. */
static void
extend (YyqTableBody *self, guint from)
{
  if (self->extended)
    yyq_table_selection_set (self->selection, MIN (self->anchor, from), MAX (self->anchor, from),
                             FALSE);
  yyq_table_selection_set (self->selection, MIN (self->anchor, self->cursor),
                           MAX (self->anchor, self->cursor), TRUE);
  self->extended = TRUE;
}

static void
rest_anchor (YyqTableBody *self)
{
  self->anchor = self->cursor;
  self->extended = FALSE;
}

static void
toggle (YyqTableBody *self, guint position)
{
  yyq_table_selection_set (self->selection, position, position,
                           !yyq_table_selection_contains (self->selection, position));
  self->anchor = position;
  self->extended = FALSE;
}

static guint
find_target (YyqTableBody *self, int unit, int amount)
{
  const gint64 last = (gint64) yyq_table_body_get_n (self) - 1;
  const int page =
    MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) / MAX (1, self->row_height) - 1);

  if (unit == TO_END)
    return amount < 0 ? 0 : (guint) last;
  return (guint) CLAMP ((gint64) self->cursor + (unit == BY_PAGE ? page : 1) * amount, 0, last);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);
  const guint from = self->cursor;
  int unit;
  int amount;
  gboolean extending;

  if (yyq_table_body_get_n (self) == 0)
    return TRUE;
  g_variant_get (arguments, "(iib)", &unit, &amount, &extending);
  if (!extending)
    self->extended = FALSE;
  yyq_table_body_move_cursor (self, find_target (self, unit, amount), TRUE);
  if (extending)
    extend (self, from);
  else
    rest_anchor (self);
  return TRUE;
}

static void
ask_menu (YyqTableBody *self, guint position)
{
  const double y = ((double) position + .5) * self->row_height -
                   gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);

  g_signal_emit (self, signals[SIGNAL_MENU], 0, position, (double) MENU_X, y);
}

static gboolean
do_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);
  const int what = g_variant_get_int32 (arguments);

  if (what == DO_TICK_ALL || what == DO_TICK_NONE)
    yyq_table_selection_set_all (self->selection, what == DO_TICK_ALL);
  else if (self->cursor >= yyq_table_body_get_n (self))
    return FALSE;
  else if (what == DO_TOGGLE)
    toggle (self, self->cursor);
  else if (what == DO_OPEN)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, self->cursor);
  else
    ask_menu (self, self->cursor);
  return TRUE;
}

/* Assistive technologies */
static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);
  const guint position = g_variant_get_uint32 (parameter);

  if (position >= yyq_table_body_get_n (self))
    return;
  if (g_str_equal (name, "table.toggle"))
    toggle (self, position);
  else if (g_str_equal (name, "table.menu"))
    ask_menu (self, position);
  else
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, position);
}

/* Pointer */

static YyqCellKind
kind_at (YyqTableBody *self, double x)
{
  const YyqTablePlace *place = yyq_table_body_get_place_at (self, x);

  return place != NULL ? place->column->kind : YYQ_CELL_TEXT;
}

static void
primary_pressed (YyqTableBody *self, guint from, YyqCellKind kind, GdkModifierType state)
{
  if ((state & GDK_SHIFT_MASK) != 0)
    extend (self, from);
  else if (kind == YYQ_CELL_CHECK || (state & GDK_CONTROL_MASK) != 0)
    toggle (self, self->cursor);
  else
    rest_anchor (self);
}

static guint
button_of (GtkGestureClick *click)
{
  return gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click));
}

static void
pressed_cb (YyqTableBody *self, int n_press, double x, double y, GtkGestureClick *click)
{
  const YyqTablePlace *place = yyq_table_body_get_place_at (self, x);
  YyqTableRow *row = yyq_table_body_get_row_at (self, y);
  const YyqCellKind kind = kind_at (self, x);
  const guint from = self->cursor;

  self->pressed_position = GTK_INVALID_LIST_POSITION;
  if (row == NULL)
    return;
  self->pressed_position = yyq_table_row_get_position (row);
  self->pressed_index = place != NULL ? place->index : G_MAXUINT;
  yyq_table_body_move_cursor (self, self->pressed_position, TRUE);
  if (button_of (click) != GDK_BUTTON_PRIMARY)
    return;
  primary_pressed (self, from, kind,
                   gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click)));
  if (n_press == 2 && kind != YYQ_CELL_CHECK && kind != YYQ_CELL_MENU && kind != YYQ_CELL_LINK)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, self->pressed_position);
}

/* A button acts when it is let go where it was pressed, and so does the menu: a menu that opens
 * before would get the end of the click, and the next click would only make up for it. */
static void
released_cb (YyqTableBody *self, int n_press, double x, double y, GtkGestureClick *click)
{
  const YyqTablePlace *place = yyq_table_body_get_place_at (self, x);
  YyqTableRow *row = yyq_table_body_get_row_at (self, y);
  const guint position = self->pressed_position;
  const guint button = button_of (click);

  self->pressed_position = GTK_INVALID_LIST_POSITION;
  if (row == NULL || place == NULL || position == GTK_INVALID_LIST_POSITION ||
      yyq_table_row_get_position (row) != position || place->index != self->pressed_index)
    return;
  if (button == GDK_BUTTON_SECONDARY ||
      (button == GDK_BUTTON_PRIMARY && place->column->kind == YYQ_CELL_MENU))
    g_signal_emit (self, signals[SIGNAL_MENU], 0, position, x, y);
  else if (button == GDK_BUTTON_PRIMARY && place->column->kind == YYQ_CELL_LINK && n_press == 1)
    g_signal_emit (self, signals[SIGNAL_ACT], 0, position, place->index);
}

static void
moved_cb (YyqTableBody *self, double x, double y)
{
  const YyqCellKind kind = kind_at (self, x);
  const gboolean button =
    (kind == YYQ_CELL_LINK || kind == YYQ_CELL_MENU) && yyq_table_body_get_row_at (self, y) != NULL;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), button ? "pointer" : NULL);
}

/* What does not fit its column is shown beside the pointer. */
static gboolean
yyq_table_body_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard,
                              GtkTooltip *tooltip)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);
  YyqTableRow *row = by_keyboard ? NULL : yyq_table_body_get_row_at (self, y);
  const YyqTablePlace *place = yyq_table_body_get_place_at (self, x);
  g_autofree char *text =
    row != NULL && place != NULL ? yyq_table_row_get_cut_text (row, place->index) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* Object */

static void
bind_move (GtkWidgetClass *klass, guint key, guint keypad, int unit, int amount)
{
  const guint keys[] = { key, keypad };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    gtk_widget_class_add_binding (klass, keys[i], 0, move_cb, "(iib)", unit, amount, FALSE);
    gtk_widget_class_add_binding (klass, keys[i], GDK_CONTROL_MASK, move_cb, "(iib)", unit, amount,
                                  FALSE);
    gtk_widget_class_add_binding (klass, keys[i], GDK_SHIFT_MASK, move_cb, "(iib)", unit, amount,
                                  TRUE);
  }
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    int what;
  } keys[] = {
    { GDK_KEY_space, 0, DO_TOGGLE },
    { GDK_KEY_space, GDK_CONTROL_MASK, DO_TOGGLE },
    { GDK_KEY_Return, 0, DO_OPEN },
    { GDK_KEY_KP_Enter, 0, DO_OPEN },
    { GDK_KEY_a, GDK_CONTROL_MASK, DO_TICK_ALL },
    { GDK_KEY_A, GDK_CONTROL_MASK | GDK_SHIFT_MASK, DO_TICK_NONE },
    { GDK_KEY_Menu, 0, DO_MENU },
    { GDK_KEY_F10, GDK_SHIFT_MASK, DO_MENU },
  };

  bind_move (klass, GDK_KEY_Up, GDK_KEY_KP_Up, BY_ROW, -1);
  bind_move (klass, GDK_KEY_Down, GDK_KEY_KP_Down, BY_ROW, 1);
  bind_move (klass, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, BY_PAGE, -1);
  bind_move (klass, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, BY_PAGE, 1);
  bind_move (klass, GDK_KEY_Home, GDK_KEY_KP_Home, TO_END, -1);
  bind_move (klass, GDK_KEY_End, GDK_KEY_KP_End, TO_END, 1);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i].key, keys[i].modifiers, do_cb, "i", keys[i].what);
}

void
yyq_table_body_class_init_input (GtkWidgetClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  klass->query_tooltip = yyq_table_body_query_tooltip;
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_ACT] = g_signal_new ("act", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_install_action (klass, "table.open", "u", row_action);
  gtk_widget_class_install_action (klass, "table.toggle", "u", row_action);
  gtk_widget_class_install_action (klass, "table.menu", "u", row_action);
  bind_keys (klass);
}

void
yyq_table_body_init_input (YyqTableBody *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->pressed_position = GTK_INVALID_LIST_POSITION;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
