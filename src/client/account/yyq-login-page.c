/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-login-page.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-pin-entry.h"
#include "yyq-ui.h"
#include "yyq-ukey-chooser.h"

struct _YyqLoginPage {
  YyqPage parent_instance;

  GtkWidget *server_group;
  AdwEntryRow *server_row;
  GtkSpinner *server_spinner;
  GtkLabel *server_label;
  GtkToggleButton *password_toggle;
  GtkToggleButton *ukey_toggle;
  GtkStack *stack;
  GtkWidget *password_group;
  GtkEditable *phone_row;
  YyqPinEntry *password_entry;
  YyqUkeyChooser *chooser;
  GtkLabel *error_label;
  GtkWidget *login_button;
  GtkWidget *demo_box;
  GtkBox *demo_accounts;
  GtkLabel *demo_pin;

  GCancellable *connecting; /* (owned) (nullable): ends with the next address */
  gboolean logging_in;
};

G_DEFINE_FINAL_TYPE (YyqLoginPage, yyq_login_page, YYQ_TYPE_PAGE)

static YyqSession *
session_of (YyqLoginPage *self)
{
  return yyq_page_get_session (YYQ_PAGE (self));
}

static gboolean
by_ukey (YyqLoginPage *self)
{
  return gtk_toggle_button_get_active (self->ukey_toggle);
}

static gboolean
inputs_complete (YyqLoginPage *self)
{
  if (by_ukey (self))
    return yyq_ukey_chooser_get_ready (self->chooser);
  return *gtk_editable_get_text (self->phone_row) != '\0' &&
         yyq_pin_entry_get_length (self->password_entry) > 0;
}

static void
update_button (YyqLoginPage *self)
{
  YyqSession *session = session_of (self);
  const gboolean known =
    session != NULL && self->connecting == NULL && yyq_session_get_server_info (session) != NULL;

  gtk_widget_set_sensitive (self->login_button,
                            known && !self->logging_in && inputs_complete (self));
}

/* What was refused is told in the words of the way that was chosen. */
static char *
refusal_text (YyqLoginPage *self, const GError *error)
{
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS) && !by_ukey (self))
    return g_strdup (_ ("Wrong phone number or password"));
  if (by_ukey (self) && (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS) ||
                         yyq_session_ukey_is_unbound (error)))
    return g_strdup (_ ("This UKey is not bound to any account"));
  return yyq_ui_error_text (error);
}

static void
show_error (YyqLoginPage *self, const GError *error)
{
  g_autofree char *text = refusal_text (self, error);

  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static void
method_changed_cb (YyqLoginPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, by_ukey (self) ? "ukey" : "password");
  show_error (self, NULL);
  update_button (self);
  if (by_ukey (self))
    yyq_ukey_chooser_focus_pin (self->chooser);
}

static void
demo_account_clicked_cb (GtkButton *button, gpointer user_data)
{
  YyqLoginPage *self = YYQ_LOGIN_PAGE (user_data);
  YyqServerInfo *info = yyq_session_get_server_info (session_of (self));
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  GPtrArray *accounts = info != NULL ? yyq_server_info_get_demo_accounts (info) : NULL;

  if (accounts == NULL || index >= accounts->len)
    return;
  gtk_toggle_button_set_active (self->password_toggle, TRUE);
  gtk_editable_set_text (self->phone_row, ((YyqDemoAccount *) accounts->pdata[index])->phone);
  yyq_pin_entry_set_text (self->password_entry,
                          ((YyqDemoAccount *) accounts->pdata[index])->password);
  gtk_widget_grab_focus (self->login_button);
}

static GtkWidget *
demo_account_button (YyqLoginPage *self, const YyqDemoAccount *account, guint index)
{
  /* Translators: name, phone number and password of a demo account */
  g_autofree char *text =
    g_strdup_printf (_ ("%s · %s · password %s"), account->name, account->phone, account->password);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), yyq_ui_label (text, NULL));
  gtk_widget_add_css_class (button, "flat");
  yyq_ui_set_accessible_label (button, text);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (demo_account_clicked_cb), self, 0);
  return button;
}

