/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-api.h"

#include "yyq-api-reply.h"
#include "yyq-error.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

static gboolean
get_count (JsonObject *object, const char *name, guint *count, GError **error)
{
  gint64 value = 0;

  if (!yyq_wire_get_int (object, name, &value, error))
    return FALSE;
  if (value < 0 || value > G_MAXINT) {
    g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE, "/%s: no count", name);
    return FALSE;
  }
  *count = (guint) value;
  return TRUE;
}

/* Missing and null are 0. */
static gboolean
get_optional (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  *value = 0;
  return !yyq_wire_has (object, name) || yyq_wire_get_int (object, name, value, error);
}

static gpointer
decode_todo (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  g_autofree YyqHomeApiTodo *todo = g_new0 (YyqHomeApiTodo, 1);
  JsonObject *object = yyq_api_reply_object (reply, error);

  if (object == NULL || !get_count (object, "contracts_to_sign", &todo->contracts_to_sign, error) ||
      !get_optional (object, "oldest_at", &todo->oldest_at, error))
    return NULL;
  return g_steal_pointer (&todo);
}

void
yyq_home_api_get_todo_async (YyqApiClient *client, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/home/todo" };

  yyq_api_client_call_async (client, &call, decode_todo, g_free, cancellable, callback, user_data);
}

YyqHomeApiTodo *
yyq_home_api_get_todo_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_overview (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  g_autofree YyqHomeApiOverview *overview = g_new0 (YyqHomeApiOverview, 1);
  JsonObject *object = yyq_api_reply_object (reply, error);
  guint employees = 0;

  if (object == NULL || !get_count (object, "contracts_total", &overview->contracts_total, error) ||
      !get_count (object, "contracts_completed", &overview->contracts_completed, error) ||
      !get_count (object, "contracts_signing", &overview->contracts_signing, error) ||
      !get_optional (object, "mean_signing_ms", &overview->mean_signing_ms, error))
    return NULL;
  overview->employees_active = -1;
  if (yyq_wire_has (object, "employees_active")) {
    if (!get_count (object, "employees_active", &employees, error))
      return NULL;
    overview->employees_active = (int) employees;
  }
  return g_steal_pointer (&overview);
}

void
yyq_home_api_get_overview_async (YyqApiClient *client, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  YyqApiCall call = { .method = "GET", .path = "/api/v1/home/overview" };

  yyq_api_client_call_async (client, &call, decode_overview, g_free, cancellable, callback,
                             user_data);
}

YyqHomeApiOverview *
yyq_home_api_get_overview_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_stats (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  g_autoptr (GArray) stats = g_array_new (FALSE, TRUE, sizeof (YyqHomeApiStat));
  JsonObject *object = yyq_api_reply_object (reply, error);
  JsonArray *array = NULL;

  if (object == NULL || !yyq_wire_get_array (object, "items", &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *item = yyq_wire_node_object (json_array_get_element (array, i), error);
    YyqHomeApiStat stat = { 0 };

    if (item == NULL || !yyq_wire_get_int (item, "from", &stat.from, error) ||
        !yyq_wire_get_int (item, "to", &stat.to, error) ||
        !get_count (item, "initiated", &stat.initiated, error) ||
        !get_count (item, "completed", &stat.completed, error)) {
      g_prefix_error (error, "/items/%u", i);
      return NULL;
    }
    g_array_append_val (stats, stat);
  }
  return g_steal_pointer (&stats);
}

void
yyq_home_api_list_stats_async (YyqApiClient *client, const char *unit, gint64 from, gint64 to,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *path = yyq_api_path (
    "/home/contract-stats?unit=%s&from=%" G_GINT64_FORMAT "&to=%" G_GINT64_FORMAT, unit, from, to);
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_stats, (GDestroyNotify) g_array_unref,
                             cancellable, callback, user_data);
}

GArray *
yyq_home_api_list_stats_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}
