/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-migrations.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-migrations-resources.h"

#include <string.h>

#define ONLY "-- only "
#define FOLDER "/com/yuyunqian/platform/migrations/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Sorted by number. */
static char **
list_files (void)
{
  char **names = g_resource_enumerate_children (yyq_migrations_get_resource (), FOLDER,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}

/*
 * Statements end with a semicolon at the end of a line; a line that starts with -- is a comment,
 * and "-- only NAME" leaves the statements up to the next comment to one engine.
 * Triggers do not occur: they are not in the shared dialect.
 */
static gboolean
run_script (YyqStorage *storage, const char *script, const char *engine, GError **error)
{
  gboolean ours = TRUE;
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);
  g_autoptr (GString) statement = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "--"))
      ours = !g_str_has_prefix (lines[i], ONLY) || g_str_equal (lines[i] + strlen (ONLY), engine);
    if (!ours || g_str_has_prefix (lines[i], "--") || *lines[i] == '\0')
      continue;
    g_string_append (statement, lines[i]);
    g_string_append_c (statement, '\n');
    if (!g_str_has_suffix (lines[i], ";"))
      continue;
    if (!yyq_storage_execute (storage, error, statement->str, ""))
      return FALSE;
    g_string_truncate (statement, 0);
  }
  return TRUE;
}

static gboolean
apply_file (YyqStorage *storage, gint64 version, const char *script, const char *engine,
            const char *sha256, GError **error)
{
  if (run_script (storage, script, engine, error) &&
      yyq_storage_execute (
        storage, error,
        "INSERT INTO schema_migration (version, sha256, applied_at) VALUES ($1, $2, $3)", "isi",
        version, sha256, yyq_clock_now ()))
    return TRUE;
  g_prefix_error (error, "migration %" G_GINT64_FORMAT ": ", version);
  return FALSE;
}

/* TRUE in @applied when it is there already, unchanged. */
static gboolean
check_applied (YyqStorage *storage, gint64 version, const char *sha256, gboolean *applied,
               GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "SELECT sha256 FROM schema_migration WHERE version = $1", "i", version);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  *applied = yyq_rows_next (rows, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!*applied || g_str_equal (yyq_rows_get_text (rows, 0), sha256))
    return TRUE;
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT,
               "migration %" G_GINT64_FORMAT " was changed", version);
  return FALSE;
}

static gboolean
apply_name (YyqStorage *storage, const char *name, const YyqMigrationDialect *dialect,
            GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (yyq_migrations_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sha256 = NULL;
  g_autoptr (GString) script = NULL;
  gint64 version = g_ascii_strtoll (name, NULL, 10);
  gboolean applied = FALSE;

  if (bytes == NULL)
    return FALSE;
  sha256 = yyq_sha256_hex (bytes);
  if (!check_applied (storage, version, sha256, &applied, error))
    return FALSE;
  if (applied)
    return TRUE;
  script = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (script, "{{BLOB}}", dialect->blob, 0);
  return apply_file (storage, version, script->str, dialect->name, sha256, error);
}

static gboolean
begin_alone (YyqStorage *storage, const YyqMigrationDialect *dialect, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialect->first); i++)
    if (dialect->first[i] != NULL && !yyq_storage_execute (storage, error, dialect->first[i], ""))
      return FALSE;
  return TRUE;
}

static gboolean
apply_all (YyqStorage *storage, const YyqMigrationDialect *dialect, GError **error)
{
  g_auto (GStrv) names = list_files ();
  gint64 newest = g_ascii_strtoll (names[g_strv_length (names) - 1], NULL, 10);
  gint64 found = 0;

  if (!begin_alone (storage, dialect, error) ||
      !yyq_storage_execute (
        storage, error,
        "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT PRIMARY KEY, "
        "sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)",
        "") ||
      !yyq_storage_query_int (storage, &found, error,
                              "SELECT COALESCE(MAX(version), 0) FROM schema_migration", ""))
    return FALSE;
  if (found > newest) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NEWER, "schema %" G_GINT64_FORMAT, found);
    return FALSE;
  }
  for (guint i = 0; names[i] != NULL; i++)
    if (!apply_name (storage, names[i], dialect, error))
      return FALSE;
  return TRUE;
}

gboolean
yyq_migrations_apply (YyqStorage *storage, const YyqMigrationDialect *dialect, GError **error)
{
  if (!yyq_storage_begin (storage, error))
    return FALSE;
  if (apply_all (storage, dialect, error) && yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}
