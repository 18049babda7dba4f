/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-employee-list-store.h"
#include "yyq-employee-query.h"
#include "yyq-employee-service.h"
#include "yyq-employee-store.h"
#include "yyq-error.h"
#include "yyq-field-key.h"
#include "yyq-file-tree.h"
#include "yyq-key-file.h"
#include "yyq-key-rotation.h"
#include "yyq-storage-open.h"
#include "yyq-test-employee.h"
#include "yyq-test-storage.h"

/* The roster at rest: nothing personal is to be read in the database, whose keys change. */

#define TENANT "tenant"
#define N_PEOPLE 3
#define N_PERSONAL 6
#define KEY_FIELDS (N_PEOPLE * N_PERSONAL)

/* One process. */
typedef struct {
  YyqStorage *storage;
  YyqMasterKeys *keyring;
  YyqPlatform *platform;
} Process;

typedef struct {
  char *directory;
  char *key_file;
  char *address; /* (nullable): of PostgreSQL */
  Process here;
  Process there; /* over the same database */
  YyqEmployee *people[N_PEOPLE];
} Fixture;

static void
open_process (Fixture *fixture, Process *process)
{
  g_autofree char *old_key = g_build_filename (fixture->directory, "field.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = NULL;

  process->keyring = yyq_master_keys_load (fixture->key_file, &error);
  g_assert_no_error (error);
  process->storage = yyq_storage_open (fixture->address, fixture->directory, &error);
  g_assert_no_error (error);
  cipher = yyq_field_key_load (process->storage, process->keyring, old_key, &error);
  g_assert_no_error (error);
  process->platform = yyq_platform_new (process->storage, cipher);
  yyq_platform_add_service (process->platform, process->keyring);
}

static void
close_process (Process *process)
{
  if (process->storage != NULL)
    yyq_storage_release (process->storage);
  g_clear_object (&process->platform);
  g_clear_object (&process->storage);
  g_clear_object (&process->keyring);
}

static void
execute (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->here.storage, &error, sql, "");
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[N_PEOPLE] = { "陈雨禾", "高明霞", "宋佳宁" };

  fixture->directory = g_dir_make_tmp ("yyq-roster-XXXXXX", NULL);
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->key_file = g_build_filename (fixture->directory, "master.key", NULL);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 1);
  open_process (fixture, &fixture->here);
  execute (fixture, "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES "
                    "('" TENANT "', '" TENANT "', 'n', 'u', 1)");
  execute (fixture, "INSERT INTO sync_counter (tenant_id, n) VALUES ('" TENANT "', 0)");
  for (guint i = 0; i < N_PEOPLE; i++) {
    fixture->people[i] = yyq_test_employee_new (i + 1, names[i], TENANT);
    yyq_test_employee_enter (fixture->here.platform, TENANT, fixture->people[i]);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    g_object_unref (fixture->people[i]);
  close_process (&fixture->there);
  close_process (&fixture->here);
  yyq_file_tree_remove (fixture->directory);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
  g_free (fixture->directory);
  g_free (fixture->key_file);
}

/* --- what can be read --- */

static void
assert_hidden (Fixture *fixture, gconstpointer data, gsize length)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    g_assert_false (yyq_test_employee_shows (fixture->people[i], data, length));
}

static void
read_files (Fixture *fixture, GString *all)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
    g_autofree char *content = NULL;
    gsize length = 0;

    if (g_file_get_contents (path, &content, &length, NULL))
      g_string_append_len (all, content, (gssize) length);
  }
}

/* Its rows, as the engine writes them, and bytes as they are. */
static void
read_rows (Fixture *fixture, const char *table, GString *all)
{
  g_autofree char *sql = g_strdup_printf ("SELECT CAST(t AS TEXT) FROM %s t", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (fixture->here.storage, &error, sql, "");

  g_assert_no_error (error);
  while (yyq_rows_next (rows, &error))
    g_string_append (all, yyq_rows_get_text (rows, 0));
  g_assert_no_error (error);
}

static void
read_sealed (Fixture *fixture, GString *all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    fixture->here.storage, &error, "SELECT " YYQ_EMPLOYEE_SEALED " FROM employee ORDER BY id", "");

  g_assert_no_error (error);
  while (yyq_rows_next (rows, &error))
    for (guint i = 0; i < N_PERSONAL; i++) {
      g_autoptr (GBytes) sealed = yyq_rows_get_bytes (rows, i);

      g_string_append_len (all, g_bytes_get_data (sealed, NULL),
                           (gssize) g_bytes_get_size (sealed));
    }
  g_assert_no_error (error);
}