static void
show_demo (YyqLoginPage *self, YyqServerInfo *info)
{
  const gboolean demo = info != NULL && yyq_server_info_get_demo (info);
  const char *pin = demo ? yyq_server_info_get_demo_ukey_pin (info) : NULL;

  yyq_ui_remove_children (GTK_WIDGET (self->demo_accounts));
  gtk_widget_set_visible (self->demo_box, demo);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_pin), pin != NULL);
  if (demo) {
    GPtrArray *accounts = yyq_server_info_get_demo_accounts (info);

    for (guint i = 0; i < accounts->len; i++)
      gtk_box_append (self->demo_accounts, demo_account_button (self, accounts->pdata[i], i));
  }
  if (pin != NULL) {
    g_autofree char *text = g_strdup_printf (_ ("PIN of the demo UKey: %s"), pin);

    gtk_label_set_text (self->demo_pin, text);
  }
}

/* Nothing is known of this address yet: neither what is stored nor what was sent is of interest. */
static char *
address_text (const GError *error)
{
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID))
    return g_strdup (_ ("This is not a valid address. It begins with https://"));
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE))
    return g_strdup (_ ("This address cannot be reached. Check it and try again."));
  return yyq_ui_error_text (error);
}

static void
show_server (YyqLoginPage *self, const GError *error)
{
  YyqServerInfo *info = yyq_session_get_server_info (session_of (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->server_label), "error");
  if (error != NULL) {
    g_autofree char *text = address_text (error);

    gtk_widget_add_css_class (GTK_WIDGET (self->server_label), "error");
    gtk_label_set_text (self->server_label, text != NULL ? text : "");
    info = NULL;
  } else if (info != NULL && yyq_server_info_get_outdated (info)) {
    g_autoptr (GError) outdated = g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_OUTDATED, "");
    g_autofree char *text = yyq_ui_error_text (outdated);

    /* One may log in, and read. */
    gtk_label_set_text (self->server_label, text);
  } else if (info != NULL) {
    g_autofree char *text = g_strdup_printf (
      _ ("Connected: %s %s"), yyq_server_info_get_name (info), yyq_server_info_get_version (info));

    gtk_label_set_text (self->server_label, text);
  }
  show_demo (self, info);
  update_button (self);
}

/* The next thing to type, unless a hand is at it already. */
static void
focus_phone (YyqLoginPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!by_ukey (self) &&
      (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack))))
    gtk_widget_grab_focus (GTK_WIDGET (self->phone_row));
}

static void
set_spinning (YyqLoginPage *self, gboolean spinning)
{
  gtk_spinner_set_spinning (self->server_spinner, spinning);
  gtk_widget_set_visible (GTK_WIDGET (self->server_spinner), spinning);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLoginPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Cancelled: another address is being asked already, or the page is gone. */
  if (!yyq_session_connect_finish (YYQ_SESSION (source), result, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  g_clear_object (&self->connecting);
  set_spinning (self, FALSE);
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
  show_server (self, error);
  if (error == NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    focus_phone (self);
}

static void
stop_connecting (YyqLoginPage *self)
{
  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
}

static void
connect_to (YyqLoginPage *self, const char *url)
{
  stop_connecting (self);
  if (*url == '\0') {
    set_spinning (self, FALSE);
    gtk_label_set_text (self->server_label,
                        _ ("Enter the address that your administrator gave you"));
    return;
  }
  self->connecting = g_cancellable_new ();
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  set_spinning (self, TRUE);
  gtk_label_set_text (self->server_label, _ ("Asking the platform…"));
  update_button (self);
  yyq_session_connect_async (session_of (self), url, self->connecting, connected_cb,
                             g_object_ref (self));
}

/* "host" alone means https: nobody types the scheme. */
static char *
complete_url (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));

  if (*text == '\0' || strstr (text, "://") != NULL)
    return g_steal_pointer (&text);
  return g_strconcat ("https://", text, NULL);
}

static void
server_applied_cb (YyqLoginPage *self)
{
  g_autofree char *url = complete_url (gtk_editable_get_text (GTK_EDITABLE (self->server_row)));

  connect_to (self, url);
}

void
yyq_login_page_set_server (YyqLoginPage *self, const char *url)
{
  g_return_if_fail (YYQ_IS_LOGIN_PAGE (self));

  /* The apply button stands for what a person typed: it would show for this text too. */
  adw_entry_row_set_show_apply_button (self->server_row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->server_row), url);
  adw_entry_row_set_show_apply_button (self->server_row, TRUE);
  connect_to (self, url);
}

