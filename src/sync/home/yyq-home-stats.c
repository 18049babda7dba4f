/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-stats.h"

#include "yyq-home-api.h"
#include "yyq-offline.h"
#include "yyq-wire.h"

static const char *const units[] = {
  [YYQ_HOME_UNIT_DAY] = "day",
  [YYQ_HOME_UNIT_WEEK] = "week",
  [YYQ_HOME_UNIT_MONTH] = "month",
};

typedef struct {
  YyqReplyCache *cache; /* (owned) */
  const char *unit;
  gint64 from_ms;
  gint64 to_ms;
  GError *error; /* (owned) (nullable): of the platform */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->cache);
  g_clear_error (&question->error);
  g_free (question);
}

static JsonObject *
encode_stat (const YyqHomeStat *stat)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "from", stat->from_ms);
  json_object_set_int_member (object, "to", stat->to_ms);
  json_object_set_int_member (object, "initiated", stat->initiated);
  json_object_set_int_member (object, "completed", stat->completed);
  return object;
}

static GBytes *
encode (const Question *question, GArray *stats)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_int_member (object, "from", question->from_ms);
  json_object_set_int_member (object, "to", question->to_ms);
  for (guint i = 0; i < stats->len; i++)
    json_array_add_object_element (items, encode_stat (&g_array_index (stats, YyqHomeStat, i)));
  json_object_set_array_member (object, "items", items);
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

static gboolean
decode_stat (JsonNode *node, YyqHomeStat *stat, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  gint64 initiated = 0, completed = 0;

  if (object == NULL || !yyq_wire_get_int (object, "from", &stat->from_ms, error) ||
      !yyq_wire_get_int (object, "to", &stat->to_ms, error) ||
      !yyq_wire_get_int (object, "initiated", &initiated, error) ||
      !yyq_wire_get_int (object, "completed", &completed, error))
    return FALSE;
  stat->initiated = (guint) initiated;
  stat->completed = (guint) completed;
  return TRUE;
}

/* (nullable): NULL when it answers another question. */
static GArray *
decode (const Question *question, GBytes *content, GError **error)
{
  g_autoptr (JsonNode) node = yyq_wire_parse (content, error);
  g_autoptr (GArray) stats = g_array_new (FALSE, FALSE, sizeof (YyqHomeStat));
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, error) : NULL;
  JsonArray *items = NULL;
  gint64 from_ms, to_ms;

  if (object == NULL || !yyq_wire_get_int (object, "from", &from_ms, error) ||
      !yyq_wire_get_int (object, "to", &to_ms, error) ||
      !yyq_wire_get_array (object, "items", &items, error))
    return NULL;
  if (from_ms != question->from_ms || to_ms != question->to_ms)
    return NULL;
  for (guint i = 0; i < json_array_get_length (items); i++) {
    YyqHomeStat stat;

    if (!decode_stat (json_array_get_element (items, i), &stat, error))
      return NULL;
    g_array_append_val (stats, stat);
  }
  return g_steal_pointer (&stats);
}

static GArray *
convert (GArray *answers)
{
  GArray *stats = g_array_new (FALSE, FALSE, sizeof (YyqHomeStat));

  for (guint i = 0; i < answers->len; i++) {
    const YyqHomeApiStat *answer = &g_array_index (answers, YyqHomeApiStat, i);
    YyqHomeStat stat = { answer->from, answer->to, answer->initiated, answer->completed };

    g_array_append_val (stats, stat);
  }
  return stats;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_reply_cache_put_finish (YYQ_REPLY_CACHE (source), result, &error))
    yyq_offline_report ("Figures are not kept", error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content =
    yyq_reply_cache_load_finish (YYQ_REPLY_CACHE (source), result, &error);
  GArray *stats = content != NULL ? decode (question, content, &error) : NULL;

  if (error != NULL)
    yyq_offline_report ("Kept figures cannot be read", error);
  if (stats != NULL)
    g_task_return_pointer (task, stats, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&question->error));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GArray) answers =
    yyq_home_api_list_stats_finish (YYQ_API_CLIENT (source), result, &question->error);

  if (answers != NULL) {
    GArray *stats = convert (answers);
    g_autoptr (GBytes) content = encode (question, stats);

    yyq_reply_cache_put_async (question->cache, YYQ_REPLY_HOME, question->unit, content, NULL,
                               kept_cb, NULL);
    g_task_return_pointer (task, stats, (GDestroyNotify) g_array_unref);
  } else if (yyq_offline_may_use_cache (question->error)) {
    yyq_reply_cache_load_async (question->cache, YYQ_REPLY_HOME, question->unit, NULL, loaded_cb,
                                g_steal_pointer (&task));
  } else {
    g_task_return_error (task, g_steal_pointer (&question->error));
  }
}

void
yyq_home_stats_load_async (YyqApiClient *client, YyqReplyCache *cache, YyqHomeUnit unit,
                           gint64 from_ms, gint64 to_ms, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->cache = g_object_ref (cache);
  question->unit = units[unit];
  question->from_ms = from_ms;
  question->to_ms = to_ms;
  g_task_set_source_tag (task, yyq_home_stats_load_async);
  g_task_set_task_data (task, question, question_free);
  yyq_home_api_list_stats_async (client, question->unit, from_ms, to_ms, cancellable, listed_cb,
                                 task);
}

GArray *
yyq_home_stats_load_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
