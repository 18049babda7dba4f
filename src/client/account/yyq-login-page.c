/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-login-page.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-form-entry-row.h"
#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-ui.h"
#include "yyq-ukey-chooser.h"

struct _YyqLoginPage {
  YyqPage parent_instance;

  YyqFormEntryRow *server_row;
  GtkSpinner *server_spinner;
  GtkWidget *connect_button;
  YyqForm *form;
  GtkToggleButton *password_toggle;
  GtkToggleButton *ukey_toggle;
  GtkStack *stack;
  YyqFormEntryRow *phone_row;
  YyqFormSecretRow *password_row;
  YyqUkeyChooser *chooser;
  GtkWidget *login_button;
  GtkWidget *unlock_button;
  GtkWidget *demo_box;
  GtkBox *demo_accounts;
  GtkLabel *demo_pin;

  GSettings *memory;        /* (owned) (nullable) */
  GCancellable *connecting; /* (owned) (nullable): ends with the next address */
  char *url;                /* (owned) (nullable): of the platform that is asked, or was last */
  char *applied;            /* (owned) (nullable): the address as a hand has applied it */
  char *shown;              /* (owned) (nullable): the address of @url, as it stands in its row */
  gboolean is_demo;         /* whom one logs in to */
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

static YyqPinEntry *
password_of (YyqLoginPage *self)
{
  return yyq_form_secret_row_get_entry (self->password_row);
}

static const char *
typed_in (YyqFormEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_connected (YyqLoginPage *self)
{
  YyqSession *session = session_of (self);

  return session != NULL && self->connecting == NULL &&
         yyq_session_get_server_info (session) != NULL;
}

/* What is not typed is asked for when somebody presses the button; who is to be logged in to, and
 * with what, must be there. */
static void
update_ready (YyqLoginPage *self)
{
  yyq_form_set_ready (
    self->form, is_connected (self) &&
                  (!by_ukey (self) || yyq_ukey_chooser_get_certificate (self->chooser) != NULL));
}

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT);
}

/* (transfer full) (nullable): what is true before somebody is in; the rest is true everywhere. */
static char *
login_error_text (YyqLoginPage *self, const GError *error)
{
  if (is_lost (error))
    return g_strdup (_ ("The platform does not answer. Check the network and try again."));
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNBOUND))
    return g_strdup (_ ("No account has bound this UKey. Log in with your password, and bind it in "
                        "My account."));
  if (by_ukey (self) && g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT))
    return g_strdup (_ ("Several accounts have bound this UKey. Log in with your password."));
  return yyq_ui_error_text (error);
}

/* At the field that it is about, or below them all. */
static void
tell_login (YyqLoginPage *self, const GError *error)
{
  g_autofree char *text = login_error_text (self, error);

  if (by_ukey (self)) {
    yyq_ukey_chooser_show_error (self->chooser, self->form, error, text);
  } else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS)) {
    yyq_form_secret_row_refuse (self->password_row, text);
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  } else if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_LOCKED)) {
    yyq_form_row_say_error (YYQ_FORM_ROW (self->password_row), text);
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  } else {
    yyq_form_show_error (self->form, error, text);
  }
}

/* The next thing to type. */
static void
yyq_login_page_focus_first (YyqPage *page)
{
  YyqLoginPage *self = YYQ_LOGIN_PAGE (page);

  if (!is_connected (self) && *typed_in (self->server_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  else if (by_ukey (self))
    yyq_ukey_chooser_focus_pin (self->chooser);
  else if (*typed_in (self->phone_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->phone_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
method_changed_cb (YyqLoginPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, by_ukey (self) ? "ukey" : "password");
  yyq_form_say (self->form, NULL);
  update_ready (self);
  yyq_login_page_focus_first (YYQ_PAGE (self));
}

static void
demo_account_clicked_cb (GtkButton *button, gpointer user_data)
{
  YyqLoginPage *self = YYQ_LOGIN_PAGE (user_data);
  YyqServerInfo *info = yyq_session_get_server_info (session_of (self));
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  GPtrArray *accounts = info != NULL ? yyq_server_info_get_demo_accounts (info) : NULL;
  const YyqDemoAccount *account;

  if (accounts == NULL || index >= accounts->len)
    return;
  gtk_toggle_button_set_active (self->password_toggle, TRUE);
  account = accounts->pdata[index];
  gtk_editable_set_text (GTK_EDITABLE (self->phone_row), account->phone);
  yyq_pin_entry_set_text (password_of (self), account->password);
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

/* (transfer full) (nullable): what is true of an address that somebody has typed. */
static char *
server_error_text (const GError *error)
{
  if (is_lost (error))
    return g_strdup (_ ("Nothing answers at this address. Check it, and the network."));
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY) ||
      g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND))
    return g_strdup (_ ("What answers at this address is no platform. Check it."));
  return yyq_ui_error_text (error);
}

/* The line below the address: how it stands with the platform there. All nullable. */
static void
tell_server (YyqLoginPage *self, const char *text, const char *warning, const char *error)
{
  yyq_form_row_set_help (YYQ_FORM_ROW (self->server_row), text);
  yyq_form_row_set_warning (YYQ_FORM_ROW (self->server_row), warning);
  yyq_form_row_say_error (YYQ_FORM_ROW (self->server_row), error);
}

static void
show_server (YyqLoginPage *self, const GError *error)
{
  YyqServerInfo *info = yyq_session_get_server_info (session_of (self));
  g_autofree char *text = NULL;

  if (error != NULL) {
    text = server_error_text (error);
    tell_server (self, NULL, NULL, text);
    info = NULL;
  } else if (info != NULL && yyq_server_info_get_outdated (info)) {
    g_autoptr (GError) outdated = g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_OUTDATED, "");

    /* One may log in, and read. */
    text = yyq_ui_error_text (outdated);
    tell_server (self, NULL, text, NULL);
  } else if (info != NULL) {
    text = g_strdup_printf (_ ("Connected: %s %s"), yyq_server_info_get_name (info),
                            yyq_server_info_get_version (info));
    tell_server (self, text, NULL, NULL);
  }
  show_demo (self, info);
  update_ready (self);
}

/* A hand is at it already: at what comes next, or at the address, unless it has just applied that.
 */
static gboolean
is_typing (YyqLoginPage *self, GtkWidget *focus)
{
  const char *text = typed_in (self->server_row);

  if (focus == NULL)
    return FALSE;
  return gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)) ||
         (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->server_row)) &&
          g_strcmp0 (text, self->applied) != 0);
}

