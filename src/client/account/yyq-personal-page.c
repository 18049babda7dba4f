/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-personal-page.h"

#include <glib/gi18n.h>

#include "yyq-bind-dialog.h"
#include "yyq-driver-guide.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-password-dialog.h"
#include "yyq-sessions-group.h"
#include "yyq-toast.h"
#include "yyq-ui.h"
#include "yyq-ukey-name-dialog.h"
#include "yyq-ukey-row.h"

struct _YyqPersonalPage {
  YyqPage parent_instance;

  GtkLabel *name_label;
  GtkLabel *detail_label;
  AdwActionRow *password_row;
  GtkButton *password_button;
  YyqSessionsGroup *sessions;
  GtkStack *stack;
  GtkLabel *error_label;
  GtkListBox *list;
  GtkWidget *bind_button;
  GtkWidget *refresh_button;
  AdwActionRow *driver_row;
  AdwActionRow *cache_row;
  GtkButton *passphrase_button;

  YyqUkeyManager *manager; /* (owned) */
  GListModel *bindings;    /* (owned) (nullable): that are shown */
};

G_DEFINE_FINAL_TYPE (YyqPersonalPage, yyq_personal_page, YYQ_TYPE_PAGE)

static YyqSession *
session_of (YyqPersonalPage *self)
{
  return yyq_page_get_session (YYQ_PAGE (self));
}

static void
show_bindings (YyqPersonalPage *self, GListModel *bindings)
{
  const guint n = g_list_model_get_n_items (bindings);
  const int place = yyq_ui_get_focused_row (self->list);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqUkeyBinding) binding = g_list_model_get_item (bindings, i);

    gtk_list_box_append (self->list, yyq_ukey_row_new (binding));
  }
  g_set_object (&self->bindings, bindings);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  /* The last one may have gone: what comes next is to bind another. */
  if (place >= 0 && !yyq_ui_focus_row (self->list, place))
    gtk_widget_grab_focus (self->bind_button);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPersonalPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) bindings =
    yyq_session_list_ukeys_finish (YYQ_SESSION (source), result, &error);
  g_autofree char *text = yyq_ui_error_text (error);

  if (bindings != NULL) {
    show_bindings (self, bindings);
  } else if (text != NULL) {
    gtk_label_set_text (self->error_label, text);
    gtk_stack_set_visible_child_name (self->stack, "error");
  }
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
}

static void
load (YyqPersonalPage *self)
{
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_sessions_group_load (self->sessions, session_of (self),
                           yyq_page_get_cancellable (YYQ_PAGE (self)));
  yyq_session_list_ukeys_async (session_of (self), yyq_page_get_cancellable (YYQ_PAGE (self)),
                                listed_cb, g_object_ref (self));
}

/* (transfer full) (nullable) */
static YyqUkeyBinding *
find_binding (YyqPersonalPage *self, const char *id)
{
  for (guint i = 0; self->bindings != NULL && i < g_list_model_get_n_items (self->bindings); i++) {
    g_autoptr (YyqUkeyBinding) binding = g_list_model_get_item (self->bindings, i);

    if (g_strcmp0 (yyq_ukey_binding_get_id (binding), id) == 0)
      return g_steal_pointer (&binding);
  }
  return NULL;
}

/* What has become of it; @ended: with the UKey this log-in has ended, too. */
static void
show_changed (YyqPersonalPage *self, const char *text, gboolean ended, const GError *error)
{
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (error != NULL) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  yyq_toast_show (GTK_WIDGET (self), text);
  if (ended)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.log-out", NULL);
  else
    load (self);
}

/* One question that waits for its answer. */
typedef struct {
  YyqPersonalPage *page; /* (owned) */
  gboolean in_use;
} Change;

static Change *
change_new (YyqPersonalPage *self, AdwMessageDialog *dialog)
{
  Change *change = g_new (Change, 1);

  change->page = g_object_ref (self);
  change->in_use = g_object_get_data (G_OBJECT (dialog), "in-use") != NULL;
  return change;
}

