/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cjk-tokenizer.h"
#include "yyq-contract-entity.h"
#include "yyq-contract.h"
#include "yyq-error.h"
#include "yyq-record-cache.h"
#include "yyq-search-cases.h"
#include "yyq-sql.h"
#include "yyq-store-fixture.h"

/* Rows of docs/manual-coverage.md: 71, 72, 73, 76, 77. */

#define HOUR G_GINT64_CONSTANT (3600000)

typedef struct {
  StoreFixture store;
  YyqRecordCache *cache;
} Fixture;

typedef struct {
  const char *id;
  const char *title;
  const char *initiator;
  const char *participants;
  YyqContractState state;
  gboolean my_turn;
  gint64 initiated_at;
} Row;

static const Row some[] = {
  { "1", "固定期限劳动合同", "张测试", "王小二", YYQ_CONTRACT_STATE_SIGNING, TRUE, 1 * HOUR },
  { "2", "保密协议", "李测试", "赵六、钱七", YYQ_CONTRACT_STATE_SIGNING, FALSE, 2 * HOUR },
  { "3", "劳务合同 ABC-1", "张测试", "孙八", YYQ_CONTRACT_STATE_COMPLETED, FALSE, 3 * HOUR },
  { "4", "实习协议", "王经理", "王小二", YYQ_CONTRACT_STATE_WITHDRAWN, FALSE, 4 * HOUR },
  { "5", "竞业限制协议", "李测试", "周九", YYQ_CONTRACT_STATE_COMPLETED, FALSE, 5 * HOUR },
};

static YyqContract *
contract_of (const Row *row, gint64 version, gboolean complete)
{
  YyqContract *contract =
    g_object_new (YYQ_TYPE_CONTRACT, "id", row->id, "enterprise-id", "e", "number", row->id,
                  "title", row->title, "initiator-name", row->initiator, "participants",
                  row->participants, "state", row->state, "my-turn", row->my_turn, "initiated-at",
                  row->initiated_at, "version", version, "sha256", "aa", NULL);

  if (complete) {
    g_autoptr (YyqParty) party =
      g_object_new (YYQ_TYPE_PARTY, "id", "p", "name", row->participants, "field", "worker", NULL);

    yyq_contract_add_party (contract, party);
  }
  return contract;
}

static const YyqEntity *const registered[] = { &yyq_contract_entity, NULL };

/* (transfer full) (nullable): what moved. */
static YyqRecordMove *
apply (Fixture *fixture, YyqRecordChanges *changes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GError) error = NULL;

  yyq_record_cache_apply_async (fixture->cache, changes, NULL, store_keep_result, &result);
  store_wait (&result);
  moves = yyq_record_cache_apply_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  g_ptr_array_set_free_func (moves, NULL);
  return moves->len > 0 ? moves->pdata[0] : NULL;
}

static guint
put (Fixture *fixture, const Row *row, gint64 version, gboolean complete, gboolean reset)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (YyqContract) contract = contract_of (row, version, complete);
  YyqRecordMove *move;
  guint n_touched;

  changes->reset = reset;
  yyq_record_changes_put (changes, &yyq_contract_entity, contract, NULL);
  move = apply (fixture, changes);
  if (move == NULL)
    return 0;
  n_touched = g_hash_table_size (move->touched);
  yyq_record_move_free (move);
  return n_touched;
}

static void
open_cache (Fixture *fixture)
{
  fixture->cache =
    yyq_record_cache_new (fixture->store.database, fixture->store.cipher, NULL, registered);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store, data);
  open_cache (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    put (fixture, &some[i], 1, TRUE, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->cache);
  store_fixture_tear_down (&fixture->store, data);
}

static GArray *
find (Fixture *fixture, const YyqContractQuery *query, int limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YyqRecordQuery) records = yyq_contract_entity_query (query);
  g_autoptr (GError) error = NULL;
  GArray *rows;

  yyq_record_cache_find_async (fixture->cache, &yyq_contract_entity, records, limit, NULL,
                               store_keep_result, &result);
  store_wait (&result);
  rows = yyq_record_cache_find_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  return rows;
}

