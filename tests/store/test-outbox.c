/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"
#include "yyq-outbox-body.h"
#include "yyq-outbox.h"
#include "yyq-reply-cache.h"
#include "yyq-store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

typedef struct {
  StoreFixture store;
  YyqOutbox *outbox;
  YyqReplyCache *entities;
} Fixture;

static void
open_caches (Fixture *fixture)
{
  g_autofree char *bodies = fixture->store.directory != NULL
                              ? g_build_filename (fixture->store.directory, "outbox", NULL)
                              : NULL;

  fixture->outbox = yyq_outbox_new (fixture->store.database, fixture->store.cipher, bodies);
  fixture->entities = yyq_reply_cache_new (fixture->store.database, fixture->store.cipher);
}

static void
close_caches (Fixture *fixture)
{
  g_clear_object (&fixture->outbox);
  g_clear_object (&fixture->entities);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store, data);
  open_caches (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_caches (fixture);
  store_fixture_tear_down (&fixture->store, data);
}

static YyqOutboxEntry *
entry_of (const char *object_id, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  YyqOutboxEntry *entry = yyq_outbox_entry_new ("test.kind", object_id, body);

  entry->target = g_strdup ("target");
  entry->title = g_strdup ("标题");
  return entry;
}

static void
finish_change (Fixture *fixture, GAsyncResult **result)
{
  g_autoptr (GAsyncResult) owned = NULL;
  g_autoptr (GError) error = NULL;

  store_wait (result);
  owned = *result;
  yyq_outbox_change_finish (fixture->outbox, owned, &error);
  g_assert_no_error (error);
}

