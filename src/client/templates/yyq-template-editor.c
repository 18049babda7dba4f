/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-editor-private.h"

#include <glib/gi18n.h>

#include "yyq-toast.h"
#include "yyq-ui.h"

#define GRID_PT (5 * YYQ_PT_PER_MM)
#define CASCADE_PT 12.0
#define REST_MS 60
#define LONGEST_MS 400

typedef enum {
  PROP_DIRTY = 1,
  PROP_READ_ONLY,
  PROP_DRAWER,
  PROP_SNAPPING,
  PROP_GRID,
  PROP_ORDER,
  PROP_MILLIMETRES,
  N_PROPS,
} YyqTemplateEditorProperty;

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (YyqTemplateEditor, yyq_template_editor, GTK_TYPE_WIDGET)

YyqLengthUnit
yyq_template_editor_get_unit (YyqTemplateEditor *self)
{
  return self->millimetres ? YYQ_LENGTH_MM : YYQ_LENGTH_PT;
}

GPtrArray *
yyq_template_editor_list_selected (YyqTemplateEditor *self)
{
  return yyq_control_selection_list (yyq_template_edit_get_selection (self->edit));
}

/* Status line */

static void
show_place (YyqTemplateEditor *self)
{
  GPtrArray *selected = yyq_template_editor_list_selected (self);
  const YyqLengthUnit unit = yyq_template_editor_get_unit (self);
  YyqControlPlace box;
  g_autofree char *x = NULL, *y = NULL, *width = NULL, *height = NULL, *text = NULL;
  g_autofree char *many = NULL;

  if (selected->len == 0) {
    gtk_label_set_text (self->place_label, "");
    return;
  }
  box = yyq_control_place_around (selected);
  x = yyq_control_look_length (box.x, unit, FALSE);
  y = yyq_control_look_length (box.y, unit, FALSE);
  width = yyq_control_look_length (box.width, unit, FALSE);
  height = yyq_control_look_length (box.height, unit, TRUE);
  many = g_strdup_printf (ngettext ("%u selected", "%u selected", selected->len), selected->len);
  /* Translators: what is selected; its place; its size with the unit */
  text = g_strdup_printf (_ ("%s   X %s  Y %s   %s × %s"),
                          selected->len == 1 ? yyq_control_look_name (selected->pdata[0]) : many, x,
                          y, width, height);
  gtk_label_set_text (self->place_label, text);
}

static void
show_pages (YyqTemplateEditor *self)
{
  const guint n = yyq_pdf_view_get_n_pages (self->view);
  g_autofree char *zoom = g_strdup_printf ("%.0f%%", yyq_pdf_view_get_zoom (self->view) * 100);
  g_autofree char *page =
    n > 0 ? g_strdup_printf (_ ("Page %u of %u"), yyq_pdf_view_get_page (self->view) + 1, n)
          : g_strdup ("");

  gtk_label_set_text (self->page_label, page);
  gtk_menu_button_set_label (self->zoom_button, zoom);
}

static void
show_count (YyqTemplateEditor *self)
{
  const guint n = yyq_template_edit_get_n_controls (self->edit);
  g_autofree char *text = g_strdup_printf (ngettext ("%u control", "%u controls", n), n);

  gtk_label_set_text (self->count_label, text);
}

