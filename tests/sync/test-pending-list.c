/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-drafts.h"
#include "yyq-pending-private.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"

/* One contract at the platform, and a workspace in which things wait and are typed. */
typedef struct {
  SyncFixture sync;
  char *contract_id;
  YyqDrafts *drafts;
  YyqPendingList *list;
} Fixture;

static GBytes *
replace (GBytes *local, GBytes *operation, GError **error)
{
  return g_bytes_ref (operation);
}

static char *
describe (GBytes *local)
{
  return g_strdup_printf ("原因：%.*s", (int) g_bytes_get_size (local),
                          (const char *) g_bytes_get_data (local, NULL));
}

static const YyqDraftKind kind = { .name = "test.reason",
                                   .label = "Reason",
                                   .apply = replace,
                                   .describe = describe };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  YyqWorkspace *workspace;

  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->contract_id =
    yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  sync_fixture_enter (&fixture->sync);
  workspace = yyq_session_get_workspace (fixture->sync.session);
  fixture->drafts = yyq_workspace_get_drafts (workspace);
  yyq_drafts_add_kind (fixture->drafts, &kind);
  fixture->list = yyq_session_get_pending (fixture->sync.session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->contract_id);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

/* A form is left with this in it. */
static void
type_reason (Fixture *fixture, const char *object_id, const char *text)
{
  g_autoptr (YyqDraft) draft = yyq_drafts_create (
    fixture->drafts, &kind, &(YyqDraftStart){ .object_id = object_id, .title = "劳动合同" });
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (yyq_draft_apply (draft, bytes, NULL));
}

static guint
n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static gboolean
has_one (gpointer fixture)
{
  return n_items (fixture) == 1;
}

static gboolean
has_none (gpointer fixture)
{
  return n_items (fixture) == 0;
}

static gboolean
has_three_parked (gpointer fixture)
{
  return yyq_pending_list_get_n_parked (((Fixture *) fixture)->list) == 3;
}

static char *
read_text (Fixture *fixture, YyqPendingItem *pending)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  yyq_pending_list_read_async (fixture->list, pending, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  text = yyq_pending_list_read_finish (fixture->list, result, &error);
  g_assert_no_error (error);
  return text;
}

/* The platform takes the contract away: what waits, was refused and was typed stays, with words. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Signature: 劳动合同", "Signature: 劳动合同",
                                        "Reason: 劳动合同" };
  g_autofree char *refused =
    sync_fixture_add_pending (&fixture->sync, fixture->contract_id, "劳动合同", TRUE);
  g_autofree char *waiting =
    sync_fixture_add_pending (&fixture->sync, fixture->contract_id, "劳动合同", FALSE);
  g_autoptr (YyqPendingItem) draft = NULL;
  g_autofree char *text = NULL;

  type_reason (fixture, fixture->contract_id, "工资写错了");
  type_reason (fixture, "another-contract", "别的");
  g_assert_cmpuint (yyq_pending_list_get_n_parked (fixture->list), <=, 1);
  yyq_test_platform_delete (fixture->sync.platform, fixture->contract_id);
  g_assert_true (sync_fixture_refresh (&fixture->sync, NULL));
  sync_wait (has_three_parked, fixture);

  g_assert_cmpuint (n_items (fixture), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (YyqPendingItem) pending = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

    g_assert_true (yyq_pending_item_get_parked (pending));
    g_assert_cmpstr (yyq_pending_item_get_title (pending), ==, titles[i]);
    g_assert_true (
      g_str_has_prefix (yyq_pending_item_get_reason (pending),
                        i == 0 ? "The contract was withdrawn" : "You no longer have access"));
  }
  draft = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);
  g_assert_true (yyq_pending_item_get_draft (draft));
  text = read_text (fixture, draft);
  g_assert_true (g_str_has_prefix (text, "Reason: 劳动合同\nBegun at: 20"));
  g_assert_true (g_str_has_suffix (text, "\n\n原因：工资写错了\n"));
}

static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  const char *const lost[] = { "gone", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YyqPendingItem) pending = NULL;

  type_reason (fixture, "gone", "原因");
  yyq_drafts_park_objects_async (fixture->drafts, lost, "access-lost", sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_true (yyq_drafts_change_finish (fixture->drafts, result, NULL));
  sync_wait (has_one, fixture);
  pending = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  yyq_pending_list_discard (fixture->list, pending);
  sync_wait (has_none, fixture);
  g_assert_cmpuint (yyq_pending_list_get_n_parked (fixture->list), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/sync/pending/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("what was done and typed about a lost contract stays, with words, and can be read",
       test_lost);
  ADD ("a parked draft goes when it is discarded", test_discarded);
  return g_test_run ();
}
