/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-cache.h"
#include "yyq-store-fixture.h"
#include "yyq-test-note.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#include <string.h>

typedef struct {
  StoreFixture store;
  YyqDocumentCache *documents;
  YyqRecordCache *cache;
} Fixture;

static const YyqEntity *const notes[] = { &yyq_test_note_entity, NULL };
static const YyqEntity *const later_notes[] = { &yyq_test_later_note_entity, NULL };

static void
open_cache (Fixture *fixture, const YyqEntity *const *entities)
{
  fixture->cache = yyq_record_cache_new (fixture->store.database, fixture->store.cipher,
                                         fixture->documents, entities);
}

static void
reopen_cache (Fixture *fixture, const YyqEntity *const *entities)
{
  store_unref_and_wait (g_steal_pointer (&fixture->cache));
  store_fixture_reopen (&fixture->store);
  open_cache (fixture, entities);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *directory = NULL;

  store_fixture_set_up (&fixture->store, data);
  directory = g_build_filename (fixture->store.directory, "documents", NULL);
  fixture->documents =
    yyq_document_cache_new (directory, fixture->store.cipher, YYQ_DOCUMENT_CACHE_LIMIT);
  open_cache (fixture, notes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_unref_and_wait (g_steal_pointer (&fixture->cache));
  store_unref_and_wait (g_steal_pointer (&fixture->documents));
  store_fixture_tear_down (&fixture->store, data);
}

/* (transfer full): what moved. */
static GPtrArray *
apply (Fixture *fixture, YyqRecordChanges *changes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *moves;

  yyq_record_cache_apply_async (fixture->cache, changes, NULL, store_keep_result, &result);
  store_wait (&result);
  moves = yyq_record_cache_apply_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  return moves;
}

static void
add_note (YyqRecordChanges *changes, const char *json)
{
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yyq_wire_parse (payload, &error);
  g_autoptr (GObject) note = yyq_wire_record_decode (node, YYQ_TYPE_TEST_NOTE, &error);

  g_assert_no_error (error);
  yyq_record_changes_put (changes, &yyq_test_note_entity, note, payload);
}

static void
put_notes (Fixture *fixture, const char *cursor)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (GPtrArray) moves = NULL;

  add_note (changes,
            "{\"id\":\"a\",\"version\":1,\"text\":\"买纸\",\"kind\":\"later\",\"due_at\":3,"
            "\"mine\":true,\"place\":\"郑州\"}");
  add_note (changes,
            "{\"id\":\"b\",\"version\":1,\"text\":\"盖章\",\"kind\":\"urgent\",\"due_at\":1,"
            "\"mine\":false,\"place\":\"洛阳\"}");
  add_note (changes,
            "{\"id\":\"c\",\"version\":1,\"text\":\"寄合同\",\"kind\":\"done\",\"due_at\":2,"
            "\"mine\":true,\"place\":\"安阳\"}");
  changes->cursor = g_strdup (cursor);
  moves = apply (fixture, changes);
  g_assert_cmpuint (moves->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (((YyqRecordMove *) moves->pdata[0])->touched), ==, 3);
}

/* Ids in the order of the list. */
static void
assert_found (Fixture *fixture, const YyqEntity *entity, const YyqRecordQuery *query,
              const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  yyq_record_cache_find_async (fixture->cache, entity, query, -1, NULL, store_keep_result, &result);
  store_wait (&result);
  rows = yyq_record_cache_find_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  records = yyq_record_cache_read_page (fixture->cache, entity, (gint64 *) (void *) rows->data,
                                        rows->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++) {
    g_autofree char *id = NULL;

    g_object_get (records->pdata[i], "id", &id, NULL);
    g_string_append (ids, id);
  }
  g_assert_cmpstr (ids->str, ==, expected);
}

static char *
load_standing (Fixture *fixture, guint *n_unreadable)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 synced_at = 0;
  char *cursor;

  yyq_record_cache_cursor_async (fixture->cache, NULL, store_keep_result, &result);
  store_wait (&result);
  cursor =
    yyq_record_cache_cursor_finish (fixture->cache, result, &synced_at, n_unreadable, &error);
  g_assert_no_error (error);
  return cursor;
}

