/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-wizard-private.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-template-acts.h"
#include "yyq-template-clash-dialog.h"
#include "yyq-template-repository.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

G_DEFINE_FINAL_TYPE (YyqTemplateWizard, yyq_template_wizard, YYQ_TYPE_PAGE)

/* Opening */

static void
show_title (YyqTemplateWizard *self)
{
  const char *name = yyq_template_get_name (yyq_template_work_get_template (self->work));
  g_autofree char *title = NULL;

  if (name != NULL && *name != '\0')
    /* Translators: the name of a template */
    title = g_strdup_printf (self->id == NULL ? _ ("New template: %s") : _ ("Edit: %s"), name);
  yyq_page_set_title (YYQ_PAGE (self), title != NULL ? title : _ ("New template"));
}

static void
show_found (YyqTemplateWizard *self)
{
  const char *warning = yyq_session_get_draft_warning (yyq_page_get_session (YYQ_PAGE (self)));

  yyq_info_bar_set_revealed (self->found_bar, yyq_template_work_is_found (self->work));
  yyq_info_bar_set (self->warning_bar, warning != NULL ? warning : "", NULL, TRUE);
  yyq_info_bar_set_revealed (self->warning_bar, warning != NULL);
}

static void
show_error (YyqTemplateWizard *self, const GError *error)
{
  if (g_error_matches (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_STATE))
    yyq_state_page_show_empty (self->state_page, "yyq-notice-symbolic", _ ("The template is open"),
                               _ ("An open template is not changed: contracts may be made with it "
                                  "at this moment. Close it first."));
  else
    yyq_state_page_show_error (self->state_page, error);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

/* Where one was; the pages of the second step need files. */
static YyqWizardStep
step_to_begin_with (YyqTemplateWizard *self)
{
  YyqTemplate *template = yyq_template_work_get_template (self->work);
  const gboolean has_pages =
    yyq_template_content_count_pages (yyq_template_get_content (template)) > 0;

  return yyq_template_work_get_step (self->work) == YYQ_WIZARD_CONTROLS && has_pages
           ? YYQ_WIZARD_CONTROLS
           : YYQ_WIZARD_BASICS;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplateWork) work = yyq_template_work_open_finish (result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
  if (work == NULL) {
    show_error (self, error);
    return;
  }
  g_set_object (&self->work, work);
  yyq_template_basics_set_work (self->basics, yyq_page_get_session (YYQ_PAGE (self)), work);
  show_title (self);
  show_found (self);
  yyq_template_wizard_show_step (self, step_to_begin_with (self));
  yyq_page_mend_focus (YYQ_PAGE (self));
}

static void
open_work (YyqTemplateWizard *self)
{
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (self));

  if (session == NULL)
    return;
  yyq_state_page_show_loading (self->state_page, _ ("Loading the template"));
  gtk_stack_set_visible_child_name (self->stack, "state");
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_template_work_open_async (session, self->id, yyq_page_get_cancellable (YYQ_PAGE (self)),
                                opened_cb, g_object_ref (self));
}

/* What was begun is given up. */
static void
begin_anew_cb (YyqTemplateWizard *self)
{
  if (self->work == NULL || self->sending)
    return;
  yyq_template_wizard_save_edits (self);
  yyq_template_basics_set_work (self->basics, NULL, NULL);
  yyq_template_work_discard (self->work);
  g_clear_object (&self->work);
  yyq_info_bar_set_revealed (self->found_bar, FALSE);
  open_work (self);
}

static void
changed_cb (YyqTemplateWizard *self)
{
  if (self->work != NULL)
    show_title (self);
}

/* Sending */

static void
set_sending (YyqTemplateWizard *self, gboolean sending)
{
  self->sending = sending;
  yyq_page_set_busy (YYQ_PAGE (self), sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !sending);
  yyq_page_enable_action (YYQ_PAGE (self), "next", !sending);
  yyq_page_enable_action (YYQ_PAGE (self), "previous", !sending);
}

static void send_work (YyqTemplateWizard *self);

static void
chosen_cb (YyqTemplateWizard *self)
{
  if (yyq_page_is_left (YYQ_PAGE (self)) || self->work == NULL)
    return;
  yyq_template_work_take_merge (self->work);
  yyq_template_basics_set_work (self->basics, yyq_page_get_session (YYQ_PAGE (self)), self->work);
  send_work (self);
}

static void
show_clashes (YyqTemplateWizard *self)
{
  GtkWindow *dialog = yyq_template_clash_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), yyq_template_work_get_merge (self->work));

  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* Somebody else deleted or opened it: what was done here can go on as another one. */
static gboolean
can_be_copy (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
}

