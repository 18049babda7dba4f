/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-auth-api.h"
#include "yyq-form-row.h"
#include "yyq-personal-page.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-page-life.h"
#include "yyq-ukey-name-dialog.h"

/* The personal page over the real platform; a token of its own is plugged in. */
typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static gpointer
part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->page, YYQ_TYPE_PERSONAL_PAGE, name);
}

static void
show (Fixture *fixture)
{
  yyq_page_shown (YYQ_PAGE (fixture->page));
  sync_wait (yyq_test_page_is_quiet, fixture->page);
}

static void
set_up (Fixture *fixture, gconstpointer bound)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_add_ukey (&fixture->sync, NULL, 0);
  if (bound != NULL)
    yyq_test_platform_bind (fixture->sync.platform, YYQ_TEST_PHONE, fixture->sync.identity);
  sync_fixture_enter (&fixture->sync);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 780, 560);
  fixture->page = yyq_personal_page_new (fixture->sync.session, fixture->sync.manager);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  show (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer bound)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static void
assert_shows (Fixture *fixture, const char *child)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (fixture, "stack")), ==, child);
}

/* The modal window over the page's; NULL while there is none. */
static gpointer
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
      return window;
  }
  return NULL;
}

static void
test_account (Fixture *fixture, gconstpointer bound)
{
  YyqSession *session = fixture->sync.session;

  g_assert_cmpstr (gtk_label_get_text (part (fixture, "name_label")), ==,
                   yyq_account_get_name (yyq_session_get_account (session)));
  g_assert_nonnull (strstr (gtk_label_get_text (part (fixture, "detail_label")),
                            yyq_enterprise_get_name (yyq_session_get_enterprise (session))));
  g_assert_null (strstr (gtk_label_get_text (part (fixture, "detail_label")), YYQ_TEST_PHONE));
}

static void
test_no_binding (Fixture *fixture, gconstpointer bound)
{
  assert_shows (fixture, "empty");
}

static void
test_bindings (Fixture *fixture, gconstpointer bound)
{
  assert_shows (fixture, "list");
  g_assert_true (yyq_test_says (part (fixture, "list"), "Active"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (part (fixture, "list"), 0));
  g_assert_null (gtk_list_box_get_row_at_index (part (fixture, "list"), 1));
}

/* The button of the only row. */
static void
ask_to_unbind (Fixture *fixture)
{
  GtkWidget *button = yyq_test_find_widget (part (fixture, "list"), GTK_TYPE_BUTTON);

  g_assert_null (find_dialog (fixture));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (ADW_IS_MESSAGE_DIALOG (find_dialog (fixture)));
}

/* As a click on its button. */
static void
answer (gpointer dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (dialog);
}

static gboolean
shows_empty (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (part (data, "stack")), "empty");
}

static void
test_unbind (Fixture *fixture, gconstpointer bound)
{
  ask_to_unbind (fixture);
  answer (find_dialog (fixture), "cancel");
  show (fixture);
  assert_shows (fixture, "list");
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "DELETE"), ==, 0);
  ask_to_unbind (fixture);
  answer (find_dialog (fixture), "go");
  sync_wait (shows_empty, fixture);
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "DELETE"), ==, 1);
}

static gboolean
says_lost (gpointer data)
{
  return yyq_test_says (part (data, "list"), "Reported lost");
}

static char *
id_of_bound (Fixture *fixture)
{
  GListModel *ukeys = yyq_account_get_ukeys (yyq_session_get_account (fixture->sync.session));
  g_autoptr (YyqUkeyBinding) binding = g_list_model_get_item (ukeys, 0);

  return g_strdup (yyq_ukey_binding_get_id (binding));
}

static void
test_report_loss (Fixture *fixture, gconstpointer bound)
{
  g_autofree char *id = id_of_bound (fixture);

  gtk_widget_activate_action (fixture->page, "ukeys.report-loss", "s", id);
  answer (find_dialog (fixture), "cancel");
  show (fixture);
  g_assert_false (says_lost (fixture));
  gtk_widget_activate_action (fixture->page, "ukeys.report-loss", "s", id);
  /* This log-in began with the password. */
  g_assert_null (strstr (adw_message_dialog_get_body (find_dialog (fixture)), "logged out"));
  answer (find_dialog (fixture), "go");
  sync_wait (says_lost, fixture);
}

