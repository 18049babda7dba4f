/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-table-body-private.h"

/* px, of the arrows at the ends of a scroll bar. */
#define STEP_ACROSS 40

/* Of what is in sight: so much is new after a page. */
#define PAGE_PART .9

static void
scrollable_init (GtkScrollableInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqTableBody, yyq_table_body, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

typedef enum {
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} YyqTableBodyProperty;

guint
yyq_table_body_get_n (YyqTableBody *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static double
get_scroll (YyqTableBody *self, GtkOrientation orientation)
{
  return gtk_adjustment_get_value (self->adjustments[orientation]);
}

/* Rows */

/* For the place behind @after: assistive technologies take the order of the children for that of
 * the rows. */
static YyqTableRow *
take_row (YyqTableBody *self, GtkWidget *after)
{
  GtkWidget *row = self->spare->len > 0
                     ? g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1)
                     : yyq_table_row_new (self->look, self->columns, self->say);

  gtk_widget_insert_after (row, GTK_WIDGET (self), after);
  yyq_table_look_show (row, TRUE);
  return YYQ_TABLE_ROW (row);
}

static void
mark_row (YyqTableBody *self, YyqTableRow *row)
{
  const guint position = yyq_table_row_get_position (row);

  yyq_table_row_mark (row, yyq_table_selection_contains (self->selection, position),
                      self->chosen && position == self->cursor);
}

static void
mark_rows (YyqTableBody *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    mark_row (self, self->rows->pdata[i]);
}

static void
bind_row (YyqTableBody *self, YyqTableRow *row, guint position)
{
  g_autoptr (GObject) item = NULL;

  if (yyq_table_row_get_position (row) == position && yyq_table_row_get_item (row) != NULL)
    return;
  item = g_list_model_get_item (self->model, position);
  yyq_table_row_bind (row, position, item);
  mark_row (self, row);
}

static void
put_away (YyqTableBody *self, YyqTableRow *row)
{
  yyq_table_row_set_position (row, GTK_INVALID_LIST_POSITION);
  g_ptr_array_add (self->spare, row);
}

/* Rows of @before that are still in sight go to their places in rows. */
static void
keep_rows (YyqTableBody *self, GPtrArray *before, guint first)
{
  for (guint i = 0; i < before->len; i++) {
    YyqTableRow *row = before->pdata[i];
    const guint position = yyq_table_row_get_position (row);

    if (position >= first && position - first < self->rows->len)
      self->rows->pdata[position - first] = row;
    else if (gtk_widget_has_focus (GTK_WIDGET (row)) && position < yyq_table_body_get_n (self))
      self->kept = row;
    else
      put_away (self, row);
  }
}

static void
fill_gaps (YyqTableBody *self, guint first, YyqTableRow *back)
{
  GtkWidget *previous = GTK_WIDGET (self->look);

  for (guint i = 0; i < self->rows->len; i++) {
    if (self->rows->pdata[i] == NULL)
      self->rows->pdata[i] = take_row (self, previous);
    else if (self->rows->pdata[i] == back)
      gtk_widget_insert_after (GTK_WIDGET (back), GTK_WIDGET (self), previous);
    previous = self->rows->pdata[i];
    bind_row (self, YYQ_TABLE_ROW (previous), first + i);
  }
  for (guint i = 0; i < self->spare->len; i++)
    yyq_table_look_show (self->spare->pdata[i], FALSE);
}

/*
 * Gives each place in sight a row. One that only moved keeps its widget, and so does the one with
 * the focus. Never while sizes are allocated, but where the window grew: a new child asks for room.
 */
static void
assign_rows (YyqTableBody *self)
{
  const guint n = yyq_table_body_get_n (self);
  const guint n_high = (guint) (gtk_widget_get_height (GTK_WIDGET (self)) / self->row_height) + 2;
  const guint wanted = (guint) (get_scroll (self, GTK_ORIENTATION_VERTICAL) / self->row_height);
  const guint first = MIN (wanted, n - MIN (n, n_high));
  g_autoptr (GPtrArray) before = self->rows;
  YyqTableRow *back = self->kept;

  self->rows = g_ptr_array_new ();
  g_ptr_array_set_size (self->rows, (int) MIN (n - first, n_high));
  if (self->kept != NULL)
    g_ptr_array_add (before, g_steal_pointer (&self->kept));
  keep_rows (self, before, first);
  fill_gaps (self, first, back);
  self->first = first;
}

static void
scrolled (YyqTableBody *self)
{
  if (self->row_height > 0)
    assign_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

YyqTableRow *
yyq_table_body_find_row (YyqTableBody *self, guint position)
{
  g_return_val_if_fail (YYQ_IS_TABLE_BODY (self), NULL);
  return position >= self->first && position - self->first < self->rows->len
           ? self->rows->pdata[position - self->first]
           : NULL;
}

YyqTableRow *
yyq_table_body_get_row_at (YyqTableBody *self, double y)
{
  const double along = y + get_scroll (self, GTK_ORIENTATION_VERTICAL);

  if (self->row_height == 0 || y < 0 || along < 0)
    return NULL;
  return yyq_table_body_find_row (self, (guint) (along / self->row_height));
}

const YyqTablePlace *
yyq_table_body_get_place_at (YyqTableBody *self, double x)
{
  return yyq_table_columns_get_at (self->columns,
                                   x + get_scroll (self, GTK_ORIENTATION_HORIZONTAL));
}

/* Cursor */

static void
tell_place (YyqTableBody *self, YyqTableRow *row)
{
  /* Translators: where in a list one is, for blind people */
  g_autofree char *place =
    g_strdup_printf (_ ("Row %u of %u"), self->cursor + 1, yyq_table_body_get_n (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place,
                                  -1);
}

void
yyq_table_body_move_cursor (YyqTableBody *self, guint position, gboolean focus)
{
  const guint n = yyq_table_body_get_n (self);
  YyqTableRow *row;

  if (n == 0 || self->row_height == 0)
    return;
  self->cursor = MIN (position, n - 1);
  self->chosen = TRUE;
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL],
                             (double) self->cursor * self->row_height,
                             (double) (self->cursor + 1) * self->row_height);
  assign_rows (self);
  mark_rows (self);
  row = yyq_table_body_find_row (self, self->cursor);
  if (!focus || row == NULL)
    return;
  tell_place (self, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint
yyq_table_body_get_cursor (YyqTableBody *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE_BODY (self), GTK_INVALID_LIST_POSITION);
  return self->chosen && self->cursor < yyq_table_body_get_n (self) ? self->cursor
                                                                    : GTK_INVALID_LIST_POSITION;
}

static gboolean
has_keyboard (YyqTableBody *self)
{
  return gtk_widget_has_focus (GTK_WIDGET (self)) ||
         gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

void
yyq_table_body_set_cursor (YyqTableBody *self, guint position)
{
  g_return_if_fail (YYQ_IS_TABLE_BODY (self));
  yyq_table_body_move_cursor (self, position, has_keyboard (self));
  self->anchor = self->cursor;
  self->extended = FALSE;
}

void
yyq_table_body_begin (YyqTableBody *self)
{
  g_return_if_fail (YYQ_IS_TABLE_BODY (self));
  gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], 0);
  self->cursor = 0;
  self->anchor = 0;
  self->extended = FALSE;
  self->chosen = FALSE;
  mark_rows (self);
  if (has_keyboard (self))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Changes of the list */

static guint
moved (guint position, guint at, guint removed, guint added)
{
  return position >= at + removed ? position - removed + added : position;
}

/* What takes the place of a row takes its widget, too, and the focus with it. TRUE: the row with
 * the focus is gone without one. */
static gboolean
move_rows (YyqTableBody *self, guint at, guint removed, guint added)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = 0; i < self->rows->len + (self->kept != NULL); i++) {
    YyqTableRow *row = i < self->rows->len ? self->rows->pdata[i] : self->kept;
    const guint position = yyq_table_row_get_position (row);

    if (position >= at + removed)
      yyq_table_row_set_position (row, moved (position, at, removed, added));
    else if (position >= at + MIN (removed, added))
      yyq_table_row_set_position (row, GTK_INVALID_LIST_POSITION);
    else if (position >= at)
      yyq_table_row_bind (row, position, NULL);
  }
  return YYQ_IS_TABLE_ROW (focus) &&
         yyq_table_row_get_position (YYQ_TABLE_ROW (focus)) == GTK_INVALID_LIST_POSITION;
}