static char *
load_cursor (Fixture *fixture)
{
  guint n_unreadable = 0;

  return load_standing (fixture, &n_unreadable);
}

static void
assert_unreadable (Fixture *fixture, guint expected)
{
  guint n_unreadable = 0;
  g_autofree char *cursor = load_standing (fixture, &n_unreadable);

  g_assert_cmpuint (n_unreadable, ==, expected);
}

static gpointer
load (Fixture *fixture, const YyqEntity *entity, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer record;

  yyq_record_cache_load_async (fixture->cache, entity, id, NULL, store_keep_result, &result);
  store_wait (&result);
  record = yyq_record_cache_load_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  return record;
}

static void
test_registered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autoptr (YyqTestNote) note = NULL;

  put_notes (fixture, "c1");
  assert_found (fixture, &yyq_test_note_entity, query, "acb");
  query->filter = "mine";
  assert_found (fixture, &yyq_test_note_entity, query, "a");
  query->filter = NULL;
  query->sort = "kind";
  query->descending = FALSE;
  assert_found (fixture, &yyq_test_note_entity, query, "bac");
  yyq_record_query_set_text (query, "合同");
  assert_found (fixture, &yyq_test_note_entity, query, "c");
  note = load (fixture, &yyq_test_note_entity, "b");
  g_assert_cmpint (yyq_test_note_get_kind (note), ==, YYQ_TEST_NOTE_KIND_URGENT);
}

static void
one_of (YyqRecordNarrow *narrow, const char *column, const char *value)
{
  const char *const values[] = { value, NULL };

  yyq_record_narrow_add (narrow, column, YYQ_RECORD_ONE_OF, values);
}

/* a: 买纸 later 3 mine, b: 盖章 urgent 1, c: 寄合同 done 2 mine */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const char *const two[] = { "买纸", "盖章", NULL };
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  YyqRecordNarrow *narrow = yyq_record_narrow_new ();

  put_notes (fixture, "c1");
  yyq_record_query_take_narrow (query, narrow);
  assert_found (fixture, &yyq_test_note_entity, query, "acb");
  yyq_record_narrow_begin_part (narrow);
  one_of (narrow, "kind", "urgent");
  yyq_record_narrow_begin_choice (narrow);
  one_of (narrow, "kind", "later");
  one_of (narrow, "mine", "1");
  yyq_record_narrow_begin_choice (narrow);
  one_of (narrow, "kind", "done");
  one_of (narrow, "mine", "0");
  assert_found (fixture, &yyq_test_note_entity, query, "ab");
  yyq_record_narrow_begin_part (narrow);
  yyq_record_narrow_add_number (narrow, "due_at", YYQ_RECORD_BEFORE, 3);
  assert_found (fixture, &yyq_test_note_entity, query, "b");

  narrow = yyq_record_narrow_new ();
  yyq_record_query_take_narrow (query, narrow);
  yyq_record_narrow_begin_part (narrow);
  yyq_record_narrow_add_number (narrow, "due_at", YYQ_RECORD_FROM, 2);
  assert_found (fixture, &yyq_test_note_entity, query, "ac");
  yyq_record_narrow_begin_part (narrow);
  yyq_record_narrow_add (narrow, "text", YYQ_RECORD_ONE_OF, two);
  assert_found (fixture, &yyq_test_note_entity, query, "a");

  narrow = yyq_record_narrow_new ();
  yyq_record_query_take_narrow (query, narrow);
  yyq_record_narrow_begin_part (narrow);
  yyq_record_narrow_add (narrow, "text", YYQ_RECORD_NONE_OF, two);
  assert_found (fixture, &yyq_test_note_entity, query, "c");
}

static void
test_narrow_is_data (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  YyqRecordNarrow *narrow = yyq_record_narrow_new ();

  put_notes (fixture, "c1");
  yyq_record_query_take_narrow (query, narrow);
  yyq_record_narrow_begin_part (narrow);
  one_of (narrow, "text", "买纸') OR 1 --");
  assert_found (fixture, &yyq_test_note_entity, query, "");
}

