/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-contract-entity.h"
#include "yyq-error.h"
#include "yyq-records.h"
#include "yyq-store-fixture.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-front.h"
#include "yyq-test-note.h"

/* A platform that answers /sync, and /notes/ID, with what a test wrote down. */
typedef struct {
  StoreFixture store;
  YyqTestFront *front;
  const char *const *pages; /* bodies of /sync, one after the other */
  const char *note;         /* body of /notes/ID */
  char *cursor;             /* (nullable): with which the last question came */
  YyqApiClient *client;
  YyqRecordCache *cache;
  YyqOutboxRunner *runner;
  YyqRecords *records;
  YyqRecordRepository *notes; /* of records */
} Fixture;

static const YyqEntity *const entities[] = { &yyq_contract_entity, &yyq_test_note_entity, NULL };
static const YyqChapterRecords chapter_records[] = { { &yyq_test_note_entity }, { NULL } };
static const YyqWorkspaceChapter chapter = { .records = chapter_records };
static const YyqWorkspaceChapter *const chapters[] = { &chapter, NULL };

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

/* An empty page stands for a cursor that the platform does not take. */
static void
sync_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
         gpointer user_data)
{
  Fixture *self = user_data;
  const char *page = *self->pages;

  g_assert_nonnull (page);
  g_free (self->cursor);
  self->cursor = g_strdup (query != NULL ? g_hash_table_lookup (query, "cursor") : NULL);
  self->pages++;
  if (*page == '\0')
    answer (message, 410,
            "{\"type\":\"urn:yyq:problem:cursor-unknown\",\"title\":\"gone\",\"status\":410}");
  else
    answer (message, 200, page);
}

static void
note_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
         gpointer user_data)
{
  Fixture *self = user_data;

  answer (message, 200, self->note);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqOutbox) outbox = NULL;
  g_autoptr (GError) error = NULL;
  YyqRecordSource source = { 0 };

  store_fixture_set_up (&self->store, data);
  self->front = yyq_test_front_new ();
  yyq_test_front_add (self->front, "/api/v1/sync", sync_cb, self);
  yyq_test_front_add (self->front, "/api/v1/notes/", note_cb, self);
  self->client = yyq_api_client_new (NULL);
  yyq_api_client_set_base_url (self->client, yyq_test_front_get_url (self->front), &error);
  g_assert_no_error (error);
  yyq_api_client_set_tokens (self->client, "access", yyq_clock_now () + 3600 * 1000, "refresh");
  self->cache = yyq_record_cache_new (self->store.database, self->store.cipher, NULL, entities);
  outbox = yyq_outbox_new (self->store.database, self->store.cipher, NULL);
  self->runner = yyq_outbox_runner_new (self->client, outbox);
  source.client = self->client;
  source.cache = self->cache;
  self->records = yyq_records_new (&source, self->runner, chapters);
  self->notes = yyq_records_get (self->records, &yyq_test_note_entity);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_outbox_runner_stop (self->runner);
  store_unref_and_wait (g_steal_pointer (&self->records));
  store_unref_and_wait (g_steal_pointer (&self->runner));
  store_unref_and_wait (g_steal_pointer (&self->cache));
  store_unref_and_wait (g_steal_pointer (&self->client));
  yyq_test_front_free (self->front);
  g_free (self->cursor);
  store_fixture_tear_down (&self->store, data);
}

static void
refresh (Fixture *self, const char *const *pages)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->pages = pages;
  yyq_record_repository_refresh_async (self->notes, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_record_repository_refresh_finish (self->notes, result, &error);
  g_assert_no_error (error);
  g_assert_null (*self->pages);
}

#define NOTE(id, version, text, kind)                                                           \
  "{\"entity\":\"note\",\"id\":\"" id "\",\"op\":\"put\",\"version\":" version                  \
  ",\"data\":{\"id\":\"" id "\",\"version\":" version ",\"text\":\"" text "\",\"kind\":\"" kind \
  "\",\"due_at\":" version ",\"mine\":true}}"
