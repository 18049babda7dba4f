/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-login-page.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-page-life.h"

#define PASSPHRASE "缓存口令"

/* The log-in in a window, over the real platform. */
typedef struct {
  SyncFixture sync;
  YyqUkeyManager *manager;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static gpointer
child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->page, YYQ_TYPE_LOGIN_PAGE, name);
}

static YyqPinEntry *
password_entry (Fixture *fixture)
{
  return yyq_form_secret_row_get_entry (child (fixture, "password_row"));
}

static void
open_page (Fixture *fixture)
{
  fixture->window = adw_window_new ();
  fixture->page = yyq_login_page_new (fixture->sync.session, fixture->manager);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->manager = yyq_ukey_manager_new ();
  open_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (fixture->page != NULL)
    g_object_remove_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  g_object_unref (fixture->manager);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static void
connect_to (Fixture *fixture, const char *url)
{
  yyq_login_page_set_server (YYQ_LOGIN_PAGE (fixture->page), url);
  sync_wait (yyq_test_page_is_quiet, fixture->page);
}

static void
type (Fixture *fixture, const char *password)
{
  gtk_editable_set_text (child (fixture, "phone_row"), YYQ_TEST_PHONE);
  yyq_pin_entry_set_text (password_entry (fixture), password);
}

/* As a hand does it. */
static void
apply (Fixture *fixture, const char *url)
{
  gtk_widget_grab_focus (child (fixture, "server_row"));
  gtk_editable_set_text (child (fixture, "server_row"), url);
  g_signal_emit_by_name (yyq_form_row_get_field (child (fixture, "server_row")), "activate");
  sync_wait (yyq_test_page_is_quiet, fixture->page);
}

static gboolean
may_log_in (Fixture *fixture)
{
  return gtk_widget_get_sensitive (child (fixture, "login_button"));
}

/* A click takes the focus first. */
static void
log_in (Fixture *fixture)
{
  g_assert_true (may_log_in (fixture));
  gtk_widget_grab_focus (child (fixture, "login_button"));
  g_signal_emit_by_name (child (fixture, "login_button"), "clicked");
}

static gboolean
has_focus (Fixture *fixture, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *wanted = child (fixture, name);

  return focus != NULL && (focus == wanted || gtk_widget_is_ancestor (focus, wanted));
}

static void
test_inputs (Fixture *fixture, gconstpointer data)
{
  type (fixture, YYQ_TEST_PASSWORD);
  g_assert_false (may_log_in (fixture));
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  yyq_pin_entry_clear (password_entry (fixture));
  log_in (fixture);
  g_assert_nonnull (yyq_form_row_get_error (child (fixture, "password_row")));
  g_assert_true (has_focus (fixture, "password_row"));
  type (fixture, YYQ_TEST_PASSWORD);
  gtk_editable_set_text (child (fixture, "phone_row"), "");
  log_in (fixture);
  g_assert_nonnull (yyq_form_row_get_error (child (fixture, "phone_row")));
  g_assert_true (has_focus (fixture, "phone_row"));
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "login-password"), ==, 0);
}

/* As the window does. */
static void
state_cb (Fixture *fixture)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->page == NULL;
}

static void
test_log_in (Fixture *fixture, gconstpointer data)
{
  YyqPinEntry *entry = NULL;
  gulong handler = g_signal_connect_swapped (fixture->sync.session, "notify::state",
                                             G_CALLBACK (state_cb), fixture);

  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  type (fixture, YYQ_TEST_PASSWORD);
  entry = g_object_ref (password_entry (fixture));
  log_in (fixture);
  sync_wait (is_gone, fixture);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_CHOOSING);
  g_assert_cmpstr (yyq_account_get_name (yyq_session_get_account (fixture->sync.session)), !=, "");
  g_assert_cmpuint (yyq_pin_entry_get_length (entry), ==, 0);
  g_assert_finalize_object (entry);
  g_signal_handler_disconnect (fixture->sync.session, handler);
}

/* What is said of the log-in, wherever it stands; "": nothing. */
static const char *
error_text (gpointer data)
{
  const char *texts[] = { yyq_form_row_get_error (child (data, "phone_row")),
                          yyq_form_row_get_error (child (data, "password_row")),
                          yyq_form_get_said (child (data, "form")) };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      return texts[i];
  return "";
}

static gboolean
says_error (gpointer data)
{
  return *error_text (data) != '\0';
}

/* What is said of the address, good or bad. */
static const char *
server_text (Fixture *fixture)
{
  const char *error = yyq_form_row_get_error (child (fixture, "server_row"));
  static char *help = NULL;

  g_free (help);
  g_object_get (child (fixture, "server_row"), "help", &help, NULL);
  return error != NULL ? error : help != NULL ? help : "";
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const none[] = { "ftp://x", "https://not an address", "http://example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    apply (fixture, none[i]);
    g_assert_nonnull (strstr (server_text (fixture), "not an address"));
    g_assert_cmpstr (gtk_editable_get_text (child (fixture, "server_row")), ==, none[i]);
    g_assert_true (has_focus (fixture, "server_row"));
  }
  apply (fixture, "http://127.0.0.1:9");
  g_assert_nonnull (strstr (server_text (fixture), "Nothing answers"));
  g_assert_true (has_focus (fixture, "server_row"));
  apply (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_true (has_focus (fixture, "phone_row"));
}

/* The platform of the last time is asked meanwhile, and not what is half typed. */
static void
test_other_address (Fixture *fixture, gconstpointer data)
{
  const char *url = yyq_test_platform_get_url (fixture->sync.platform);

  yyq_login_page_set_server (YYQ_LOGIN_PAGE (fixture->page), url);
  g_assert_true (has_focus (fixture, "phone_row"));
  gtk_widget_grab_focus (child (fixture, "server_row"));
  sync_wait (yyq_test_page_is_quiet, fixture->page);
  g_assert_true (has_focus (fixture, "server_row"));

  yyq_login_page_set_server (YYQ_LOGIN_PAGE (fixture->page), url);
  gtk_widget_grab_focus (child (fixture, "server_row"));
  gtk_editable_set_text (child (fixture, "server_row"), "sign.exa");
  sync_wait (yyq_test_page_is_quiet, fixture->page);
  g_assert_true (has_focus (fixture, "server_row"));
  g_assert_nonnull (strstr (server_text (fixture), "Connected"));
}

static void
test_first_start (Fixture *fixture, gconstpointer data)
{
  yyq_login_page_set_server (YYQ_LOGIN_PAGE (fixture->page), "");
  g_assert_true (has_focus (fixture, "server_row"));
}

static void
test_no_number (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  type (fixture, YYQ_TEST_PASSWORD);
  gtk_editable_set_text (child (fixture, "phone_row"), "1380000000a");
  log_in (fixture);
  g_assert_true (says_error (fixture));
  g_assert_true (has_focus (fixture, "phone_row"));
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "login-password"), ==, 0);
}

