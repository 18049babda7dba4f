/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-history.h"

#include "yyq-contract-api.h"
#include "yyq-offline.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

typedef struct {
  YyqReplyCache *cache; /* (owned) */
  char *contract_id;
  GError *error; /* (owned) (nullable): why the platform did not tell */
} History;

static void
history_free (gpointer data)
{
  History *history = data;

  g_object_unref (history->cache);
  g_free (history->contract_id);
  g_clear_error (&history->error);
  g_free (history);
}

static GBytes *
encode (GListModel *events)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  yyq_wire_records_encode (object, "items", events);
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

/* (nullable) */
static GListModel *
decode (GBytes *content)
{
  g_autoptr (GListStore) store = g_list_store_new (YYQ_TYPE_CONTRACT_EVENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yyq_wire_parse (content, &error);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, &error) : NULL;

  if (object == NULL || !yyq_wire_records_decode (object, "items", store, &error)) {
    yyq_offline_report ("Kept events cannot be read", error);
    return NULL;
  }
  return G_LIST_MODEL (g_steal_pointer (&store));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_reply_cache_put_finish (YYQ_REPLY_CACHE (source), result, &error))
    yyq_offline_report ("Events are not kept", error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  History *history = g_task_get_task_data (task);
  g_autoptr (GBytes) content = yyq_reply_cache_load_finish (YYQ_REPLY_CACHE (source), result, NULL);
  GListModel *events = content != NULL ? decode (content) : NULL;

  if (events != NULL)
    g_task_return_pointer (task, events, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&history->error));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  History *history = g_task_get_task_data (task);
  GListModel *events =
    yyq_contract_api_list_events_finish (YYQ_API_CLIENT (source), result, &history->error);

  if (events != NULL) {
    g_autoptr (GBytes) content = encode (events);

    yyq_reply_cache_put_async (history->cache, YYQ_REPLY_EVENTS, history->contract_id, content,
                               NULL, kept_cb, NULL);
    g_task_return_pointer (task, events, g_object_unref);
  } else if (yyq_offline_may_use_cache (history->error)) {
    yyq_reply_cache_load_async (history->cache, YYQ_REPLY_EVENTS, history->contract_id, NULL,
                                loaded_cb, g_steal_pointer (&task));
  } else {
    g_task_return_error (task, g_steal_pointer (&history->error));
  }
}

void
yyq_contract_history_load_async (YyqApiClient *client, YyqReplyCache *cache,
                                 const char *contract_id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  History *history = g_new0 (History, 1);

  history->cache = g_object_ref (cache);
  history->contract_id = g_strdup (contract_id);
  g_task_set_source_tag (task, yyq_contract_history_load_async);
  g_task_set_task_data (task, history, history_free);
  yyq_contract_api_list_events_async (client, contract_id, cancellable, listed_cb, task);
}

GListModel *
yyq_contract_history_load_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
