/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "yyq-change-log.h"
#include "yyq-error.h"
#include "yyq-feed-entity.h"
#include "yyq-storage-open.h"
#include "yyq-tenant.h"
#include "yyq-test-identity.h"
#include "yyq-test-storage.h"

/*
 * A cursor must never pass a change that is committed later: whoever reads on from it would not see
 * that change. Eight writers in two processes write as fast as they can, some of them slow to
 * commit, while one reads.
 */

#define PROCESSES 2
#define WRITERS 4
#define TENANT "tenant"
#define PATIENCE_US (120 * G_USEC_PER_SEC)

/* Of each writer. SQLite, where a commit waits for the disk and there is one writer anyway, is
 * asked for less. */
static guint
count_changes (void)
{
  return yyq_test_storage_is_postgresql () ? 500 : 100;
}

/* On SQLite it may be that others have been faster for five seconds. */
static YyqPlatform *
open_platform (const char *address, const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = NULL;
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  while ((storage = yyq_storage_open (address, directory, &error)) == NULL) {
    g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY);
    g_clear_error (&error);
  }
  return yyq_platform_new (storage, cipher);
}

typedef struct {
  YyqPlatform *platform;
  const char *process;
  guint number;
} Writer;

/* Likewise. */
static void
begin (YyqPlatform *platform)
{
  g_autoptr (GError) error = NULL;

  while (!yyq_tenant_begin (platform, TENANT, &error)) {
    g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY);
    g_clear_error (&error);
  }
}

/* Threads of this process that want to begin, and those that have more to write. */
static gint n_waiting;
static gint n_writing;

static gboolean
is_alone (void)
{
  return g_atomic_int_get (&n_waiting) == 0 && g_atomic_int_get (&n_writing) > 1;
}

/* For a moment: other processes want to write, too. */
static void
let_others_wait (void)
{
  for (guint turns = 0; turns < 1000 && is_alone (); turns++)
    g_thread_yield ();
}

static gpointer
write_changes (gpointer data)
{
  Writer *self = data;
  YyqStorage *storage = yyq_platform_get_storage (self->platform);
  g_autoptr (YyqAccess) access = yyq_access_new_system (TENANT);

  for (guint i = 0; i < count_changes (); i++) {
    g_autofree char *id = g_strdup_printf ("%s|%u|%u", self->process, self->number, i);
    g_autoptr (GError) error = NULL;

    g_atomic_int_inc (&n_waiting);
    begin (self->platform);
    g_atomic_int_add (&n_waiting, -1);
    yyq_change_log_add (
      self->platform, access,
      &(YyqChange){ .entity = "thing", .entity_id = id, .version = 1, .unit_id = TENANT }, &error);
    g_assert_no_error (error);
    /* What is written comes to others only when another one waits to write. */
    if (i % 10 == self->number)
      let_others_wait ();
    yyq_storage_commit (storage, &error);
    g_assert_no_error (error);
  }
  g_atomic_int_add (&n_writing, -1);
  yyq_storage_release (storage);
  return NULL;
}

/* What a process of writers is. */
static int
run_writers (const char *process, const char *directory, const char *address)
{
  g_autoptr (YyqPlatform) platform = open_platform (address, directory);
  Writer writers[WRITERS];
  GThread *threads[WRITERS];

  n_writing = WRITERS;
  for (guint i = 0; i < WRITERS; i++) {
    writers[i] = (Writer){ platform, process, i };
    threads[i] = g_thread_new ("writer", write_changes, &writers[i]);
  }
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  return 0;
}

static const YyqFeedEntity thing = { "thing", "thing.view", NULL };

static const char *program;

/* One page; every change in it is new, and no number is left out. */
static void
read_page (YyqPlatform *platform, char **cursor, GHashTable *seen)
{
  g_autoptr (YyqAccess) access = yyq_access_new_system (TENANT);
  g_auto (YyqFeedPage) page = { NULL };
  g_autoptr (GError) error = NULL;
  gint64 before = *cursor != NULL ? g_ascii_strtoll (*cursor, NULL, 10) : 0;

  yyq_change_log_read (platform, access, *cursor, 100, &page, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < page.changes->len; i++)
    g_assert_true (g_hash_table_add (
      seen, g_strdup (((YyqChange *) g_ptr_array_index (page.changes, i))->entity_id)));
  g_assert_cmpint (g_ascii_strtoll (page.cursor, NULL, 10) - before, ==, page.changes->len);
  g_free (*cursor);
  *cursor = g_steal_pointer (&page.cursor);
}

