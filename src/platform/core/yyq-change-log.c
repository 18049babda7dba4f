/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-change-log.h"

#include <string.h>

#include "yyq-clock.h"

gboolean
yyq_change_log_add (YyqPlatform *platform, const char *scope_id, const char *entity,
                    const char *entity_id, YyqChangeOp op, gint64 version, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 seq = 0;

  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO sync_counter (enterprise_id, n) VALUES ($1, 0) ON CONFLICT DO NOTHING", "s",
        scope_id) ||
      !yyq_storage_query_int (
        storage, &seq, error,
        "UPDATE sync_counter SET n = n + 1 WHERE enterprise_id = $1 RETURNING n", "s", scope_id))
    return FALSE;
  return yyq_storage_execute (storage, error,
                              "INSERT INTO change_log (enterprise_id, seq, entity, entity_id, op, "
                              "version, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                              "sisssii", scope_id, seq, entity, entity_id,
                              op == YYQ_CHANGE_PUT ? "put" : "delete", version, yyq_clock_now ());
}

/* Cursors are signed: one of another database or enterprise must not look like one of ours. */
static char *
make_cursor (YyqPlatform *platform, const char *scope_id, gint64 seq)
{
  g_autofree char *text = g_strdup_printf ("%s|%" G_GINT64_FORMAT, scope_id, seq);
  g_autofree char *mac =
    yyq_field_cipher_index (yyq_platform_get_cipher (platform), "sync|cursor", text);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%.32s", seq, mac);
}

static gboolean
read_cursor (YyqPlatform *platform, const char *scope_id, const char *cursor, gint64 *seq)
{
  g_autofree char *expected = NULL;

  *seq = 0;
  if (cursor == NULL || *cursor == '\0')
    return TRUE;
  *seq = g_ascii_strtoll (cursor, NULL, 10);
  expected = make_cursor (platform, scope_id, *seq);
  return g_str_equal (expected, cursor);
}

static void
change_free (YyqChange *change)
{
  g_free (change->entity);
  g_free (change->entity_id);
  g_free (change);
}

static YyqChange *
read_change (YyqRows *rows)
{
  YyqChange *change = g_new0 (YyqChange, 1);

  change->entity = g_strdup (yyq_rows_get_text (rows, 1));
  change->entity_id = g_strdup (yyq_rows_get_text (rows, 2));
  change->op =
    g_strcmp0 (yyq_rows_get_text (rows, 3), "put") == 0 ? YYQ_CHANGE_PUT : YYQ_CHANGE_DELETE;
  change->version = yyq_rows_get_int (rows, 4);
  return change;
}

static const char read_sql[] =
  "SELECT l.seq, l.entity, l.entity_id, l.op, l.version FROM change_log l WHERE l.enterprise_id = "
  "$1 AND l.seq > $2 AND NOT EXISTS "
  "(SELECT 1 FROM change_log n WHERE n.enterprise_id = l.enterprise_id AND n.entity = l.entity AND "
  "n.entity_id = l.entity_id AND n.seq > l.seq) "
  "ORDER BY l.seq LIMIT $3";

GPtrArray *
yyq_change_log_read (YyqPlatform *platform, const char *scope_id, const char *cursor, guint limit,
                     char **next_cursor, gboolean *has_more, gboolean *unknown, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  g_autoptr (YyqRows) rows = NULL;
  g_autoptr (GError) local = NULL;
  gint64 seq;

  *has_more = FALSE;
  *unknown = !read_cursor (platform, scope_id, cursor, &seq);
  if (*unknown)
    return NULL;
  rows = yyq_storage_query (yyq_platform_get_storage (platform), error, read_sql, "sii", scope_id,
                            seq, (gint64) limit + 1);
  if (rows == NULL)
    return NULL;
  while (yyq_rows_next (rows, &local)) {
    if (changes->len == limit) {
      *has_more = TRUE;
      break;
    }
    seq = yyq_rows_get_int (rows, 0);
    g_ptr_array_add (changes, read_change (rows));
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  *next_cursor = make_cursor (platform, scope_id, seq);
  return g_steal_pointer (&changes);
}
