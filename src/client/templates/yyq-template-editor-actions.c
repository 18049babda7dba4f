/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-editor-private.h"

#include <glib/gi18n.h>

#include "yyq-control-pages.h"
#include "yyq-pdf-layout.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);

  if (self->read_only)
    return;
  if (g_str_equal (name, "controls.undo"))
    yyq_template_edit_undo (self->edit);
  else
    yyq_template_edit_redo (self->edit);
  yyq_control_layer_show_selection (self->layer);
}

static void
clipboard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  GPtrArray *selected = yyq_template_editor_list_selected (self);

  if (g_str_equal (name, "controls.paste")) {
    yyq_template_editor_paste (self);
    return;
  }
  if (selected->len == 0)
    return;
  if (!g_str_equal (name, "controls.delete"))
    yyq_template_editor_copy (self);
  if (self->read_only || g_str_equal (name, "controls.copy"))
    return;
  yyq_template_edit_remove (self->edit, selected,
                            g_str_equal (name, "controls.cut") ? N_ ("Cut") : N_ ("Delete"));
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  YyqControlSelection *selection = yyq_template_edit_get_selection (self->edit);
  YyqControl *last = yyq_control_selection_get_last (selection);
  g_autoptr (GPtrArray) controls = NULL;

  if (g_str_equal (name, "controls.select-all"))
    controls = yyq_template_edit_list_all (self->edit);
  else if (last != NULL)
    controls = yyq_template_edit_list_kind (self->edit, yyq_control_get_kind (last));
  if (controls != NULL)
    yyq_control_selection_set (selection, controls);
}

static void
arrange_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  const int how = g_variant_get_int32 (parameter);

  if (!self->read_only && how >= YYQ_ARRANGE_LEFT && how <= YYQ_ARRANGE_HEIGHT)
    yyq_template_edit_arrange (self->edit, yyq_template_editor_list_selected (self), how);
}

/* All are locked, unless all are already. */
static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  GPtrArray *selected = yyq_template_editor_list_selected (self);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean locked = TRUE;

  if (self->read_only || selected->len == 0)
    return;
  for (guint i = 0; i < selected->len; i++)
    locked = locked && yyq_control_get_locked (selected->pdata[i]);
  g_value_init (&value, G_TYPE_BOOLEAN);
  g_value_set_boolean (&value, !locked);
  yyq_template_edit_set (self->edit, selected, "locked", &value, 0);
}

static void
type_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  YyqControl *last = yyq_control_selection_get_last (yyq_template_edit_get_selection (self->edit));

  if (last != NULL)
    yyq_template_editor_type (self, last, g_str_equal (name, "controls.rename") ? "name" : NULL);
}

/* Copies */

static void
duplicate (YyqTemplateEditor *self, GArray *pages)
{
  g_autoptr (GPtrArray) copies =
    yyq_template_edit_duplicate (self->edit, yyq_template_editor_list_selected (self), pages);

  if (copies == NULL)
    yyq_toast_show (GTK_WIDGET (self->view), _ ("A template has no room for more controls."));
  else
    yyq_control_layer_show_selection (self->layer);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  YyqControl *last = yyq_control_selection_get_last (yyq_template_edit_get_selection (self->edit));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (int));
  int page = 0;

  if (self->read_only || last == NULL)
    return;
  page = yyq_control_get_page (last);
  g_array_append_val (pages, page);
  duplicate (self, pages);
}

static guint
count_pages (YyqTemplateEditor *self)
{
  return yyq_template_content_count_pages (yyq_template_edit_get_content (self->edit));
}

static void
pages_typed_cb (AdwMessageDialog *dialog, GParamSpec *pspec, GtkEditable *entry)
{
  YyqTemplateEditor *self = g_object_get_data (G_OBJECT (dialog), "yyq-editor");
  g_autoptr (GArray) pages =
    yyq_control_pages_read (gtk_editable_get_text (entry), count_pages (self));

  adw_message_dialog_set_response_enabled (dialog, "duplicate", pages != NULL);
}