/* Ids in the order of the list: "543". */
static void
assert_found (Fixture *fixture, const YyqContractQuery *query, const char *expected)
{
  g_autoptr (GArray) rows = find (fixture, query, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contracts = yyq_record_cache_read_page (
    fixture->cache, &yyq_contract_entity, (gint64 *) (void *) rows->data, rows->len, &error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < contracts->len; i++)
    g_string_append (ids, yyq_contract_get_id (contracts->pdata[i]));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "54321", "1", "2", "53" };
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  for (YyqContractTab tab = YYQ_CONTRACT_TAB_ALL; tab <= YYQ_CONTRACT_TAB_DONE; tab++) {
    query->tab = tab;
    assert_found (fixture, query, expected[tab]);
  }
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  static const guint expected[] = { 5, 1, 1, 2 };
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) counts = NULL;

  yyq_record_cache_count_async (fixture->cache, &yyq_contract_entity, query, NULL,
                                store_keep_result, &result);
  store_wait (&result);
  counts = yyq_record_cache_count_finish (fixture->cache, result, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (g_array_index (counts, guint, i), ==, expected[i]);
}

/* (transfer full): the ids that @query finds, and the numbers of the tabs: "53 2,0,0,2". */
static char *
ask (Fixture *fixture, const YyqRecordQuery *query)
{
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GPtrArray) contracts = NULL;
  GString *text = g_string_new (NULL);

  yyq_record_cache_find_async (fixture->cache, &yyq_contract_entity, query, -1, NULL,
                               store_keep_result, &found);
  store_wait (&found);
  rows = yyq_record_cache_find_finish (fixture->cache, found, NULL);
  contracts = yyq_record_cache_read_page (fixture->cache, &yyq_contract_entity,
                                          (gint64 *) (void *) rows->data, rows->len, NULL);
  for (guint i = 0; i < contracts->len; i++)
    g_string_append (text, yyq_contract_get_id (contracts->pdata[i]));
  yyq_record_cache_count_async (fixture->cache, &yyq_contract_entity, query, NULL,
                                store_keep_result, &counted);
  store_wait (&counted);
  counts = yyq_record_cache_count_finish (fixture->cache, counted, NULL);
  g_assert_cmpuint (counts->len, ==, 4);
  for (guint i = 0; i < counts->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : " ", g_array_index (counts, guint, i));
  return g_string_free (text, FALSE);
}

static void
assert_asked (Fixture *fixture, const YyqRecordQuery *query, const char *expected)
{
  g_autofree char *text = ask (fixture, query);

  g_assert_cmpstr (text, ==, expected);
}

static void
one_of (YyqRecordQuery *query, const char *column, const char *value)
{
  const char *const values[] = { value, NULL };

  yyq_record_narrow_add (query->narrow, column, YYQ_RECORD_ONE_OF, values);
}

/* Waiting for the company, or withdrawn; then by one initiator, in one tab, in another order. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  assert_asked (fixture, query, "54321 5,1,1,2");
  yyq_record_query_take_narrow (query, yyq_record_narrow_new ());
  yyq_record_narrow_begin_part (query->narrow);
  one_of (query, "state", "signing");
  yyq_record_narrow_begin_choice (query->narrow);
  one_of (query, "state", "withdrawn");
  assert_asked (fixture, query, "421 3,1,1,0");
  query->sort = "title";
  query->descending = FALSE;
  assert_asked (fixture, query, "214 3,1,1,0");
  query->filter = "mine";
  assert_asked (fixture, query, "1 3,1,1,0");
  query->filter = NULL;
  yyq_record_query_set_text (query, "王小二");
  assert_asked (fixture, query, "14 2,1,0,0");
  yyq_record_narrow_begin_part (query->narrow);
  one_of (query, "initiator_name", "王经理");
  assert_asked (fixture, query, "4 1,0,0,0");
  query->filter = "done";
  assert_asked (fixture, query, " 1,0,0,0");
}

/* Number 2 has to be signed before number 1; the others have no term. */
static void
test_due (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  store_ask (fixture->store.database, "UPDATE record_contract SET due_at = (3 - id) * 1000"
                                      " WHERE id IN ('1', '2') RETURNING 1");
  query->sort = "due_at";
  query->descending = FALSE;
  yyq_record_query_take_narrow (query, yyq_record_narrow_new ());
  yyq_record_narrow_begin_part (query->narrow);
  yyq_record_narrow_add_number (query->narrow, "due_at", YYQ_RECORD_FROM, 1);
  assert_asked (fixture, query, "21 2,1,1,0");
  yyq_record_narrow_add_number (query->narrow, "due_at", YYQ_RECORD_BEFORE, 2000);
  assert_asked (fixture, query, "2 1,0,1,0");
}