static gboolean
says_name (gpointer data)
{
  return yyq_test_says (part (data, "list"), "红色那个");
}

static gpointer
part_of_dialog (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (find_dialog (fixture), YYQ_TYPE_UKEY_NAME_DIALOG, name);
}

static void
test_rename (Fixture *fixture, gconstpointer bound)
{
  g_autofree char *id = id_of_bound (fixture);
  YyqFormRow *row;

  gtk_widget_activate_action (fixture->page, "ukeys.rename", "s", id);
  gtk_window_present (find_dialog (fixture));
  row = part_of_dialog (fixture, "name_row");
  gtk_editable_set_text (
    GTK_EDITABLE (row),
    "红色那个红色那个红色那个红色那个红色那个红色那个红色那个红色那个红色那个红色那个红");
  g_signal_emit_by_name (part_of_dialog (fixture, "save_button"), "clicked");
  g_assert_nonnull (yyq_form_row_get_error (row));
  gtk_editable_set_text (GTK_EDITABLE (row), " 红色那个 ");
  g_signal_emit_by_name (part_of_dialog (fixture, "save_button"), "clicked");
  sync_wait (says_name, fixture);
  g_assert_null (find_dialog (fixture));
}

static gboolean
wants_log_out (gpointer data)
{
  return *(const gboolean *) data;
}

static void
log_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* The log-in that began with the UKey goes with it, and that is said before. */
static void
test_unbind_own (Fixture *fixture, gconstpointer bound)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry entries[] = { { .name = "log-out", .activate = log_out_cb } };
  gboolean out = FALSE;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, &out);
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (group));
  yyq_test_platform_execute (
    fixture->sync.platform,
    "UPDATE session SET ukey_id = (SELECT id FROM ukey_binding WHERE revoked_at IS NULL)");
  show (fixture);
  ask_to_unbind (fixture);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_dialog (fixture)), "logged out"));
  answer (find_dialog (fixture), "go");
  sync_wait (wants_log_out, &out);
  gtk_widget_insert_action_group (fixture->window, "app", NULL);
}

/* A question that stays open after its page is nobody's any more. */
static void
test_left (Fixture *fixture, gconstpointer bound)
{
  ask_to_unbind (fixture);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  answer (find_dialog (fixture), "go");
  g_assert_true (sync_fixture_refresh (&fixture->sync, NULL));
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "DELETE"), ==, 0);
}

static gboolean
is_listed (gpointer data)
{
  return yyq_test_says (part (data, "driver_row"), "1 UKey is plugged in");
}

static void
test_driver (Fixture *fixture, gconstpointer bound)
{
  g_assert_true (yyq_test_says (part (fixture, "driver_row"), "No UKey is plugged in"));
  g_signal_emit_by_name (part (fixture, "refresh_button"), "clicked");
  sync_wait (is_listed, fixture);
}

/* The tests have no Secret Service. */
static void
test_cache (Fixture *fixture, gconstpointer bound)
{
  g_assert_true (yyq_test_says (part (fixture, "cache_row"), "only until the program is closed"));
  g_assert_true (gtk_widget_get_visible (part (fixture, "passphrase_button")));
  g_signal_emit_by_name (part (fixture, "passphrase_button"), "clicked");
  g_assert_nonnull (find_dialog (fixture));
  gtk_window_destroy (find_dialog (fixture));
}

static void
test_offline (Fixture *fixture, gconstpointer bound)
{
  yyq_test_front_go_down (fixture->sync.front);
  show (fixture);
  assert_shows (fixture, "error");
  yyq_test_front_come_up (fixture->sync.front);
  g_signal_emit_by_name (
    yyq_test_find_widget (gtk_widget_get_parent (part (fixture, "error_label")), GTK_TYPE_BUTTON),
    "clicked");
  sync_wait (yyq_test_page_is_quiet, fixture->page);
  assert_shows (fixture, "list");
}

static gboolean
lists_this_one (gpointer data)
{
  return yyq_test_says (part (data, "sessions"), "This computer");
}

