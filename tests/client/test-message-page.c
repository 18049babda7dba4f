/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-clock.h"
#include "yyq-message-page.h"
#include "yyq-message-row.h"
#include "yyq-message-rows.h"
#include "yyq-message-words.h"
#include "yyq-messages.h"
#include "yyq-sync-fixture.h"
#include "yyq-table-export.h"
#include "yyq-test-find-widget.h"

/* Rows of docs/manual-coverage.md: 25, 89. */

/* The messages in a window, over the real platform: of four contracts that wait. */
typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  YyqMessagePage *page;
  GPtrArray *opened; /* (element-type utf8): "show-contract ID" */
} Fixture;

static void
opened_cb (GSimpleAction *action, GVariant *target, gpointer opened)
{
  g_ptr_array_add (opened, g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                                            g_variant_get_string (target, NULL)));
}

static void
add_actions (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "show-contract", .activate = opened_cb, .parameter_type = "s" },
    { .name = "show-page", .activate = opened_cb, .parameter_type = "s" },
    { .name = "show-task", .activate = opened_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture->opened);
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (actions));
}

static void
show_page (Fixture *fixture)
{
  fixture->opened = g_ptr_array_new_with_free_func (g_free);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 500);
  fixture->page = YYQ_MESSAGE_PAGE (yyq_message_page_new (fixture->sync.session));
  add_actions (fixture);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_page_shown (YYQ_PAGE (fixture->page));
}

static GListModel *
model_of (Fixture *fixture)
{
  return yyq_list_page_get_model (YYQ_LIST_PAGE (fixture->page));
}

static gboolean
has_four (gpointer data)
{
  return g_list_model_get_n_items (model_of (data)) == 4 &&
         !yyq_page_get_busy (YYQ_PAGE (((Fixture *) data)->page));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *id = yyq_test_platform_add_contract (
      fixture->sync.platform, i < 2 ? "劳动合同" : "补充协议", "王小二");

    g_assert_nonnull (id);
  }
  /* Two are of the day before yesterday. */
  yyq_test_platform_execute (fixture->sync.platform,
                             "UPDATE message SET at = at - 172800000 WHERE object IN "
                             "(SELECT id FROM contract WHERE title = '劳动合同')");
  sync_fixture_enter (&fixture->sync);
  show_page (fixture);
  sync_wait (has_four, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->opened);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

/* (transfer full) */
static YyqMessageRow *
row_at (Fixture *fixture, guint position)
{
  return g_list_model_get_item (model_of (fixture), position);
}

static YyqMessage *
message_at (Fixture *fixture, guint position)
{
  g_autoptr (YyqMessageRow) row = row_at (fixture, position);

  return g_object_ref (yyq_message_row_get_message (row));
}

static gboolean
begins_day (Fixture *fixture, guint position)
{
  g_autoptr (YyqMessageRow) row = row_at (fixture, position);

  return yyq_message_row_get_first (row);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqMessage) newest = message_at (fixture, 0);
  g_autofree char *day = yyq_message_words_of_day (newest);
  g_autofree char *sentence = yyq_message_words_of_all (newest);

  g_assert_true (begins_day (fixture, 0));
  g_assert_false (begins_day (fixture, 1));
  g_assert_true (begins_day (fixture, 2));
  g_assert_false (begins_day (fixture, 3));
  g_assert_cmpstr (day, ==, "Today");
  g_assert_nonnull (strstr (sentence, "Unread, "));
  g_assert_nonnull (strstr (sentence, "补充协议"));
  g_assert_nonnull (strstr (sentence, "Today"));
}

static gboolean
is_told (gpointer data)
{
  return g_list_model_get_n_items (model_of (data)) == 5;
}

/* Whoever was the first of the day is not any more, when another one comes. */
static void
test_new_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_unsigned (fixture->sync.platform, "保密协议", "钱七");
  g_autoptr (GError) error = NULL;

  yyq_test_platform_withdraw (fixture->sync.platform, id);
  sync_fixture_refresh (&fixture->sync, &error);
  g_assert_no_error (error);
  sync_wait (is_told, fixture);
  g_assert_true (begins_day (fixture, 0));
  g_assert_false (begins_day (fixture, 1));
  yyq_test_wait_while (!yyq_test_says (GTK_WIDGET (fixture->page), "Contract withdrawn"));
}

static gboolean
is_first_read (gpointer data)
{
  g_autoptr (YyqMessage) message = message_at (data, 0);

  return !yyq_message_get_unread (message);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqMessage) newest = message_at (fixture, 0);
  g_autofree char *wanted = g_strconcat ("show-contract ", yyq_message_get_object (newest), NULL);

  g_assert_true (yyq_message_get_unread (newest));
  g_signal_emit_by_name (yyq_list_page_get_table (YYQ_LIST_PAGE (fixture->page)), "activate", 0);
  g_assert_cmpuint (fixture->opened->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->opened, 0), ==, wanted);
  sync_wait (is_first_read, fixture);
}

