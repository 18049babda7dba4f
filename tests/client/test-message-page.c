/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-message-page.h"
#include "yyq-message-row.h"
#include "yyq-message-words.h"
#include "yyq-messages.h"
#include "yyq-sync-fixture.h"
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
  ADD ("what may not be seen any more has words, and no object", test_lost);
  ADD ("a kind that is not known is called by its topic", test_unknown);
  return g_test_run ();
}