static gboolean
add (Fixture *fixture, const YyqOutboxEntry *entry, gboolean replaces_parked, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_add_async (fixture->outbox, entry, replaces_parked, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_outbox_change_finish (fixture->outbox, result, error);
}

/* (transfer full): the key. @after (nullable) */
static char *
add_to (Fixture *fixture, const char *object_id, const char *text, const char *after)
{
  g_autoptr (YyqOutboxEntry) entry = entry_of (object_id, text);
  g_autoptr (GError) error = NULL;

  entry->after = g_strdup (after);
  add (fixture, entry, FALSE, &error);
  g_assert_no_error (error);
  return g_strdup (entry->idempotency_key);
}

static char *
add_text (Fixture *fixture, const char *text)
{
  return add_to (fixture, "contract-1", text, NULL);
}

static GPtrArray *
list (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_list_async (fixture->outbox, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_outbox_list_finish (fixture->outbox, result, error);
}

static YyqOutboxEntry *
load (Fixture *fixture, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_load_async (fixture->outbox, key, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_outbox_load_finish (fixture->outbox, result, error);
}

static void
append_body (GString *text, const YyqOutboxEntry *entry)
{
  g_string_append_printf (text, "%s%.*s", text->len > 0 ? " " : "",
                          (int) g_bytes_get_size (entry->body),
                          (const char *) g_bytes_get_data (entry->body, NULL));
}

/* "first second third", in the order of sending. */
static void
assert_order (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = list (fixture, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++) {
    const YyqOutboxEntry *listed = g_ptr_array_index (entries, i);
    g_autoptr (YyqOutboxEntry) entry = load (fixture, listed->idempotency_key, &error);

    g_assert_no_error (error);
    g_assert_null (listed->body);
    append_body (text, entry);
    g_assert_cmpstr (entry->kind, ==, "test.kind");
    g_assert_cmpstr (entry->target, ==, "target");
    g_assert_cmpstr (entry->title, ==, "标题");
    g_assert_cmpstr (entry->object_id, ==, "contract-1");
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static YyqOutboxDue *
find_due (Fixture *fixture, gint64 now, const char *const *busy, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YyqOutboxDue *due;

  yyq_outbox_find_due_async (fixture->outbox, now, busy, limit, store_keep_result, &result);
  store_wait (&result);
  due = yyq_outbox_find_due_finish (fixture->outbox, result, &error);
  g_assert_no_error (error);
  return due;
}

#define NOW 1000

/* "first second", and when the next one is due: -1 = never. */
static void
assert_due (Fixture *fixture, const char *expected, gint64 next_at)
{
  YyqOutboxDue *due = find_due (fixture, NOW, NULL, 100);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < due->entries->len; i++)
    append_body (text, due->entries->pdata[i]);
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpint (due->next_at, ==, next_at >= 0 ? next_at : G_MAXINT64);
  yyq_outbox_due_free (due);
}

static void
remove_entry (Fixture *fixture, const char *key)
{
  GAsyncResult *result = NULL;

  yyq_outbox_remove_async (fixture->outbox, key, NULL, store_keep_result, &result);
  finish_change (fixture, &result);
}

static void
discard_entry (Fixture *fixture, const char *key)
{
  GAsyncResult *result = NULL;

  yyq_outbox_discard_async (fixture->outbox, key, store_keep_result, &result);
  finish_change (fixture, &result);
}

static void
retry_entry (Fixture *fixture, const char *key)
{
  GAsyncResult *result = NULL;

  yyq_outbox_retry_async (fixture->outbox, key, store_keep_result, &result);
  finish_change (fixture, &result);
}

static void
park_objects (Fixture *fixture, const char *const *object_ids)
{
  GAsyncResult *result = NULL;

  yyq_outbox_park_objects_async (fixture->outbox, object_ids, YYQ_OUTBOX_REASON_ACCESS_LOST,
                                 store_keep_result, &result);
  finish_change (fixture, &result);
}

static void
fail_entry (Fixture *fixture, const char *key, YyqOutboxState state, gint64 next_at)
{
  GAsyncResult *result = NULL;

  yyq_outbox_fail_async (fixture->outbox, key, state, next_at, "conflict", "because",
                         store_keep_result, &result);
  finish_change (fixture, &result);
}

static void
assert_state (Fixture *fixture, const char *key, YyqOutboxState state, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqOutboxEntry) entry = load (fixture, key, &error);

  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, state);
  g_assert_cmpstr (entry->reason, ==, reason);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = add_text (fixture, "first");
  g_autofree char *second = add_text (fixture, "second");
  g_autofree char *third = add_text (fixture, "third");

  assert_order (fixture, "first second third");
  close_caches (fixture);
  store_fixture_reopen (&fixture->store);
  open_caches (fixture);
  assert_order (fixture, "first second third");
  remove_entry (fixture, second);
  assert_order (fixture, "first third");
}

static void
test_key_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqOutboxEntry) entry = entry_of ("contract-1", "one");
  g_autoptr (YyqOutboxEntry) copy = yyq_outbox_entry_copy (entry);
  g_autoptr (YyqOutboxEntry) other = entry_of ("contract-1", "one");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (entry->idempotency_key, !=, other->idempotency_key);
  g_assert_true (add (fixture, entry, FALSE, NULL));
  g_assert_false (add (fixture, copy, FALSE, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS);
}

static void
test_parked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = add_text (fixture, "first");
  g_autoptr (GPtrArray) entries = NULL;
  const YyqOutboxEntry *entry;

  fail_entry (fixture, key, YYQ_OUTBOX_WAITING, 1234);
  fail_entry (fixture, key, YYQ_OUTBOX_PARKED, 0);
  entries = list (fixture, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->state, ==, YYQ_OUTBOX_PARKED);
  g_assert_cmpuint (entry->attempts, ==, 2);
  g_assert_cmpint (entry->next_at, ==, 0);
  g_assert_cmpstr (entry->reason, ==, "conflict");
  g_assert_cmpstr (entry->last_error, ==, "because");
  g_assert_cmpstr (entry->idempotency_key, ==, key);
}

/* What can be sent */

static void
test_due_order (Fixture *fixture, gconstpointer data)
{
  const char *const busy[] = { "a", NULL };
  g_autofree char *a1 = add_to (fixture, "a", "a1", NULL);
  g_autofree char *b1 = add_to (fixture, "b", "b1", NULL);
  g_autofree char *a2 = add_to (fixture, "a", "a2", NULL);
  g_autofree char *c1 = add_to (fixture, "c", "c1", NULL);
  YyqOutboxDue *due;

  assert_due (fixture, "a1 b1 c1", -1);
  due = find_due (fixture, NOW, busy, 1);
  g_assert_cmpuint (due->entries->len, ==, 1);
  g_assert_cmpstr (((YyqOutboxEntry *) due->entries->pdata[0])->object_id, ==, "b");
  yyq_outbox_due_free (due);
  remove_entry (fixture, a1);
  assert_due (fixture, "b1 a2 c1", -1);
}