static void
set_upper (YyqTableBody *self, double value)
{
  GtkAdjustment *along = self->adjustments[GTK_ORIENTATION_VERTICAL];
  const double page = gtk_adjustment_get_page_size (along);
  const double upper = (double) yyq_table_body_get_n (self) * self->row_height;

  gtk_adjustment_configure (along, CLAMP (value, 0, MAX (0, upper - page)), 0, MAX (upper, page),
                            self->row_height, page * PAGE_PART, page);
}

/* What is in sight stays where it is when rows come or go above it; who is at the top sees what
 * comes there. */
static void
keep_place (YyqTableBody *self, guint at, guint removed, guint added)
{
  double value = get_scroll (self, GTK_ORIENTATION_VERTICAL);

  if (value > 0 && at + removed <= self->first)
    value += ((double) added - removed) * self->row_height;
  set_upper (self, value);
}

static void
move_cursors (YyqTableBody *self, guint at, guint removed, guint added)
{
  const guint n = yyq_table_body_get_n (self);
  const guint last = n > 0 ? n - 1 : 0;

  /* What comes into an empty list is read from the first row on. */
  if (n == added)
    at = G_MAXUINT - removed;
  self->cursor = MIN (moved (self->cursor, at, removed, added), last);
  self->anchor = MIN (moved (self->anchor, at, removed, added), last);
}