#define GONE(id) "{\"entity\":\"note\",\"id\":\"" id "\",\"op\":\"delete\",\"version\":9}"
#define PAGE(changes, cursor, more) \
  "{\"changes\":[" changes "],\"cursor\":\"" cursor "\",\"has_more\":" more "}"

static const char *const three[] = {
  PAGE (NOTE ("a", "1", "买纸", "later") "," NOTE ("b", "2", "盖章", "urgent"), "c1", "true"),
  PAGE (NOTE ("c", "3", "寄合同", "done"), "c2", "false"),
  NULL,
};

typedef struct {
  YyqRecordList *list;
  const char *expected;
} Shown;

static gboolean
shows (gpointer data)
{
  const Shown *shown = data;
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (shown->list)); i++) {
    g_autoptr (YyqTestNote) note = g_list_model_get_item (G_LIST_MODEL (shown->list), i);

    /* A row that is gone is empty until the list knows. */
    g_string_append (ids, yyq_test_note_get_id (note) != NULL ? yyq_test_note_get_id (note) : "?");
  }
  return g_str_equal (ids->str, shown->expected);
}

static void
wait_for (YyqRecordList *list, const char *expected)
{
  Shown shown = { list, expected };

  sync_wait (shows, &shown);
}

static YyqRecordList *
new_list (Fixture *self)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  return yyq_record_repository_list (self->notes, query, -1);
}

static gboolean
is_counted (gpointer notes)
{
  guint all = 0, urgent = 0, mine = 0;

  return yyq_record_repository_get_count (notes, 0, &all) &&
         yyq_record_repository_get_count (notes, 1, &urgent) &&
         yyq_record_repository_get_count (notes, 2, &mine) && all == 3 && urgent == 1 && mine == 1;
}

static void
test_second (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqRecordList) list = new_list (self);
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  refresh (self, three);
  wait_for (list, "cba");
  sync_wait (is_counted, self->notes);
  query->filter = "mine";
  g_assert_true (yyq_record_list_set_query (list, query));
  wait_for (list, "a");
  query->filter = NULL;
  yyq_record_query_set_text (query, "盖章");
  yyq_record_list_set_query (list, query);
  wait_for (list, "b");
  g_assert_cmpint (yyq_record_repository_get_synced_at (self->notes), >, 0);
}

static void
test_unknown (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = {
    PAGE (
      "{\"entity\":\"parcel\",\"id\":\"p\",\"op\":\"put\",\"version\":1,\"data\":{\"id\":\"p\"}}"
      "," NOTE ("d", "4", "新的", "later") ",{\"entity\":\"parcel\",\"id\":\"q\",\"op\":"
                                           "\"delete\",\"version\":2}",
      "c3", "false"),
    NULL,
  };
  static const char *const none[] = { PAGE ("", "c3", "false"), NULL };
  g_autoptr (YyqRecordList) list = new_list (self);

  refresh (self, pages);
  wait_for (list, "d");
  refresh (self, none);
  g_assert_cmpstr (self->cursor, ==, "c3");
}

static void
test_anew (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = {
    "",
    PAGE (NOTE ("b", "1", "盖章", "done"), "d1", "true"),
    PAGE (NOTE ("d", "4", "新的", "later"), "d2", "false"),
    NULL,
  };
  g_autoptr (YyqRecordList) list = new_list (self);
  g_autoptr (YyqTestNote) older = NULL;

  refresh (self, three);
  wait_for (list, "cba");
  refresh (self, pages);
  wait_for (list, "db");
  older = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_cmpint (yyq_test_note_get_kind (older), ==, YYQ_TEST_NOTE_KIND_DONE);
}

/* Something was registered, or could not be carried over: only a full round knows what is missing,
 * and what is too much. */
