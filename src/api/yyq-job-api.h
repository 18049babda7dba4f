/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-job-item.h"
#include "yyq-job.h"

G_BEGIN_DECLS

/* Jobs of the platform: /jobs. Errors as of yyq_api_client_call_async(). */

/* The newest of the tab, as many as one page has. (transfer full): a GListModel of YyqJob. */
#define YYQ_JOB_API_PAGE 200
/* (transfer full): a YyqApiPage, which yyq_api_client_call_finish() gives. */
void yyq_job_api_list_async (YyqApiClient *client, YyqJobTab tab, const char *after,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full): one, as it is now. */
void yyq_job_api_get_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
YyqJob *yyq_job_api_get_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

/* A page of items behind number @after. yyq_api_client_call_finish() gives a GListModel of
 * YyqJobItem; less than YYQ_JOB_API_PAGE: there are no more. */
void yyq_job_api_list_items_async (YyqApiClient *client, const char *id, gint64 after,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/* @verb: "cancel" or "retry". (transfer full): the job as it is then. */
void yyq_job_api_change_async (YyqApiClient *client, const char *id, const char *verb,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* Starts the check of evidence, or finds the one that runs. */
void yyq_job_api_verify_evidence_async (YyqApiClient *client, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
YyqJob *yyq_job_api_change_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

/* (transfer full): the file that came out of it. */
void yyq_job_api_get_result_async (YyqApiClient *client, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GBytes *yyq_job_api_get_result_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