static gboolean
is_opened (gpointer data)
{
  return ((Fixture *) data)->opened->len == 1;
}

/* As a notification does it. */
static void
test_open_by_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqMessage) newest = message_at (fixture, 0);

  yyq_message_page_open (fixture->page, yyq_message_get_id (newest));
  sync_wait (is_opened, fixture);
  sync_wait (is_first_read, fixture);
}

/* (transfer full): a row of a message that is in no list. */
static YyqMessageRow *
make_row (const char *kind, YyqMessageTopic topic, const char *object)
{
  g_autoptr (YyqMessage) message =
    g_object_new (YYQ_TYPE_MESSAGE, "id", "m", "version", (gint64) 1, "kind", kind, "topic", topic,
                  "at", (gint64) 1, "object", object, NULL);

  return yyq_message_row_new (message, TRUE);
}

static gboolean
menu_has (Fixture *fixture, YyqMessageRow *row, const char *action)
{
  YyqListPage *page = YYQ_LIST_PAGE (fixture->page);
  g_autoptr (GMenuModel) menu = YYQ_LIST_PAGE_GET_CLASS (page)->menu (page, row);
  gboolean found = FALSE;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autofree char *name = NULL;

    g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
    found |= g_strcmp0 (name, action) == 0;
  }
  return found;
}

/* (transfer full): what the row's last column says, which is a link. */
static char *
read_link (Fixture *fixture, YyqMessageRow *row)
{
  const YyqTableShape *shape = &YYQ_LIST_PAGE_GET_CLASS (YYQ_LIST_PAGE (fixture->page))->table;

  return shape->columns[shape->n_columns - 1].text (row);
}

/* Link, menu and Return key agree. @wanted (nullable): nowhere. */
static void
assert_leads (Fixture *fixture, YyqMessageRow *row, const char *wanted)
{
  YyqListPage *page = YYQ_LIST_PAGE (fixture->page);
  g_autofree char *link = read_link (fixture, row);

  g_ptr_array_set_size (fixture->opened, 0);
  YYQ_LIST_PAGE_GET_CLASS (page)->open (page, row);
  g_assert_cmpstr (link, ==, wanted != NULL ? "View" : NULL);
  g_assert_true (menu_has (fixture, row, "page.open-message") == (wanted != NULL));
  g_assert_true (menu_has (fixture, row, "rows.copy"));
  g_assert_cmpuint (fixture->opened->len, ==, wanted != NULL ? 1 : 0);
  if (wanted != NULL)
    g_assert_cmpstr (g_ptr_array_index (fixture->opened, 0), ==, wanted);
}

static void
test_leads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqMessageRow) contract =
    make_row ("contract.turn", YYQ_MESSAGE_TOPIC_CONTRACT, "c-1");
  g_autoptr (YyqMessageRow) lost = make_row ("contract.turn", YYQ_MESSAGE_TOPIC_CONTRACT, NULL);
  g_autoptr (YyqMessageRow) task = make_row ("job.done", YYQ_MESSAGE_TOPIC_JOB, "j-1");
  g_autoptr (YyqMessageRow) lost_task = make_row ("job.done", YYQ_MESSAGE_TOPIC_JOB, NULL);
  g_autoptr (YyqMessageRow) account = make_row ("password.change", YYQ_MESSAGE_TOPIC_ACCOUNT, NULL);

  assert_leads (fixture, contract, "show-contract c-1");
  assert_leads (fixture, lost, NULL);
  assert_leads (fixture, task, "show-task j-1");
  assert_leads (fixture, lost_task, NULL);
  assert_leads (fixture, account, "show-page personal");
}

static gboolean
says_yesterday (gpointer data)
{
  g_autoptr (YyqMessage) newest = message_at (data, 0);
  g_autofree char *day = yyq_message_words_of_day (newest);

  return g_str_equal (day, "Yesterday");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_counted (gpointer n)
{
  return *(guint *) n > 0;
}

/* Half a second before midnight in China, and then a second after it. */
static void
test_midnight (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) midnight =
    yyq_clock_midnight (g_date_time_get_year (tomorrow), g_date_time_get_month (tomorrow),
                        g_date_time_get_day_of_month (tomorrow));
  const gint64 at = yyq_clock_to_ms (midnight);
  g_autoptr (YyqRecordList) list = yyq_messages_query (yyq_messages_of (fixture->sync.session),
                                                       &(YyqMessageQuery){ .text = NULL }, -1);
  g_autoptr (YyqMessageRows) rows = NULL;
  guint n = 0;

  yyq_clock_freeze (at - 500);
  rows = yyq_message_rows_new (list);
  yyq_test_wait_while (g_list_model_get_n_items (G_LIST_MODEL (rows)) < 4);
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (count_cb), &n);
  yyq_test_turn_for (700);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (says_yesterday (fixture));
  yyq_clock_freeze (at + 1000);
  sync_wait (is_counted, &n);
  g_assert_true (says_yesterday (fixture));
  yyq_clock_freeze (0);
}

