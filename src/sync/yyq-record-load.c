/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-load.h"

#include "yyq-error.h"
#include "yyq-offline.h"
#include "yyq-record-api.h"

/* A platform that takes longer lets a cached record be shown; its answer still counts when it
 * comes. */
#define PATIENCE_MS 3000

typedef struct {
  const YyqRecordSource *source; /* of the task's source object */
  char *id;
  GError *error;  /* (owned) (nullable): of the platform */
  guint patience; /* source, 0 when it ran out */
  gboolean told;  /* the task has its result; the platform's answer is for the cache only */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->id);
  g_clear_error (&load->error);
  g_clear_handle_id (&load->patience, g_source_remove);
  g_free (load);
}

static void
tell (GTask *task, gpointer record, GError *error)
{
  Load *load = g_task_get_task_data (task);

  load->told = TRUE;
  g_clear_handle_id (&load->patience, g_source_remove);
  if (record != NULL)
    g_task_return_pointer (task, g_object_ref (record), g_object_unref);
  else
    g_task_return_error (task, g_error_copy (error));
}

static void
cached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record =
    yyq_record_cache_load_finish (YYQ_RECORD_CACHE (source), result, &error);

  if (error != NULL)
    yyq_offline_report ("A kept record cannot be read", error);
  if (!load->told && (record != NULL || load->error != NULL))
    tell (task, record, load->error);
}

static void
read_cache (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  yyq_record_cache_load_async (load->source->cache, load->source->entity, load->id, NULL, cached_cb,
                               g_object_ref (task));
}

static gboolean
patience_cb (gpointer user_data)
{
  GTask *task = user_data;
  Load *load = g_task_get_task_data (task);

  load->patience = 0;
  read_cache (task);
  return G_SOURCE_REMOVE;
}

/* What the platform said is news for the cache, too. */
static void
note_reply (Load *load, YyqApiRecord *reply)
{
  const YyqEntity *entity = load->source->entity;
  g_autoptr (YyqRecordChanges) changes = yyq_record_changes_new ();

  if (reply != NULL)
    yyq_record_changes_put (changes, entity, reply->record, reply->payload);
  else if (g_error_matches (load->error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND))
    yyq_record_changes_delete (changes, entity, load->id);
  else if (load->error->domain == YYQ_WIRE_ERROR)
    yyq_record_changes_put_unreadable (changes, entity, load->id, 0);
  else
    return;
  yyq_feed_apply (load->source->feed, g_steal_pointer (&changes));
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (YyqApiRecord) reply =
    yyq_record_api_get_finish (YYQ_API_CLIENT (source), result, &load->error);

  note_reply (load, reply);
  if (load->told)
    return;
  if (reply == NULL && yyq_offline_may_use_cache (load->error))
    read_cache (task);
  else
    tell (task, reply != NULL ? reply->record : NULL, load->error);
}

void
yyq_record_load_async (gpointer object, const YyqRecordSource *source, const char *id,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (object, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->source = source;
  load->id = g_strdup (id);
  g_task_set_source_tag (task, yyq_record_load_async);
  g_task_set_task_data (task, load, load_free);
  /* The call below holds the task, and ends before or after; its callback ends the wait. */
  load->patience = g_timeout_add (PATIENCE_MS, patience_cb, task);
  yyq_record_api_get_async (source->client, source->entity->path, id, source->entity->get_type (),
                            cancellable, got_cb, g_object_ref (task));
}

gpointer
yyq_record_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
