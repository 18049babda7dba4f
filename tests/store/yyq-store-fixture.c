/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-store-fixture.h"

#include "yyq-sql.h"

#include <ftw.h>
#include <stdio.h>

void
store_fixture_open (StoreFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->database = yyq_database_new (self->path);
  yyq_database_open_async (self->database, NULL, store_keep_result, &result);
  store_wait (&result);
  yyq_database_open_finish (self->database, result, &error);
  g_assert_no_error (error);
}

static void
close_database (StoreFixture *self)
{
  store_unref_and_wait (g_steal_pointer (&self->database));
}

void
store_fixture_set_up (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("yyq-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->directory, "cache.db", NULL);
  self->cipher = yyq_cipher_new_random ();
  store_fixture_open (self);
}

void
store_fixture_reopen (StoreFixture *self)
{
  close_database (self);
  store_fixture_open (self);
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *place)
{
  return remove (path);
}

void
store_remove_tree (const char *path)
{
  nftw (path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void
store_fixture_tear_down (StoreFixture *self, gconstpointer data)
{
  close_database (self);
  yyq_cipher_unref (self->cipher);
  store_remove_tree (self->directory);
  g_free (self->directory);
  g_free (self->path);
}

static gpointer
ask_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, data, error);
  gint64 value;

  if (statement == NULL)
    return NULL;
  value = yyq_sql_next (statement, error) ? sqlite3_column_int64 (statement, 0) : 0;
  return g_memdup2 (&value, sizeof value);
}

gint64
store_ask (YyqDatabase *database, const char *sql)
{
  YyqDatabaseRequest request = { ask_in_worker, g_strdup (sql), g_free, g_free, TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = NULL;

  yyq_database_submit (database, NULL, &request, NULL, store_keep_result, &result);
  store_wait (&result);
  value = yyq_database_submit_finish (result, &error);
  g_assert_no_error (error);
  return *value;
}

static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &contents, &length, NULL) &&
         memmem (contents, length, text, strlen (text)) != NULL;
}

gboolean
store_find_text (const char *directory, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    if (holds (path, text) || store_find_text (path, text))
      return TRUE;
  }
  return FALSE;
}
