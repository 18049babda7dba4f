/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-entity.h"
#include "yyq-error.h"
#include "yyq-record.h"
#include "yyq-records.h"
#include "yyq-session-private.h"
#include "yyq-store-fixture.h"
#include "yyq-sync-fixture.h"

/*
 * A program that is older than its platform: it knows contracts with two members, and no other
 * state than signing. Its cache is then opened by the program of today.
 */
typedef enum {
  OLDER_STATE_SIGNING,
} OlderState;

static GType
older_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { OLDER_STATE_SIGNING, "OLDER_STATE_SIGNING", "signing" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("OlderState", values));
  return type;
}

#define YYQ_OLDER_CONTRACT_MEMBERS(M, T) \
  M (T, STRING, id, REQUIRED)            \
  M (T, INT64, version, REQUIRED)        \
  M (T, STRING, title, REQUIRED)         \
  M (T, ENUM, state, REQUIRED, OlderState, older_state_get_type)
YYQ_DECLARE_RECORD (OlderContract, older_contract, OLDER_CONTRACT)
YYQ_DEFINE_RECORD (OlderContract, older_contract, OLDER_CONTRACT)

static const YyqEntityColumn older_columns[] = { { "title" }, { "state" }, { NULL } };
static const YyqEntitySort older_sorts[] = { { "title", "title" }, { NULL } };
static const YyqEntity older_entity = {
  .name = "contract",
  .get_type = older_contract_get_type,
  .path = "/contracts",
  .permission = "contract.view",
  .columns = older_columns,
  .sorts = older_sorts,
};

static const YyqChapterRecords older_records[] = { { &older_entity }, { NULL } };
static const YyqWorkspaceChapter older_chapter = { .records = older_records };
static const YyqWorkspaceChapter *const older_chapters[] = { &older_chapter, NULL };

static const YyqChapterRecords today_records[] = { { &yyq_contract_entity }, { NULL } };
static const YyqWorkspaceChapter today_chapter = { .records = today_records };
static const YyqWorkspaceChapter *const today_chapters[] = { &today_chapter, NULL };

typedef struct {
  SyncFixture sync;
  StoreFixture store;
  YyqRecordCache *cache;
  YyqOutboxRunner *runner;
  YyqRecords *records;
  YyqRecordRepository *contracts; /* of records */
  char *moved;                    /* ids */
  char *same;
  char *later;
} Fixture;

static void
start_program (Fixture *self, const YyqWorkspaceChapter *const *chapters)
{
  const YyqEntity *entity = chapters[0]->records[0].entity;
  const YyqEntity *const entities[] = { entity, NULL };
  g_autoptr (YyqOutbox) outbox = yyq_outbox_new (self->store.database, self->store.cipher, NULL);
  YyqRecordSource source = { 0 };

  self->cache = yyq_record_cache_new (self->store.database, self->store.cipher, NULL, entities);
  self->runner = yyq_outbox_runner_new (self->sync.client, outbox);
  source.client = self->sync.client;
  source.cache = self->cache;
  self->records = yyq_records_new (&source, self->runner, chapters);
  self->contracts = yyq_records_get (self->records, entity);
}

static void
end_program (Fixture *self)
{
  yyq_outbox_runner_stop (self->runner);
  store_unref_and_wait (g_steal_pointer (&self->records));
  store_unref_and_wait (g_steal_pointer (&self->runner));
  store_unref_and_wait (g_steal_pointer (&self->cache));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  sync_fixture_set_up (&self->sync, NULL);
  store_fixture_set_up (&self->store, NULL);
  sync_fixture_enter (&self->sync);
  start_program (self, older_chapters);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_program (self);
  store_fixture_tear_down (&self->store, NULL);
  sync_fixture_tear_down (&self->sync, NULL);
  g_free (self->moved);
  g_free (self->same);
  g_free (self->later);
}

static void
refresh (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_record_repository_refresh_async (self->contracts, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_record_repository_refresh_finish (self->contracts, result, &error);
  g_assert_no_error (error);
}

static gpointer
load (Fixture *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_record_repository_load_async (self->contracts, id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_record_repository_load_finish (self->contracts, result, error);
}

typedef struct {
  Fixture *fixture;
  YyqRecordList *list;
  const char *titles;
  guint n_unreadable;
} Expected;

static gboolean
is_shown (gpointer data)
{
  const Expected *expected = data;
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (expected->list)); i++) {
    g_autoptr (GObject) contract = g_list_model_get_item (G_LIST_MODEL (expected->list), i);
    g_autofree char *title = NULL;

    g_object_get (contract, "title", &title, NULL);
    g_string_append (titles, title != NULL ? title : "?");
  }
  return g_str_equal (titles->str, expected->titles) &&
         yyq_feed_get_n_unreadable (yyq_records_get_feed (expected->fixture->records)) ==
           expected->n_unreadable;
}

/* By their titles, one behind the other. */
static void
wait_for (Fixture *self, const char *titles, guint n_unreadable)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autoptr (YyqRecordList) list = NULL;
  Expected expected = { self, NULL, titles, n_unreadable };

  query->sort = "title";
  query->descending = FALSE;
  list = yyq_record_repository_list (self->contracts, query, -1);
  expected.list = list;
  sync_wait (is_shown, &expected);
}

static void
add_contract (Fixture *self, const char *title, char **id)
{
  g_free (*id);
  *id = yyq_test_platform_add_contract (self->sync.platform, title, "王小二");
}

/* The newer state of "a" has a word that the older program does not know. */
static void
let_the_platform_move_on (Fixture *self)
{
  add_contract (self, "a", &self->moved);
  add_contract (self, "b", &self->same);
  refresh (self);
  wait_for (self, "ab", 0);
  yyq_test_platform_withdraw (self->sync.platform, self->moved);
  add_contract (self, "c", &self->later);
  refresh (self);
}

static void
test_others (Fixture *self, gconstpointer data)
{
  let_the_platform_move_on (self);
  wait_for (self, "bc", 1);
  add_contract (self, "d", &self->later);
  refresh (self);
  wait_for (self, "bcd", 1);
}

static void
test_not_as_it_was (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  let_the_platform_move_on (self);
  g_assert_null (load (self, self->moved, &error));
  sync_assert_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE);
  g_clear_error (&error);
  yyq_test_front_go_down (self->sync.front);
  g_assert_null (load (self, self->moved, &error));
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
  wait_for (self, "bc", 1);
}

/* The parties of "b" are in what the older program kept without knowing what they are. */
static void
test_updated (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqContract) kept = NULL;
  g_autoptr (YyqContract) moved = NULL;
  g_autoptr (GError) error = NULL;

  let_the_platform_move_on (self);
  end_program (self);
  store_ask (self->store.database, "UPDATE record_unreadable SET program = '0.1.0' RETURNING 1");
  start_program (self, today_chapters);
  wait_for (self, "bc", 1);
  yyq_test_front_go_down (self->sync.front);
  kept = load (self, self->same, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (yyq_contract_get_parties (kept)), ==, 2);
  yyq_test_front_come_up (self->sync.front);
  refresh (self);
  wait_for (self, "abc", 0);
  moved = load (self, self->moved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_contract_get_state (moved), ==, YYQ_CONTRACT_STATE_WITHDRAWN);
}

#define ADD(name, function) \
  g_test_add ("/sync/older-client/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("nothing else waits for a contract that cannot be read", test_others);
  ADD ("a contract that cannot be read is not shown as it was", test_not_as_it_was);
  ADD ("the program that is updated shows it, and finds the others whole", test_updated);
  return g_test_run ();
}