/* 100,000 rows are not walked through, nor sorted, for what one value of a column leaves. */
static void
test_indexes (Fixture *fixture, gconstpointer data)
{
  static const char *const columns[] = { "unit_name", "initiator_name" };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM pragma_index_info ('record_contract_of_%s') WHERE"
                       " (seqno = 0 AND name = '%s') OR (seqno = 1 AND name = 'initiated_at')",
                       columns[i], columns[i]);

    g_assert_cmpint (store_ask (fixture->store.database, sql), ==, 2);
  }
  g_assert_cmpint (store_ask (fixture->store.database,
                              "SELECT count(*) FROM pragma_index_info ('record_contract_by_due_at')"
                              " WHERE seqno = 0 AND name = 'due_at'"),
                   ==, 1);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *expected;
  } cases[] = {
    { "合同", "31" },   { "劳动合同", "1" }, { "张测试", "31" },
    { "王小二", "41" }, { "王", "41" },      { "钱七", "2" },
    { "abc", "3" },     { "ABC-1", "3" },    { "王小二 协议", "4" },
    { "没有", "" },     { "", "54321" },     { "  ", "54321" },
    { "、", "2" },      { "\"", "" },        { "' OR 1=1 --", "" },
    { "%", "" },        { "*", "" },
  };
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    yyq_contract_query_set_text (query, cases[i].text);
    assert_found (fixture, query, cases[i].expected);
  }
}

static void
put_cases (Fixture *fixture)
{
  for (guint i = 0; i < yyq_search_n_contracts; i++) {
    const YyqSearchContract *row = &yyq_search_contracts[i];
    const char id[] = { (char) ('A' + i), '\0' };
    YyqRecordChanges *changes = yyq_record_changes_new ();
    g_autoptr (YyqContract) contract = g_object_new (
      YYQ_TYPE_CONTRACT, "id", id, "enterprise-id", "e", "number", row->number, "title", row->title,
      "initiator-name", row->initiator, "participants", row->participants, "unit-name",
      row->of_unit ? YYQ_SEARCH_UNIT : YYQ_SEARCH_COMPANY, "initiated-at", (gint64) i + 1,
      "version", (gint64) 1, NULL);

    yyq_record_changes_put (changes, &yyq_contract_entity, contract, NULL);
    yyq_record_move_free (apply (fixture, changes));
  }
}

/* (transfer full): the ids of what @query finds, in the order of time. */
static char *
find_letters (Fixture *fixture, YyqRecordQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) contracts = NULL;
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  yyq_record_cache_find_async (fixture->cache, &yyq_contract_entity, query, -1, NULL,
                               store_keep_result, &result);
  store_wait (&result);
  rows = yyq_record_cache_find_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  contracts = yyq_record_cache_read_page (fixture->cache, &yyq_contract_entity,
                                          (gint64 *) (void *) rows->data, rows->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < contracts->len; i++)
    if (g_ascii_isupper (*yyq_contract_get_id (contracts->pdata[i])))
      g_string_append (letters, yyq_contract_get_id (contracts->pdata[i]));
  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  put_cases (fixture);
  query->descending = FALSE;
  for (guint i = 0; i < yyq_search_n_cases; i++) {
    const YyqSearchCase *each = &yyq_search_cases[i];
    g_autofree char *letters = NULL;

    yyq_record_query_set_text (query, each->typed);
    letters = find_letters (fixture, query);
    yyq_assert_search (each, letters, each->found);
  }
}

static void
test_ids (Fixture *fixture, gconstpointer data)
{
  static const char *const told[] = { "A", "not here", NULL };
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autofree char *alone = NULL;
  g_autofree char *both = NULL;
  g_autofree char *filtered = NULL;

  put_cases (fixture);
  query->descending = FALSE;
  yyq_record_query_set_text (query, "13912345678");
  yyq_record_query_take_ids (query, g_strdupv ((char **) told));
  alone = find_letters (fixture, query);
  g_assert_cmpstr (alone, ==, "A");
  yyq_record_query_set_text (query, "保密协议");
  both = find_letters (fixture, query);
  g_assert_cmpstr (both, ==, "AB");
  yyq_record_query_take_narrow (query, yyq_record_narrow_new ());
  yyq_record_narrow_begin_part (query->narrow);
  yyq_record_narrow_add_number (query->narrow, "initiated_at", YYQ_RECORD_FROM, 2);
  filtered = find_letters (fixture, query);
  g_assert_cmpstr (filtered, ==, "B");
}

