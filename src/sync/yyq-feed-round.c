/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-feed-round.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-offline.h"
#include "yyq-record-api.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

/* Small enough to be made into objects within a frame. */
#define PAGE_LIMIT 100

/* A platform that forgets every cursor it gives out is not asked for ever. */
#define MAX_RESETS 2

typedef struct {
  YyqRecordCache *cache; /* (owned) */
  YyqFeedPage page;
  gpointer page_data;

  char *cursor;         /* (owned) (nullable): where the next page begins */
  gboolean more;        /* the page that is stored now is not the last */
  GHashTable *keep;     /* (owned) (nullable): what was named; set while all is sent anew */
  GPtrArray *list;      /* (owned) (nullable): of the page that is stored now */
  YyqApiChanges *reply; /* (owned) (nullable): the page behind it */
  GError *error;        /* (owned) (nullable): what came in its place */
  guint n_resets;
  gboolean asking;
  gboolean storing;
  gboolean ended;
  gboolean lost; /* something that was here is gone */
} Round;

static void
round_free (gpointer data)
{
  Round *round = data;

  g_object_unref (round->cache);
  g_free (round->cursor);
  g_clear_pointer (&round->keep, g_hash_table_unref);
  g_clear_pointer (&round->list, g_ptr_array_unref);
  g_clear_pointer (&round->reply, yyq_api_changes_free);
  g_clear_error (&round->error);
  g_free (round);
}

/* A page is asked for while the one before it is stored: one by one each would wait for the other.
 */
static void replied_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  round->asking = TRUE;
  yyq_record_api_sync_async (g_task_get_source_object (task), round->cursor, PAGE_LIMIT,
                             g_task_get_cancellable (task), replied_cb, g_object_ref (task));
}

/* Takes @error. An answer that is still to come finds nobody. */
static void
fail (GTask *task, GError *error)
{
  ((Round *) g_task_get_task_data (task))->ended = TRUE;
  g_task_return_error (task, error);
}

static void
note_lost (Round *round, GPtrArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    round->lost =
      round->lost || ((const YyqRecordMove *) g_ptr_array_index (moves, i))->gone->len > 0;
}

static void
scrubbed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The rows are gone all the same, and the next round that loses something does it again. */
  if (!yyq_record_cache_scrub_finish (YYQ_RECORD_CACHE (source), result, &error))
    yyq_offline_report ("What is gone is not overwritten yet", error);
  g_task_return_boolean (task, TRUE);
}

/* After a full round it is what the person must not see any more that is gone. */
static void
end (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  round->ended = TRUE;
  if (round->lost)
    yyq_record_cache_scrub_async (round->cache, round->n_resets > 0, NULL, scrubbed_cb,
                                  g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void go_on (GTask *task);

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) moves =
    yyq_record_cache_apply_finish (YYQ_RECORD_CACHE (source), result, &error);

  round->storing = FALSE;
  if (moves == NULL) {
    fail (task, error);
    return;
  }
  round->page (moves, round->list, round->page_data);
  note_lost (round, moves);
  go_on (task);
}

static void
note_kept (Round *round, YyqRecordChanges *changes)
{
  for (guint i = 0; i < changes->list->len; i++) {
    const YyqRecordChange *change = g_ptr_array_index (changes->list, i);

    if (change->record != NULL || change->unreadable)
      yyq_record_keep_add (round->keep, change->entity, change->id);
    else
      yyq_record_keep_remove (round->keep, change->entity, change->id);
  }
}

/* While all is sent anew only the last page moves the cursor: after a kill it begins anew again. */
static void
note_reset (Round *round, YyqRecordChanges *changes)
{
  note_kept (round, changes);
  changes->reset = TRUE;
  if (round->more)
    g_clear_pointer (&changes->cursor, g_free);
  else
    changes->keep = g_steal_pointer (&round->keep);
}

/* 0 where that cannot be read either. */
static gint64
version_of (JsonNode *data)
{
  gint64 version = 0;

  return yyq_wire_get_int (json_node_get_object (data), "version", &version, NULL) ? version : 0;
}

/*
 * A thing that is not registered is of a newer platform, and none of ours. One that is registered
 * and cannot be read is of a newer platform, too, but ours: the others do not wait for it.
 */