static void
end_change (Change *change, const char *text, GError *error)
{
  show_changed (change->page, text, change->in_use, error);
  g_clear_error (&error);
  g_object_unref (change->page);
  g_free (change);
}

static void
unbound_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  yyq_session_unbind_ukey_finish (YYQ_SESSION (source), result, &error);
  end_change (user_data, _ ("The UKey is unbound"), error);
}

static void
unbind_response_cb (YyqPersonalPage *self, const char *response, AdwMessageDialog *dialog)
{
  if (g_strcmp0 (response, "go") == 0)
    yyq_session_unbind_ukey_async (
      session_of (self), g_object_get_data (G_OBJECT (dialog), "binding"),
      yyq_page_get_cancellable (YYQ_PAGE (self)), unbound_cb, change_new (self, dialog));
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  yyq_session_report_loss_finish (YYQ_SESSION (source), result, &error);
  end_change (user_data, _ ("The UKey is suspended"), error);
}

static void
loss_response_cb (YyqPersonalPage *self, const char *response, AdwMessageDialog *dialog)
{
  if (g_strcmp0 (response, "go") == 0)
    yyq_session_report_loss_async (
      session_of (self), g_object_get_data (G_OBJECT (dialog), "binding"),
      yyq_page_get_cancellable (YYQ_PAGE (self)), reported_cb, change_new (self, dialog));
}

static GtkWidget *
new_question (YyqPersonalPage *self, const char *title, const char *text, const char *go,
              GVariant *binding)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), title, text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "go", go,
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "binding", g_variant_dup_string (binding, NULL),
                          g_free);
  return dialog;
}

/* What can no longer be done with the UKey afterwards, and that this log-in goes with it. */
static void
ask_to_end (YyqPersonalPage *self, GVariant *id, GtkWidget *dialog, GCallback answered)
{
  g_autoptr (YyqUkeyBinding) binding = find_binding (self, g_variant_get_string (id, NULL));

  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go",
                                              ADW_RESPONSE_DESTRUCTIVE);
  if (binding != NULL && yyq_ukey_binding_get_in_use (binding)) {
    g_autofree char *text =
      g_strdup_printf ("%s\n\n%s", adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                       _ ("You are logged in with this UKey: you will be logged out."));

    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
    g_object_set_data (G_OBJECT (dialog), "in-use", GINT_TO_POINTER (TRUE));
  }
  yyq_page_follow (YYQ_PAGE (self), dialog, "response", answered);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
unbind_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqPersonalPage *self = YYQ_PERSONAL_PAGE (widget);

  ask_to_end (self, parameter,
              new_question (self, _ ("Unbind this UKey?"),
                            _ ("It can then no longer log in or sign for this company until it is "
                               "bound again. Signatures made with it stay valid."),
                            _ ("Unbind"), parameter),
              G_CALLBACK (unbind_response_cb));
}

static void
report_loss_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqPersonalPage *self = YYQ_PERSONAL_PAGE (widget);

  ask_to_end (self, parameter,
              new_question (self, _ ("Report this UKey lost?"),
                            _ ("It can no longer log in or sign from this moment on. Tell the "
                               "authority that issued it, too, so that its certificate is revoked. "
                               "If you find it, bind it again."),
                            _ ("Report lost"), parameter),
              G_CALLBACK (loss_response_cb));
}

static void
renamed_cb (YyqPersonalPage *self)
{
  show_changed (self, _ ("The UKey has a new name"), FALSE, NULL);
}

static void
rename_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqPersonalPage *self = YYQ_PERSONAL_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (YyqUkeyBinding) binding = find_binding (self, id);
  GtkWindow *dialog =
    yyq_ukey_name_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), session_of (self), id,
                              binding != NULL ? yyq_ukey_binding_get_name (binding) : NULL);

  yyq_page_follow (YYQ_PAGE (self), dialog, "renamed", G_CALLBACK (renamed_cb));
  gtk_window_present (dialog);
}

