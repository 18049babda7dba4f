/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-jobs.h"

#include <string.h>

#include "yyq-wire-record.h"

/* Takes @task. */
static void
start (YyqPagedList *log, const char *path, GBytes *body, GTask *task)
{
  g_autofree char *key = g_uuid_string_random ();
  const YyqApiCall call = {
    .method = "POST", .path = path, .body = body, .idempotency_key = key, .type = YYQ_TYPE_JOB
  };

  yyq_api_client_call_async (yyq_paged_list_get_client (log), &call, yyq_api_decode_record,
                             g_object_unref, g_task_get_cancellable (task),
                             yyq_api_client_pass_object, task);
}

void
yyq_log_jobs_export_async (YyqPagedList *log, const char *format, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (JsonNode) node = yyq_wire_record_encode (yyq_paged_list_get_query (log));
  g_autoptr (GBytes) body = NULL;
  char *text;

  json_object_set_string_member (json_node_get_object (node), "format", format);
  text = json_to_string (node, FALSE);
  body = g_bytes_new_take (text, strlen (text));
  start (log, "/api/v1/log/export", body, g_task_new (log, cancellable, callback, user_data));
}

void
yyq_log_jobs_verify_async (YyqPagedList *log, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  static const char only[] = "{\"only\":\"log\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (only, sizeof only - 1);

  start (log, "/api/v1/evidence/verify", body, g_task_new (log, cancellable, callback, user_data));
}

YyqJob *
yyq_log_jobs_start_finish (YyqPagedList *log, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, log), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