static void
take_change (Round *round, YyqRecordChanges *changes, const YyqApiChange *change)
{
  const YyqEntity *entity = yyq_record_cache_find_entity (round->cache, change->entity);
  g_autoptr (GObject) record = NULL;
  g_autoptr (GError) error = NULL;

  if (entity == NULL)
    return;
  if (change->data == NULL) {
    yyq_record_changes_delete (changes, entity, change->id);
    return;
  }
  record = yyq_wire_record_decode (change->data, entity->get_type (), &error);
  if (record != NULL) {
    yyq_record_changes_put (changes, entity, record, change->payload);
    return;
  }
  g_message ("The %s %s is of a newer platform: %s", entity->name, change->id, error->message);
  yyq_record_changes_put_unreadable (changes, entity, change->id, version_of (change->data));
}

/* (transfer full) */
static YyqRecordChanges *
take_changes (Round *round, YyqApiChanges *reply)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();

  for (guint i = 0; i < reply->list->len; i++)
    take_change (round, changes, g_ptr_array_index (reply->list, i));
  changes->cursor = g_strdup (reply->cursor);
  changes->synced_at = yyq_clock_now ();
  return changes;
}

static void
store (GTask *task)
{
  Round *round = g_task_get_task_data (task);
  g_autoptr (YyqApiChanges) reply = g_steal_pointer (&round->reply);
  YyqRecordChanges *changes = take_changes (round, reply);

  round->more = reply->has_more;
  g_free (round->cursor);
  round->cursor = g_strdup (reply->cursor);
  g_clear_pointer (&round->list, g_ptr_array_unref);
  round->list = g_ptr_array_ref (changes->list);
  if (round->keep != NULL)
    note_reset (round, changes);
  round->storing = TRUE;
  yyq_record_cache_apply_async (round->cache, changes, NULL, applied_cb, g_object_ref (task));
  if (round->more)
    ask (task);
}

static void
begin_anew (Round *round)
{
  g_clear_pointer (&round->cursor, g_free);
  g_clear_pointer (&round->keep, g_hash_table_unref);
  round->keep = yyq_record_keep_new ();
}

/* Nothing came, or nothing that goes on. */
static void
take_error (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  if (g_error_matches (round->error, YYQ_API_ERROR, YYQ_API_ERROR_RESYNC) &&
      round->n_resets++ < MAX_RESETS) {
    g_clear_error (&round->error);
    begin_anew (round);
    ask (task);
  } else {
    fail (task, g_steal_pointer (&round->error));
  }
}

/* What came is looked at when the page before it is stored. */
static void
go_on (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  if (round->storing || round->ended)
    return;
  if (round->error != NULL)
    take_error (task);
  else if (round->reply != NULL && round->reply->has_more &&
           g_strcmp0 (round->reply->cursor, round->cursor) == 0)
    fail (task, g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                                     "The cursor of /sync does not move"));
  else if (round->reply != NULL)
    store (task);
  else if (!round->asking)
    end (task);
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);

  round->asking = FALSE;
  round->reply = yyq_record_api_sync_finish (YYQ_API_CLIENT (source), result, &round->error);
  go_on (task);
}

static void
cursor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 synced_at = 0;
  guint n_unreadable = 0;

  round->cursor = yyq_record_cache_cursor_finish (YYQ_RECORD_CACHE (source), result, &synced_at,
                                                  &n_unreadable, &error);
  if (error != NULL) {
    fail (task, error);
    return;
  }
  if (g_strcmp0 (round->cursor, "") == 0)
    begin_anew (round);
  ask (task);
}

void
yyq_feed_round_async (YyqApiClient *client, YyqRecordCache *cache, YyqFeedPage page,
                      gpointer page_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Round *round = g_new0 (Round, 1);

  round->cache = g_object_ref (cache);
  round->page = page;
  round->page_data = page_data;
  g_task_set_source_tag (task, yyq_feed_round_async);
  g_task_set_task_data (task, round, round_free);
  yyq_record_cache_cursor_async (cache, cancellable, cursor_cb, task);
}

gboolean
yyq_feed_round_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
