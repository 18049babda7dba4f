/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-outline.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

struct _YyqControlOutline {
  AdwBin parent_instance;

  GtkListView *list;
  GtkStack *stack;
  GtkMultiSelection *rows; /* (owned) */
  YyqTemplateEdit *edit;   /* (owned) (nullable) */
  gboolean read_only;
  gboolean following; /* the rows follow the pages at this moment */
  guint follow_id;    /* idle */
};

G_DEFINE_FINAL_TYPE (YyqControlOutline, yyq_control_outline, ADW_TYPE_BIN)

static guint go_signal;

/* Rows */

static void
setup_cb (YyqControlOutline *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = yyq_ui_label (NULL, NULL);
  GtkWidget *where = yyq_ui_label (NULL, "caption dim-label");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), where);
  gtk_box_append (GTK_BOX (box), yyq_control_look_badge_new (YYQ_CONTROL_TEXT));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (item, box);
}

static void
show_row (YyqControlOutline *self, GtkListItem *item)
{
  YyqControl *control = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *texts = gtk_widget_get_last_child (box);
  g_autofree char *where = NULL;
  g_autofree char *said = NULL;
  YyqTemplateContent *content = NULL;

  if (control == NULL || box == NULL || self->edit == NULL)
    return;
  content = yyq_template_edit_get_content (self->edit);
  /* Translators: which page, and whose control it is: "Page 3 · 乙方" */
  where = g_strdup_printf (_ ("Page %d · %s"), yyq_control_get_page (control) + 1,
                           yyq_control_look_party_name (content, yyq_control_get_party (control)));
  said = yyq_control_look_say (content, control);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)),
                      yyq_control_look_glyph (yyq_control_get_kind (control)));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (texts)),
                      yyq_control_look_name (control));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (texts)), where);
  /* GTK 4.8 has no label for the item itself, which has the focus. */
  yyq_ui_set_accessible_label (gtk_widget_get_parent (box), said);
}

static void
control_cb (GtkListItem *item, GParamSpec *pspec, YyqControl *control)
{
  YyqControlOutline *self = g_object_get_data (G_OBJECT (item), "yyq-outline");

  /* A drag changes places with every motion, and no row tells of them. */
  if (self != NULL && gtk_list_item_get_item (item) == control &&
      (g_str_equal (pspec->name, "name") || g_str_equal (pspec->name, "party") ||
       g_str_equal (pspec->name, "page") || g_str_equal (pspec->name, "required")))
    show_row (self, item);
}

static void
bind_cb (YyqControlOutline *self, GtkListItem *item)
{
  YyqControl *control = gtk_list_item_get_item (item);
  gulong id =
    g_signal_connect_object (control, "notify", G_CALLBACK (control_cb), item, G_CONNECT_SWAPPED);

  g_object_set_data (G_OBJECT (item), "yyq-outline", self);
  g_object_set_data (G_OBJECT (item), "yyq-notify", GSIZE_TO_POINTER (id));
  show_row (self, item);
}

static void
unbind_cb (YyqControlOutline *self, GtkListItem *item)
{
  YyqControl *control = gtk_list_item_get_item (item);
  const gulong id = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (item), "yyq-notify"));

  if (control != NULL && id != 0)
    g_signal_handler_disconnect (control, id);
  g_object_set_data (G_OBJECT (item), "yyq-notify", NULL);
  g_object_set_data (G_OBJECT (item), "yyq-outline", NULL);
}

/* Selection */

static void
rows_selected_cb (YyqControlOutline *self)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new ();
  g_autoptr (GtkBitset) set = NULL;
  GtkBitsetIter iter;
  guint at = 0;

  if (self->following || self->edit == NULL)
    return;
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &at); more;
       more = gtk_bitset_iter_next (&iter, &at))
    if (at < yyq_template_edit_get_n_controls (self->edit))
      g_ptr_array_add (controls, yyq_template_edit_get_control (self->edit, at));
  yyq_control_selection_set (yyq_template_edit_get_selection (self->edit), controls);
}