static void
tell_dirty (YyqTemplateEditor *self)
{
  const gboolean dirty = yyq_template_edit_is_dirty (self->edit);

  if (dirty == self->dirty)
    return;
  self->dirty = dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

static gboolean
show_cb (gpointer user_data)
{
  YyqTemplateEditor *self = user_data;

  self->show_id = 0;
  show_place (self);
  show_count (self);
  return G_SOURCE_REMOVE;
}

/* When the hand rests, or now and then: see the inspector. */
static void
show_later (YyqTemplateEditor *self)
{
  const gint64 now = g_get_monotonic_time ();

  if (self->show_id == 0)
    self->waits_since = now;
  else if (now - self->waits_since > LONGEST_MS * G_TIME_SPAN_MILLISECOND)
    return;
  g_clear_handle_id (&self->show_id, g_source_remove);
  self->show_id = g_timeout_add (REST_MS, show_cb, self);
}

/* Parts */

static char *
count_of_page (guint page, gpointer user_data)
{
  YyqTemplateEditor *self = user_data;
  const guint n = yyq_template_edit_list_page (self->edit, (int) page)->len;

  return n > 0 ? g_strdup_printf ("%u", n) : NULL;
}

static void
changed_cb (YyqTemplateEditor *self, const YyqTemplateChange *change)
{
  const YyqTemplateChanged counted = YYQ_TEMPLATE_CHANGED_LIST | YYQ_TEMPLATE_CHANGED_ALL;

  if ((change->what & counted) != 0 || change->pages->len > 1)
    yyq_pdf_thumbnails_note_pages (self->thumbnails);
  show_later (self);
  tell_dirty (self);
  /* A drag is one step: its motions make nothing possible that was not. */
  if (self->n_steps != yyq_template_edit_get_n_undo (self->edit)) {
    self->n_steps = yyq_template_edit_get_n_undo (self->edit);
    yyq_template_editor_enable_actions (self);
  }
  g_signal_emit (self, changed_signal, 0);
}

static void
selection_cb (YyqTemplateEditor *self)
{
  /* At once: the next key may already be pressed. */
  yyq_template_editor_enable_actions (self);
  show_later (self);
}

static GMenuModel *
menu_cb (YyqTemplateEditor *self)
{
  yyq_template_editor_enable_actions (self);
  return self->read_only ? NULL : g_object_ref (self->control_items);
}

void
yyq_template_editor_type (YyqTemplateEditor *self, YyqControl *control, const char *member)
{
  YyqControlTyping *typing = NULL;

  if (self->read_only || yyq_pdf_view_get_n_pages (self->view) == 0)
    return;
  if (self->typing != NULL)
    yyq_control_typing_end (self->typing, TRUE);
  yyq_control_layer_show_selection (self->layer);
  typing = yyq_control_typing_begin (self->edit, self->view, control, member);
  g_set_weak_pointer (&self->typing, typing);
}

static void
typing_cb (YyqTemplateEditor *self, YyqControl *control, const char *member)
{
  yyq_template_editor_type (self, control, member);
}

static void
drawn_cb (YyqTemplateEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
hovered_cb (YyqTemplateEditor *self, int page, double x, double y)
{
  const YyqLengthUnit unit = yyq_template_editor_get_unit (self);
  g_autofree char *left = NULL, *top = NULL, *text = NULL;

  /* What is selected is worth more. */
  if (yyq_template_editor_list_selected (self)->len > 0)
    return;
  if (page >= 0) {
    left = yyq_control_look_length (x, unit, FALSE);
    top = yyq_control_look_length (y, unit, TRUE);
    text = g_strdup_printf (_ ("X %s  Y %s"), left, top);
  }
  gtk_label_set_text (self->place_label, text != NULL ? text : "");
}

static void
go_cb (YyqTemplateEditor *self)
{
  yyq_control_layer_show_selection (self->layer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* New controls */

static gboolean
is_taken (YyqTemplateEditor *self, const YyqControlPlace *place)
{
  GPtrArray *there = yyq_template_edit_list_page (self->edit, place->page);

  for (guint i = 0; i < there->len; i++)
    if (ABS (yyq_control_get_x (there->pdata[i]) - place->x) < 1 &&
        ABS (yyq_control_get_y (there->pdata[i]) - place->y) < 1)
      return TRUE;
  return FALSE;
}

/* Where one looks: the middle of the window, or of the page that is read. */
static void
find_middle (YyqTemplateEditor *self, YyqControlPlace *place)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  YyqPdfSpot spot;
  double width = 0, height = 0;

  if (yyq_pdf_view_find_spot (self->view, gtk_widget_get_width (view) / 2.,
                              gtk_widget_get_height (view) / 2., &spot)) {
    *place = (YyqControlPlace){ (int) spot.page, spot.x, spot.y, 0, 0 };
    return;
  }
  yyq_pdf_renderer_get_page_size (yyq_pdf_view_get_renderer (self->view),
                                  yyq_pdf_view_get_page (self->view), &width, &height);
  *place =
    (YyqControlPlace){ (int) yyq_pdf_view_get_page (self->view), width / 2, height / 2, 0, 0 };
}

void
yyq_template_editor_insert (YyqTemplateEditor *self, YyqControlKind kind)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (YyqControl) control = NULL;
  YyqControlPlace place;

  if (self->read_only || yyq_pdf_view_get_n_pages (self->view) == 0)
    return;
  find_middle (self, &place);
  control = yyq_template_edit_make (self->edit, kind, yyq_control_palette_get_party (self->palette),
                                    &place);
  place.x -= yyq_control_get_width (control) / 2;
  place.y -= yyq_control_get_height (control) / 2;
  for (int i = 0; i < 40 && is_taken (self, &place); i++) {
    place.x += CASCADE_PT;
    place.y += CASCADE_PT;
  }
  g_object_set (control, "x", place.x, "y", place.y, NULL);
  g_ptr_array_add (one, control);
  if (!yyq_template_edit_add (self->edit, one, N_ ("Add"))) {
    yyq_toast_show (GTK_WIDGET (self->view), _ ("A template has no room for more controls."));
    return;
  }
  yyq_control_selection_set_only (yyq_template_edit_get_selection (self->edit), control);
  yyq_control_layer_show_selection (self->layer);
}

static void
chosen_cb (YyqTemplateEditor *self, YyqControlKind kind)
{
  if (!yyq_control_palette_get_drawing (self->palette)) {
    yyq_template_editor_insert (self, kind);
    return;
  }
  yyq_control_layer_arm (self->layer, kind, yyq_control_palette_get_party (self->palette));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
find_drop (YyqTemplateEditor *self, GtkDropTarget *target, double x, double y, YyqPdfSpot *spot)
{
  if (self->read_only || !yyq_pdf_view_find_spot (self->view, x, y, spot))
    return FALSE;
  spot->state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (target));
  return TRUE;
}

static GdkDragAction
drop_motion_cb (YyqTemplateEditor *self, double x, double y, GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  YyqPdfSpot spot;

  if (value == NULL || !find_drop (self, target, x, y, &spot)) {
    yyq_control_layer_hide_ghost (self->layer);
    return value == NULL ? GDK_ACTION_COPY : 0;
  }
  yyq_control_layer_show_ghost (self->layer, g_value_get_enum (value),
                                yyq_control_palette_get_party (self->palette), &spot);
  return GDK_ACTION_COPY;
}

static void
drop_left_cb (YyqTemplateEditor *self)
{
  yyq_control_layer_hide_ghost (self->layer);
}

static gboolean
dropped_cb (YyqTemplateEditor *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  YyqPdfSpot spot;
  gboolean dropped = FALSE;

  if (find_drop (self, target, x, y, &spot))
    dropped = yyq_control_layer_drop (self->layer, g_value_get_enum (value),
                                      yyq_control_palette_get_party (self->palette), &spot);
  yyq_control_layer_hide_ghost (self->layer);
  if (dropped)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return dropped;
}

static void
accept_drops (YyqTemplateEditor *self)
{
  GtkDropTarget *target = gtk_drop_target_new (YYQ_TYPE_CONTROL_KIND, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "motion", G_CALLBACK (drop_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (target));
}

/* Document and content */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_template_editor_set_document_async (YyqTemplateEditor *self, GBytes *pdf,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE_EDITOR (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yyq_template_editor_set_document_async);
  yyq_pdf_view_open_async (self->view, pdf, cancellable, opened_cb, task);
}

gboolean
yyq_template_editor_set_document_finish (YyqTemplateEditor *self, GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_template_editor_set_content (YyqTemplateEditor *self, YyqTemplateContent *content)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDITOR (self));
  if (self->typing != NULL)
    yyq_control_typing_end (self->typing, FALSE);
  yyq_control_palette_set_content (self->palette, content);
  yyq_template_edit_set_content (self->edit, content);
}

YyqTemplateContent *
yyq_template_editor_get_content (YyqTemplateEditor *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDITOR (self), NULL);
  return yyq_template_edit_get_content (self->edit);
}

void
yyq_template_editor_set_read_only (YyqTemplateEditor *self, gboolean read_only)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDITOR (self));
  if (self->read_only == read_only)
    return;
  self->read_only = read_only;
  if (self->typing != NULL)
    yyq_control_typing_end (self->typing, TRUE);
  yyq_control_layer_set_read_only (self->layer, read_only);
  yyq_control_inspector_set_read_only (self->inspector, read_only);
  yyq_control_outline_set_read_only (self->outline, read_only);
  gtk_widget_set_visible (self->edit_tools, !read_only);
  gtk_stack_page_set_visible (self->palette_page, !read_only);
  gtk_stack_set_visible_child_name (self->sides, read_only ? "outline" : "palette");
  yyq_template_editor_enable_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

