/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job.h"
#include "yyq-log-entry.h"
#include "yyq-log-query.h"
#include "yyq-paged-list.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/* The log, the newest entries first, as a paged list of YyqLogEntry. Main thread. */
#define YYQ_TYPE_LOG_LIST (yyq_log_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqLogList, yyq_log_list, YYQ, LOG_LIST, YyqPagedList)

/* (transfer full): everything, not asked for yet. */
YyqLogList *yyq_log_list_new (YyqSession *session);

/* FALSE: it shows that already. Asks the platform. */
gboolean yyq_log_list_set_query (YyqLogList *self, YyqLogQuery *query);

/* @what: "accounts" or "units". (transfer full): a GListModel of YyqChoice, by name. */
void yyq_log_list_load_choices_async (YyqLogList *self, const char *what, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GListModel *yyq_log_list_load_choices_finish (YyqLogList *self, GAsyncResult *result,
                                              GError **error);

/* What is shown, as a file: @format "csv" or "xlsx". (transfer full): the job that makes it. */
void yyq_log_list_export_async (YyqLogList *self, const char *format, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Has anything of the log been changed? (transfer full): the job that finds out. */
void yyq_log_list_verify_async (YyqLogList *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
YyqJob *yyq_log_list_start_finish (YyqLogList *self, GAsyncResult *result, GError **error);

G_END_DECLS