/* What is taken out of the index has to be what was put in. */
static void
test_index_is_kept (Fixture *fixture, gconstpointer data)
{
  static const YyqSearchContract *const first = &yyq_search_contracts[0];
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (YyqContract) renamed =
    g_object_new (YYQ_TYPE_CONTRACT, "id", "A", "enterprise-id", "e", "number", first->number,
                  "title", "聘用合同", "initiator-name", first->initiator, "participants", "郑重",
                  "unit-name", YYQ_SEARCH_COMPANY, "version", (gint64) 2, NULL);
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put_cases (fixture);
  yyq_record_changes_put (changes, &yyq_contract_entity, renamed, NULL);
  yyq_record_changes_delete (changes, &yyq_contract_entity, "B");
  yyq_record_move_free (apply (fixture, changes));
  yyq_record_query_set_text (query, "zzh");
  before = find_letters (fixture, query);
  g_assert_cmpstr (before, ==, "");
  yyq_record_query_set_text (query, "zhengzhong");
  after = find_letters (fixture, query);
  g_assert_cmpstr (after, ==, "A");
  g_assert_cmpint (store_ask (fixture->store.database,
                              "SELECT count(*) FROM record_contract_text WHERE "
                              "record_contract_text MATCH 'zzh OR lsy'"),
                   ==, 0);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  query->from_ms = 2 * HOUR;
  assert_found (fixture, query, "5432");
  query->to_ms = 4 * HOUR;
  assert_found (fixture, query, "32");
  query->from_ms = 0;
  assert_found (fixture, query, "321");
  yyq_contract_query_set_text (query, "张测试");
  query->tab = YYQ_CONTRACT_TAB_DONE;
  assert_found (fixture, query, "3");
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  query->descending = FALSE;
  assert_found (fixture, query, "12345");
  query->sort = YYQ_CONTRACT_SORT_TITLE;
  assert_found (fixture, query, "23145");
  query->descending = TRUE;
  assert_found (fixture, query, "54132");
  query->sort = YYQ_CONTRACT_SORT_STATE;
  assert_found (fixture, query, "45321");
  query->descending = FALSE;
  assert_found (fixture, query, "21534");
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  Row newer = some[0];
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  newer.title = "改名的合同";
  g_assert_cmpuint (put (fixture, &newer, 1, FALSE, FALSE), ==, 0);
  g_assert_cmpuint (put (fixture, &newer, 2, TRUE, FALSE), ==, 1);
  g_assert_cmpuint (put (fixture, &some[0], 1, TRUE, FALSE), ==, 0);
  yyq_contract_query_set_text (query, "改名");
  assert_found (fixture, query, "1");
  yyq_contract_query_set_text (query, "固定期限");
  assert_found (fixture, query, "");
  g_assert_cmpuint (put (fixture, &some[0], 1, TRUE, TRUE), ==, 1);
  assert_found (fixture, query, "1");
}

static YyqContract *
load (Fixture *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_record_cache_load_async (fixture->cache, &yyq_contract_entity, id, NULL, store_keep_result,
                               &result);
  store_wait (&result);
  return yyq_record_cache_load_finish (fixture->cache, result, error);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  static const Row listed = { "9",   "只在列表", "张测试", "吴十", YYQ_CONTRACT_STATE_SIGNING,
                              FALSE, HOUR };
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract = load (fixture, "1", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (yyq_contract_get_parties (contract)), ==, 1);
  put (fixture, &listed, 1, FALSE, FALSE);
  g_assert_null (load (fixture, "9", &error));
  g_assert_no_error (error);
  g_assert_null (load (fixture, "none", &error));
  g_assert_no_error (error);
}

