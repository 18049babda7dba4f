/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-item.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * A kind of work that takes longer than a request. A chapter has one static const YyqJobKind for
 * each, yyq_platform_services_install() registers it, and a route of the chapter starts jobs of it
 * (yyq-job-service.h). A job is a row, so it outlives processes:
 *
 *   plan    once, in transactions: which items there are (unless whoever started it said so)
 *   step    for each item; what it does to the database and that it has done so are one
 *           transaction, so that an item whose process was killed has not been
 *   report  when all have ended: the file that people fetch
 *
 * All three are called by one thread of any process of the platform, which has taken the job for
 * some time and goes on saying so (yyq-job-lease.h). They get to know the job by YyqJobWork.
 */
typedef struct _YyqJobWork YyqJobWork;

/* The file that came out of a job. */
typedef struct {
  char *name;       /* (owned): "evidence.txt" */
  const char *type; /* "text/plain; charset=utf-8" */
  GBytes *bytes;    /* (owned) */
} YyqJobFile;

typedef struct {
  const char *name;       /* as it stands in the table and on the wire */
  const char *permission; /* who may start it, and have what comes of it */
  const char *title;      /* N_(): what people call it */
  const char *daily;      /* (nullable): "03:30", when it runs every day in China, for no tenant */

  /*
   * (nullable): adds the next items behind that of target @after ("": the first) with
   * yyq_job_work_add_item(), some hundred at most; none: there are no more. In a transaction.
   */
  gboolean (*plan) (YyqJobWork *work, const char *after, GError **error);

  /*
   * Does one item. Slow work comes first and outside of the transaction, which
   * yyq_job_work_begin() begins; it need not begin one. FALSE: what it wrote is undone, and it is
   * tried again later, or has failed when @error is a refusal for good.
   */
  gboolean (*step) (YyqJobWork *work, YyqJobItem *item, GError **error);

  /* (nullable): fills @file, or leaves it empty where there is nothing to hand out. Outside of any
   * transaction; may be called again. */
  gboolean (*report) (YyqJobWork *work, YyqJobFile *file, GError **error);
} YyqJobKind;

/* What a job is about. */
const char *yyq_job_work_get_id (YyqJobWork *self);
YyqPlatform *yyq_job_work_get_platform (YyqJobWork *self);
const char *yyq_job_work_get_tenant (YyqJobWork *self);  /* (nullable): the platform's own */
const char *yyq_job_work_get_account (YyqJobWork *self); /* (nullable): who started it */
const char *yyq_job_work_get_params (YyqJobWork *self);  /* (nullable): as it was started with */

/*
 * Begins the transaction, in which nobody else writes for the tenant. FALSE also when another
 * process has taken the job meanwhile: then there is nothing more to do. More than once does no
 * harm.
 */
gboolean yyq_job_work_begin (YyqJobWork *self, GError **error);

/* Has the job been cancelled, or is the process to end? A step that takes minutes asks, and may
 * fail with YYQ_SERVICE_ERROR_BUSY to be done again. */
gboolean yyq_job_work_is_stopped (YyqJobWork *self);

/* For plan. @what: N_(): "Contract"; @label: which one, for people. */
gboolean yyq_job_work_add_item (YyqJobWork *self, const char *target, const char *what,
                                const char *label, GError **error);

/* For step, about the item's result: more of it than that it is done. Takes @detail. */
void yyq_job_work_take_detail (YyqJobWork *self, char *detail);
/* The item is looked after, and this is wrong with it: it counts as failed. */
void yyq_job_work_set_problem (YyqJobWork *self, const char *code);

/* For report: (transfer full) (element-type YyqJobItem): the next items behind @seq. */
GPtrArray *yyq_job_work_list_items (YyqJobWork *self, gint64 seq, guint limit, GError **error);

G_END_DECLS