static void
test_at_rest (Fixture *fixture, gconstpointer data)
{
  static const char *const tables[] = { "employee", "employee_token", "change_log", "audit" };
  g_autoptr (GString) all = g_string_new (NULL);

  read_sealed (fixture, all);
  g_assert_cmpuint (all->len, >, 0);
  if (yyq_test_storage_is_postgresql ())
    for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
      read_rows (fixture, tables[i], all);
  else
    read_files (fixture, all);
  g_assert_nonnull (memmem (all->str, all->len, "陈雨禾", strlen ("陈雨禾")));
  assert_hidden (fixture, all->str, all->len);
}

/* --- keys --- */

static YyqAccess *
new_access (void)
{
  return yyq_access_new_system (TENANT);
}

/* Everybody as he was entered, by each process. */
static void
assert_whole (Fixture *fixture, Process *process)
{
  for (guint i = 0; i < N_PEOPLE; i++) {
    const char *id = yyq_employee_get_id (fixture->people[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqAccess) access = new_access ();
    g_autoptr (YyqEmployeeClear) clear =
      yyq_employee_store_open (process->platform, id, yyq_employee_personal, &error);
    g_autoptr (YyqEmployee) masked =
      yyq_employee_store_load (process->platform, access, YYQ_STAFF_VIEW, id, &error);
    g_autoptr (YyqEmployee) whole = yyq_employee_new ();

    g_assert_no_error (error);
    yyq_employee_take_clear (masked, clear);
    yyq_record_take_over (whole, fixture->people[i]);
    g_object_set (whole, "unit-name", "n", "revealed", yyq_employee_get_revealed (masked), NULL);
    g_assert_true (yyq_record_equal (masked, whole, NULL));
  }
  yyq_storage_release (process->storage);
}

/* By a whole phone, and by a whole document number. */
static void
assert_found (Fixture *fixture, Process *process)
{
  g_autoptr (YyqAccess) access = new_access ();

  yyq_access_add_unit (access, TENANT);
  for (guint i = 0; i < 2 * N_PEOPLE; i++) {
    YyqEmployee *wanted = fixture->people[i / 2];
    const char *text =
      i % 2 == 0 ? yyq_employee_get_phone (wanted) : yyq_employee_get_document_number (wanted);
    g_autoptr (YyqRecord) query = g_object_new (YYQ_TYPE_EMPLOYEE_QUERY, "text", text, NULL);
    const YyqListAsk ask = { access, YYQ_STAFF_VIEW, query,
                             yyq_platform_get_cipher (process->platform) };
    g_autoptr (GError) error = NULL;
    g_autofree char *next = NULL;
    g_autoptr (GPtrArray) found =
      yyq_list_source_read (&yyq_employee_list, process->storage, &ask, NULL, 10, &next, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (found->len, ==, 1);
    g_assert_cmpstr (yyq_employee_get_name (found->pdata[0]), ==, yyq_employee_get_name (wanted));
  }
  yyq_storage_release (process->storage);
}

/* How many values the newest generation has sealed. */
static guint
count_newest (Process *process)
{
  const guint newest =
    yyq_field_cipher_get_generation (yyq_platform_get_cipher (process->platform));
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (process->storage, &error,
                                                "SELECT " YYQ_EMPLOYEE_SEALED " FROM employee", "");
  guint n = 0;

  g_assert_no_error (error);
  while (yyq_rows_next (rows, &error))
    for (guint i = 0; i < N_PERSONAL; i++) {
      g_autoptr (GBytes) sealed = yyq_rows_get_bytes (rows, i);

      n += *(const guint8 *) g_bytes_get_data (sealed, NULL) == newest;
    }
  return n;
}

static gint64
step (Fixture *fixture, gint64 limit)
{
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation;

  g_assert_true (yyq_key_rotation_step (fixture->here.platform, TRUE, limit, &rotation, &error));
  g_assert_no_error (error);
  return rotation.left;
}

static void
drop_old_master_key (Fixture *fixture)
{
  g_autofree char *text = NULL;
  const char *last;

  g_assert_true (g_file_get_contents (fixture->key_file, &text, NULL, NULL));
  last = strstr (text, "\n2 ");
  g_assert_nonnull (last);
  g_assert_true (g_file_set_contents_full (fixture->key_file, last + 1, -1,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  assert_whole (fixture, &fixture->here);
  assert_found (fixture, &fixture->here);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  g_assert_cmpint (step (fixture, 7), >, 0);
  /* In the middle, some by the one and some by the other. */
  g_assert_cmpuint (count_newest (&fixture->here), >, 0);
  g_assert_cmpuint (count_newest (&fixture->here), <, KEY_FIELDS);
  assert_whole (fixture, &fixture->here);
  assert_found (fixture, &fixture->here);
  while (step (fixture, 7) > 0)
    continue;
  g_assert_cmpuint (count_newest (&fixture->here), ==, KEY_FIELDS);
  close_process (&fixture->here);
  drop_old_master_key (fixture);
  open_process (fixture, &fixture->here);
  assert_whole (fixture, &fixture->here);
  assert_found (fixture, &fixture->here);
}

/* @there was started before, and told nothing. */
static void
test_processes (Fixture *fixture, gconstpointer data)
{
  open_process (fixture, &fixture->there);
  assert_whole (fixture, &fixture->there);
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  g_assert_cmpint (step (fixture, 1000), ==, 0);
  assert_whole (fixture, &fixture->here);
  assert_whole (fixture, &fixture->there);
  assert_found (fixture, &fixture->there);
}

/* Nothing is shown of what does not open, and the rest is there. */
static void
assert_unopened (Fixture *fixture, guint nth)
{
  static const char *const phone[] = { "phone", NULL };
  const char *id = yyq_employee_get_id (fixture->people[nth]);
  g_autoptr (YyqAccess) access = new_access ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqEmployee) masked =
    yyq_employee_store_load (fixture->here.platform, access, YYQ_STAFF_VIEW, id, &error);
  g_autoptr (YyqEmployeeClear) clear = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (yyq_employee_get_phone (masked), ==, "****");
  g_assert_cmpstr (yyq_employee_get_birth_date (masked), ==, "1998-**-**");
  clear = yyq_employee_store_open (fixture->here.platform, id, phone, &error);
  g_assert_null (clear);
  g_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
}

/* Bytes of one row do not open in another, nor in another column. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE employee SET phone_sealed = (SELECT o.phone_sealed FROM employee o "
    "WHERE o.id = '%s') WHERE id = '%s'",
    yyq_employee_get_id (fixture->people[1]), yyq_employee_get_id (fixture->people[0]));

  execute (fixture, sql);
  assert_unopened (fixture, 0);
  execute (fixture, "UPDATE employee SET phone_sealed = email_sealed");
  assert_unopened (fixture, 2);
}

/* Somebody of whom little is known. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = { "phone", "email", NULL };
  g_autoptr (YyqAccess) access = new_access ();
  g_autoptr (YyqEmployee) employee = g_object_new (YYQ_TYPE_EMPLOYEE, "id", "e", "unit-id", TENANT,
                                                   "name", "吴建国", "phone", "15400001299", NULL);
  g_autoptr (YyqEmployee) loaded = NULL;
  g_autoptr (YyqEmployeeClear) clear = NULL;
  g_autoptr (GError) error = NULL;

  yyq_test_employee_enter (fixture->here.platform, TENANT, employee);
  loaded = yyq_employee_store_load (fixture->here.platform, access, YYQ_STAFF_VIEW, "e", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_employee_get_phone (loaded), ==, "154****1299");
  g_assert_null (yyq_employee_get_email (loaded));
  clear = yyq_employee_store_open (fixture->here.platform, "e", wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_employee_clear_get_phone (clear), ==, "15400001299");
  g_assert_null (yyq_employee_clear_get_email (clear));
  g_assert_cmpint (yyq_key_file_add (fixture->key_file, NULL), ==, 2);
  g_assert_cmpint (step (fixture, 1000), ==, 0);
}

#define ADD(name, test) \
  g_test_add ("/employees at rest/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing personal is to be read in the database", test_at_rest);
  ADD ("all are read and found before, in the middle of and after a change of keys", test_keys);
  ADD ("a process that was told nothing of new keys reads and finds all", test_processes);
  ADD ("what is sealed opens in its row and column alone", test_moved);
  ADD ("what is not known is neither sealed nor revealed", test_empty);
  return g_test_run ();
}