static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_ask (fixture->store.database,
             "UPDATE record_contract SET payload_enc = (SELECT payload_enc FROM "
             "record_contract WHERE id = '2') WHERE id = '1' RETURNING 1");
  g_assert_null (load (fixture, "1", &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
}

static char *
load_cursor (Fixture *fixture, gint64 *synced_at)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 0;
  char *cursor;

  yyq_record_cache_cursor_async (fixture->cache, NULL, store_keep_result, &result);
  store_wait (&result);
  cursor =
    yyq_record_cache_cursor_finish (fixture->cache, result, synced_at, &n_unreadable, &error);
  g_assert_no_error (error);
  return cursor;
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  YyqRecordMove *move;
  g_autofree char *cursor = NULL;
  gint64 synced_at = 0;

  g_assert_null (load_cursor (fixture, &synced_at));
  store_ask (fixture->store.database, "INSERT INTO cache_entity VALUES ('events', '1', 0, x'00'), "
                                      "('home', '1', 0, x'00') RETURNING 1");
  yyq_record_changes_delete (changes, &yyq_contract_entity, "1");
  yyq_record_changes_delete (changes, &yyq_contract_entity, "none");
  changes->cursor = g_strdup ("c7");
  changes->synced_at = 77;
  move = apply (fixture, changes);
  g_assert_cmpuint (move->gone->len, ==, 1);
  yyq_record_move_free (move);
  assert_found (fixture, query, "5432");
  yyq_contract_query_set_text (query, "固定期限");
  assert_found (fixture, query, "");
  g_assert_cmpint (store_ask (fixture->store.database, "SELECT count(*) FROM cache_entity"), ==, 1);
  cursor = load_cursor (fixture, &synced_at);
  g_assert_cmpstr (cursor, ==, "c7");
  g_assert_cmpint (synced_at, ==, 77);
}

static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  YyqRecordMove *move;

  changes->reset = TRUE;
  changes->keep = yyq_record_keep_new ();
  yyq_record_keep_add (changes->keep, &yyq_contract_entity, "2");
  yyq_record_keep_add (changes->keep, &yyq_contract_entity, "4");
  move = apply (fixture, changes);
  g_assert_cmpuint (move->gone->len, ==, 3);
  yyq_record_move_free (move);
  assert_found (fixture, query, "42");
}

/* By one statement: ten thousand objects take a minute under sanitizers. */
static void
put_many (Fixture *fixture)
{
  store_ask (fixture->store.database,
             "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
             " INSERT INTO record_contract (id, version, number, title, state, initiator_name, "
             "participants, unit_name, initiated_at, completed_at, due_at,"
             " my_turn, complete, payload_enc) SELECT printf ('m%05d', i), 1, i, iif (i % 2, "
             "'批量保密协议', '批量劳动合同'), 'completed',"
             " '张测试', '郑十一', '', 36000000 + i, 0, 0, 0, 0, x'00' FROM n RETURNING 1");
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) some_of_them = NULL;
  g_autoptr (GPtrArray) page = NULL;

  put_many (fixture);
  all = find (fixture, query, -1);
  first = find (fixture, query, 200);
  g_assert_cmpuint (all->len, ==, 10005);
  g_assert_cmpuint (first->len, ==, 200);
  g_assert_cmpmem (first->data, 200 * sizeof (gint64), all->data, 200 * sizeof (gint64));
  yyq_contract_query_set_text (query, "批量劳动");
  some_of_them = find (fixture, query, -1);
  g_assert_cmpuint (some_of_them->len, ==, 5000);

  page = yyq_record_cache_read_page (fixture->cache, &yyq_contract_entity,
                                     &g_array_index (all, gint64, 5000), 128, NULL);
  g_assert_cmpuint (page->len, ==, 128);
  g_assert_cmpstr (yyq_contract_get_id (page->pdata[0]), ==, "m04999");
  g_assert_cmpstr (yyq_contract_get_id (page->pdata[127]), ==, "m04872");
}

static void
test_gone_row (Fixture *fixture, gconstpointer data)
{
  const gint64 rows[] = { 999999, 1 };
  g_autoptr (GPtrArray) page =
    yyq_record_cache_read_page (fixture->cache, &yyq_contract_entity, rows, 2, NULL);

  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpstr (yyq_contract_get_id (page->pdata[0]), ==, NULL);
  g_assert_cmpstr (yyq_contract_get_id (page->pdata[1]), ==, "1");
}

/* Upgrade */