static void
bound_cb (YyqPersonalPage *self)
{
  yyq_toast_show (GTK_WIDGET (self), _ ("The UKey is bound"));
  load (self);
}

static void
bind_clicked_cb (YyqPersonalPage *self)
{
  GtkWindow *dialog = yyq_bind_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                           session_of (self), self->manager);

  yyq_page_follow (YYQ_PAGE (self), dialog, "bound", G_CALLBACK (bound_cb));
  gtk_window_present (dialog);
}

/* For the label of the template; both may be NULL. */
static char *
detail_text (YyqPersonalPage *self, YyqAccount *account, YyqEnterprise *enterprise)
{
  GString *detail = g_string_new (NULL);

  if (account != NULL)
    g_string_append (detail, yyq_account_get_phone_masked (account));
  if (account != NULL && yyq_account_get_role_name (account) != NULL)
    g_string_append_printf (detail, " · %s", yyq_account_get_role_name (account));
  if (enterprise != NULL)
    g_string_append_printf (detail, " · %s", yyq_enterprise_get_name (enterprise));
  return g_string_free (detail, FALSE);
}

/* What stands between this computer and a usable UKey: the manager's ladder, in words. */
static void
show_driver (YyqPersonalPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->manager));
  const char *problem =
    yyq_ukey_diagnosis_get_text (yyq_ukey_manager_get_diagnosis (self->manager));
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u UKey is plugged in", "%u UKeys are plugged in", n), n);
  const char *otherwise = n > 0 ? _ ("The driver works.") : _ ("Insert the UKey and detect again.");

  /* Its button stays as it is: one that cannot be pressed for a while loses the keyboard. */
  if (yyq_ukey_manager_get_refreshing (self->manager))
    otherwise = problem = _ ("Looking for UKeys…");
  yyq_ui_set_row_text (self->driver_row, n > 0 ? title : _ ("No UKey is plugged in"),
                       problem != NULL ? problem : otherwise);
}

static void
show_cache (YyqPersonalPage *self)
{
  const YyqSessionCache cache = yyq_session_get_cache (session_of (self));
  const gboolean unprotected =
    cache == YYQ_SESSION_CACHE_MEMORY || cache == YYQ_SESSION_CACHE_LOCKED;
  static const char *const titles[] = {
    [YYQ_SESSION_CACHE_NONE] = N_ ("Nothing is kept"),
    [YYQ_SESSION_CACHE_ENCRYPTED] = N_ ("Contracts are kept encrypted"),
    [YYQ_SESSION_CACHE_PASSPHRASE] = N_ ("Contracts are kept encrypted"),
    [YYQ_SESSION_CACHE_MEMORY] = N_ ("Contracts are kept only until the program is closed"),
    [YYQ_SESSION_CACHE_LOCKED] = N_ ("What was kept is locked"),
  };
  static const char *const subtitles[] = {
    [YYQ_SESSION_CACHE_NONE] = N_ ("No company is chosen."),
    [YYQ_SESSION_CACHE_ENCRYPTED] =
      N_ ("They can be read offline. The key is in this computer’s keyring."),
    [YYQ_SESSION_CACHE_PASSPHRASE] =
      N_ ("They can be read offline. Your passphrase protects them."),
    [YYQ_SESSION_CACHE_MEMORY] =
      N_ ("This computer has no keyring to keep a key in. You can use a passphrase instead."),
    [YYQ_SESSION_CACHE_LOCKED] = N_ ("Type its passphrase to read it, also offline."),
  };

  yyq_ui_set_row_text (self->cache_row, _ (titles[cache]), _ (subtitles[cache]));
  gtk_button_set_label (self->passphrase_button,
                        cache == YYQ_SESSION_CACHE_LOCKED ? _ ("Unlock") : _ ("Use a passphrase"));
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_button), unprotected);
}