gboolean
yyq_template_editor_is_dirty (YyqTemplateEditor *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDITOR (self), FALSE);
  return self->dirty;
}

void
yyq_template_editor_mark_saved (YyqTemplateEditor *self)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDITOR (self));
  yyq_template_edit_mark_saved (self->edit);
  tell_dirty (self);
}

void
yyq_template_editor_set_status (YyqTemplateEditor *self, const char *text)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDITOR (self));
  gtk_label_set_text (self->status_label, text != NULL ? text : "");
}

void
yyq_template_editor_set_targets (YyqTemplateEditor *self, YyqControlLayerTargets targets,
                                 gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDITOR (self));
  yyq_control_layer_set_targets (self->layer, targets, user_data, destroy);
}

gboolean
yyq_template_editor_show_control (YyqTemplateEditor *self, const char *id, const char *member)
{
  YyqControl *control = NULL;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDITOR (self), FALSE);
  control = yyq_template_edit_find (self->edit, id);
  if (control == NULL)
    return FALSE;
  yyq_control_selection_set_only (yyq_template_edit_get_selection (self->edit), control);
  yyq_control_layer_show_selection (self->layer);
  gtk_toggle_button_set_active (self->drawer_toggle, TRUE);
  if (member == NULL || !yyq_control_inspector_focus (self->inspector, member))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

