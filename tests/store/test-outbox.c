/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-entity-cache.h"
#include "yyq-error.h"
#include "yyq-outbox.h"
#include "yyq-store-fixture.h"

#include <signal.h>
#include <unistd.h>

typedef struct {
  StoreFixture store;
  YyqOutbox *outbox;
  YyqEntityCache *entities;
} Fixture;

static void
open_caches (Fixture *fixture)
{
  fixture->outbox = yyq_outbox_new (fixture->store.database, fixture->store.cipher);
  fixture->entities = yyq_entity_cache_new (fixture->store.database, fixture->store.cipher);
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
entry_of (const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return yyq_outbox_entry_new ("contract-1", "POST", "/sign-sessions/1/complete", body);
}

static gboolean
add (Fixture *fixture, const YyqOutboxEntry *entry, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_add_async (fixture->outbox, entry, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_outbox_add_finish (fixture->outbox, result, error);
}

static char *
add_text (Fixture *fixture, const char *text)
{
  g_autoptr (YyqOutboxEntry) entry = entry_of (text);
  g_autoptr (GError) error = NULL;

  add (fixture, entry, &error);
  g_assert_no_error (error);
  return g_strdup (entry->idempotency_key);
}

static GPtrArray *
list (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_list_async (fixture->outbox, NULL, store_keep_result, &result);
  store_wait (&result);
  return yyq_outbox_list_finish (fixture->outbox, result, error);
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
    const YyqOutboxEntry *entry = g_ptr_array_index (entries, i);

    g_string_append_printf (text, "%s%.*s", i > 0 ? " " : "", (int) g_bytes_get_size (entry->body),
                            (const char *) g_bytes_get_data (entry->body, NULL));
    g_assert_cmpstr (entry->method, ==, "POST");
    g_assert_cmpstr (entry->path, ==, "/sign-sessions/1/complete");
    g_assert_cmpstr (entry->object_id, ==, "contract-1");
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
remove_entry (Fixture *fixture, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_remove_async (fixture->outbox, key, NULL, store_keep_result, &result);
  store_wait (&result);
  g_assert_true (yyq_outbox_change_finish (fixture->outbox, result, NULL));
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
  g_autoptr (YyqOutboxEntry) entry = entry_of ("one");
  g_autoptr (YyqOutboxEntry) copy = yyq_outbox_entry_copy (entry);
  g_autoptr (YyqOutboxEntry) other = entry_of ("one");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (entry->idempotency_key, !=, other->idempotency_key);
  g_assert_true (add (fixture, entry, NULL));
  g_assert_false (add (fixture, copy, &error));
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS);
}

static void
fail_entry (Fixture *fixture, const char *key, YyqOutboxState state, gint64 next_at)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_outbox_fail_async (fixture->outbox, key, state, next_at, "because", store_keep_result,
                         &result);
  store_wait (&result);
  g_assert_true (yyq_outbox_change_finish (fixture->outbox, result, NULL));
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
  g_assert_cmpstr (entry->last_error, ==, "because");
  g_assert_cmpstr (entry->idempotency_key, ==, key);
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

  yyq_entity_cache_put_async (fixture->entities, entity, id, content, NULL, store_keep_result,
                              &result);
  store_wait (&result);
  yyq_entity_cache_put_finish (fixture->entities, result, &error);
  g_assert_no_error (error);
}

static char *
load_entity (Fixture *fixture, const char *entity, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  yyq_entity_cache_load_async (fixture->entities, entity, id, NULL, store_keep_result, &result);
  store_wait (&result);
  content = yyq_entity_cache_load_finish (fixture->entities, result, &error);
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
  put_entity (fixture, YYQ_ENTITY_HOME, "todo", "old");
  put_entity (fixture, YYQ_ENTITY_HOME, "todo", "new");
  put_entity (fixture, YYQ_ENTITY_EVENTS, "todo", "never in clear");
  assert_entity (fixture, YYQ_ENTITY_HOME, "todo", "new");
  assert_entity (fixture, YYQ_ENTITY_EVENTS, "todo", "never in clear");
  assert_entity (fixture, YYQ_ENTITY_HOME, "overview", NULL);
  g_assert_false (store_find_text (fixture->store.directory, "never in clear"));
}

static void
test_entity_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put_entity (fixture, YYQ_ENTITY_EVENTS, "1", "events");
  store_ask (fixture->store.database, "UPDATE cache_entity SET id = '2' RETURNING 1");
  yyq_entity_cache_load_async (fixture->entities, YYQ_ENTITY_EVENTS, "2", NULL, store_keep_result,
                               &result);
  store_wait (&result);
  g_assert_null (yyq_entity_cache_load_finish (fixture->entities, result, &error));
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
  ADD ("outbox/the body cannot be read without the key", test_sealed);
  g_test_add_func ("/store/outbox/an entry that was stored survives a kill", test_kill);
  ADD ("entities/the last content is kept by kind and id", test_entities);
  ADD ("entities/content that was moved to another id does not open", test_entity_moved);
  return g_test_run ();
}