static void
test_feed (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-feed-XXXXXX", NULL);
  char *address = yyq_test_storage_make_address (FALSE);
  g_autoptr (YyqPlatform) platform = open_platform (address, directory);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = NULL;
  GSubprocess *writers[PROCESSES];
  guint all = PROCESSES * WRITERS * count_changes ();
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  g_autoptr (GError) error = NULL;

  yyq_feed_entity_register (platform, &thing);
  yyq_storage_execute (
    yyq_platform_get_storage (platform), &error,
    "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES ('" TENANT "', '" TENANT
    "', 'n', 'u', 1)",
    "");
  g_assert_no_error (error);
  yyq_storage_execute (yyq_platform_get_storage (platform), &error,
                       "INSERT INTO sync_counter (tenant_id, n) VALUES ('" TENANT "', 0)", "");
  g_assert_no_error (error);
  for (guint i = 0; i < PROCESSES; i++) {
    writers[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--writers",
                                   i == 0 ? "a" : "b", directory, address, NULL);
    g_assert_no_error (error);
  }
  while (g_hash_table_size (seen) < all && g_get_monotonic_time () < deadline)
    read_page (platform, &cursor, seen);
  for (guint i = 0; i < PROCESSES; i++) {
    g_subprocess_wait_check (writers[i], NULL, &error);
    g_assert_no_error (error);
    g_object_unref (writers[i]);
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, all);
  g_clear_object (&platform);
  g_clear_pointer (&address, yyq_test_storage_drop);
  yyq_test_remove_tree (directory);
}

/* A platform of its own with two units, and things that are in them. */
typedef struct {
  char *directory;
  char *address;
  YyqPlatform *platform;
} Fixture;

static const YyqFeedEntity secret = { "secret", "secret.view", NULL };
static const YyqFeedEntity letter = { "letter", NULL, NULL };

static void
execute (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (yyq_platform_get_storage (fixture->platform), &error, sql, "");
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("yyq-feed-XXXXXX", NULL);
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->platform = open_platform (fixture->address, fixture->directory);
  yyq_feed_entity_register (fixture->platform, &thing);
  yyq_feed_entity_register (fixture->platform, &secret);
  yyq_feed_entity_register (fixture->platform, &letter);
  execute (fixture,
           "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES ('" TENANT
           "', '" TENANT "', 'n', 'u', 1)");
  execute (fixture, "INSERT INTO sync_counter (tenant_id, n) VALUES ('" TENANT "', 0)");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->platform);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
}

static void
add_change (Fixture *fixture, const YyqChange *change)
{
  g_autoptr (YyqAccess) platform = yyq_access_new_system (TENANT);
  g_autoptr (GError) error = NULL;

  yyq_change_log_add (fixture->platform, platform, change, &error);
  g_assert_no_error (error);
}

static void
tell (Fixture *fixture, const char *entity, const char *id, const char *unit, YyqChangeOp op)
{
  add_change (
    fixture,
    &(YyqChange){ .entity = entity, .entity_id = id, .op = op, .version = 1, .unit_id = unit });
}

static void
tell_account (Fixture *fixture, const char *id, const char *account, YyqChangeOp op)
{
  add_change (
    fixture,
    &(YyqChange){
      .entity = "letter", .entity_id = id, .op = op, .version = 1, .account_id = account });
}

/* (transfer full): what @access is told after @cursor, which moves on: "+id" and "-id". */
static char *
read_all (Fixture *fixture, const YyqAccess *access, char **cursor, guint *pages)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean more = TRUE;

  for (*pages = 0; more; (*pages)++) {
    g_auto (YyqFeedPage) page = { NULL };
    g_autoptr (GError) error = NULL;

    yyq_change_log_read (fixture->platform, access, *cursor, 100, &page, &error);
    g_assert_no_error (error);
    g_assert_false (page.unknown);
    for (guint i = 0; i < page.changes->len; i++) {
      const YyqChange *change = g_ptr_array_index (page.changes, i);

      g_string_append_printf (words, "%s%c%s", words->len > 0 ? " " : "",
                              change->op == YYQ_CHANGE_PUT ? '+' : '-', change->entity_id);
    }
    more = page.has_more;
    g_free (*cursor);
    *cursor = g_steal_pointer (&page.cursor);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static YyqAccess *
new_viewer (const char *permission, const char *unit)
{
  YyqAccess *access = yyq_access_new ("somebody", "session", TENANT);

  yyq_access_grant (access, permission, unit);
  return access;
}

static void
test_units (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqAccess) of_a = new_viewer ("thing.view", "a");
  g_autoptr (YyqAccess) of_b = new_viewer ("thing.view", "b");
  g_autoptr (YyqAccess) keeper = new_viewer ("secret.view", "a");
  g_autofree char *cursor_a = NULL, *cursor_b = NULL, *cursor_keeper = NULL;
  g_autofree char *first_a = NULL, *first_b = NULL, *secrets = NULL, *then_a = NULL, *then_b = NULL;
  guint pages;

  tell (fixture, "thing", "stays", "a", YYQ_CHANGE_PUT);
  tell (fixture, "thing", "moves", "a", YYQ_CHANGE_PUT);
  tell (fixture, "secret", "hidden", "a", YYQ_CHANGE_PUT);
  tell (fixture, "unknown", "kind", "a", YYQ_CHANGE_PUT);
  first_a = read_all (fixture, of_a, &cursor_a, &pages);
  first_b = read_all (fixture, of_b, &cursor_b, &pages);
  secrets = read_all (fixture, keeper, &cursor_keeper, &pages);
  g_assert_cmpstr (first_a, ==, "+stays +moves");
  g_assert_cmpstr (first_b, ==, "");
  g_assert_cmpstr (secrets, ==, "+hidden");
  tell (fixture, "thing", "moves", "a", YYQ_CHANGE_DELETE);
  tell (fixture, "thing", "moves", "b", YYQ_CHANGE_PUT);
  then_a = read_all (fixture, of_a, &cursor_a, &pages);
  then_b = read_all (fixture, of_b, &cursor_b, &pages);
  g_assert_cmpstr (then_a, ==, "-moves");
  g_assert_cmpstr (then_b, ==, "+moves");
}