static void
set_up_landed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests", "store",
                                            "landed", "contracts-1.sql", NULL);
  g_autoptr (YyqSecret) key = yyq_secret_new_from_text ("the key of the landed fixture 32");
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  store_fixture_set_up (&fixture->store, NULL);
  store_unref_and_wait (g_steal_pointer (&fixture->store.database));
  store_remove_tree (fixture->store.path);
  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (fixture->store.path, &db), ==, SQLITE_OK);
  yyq_cjk_tokenizer_register (db, &error);
  g_assert_no_error (error);
  yyq_sql_exec (db, sql, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  yyq_cipher_unref (fixture->store.cipher);
  fixture->store.cipher = yyq_cipher_new (key, 1);
  store_fixture_open (&fixture->store);
  open_cache (fixture);
}

#define LANDED "019a0000-0000-7000-8000-00000000000"

static void
test_landed_lists (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { LANDED "4" LANDED "3" LANDED "2" LANDED "1", LANDED "1",
                                          LANDED "2", LANDED "3" };
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  for (YyqContractTab tab = YYQ_CONTRACT_TAB_ALL; tab <= YYQ_CONTRACT_TAB_DONE; tab++) {
    query->tab = tab;
    assert_found (fixture, query, expected[tab]);
  }
  query->tab = YYQ_CONTRACT_TAB_ALL;
  yyq_contract_query_set_text (query, "保密");
  assert_found (fixture, query, LANDED "2");
  yyq_contract_query_set_text (query, "baomi");
  assert_found (fixture, query, LANDED "2");
  g_assert_cmpint (store_ask (fixture->store.database,
                              "SELECT count(*) FROM record_contract WHERE state IN ('signing',"
                              " 'completed', 'withdrawn') AND version = rowid + 2"),
                   ==, 4);
}

static void
test_landed_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract = load (fixture, LANDED "1", &error);
  g_autoptr (YyqContract) listed = load (fixture, LANDED "4", &error);
  g_autofree char *cursor = NULL;
  gint64 synced_at = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (yyq_contract_get_title (contract), ==, "固定期限劳动合同");
  g_assert_cmpuint (g_list_model_get_n_items (yyq_contract_get_parties (contract)), ==, 1);
  g_assert_null (listed);
  cursor = load_cursor (fixture, &synced_at);
  /* It was kept without the names of units: they come with all the rest. */
  g_assert_cmpstr (cursor, ==, "");
  g_assert_cmpint (synced_at, ==, G_GINT64_CONSTANT (1793100000000));
  g_assert_cmpint (store_ask (fixture->store.database,
                              "SELECT count(*) FROM cache_entity WHERE entity = 'events'"),
                   ==, 1);
  g_assert_cmpint (
    store_ask (fixture->store.database, "SELECT count(*) FROM outbox WHERE state = 'waiting'"), ==,
    1);
}

#define ADD_LANDED(name, function) \
  g_test_add ("/sync/contract entity/" name, Fixture, NULL, set_up_landed, function, tear_down)
#define ADD(name, function) \
  g_test_add ("/sync/contract entity/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each tab shows its contracts, the newest first", test_tabs);
  ADD ("each tab is counted", test_counts);
  ADD ("tab, search, filters and order hold together, and the numbers of the tabs with them",
       test_together);
  ADD ("what has to be signed by a time is found in the order of that", test_due);
  ADD ("what contracts are filtered by has an index", test_indexes);
  ADD ("title, initiator and participants are searched, and whatever is typed is harmless",
       test_search);
  ADD ("words find what the table of cases says", test_cases);
  ADD ("what the platform says has the words, too, is found with the rest", test_ids);
  ADD ("what changes or goes leaves nothing in the index", test_index_is_kept);
  ADD ("the range of the beginning includes its start and not its end", test_range);
  ADD ("each column sorts in both directions", test_sort);
  ADD ("an older version does not replace a newer one unless all is sent anew", test_versions);
  ADD ("a contract is whole or not here", test_load);
  ADD ("a sealed contract that was moved to another row does not open", test_sealed);
  ADD ("a deleted contract goes with its events, and the cursor with them", test_delete);
  ADD ("what is not named when all is sent anew goes", test_sweep);
  ADD ("ten thousand rows are found in order and read by page", test_many);
  ADD ("a row that is gone gives an empty contract", test_gone_row);
  ADD_LANDED ("the contracts of the first version's cache are listed, searched and have words",
              test_landed_lists);
  ADD_LANDED ("whole contracts, events and what waits are as the first version left them, and all "
              "is asked for anew",
              test_landed_rest);
  return g_test_run ();
}