static void
pages_chosen_cb (AdwMessageDialog *dialog, const char *response, YyqTemplateEditor *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autoptr (GArray) pages =
    yyq_control_pages_read (gtk_editable_get_text (entry), count_pages (self));

  if (g_str_equal (response, "duplicate") && pages != NULL)
    duplicate (self, pages);
}

static void
ask_pages_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog = NULL;
  g_autofree char *all = g_strdup_printf ("1-%u", count_pages (self));

  if (self->read_only || yyq_template_editor_list_selected (self)->len == 0 || root == NULL ||
      count_pages (self) == 0) {
    g_object_ref_sink (entry);
    g_object_unref (entry);
    return;
  }
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _ ("Duplicate to pages"),
                                   _ ("For example 1-3, 5, 8-"));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    "duplicate", _ ("_Duplicate"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "duplicate",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "duplicate");
  yyq_ui_set_accessible_label (entry, _ ("Pages"));
  gtk_editable_set_text (GTK_EDITABLE (entry), all);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_object_set_data_full (G_OBJECT (dialog), "yyq-editor", g_object_ref (self), g_object_unref);
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (pages_typed_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (pages_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Zoom */

static void
fit_page (YyqTemplateEditor *self)
{
  double width = 0, height = 0;

  if (yyq_pdf_view_get_n_pages (self->view) == 0)
    return;
  yyq_pdf_renderer_get_page_size (yyq_pdf_view_get_renderer (self->view),
                                  yyq_pdf_view_get_page (self->view), &width, &height);
  yyq_pdf_view_set_zoom (
    self->view,
    MIN ((gtk_widget_get_height (GTK_WIDGET (self->view)) - 2 * YYQ_PDF_LAYOUT_GAP) / height,
         (gtk_widget_get_width (GTK_WIDGET (self->view)) - 2 * YYQ_PDF_LAYOUT_GAP) / width) /
      YYQ_PDF_LAYOUT_PX_PER_PT);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);

  if (g_str_equal (name, "controls.zoom-in"))
    yyq_pdf_view_zoom_in (self->view);
  else if (g_str_equal (name, "controls.zoom-out"))
    yyq_pdf_view_zoom_out (self->view);
  else if (g_str_equal (name, "controls.fit-width"))
    yyq_pdf_view_set_fit_width (self->view, TRUE);
  else if (g_str_equal (name, "controls.fit-page"))
    fit_page (self);
  else
    yyq_pdf_view_set_zoom (self->view, g_variant_get_double (parameter));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);

  if (self->read_only)
    return;
  gtk_toggle_button_set_active (self->sidebar_toggle, TRUE);
  gtk_stack_set_visible_child_name (self->sides, "palette");
  yyq_control_palette_focus_search (self->palette);
}

static void
outline_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyqTemplateEditor *self = YYQ_TEMPLATE_EDITOR (widget);

  gtk_toggle_button_set_active (self->sidebar_toggle, TRUE);
  gtk_stack_set_visible_child_name (self->sides, "outline");
  yyq_control_outline_focus (self->outline);
}