static void
test_due_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a1 = add_to (fixture, "a", "a1", NULL);
  g_autofree char *a2 = add_to (fixture, "a", "a2", NULL);
  g_autofree char *b1 = add_to (fixture, "b", "b1", NULL);

  fail_entry (fixture, a1, YYQ_OUTBOX_WAITING, NOW + 7);
  assert_due (fixture, "b1", NOW + 7);
  fail_entry (fixture, b1, YYQ_OUTBOX_WAITING, NOW + 3);
  assert_due (fixture, "", NOW + 3);
}

static void
test_parked_holds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a1 = add_to (fixture, "a", "a1", NULL);
  g_autofree char *a2 = add_to (fixture, "a", "a2", NULL);
  g_autofree char *b1 = add_to (fixture, "b", "b1", NULL);

  fail_entry (fixture, a1, YYQ_OUTBOX_PARKED, 0);
  assert_due (fixture, "b1", -1);
  retry_entry (fixture, a1);
  assert_state (fixture, a1, YYQ_OUTBOX_WAITING, NULL);
  assert_due (fixture, "a1 b1", -1);
}

static void
test_after (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a1 = add_to (fixture, "a", "a1", NULL);
  g_autofree char *b1 = add_to (fixture, "b", "b1", a1);
  g_autofree char *b2 = add_to (fixture, "b", "b2", NULL);

  assert_due (fixture, "a1", -1);
  fail_entry (fixture, a1, YYQ_OUTBOX_PARKED, 0);
  assert_due (fixture, "", -1);
  remove_entry (fixture, a1);
  assert_due (fixture, "b1", -1);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a1 = add_to (fixture, "a", "a1", NULL);
  g_autofree char *b1 = add_to (fixture, "b", "b1", a1);
  g_autoptr (GError) error = NULL;

  fail_entry (fixture, a1, YYQ_OUTBOX_PARKED, 0);
  discard_entry (fixture, a1);
  g_assert_null (load (fixture, a1, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND);
  assert_state (fixture, b1, YYQ_OUTBOX_PARKED, YYQ_OUTBOX_REASON_PREDECESSOR);
  retry_entry (fixture, b1);
  assert_due (fixture, "b1", -1);
}

static void
test_park_objects (Fixture *fixture, gconstpointer data)
{
  const char *const lost[] = { "a", "c", NULL };
  g_autofree char *a1 = add_to (fixture, "a", "a1", NULL);
  g_autofree char *a2 = add_to (fixture, "a", "a2", NULL);
  g_autofree char *b1 = add_to (fixture, "b", "b1", NULL);
  g_autofree char *c1 = add_to (fixture, "c", "c1", NULL);

  fail_entry (fixture, c1, YYQ_OUTBOX_PARKED, 0);
  park_objects (fixture, lost);
  assert_state (fixture, a1, YYQ_OUTBOX_PARKED, YYQ_OUTBOX_REASON_ACCESS_LOST);
  assert_state (fixture, a2, YYQ_OUTBOX_PARKED, YYQ_OUTBOX_REASON_ACCESS_LOST);
  assert_state (fixture, c1, YYQ_OUTBOX_PARKED, "conflict");
  assert_due (fixture, "b1", -1);

  /* Its request was on the way and got no answer: it does not wait again by that. */
  fail_entry (fixture, a1, YYQ_OUTBOX_WAITING, 0);
  assert_state (fixture, a1, YYQ_OUTBOX_PARKED, YYQ_OUTBOX_REASON_ACCESS_LOST);
}

static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = add_to (fixture, "a", "old", NULL);
  g_autofree char *waiting = add_to (fixture, "b", "waiting", NULL);
  g_autoptr (YyqOutboxEntry) new = entry_of ("a", "new");

  fail_entry (fixture, old, YYQ_OUTBOX_PARKED, 0);
  g_assert_true (add (fixture, new, TRUE, NULL));
  assert_due (fixture, "waiting new", -1);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  guint count = 0;
  g_autofree char *key = NULL;

  g_signal_connect_swapped (fixture->outbox, "changed", G_CALLBACK (count_cb), &count);
  key = add_text (fixture, "first");
  g_assert_cmpuint (count, ==, 1);
  fail_entry (fixture, key, YYQ_OUTBOX_PARKED, 0);
  g_assert_cmpuint (count, ==, 2);
  remove_entry (fixture, key);
  g_assert_cmpuint (count, ==, 3);
  g_assert_null (load (fixture, key, NULL));
  g_assert_cmpuint (count, ==, 3);
}

