/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-anchor-store.h"

#include "yyq-clock.h"

static void
head_free (gpointer data)
{
  YyqAnchorHead *self = data;

  g_free (self->chain);
  g_free (self->id);
  g_free (self->hash);
  g_free (self);
}

GPtrArray *
yyq_anchor_store_list_grown (YyqStorage *storage, guint limit, GError **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (head_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (storage, error,
                                                "SELECT chain, id, seq, hash FROM chain_head WHERE "
                                                "seq > anchored_seq ORDER BY chain, id LIMIT $1",
                                                "i", (gint64) limit);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqAnchorHead *head = g_new0 (YyqAnchorHead, 1);

    head->chain = g_strdup (yyq_rows_get_text (rows, 0));
    head->id = g_strdup (yyq_rows_get_text (rows, 1));
    head->seq = yyq_rows_get_int (rows, 2);
    head->hash = g_strdup (yyq_rows_get_text (rows, 3));
    g_ptr_array_add (heads, head);
  }
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&heads) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
yyq_anchor_row_clear (YyqAnchorRow *self)
{
  g_clear_pointer (&self->digest, g_free);
}

/* Takes @rows: number, at, tries, digest. */
static gboolean
read_anchor (YyqRows *rows, YyqAnchorRow *anchor, GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GError) local = NULL;

  if (owned == NULL)
    return FALSE;
  if (yyq_rows_next (owned, &local)) {
    anchor->number = yyq_rows_get_int (owned, 0);
    anchor->at = yyq_rows_get_int (owned, 1);
    anchor->tries = yyq_rows_get_int (owned, 2);
    anchor->digest = g_strdup (yyq_rows_get_text (owned, 3));
  } else if (local == NULL) {
    anchor->digest = g_strdup ("");
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

#define ANCHOR "SELECT number, at, tries, digest FROM anchor "

gboolean
yyq_anchor_store_load_last (YyqStorage *storage, YyqAnchorRow *anchor, GError **error)
{
  return read_anchor (yyq_storage_query (storage, error, ANCHOR "ORDER BY number DESC LIMIT 1", ""),
                      anchor, error);
}

gboolean
yyq_anchor_store_load_pending (YyqStorage *storage, YyqAnchorRow *anchor, GError **error)
{
  return read_anchor (
    yyq_storage_query (storage, error,
                       ANCHOR "WHERE token IS NULL AND next_try_at <= $1 ORDER BY number LIMIT 1",
                       "i", yyq_clock_now ()),
    anchor, error);
}

static gboolean
insert_head (YyqStorage *storage, gint64 number, const YyqAnchorHead *head, GError **error)
{
  return yyq_storage_execute (
           storage, error,
           "INSERT INTO anchor_head (number, chain, id, seq, hash) VALUES ($1, $2, $3, $4, $5)",
           "issis", number, head->chain, head->id, head->seq, head->hash) &&
         yyq_storage_execute (
           storage, error, "UPDATE chain_head SET anchored_seq = $1 WHERE chain = $2 AND id = $3",
           "iss", head->seq, head->chain, head->id);
}

gboolean
yyq_anchor_store_insert (YyqStorage *storage, const YyqAnchorRow *anchor, const char *prev_digest,
                         GPtrArray *heads, GError **error)
{
  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO anchor (number, at, prev_digest, digest, heads) VALUES ($1, $2, $3, $4, $5)",
        "iissi", anchor->number, anchor->at, prev_digest, anchor->digest, (gint64) heads->len))
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    if (!insert_head (storage, anchor->number, g_ptr_array_index (heads, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yyq_anchor_store_set_token (YyqStorage *storage, gint64 number, GBytes *token, gint64 stamped_at,
                            GError **error)
{
  return yyq_storage_execute (
    storage, error,
    "UPDATE anchor SET token = $1, stamped_at = $2 WHERE number = $3 AND token IS NULL", "bii",
    token, stamped_at, number);
}

gboolean
yyq_anchor_store_try_later (YyqStorage *storage, gint64 at, GError **error)
{
  return yyq_storage_execute (
    storage, error, "UPDATE anchor SET tries = tries + 1, next_try_at = $1 WHERE token IS NULL",
    "i", at);
}

gboolean
yyq_anchor_store_find_next (YyqStorage *storage, gint64 *at, GError **error)
{
  return yyq_storage_query_int (
    storage, at, error, "SELECT COALESCE(MIN(next_try_at), 0) FROM anchor WHERE token IS NULL", "");
}

gboolean
yyq_anchor_store_count_waiting (YyqStorage *storage, gint64 *n, gint64 *since, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, &local, "SELECT COUNT(*), COALESCE(MIN(at), 0) FROM anchor WHERE token IS NULL", "");

  *n = 0;
  *since = 0;
  if (rows != NULL && yyq_rows_next (rows, &local)) {
    *n = yyq_rows_get_int (rows, 0);
    *since = yyq_rows_get_int (rows, 1);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
