/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-wizard-private.h"

#include <glib/gi18n.h>

#include "yyq-template-acts.h"
#include "yyq-template-menu.h"
#include "yyq-template-snaps.h"
#include "yyq-ui.h"

/* Where one is */

static const char *const titles[] = { N_ ("Basics"), N_ ("Set the controls"), N_ ("Done") };

static GtkWidget *
new_step_label (guint i, YyqWizardStep step)
{
  g_autofree char *text = g_strdup_printf ("%u  %s", i + 1, _ (titles[i]));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "yyq-wizard-step");
  if (i == step)
    gtk_widget_add_css_class (label, "current");
  else if (i < step)
    gtk_widget_add_css_class (label, "passed");
  return label;
}

static void
show_steps (YyqTemplateWizard *self)
{
  yyq_ui_remove_children (GTK_WIDGET (self->steps));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    if (i > 0) {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
      gtk_widget_set_size_request (line, 36, -1);
      gtk_box_append (self->steps, line);
    }
    gtk_box_append (self->steps, new_step_label (i, self->step));
  }
}

static void
show_buttons (YyqTemplateWizard *self)
{
  gtk_widget_set_visible (self->previous_button, self->step == YYQ_WIZARD_CONTROLS);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), self->step != YYQ_WIZARD_DONE);
  gtk_button_set_label (self->next_button,
                        self->step == YYQ_WIZARD_BASICS ? _ ("_Next") : _ ("_Submit"));
  yyq_page_enable_action (YYQ_PAGE (self), "next", self->work != NULL && !self->sending);
  yyq_page_enable_action (YYQ_PAGE (self), "previous", self->work != NULL && !self->sending);
}

/* Controls */

/* ms: a drag changes something with each motion, and all of the template is compared to keep it. */
#define SAVE_REST_MS 250

static YyqTemplateEditor *
get_editor (YyqTemplateWizard *self)
{
  GtkWidget *child = adw_bin_get_child (self->editor_slot);

  return child != NULL ? YYQ_TEMPLATE_EDITOR (child) : NULL;
}

void
yyq_template_wizard_save_edits (YyqTemplateWizard *self)
{
  if (self->save_source == 0)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->work == NULL)
    return;
  yyq_template_work_save (self->work);
  yyq_template_editor_mark_saved (get_editor (self));
}

static gboolean
rested_cb (gpointer self)
{
  yyq_template_wizard_save_edits (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (YyqTemplateWizard *self)
{
  if (self->work != NULL && self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_REST_MS, rested_cb, self);
}

/* (transfer full): what stands in the second step over @pdf, all pages of the template, and writes
 * to @content. */
static YyqTemplateEditor *
new_editor (YyqTemplateWizard *self, GBytes *pdf, YyqTemplateContent *content)
{
  YyqTemplateEditor *editor = YYQ_TEMPLATE_EDITOR (yyq_template_editor_new ());

  yyq_template_editor_set_content (editor, content);
  yyq_template_editor_set_targets (editor, yyq_template_snaps_get, yyq_template_snaps_new (pdf),
                                   (GDestroyNotify) yyq_template_snaps_free);
  g_signal_connect_object (editor, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  return editor;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean opened =
    yyq_template_editor_set_document_finish (YYQ_TEMPLATE_EDITOR (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
  if (opened) {
    gtk_stack_set_visible_child_name (self->controls_stack, "pages");
    yyq_page_mend_focus (YYQ_PAGE (self));
  } else {
    yyq_state_page_show_error (self->controls_state, error);
  }
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    yyq_template_work_load_pages_finish (YYQ_TEMPLATE_WORK (source), result, &error);
  YyqTemplateEditor *editor;

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (pdf == NULL) {
    yyq_page_set_busy (YYQ_PAGE (self), FALSE);
    if (error != NULL)
      yyq_state_page_show_error (self->controls_state, error);
    return;
  }
  editor =
    new_editor (self, pdf, yyq_template_get_content (yyq_template_work_get_template (self->work)));
  adw_bin_set_child (self->editor_slot, GTK_WIDGET (editor));
  yyq_template_editor_set_document_async (editor, pdf, yyq_page_get_cancellable (YYQ_PAGE (self)),
                                          opened_cb, g_object_ref (self));
}

static void
load_pages (YyqTemplateWizard *self)
{
  yyq_state_page_show_loading (self->controls_state, _ ("Loading the pages"));
  gtk_stack_set_visible_child_name (self->controls_stack, "state");
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_template_work_load_pages_async (self->work, yyq_page_get_cancellable (YYQ_PAGE (self)),
                                      pages_cb, g_object_ref (self));
}

void
yyq_template_wizard_follow_work (YyqTemplateWizard *self)
{
  YyqTemplateEditor *editor = get_editor (self);
  YyqTemplate *template = yyq_template_work_get_template (self->work);

  if (self->step != YYQ_WIZARD_CONTROLS || editor == NULL ||
      yyq_template_editor_get_content (editor) == yyq_template_get_content (template))
    return;
  yyq_template_basics_set_work (self->basics, yyq_page_get_session (YYQ_PAGE (self)), self->work);
  load_pages (self);
}

/* Done */

void
yyq_template_wizard_show_done (YyqTemplateWizard *self, gboolean waits)
{
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (self));
  g_autoptr (GVariant) target = yyq_template_menu_target (self->made);

  adw_status_page_set_title (self->done_page, waits              ? _ ("Kept on this computer")
                                              : self->id == NULL ? _ ("The template was made")
                                                                 : _ ("The template was changed"));
  yyq_ui_set_status_description (
    self->done_page,
    waits ? _ ("The platform cannot be reached now. The template is sent as soon as it can, and "
               "the list says so. It is closed then: open it, and it can be used.")
          : _ ("It is closed. Open it, and it can be used."));
  gtk_widget_set_visible (self->open_button,
                          !waits && yyq_template_can (session, self->made, YYQ_TEMPLATE_ACT_OPEN));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->open_button), target);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->view_button), "s",
                                    yyq_template_get_id (self->made));
  yyq_template_wizard_show_step (self, YYQ_WIZARD_DONE);
}

void
yyq_template_wizard_show_step (YyqTemplateWizard *self, YyqWizardStep step)
{
  static const char *const names[] = { "basics", "controls", "done" };

  yyq_template_wizard_save_edits (self);
  self->step = step;
  show_steps (self);
  show_buttons (self);
  yyq_error_view_set_error (self->error_view, NULL);
  gtk_widget_hide (self->copy_button);
  gtk_stack_set_visible_child_name (self->stack, names[step]);
  if (self->work != NULL && step != YYQ_WIZARD_DONE)
    yyq_template_work_set_step (self->work, (int) step);
  if (step == YYQ_WIZARD_CONTROLS)
    load_pages (self);
  if (step == YYQ_WIZARD_DONE)
    yyq_info_bar_set_revealed (self->warning_bar, FALSE);
}