/* Large bodies */

static char *
large_text (void)
{
  char *text = g_malloc (YYQ_OUTBOX_BODY_LARGE + 1);

  for (gsize i = 0; i < YYQ_OUTBOX_BODY_LARGE; i++)
    text[i] = (char) ('a' + i % 7);
  text[YYQ_OUTBOX_BODY_LARGE] = '\0';
  return text;
}

static char *
body_path (Fixture *fixture, const char *key)
{
  return g_build_filename (fixture->store.directory, "outbox", key, NULL);
}

/* What was submitted before has been done then. */
static void
settle (Fixture *fixture)
{
  store_ask (fixture->store.database, "SELECT 1");
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = large_text ();
  g_autofree char *key = add_text (fixture, text);
  g_autofree char *path = body_path (fixture, key);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (store_find_text (fixture->store.directory, "abcdefgabcdefg"));
  close_caches (fixture);
  store_fixture_reopen (&fixture->store);
  open_caches (fixture);
  assert_order (fixture, text);
  remove_entry (fixture, key);
  settle (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_large_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = large_text ();
  g_autofree char *key = add_text (fixture, text);
  g_autofree char *path = body_path (fixture, key);
  YyqOutboxDue *due;

  g_assert_cmpint (g_unlink (path), ==, 0);
  due = find_due (fixture, NOW, NULL, 1);
  g_assert_cmpuint (due->entries->len, ==, 1);
  g_assert_null (((YyqOutboxEntry *) due->entries->pdata[0])->body);
  yyq_outbox_due_free (due);
}

/* A kill between file and row. */
static void
test_large_orphan (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = large_text ();
  g_autofree char *key = add_text (fixture, text);
  g_autofree char *path = body_path (fixture, key);
  g_autofree char *orphan = body_path (fixture, "01900000-0000-7000-8000-000000000000");

  g_assert_true (g_file_set_contents (orphan, "x", 1, NULL));
  close_caches (fixture);
  store_fixture_reopen (&fixture->store);
  open_caches (fixture);
  settle (fixture);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_large_no_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = large_text ();
  g_autofree char *place = body_path (fixture, NULL);
  g_autoptr (YyqOutboxEntry) entry = entry_of ("a", text);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place, "in the way", -1, NULL));
  g_assert_false (add (fixture, entry, FALSE, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED);
  assert_due (fixture, "", -1);
}

/* Dies as a computer without power does: right after the entry was said to be stored. */
static void
die_after_add (const char *path)
{
  Fixture fixture = { .store = { NULL } };
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);

  yyq_secret_append (key, "0123456789abcdef0123456789abcdef", YYQ_CIPHER_KEY_SIZE);
  fixture.store.cipher = yyq_cipher_new (key, 1);
  fixture.store.database = yyq_database_new (path);
  open_caches (&fixture);
  g_free (add_text (&fixture, "precious"));
  kill (getpid (), SIGKILL);
}

static void
test_kill (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "cache.db", NULL);
  Fixture fixture = { .store = { NULL } };
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);

  if (g_test_subprocess ()) {
    die_after_add (g_getenv ("YYQ_TEST_PATH"));
    return;
  }
  g_setenv ("YYQ_TEST_PATH", path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_false (g_test_trap_has_passed ());

  yyq_secret_append (key, "0123456789abcdef0123456789abcdef", YYQ_CIPHER_KEY_SIZE);
  fixture.store.cipher = yyq_cipher_new (key, 1);
  fixture.store.database = yyq_database_new (path);
  open_caches (&fixture);
  assert_order (&fixture, "precious");
  close_caches (&fixture);
  g_object_unref (fixture.store.database);
  yyq_cipher_unref (fixture.store.cipher);
  store_remove_tree (directory);
}

