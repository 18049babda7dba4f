/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-api.h"

#include "yyq-api-reply.h"
#include "yyq-wire-record.h"

/* A result on a slow line. */
#define RESULT_MS (5 * 60 * 1000)
#define MAX_RESULT (256 * 1024 * 1024)

static gpointer
decode_jobs (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_page (reply, YYQ_TYPE_JOB, error);
}

void
yyq_job_api_list_async (YyqApiClient *client, YyqJobTab tab, const char *after,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *escaped = after != NULL ? g_uri_escape_string (after, NULL, FALSE) : NULL;
  g_autofree char *path =
    yyq_api_path ("/jobs?tab=%s&limit=%d%s%s", yyq_job_tab_to_string (tab), YYQ_JOB_API_PAGE,
                  after != NULL ? "&after=" : "", after != NULL ? escaped : "");
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_jobs, (GDestroyNotify) yyq_api_page_free,
                             cancellable, callback, user_data);
}

/* (transfer full): "/api/v1/jobs/ID" and the rest. */
static char *
job_path (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return yyq_api_path ("/jobs/%s%s", escaped, rest);
}

static gpointer
decode_items (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_list (reply, "items", YYQ_TYPE_JOB_ITEM, error);
}

void
yyq_job_api_list_items_async (YyqApiClient *client, const char *id, gint64 after,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *rest =
    g_strdup_printf ("/items?limit=%d&after=%" G_GINT64_FORMAT, YYQ_JOB_API_PAGE, after);
  g_autofree char *path = job_path (id, rest);
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_items, g_object_unref, cancellable, callback,
                             user_data);
}

static gpointer
decode_job (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL
           ? yyq_wire_record_decode (reply->node, YYQ_TYPE_JOB, error)
           : NULL;
}

void
yyq_job_api_get_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = job_path (id, "");
  YyqApiCall call = { .method = "GET", .path = path };

  yyq_api_client_call_async (client, &call, decode_job, g_object_unref, cancellable, callback,
                             user_data);
}

YyqJob *
yyq_job_api_get_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static void
change (YyqApiClient *client, const char *path, GCancellable *cancellable,
        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *key = g_uuid_string_random ();
  YyqApiCall call = { .method = "POST", .path = path, .idempotency_key = key };

  yyq_api_client_call_async (client, &call, decode_job, g_object_unref, cancellable, callback,
                             user_data);
}

void
yyq_job_api_change_async (YyqApiClient *client, const char *id, const char *verb,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *rest = g_strconcat ("/", verb, NULL);
  g_autofree char *path = job_path (id, rest);

  change (client, path, cancellable, callback, user_data);
}

void
yyq_job_api_verify_evidence_async (YyqApiClient *client, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  change (client, "/api/v1/evidence/verify", cancellable, callback, user_data);
}

YyqJob *
yyq_job_api_change_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}

static gpointer
decode_result (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return g_bytes_ref (reply->body);
}

void
yyq_job_api_get_result_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = job_path (id, "/result");
  YyqApiCall call = { .method = "GET",
                      .path = path,
                      .flags = YYQ_API_CALL_BINARY,
                      .deadline_ms = RESULT_MS,
                      .max_reply = MAX_RESULT };

  yyq_api_client_call_async (client, &call, decode_result, (GDestroyNotify) g_bytes_unref,
                             cancellable, callback, user_data);
}

GBytes *
yyq_job_api_get_result_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}
