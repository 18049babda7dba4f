/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-item.h"
#include "yyq-job.h"
#include "yyq-paged-list.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The newest jobs of a tab, as a paged list of YyqJob. While it is watched and something in it
 * waits or runs, the platform is asked again: after a second, then ever later, up to fifteen, and
 * after a second again when something has moved. Main thread.
 */
#define YYQ_TYPE_JOB_LIST (yyq_job_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqJobList, yyq_job_list, YYQ, JOB_LIST, YyqPagedList)

/* (transfer full): all jobs of the session's company, not asked for yet. */
YyqJobList *yyq_job_list_new (YyqSession *session);

/* FALSE: it is that tab already. Asks the platform. */
gboolean yyq_job_list_set_tab (YyqJobList *self, YyqJobTab tab);

/* Somebody looks at it, and no longer. */
void yyq_job_list_watch (YyqJobList *self);
void yyq_job_list_unwatch (YyqJobList *self);

/* (transfer full): one job of the platform, whether or not it is in the list. */
void yyq_job_list_load_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
YyqJob *yyq_job_list_load_finish (YyqJobList *self, GAsyncResult *result, GError **error);

/* (transfer none) (nullable) */
YyqJob *yyq_job_list_find (YyqJobList *self, const char *id);

/* Each asks the platform for the list when it is done; (transfer full): the job as it is then. */
void yyq_job_list_cancel_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
void yyq_job_list_retry_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
void yyq_job_list_verify_evidence_async (YyqJobList *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
YyqJob *yyq_job_list_change_finish (YyqJobList *self, GAsyncResult *result, GError **error);

/* (transfer full): a GListModel of YyqJobItem: those behind number @after; 0: the first. An empty
 * one: there are no more. */
void yyq_job_list_load_items_async (YyqJobList *self, const char *id, gint64 after,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GListModel *yyq_job_list_load_items_finish (YyqJobList *self, GAsyncResult *result, GError **error);

/* (transfer full): the file that came out of it. */
void yyq_job_list_load_result_async (YyqJobList *self, const char *id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GBytes *yyq_job_list_load_result_finish (YyqJobList *self, GAsyncResult *result, GError **error);

G_END_DECLS