/* An address that is wrong is typed once more. */
static void
focus_next (YyqLoginPage *self, gboolean connected)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || is_typing (self, focus))
    return;
  if (connected)
    yyq_login_page_focus_first (YYQ_PAGE (self));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
}

/* What is typed anew is not asked for by itself. */
static void
update_connect (YyqLoginPage *self)
{
  gtk_widget_set_visible (self->connect_button,
                          g_strcmp0 (typed_in (self->server_row), self->shown) != 0);
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
  focus_next (self, error == NULL);
}

static void
stop_connecting (YyqLoginPage *self)
{
  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
}

/* @applied (nullable): what a hand has typed for @url. */
static void
take_address (YyqLoginPage *self, const char *url, const char *applied)
{
  g_free (self->url);
  self->url = g_strdup (url);
  g_free (self->applied);
  self->applied = g_strdup (applied);
  g_free (self->shown);
  self->shown = g_strdup (typed_in (self->server_row));
  update_connect (self);
  gtk_widget_set_visible (self->unlock_button, FALSE);
}

static void
ask_platform (YyqLoginPage *self)
{
  stop_connecting (self);
  if (*self->url == '\0') {
    set_spinning (self, FALSE);
    tell_server (self, _ ("Enter the address that your administrator gave you"), NULL, NULL);
    focus_next (self, FALSE);
    return;
  }
  self->connecting = g_cancellable_new ();
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  set_spinning (self, TRUE);
  tell_server (self, _ ("Asking the platform…"), NULL, NULL);
  update_ready (self);
  yyq_session_connect_async (session_of (self), self->url, self->connecting, connected_cb,
                             g_object_ref (self));
}

static void
server_applied_cb (YyqLoginPage *self)
{
  g_autofree char *url = NULL;

  if (!yyq_form_row_judge (YYQ_FORM_ROW (self->server_row))) {
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
    return;
  }
  url = yyq_form_row_get_value (YYQ_FORM_ROW (self->server_row));
  take_address (self, url, typed_in (self->server_row));
  ask_platform (self);
}

/* What is kept may be opened without the platform; who cannot be let in so logs in. */
static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLoginPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yyq_session_resume_finish (YYQ_SESSION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      yyq_page_is_left (YYQ_PAGE (self)))
    return;
  ask_platform (self);
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY))
    gtk_widget_set_visible (self->unlock_button, TRUE);
  else if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXPIRED))
    tell_login (self, error);
}

static void
unlock_clicked_cb (YyqLoginPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (
    yyq_passphrase_dialog_new_to_resume (GTK_WINDOW (root), session_of (self), self->url));
}

static void
resume (YyqLoginPage *self)
{
  stop_connecting (self);
  self->connecting = g_cancellable_new ();
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  set_spinning (self, TRUE);
  update_ready (self);
  yyq_session_resume_async (session_of (self), self->url, self->connecting, resumed_cb,
                            g_object_ref (self));
}

void
yyq_login_page_set_server (YyqLoginPage *self, const char *url)
{
  g_return_if_fail (YYQ_IS_LOGIN_PAGE (self));

  yyq_form_row_set_value (YYQ_FORM_ROW (self->server_row), url);
  take_address (self, url, NULL);
  if (*url == '\0') {
    ask_platform (self);
    return;
  }
  resume (self);
  yyq_login_page_focus_first (YYQ_PAGE (self));
}

void
yyq_login_page_set_waiting (YyqLoginPage *self, const char *text)
{
  g_return_if_fail (YYQ_IS_LOGIN_PAGE (self));
  set_spinning (self, TRUE);
  yyq_form_row_set_help (YYQ_FORM_ROW (self->server_row), text);
}