static gboolean
lists_other (gpointer data)
{
  return yyq_test_says (part (data, "sessions"), "Log out there");
}

static gboolean
lists_one (gpointer data)
{
  return lists_this_one (data) && !lists_other (data);
}

static void
log_in_elsewhere (Fixture *fixture)
{
  g_autoptr (YyqApiClient) client = yyq_api_client_new (NULL);
  g_autoptr (YyqSecret) password = yyq_secret_new_from_text (YYQ_TEST_PASSWORD);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YyqAccount) account = NULL;

  yyq_api_client_set_base_url (client, yyq_test_platform_get_url (fixture->sync.platform), NULL);
  yyq_auth_api_login_password_async (client, YYQ_TEST_PHONE, password, "elsewhere", NULL,
                                     sync_keep_result, &result);
  sync_wait_result (&result);
  account = yyq_auth_api_login_password_finish (client, result, NULL);
  g_assert_nonnull (account);
}

static gboolean
has_focus_in (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_sessions (Fixture *fixture, gconstpointer bound)
{
  GtkWidget *button;

  sync_wait (lists_one, fixture);
  log_in_elsewhere (fixture);
  show (fixture);
  sync_wait (lists_other, fixture);
  g_assert_true (yyq_test_says (part (fixture, "sessions"), "elsewhere"));
  button = yyq_test_find_widget (part (fixture, "sessions"), GTK_TYPE_BUTTON);
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  sync_wait (lists_one, fixture);
  g_assert_true (has_focus_in (fixture, part (fixture, "sessions")));
  g_assert_cmpint (yyq_test_platform_ask (fixture->sync.platform,
                                          "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL"),
                   ==, 1);
}

/* Rows that are made anew keep the keyboard, and the last one leaves it where one goes on. */
static void
test_focus (Fixture *fixture, gconstpointer bound)
{
  GtkListBox *list = part (fixture, "list");
  g_autofree char *id = id_of_bound (fixture);

  gtk_widget_grab_focus (yyq_test_find_widget (part (fixture, "list"), GTK_TYPE_MENU_BUTTON));
  g_assert_true (has_focus_in (fixture, GTK_WIDGET (list)));
  show (fixture);
  g_assert_true (has_focus_in (fixture, GTK_WIDGET (list)));
  gtk_widget_activate_action (fixture->page, "ukeys.unbind", "s", id);
  answer (find_dialog (fixture), "go");
  sync_wait (shows_empty, fixture);
  g_assert_true (has_focus_in (fixture, part (fixture, "bind_button")));
}

static void
test_refresh_focus (Fixture *fixture, gconstpointer bound)
{
  GtkWidget *button = part (fixture, "refresh_button");

  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (has_focus_in (fixture, button));
  sync_wait (is_listed, fixture);
  g_assert_true (has_focus_in (fixture, button));
}

#define ADD(name, bound, test) \
  g_test_add ("/client/personal-page/" name, Fixture, bound, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("it says who is logged in where, and masks the number", NULL, test_account);
  ADD ("without a bound UKey it says so", NULL, test_no_binding);
  ADD ("a bound UKey is listed with its state", "bound", test_bindings);
  ADD ("a UKey is unbound after a question, and not before", "bound", test_unbind);
  ADD ("unbinding the UKey of this log-in says that it ends, and logs out", "bound",
       test_unbind_own);
  ADD ("a lost UKey is suspended after a question", "bound", test_report_loss);
  ADD ("a UKey gets a name", "bound", test_rename);
  ADD ("rows that are made anew keep the keyboard", "bound", test_focus);
  ADD ("who has UKeys looked for stays on the button", NULL, test_refresh_focus);
  ADD ("a question that is answered after the page was left does nothing", "bound", test_left);
  ADD ("it says which UKeys are plugged in, and looks again", NULL, test_driver);
  ADD ("where nothing protects the cache a passphrase is offered", NULL, test_cache);
  ADD ("where else one is logged in is listed, and ended from here", NULL, test_sessions);
  ADD ("without the platform it says so, and tries again", "bound", test_offline);
  return g_test_run ();
}
