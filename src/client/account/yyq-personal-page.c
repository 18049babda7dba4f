/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-personal-page.h"

#include <glib/gi18n.h>

#include "yyq-bind-dialog.h"
#include "yyq-clock.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-password-dialog.h"
#include "yyq-sessions-group.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

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
  GtkWidget *refresh_button;
  AdwActionRow *driver_row;
  AdwActionRow *cache_row;
  GtkButton *passphrase_button;

  YyqUkeyManager *manager; /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqPersonalPage, yyq_personal_page, YYQ_TYPE_PAGE)

static YyqSession *
session_of (YyqPersonalPage *self)
{
  return yyq_page_get_session (YYQ_PAGE (self));
}

static const char *
state_text (YyqUkeyBinding *binding)
{
  switch (yyq_ukey_binding_get_state (binding)) {
  case YYQ_UKEY_STATE_EXPIRED:
    return _ ("Expired");
  case YYQ_UKEY_STATE_REVOKED:
    return _ ("Revoked");
  case YYQ_UKEY_STATE_ACTIVE:
  default:
    return _ ("Active");
  }
}

static GtkWidget *
state_pill (YyqUkeyBinding *binding)
{
  GtkWidget *pill = yyq_ui_pill ();
  const gboolean active = yyq_ukey_binding_get_state (binding) == YYQ_UKEY_STATE_ACTIVE;

  gtk_label_set_text (GTK_LABEL (pill), state_text (binding));
  gtk_widget_add_css_class (pill, active ? "done" : "failed");
  return pill;
}

static char *
binding_subtitle (YyqUkeyBinding *binding)
{
  g_autofree char *until = yyq_clock_say_day (yyq_ukey_binding_get_not_after (binding));
  g_autofree char *since = yyq_clock_say_day (yyq_ukey_binding_get_bound_at (binding));
  /* Translators: label of the token, day of binding, last day of the certificate */
  return g_strdup_printf (_ ("%s · bound on %s · valid until %s"),
                          yyq_ukey_binding_get_token_label (binding), since, until);
}

static void
add_binding (YyqPersonalPage *self, YyqUkeyBinding *binding)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *unbind = gtk_button_new_with_label (_ ("Unbind"));
  g_autofree char *subtitle = binding_subtitle (binding);
  g_autofree char *label =
    g_strdup_printf (_ ("Unbind %s"), yyq_ukey_binding_get_subject (binding));

  yyq_ui_set_row_text (row, yyq_ukey_binding_get_subject (binding), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("yyq-ukey-symbolic"));
  gtk_widget_set_valign (unbind, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (unbind, "flat");
  yyq_ui_set_accessible_label (unbind, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (unbind), "ukeys.unbind");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (unbind), "s",
                                    yyq_ukey_binding_get_id (binding));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state_pill (binding));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unbind);
  gtk_list_box_append (self->list, row);
}

static void
show_bindings (YyqPersonalPage *self, GListModel *bindings)
{
  const guint n = g_list_model_get_n_items (bindings);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqUkeyBinding) binding = g_list_model_get_item (bindings, i);

    add_binding (self, binding);
  }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
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

static void
unbound_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPersonalPage) self = user_data;
  g_autoptr (GError) error = NULL;

  const gboolean unbound = yyq_session_unbind_ukey_finish (YYQ_SESSION (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (unbound) {
    yyq_toast_show (GTK_WIDGET (self), _ ("The UKey is unbound"));
    load (self);
  } else {
    yyq_toast_show_error (GTK_WIDGET (self), error);
  }
}

static void
unbind_response_cb (YyqPersonalPage *self, const char *response, AdwMessageDialog *dialog)
{
  if (g_strcmp0 (response, "unbind") == 0)
    yyq_session_unbind_ukey_async (
      session_of (self), g_object_get_data (G_OBJECT (dialog), "binding"),
      yyq_page_get_cancellable (YYQ_PAGE (self)), unbound_cb, g_object_ref (self));
}

static void
unbind_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Unbind this UKey?"),
                            _ ("It can then no longer log in or sign for this company until it is "
                               "bound again; if you logged in with it, you are logged out. "
                               "Signatures made with it stay valid."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "unbind",
                                    _ ("Unbind"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "unbind",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "binding", g_variant_dup_string (parameter, NULL),
                          g_free);
  yyq_page_follow (YYQ_PAGE (widget), dialog, "response", G_CALLBACK (unbind_response_cb));
  gtk_window_present (GTK_WINDOW (dialog));
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

  yyq_ui_set_row_text (self->driver_row, n > 0 ? title : _ ("No UKey is plugged in"),
                       problem != NULL ? problem : otherwise);
  gtk_widget_set_sensitive (self->refresh_button, !yyq_ukey_manager_get_refreshing (self->manager));
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
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, driver_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, cache_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPersonalPage, passphrase_button);
  gtk_widget_class_bind_template_callback (widget_class, detail_text);
  gtk_widget_class_bind_template_callback (widget_class, bind_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
  gtk_widget_class_install_action (widget_class, "ukeys.unbind", "s", unbind_action);
}

static void
yyq_personal_page_init (YyqPersonalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