static void
show_password (YyqPersonalPage *self)
{
  YyqAccount *account = yyq_session_get_account (session_of (self));
  const gboolean has = account == NULL || yyq_account_get_has_password (account);

  yyq_ui_set_row_text (self->password_row, _ ("Log-in password"),
                       has ? _ ("Logs you in together with your phone number.")
                           : _ ("None is set: you can log in with a UKey only."));
  gtk_button_set_label (self->password_button, has ? _ ("Change…") : _ ("Set…"));
}

static void
password_changed_cb (YyqPersonalPage *self)
{
  load (self);
  yyq_toast_show (GTK_WIDGET (self), _ ("The password is changed; other computers are logged out"));
}

static void
password_clicked_cb (YyqPersonalPage *self)
{
  GtkWindow *dialog = yyq_password_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               session_of (self));

  yyq_page_follow (YYQ_PAGE (self), dialog, "changed", G_CALLBACK (password_changed_cb));
  gtk_window_present (dialog);
}

static void
passphrase_clicked_cb (YyqPersonalPage *self)
{
  GtkWindow *dialog = yyq_passphrase_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), session_of (self));

  gtk_window_present (dialog);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPersonalPage) self = user_data;

  yyq_ukey_manager_refresh_finish (YYQ_UKEY_MANAGER (source), result, NULL);
  if (!yyq_page_is_left (YYQ_PAGE (self)))
    show_driver (self);
}

static void
refresh_clicked_cb (YyqPersonalPage *self)
{
  yyq_ukey_manager_refresh_async (self->manager, yyq_page_get_cancellable (YYQ_PAGE (self)),
                                  refreshed_cb, g_object_ref (self));
}

static void
guide_clicked_cb (YyqPersonalPage *self)
{
  gtk_window_present (yyq_driver_guide_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                            self->manager, NULL));
}

static void
yyq_personal_page_shown (YyqPage *page)
{
  load (YYQ_PERSONAL_PAGE (page));
}

GtkWidget *
yyq_personal_page_new (YyqSession *session, YyqUkeyManager *manager)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_PERSONAL_PAGE, "session", session, NULL);
  YyqPersonalPage *self = YYQ_PERSONAL_PAGE (widget);
  YyqPage *page = YYQ_PAGE (widget);

  self->manager = g_object_ref (manager);
  yyq_page_follow (page, session, "notify::cache", G_CALLBACK (show_cache));
  yyq_page_follow (page, manager, "items-changed", G_CALLBACK (show_driver));
  yyq_page_follow (page, manager, "notify::diagnosis", G_CALLBACK (show_driver));
  yyq_page_follow (page, manager, "notify::refreshing", G_CALLBACK (show_driver));
  yyq_page_follow (page, session, "notify::account", G_CALLBACK (show_password));
  show_driver (self);
  show_cache (self);
  show_password (self);
  return widget;
}

static void
yyq_personal_page_leave (YyqPage *page)
{
  g_clear_object (&YYQ_PERSONAL_PAGE (page)->manager);
  g_clear_object (&YYQ_PERSONAL_PAGE (page)->bindings);
}

static void
yyq_personal_page_class_init (YyqPersonalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YYQ_PAGE_CLASS (klass)->shown = yyq_personal_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_personal_page_leave;
  g_type_ensure (YYQ_TYPE_SESSION);
  g_type_ensure (YYQ_TYPE_ACCOUNT);
  g_type_ensure (YYQ_TYPE_SESSIONS_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-personal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, detail_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, password_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, list);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, bind_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, driver_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, cache_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, passphrase_button);
  gtk_widget_class_bind_template_callback (widget_class, detail_text);
  gtk_widget_class_bind_template_callback (widget_class, bind_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
  gtk_widget_class_install_action (widget_class, "ukeys.unbind", "s", unbind_action);
  gtk_widget_class_install_action (widget_class, "ukeys.rename", "s", rename_action);
  gtk_widget_class_install_action (widget_class, "ukeys.report-loss", "s", report_loss_action);
}

static void
yyq_personal_page_init (YyqPersonalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
