/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-dialog-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (YyqSignDialog, yyq_sign_dialog, ADW_TYPE_WINDOW)

const char *
yyq_sign_dialog_get_step (YyqSignDialog *self)
{
  g_return_val_if_fail (YYQ_IS_SIGN_DIALOG (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

gboolean
yyq_sign_dialog_is_at (YyqSignDialog *self, const char *step)
{
  return g_strcmp0 (yyq_sign_dialog_get_step (self), step) == 0;
}

/* For the person: nothing is under way. */
gboolean
yyq_sign_dialog_is_waiting (YyqSignDialog *self)
{
  return yyq_sign_dialog_is_at (self, "choose") || yyq_sign_dialog_is_at (self, "pin");
}

gboolean
yyq_sign_dialog_is_chosen (YyqSignDialog *self)
{
  return yyq_ukey_chooser_get_ready (self->ukey_chooser) &&
         yyq_seal_chooser_get_seal (self->seal_chooser) != NULL;
}

static gboolean
may_cancel (YyqSignDialog *self)
{
  /* What is on its way to the platform cannot be taken back. */
  return !yyq_sign_dialog_is_at (self, "progress") ||
         yyq_sign_operation_get_phase (self->operation) < YYQ_SIGN_PHASE_SENDING;
}

void
yyq_sign_dialog_update (YyqSignDialog *self)
{
  const gboolean choose = yyq_sign_dialog_is_at (self, "choose");
  const gboolean pin = yyq_sign_dialog_is_at (self, "pin");
  const gboolean result = yyq_sign_dialog_is_at (self, "result");
  const gboolean online = yyq_session_get_online (self->session);
  g_autofree char *next = result ? yyq_sign_dialog_next_label (self) : NULL;

  gtk_widget_set_visible (self->back_button, pin);
  gtk_widget_set_visible (self->download_button, result && self->signed_document != NULL);
  gtk_button_set_label (self->cancel_button, next != NULL ? _ ("Close") : _ ("Cancel"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button),
                          next != NULL || (!pin && !(result && self->next == YYQ_SIGN_NEXT_CLOSE)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), may_cancel (self));
  gtk_widget_set_visible (GTK_WIDGET (self->go_button), !yyq_sign_dialog_is_at (self, "progress"));
  gtk_button_set_label (self->go_button, choose         ? _ ("Next")
                                         : pin          ? _ ("Sign")
                                         : next != NULL ? next
                                                        : yyq_sign_next_get_label (self->next));
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_button),
                            result || (online && yyq_sign_dialog_is_chosen (self)));
  yyq_error_view_set_text (self->choose_error, online ? NULL : _ ("The platform cannot be reached"),
                           _ ("You cannot sign until it is back. Check the network; this continues "
                              "by itself as soon as the platform answers."));
}

void
yyq_sign_dialog_show_step (YyqSignDialog *self, const char *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  yyq_sign_watch_set_active (self->watch, yyq_sign_dialog_is_waiting (self));
  yyq_sign_dialog_update (self);
  if (yyq_sign_dialog_is_at (self, "pin"))
    gtk_widget_grab_focus (GTK_WIDGET (self->pin));
  else if (yyq_sign_dialog_is_at (self, "result"))
    gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
}

static void
go_clicked_cb (YyqSignDialog *self)
{
  if (yyq_sign_dialog_is_at (self, "choose"))
    yyq_sign_dialog_go_on (self);
  else if (yyq_sign_dialog_is_at (self, "pin"))
    yyq_sign_dialog_sign_typed (self);
  else if (yyq_sign_dialog_is_at (self, "result"))
    yyq_sign_dialog_go_after_result (self);
}

static void
back_clicked_cb (YyqSignDialog *self)
{
  yyq_ukey_pin_clear (self->pin);
  yyq_error_view_set_error (self->pin_error, NULL);
  yyq_sign_dialog_show_step (self, "choose");
}

/* A signature under way is called off first; the window goes when it has ended. */
static gboolean
yyq_sign_dialog_close_request (GtkWindow *window)
{
  YyqSignDialog *self = YYQ_SIGN_DIALOG (window);

  if (self->signing == NULL)
    return GTK_WINDOW_CLASS (yyq_sign_dialog_parent_class)->close_request (window);
  if (may_cancel (self)) {
    self->close_wanted = TRUE;
    g_cancellable_cancel (self->signing);
  }
  return TRUE;
}

/* Object */

static void
show_contract (YyqSignDialog *self)
{
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", yyq_contract_get_title (self->contract),
                                               yyq_contract_get_number (self->contract));

  adw_window_title_set_subtitle (self->window_title, subtitle);
}

