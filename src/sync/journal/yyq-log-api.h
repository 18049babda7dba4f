/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-job.h"
#include "yyq-log-query.h"

G_BEGIN_DECLS

/* The log of the platform: /log. Errors as of yyq_api_client_call_async(). */

/* (transfer full): a YyqApiPage of YyqLogEntry, which yyq_api_client_call_finish() gives. */
void yyq_log_api_search_async (YyqApiClient *client, YyqLogQuery *query, const char *after,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/* @what: "accounts" or "units". (transfer full): a GListModel of YyqChoice. */
void yyq_log_api_list_choices_async (YyqApiClient *client, const char *what,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/* @format: "csv" or "xlsx". (transfer full): the YyqJob that makes the file. */
void yyq_log_api_export_async (YyqApiClient *client, YyqLogQuery *query, const char *format,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/* (transfer full): the YyqJob that checks the log, or the check that runs. */
void yyq_log_api_verify_async (YyqApiClient *client, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