static void
assert_counts (Fixture *fixture, const YyqRecordQuery *query, const guint *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GError) error = NULL;

  yyq_record_cache_count_async (fixture->cache, &yyq_test_note_entity, query, NULL,
                                store_keep_result, &result);
  store_wait (&result);
  counts = yyq_record_cache_count_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, 3);
  for (guint i = 0; i < counts->len; i++)
    g_assert_cmpuint (g_array_index (counts, guint, i), ==, expected[i]);
}

/* The filter of the query does not count: each has its own number. */
static void
test_narrow_counts (Fixture *fixture, gconstpointer data)
{
  static const guint all[] = { 3, 1, 1 };
  static const guint from_two[] = { 2, 0, 1 };
  static const guint searched[] = { 1, 0, 0 };
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  YyqRecordNarrow *narrow = yyq_record_narrow_new ();

  put_notes (fixture, "c1");
  query->filter = "mine";
  assert_counts (fixture, query, all);
  yyq_record_query_take_narrow (query, narrow);
  yyq_record_narrow_begin_part (narrow);
  yyq_record_narrow_add_number (narrow, "due_at", YYQ_RECORD_FROM, 2);
  assert_counts (fixture, query, from_two);
  yyq_record_query_set_text (query, "合同");
  assert_counts (fixture, query, searched);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) values = NULL;
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (GPtrArray) moves = NULL;

  put_notes (fixture, "c1");
  add_note (changes,
            "{\"id\":\"d\",\"version\":1,\"text\":\"买纸\",\"kind\":\"later\",\"due_at\":9,"
            "\"mine\":true,\"place\":\"\"}");
  add_note (changes, "{\"id\":\"e\",\"version\":1,\"text\":\"\",\"kind\":\"later\",\"due_at\":9,"
                     "\"mine\":true,\"place\":\"\"}");
  moves = apply (fixture, changes);
  yyq_record_cache_list_values_async (fixture->cache, &yyq_test_note_entity, "text", NULL,
                                      store_keep_result, &result);
  store_wait (&result);
  values = yyq_record_cache_list_values_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (values), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) values, "买纸"));
  g_assert_true (g_strv_contains ((const char *const *) values, "盖章"));
  g_assert_true (g_strv_contains ((const char *const *) values, "寄合同"));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  put_notes (fixture, "c1");
  g_assert_cmpint (store_ask (fixture->store.database,
                              "SELECT count(*) FROM record_note WHERE typeof (kind) = 'text' AND"
                              " kind IN ('urgent', 'later', 'done')"),
                   ==, 3);
}

/* What the earlier version could not read it has kept for the later one. */
static void
test_remade (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autoptr (YyqTestLaterNote) note = NULL;
  g_autofree char *cursor = NULL;

  put_notes (fixture, "c1");
  reopen_cache (fixture, later_notes);
  query->descending = FALSE;
  assert_found (fixture, &yyq_test_later_note_entity, query, "cba");
  yyq_record_query_set_text (query, "洛阳");
  assert_found (fixture, &yyq_test_later_note_entity, query, "b");
  note = load (fixture, &yyq_test_later_note_entity, "a");
  g_assert_cmpstr (yyq_test_later_note_get_place (note), ==, "郑州");
  cursor = load_cursor (fixture);
  g_assert_cmpstr (cursor, ==, "c1");
}

static void
test_same_shape (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  put_notes (fixture, "c1");
  store_ask (fixture->store.database, "UPDATE record_note SET payload_enc = x'00' RETURNING 1");
  reopen_cache (fixture, notes);
  assert_found (fixture, &yyq_test_note_entity, query, "acb");
}