/* Not a demo's: it is another one each time. */
static void
remember (YyqLoginPage *self, const char *method)
{
  g_autofree char *phone = yyq_form_row_get_value (YYQ_FORM_ROW (self->phone_row));

  if (self->memory == NULL || self->is_demo)
    return;
  g_settings_set_string (self->memory, "last-method", method);
  if (g_str_equal (method, "password"))
    g_settings_set_string (self->memory, "last-phone", phone);
}

static void
password_login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLoginPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean ok = yyq_session_login_password_finish (YYQ_SESSION (source), result, &error);

  yyq_form_end (self->form);
  if (ok) {
    yyq_form_secret_row_clear (self->password_row);
    remember (self, "password");
  } else {
    tell_login (self, error);
  }
}

static void
ukey_login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLoginPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean ok = yyq_session_login_ukey_finish (YYQ_SESSION (source), result, &error);

  yyq_form_end (self->form);
  if (ok) {
    remember (self, "ukey");
    return;
  }
  tell_login (self, error);
  yyq_ukey_chooser_focus_pin (self->chooser);
}

static void
login_by_ukey (YyqLoginPage *self, GCancellable *cancellable)
{
  g_autoptr (YyqSecret) pin = yyq_ukey_chooser_take_pin (self->chooser);

  yyq_session_login_ukey_async (session_of (self), yyq_ukey_chooser_get_manager (self->chooser),
                                yyq_ukey_chooser_get_ukey (self->chooser),
                                yyq_ukey_chooser_get_certificate (self->chooser), pin, cancellable,
                                ukey_login_cb, g_object_ref (self));
}

static void
login_by_password (YyqLoginPage *self, GCancellable *cancellable)
{
  g_autoptr (YyqSecret) password = yyq_pin_entry_copy (password_of (self));
  g_autofree char *phone = yyq_form_row_get_value (YYQ_FORM_ROW (self->phone_row));

  yyq_session_login_password_async (session_of (self), phone, password, cancellable,
                                    password_login_cb, g_object_ref (self));
}

/* A log-in that succeeds takes this page away before it ends: only its button stops it. */
static void
submitted_cb (YyqLoginPage *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  self->is_demo = yyq_server_info_get_demo (yyq_session_get_server_info (session_of (self)));
  yyq_form_begin (self->form, cancellable);
  if (by_ukey (self))
    login_by_ukey (self, cancellable);
  else
    login_by_password (self, cancellable);
}

void
yyq_login_page_set_memory (YyqLoginPage *self, GSettings *settings)
{
  g_autofree char *phone = settings != NULL ? g_settings_get_string (settings, "last-phone") : NULL;
  g_autofree char *method =
    settings != NULL ? g_settings_get_string (settings, "last-method") : NULL;

  g_return_if_fail (YYQ_IS_LOGIN_PAGE (self));
  g_set_object (&self->memory, settings);
  if (phone != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->phone_row), phone);
  if (g_strcmp0 (method, "ukey") == 0)
    gtk_toggle_button_set_active (self->ukey_toggle, TRUE);
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
yyq_login_page_finalize (GObject *object)
{
  YyqLoginPage *self = YYQ_LOGIN_PAGE (object);

  g_clear_object (&self->memory);
  g_free (self->url);
  g_free (self->applied);
  g_free (self->shown);
  G_OBJECT_CLASS (yyq_login_page_parent_class)->finalize (object);
}

static void
yyq_login_page_class_init (YyqLoginPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_login_page_finalize;
  YYQ_PAGE_CLASS (klass)->leave = yyq_login_page_leave;
  YYQ_PAGE_CLASS (klass)->focus_first = yyq_login_page_focus_first;
  g_type_ensure (YYQ_TYPE_FORM);
  g_type_ensure (YYQ_TYPE_FORM_ENTRY_ROW);
  g_type_ensure (YYQ_TYPE_FORM_SECRET_ROW);
  g_type_ensure (YYQ_TYPE_UKEY_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-login-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, form);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, password_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, ukey_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, login_button);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, demo_box);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, demo_accounts);
  gtk_widget_class_bind_template_child (widget_class, YyqLoginPage, demo_pin);
  gtk_widget_class_bind_template_callback (widget_class, server_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_connect);
  gtk_widget_class_bind_template_callback (widget_class, unlock_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_ready);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
}

/* Behind the address. */
static void
add_suffixes (YyqLoginPage *self)
{
  self->server_spinner = GTK_SPINNER (gtk_spinner_new ());
  self->connect_button = gtk_button_new_with_label (_ ("Connect"));
  gtk_widget_set_visible (GTK_WIDGET (self->server_spinner), FALSE);
  gtk_widget_set_visible (self->connect_button, FALSE);
  g_signal_connect_object (self->connect_button, "clicked", G_CALLBACK (server_applied_cb), self,
                           G_CONNECT_SWAPPED);
  yyq_form_entry_row_add_suffix (self->server_row, GTK_WIDGET (self->server_spinner));
  yyq_form_entry_row_add_suffix (self->server_row, self->connect_button);
}

static void
yyq_login_page_init (YyqLoginPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_suffixes (self);
  yyq_pin_entry_set_max_length (password_of (self), 255);
}