static void
keep_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = yyq_table_export_finish (YYQ_TABLE (source), result, NULL);
}

static void
test_ticks (Fixture *fixture, gconstpointer data)
{
  YyqTable *table = yyq_list_page_get_table (YYQ_LIST_PAGE (fixture->page));
  YyqTableSelection *selection = yyq_table_get_selection (table);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  yyq_table_selection_set (selection, 1, 2, TRUE);
  g_assert_cmpuint (yyq_table_selection_get_n (selection), ==, 2);
  yyq_table_export_async (table, NULL, keep_text_cb, &text);
  yyq_test_wait_while (text == NULL);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (lines[1], "补充协议"));
  g_assert_nonnull (strstr (lines[2], "劳动合同"));
}

static gboolean
is_enabled (Fixture *fixture)
{
  return g_action_group_get_action_enabled (yyq_page_get_actions (YYQ_PAGE (fixture->page)),
                                            "mark-all-read");
}

static gboolean
is_all_read (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (model_of (fixture)) == 0 && !is_enabled (fixture) &&
         yyq_test_says (GTK_WIDGET (fixture->page), "All messages are read");
}

static void
test_all_read (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_enabled (fixture));
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "unread");
  sync_wait (has_four, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.mark-all-read", NULL);
  sync_wait (is_all_read, fixture);
}

static gboolean
finds_nothing (gpointer data)
{
  return yyq_test_says (GTK_WIDGET (((Fixture *) data)->page), "Nothing found");
}

static gboolean
is_disabled (gpointer data)
{
  return !is_enabled (data);
}

/* The button says of which kind it marks all. */
static void
test_kind_read (Fixture *fixture, gconstpointer data)
{
  YyqListFilters *filters = yyq_record_list_page_get_filters (YYQ_RECORD_LIST_PAGE (fixture->page));
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_assert_true (yyq_test_says (page, "Mark all as read"));
  yyq_list_filters_choose (filters, "topic", "job", TRUE);
  g_assert_true (yyq_test_says (page, "Mark all of “Tasks” as read"));
  gtk_widget_activate_action (page, "page.mark-all-read", NULL);
  yyq_test_turn_for (200);
  g_assert_true (is_enabled (fixture));
  yyq_list_filters_choose (filters, "topic", "contract", TRUE);
  g_assert_true (yyq_test_says (page, "Mark all of “Tasks, Contract” as read"));
  gtk_widget_activate_action (page, "page.mark-all-read", NULL);
  sync_wait (is_disabled, fixture);
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  YyqListFilters *filters = yyq_record_list_page_get_filters (YYQ_RECORD_LIST_PAGE (fixture->page));

  yyq_list_filters_choose (filters, "topic", "job", TRUE);
  sync_wait (finds_nothing, fixture);
  yyq_list_filters_choose (filters, "topic", "contract", TRUE);
  sync_wait (has_four, fixture);
}

/* The contract is nothing for this account any more: what happened stays. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqMessage) lost =
    g_object_new (YYQ_TYPE_MESSAGE, "id", "m", "version", (gint64) 1, "kind", "contract.completed",
                  "topic", YYQ_MESSAGE_TOPIC_CONTRACT, "at", (gint64) 1, NULL);
  g_autofree char *kind = yyq_message_words_of_kind (lost);
  g_autofree char *object = yyq_message_words_of_object (lost);

  g_assert_cmpstr (kind, ==, "All parties have signed");
  g_assert_cmpstr (object, ==, "You may not see this contract any more");
}

/* Of a newer platform. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqMessage) message =
    g_object_new (YYQ_TYPE_MESSAGE, "id", "m", "version", (gint64) 1, "kind", "account.moon",
                  "topic", YYQ_MESSAGE_TOPIC_ACCOUNT, "at", (gint64) 1, NULL);
  g_autofree char *kind = yyq_message_words_of_kind (message);

  g_assert_cmpstr (kind, ==, "Account and UKey");
}

#define ADD(name, test) \
  g_test_add ("/client/messages/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("messages stand by days", test_days);
  ADD ("a new message takes the day from the one below", test_new_first);
  ADD ("a row leads to the contract, and is read then", test_open);
  ADD ("so does a message that is known by its id", test_open_by_id);
  ADD ("all are marked as read", test_all_read);
  ADD ("kinds are filtered", test_kinds);
  ADD ("with a kind chosen, all of that kind are marked as read, and the button says so",
       test_kind_read);
  ADD ("link, menu and Return lead to one place, or are not there", test_leads);
  ADD ("at midnight today becomes yesterday on the page that is open", test_midnight);
  ADD ("ticked messages are copied together", test_ticks);
  ADD ("what may not be seen any more has words, and no object", test_lost);
  ADD ("a kind that is not known is called by its topic", test_unknown);
  return g_test_run ();
}