void
yyq_template_editor_enable_actions (YyqTemplateEditor *self)
{
  static const char *const of_some[] = { "cut",    "duplicate", "duplicate-to-pages",
                                         "delete", "lock",      "type",
                                         "rename" };
  const guint n = yyq_template_editor_list_selected (self)->len;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "controls.undo",
                                 !self->read_only && yyq_template_edit_get_n_undo (self->edit) > 0);
  gtk_widget_action_set_enabled (widget, "controls.redo",
                                 !self->read_only && yyq_template_edit_get_n_redo (self->edit) > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (of_some); i++) {
    g_autofree char *name = g_strdup_printf ("controls.%s", of_some[i]);

    gtk_widget_action_set_enabled (widget, name, !self->read_only && n > 0);
  }
  gtk_widget_action_set_enabled (widget, "controls.copy", n > 0);
  gtk_widget_action_set_enabled (widget, "controls.select-kind", n > 0);
  gtk_widget_action_set_enabled (widget, "controls.arrange", !self->read_only && n > 1);
  gtk_widget_action_set_enabled (widget, "controls.paste", !self->read_only);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "controls.undo", NULL, undo_action },
    { "controls.redo", NULL, undo_action },
    { "controls.cut", NULL, clipboard_action },
    { "controls.copy", NULL, clipboard_action },
    { "controls.paste", NULL, clipboard_action },
    { "controls.delete", NULL, clipboard_action },
    { "controls.duplicate", NULL, duplicate_action },
    { "controls.duplicate-to-pages", NULL, ask_pages_action },
    { "controls.select-all", NULL, select_action },
    { "controls.select-kind", NULL, select_action },
    { "controls.arrange", "i", arrange_action },
    { "controls.lock", NULL, lock_action },
    { "controls.type", NULL, type_action },
    { "controls.rename", NULL, type_action },
    { "controls.zoom-in", NULL, zoom_action },
    { "controls.zoom-out", NULL, zoom_action },
    { "controls.zoom-to", "d", zoom_action },
    { "controls.fit-width", NULL, zoom_action },
    { "controls.fit-page", NULL, zoom_action },
    { "controls.find", NULL, find_action },
    { "controls.outline", NULL, outline_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  gtk_widget_class_install_property_action (klass, "controls.snapping", "snapping");
  gtk_widget_class_install_property_action (klass, "controls.grid", "grid");
  gtk_widget_class_install_property_action (klass, "controls.order", "order");
  gtk_widget_class_install_property_action (klass, "controls.millimetres", "millimetres");
}

/* Whoever has the focus and knows the key himself (an entry its Ctrl+C) is asked first. */
void
yyq_template_editor_class_init_actions (GtkWidgetClass *klass)
{
  static const struct {
    guint keyval;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "controls.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "controls.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "controls.redo" },
    { GDK_KEY_x, GDK_CONTROL_MASK, "controls.cut" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "controls.copy" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "controls.paste" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "controls.duplicate" },
    { GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "controls.duplicate-to-pages" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "controls.select-all" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "controls.select-kind" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "controls.lock" },
    { GDK_KEY_i, GDK_CONTROL_MASK, "controls.find" },
    { GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "controls.outline" },
  };

  install_actions (klass);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].keyval, keys[i].modifiers, keys[i].action,
                                         NULL);
}

/* A button for each way to arrange. */
void
yyq_template_editor_init_actions (YyqTemplateEditor *self)
{
  static const struct {
    const char *icon;
    const char *title;
  } ways[] = {
    [YYQ_ARRANGE_LEFT] = { "yyq-align-left-symbolic", N_ ("Align left edges") },
    [YYQ_ARRANGE_CENTRE] = { "yyq-align-centre-symbolic", N_ ("Align centres") },
    [YYQ_ARRANGE_RIGHT] = { "yyq-align-right-symbolic", N_ ("Align right edges") },
    [YYQ_ARRANGE_TOP] = { "yyq-align-top-symbolic", N_ ("Align top edges") },
    [YYQ_ARRANGE_MIDDLE] = { "yyq-align-middle-symbolic", N_ ("Align middles") },
    [YYQ_ARRANGE_BOTTOM] = { "yyq-align-bottom-symbolic", N_ ("Align bottom edges") },
    [YYQ_ARRANGE_HORIZONTALLY] = { "yyq-distribute-horizontally-symbolic",
                                   N_ ("Distribute horizontally") },
    [YYQ_ARRANGE_VERTICALLY] = { "yyq-distribute-vertically-symbolic",
                                 N_ ("Distribute vertically") },
    [YYQ_ARRANGE_WIDTH] = { "yyq-equal-width-symbolic", N_ ("Make equally wide") },
    [YYQ_ARRANGE_HEIGHT] = { "yyq-equal-height-symbolic", N_ ("Make equally high") },
  };

  for (int how = 0; how < (int) G_N_ELEMENTS (ways); how++) {
    GtkWidget *button = gtk_button_new_from_icon_name (ways[how].icon);

    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", how);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "controls.arrange");
    gtk_widget_set_tooltip_text (button, _ (ways[how].title));
    yyq_ui_set_accessible_label (button, _ (ways[how].title));
    gtk_widget_add_css_class (button, "flat");
    gtk_box_append (GTK_BOX (self->arrange_box), button);
  }
}