/* A row that cannot be carried over comes from the platform again, so all is asked for anew. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autofree char *cursor = NULL;

  put_notes (fixture, "c1");
  store_ask (fixture->store.database,
             "UPDATE record_note SET payload_enc = x'00' WHERE id = 'b' RETURNING 1");
  reopen_cache (fixture, later_notes);
  query->descending = FALSE;
  assert_found (fixture, &yyq_test_later_note_entity, query, "ca");
  cursor = load_cursor (fixture);
  g_assert_cmpstr (cursor, ==, "");
}

/* An earlier version has passed over what it did not know. */
static void
test_new_entity (Fixture *fixture, gconstpointer data)
{
  static const YyqEntity *const none[] = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *cursor = NULL;

  put_notes (fixture, "c1");
  store_ask (fixture->store.database, "DROP TABLE record_note");
  store_ask (fixture->store.database, "DROP TABLE record_note_text");
  store_ask (fixture->store.database, "DELETE FROM record_shape RETURNING 1");
  reopen_cache (fixture, none);
  before = load_cursor (fixture);
  g_assert_cmpstr (before, ==, "c1");
  reopen_cache (fixture, notes);
  cursor = load_cursor (fixture);
  g_assert_cmpstr (cursor, ==, "");
}

static void
test_anew (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (YyqTestNote) note = NULL;

  put_notes (fixture, "c1");
  changes->reset = TRUE;
  add_note (changes,
            "{\"id\":\"a\",\"version\":1,\"text\":\"买纸\",\"kind\":\"later\",\"due_at\":3,"
            "\"mine\":true,\"place\":\"郑州\"}");
  add_note (changes,
            "{\"id\":\"b\",\"version\":1,\"text\":\"盖章\",\"kind\":\"later\",\"due_at\":1,"
            "\"mine\":false}");
  moves = apply (fixture, changes);
  g_assert_cmpuint (moves->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (((YyqRecordMove *) moves->pdata[0])->touched), ==, 1);
  note = load (fixture, &yyq_test_note_entity, "b");
  g_assert_cmpint (yyq_test_note_get_kind (note), ==, YYQ_TEST_NOTE_KIND_LATER);
}

/* This program writes less of a record than the platform sends. */
static void
test_received (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *made = yyq_record_changes_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (YyqTestLaterNote) later = NULL;
  g_autoptr (YyqTestNote) note =
    g_object_new (YYQ_TYPE_TEST_NOTE, "id", "a", "version", G_GINT64_CONSTANT (1), "text", "买纸",
                  "kind", YYQ_TEST_NOTE_KIND_LATER, NULL);

  yyq_record_changes_put (made, &yyq_test_note_entity, note, NULL);
  first = apply (fixture, made);
  g_assert_cmpuint (first->len, ==, 1);
  put_notes (fixture, "c1");
  reopen_cache (fixture, later_notes);
  later = load (fixture, &yyq_test_later_note_entity, "a");
  g_assert_cmpstr (yyq_test_later_note_get_place (later), ==, "郑州");
}

static char *
put_document (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;

  yyq_document_cache_put_async (fixture->documents, NULL, document, NULL, store_keep_result,
                                &result);
  store_wait (&result);
  g_assert_true (yyq_document_cache_put_finish (fixture->documents, result, NULL));
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, document);
}