void
yyq_login_page_set_waiting (YyqLoginPage *self, const char *text)
{
  g_return_if_fail (YYQ_IS_LOGIN_PAGE (self));
  set_spinning (self, TRUE);
  gtk_label_set_text (self->server_label, text);
}

static void
login_ended (YyqLoginPage *self, gboolean ok, const GError *error)
{
  self->logging_in = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (ok)
    yyq_pin_entry_clear (self->password_entry);
  show_error (self, ok ? NULL : error);
  update_button (self);
}

/* Dots cannot be corrected: what was refused is typed anew. After any other failure it stays. */
static void
drop_refused_password (YyqLoginPage *self)
{
  yyq_pin_entry_clear (self->password_entry);
  yyq_pin_entry_set_failed (self->password_entry, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
}

static void
password_login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLoginPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean ok = yyq_session_login_password_finish (YYQ_SESSION (source), result, &error);

  login_ended (self, ok, error);
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS))
    drop_refused_password (self);
}

static void
ukey_login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLoginPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean ok = yyq_session_login_ukey_finish (YYQ_SESSION (source), result, &error);

  login_ended (self, ok, error);
}

/* A log-in that succeeds takes this page away before it ends: nothing cancels it. */
static void
login_by_ukey (YyqLoginPage *self)
{
  g_autoptr (YyqSecret) pin = yyq_ukey_chooser_take_pin (self->chooser);

  yyq_session_login_ukey_async (session_of (self), yyq_ukey_chooser_get_manager (self->chooser),
                                yyq_ukey_chooser_get_ukey (self->chooser),
                                yyq_ukey_chooser_get_certificate (self->chooser), pin, NULL,
                                ukey_login_cb, g_object_ref (self));
}

static void
login_by_password (YyqLoginPage *self)
{
  g_autoptr (YyqSecret) password = yyq_pin_entry_copy (self->password_entry);
  g_autofree char *phone = g_strstrip (g_strdup (gtk_editable_get_text (self->phone_row)));

  yyq_session_login_password_async (session_of (self), phone, password, NULL, password_login_cb,
                                    g_object_ref (self));
}

static void
login_clicked_cb (YyqLoginPage *self)
{
  if (!gtk_widget_get_sensitive (self->login_button))
    return;
  self->logging_in = TRUE;
  show_error (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  if (by_ukey (self))
    login_by_ukey (self);
  else
    login_by_password (self);
  update_button (self);
}

GtkWidget *
yyq_login_page_new (YyqSession *session, YyqUkeyManager *manager)
{
  YyqLoginPage *self = g_object_new (YYQ_TYPE_LOGIN_PAGE, "session", session, NULL);

  yyq_ukey_chooser_set_manager (self->chooser, manager);
  if (yyq_session_get_server_info (session) != NULL)
    show_server (self, NULL);
  return GTK_WIDGET (self);
}

static void
yyq_login_page_leave (YyqPage *page)
{
  stop_connecting (YYQ_LOGIN_PAGE (page));
}

static void
yyq_login_page_class_init (YyqLoginPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YYQ_PAGE_CLASS (klass)->leave = yyq_login_page_leave;
  g_type_ensure (YYQ_TYPE_PIN_ENTRY);
  g_type_ensure (YYQ_TYPE_UKEY_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-login-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, server_group);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, server_spinner);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, server_label);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, password_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, ukey_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, password_group);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, password_entry);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, login_button);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, demo_box);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, demo_accounts);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, demo_pin);
  gtk_widget_class_bind_template_callback (widget_class, server_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
  gtk_widget_class_bind_template_callback (widget_class, login_clicked_cb);
}

static void
yyq_login_page_init (YyqLoginPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_ui_name_list (self->server_group, _ ("Server address"));
  yyq_ui_name_list (self->password_group, _ ("Password"));
  yyq_pin_entry_set_max_length (self->password_entry, 255);
}
