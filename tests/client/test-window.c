/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-chapters.h"
#include "yyq-clock.h"
#include "yyq-contract-entity.h"
#include "yyq-contract-list-page.h"
#include "yyq-contract-page.h"
#include "yyq-home-page.h"
#include "yyq-info-bar.h"
#include "yyq-login-page.h"
#include "yyq-notices.h"
#include "yyq-personal-page.h"
#include "yyq-session-private.h"
#include "yyq-sidebar.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-page-life.h"
#include "yyq-window.h"

/* The window without its application, over the real platform. */
typedef struct {
  SyncFixture sync;
  YyqUkeyManager *manager;
  YyqWindow *window;
  char *id;
  GType awaited; /* of the page that is to be shown */
} Fixture;

static gboolean
shows_awaited (gpointer data)
{
  Fixture *fixture = data;
  YyqPage *page = yyq_window_get_page (fixture->window);

  return page != NULL && G_OBJECT_TYPE (page) == fixture->awaited && !yyq_page_get_busy (page);
}

static YyqPage *
await (Fixture *fixture, GType type)
{
  fixture->awaited = type;
  sync_wait (shows_awaited, fixture);
  return yyq_window_get_page (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->id = yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  fixture->manager = yyq_ukey_manager_new ();
  fixture->window = yyq_window_new (NULL, fixture->sync.session, fixture->manager, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 780, 560);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
is_gone (gpointer object)
{
  return *(gpointer *) object == NULL;
}

/* Whatever it shows, the window goes, and what it showed with it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (window));
  sync_wait (is_gone, &window);
  yyq_test_finalize (fixture->manager);
  sync_fixture_tear_down (&fixture->sync, NULL);
  g_free (fixture->id);
}

static void
log_in (Fixture *fixture)
{
  yyq_window_set_server (fixture->window, yyq_test_platform_get_url (fixture->sync.platform));
  await (fixture, YYQ_TYPE_LOGIN_PAGE);
  g_assert_true (sync_fixture_login (&fixture->sync, YYQ_TEST_PASSWORD, NULL));
  await (fixture, YYQ_TYPE_HOME_PAGE);
}

static void
test_way_in (Fixture *fixture, gconstpointer data)
{
  gpointer login = yyq_window_get_page (fixture->window);

  g_assert_true (YYQ_IS_LOGIN_PAGE (login));
  g_assert_false (yyq_window_show_page (fixture->window, "home"));
  g_object_add_weak_pointer (login, &login);
  log_in (fixture);
  sync_wait (is_gone, &login);
}

static void
test_chapters (Fixture *fixture, gconstpointer data)
{
  YyqPage *home = NULL;

  log_in (fixture);
  home = yyq_window_get_page (fixture->window);
  g_assert_true (yyq_window_show_page (fixture->window, "personal"));
  await (fixture, YYQ_TYPE_PERSONAL_PAGE);
  g_assert_false (yyq_window_show_page (fixture->window, "unheard of"));
  await (fixture, YYQ_TYPE_PERSONAL_PAGE);
  g_assert_true (yyq_window_show_page (fixture->window, "home"));
  g_assert_true (yyq_window_get_page (fixture->window) == home);
  g_assert_false (yyq_page_is_left (home));
}

static gboolean
is_chapter_there (Fixture *fixture, const char *name)
{
  GtkWidget *sidebar = yyq_test_find_widget (GTK_WIDGET (fixture->window), YYQ_TYPE_SIDEBAR);
  GtkWidget *list = yyq_test_find_widget (sidebar, GTK_TYPE_LIST_BOX);
  guint n = 0;
  const YyqChapter *chapters = yyq_chapters_get (&n);
  int place = (int) (yyq_chapters_find (name) - chapters);

  return gtk_widget_get_visible (
    GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), place)));
}

/* A role that views contracts, and nothing else. */
static void
test_absent (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = {
    "INSERT INTO role (id, tenant_id, name, builtin, every_unit) "
    "SELECT 'viewer', tenant_id, '只看合同', 0, 1 FROM role WHERE builtin = 1 AND id IN "
    "(SELECT role_id FROM member_role)",
    "INSERT INTO role_permission (role_id, code) VALUES ('viewer', 'contract.view')",
    "UPDATE member_role SET role_id = 'viewer'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    yyq_test_platform_execute (fixture->sync.platform, statements[i]);
  log_in (fixture);
  g_assert_true (is_chapter_there (fixture, "contracts"));
  g_assert_false (is_chapter_there (fixture, "tasks"));
  g_assert_false (yyq_window_show_page (fixture->window, "tasks"));
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  YyqPage *page = NULL;
  GListModel *model = NULL;

  log_in (fixture);
  yyq_window_show_contracts (fixture->window, "mine");
  page = await (fixture, YYQ_TYPE_CONTRACT_LIST_PAGE);
  model = yyq_list_page_get_model (YYQ_LIST_PAGE (page));
  g_assert_cmpstr (yyq_record_list_get_query (YYQ_RECORD_LIST (model))->filter, ==, "mine");
}

static gpointer
open_contract (Fixture *fixture)
{
  yyq_window_show_contract (fixture->window, fixture->id, FALSE);
  return await (fixture, YYQ_TYPE_CONTRACT_PAGE);
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  gpointer contract = NULL;

  log_in (fixture);
  yyq_window_show_page (fixture->window, "contracts");
  await (fixture, YYQ_TYPE_CONTRACT_LIST_PAGE);
  contract = open_contract (fixture);
  yyq_window_show_contract (fixture->window, fixture->id, FALSE);
  g_assert_true (yyq_window_get_page (fixture->window) == contract);
  g_object_add_weak_pointer (contract, &contract);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  await (fixture, YYQ_TYPE_CONTRACT_LIST_PAGE);
  sync_wait (is_gone, &contract);
}

static void
test_covered (Fixture *fixture, gconstpointer data)
{
  YyqPage *contract = NULL;

  log_in (fixture);
  contract = open_contract (fixture);
  yyq_window_show_page (fixture->window, "personal");
  await (fixture, YYQ_TYPE_PERSONAL_PAGE);
  g_assert_false (yyq_page_is_left (contract));
  yyq_window_show_page (fixture->window, "home");
  g_assert_true (yyq_window_get_page (fixture->window) == contract);
}

/* Reading */

static gboolean
is_sidebar_shown (Fixture *fixture)
{
  return gtk_widget_get_visible (
    yyq_test_find_widget (GTK_WIDGET (fixture->window), YYQ_TYPE_SIDEBAR));
}

static gboolean
has_focus_in (Fixture *fixture, gpointer page)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus == page || (focus != NULL && gtk_widget_is_ancestor (focus, page));
}

static void
test_reading (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *sidebar;
  gpointer contract = NULL;

  log_in (fixture);
  gtk_widget_activate_action (window, "win.fullscreen", NULL);
  g_assert_true (is_sidebar_shown (fixture));
  contract = open_contract (fixture);
  /* It takes the focus when it has come; afterwards it leaves it where the person puts it. */
  yyq_test_wait_while (!has_focus_in (fixture, contract));
  sidebar = yyq_test_find_widget (window, YYQ_TYPE_SIDEBAR);
  g_assert_true (gtk_widget_grab_focus (yyq_test_find_widget (sidebar, GTK_TYPE_LIST_BOX_ROW)));
  g_assert_false (has_focus_in (fixture, contract));
  gtk_widget_activate_action (window, "win.fullscreen", NULL);
  g_assert_false (is_sidebar_shown (fixture));
  g_assert_true (has_focus_in (fixture, contract));
  gtk_widget_activate_action (window, "win.escape", NULL);
  g_assert_true (is_sidebar_shown (fixture));
  g_assert_true (yyq_window_get_page (fixture->window) == contract);
  g_assert_true (has_focus_in (fixture, contract));
}

static void
test_reading_ends (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  log_in (fixture);
  open_contract (fixture);
  gtk_widget_activate_action (window, "win.fullscreen", NULL);
  g_assert_false (is_sidebar_shown (fixture));
  gtk_widget_activate_action (window, "win.back", NULL);
  await (fixture, YYQ_TYPE_HOME_PAGE);
  g_assert_true (is_sidebar_shown (fixture));
  open_contract (fixture);
  g_assert_true (is_sidebar_shown (fixture));
}

/* What a wizard is: it has the whole window, and something on it is not saved. */
#define TEST_TYPE_WIZARD (test_wizard_get_type ())
G_DECLARE_FINAL_TYPE (TestWizard, test_wizard, TEST, WIZARD, YyqPage)

struct _TestWizard {
  YyqPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TestWizard, test_wizard, YYQ_TYPE_PAGE)

static gboolean
test_wizard_is_unsaved (YyqPage *page)
{
  return TRUE;
}

static void
test_wizard_class_init (TestWizardClass *klass)
{
  YYQ_PAGE_CLASS (klass)->is_unsaved = test_wizard_is_unsaved;
}

static void
test_wizard_init (TestWizard *self)
{
  adw_bin_set_child (ADW_BIN (self), gtk_button_new_with_label ("Next"));
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static void
test_whole_window (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *wizard = g_object_new (TEST_TYPE_WIZARD, "room", YYQ_PAGE_ROOM_WINDOW, NULL);
  AdwMessageDialog *question;

  log_in (fixture);
  yyq_window_push (fixture->window, YYQ_PAGE (wizard));
  g_assert_false (is_sidebar_shown (fixture));
  gtk_widget_activate_action (window, "win.fullscreen", NULL);
  gtk_widget_activate_action (window, "win.escape", NULL);
  g_assert_null (find_question ());
  g_assert_false (is_sidebar_shown (fixture));
  gtk_widget_activate_action (window, "win.escape", NULL);
  g_assert_nonnull (find_question ());
  g_assert_false (is_sidebar_shown (fixture));
  question = find_question ();
  adw_message_dialog_response (question, "discard");
  gtk_window_destroy (GTK_WINDOW (question));
  await (fixture, YYQ_TYPE_HOME_PAGE);
  g_assert_true (is_sidebar_shown (fixture));
}

/* As a click on the chapter that is shown does. */
static void
test_first_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = yyq_test_find_widget (GTK_WIDGET (fixture->window), YYQ_TYPE_SIDEBAR);
  gpointer contract = NULL;

  log_in (fixture);
  contract = open_contract (fixture);
  g_object_add_weak_pointer (contract, &contract);
  g_signal_emit_by_name (sidebar, "selected", "home");
  await (fixture, YYQ_TYPE_HOME_PAGE);
  sync_wait (is_gone, &contract);
}

/* The same company is entered anew here: its pages are others. */
static void
test_switch (Fixture *fixture, gconstpointer data)
{
  const char *company = yyq_test_platform_get_company_id (fixture->sync.platform);
  gpointer home = NULL;

  log_in (fixture);
  home = yyq_window_get_page (fixture->window);
  g_object_add_weak_pointer (home, &home);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switch-company", "s", company);
  sync_wait (is_gone, &home);
  await (fixture, YYQ_TYPE_HOME_PAGE);
}

static void
test_way_out (Fixture *fixture, gconstpointer data)
{
  gpointer home = NULL;
  gpointer contract = NULL;

  log_in (fixture);
  home = yyq_window_get_page (fixture->window);
  contract = open_contract (fixture);
  g_object_add_weak_pointer (home, &home);
  g_object_add_weak_pointer (contract, &contract);
  g_assert_true (sync_fixture_logout (&fixture->sync, NULL));
  await (fixture, YYQ_TYPE_LOGIN_PAGE);
  sync_wait (is_gone, &home);
  sync_wait (is_gone, &contract);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  YyqPage *page = NULL;
  GtkWidget *focus = NULL;

  log_in (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  page = await (fixture, YYQ_TYPE_CONTRACT_LIST_PAGE);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (
    focus, yyq_test_find_widget (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY)));
}

static gboolean
says_offline (gpointer data)
{
  return yyq_test_says (GTK_WIDGET (((Fixture *) data)->window), "Offline: ");
}

static gboolean
says_online (gpointer data)
{
  return !says_offline (data);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  log_in (fixture);
  yyq_test_front_go_down (fixture->sync.front);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  sync_wait (says_offline, fixture);
  yyq_test_front_come_up (fixture->sync.front);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  sync_wait (says_online, fixture);
}

/* Nobody has bound a UKey here. */
static void
test_notice (Fixture *fixture, gconstpointer data)
{
  GtkWidget *notices = yyq_test_find_widget (GTK_WIDGET (fixture->window), YYQ_TYPE_NOTICES);
  YyqInfoBar *bar =
    YYQ_INFO_BAR (gtk_widget_get_template_child (notices, YYQ_TYPE_NOTICES, "ukey_bar"));
  GtkWidget *button = yyq_test_find_widget (GTK_WIDGET (bar), GTK_TYPE_BUTTON);

  g_assert_false (yyq_info_bar_get_revealed (bar));
  log_in (fixture);
  g_assert_true (yyq_info_bar_get_revealed (bar));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (button), "clicked");
  g_assert_false (yyq_info_bar_get_revealed (bar));
  g_object_notify (G_OBJECT (fixture->sync.session), "account");
  g_assert_false (yyq_info_bar_get_revealed (bar));
}

static gboolean
says_unreadable (gpointer data)
{
  return yyq_test_says (GTK_WIDGET (((Fixture *) data)->window), "1 thing can only be shown by");
}

static gboolean
says_readable (gpointer data)
{
  return !says_unreadable (data);
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *newer = yyq_record_changes_new ();
  YyqRecordChanges *gone = yyq_record_changes_new ();
  YyqFeed *feed = NULL;

  log_in (fixture);
  feed = yyq_workspace_get_feed (yyq_session_get_workspace (fixture->sync.session));
  yyq_record_changes_put_unreadable (newer, &yyq_contract_entity, fixture->id, G_MAXINT64);
  yyq_feed_apply (feed, newer);
  sync_wait (says_unreadable, fixture);
  yyq_record_changes_delete (gone, &yyq_contract_entity, fixture->id);
  yyq_feed_apply (feed, gone);
  sync_wait (says_readable, fixture);
}

static void
test_goes_at_once (Fixture *fixture, gconstpointer data)
{
  log_in (fixture);
  yyq_window_show_page (fixture->window, "contracts");
  yyq_window_show_contract (fixture->window, fixture->id, TRUE);
}

/* A page on which something is always typed. */
#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, YyqPage)

struct _TestPage {
  YyqPage parent_instance;

  guint *n_kept;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, YYQ_TYPE_PAGE)

static gboolean
test_page_is_unsaved (YyqPage *page)
{
  return TRUE;
}

static void
test_page_keep (YyqPage *page)
{
  g_assert_nonnull (yyq_page_get_session (page));
  (*TEST_PAGE (page)->n_kept)++;
}

static void
test_page_class_init (TestPageClass *klass)
{
  YYQ_PAGE_CLASS (klass)->is_unsaved = test_page_is_unsaved;
  YYQ_PAGE_CLASS (klass)->keep = test_page_keep;
}

static void
test_page_init (TestPage *self)
{
}

static gboolean
is_offline (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  sync_fixture_refresh (&fixture->sync, &error);
  return !yyq_session_get_online (fixture->sync.session);
}

/* Thirty days have just gone by since the last answer. Said anew each time: one that was still on
 * its way would let them begin again. */
static gboolean
asks_for_log_in (gpointer data)
{
  Fixture *fixture = data;

  yyq_session_set_contact (fixture->sync.session,
                           yyq_clock_now () - G_GINT64_CONSTANT (30) * 24 * 3600 * 1000);
  fixture->awaited = YYQ_TYPE_LOGIN_PAGE;
  return shows_awaited (fixture);
}

static void
test_lapses (Fixture *fixture, gconstpointer data)
{
  TestPage *typed = NULL;
  guint n_kept = 0;

  log_in (fixture);
  typed = g_object_new (TEST_TYPE_PAGE, "title", "Typed", "session", fixture->sync.session, NULL);
  typed->n_kept = &n_kept;
  yyq_window_push (fixture->window, YYQ_PAGE (typed));
  await (fixture, TEST_TYPE_PAGE);
  yyq_test_front_go_down (fixture->sync.front);
  sync_wait (is_offline, fixture);
  g_assert_cmpuint (n_kept, ==, 0);
  sync_wait (asks_for_log_in, fixture);
  g_assert_cmpuint (n_kept, ==, 1);
}

#define ADD(name, test) g_test_add ("/client/window/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("one logs in, the only company is entered, and home is shown", test_way_in);
  ADD ("a chapter stays as it was left, and an unknown one is refused", test_chapters);
  ADD ("a chapter that the role does not allow is absent", test_absent);
  ADD ("the list of contracts opens at the tab that was asked for", test_tab);
  ADD ("a contract lies over its chapter until one goes back", test_back);
  ADD ("a chapter keeps what lies over it while another one is shown", test_covered);
  ADD ("a contract is read on the whole screen, until Escape, and keeps the keyboard",
       test_reading);
  ADD ("reading ends with the page that is read", test_reading_ends);
  ADD ("a page that has the whole window asks before it goes, and gives back what it covered",
       test_whole_window);
  ADD ("who chooses the chapter where he is gets its first page", test_first_again);
  ADD ("another company is entered without logging out", test_switch);
  ADD ("logging out takes every page away", test_way_out);
  ADD ("the search is one key away", test_search);
  ADD ("a bar says that the platform cannot be reached, while it is so", test_offline);
  ADD ("a notice that was closed stays away", test_notice);
  ADD ("a bar says how much only a newer version can show", test_unreadable);
  ADD ("too long without the platform what was typed is kept, and a log-in asked for", test_lapses);
  ADD ("the window goes although calls of its pages are under way", test_goes_at_once);
  return g_test_run ();
}