/* As large as the window allows: the paper is to be read. */
static void
take_size (YyqSignDialog *self, GtkWindow *parent)
{
  const int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  const int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 80, 760, 1480),
                                 CLAMP (height - 60, 560, 1100));
}

GtkWindow *
yyq_sign_dialog_new (GtkWindow *parent, YyqSession *session, YyqUkeyManager *manager,
                     YyqContract *contract, GBytes *document)
{
  YyqSignDialog *self = g_object_new (YYQ_TYPE_SIGN_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->manager = g_object_ref (manager);
  self->contract = g_object_ref (contract);
  self->party = g_object_ref (yyq_contract_find_my_turn (contract));
  take_size (self, parent);
  show_contract (self);
  yyq_sign_dialog_watch (self);
  g_signal_connect_object (session, "notify::online", G_CALLBACK (yyq_sign_dialog_update), self,
                           G_CONNECT_SWAPPED);
  yyq_sign_dialog_load_choice (self, document);
  return GTK_WINDOW (self);
}

/* Calls under way keep the dialog until they end; they must find nothing left to do for it. */
static void
leave (YyqSignDialog *self)
{
  if (self->left)
    return;
  self->left = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->signing != NULL)
    g_cancellable_cancel (self->signing);
  if (self->watch != NULL)
    yyq_sign_watch_stop (self->watch);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  yyq_sign_dialog_leave_choice (self);
}

static void
yyq_sign_dialog_unrealize (GtkWidget *widget)
{
  leave (YYQ_SIGN_DIALOG (widget));
  GTK_WIDGET_CLASS (yyq_sign_dialog_parent_class)->unrealize (widget);
}

static void
yyq_sign_dialog_dispose (GObject *object)
{
  leave (YYQ_SIGN_DIALOG (object));
  G_OBJECT_CLASS (yyq_sign_dialog_parent_class)->dispose (object);
}

static void
yyq_sign_dialog_finalize (GObject *object)
{
  YyqSignDialog *self = YYQ_SIGN_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->manager);
  g_clear_object (&self->contract);
  g_clear_object (&self->party);
  g_clear_object (&self->operation);
  g_clear_object (&self->signing);
  g_clear_object (&self->watch);
  g_clear_object (&self->done);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->signed_document, g_bytes_unref);
  g_object_unref (self->place);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yyq_sign_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-sign-dialog.ui");
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, cancel_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, back_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, download_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, go_button);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, window_title);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, view);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, stack);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, ukey_chooser);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, bind_box);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, seal_chooser);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, summary);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, pin);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, choose_error);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, pin_error);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, progress);
  gtk_widget_class_bind_template_child (klass, YyqSignDialog, result);
  gtk_widget_class_bind_template_callback (klass, back_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, go_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, yyq_sign_dialog_update);
  gtk_widget_class_bind_template_callback (klass, yyq_sign_dialog_sign_typed);
  gtk_widget_class_bind_template_callback (klass, gtk_window_close);
  yyq_sign_dialog_class_init_choice (klass);
  yyq_sign_dialog_class_init_done (klass);
}

static void
yyq_sign_dialog_class_init (YyqSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_sign_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_sign_dialog_finalize;
  widget_class->unrealize = yyq_sign_dialog_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = yyq_sign_dialog_close_request;
  g_type_ensure (YYQ_TYPE_PDF_VIEW);
  g_type_ensure (YYQ_TYPE_UKEY_CHOOSER);
  g_type_ensure (YYQ_TYPE_SEAL_CHOOSER);
  g_type_ensure (YYQ_TYPE_UKEY_PIN);
  g_type_ensure (YYQ_TYPE_ERROR_VIEW);
  g_type_ensure (YYQ_TYPE_SIGN_PROGRESS);
  g_type_ensure (YYQ_TYPE_SIGN_RESULT);
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_sign_dialog_init (YyqSignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->place = yyq_pdf_place_new ();
  yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->place));
  yyq_ukey_chooser_set_without_pin (self->ukey_chooser);
}
