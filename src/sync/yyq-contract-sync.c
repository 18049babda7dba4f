/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-sync.h"

#include "yyq-clock.h"
#include "yyq-contract-api.h"
#include "yyq-error.h"

/* Small enough to be made into objects within a frame. */
#define PAGE_LIMIT 100

/* A platform that forgets every cursor it gives out is not asked for ever. */
#define MAX_RESETS 2

typedef struct {
  YyqContractCache *cache; /* (owned) */
  YyqContractSyncPage page;
  gpointer page_data;

  char *cursor;     /* (owned) (nullable): where the next page begins */
  gboolean more;    /* the page under way is not the last */
  GHashTable *keep; /* (owned) (nullable): ids that were named; set while all is sent anew */
  guint n_deleted;
  guint n_resets;
  GAsyncReadyCallback replied; /* the way back from apply to the next question */
} Round;

static void
round_free (gpointer data)
{
  Round *round = data;

  g_object_unref (round->cache);
  g_free (round->cursor);
  g_clear_pointer (&round->keep, g_hash_table_unref);
  g_free (round);
}

static void
ask (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  yyq_contract_api_sync_async (g_task_get_source_object (task), round->cursor, PAGE_LIMIT,
                               g_task_get_cancellable (task), round->replied, task);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) touched =
    yyq_contract_cache_apply_finish (YYQ_CONTRACT_CACHE (source), result, &error);

  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  round->page (touched, round->n_deleted, round->page_data);
  if (round->more)
    ask (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/* While all is sent anew only the last page moves the cursor: after a kill it begins anew again. */
static void
note_reset (Round *round, YyqContractChanges *changes)
{
  for (guint i = 0; i < changes->contracts->len; i++)
    g_hash_table_add (round->keep,
                      g_strdup (yyq_contract_get_id (g_ptr_array_index (changes->contracts, i))));
  for (guint i = 0; i < changes->deleted->len; i++)
    g_hash_table_remove (round->keep, g_ptr_array_index (changes->deleted, i));
  changes->reset = TRUE;
  if (round->more)
    g_clear_pointer (&changes->cursor, g_free);
  else
    changes->keep = g_steal_pointer (&round->keep);
}

static void
apply (GTask *task, YyqContractApiChanges *reply)
{
  Round *round = g_task_get_task_data (task);
  YyqContractChanges *changes = yyq_contract_changes_new ();

  round->more = reply->has_more;
  g_free (round->cursor);
  round->cursor = g_strdup (reply->cursor);

  g_ptr_array_unref (changes->contracts);
  g_ptr_array_unref (changes->deleted);
  changes->contracts = g_steal_pointer (&reply->contracts);
  changes->deleted = g_steal_pointer (&reply->deleted);
  changes->cursor = g_steal_pointer (&reply->cursor);
  changes->synced_at = yyq_clock_now ();
  round->n_deleted = changes->deleted->len + (round->keep != NULL && !round->more ? 1 : 0);
  if (round->keep != NULL)
    note_reset (round, changes);
  yyq_contract_cache_apply_async (round->cache, changes, NULL, applied_cb, task);
}

static gboolean
begin_anew (Round *round)
{
  if (round->n_resets++ == MAX_RESETS)
    return FALSE;
  g_clear_pointer (&round->cursor, g_free);
  g_clear_pointer (&round->keep, g_hash_table_unref);
  round->keep = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return TRUE;
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqContractApiChanges) reply =
    yyq_contract_api_sync_finish (YYQ_API_CLIENT (source), result, &error);

  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_RESYNC) && begin_anew (round)) {
    g_error_free (error);
    ask (g_steal_pointer (&task));
  } else if (error != NULL) {
    g_task_return_error (task, error);
  } else if (reply->has_more && g_strcmp0 (reply->cursor, round->cursor) == 0) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                             "The cursor of /sync does not move");
  } else {
    apply (g_steal_pointer (&task), reply);
  }
}

static void
cursor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 synced_at = 0;

  round->cursor =
    yyq_contract_cache_cursor_finish (YYQ_CONTRACT_CACHE (source), result, &synced_at, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    ask (g_steal_pointer (&task));
}

void
yyq_contract_sync_async (YyqApiClient *client, YyqContractCache *cache, YyqContractSyncPage page,
                         gpointer page_data, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Round *round = g_new0 (Round, 1);

  round->cache = g_object_ref (cache);
  round->page = page;
  round->page_data = page_data;
  round->replied = replied_cb;
  g_task_set_source_tag (task, yyq_contract_sync_async);
  g_task_set_task_data (task, round, round_free);
  yyq_contract_cache_cursor_async (cache, cancellable, cursor_cb, task);
}

gboolean
yyq_contract_sync_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