static void
items_changed_cb (YyqTableBody *self, guint position, guint removed, guint added)
{
  const gboolean was_empty = yyq_table_body_get_n (self) == added && removed == 0;
  const gboolean waited = was_empty && gtk_widget_has_focus (GTK_WIDGET (self));
  const gboolean lost = move_rows (self, position, removed, added);

  move_cursors (self, position, removed, added);
  if (self->row_height > 0)
    keep_place (self, position, removed, added);
  scrolled (self);
  mark_rows (self);
  /* Where the row of the focus only moved, the view stays as it is. */
  if (lost || waited)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
yyq_table_body_set_model (YyqTableBody *self, GListModel *model)
{
  const guint n = yyq_table_body_get_n (self);

  g_return_if_fail (YYQ_IS_TABLE_BODY (self));
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  yyq_table_selection_set_model (self->selection, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self, 0, n, yyq_table_body_get_n (self));
}

GListModel *
yyq_table_body_get_model (YyqTableBody *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE_BODY (self), NULL);
  return self->model;
}

YyqTableSelection *
yyq_table_body_get_selection (YyqTableBody *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE_BODY (self), NULL);
  return self->selection;
}

YyqTableLook *
yyq_table_body_get_look (YyqTableBody *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE_BODY (self), NULL);
  return self->look;
}

/* Columns and look */

/* Parents give it its size anew, too: with lower rows there are more of them, and a new child asks
 * them for room. */
static void
arrange (YyqTableBody *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    yyq_table_row_arrange (self->rows->pdata[i]);
  for (guint i = 0; i < self->spare->len; i++)
    yyq_table_row_arrange (self->spare->pdata[i]);
  if (self->kept != NULL)
    yyq_table_row_arrange (self->kept);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GtkWidget *
yyq_table_body_new (YyqTableColumns *columns, YyqTableSay say)
{
  YyqTableBody *self = g_object_new (YYQ_TYPE_TABLE_BODY, NULL);

  self->columns = g_object_ref (columns);
  self->say = say;
  g_signal_connect_object (columns, "changed", G_CALLBACK (arrange), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* Widget */

/* The row at the top stays there when rows become higher. */
static void
take_row_height (YyqTableBody *self)
{
  const int height = yyq_table_look_get_row_height (self->look);
  const double at =
    self->row_height > 0 ? get_scroll (self, GTK_ORIENTATION_VERTICAL) / self->row_height : 0;
  const gboolean other = self->row_height != height;

  self->row_height = height;
  if (other)
    set_upper (self, at * height);
}

static void
allocate_row (YyqTableBody *self, YyqTableRow *row)
{
  const double y = (double) yyq_table_row_get_position (row) * self->row_height -
                   get_scroll (self, GTK_ORIENTATION_VERTICAL);
  const GtkAllocation place = { (int) -get_scroll (self, GTK_ORIENTATION_HORIZONTAL), (int) y,
                                yyq_table_columns_get_total (self->columns), self->row_height };

  /* What is never measured stays marked, and its next wish for room goes to nobody. */
  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (row), &place, -1);
}

static void
yyq_table_body_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);
  GtkAdjustment *across = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  GtkAdjustment *along = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int total;

  if (self->columns == NULL)
    return;
  yyq_table_columns_lay_out (self->columns, width, yyq_table_look_get_scale (self->look));
  total = yyq_table_columns_get_total (self->columns);
  gtk_adjustment_configure (across, MIN (gtk_adjustment_get_value (across), total - width), 0,
                            total, STEP_ACROSS, width * PAGE_PART, width);
  gtk_adjustment_set_page_size (along, height);
  take_row_height (self);
  set_upper (self, gtk_adjustment_get_value (along));
  assign_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    allocate_row (self, self->rows->pdata[i]);
  if (self->kept != NULL)
    allocate_row (self, self->kept);
}