static void
show_refusal (YyqTemplateWizard *self, const GError *error)
{
  if (yyq_template_work_get_merge (self->work) != NULL &&
      g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT)) {
    show_clashes (self);
    return;
  }
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND))
    yyq_error_view_set_text (self->error_view, _ ("Somebody else deleted the template meanwhile"),
                             _ ("What you did is kept. It can go on as a new template."));
  else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT))
    yyq_error_view_set_text (self->error_view, _ ("Somebody else opened the template meanwhile"),
                             _ ("What you did is kept. Close the template and submit again, or go "
                                "on with it as a new template."));
  else
    yyq_error_view_set_error (self->error_view, error);
  gtk_widget_set_visible (self->copy_button, can_be_copy (error) && self->id != NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;
  const gboolean sent =
    yyq_template_work_send_finish (YYQ_TEMPLATE_WORK (source), result, &waits, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  set_sending (self, FALSE);
  if (!sent) {
    yyq_template_wizard_follow_work (self);
    show_refusal (self, error);
    return;
  }
  g_set_object (&self->made, yyq_template_work_get_template (self->work));
  yyq_template_basics_set_work (self->basics, NULL, NULL);
  g_clear_object (&self->work);
  yyq_info_bar_set_revealed (self->found_bar, FALSE);
  yyq_template_wizard_show_done (self, waits);
  yyq_page_mend_focus (YYQ_PAGE (self));
}

static void
send_work (YyqTemplateWizard *self)
{
  yyq_template_wizard_save_edits (self);
  yyq_error_view_set_error (self->error_view, NULL);
  gtk_widget_hide (self->copy_button);
  set_sending (self, TRUE);
  yyq_template_work_send_async (self->work, sent_cb, g_object_ref (self));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean copied =
    yyq_template_work_become_copy_finish (YYQ_TEMPLATE_WORK (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  set_sending (self, FALSE);
  if (!copied) {
    yyq_error_view_set_error (self->error_view, error);
    return;
  }
  g_clear_pointer (&self->id, g_free);
  yyq_template_basics_set_work (self->basics, yyq_page_get_session (YYQ_PAGE (self)), self->work);
  show_title (self);
  yyq_template_wizard_show_step (self, YYQ_WIZARD_BASICS);
}

static void
become_copy_cb (YyqTemplateWizard *self)
{
  yyq_template_wizard_save_edits (self);
  set_sending (self, TRUE);
  yyq_template_work_become_copy_async (self->work, copied_cb, g_object_ref (self));
}

/* Steps */

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqTemplateWizard *self = user_data;

  if (self->work == NULL || self->sending)
    return;
  if (self->step == YYQ_WIZARD_CONTROLS)
    send_work (self);
  else if (self->step == YYQ_WIZARD_BASICS && yyq_template_basics_judge (self->basics))
    yyq_template_wizard_show_step (self, YYQ_WIZARD_CONTROLS);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqTemplateWizard *self = user_data;

  if (self->step == YYQ_WIZARD_CONTROLS && !self->sending)
    yyq_template_wizard_show_step (self, YYQ_WIZARD_BASICS);
}

static void
open_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;
  const gboolean done = yyq_template_act_finish (result, &waits, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
  if (!done) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  gtk_widget_hide (self->open_button);
  yyq_ui_set_status_description (self->done_page,
                                 waits ? _ ("It is opened as soon as the platform can be reached.")
                                       : _ ("It is open: it can be used now."));
  yyq_page_mend_focus (YYQ_PAGE (self));
}

/* The version that was sent is not known here: it is asked for. */
static void
open_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplate) template =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (template == NULL) {
    yyq_page_set_busy (YYQ_PAGE (self), FALSE);
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  yyq_template_act_async (yyq_page_get_session (YYQ_PAGE (self)), template, YYQ_TEMPLATE_ACT_OPEN,
                          open_done_cb, g_object_ref (self));
}

static void
open_template_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  YyqTemplateWizard *self = user_data;
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (self));

  if (self->made == NULL || session == NULL)
    return;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_record_repository_load_async (
    YYQ_RECORD_REPOSITORY (yyq_template_repository_of (session)), yyq_template_get_id (self->made),
    yyq_page_get_cancellable (YYQ_PAGE (self)), open_loaded_cb, g_object_ref (self));
}

/* Object */

GtkWidget *
yyq_template_wizard_new (YyqSession *session, const char *id)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_TEMPLATE_WIZARD, "session", session, NULL);
  YyqTemplateWizard *self = YYQ_TEMPLATE_WIZARD (widget);

  self->id = g_strdup (id);
  return widget;
}

static void
yyq_template_wizard_shown (YyqPage *page)
{
  YyqTemplateWizard *self = YYQ_TEMPLATE_WIZARD (page);

  if (self->work == NULL && self->made == NULL)
    open_work (self);
}

static void
yyq_template_wizard_leave (YyqPage *page)
{
  YyqTemplateWizard *self = YYQ_TEMPLATE_WIZARD (page);

  if (self->dialog != NULL)
    gtk_window_destroy (self->dialog);
  yyq_template_wizard_save_edits (self);
  yyq_template_basics_set_work (self->basics, NULL, NULL);
  g_clear_object (&self->work);
}

static void
yyq_template_wizard_finalize (GObject *object)
{
  YyqTemplateWizard *self = YYQ_TEMPLATE_WIZARD (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->work);
  g_clear_object (&self->made);
  g_free (self->id);
  G_OBJECT_CLASS (yyq_template_wizard_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/templates/yyq-template-wizard.ui");
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, stack);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, state_page);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, steps);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, found_bar);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, warning_bar);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, basics);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, editor_slot);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, controls_stack);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, controls_state);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, error_view);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, copy_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, done_page);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, open_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, view_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, previous_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplateWizard, next_button);
  gtk_widget_class_bind_template_callback (klass, open_work);
  gtk_widget_class_bind_template_callback (klass, begin_anew_cb);
  gtk_widget_class_bind_template_callback (klass, changed_cb);
  gtk_widget_class_bind_template_callback (klass, become_copy_cb);
}

static void
yyq_template_wizard_class_init (YyqTemplateWizardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_wizard_finalize;
  YYQ_PAGE_CLASS (klass)->shown = yyq_template_wizard_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_template_wizard_leave;
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_INFO_BAR);
  g_type_ensure (YYQ_TYPE_ERROR_VIEW);
  g_type_ensure (YYQ_TYPE_TEMPLATE_BASICS);
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
yyq_template_wizard_init (YyqTemplateWizard *self)
{
  static const GActionEntry actions[] = {
    { .name = "next", .activate = next_cb },
    { .name = "previous", .activate = previous_cb },
    { .name = "open-template", .activate = open_template_cb, .parameter_type = "(sxs)" },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_page_add_actions (YYQ_PAGE (self), actions, G_N_ELEMENTS (actions));
}