YyqTemplateEdit *
yyq_template_editor_get_edit (YyqTemplateEditor *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDITOR (self), NULL);
  return self->edit;
}

YyqPdfView *
yyq_template_editor_get_view (YyqTemplateEditor *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDITOR (self), NULL);
  return self->view;
}

GtkWidget *
yyq_template_editor_new (void)
{
  return g_object_new (YYQ_TYPE_TEMPLATE_EDITOR, NULL);
}

/* Object */

static void
yyq_template_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (object);

  switch ((YyqTemplateEditorProperty) id) {
  case PROP_DIRTY:
    g_value_set_boolean (value, self->dirty);
    break;
  case PROP_READ_ONLY:
    g_value_set_boolean (value, self->read_only);
    break;
  case PROP_DRAWER:
    g_value_set_boolean (value, gtk_toggle_button_get_active (self->drawer_toggle));
    break;
  case PROP_SNAPPING:
    g_value_set_boolean (value, self->snapping);
    break;
  case PROP_GRID:
    g_value_set_boolean (value, self->grid);
    break;
  case PROP_ORDER:
    g_value_set_boolean (value, self->order);
    break;
  case PROP_MILLIMETRES:
    g_value_set_boolean (value, self->millimetres);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_millimetres (YyqTemplateEditor *self, gboolean millimetres)
{
  self->millimetres = millimetres;
  yyq_control_layer_set_unit (self->layer, yyq_template_editor_get_unit (self));
  yyq_control_nodes_set_unit (self->nodes, yyq_template_editor_get_unit (self));
  yyq_control_inspector_set_unit (self->inspector, yyq_template_editor_get_unit (self));
  show_later (self);
}

static void
yyq_template_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (object);

  switch ((YyqTemplateEditorProperty) id) {
  case PROP_READ_ONLY:
    yyq_template_editor_set_read_only (self, g_value_get_boolean (value));
    return;
  case PROP_DRAWER:
    gtk_toggle_button_set_active (self->drawer_toggle, g_value_get_boolean (value));
    break;
  case PROP_SNAPPING:
    self->snapping = g_value_get_boolean (value);
    yyq_control_layer_set_snapping (self->layer, self->snapping, self->grid ? GRID_PT : 0);
    break;
  case PROP_GRID:
    self->grid = g_value_get_boolean (value);
    yyq_control_layer_set_snapping (self->layer, self->snapping, self->grid ? GRID_PT : 0);
    break;
  case PROP_ORDER:
    self->order = g_value_get_boolean (value);
    yyq_control_layer_show_order (self->layer, self->order);
    break;
  case PROP_MILLIMETRES:
    set_millimetres (self, g_value_get_boolean (value));
    break;
  case PROP_DIRTY:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_object_notify_by_pspec (object, pspec);
}

static void
yyq_template_editor_dispose (GObject *object)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (object);
  GtkWidget *child = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->show_id, g_source_remove);
  if (self->typing != NULL)
    yyq_control_typing_end (self->typing, FALSE);
  g_clear_weak_pointer (&self->typing);
  if (self->nodes != NULL)
    yyq_control_nodes_leave (self->nodes);
  g_clear_object (&self->nodes);
  if (self->layer != NULL && self->view != NULL)
    yyq_pdf_view_remove_overlay (self->view, YYQ_PDF_OVERLAY (self->layer));
  g_clear_object (&self->layer);
  self->view = NULL;
  /* All of the template hangs from one child. */
  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yyq_template_editor_parent_class)->dispose (object);
}