static void
test_begin_anew (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = {
    PAGE (NOTE ("a", "1", "买纸", "later"), "c2", "false"),
    NULL,
  };
  g_autoptr (YyqRecordList) list = new_list (self);

  refresh (self, three);
  wait_for (list, "cba");
  store_ask (self->store.database, "UPDATE sync_cursor SET cursor = '' RETURNING 1");
  refresh (self, pages);
  g_assert_null (self->cursor);
  wait_for (list, "a");
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = { PAGE (GONE ("b") "," GONE ("x"), "c3", "false"), NULL };
  g_autoptr (YyqRecordList) list = new_list (self);

  refresh (self, three);
  wait_for (list, "cba");
  refresh (self, pages);
  wait_for (list, "ca");
}

static YyqTestNote *
load (Fixture *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_record_repository_load_async (self->notes, id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_record_repository_load_finish (self->notes, result, error);
}

static void
test_load (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqRecordList) list = new_list (self);
  g_autoptr (YyqTestNote) note = NULL;
  g_autoptr (YyqTestNote) kept = NULL;
  g_autoptr (GError) error = NULL;

  self->note = "{\"id\":\"n\",\"version\":7,\"text\":\"单独\",\"kind\":\"later\",\"mine\":true}";
  note = load (self, "n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_test_note_get_text (note), ==, "单独");
  wait_for (list, "n");
  yyq_test_front_go_down (self->front);
  kept = load (self, "n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_test_note_get_text (kept), ==, "单独");
  g_assert_null (load (self, "none", &error));
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_watched (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = {
    PAGE (NOTE ("a", "5", "买很多纸", "urgent") "," NOTE ("b", "2", "旧的", "done"), "c3", "false"),
    NULL,
  };
  g_autoptr (YyqTestNote) shown = NULL;
  g_autoptr (YyqTestNote) same = NULL;
  YyqTestNote *dead = NULL;
  guint n_told = 0;

  self->note = "{\"id\":\"a\",\"version\":1,\"text\":\"买纸\",\"kind\":\"later\",\"mine\":true}";
  shown = load (self, "a", NULL);
  dead = load (self, "a", NULL);
  self->note = "{\"id\":\"b\",\"version\":2,\"text\":\"盖章\",\"kind\":\"urgent\",\"mine\":true}";
  same = load (self, "b", NULL);
  yyq_record_repository_watch (self->notes, shown);
  yyq_record_repository_watch (self->notes, dead);
  yyq_record_repository_watch (self->notes, same);
  g_object_unref (dead);
  g_signal_connect_swapped (shown, "notify::text", G_CALLBACK (count_cb), &n_told);
  refresh (self, pages);
  g_assert_cmpstr (yyq_test_note_get_text (shown), ==, "买很多纸");
  g_assert_cmpint (yyq_test_note_get_kind (shown), ==, YYQ_TEST_NOTE_KIND_URGENT);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpstr (yyq_test_note_get_text (same), ==, "盖章");
}

/* What the platform answers to a command is news, too; when the answer is no record, it is asked.
 */
static void
test_answered (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqRecordList) list = new_list (self);
  g_autoptr (YyqTestNote) note =
    g_object_new (YYQ_TYPE_TEST_NOTE, "id", "m", "version", G_GINT64_CONSTANT (1), "text", "新的",
                  "kind", YYQ_TEST_NOTE_KIND_LATER, "due-at", G_GINT64_CONSTANT (9), NULL);

  self->note = "{\"id\":\"n\",\"version\":7,\"text\":\"单独\",\"kind\":\"later\",\"mine\":true}";
  g_signal_emit_by_name (self->runner, "answered", "note", "m", note);
  wait_for (list, "m");
  g_signal_emit_by_name (self->runner, "answered", "parcel", "x", NULL);
  g_signal_emit_by_name (self->runner, "answered", "note", "n", NULL);
  wait_for (list, "mn");
}

typedef struct {
  YyqFeed *feed;
  guint n;
} Unreadable;

static gboolean
is_unreadable (gpointer data)
{
  const Unreadable *expected = data;

  return yyq_feed_get_n_unreadable (expected->feed) == expected->n;
}

static void
wait_for_unreadable (Fixture *self, guint n)
{
  Unreadable expected = { yyq_records_get_feed (self->records), n };

  sync_wait (is_unreadable, &expected);
}

/* A word that a later version of the platform has, and a member that is missing. */
#define NAMELESS                                                                           \
  "{\"entity\":\"note\",\"id\":\"e\",\"op\":\"put\",\"version\":5,\"data\":{\"id\":\"e\"," \
  "\"version\":5,\"kind\":\"later\",\"mine\":true}}"

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = {
    PAGE (NOTE ("b", "4", "盖章", "asleep") "," NAMELESS "," NOTE ("d", "4", "新的", "later"), "c3",
          "true"),
    PAGE (NOTE ("f", "6", "后面的", "later"), "c4", "false"),
    NULL,
  };
  static const char *const mended[] = {
    PAGE (NOTE ("b", "7", "盖章", "done") "," GONE ("e"), "c5", "false"),
    NULL,
  };
  g_autoptr (YyqRecordList) list = new_list (self);

  refresh (self, three);
  wait_for (list, "cba");
  refresh (self, pages);
  wait_for (list, "fdca");
  wait_for_unreadable (self, 2);
  refresh (self, mended);
  g_assert_cmpstr (self->cursor, ==, "c4");
  wait_for (list, "bfdca");
  wait_for_unreadable (self, 0);
}

/* After the program was updated. The first page is all there is, and one of it is still of a newer
 * platform. */
static void
test_unreadable_anew (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = {
    PAGE (NOTE ("a", "8", "买纸", "asleep") "," NOTE ("b", "8", "盖章", "asleep"), "c3", "false"),
    NULL,
  };
  static const char *const anew[] = {
    "",
    PAGE (NOTE ("a", "8", "买纸", "asleep"), "d1", "true"),
    PAGE (NOTE ("b", "8", "盖章", "done"), "d2", "false"),
    NULL,
  };
  g_autoptr (YyqRecordList) list = new_list (self);

  refresh (self, three);
  wait_for (list, "cba");
  refresh (self, pages);
  wait_for (list, "c");
  wait_for_unreadable (self, 2);
  refresh (self, anew);
  wait_for (list, "b");
  wait_for_unreadable (self, 1);
}

/* Nor is it shown as it was when one record is asked for, with or without the platform. */
static void
test_unreadable_load (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqRecordList) list = new_list (self);
  g_autoptr (GError) error = NULL;

  refresh (self, three);
  wait_for (list, "cba");
  self->note = "{\"id\":\"a\",\"version\":4,\"text\":\"买纸\",\"kind\":\"asleep\",\"mine\":true}";
  g_assert_null (load (self, "a", &error));
  g_assert_cmpint (error->domain, ==, YYQ_WIRE_ERROR);
  g_clear_error (&error);
  wait_for (list, "cb");
  wait_for_unreadable (self, 1);
  yyq_test_front_go_down (self->front);
  g_assert_null (load (self, "a", &error));
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
}

#define ADD(name, function) \
  g_test_add ("/sync/feed/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("a second kind of record flows from the feed into its list by its registration alone",
       test_second);
  ADD ("a kind that is not registered is passed over, and the cursor goes on", test_unknown);
  ADD ("when the cursor is not taken, all is sent anew and what was not named goes", test_anew);
  ADD ("a cache that has to begin anew asks from the beginning and drops the rest",
       test_begin_anew);
  ADD ("what is deleted goes", test_gone);
  ADD ("one record is loaded, kept, and there without the platform", test_load);
  ADD ("a record in use becomes what the feed brings, unless that is not newer", test_watched);
  ADD ("what a command is answered with is kept, or asked for", test_answered);
  ADD ("what cannot be read is counted and not shown, and nothing waits for it", test_unreadable);
  ADD ("sent anew, what can be read by now is shown", test_unreadable_anew);
  ADD ("one record that cannot be read is not shown as it was", test_unreadable_load);
  return g_test_run ();
}