static gboolean
says_minutes (gpointer data)
{
  return strstr (error_text (data), "1 minute") != NULL;
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  for (guint i = 0; i < 5; i++) {
    type (fixture, "Not-the-password-1");
    log_in (fixture);
    sync_wait (says_error, fixture);
  }
  sync_wait (says_minutes, fixture);
  g_assert_true (has_focus (fixture, "password_row"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  type (fixture, "Not-the-password-1");
  log_in (fixture);
  g_assert_false (may_log_in (fixture));
  sync_wait (says_error, fixture);
  g_assert_cmpuint (yyq_pin_entry_get_length (password_entry (fixture)), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "phone_row")), ==, YYQ_TEST_PHONE);
  g_assert_nonnull (strstr (error_text (fixture), "password"));
  g_assert_nonnull (strstr (error_text (fixture), "4 more tries"));
  g_assert_true (has_focus (fixture, "password_row"));
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  type (fixture, YYQ_TEST_PASSWORD);
  yyq_test_front_go_down (fixture->sync.front);
  log_in (fixture);
  sync_wait (says_error, fixture);
  g_assert_cmpuint (yyq_pin_entry_get_length (password_entry (fixture)), ==,
                    strlen (YYQ_TEST_PASSWORD));
  g_assert_true (may_log_in (fixture));
  g_assert_true (has_focus (fixture, "login_button"));
}

static void
test_no_platform (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, "http://127.0.0.1:9");
  g_assert_nonnull (yyq_form_row_get_error (child (fixture, "server_row")));
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_null (yyq_form_row_get_error (child (fixture, "server_row")));
}

/* A client that has just started, without the passphrase of what the one before has kept. */
static void
start_again (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_wait (is_gone, fixture);
  sync_fixture_restart_client (&fixture->sync, PASSPHRASE);
  sync_fixture_enter (&fixture->sync);
  sync_fixture_restart_client (&fixture->sync, NULL);
  open_page (fixture);
}

static GtkWidget *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (YYQ_IS_PASSPHRASE_DIALOG (window))
      return window;
  }
  return NULL;
}

static gboolean
is_open (gpointer data)
{
  return yyq_session_get_state (((Fixture *) data)->sync.session) == YYQ_SESSION_STATE_READY &&
         find_dialog (data) == NULL;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  YyqFormSecretRow *row;

  start_again (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "unlock_button")));
  yyq_test_front_go_down (fixture->sync.front);
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_nonnull (strstr (server_text (fixture), "Nothing answers"));
  g_assert_true (gtk_widget_get_visible (child (fixture, "unlock_button")));
  g_signal_emit_by_name (child (fixture, "unlock_button"), "clicked");
  dialog = find_dialog (fixture);
  row =
    YYQ_FORM_SECRET_ROW (gtk_widget_get_template_child (dialog, YYQ_TYPE_PASSPHRASE_DIALOG, "row"));
  yyq_pin_entry_set_text (yyq_form_secret_row_get_entry (row), PASSPHRASE);
  g_signal_emit_by_name (
    gtk_widget_get_template_child (dialog, YYQ_TYPE_PASSPHRASE_DIALOG, "use_button"), "clicked");
  sync_wait (is_open, fixture);
}

static void
test_kept_elsewhere (Fixture *fixture, gconstpointer data)
{
  start_again (fixture);
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_true (gtk_widget_get_visible (child (fixture, "unlock_button")));
  apply (fixture, "http://127.0.0.1:9");
  g_assert_false (gtk_widget_get_visible (child (fixture, "unlock_button")));
}

#define ADD(name, test) \
  g_test_add ("/client/login-page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("one can log in with a platform; what else is missing is said when one tries", test_inputs);
  ADD ("a log-in ends well although its page goes meanwhile", test_log_in);
  ADD ("a refused password is said and typed anew, the number stays", test_refused);
  ADD ("when the platform is lost what was typed stays", test_lost);
  ADD ("what is said of an address is true of it, and the focus goes where one types next",
       test_addresses);
  ADD ("who is at the address meanwhile is left alone", test_other_address);
  ADD ("without an address the first start begins with it", test_first_start);
  ADD ("what is no phone number is not tried", test_no_number);
  ADD ("a locked log-in says for how long", test_locked);
  ADD ("what is kept opens with its passphrase, without the platform", test_kept);
  ADD ("what is kept of one platform is not offered at another", test_kept_elsewhere);
  ADD ("an address where no platform answers is said, and another one helps", test_no_platform);
  return g_test_run ();
}