static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = add_text (fixture, "nobody may read this");
  g_autoptr (GError) error = NULL;

  g_assert_false (store_find_text (fixture->store.directory, "nobody may read"));
  g_assert_false (store_find_text (fixture->store.directory, "标题"));
  close_caches (fixture);
  yyq_cipher_unref (fixture->store.cipher);
  fixture->store.cipher = yyq_cipher_new_random ();
  open_caches (fixture);
  g_assert_null (list (fixture, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
}

/* Entities */

static void
put_entity (Fixture *fixture, const char *entity, const char *id, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_reply_cache_put_async (fixture->entities, entity, id, content, NULL, store_keep_result,
                             &result);
  store_wait (&result);
  yyq_reply_cache_put_finish (fixture->entities, result, &error);
  g_assert_no_error (error);
}

static char *
load_entity (Fixture *fixture, const char *entity, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  yyq_reply_cache_load_async (fixture->entities, entity, id, NULL, store_keep_result, &result);
  store_wait (&result);
  content = yyq_reply_cache_load_finish (fixture->entities, result, &error);
  g_assert_no_error (error);
  return content != NULL ? g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content))
                         : NULL;
}

static void
assert_entity (Fixture *fixture, const char *entity, const char *id, const char *expected)
{
  g_autofree char *text = load_entity (fixture, entity, id);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_entities (Fixture *fixture, gconstpointer data)
{
  put_entity (fixture, YYQ_REPLY_HOME, "todo", "old");
  put_entity (fixture, YYQ_REPLY_HOME, "todo", "new");
  put_entity (fixture, YYQ_REPLY_EVENTS, "todo", "never in clear");
  assert_entity (fixture, YYQ_REPLY_HOME, "todo", "new");
  assert_entity (fixture, YYQ_REPLY_EVENTS, "todo", "never in clear");
  assert_entity (fixture, YYQ_REPLY_HOME, "overview", NULL);
  g_assert_false (store_find_text (fixture->store.directory, "never in clear"));
}

static void
test_entity_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put_entity (fixture, YYQ_REPLY_EVENTS, "1", "events");
  store_ask (fixture->store.database, "UPDATE cache_entity SET id = '2' RETURNING 1");
  yyq_reply_cache_load_async (fixture->entities, YYQ_REPLY_EVENTS, "2", NULL, store_keep_result,
                              &result);
  store_wait (&result);
  g_assert_null (yyq_reply_cache_load_finish (fixture->entities, result, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
}

#define ADD(name, function) g_test_add ("/store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("outbox/entries are sent in the order they were made", test_order);
  ADD ("outbox/an idempotency key is there once", test_key_once);
  ADD ("outbox/a parked entry keeps its key and the reason", test_parked);
  ADD ("outbox/of each object the first entry is due, and the next when it is gone",
       test_due_order);
  ADD ("outbox/one that is not due yet holds those of its object and says when", test_due_later);
  ADD ("outbox/a parked one holds those of its object until it is tried again", test_parked_holds);
  ADD ("outbox/one may wait for another, also of another object", test_after);
  ADD ("outbox/what waited for a discarded one is parked and does not go out", test_discard);
  ADD ("outbox/what waits for objects that are lost is parked, and stays so", test_park_objects);
  ADD ("outbox/a new one can take the place of a parked one", test_replaces);
  ADD ("outbox/every change is told", test_changed);
  ADD ("outbox/a large body is a sealed file that goes with its entry", test_large);
  ADD ("outbox/an entry whose file is gone is still seen", test_large_gone);
  ADD ("outbox/files without an entry are removed, others are not", test_large_orphan);
  ADD ("outbox/a large body that cannot be written leaves no entry", test_large_no_place);
  ADD ("outbox/body and title cannot be read without the key", test_sealed);
  g_test_add_func ("/store/outbox/an entry that was stored survives a kill", test_kill);
  ADD ("entities/the last content is kept by kind and id", test_entities);
  ADD ("entities/content that was moved to another id does not open", test_entity_moved);
  return g_test_run ();
}