static void
yyq_table_body_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
yyq_table_body_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_snapshot_child (widget, self->rows->pdata[i], snapshot);
}

/* One stop of Tab: the row of the cursor. */
static gboolean
yyq_table_body_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return !has_keyboard (YYQ_TABLE_BODY (widget)) && gtk_widget_grab_focus (widget);
}

/* Where there is no row the keyboard stays here, and is not lost to another widget. */
static gboolean
yyq_table_body_grab_focus (GtkWidget *widget)
{
  YyqTableBody *self = YYQ_TABLE_BODY (widget);

  if (yyq_table_body_get_n (self) == 0 || self->row_height == 0)
    return GTK_WIDGET_CLASS (yyq_table_body_parent_class)->grab_focus (widget);
  yyq_table_body_move_cursor (self, self->cursor, TRUE);
  return TRUE;
}

static void
set_adjustment (YyqTableBody *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation] =
    g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->adjustments[orientation], "value-changed", G_CALLBACK (scrolled),
                            self);
}

static void
yyq_table_body_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqTableBody *self = YYQ_TABLE_BODY (object);

  switch ((YyqTableBodyProperty) id) {
  case PROP_HADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    /* It has no natural size that a policy could prefer. */
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_table_body_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqTableBody *self = YYQ_TABLE_BODY (object);

  switch ((YyqTableBodyProperty) id) {
  case PROP_HADJUSTMENT:
    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, GTK_SCROLL_MINIMUM);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
leave_sources (YyqTableBody *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++) {
    if (self->adjustments[i] != NULL)
      g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
    g_clear_object (&self->adjustments[i]);
  }
  g_clear_object (&self->columns);
  yyq_table_selection_set_model (self->selection, NULL);
  if (self->look != NULL)
    g_signal_handlers_disconnect_by_data (self->look, self);
  self->look = NULL;
}

static void
yyq_table_body_dispose (GObject *object)
{
  YyqTableBody *self = YYQ_TABLE_BODY (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->spare, 0);
  self->kept = NULL;
  leave_sources (self);
  /* The rows go first: they look at it. */
  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yyq_table_body_parent_class)->dispose (object);
}

static void
yyq_table_body_finalize (GObject *object)
{
  YyqTableBody *self = YYQ_TABLE_BODY (object);

  g_object_unref (self->selection);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->spare);
  G_OBJECT_CLASS (yyq_table_body_parent_class)->finalize (object);
}

static void
yyq_table_body_class_init (YyqTableBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = yyq_table_body_set_property;
  object_class->get_property = yyq_table_body_get_property;
  object_class->dispose = yyq_table_body_dispose;
  object_class->finalize = yyq_table_body_finalize;
  widget_class->measure = yyq_table_body_measure;
  widget_class->size_allocate = yyq_table_body_size_allocate;
  widget_class->snapshot = yyq_table_body_snapshot;
  widget_class->focus = yyq_table_body_focus;
  widget_class->grab_focus = yyq_table_body_grab_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "listview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
  yyq_table_body_class_init_input (widget_class);
}

static void
yyq_table_body_init (YyqTableBody *self)
{
  self->rows = g_ptr_array_new ();
  self->spare = g_ptr_array_new ();
  self->selection = yyq_table_selection_new ();
  self->look = YYQ_TABLE_LOOK (yyq_table_look_new ());
  yyq_table_look_show (GTK_WIDGET (self->look), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->look), GTK_WIDGET (self));
  g_signal_connect_swapped (self->look, "changed", G_CALLBACK (arrange), self);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (mark_rows), self,
                           G_CONNECT_SWAPPED);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  yyq_table_body_init_input (self);
}