static void
follow (YyqControlOutline *self)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (self->edit);
  const guint n = yyq_template_edit_get_n_controls (self->edit);
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n);
  guint first = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    if (yyq_control_selection_has (selection, yyq_template_edit_get_control (self->edit, i))) {
      gtk_bitset_add (wanted, i);
      first = MIN (first, i);
    }
  self->following = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->rows), wanted, all);
  self->following = FALSE;
  if (first != GTK_INVALID_LIST_POSITION &&
      gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", first);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static gboolean
follow_cb (gpointer user_data)
{
  YyqControlOutline *self = user_data;

  self->follow_id = 0;
  if (self->edit != NULL)
    follow (self);
  return G_SOURCE_REMOVE;
}

static void
follow_later (YyqControlOutline *self)
{
  if (self->follow_id == 0)
    self->follow_id = g_idle_add (follow_cb, self);
}

static void
show_all_rows (YyqControlOutline *self)
{
  YyqTemplateContent *content = yyq_template_edit_get_content (self->edit);

  self->following = TRUE;
  gtk_multi_selection_set_model (self->rows, yyq_template_content_get_controls (content));
  self->following = FALSE;
  follow_later (self);
}

static void
changed_cb (YyqControlOutline *self, const YyqTemplateChange *change)
{
  if ((change->what & YYQ_TEMPLATE_CHANGED_ALL) != 0)
    show_all_rows (self);
  else if ((change->what & YYQ_TEMPLATE_CHANGED_LIST) != 0)
    follow_later (self);
}

/* Keys */

static void
activated_cb (YyqControlOutline *self)
{
  g_signal_emit (self, go_signal, 0);
}

static void
move_in_order (YyqControlOutline *self, int way)
{
  GPtrArray *selected = yyq_control_selection_list (yyq_template_edit_get_selection (self->edit));
  guint at = G_MAXUINT, n = yyq_template_edit_get_n_controls (self->edit);

  for (guint i = 0; i < selected->len; i++) {
    guint one = 0;

    if (yyq_template_edit_find_index (self->edit, selected->pdata[i], &one))
      at = MIN (at, one);
  }
  if (at == G_MAXUINT || (way < 0 && at == 0) || (way > 0 && at + selected->len >= n))
    return;
  yyq_template_edit_reorder (self->edit, selected, at + (guint) way);
}

static gboolean
key_cb (YyqControlOutline *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->edit == NULL || self->read_only)
    return GDK_EVENT_PROPAGATE;
  if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_Down) && (state & GDK_ALT_MASK) != 0)
    move_in_order (self, keyval == GDK_KEY_Up ? -1 : 1);
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    yyq_template_edit_remove (
      self->edit, yyq_control_selection_list (yyq_template_edit_get_selection (self->edit)),
      N_ ("Delete"));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Object */

void
yyq_control_outline_set_edit (YyqControlOutline *self, YyqTemplateEdit *edit)
{
  g_return_if_fail (YYQ_IS_CONTROL_OUTLINE (self));
  g_return_if_fail (self->edit == NULL);
  self->edit = g_object_ref (edit);
  g_signal_connect_object (edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_template_edit_get_selection (edit), "changed",
                           G_CALLBACK (follow_later), self, G_CONNECT_SWAPPED);
  show_all_rows (self);
}

void
yyq_control_outline_set_read_only (YyqControlOutline *self, gboolean read_only)
{
  g_return_if_fail (YYQ_IS_CONTROL_OUTLINE (self));
  self->read_only = read_only;
}

/* A list that was never shown makes its rows with the next frame. */
static gboolean
focus_cb (GtkWidget *list, GdkFrameClock *clock, gpointer turns)
{
  guint *left = turns;

  if (gtk_widget_get_mapped (list) && gtk_widget_get_height (list) > 0 &&
      gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD))
    return G_SOURCE_REMOVE;
  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
yyq_control_outline_focus (YyqControlOutline *self)
{
  guint *turns = g_new (guint, 1);

  g_return_if_fail (YYQ_IS_CONTROL_OUTLINE (self));
  *turns = 60;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), focus_cb, turns, g_free);
}

GtkWidget *
yyq_control_outline_new (void)
{
  return g_object_new (YYQ_TYPE_CONTROL_OUTLINE, NULL);
}

static void
yyq_control_outline_dispose (GObject *object)
{
  YyqControlOutline *self = YYQ_CONTROL_OUTLINE (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->edit);
  G_OBJECT_CLASS (yyq_control_outline_parent_class)->dispose (object);
}

static void
yyq_control_outline_class_init (YyqControlOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_control_outline_dispose;
  go_signal = g_signal_new ("go", YYQ_TYPE_CONTROL_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                            G_TYPE_NONE, 0);
}

static GtkWidget *
make_list (YyqControlOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->rows = gtk_multi_selection_new (NULL);
  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (rows_selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->list =
    GTK_LIST_VIEW (gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->rows)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "yyq-outline");
  yyq_ui_set_accessible_label (self->list, _ ("Controls in the order of filling in"));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  /* Before the list: Alt with an arrow is none of its keys, but Up and Down are. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_focusable (scrolled, FALSE);
  return scrolled;
}

static void
yyq_control_outline_init (YyqControlOutline *self)
{
  GtkWidget *empty = yyq_ui_label (_ ("No controls yet"), "dim-label");

  gtk_widget_set_valign (empty, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (empty), .5f);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