static void
yyq_template_editor_finalize (GObject *object)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (object);

  g_clear_object (&self->edit);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yyq_template_editor_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, readable);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, writable);
  properties[PROP_DRAWER] = g_param_spec_boolean ("drawer", NULL, NULL, TRUE, writable);
  properties[PROP_SNAPPING] = g_param_spec_boolean ("snapping", NULL, NULL, TRUE, writable);
  properties[PROP_GRID] = g_param_spec_boolean ("grid", NULL, NULL, FALSE, writable);
  properties[PROP_ORDER] = g_param_spec_boolean ("order", NULL, NULL, FALSE, writable);
  properties[PROP_MILLIMETRES] = g_param_spec_boolean ("millimetres", NULL, NULL, TRUE, writable);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

#define BIND(member) gtk_widget_class_bind_template_child (klass, YyqTemplateEditor, member)

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/templates/yyq-template-editor.ui");
  BIND (edit_tools);
  BIND (arrange_box);
  BIND (steps_button);
  BIND (sidebar_toggle);
  BIND (drawer_toggle);
  BIND (sides);
  BIND (palette_page);
  BIND (palette);
  BIND (outline);
  BIND (thumbnails_slot);
  BIND (view);
  BIND (inspector);
  BIND (count_label);
  BIND (place_label);
  BIND (status_label);
  BIND (page_label);
  BIND (zoom_button);
  BIND (control_items);
}

static void
yyq_template_editor_class_init (YyqTemplateEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yyq_template_editor_get_property;
  object_class->set_property = yyq_template_editor_set_property;
  object_class->dispose = yyq_template_editor_dispose;
  object_class->finalize = yyq_template_editor_finalize;
  install_properties (object_class);
  changed_signal = g_signal_new ("changed", YYQ_TYPE_TEMPLATE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YYQ_TYPE_CONTROL_PALETTE);
  g_type_ensure (YYQ_TYPE_CONTROL_OUTLINE);
  g_type_ensure (YYQ_TYPE_CONTROL_INSPECTOR);
  g_type_ensure (YYQ_TYPE_PDF_VIEW);
  bind_template (widget_class);
  yyq_template_editor_class_init_actions (widget_class);
}

static void
follow_parts (YyqTemplateEditor *self)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (self->edit);

  g_signal_connect_object (self->edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "typing", G_CALLBACK (typing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "hovered", G_CALLBACK (hovered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->palette, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "go", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::zoom", G_CALLBACK (show_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::page", G_CALLBACK (show_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-pages", G_CALLBACK (show_pages), self,
                           G_CONNECT_SWAPPED);
}

static void
yyq_template_editor_init (YyqTemplateEditor *self)
{
  GtkWidget *thumbnails = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->snapping = TRUE;
  self->millimetres = TRUE;
  self->edit = g_object_new (YYQ_TYPE_TEMPLATE_EDIT, NULL);
  self->layer = yyq_control_layer_new (self->edit, self->view);
  yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->layer));
  self->nodes = yyq_control_nodes_new (self->edit, self->view);
  thumbnails = yyq_pdf_thumbnails_new (self->view);
  self->thumbnails = YYQ_PDF_THUMBNAILS (thumbnails);
  yyq_pdf_thumbnails_set_notes (self->thumbnails, count_of_page, self);
  adw_bin_set_child (self->thumbnails_slot, thumbnails);
  yyq_control_inspector_set_edit (self->inspector, self->edit);
  yyq_control_outline_set_edit (self->outline, self->edit);
  yyq_control_palette_set_content (self->palette, yyq_template_edit_get_content (self->edit));
  yyq_ui_set_accessible_label (self->view, _ ("Pages with their controls"));
  follow_parts (self);
  accept_drops (self);
  yyq_template_editor_init_actions (self);
  yyq_template_editor_init_steps (self);
  show_pages (self);
  yyq_template_editor_enable_actions (self);
  show_later (self);
}