static gboolean
has_document (Fixture *fixture, const char *sha256)
{
  g_autofree char *path = g_build_filename (fixture->store.directory, "documents", sha256, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_documents (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *put = yyq_record_changes_new ();
  YyqRecordChanges *gone = yyq_record_changes_new ();
  g_autofree char *lost = put_document (fixture, "of the note that goes");
  g_autofree char *kept = put_document (fixture, "of the note that stays");
  g_autofree char *first = g_strdup_printf ("{\"id\":\"a\",\"version\":1,\"text\":\"\",\"kind\":"
                                            "\"done\",\"mine\":true,\"sha256\":\"%s\"}",
                                            lost);
  g_autofree char *second = g_strdup_printf ("{\"id\":\"b\",\"version\":1,\"text\":\"\",\"kind\":"
                                             "\"done\",\"mine\":true,\"sha256\":\"%s\"}",
                                             kept);

  add_note (put, first);
  add_note (put, second);
  g_ptr_array_unref (apply (fixture, put));
  g_assert_true (has_document (fixture, lost));
  yyq_record_changes_delete (gone, &yyq_test_note_entity, "a");
  g_ptr_array_unref (apply (fixture, gone));
  g_assert_false (has_document (fixture, lost));
  g_assert_true (has_document (fixture, kept));
}

/* (transfer full): what moved. */
static GPtrArray *
put_unreadable (Fixture *fixture, const char *id, gint64 version, const char *cursor)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();

  yyq_record_changes_put_unreadable (changes, &yyq_test_note_entity, id, version);
  changes->cursor = g_strdup (cursor);
  return apply (fixture, changes);
}

static void
put_version (Fixture *fixture, const char *id, int version)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"version\":%d,\"text\":\"买纸\","
                                           "\"kind\":\"later\",\"due_at\":3,\"mine\":true}",
                                           id, version);

  add_note (changes, json);
  g_ptr_array_unref (apply (fixture, changes));
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  g_autoptr (GPtrArray) moves = NULL;
  g_autofree char *cursor = NULL;

  put_notes (fixture, "c1");
  moves = put_unreadable (fixture, "a", 3, "c2");
  g_assert_cmpuint (moves->len, ==, 1);
  g_assert_cmpuint (((YyqRecordMove *) moves->pdata[0])->gone->len, ==, 0);
  assert_found (fixture, &yyq_test_note_entity, query, "cb");
  g_assert_null (load (fixture, &yyq_test_note_entity, "a"));
  assert_unreadable (fixture, 1);
  cursor = load_cursor (fixture);
  g_assert_cmpstr (cursor, ==, "c2");
  put_version (fixture, "a", 2);
  assert_found (fixture, &yyq_test_note_entity, query, "cb");
  put_version (fixture, "a", 4);
  assert_found (fixture, &yyq_test_note_entity, query, "acb");
  assert_unreadable (fixture, 0);
}

/* Nobody could tell later which they were. */
static void
test_hidden_documents (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *put = yyq_record_changes_new ();
  g_autofree char *lost = put_document (fixture, "of the note that becomes unreadable");
  g_autofree char *json = g_strdup_printf ("{\"id\":\"a\",\"version\":1,\"text\":\"\",\"kind\":"
                                           "\"done\",\"mine\":true,\"sha256\":\"%s\"}",
                                           lost);

  add_note (put, json);
  g_ptr_array_unref (apply (fixture, put));
  g_assert_true (has_document (fixture, lost));
  g_ptr_array_unref (put_unreadable (fixture, "a", 2, NULL));
  g_assert_false (has_document (fixture, lost));
}

/* What the person may not see any more is gone, also when it could not be read. */
static void
test_hidden_swept (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (GPtrArray) moves = NULL;
  const YyqRecordMove *move = NULL;

  put_notes (fixture, "c1");
  g_ptr_array_unref (put_unreadable (fixture, "a", 3, NULL));
  g_ptr_array_unref (put_unreadable (fixture, "x", 1, NULL));
  assert_unreadable (fixture, 2);
  changes->reset = TRUE;
  changes->keep = yyq_record_keep_new ();
  yyq_record_keep_add (changes->keep, &yyq_test_note_entity, "a");
  yyq_record_keep_add (changes->keep, &yyq_test_note_entity, "b");
  yyq_record_keep_add (changes->keep, &yyq_test_note_entity, "c");
  moves = apply (fixture, changes);
  assert_unreadable (fixture, 1);
  g_assert_cmpuint (moves->len, ==, 1);
  move = moves->pdata[0];
  g_assert_cmpuint (move->gone->len, ==, 1);
  g_assert_cmpstr (move->gone->pdata[0], ==, "x");
}

static void
test_other_program (Fixture *fixture, gconstpointer data)
{
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  put_notes (fixture, "c1");
  g_ptr_array_unref (put_unreadable (fixture, "a", 3, "c2"));
  reopen_cache (fixture, notes);
  same = load_cursor (fixture);
  g_assert_cmpstr (same, ==, "c2");
  store_ask (fixture->store.database, "UPDATE record_unreadable SET program = '0.1.0' RETURNING 1");
  reopen_cache (fixture, notes);
  other = load_cursor (fixture);
  g_assert_cmpstr (other, ==, "");
}

