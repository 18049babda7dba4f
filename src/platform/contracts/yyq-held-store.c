/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-held-store.h"

void
yyq_held_signature_free (YyqHeldSignature *self)
{
  g_free (self->id);
  g_free (self->contract_id);
  g_free (self->party_id);
  g_free (self->account_id);
  g_free (self->tail_sha256);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_free (self);
}

static YyqHeldSignature *
read_row (YyqRows *rows)
{
  YyqHeldSignature *held = g_new0 (YyqHeldSignature, 1);

  held->id = g_strdup (yyq_rows_get_text (rows, 0));
  held->contract_id = g_strdup (yyq_rows_get_text (rows, 1));
  held->party_id = g_strdup (yyq_rows_get_text (rows, 2));
  held->account_id = g_strdup (yyq_rows_get_text (rows, 3));
  held->tail_sha256 = g_strdup (yyq_rows_get_text (rows, 4));
  held->tries = yyq_rows_get_int (rows, 5);
  held->certificate = yyq_rows_get_bytes (rows, 6);
  held->since = yyq_rows_get_int (rows, 7);
  return held;
}

GPtrArray *
yyq_held_store_list_due (YyqPlatform *platform, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_held_signature_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT id, contract_id, party_id, account_id, tail_sha256, tries, "
                       "certificate, created_at FROM sign_session "
                       "WHERE state = 'held' AND next_try_at <= $1 ORDER BY next_try_at LIMIT 50",
                       "i", now);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, read_row (rows));
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return rows != NULL ? g_steal_pointer (&list) : NULL;
}

gboolean
yyq_held_store_find_next (YyqPlatform *platform, gint64 *next_ms, GError **error)
{
  *next_ms = 0;
  return yyq_storage_query_int (
    yyq_platform_get_storage (platform), next_ms, error,
    "SELECT COALESCE(MIN(next_try_at), 0) FROM sign_session WHERE state = 'held'", "");
}

gboolean
yyq_held_store_end (YyqPlatform *platform, const char *id, const char *state, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE sign_session SET state = $1 WHERE id = $2 AND state = 'held'",
                              "ss", state, id);
}

gboolean
yyq_held_store_try_later (YyqPlatform *platform, const char *id, gint64 at, GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "UPDATE sign_session SET tries = tries + 1, next_try_at = $1 WHERE id = $2", "is", at, id);
}
