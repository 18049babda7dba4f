/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-login-page.h"
#include "yyq-pin-entry.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-page-life.h"

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

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->manager = yyq_ukey_manager_new ();
  fixture->window = adw_window_new ();
  fixture->page = yyq_login_page_new (fixture->sync.session, fixture->manager);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
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
  yyq_pin_entry_set_text (child (fixture, "password_entry"), password);
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

static void
test_inputs (Fixture *fixture, gconstpointer data)
{
  type (fixture, YYQ_TEST_PASSWORD);
  g_assert_false (may_log_in (fixture));
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_true (may_log_in (fixture));
  yyq_pin_entry_clear (child (fixture, "password_entry"));
  g_assert_false (may_log_in (fixture));
  type (fixture, YYQ_TEST_PASSWORD);
  gtk_editable_set_text (child (fixture, "phone_row"), "");
  g_assert_false (may_log_in (fixture));
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
  entry = g_object_ref (child (fixture, "password_entry"));
  log_in (fixture);
  sync_wait (is_gone, fixture);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_CHOOSING);
  g_assert_cmpstr (yyq_account_get_name (yyq_session_get_account (fixture->sync.session)), !=, "");
  g_assert_cmpuint (yyq_pin_entry_get_length (entry), ==, 0);
  g_assert_finalize_object (entry);
  g_signal_handler_disconnect (fixture->sync.session, handler);
}

static gboolean
says_error (gpointer data)
{
  return *gtk_label_get_text (child (data, "error_label")) != '\0';
}

static gboolean
has_focus (Fixture *fixture, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *wanted = child (fixture, name);

  return focus != NULL && (focus == wanted || gtk_widget_is_ancestor (focus, wanted));
}

static const char *
server_text (Fixture *fixture)
{
  return gtk_label_get_text (child (fixture, "server_label"));
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const none[] = { "ftp://x", "https://not an address", "http://example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    connect_to (fixture, none[i]);
    g_assert_nonnull (strstr (server_text (fixture), "not an address"));
    g_assert_true (has_focus (fixture, "server_row"));
  }
  connect_to (fixture, "http://127.0.0.1:9");
  g_assert_nonnull (strstr (server_text (fixture), "Nothing answers"));
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_true (has_focus (fixture, "phone_row"));
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
  return strstr (gtk_label_get_text (child (data, "error_label")), "1 minute") != NULL;
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
  g_assert_true (has_focus (fixture, "password_entry"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  type (fixture, "Not-the-password-1");
  log_in (fixture);
  g_assert_false (may_log_in (fixture));
  sync_wait (says_error, fixture);
  g_assert_cmpuint (yyq_pin_entry_get_length (child (fixture, "password_entry")), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "phone_row")), ==, YYQ_TEST_PHONE);
  g_assert_nonnull (strstr (gtk_label_get_text (child (fixture, "error_label")), "password"));
  g_assert_nonnull (strstr (gtk_label_get_text (child (fixture, "error_label")), "4 more tries"));
  g_assert_true (has_focus (fixture, "password_entry"));
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
  g_assert_cmpuint (yyq_pin_entry_get_length (child (fixture, "password_entry")), ==,
                    strlen (YYQ_TEST_PASSWORD));
  g_assert_true (may_log_in (fixture));
  g_assert_true (has_focus (fixture, "login_button"));
}

static void
test_no_platform (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, "http://127.0.0.1:9");
  g_assert_true (gtk_widget_has_css_class (child (fixture, "server_label"), "error"));
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "server_label")), !=, "");
  connect_to (fixture, yyq_test_platform_get_url (fixture->sync.platform));
  g_assert_false (gtk_widget_has_css_class (child (fixture, "server_label"), "error"));
}

#define ADD(name, test) \
  g_test_add ("/client/login-page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("one can log in with a platform, a phone number and a password", test_inputs);
  ADD ("a log-in ends well although its page goes meanwhile", test_log_in);
  ADD ("a refused password is said and typed anew, the number stays", test_refused);
  ADD ("when the platform is lost what was typed stays", test_lost);
  ADD ("what is said of an address is true of it, and the focus goes where one types next",
       test_addresses);
  ADD ("without an address the first start begins with it", test_first_start);
  ADD ("what is no phone number is not tried", test_no_number);
  ADD ("a locked log-in says for how long", test_locked);
  ADD ("an address where no platform answers is said, and another one helps", test_no_platform);
  return g_test_run ();
}