static void
scrub (Fixture *fixture, gboolean thorough)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_record_cache_scrub_async (fixture->cache, thorough, NULL, store_keep_result, &result);
  store_wait (&result);
  yyq_record_cache_scrub_finish (fixture->cache, result, &error);
  g_assert_no_error (error);
}

/* Enough of them that pages are split and rows moved between them. */
static void
put_many (Fixture *fixture)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();

  for (guint i = 0; i < 400; i++) {
    g_autofree char *json =
      g_strdup_printf ("{\"id\":\"n%u\",\"version\":1,\"text\":\"机密 geheim%u 合同\",\"kind\":"
                       "\"later\",\"due_at\":%u,\"mine\":true}",
                       i, i, i * 7919 % 400);

    add_note (changes, json);
  }
  g_ptr_array_unref (apply (fixture, changes));
}

static void
test_scrubbed (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  put_many (fixture);
  put_notes (fixture, "c1");
  g_assert_true (store_find_text (fixture->store.directory, "geheim"));
  g_assert_true (store_find_text (fixture->store.directory, "机密"));
  changes->reset = TRUE;
  changes->keep = yyq_record_keep_new ();
  yyq_record_keep_add (changes->keep, &yyq_test_note_entity, "b");
  g_ptr_array_unref (apply (fixture, changes));
  scrub (fixture, TRUE);
  g_assert_false (store_find_text (fixture->store.directory, "geheim"));
  g_assert_false (store_find_text (fixture->store.directory, "机密"));
  g_assert_true (store_find_text (fixture->store.directory, "盖章"));
  yyq_record_query_set_text (query, "盖章");
  assert_found (fixture, &yyq_test_note_entity, query, "b");
}

/* One thing that goes, day by day, does not have the whole file written anew. */
static void
test_scrubbed_log (Fixture *fixture, gconstpointer data)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();

  put_notes (fixture, "c1");
  g_assert_true (store_find_text (fixture->store.directory, "寄合同"));
  yyq_record_changes_delete (changes, &yyq_test_note_entity, "c");
  g_ptr_array_unref (apply (fixture, changes));
  scrub (fixture, FALSE);
  g_assert_false (store_find_text (fixture->store.directory, "寄合同"));
  g_assert_true (store_find_text (fixture->store.directory, "盖章"));
}

#define ADD(name, function) \
  g_test_add ("/store/records/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a thing is kept, filtered, sorted and searched by its registration alone", test_registered);
  ADD ("a list is narrowed to what all parts and one choice of each leave", test_narrow);
  ADD ("what a list is narrowed to is never taken for a command", test_narrow_is_data);
  ADD ("all rows are counted, and those of each filter, as far as a search and a narrowed list "
       "leave them",
       test_narrow_counts);
  ADD ("what a column holds is listed once, and nothing is not", test_values);
  ADD ("enumerations are words on disk", test_words);
  ADD (
    "a table of another shape is made anew from what the platform sent, unknown members included",
    test_remade);
  ADD ("a table of the same shape is left alone", test_same_shape);
  ADD ("when a row cannot be read for a new shape, everything is asked for anew", test_unreadable);
  ADD ("a thing that is registered later is asked for from the beginning", test_new_entity);
  ADD ("sent anew, a row that looks otherwise replaces one of the same version", test_anew);
  ADD ("what the platform sends replaces what this program wrote in the same version",
       test_received);
  ADD ("the documents of a record go with it", test_documents);
  ADD ("what cannot be read hides what was known of it, until a newer state can be", test_hidden);
  ADD ("the documents of what cannot be read any more go", test_hidden_documents);
  ADD ("sent anew, what cannot be read stays one of those, or goes", test_hidden_swept);
  ADD ("what one version could not read another version asks for anew", test_other_program);
  ADD ("what is lost when all is sent anew leaves nothing in the files", test_scrubbed);
  ADD ("a record that is deleted is neither in the database nor in its log", test_scrubbed_log);
  return g_test_run ();
}