/* "somebody" is a clerk with a permission, "boss" a super administrator, "other" has no role. */
static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqAccess) clerk = new_viewer ("thing.view", "a");
  g_autoptr (YyqAccess) boss = yyq_access_new ("boss", "session", TENANT);
  g_autoptr (YyqAccess) other = yyq_access_new ("other", "session", TENANT);
  const YyqAccess *readers[] = { clerk, boss, other };
  const char *const first[] = { "+mine +moves", "+his", "" };
  const char *const then[] = { "-moves", "", "+moves" };
  char *cursors[G_N_ELEMENTS (readers)] = { NULL };
  guint pages;

  yyq_access_make_super (boss);
  tell_account (fixture, "mine", "somebody", YYQ_CHANGE_PUT);
  tell_account (fixture, "moves", "somebody", YYQ_CHANGE_PUT);
  tell_account (fixture, "his", "boss", YYQ_CHANGE_PUT);
  tell (fixture, "letter", "lost", "a", YYQ_CHANGE_PUT); /* a unit is not whom letters tell */
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autofree char *seen = read_all (fixture, readers[i], &cursors[i], &pages);

    g_assert_cmpstr (seen, ==, first[i]);
  }
  tell_account (fixture, "moves", "somebody", YYQ_CHANGE_DELETE);
  tell_account (fixture, "moves", "other", YYQ_CHANGE_PUT);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autofree char *seen = read_all (fixture, readers[i], &cursors[i], &pages);

    g_assert_cmpstr (seen, ==, then[i]);
    g_free (cursors[i]);
  }
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqAccess) of_a = new_viewer ("thing.view", "a");
  g_autofree char *cursor = NULL;
  g_autofree char *seen = NULL;
  guint pages;

  execute (fixture,
           "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, unit_id) "
           "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
           "SELECT '" TENANT "', i, 'thing', CAST(i AS TEXT), 'put', 1, 1, 'b' FROM n");
  execute (fixture, "UPDATE sync_counter SET n = 5000");
  tell (fixture, "thing", "last", "a", YYQ_CHANGE_PUT);
  seen = read_all (fixture, of_a, &cursor, &pages);
  g_assert_cmpstr (seen, ==, "+last");
  g_assert_cmpuint (pages, ==, 3);
}

static void
test_access_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqAccess) before = new_viewer ("thing.view", "a");
  g_autoptr (YyqAccess) after = new_viewer ("thing.view", "a");
  g_autofree char *cursor = NULL;
  g_autofree char *seen = NULL;
  g_auto (YyqFeedPage) page = { NULL };
  g_autoptr (GError) error = NULL;
  guint pages;

  yyq_access_grant (after, "thing.view", "b");
  seen = read_all (fixture, before, &cursor, &pages);
  yyq_change_log_read (fixture->platform, after, cursor, 100, &page, &error);
  g_assert_no_error (error);
  g_assert_true (page.unknown);
  g_assert_null (page.cursor);
}

static void
test_keys_change (Fixture *fixture, gconstpointer data)
{
  static const guint8 root[32] = { 1 };
  g_autoptr (YyqAccess) access = new_viewer ("thing.view", "a");
  g_autofree char *cursor = NULL, *first = NULL, *then = NULL;
  guint pages;

  tell (fixture, "thing", "old", "a", YYQ_CHANGE_PUT);
  first = read_all (fixture, access, &cursor, &pages);
  yyq_field_cipher_add_root (yyq_platform_get_cipher (fixture->platform), YYQ_FIELD_GENERATION_MOST,
                             root);
  tell (fixture, "thing", "new", "a", YYQ_CHANGE_PUT);
  then = read_all (fixture, access, &cursor, &pages);
  g_assert_cmpstr (first, ==, "+old");
  g_assert_cmpstr (then, ==, "+new");
}

#define ADD(name, test) g_test_add ("/feed/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  if (argc >= 4 && g_str_equal (argv[1], "--writers"))
    return run_writers (argv[2], argv[3], argc > 4 ? argv[4] : NULL);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/of what eight writers in two processes write nothing is missed",
                   test_feed);
  ADD ("each is told of what lies in his units, and of what leaves them", test_units);
  ADD ("what is an account's is told to it alone, not to a super administrator either",
       test_accounts);
  ADD ("what is not seen is passed over in pages that end", test_scan);
  ADD ("a cursor ends with the roles that it was given for", test_access_changes);
  ADD ("a cursor goes on when the platform's keys change", test_keys_change);
  return g_test_run ();
}
