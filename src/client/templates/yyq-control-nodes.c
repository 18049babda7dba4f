/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-nodes.h"

#define REST_MS 80 /* nothing is told of what only passes */

struct _YyqControlNodes {
  GObject parent_instance;

  YyqTemplateEdit *edit; /* (owned) (nullable) */
  YyqPdfView *view;      /* (owned) (nullable) */
  GHashTable *nodes;     /* (owned): YyqControl -> GtkWidget, a child of the view */
  GPtrArray *stale;      /* (owned): of YyqControl that changed since */
  YyqLengthUnit unit;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (YyqControlNodes, yyq_control_nodes, G_TYPE_OBJECT)

static GtkWidget *
add_node (YyqControlNodes *self, YyqControl *control)
{
  GtkWidget *node =
    g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_BUTTON, "focusable", TRUE,
                  "can-target", FALSE, "css-name", "yyqcontrol", NULL);

  g_hash_table_insert (self->nodes, g_object_ref (control), node);
  return node;
}

static void
describe (YyqControlNodes *self, YyqControl *control, GtkWidget *node)
{
  g_autofree char *label =
    yyq_control_look_say (yyq_template_edit_get_content (self->edit), control);
  g_autofree char *place = yyq_control_look_say_place (control, self->unit);
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (
    (float) yyq_control_get_x (control), (float) yyq_control_get_y (control),
    (float) yyq_control_get_width (control), (float) yyq_control_get_height (control));

  gtk_accessible_update_property (GTK_ACCESSIBLE (node), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place, -1);
  yyq_pdf_view_put (self->view, node, (guint) MAX (0, yyq_control_get_page (control)), &rect,
                    FALSE);
}

static void
show_selected (YyqControlNodes *self)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (self->edit);
  GHashTableIter iter;
  gpointer control, node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &control, &node))
    gtk_accessible_update_state (GTK_ACCESSIBLE (node), GTK_ACCESSIBLE_STATE_PRESSED,
                                 yyq_control_selection_has (selection, control)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                 -1);
}

/* Among the pages the focus is where the selection is. */
static void
follow_focus (YyqControlNodes *self)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (self->edit);
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *focus = gtk_widget_get_focus_child (view);
  GtkWidget *wanted = g_hash_table_lookup (self->nodes, yyq_control_selection_get_last (selection));
  gboolean ours = gtk_widget_is_focus (view);
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (!ours && g_hash_table_iter_next (&iter, NULL, &node))
    ours = node == focus && gtk_widget_is_focus (node);
  if (ours && wanted != NULL)
    gtk_widget_grab_focus (wanted);
  else if (ours && focus != NULL && focus != wanted)
    gtk_widget_grab_focus (view);
}

/* Those of other pages, or of none, go; the focus does not go with them. */
static void
drop_others (YyqControlNodes *self, int first, int last)
{
  GHashTableIter iter;
  gpointer control, node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &control, &node)) {
    const int page = yyq_control_get_page (control);

    if (page >= first && page <= last &&
        yyq_template_edit_find (self->edit, yyq_control_get_id (control)) == control)
      continue;
    if (gtk_widget_is_focus (node))
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
    yyq_pdf_view_take (self->view, node);
    g_hash_table_iter_remove (&iter);
  }
}

static void
update (YyqControlNodes *self)
{
  guint first = 0, last = 0;
  g_autoptr (GHashTable) stale = g_hash_table_new (NULL, NULL);

  if (!yyq_pdf_view_find_visible (self->view, &first, &last)) {
    drop_others (self, 1, 0);
    return;
  }
  for (guint i = 0; i < self->stale->len; i++)
    g_hash_table_add (stale, self->stale->pdata[i]);
  drop_others (self, (int) first, (int) last);
  for (guint page = first; page <= last; page++) {
    GPtrArray *controls = yyq_template_edit_list_page (self->edit, (int) page);

    for (guint i = 0; i < controls->len; i++) {
      GtkWidget *node = g_hash_table_lookup (self->nodes, controls->pdata[i]);

      if (node == NULL)
        describe (self, controls->pdata[i], add_node (self, controls->pdata[i]));
      else if (g_hash_table_contains (stale, controls->pdata[i]))
        describe (self, controls->pdata[i], node);
    }
  }
  g_ptr_array_set_size (self->stale, 0);
  show_selected (self);
  follow_focus (self);
}

static gboolean
rest_cb (gpointer user_data)
{
  YyqControlNodes *self = user_data;

  self->rest_id = 0;
  if (self->view != NULL)
    update (self);
  return G_SOURCE_REMOVE;
}

static void
update_later (YyqControlNodes *self)
{
  if (self->rest_id == 0)
    self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
changed_cb (YyqControlNodes *self, const YyqTemplateChange *change)
{
  /* What is dragged changes with every motion. */
  for (guint i = 0; i < change->controls->len; i++)
    if (self->stale->len == 0 ||
        self->stale->pdata[self->stale->len - 1] != change->controls->pdata[i])
      g_ptr_array_add (self->stale, g_object_ref (change->controls->pdata[i]));
  if (self->stale->len > 2 * YYQ_TEMPLATE_MOST_CONTROLS && self->view != NULL)
    update (self);
  update_later (self);
}

static void
adjusted_cb (YyqControlNodes *self)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (vertical == NULL)
    return;
  g_signal_handlers_disconnect_by_func (vertical, update_later, self);
  g_signal_connect_object (vertical, "value-changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical, "changed", G_CALLBACK (update_later), self, G_CONNECT_SWAPPED);
}

YyqControlNodes *
yyq_control_nodes_new (YyqTemplateEdit *edit, YyqPdfView *view)
{
  YyqControlNodes *self = g_object_new (YYQ_TYPE_CONTROL_NODES, NULL);

  self->edit = g_object_ref (edit);
  self->view = g_object_ref (view);
  g_signal_connect_object (edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_template_edit_get_selection (edit), "changed",
                           G_CALLBACK (update_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::n-pages", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (adjusted_cb), self,
                           G_CONNECT_SWAPPED);
  adjusted_cb (self);
  update_later (self);
  return self;
}

void
yyq_control_nodes_set_unit (YyqControlNodes *self, YyqLengthUnit unit)
{
  g_return_if_fail (YYQ_IS_CONTROL_NODES (self));
  self->unit = unit;
  if (self->view == NULL)
    return;
  drop_others (self, 1, 0);
  update_later (self);
}

void
yyq_control_nodes_leave (YyqControlNodes *self)
{
  g_return_if_fail (YYQ_IS_CONTROL_NODES (self));
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->view != NULL)
    drop_others (self, 1, 0);
  g_clear_object (&self->view);
  g_clear_object (&self->edit);
}

static void
yyq_control_nodes_dispose (GObject *object)
{
  yyq_control_nodes_leave (YYQ_CONTROL_NODES (object));
  G_OBJECT_CLASS (yyq_control_nodes_parent_class)->dispose (object);
}

static void
yyq_control_nodes_finalize (GObject *object)
{
  g_hash_table_unref (YYQ_CONTROL_NODES (object)->nodes);
  g_ptr_array_unref (YYQ_CONTROL_NODES (object)->stale);
  G_OBJECT_CLASS (yyq_control_nodes_parent_class)->finalize (object);
}

static void
yyq_control_nodes_class_init (YyqControlNodesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_control_nodes_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_control_nodes_finalize;
}

static void
yyq_control_nodes_init (YyqControlNodes *self)
{
  self->nodes = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->stale = g_ptr_array_new_with_free_func (g_object_unref);
}
