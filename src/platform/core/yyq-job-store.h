/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-work.h"
#include "yyq-job.h"
#include "yyq-storage.h"

G_BEGIN_DECLS

/* Jobs and their items in the database. What writes belongs in a transaction of the caller unless
 * it says otherwise. Blocks; any thread. Errors: YYQ_STORE_ERROR. */

/* What an item is about. */
typedef struct {
  const char *target; /* what the kind knows it by */
  const char *what;   /* N_(): "Contract" */
  const char *label;  /* which one, for people */
} YyqJobTarget;

typedef struct {
  const char *id;
  const char *tenant_id;  /* (nullable) */
  const char *account_id; /* (nullable) */
  const char *kind;
  const char *params; /* (nullable) */
  const char *slot;   /* (nullable): there is at most one job with it */
  gint64 total;       /* items that are added with it; 0: they will be planned */
} YyqJobRow;

/* @added: FALSE when there is a job of that slot. */
gboolean yyq_job_store_insert (YyqStorage *storage, const YyqJobRow *row, gboolean *added,
                               GError **error);
gboolean yyq_job_store_has_slot (YyqStorage *storage, const char *slot, gboolean *there,
                                 GError **error);
gboolean yyq_job_store_add_item (YyqStorage *storage, const char *job_id, gint64 seq,
                                 const YyqJobTarget *target, GError **error);

/* (transfer container): of @kinds (element-type YyqJobKind), for a {list}; the texts are static. */
const char **yyq_job_kinds_get_names (GPtrArray *kinds);

/*
 * (transfer full) (nullable): a job of one of @kinds (element-type YyqJobKind) that is due, and
 * now is this process's for the time of a lease. NULL without @error: there is none; @next_ms: when
 * there may be one, 0: never. In a transaction of its own.
 */
YyqJobWork *yyq_job_store_claim (YyqPlatform *platform, GPtrArray *kinds, const YyqJobTerms *terms,
                                 gint64 *next_ms, GError **error);

/* Is it still @holder's? Then it is until the transaction ends. */
gboolean yyq_job_store_hold (YyqStorage *storage, const char *id, const char *holder,
                             gboolean *held, gboolean *cancelled, GError **error);

/* Without a transaction: @holder is alive. @held: FALSE when it no longer has the job. */
gboolean yyq_job_store_renew (YyqStorage *storage, const char *id, const char *holder,
                              gint64 until_ms, gboolean *held, gboolean *cancelled, GError **error);

/* Of a job that is held. */
gboolean yyq_job_store_set_running (YyqStorage *storage, const char *id, GError **error);
gboolean yyq_job_store_set_total (YyqStorage *storage, const char *id, gint64 total,
                                  gboolean planned, GError **error);
/* Others may take it from @due_ms on. */
gboolean yyq_job_store_release (YyqStorage *storage, const char *id, gint64 due_ms, gint64 tries,
                                GError **error);

typedef struct {
  gint64 seq;
  YyqJobItemState state; /* WAITING: it is tried again at @next_try_at */
  const char *problem;   /* (nullable) */
  const char *detail;    /* (nullable) */
  gint64 failures;       /* with this one */
  gint64 next_try_at;    /* ms */
  gint64 lease_until;    /* ms: of the job */
} YyqJobOutcome;

/* Notes what came of an item that waited, in the job, too. Of one that has ended it does nothing.
 */
gboolean yyq_job_store_settle (YyqStorage *storage, const char *id, const YyqJobOutcome *outcome,
                               GError **error);

/* (transfer full) (nullable): the item that is to be done next. NULL without @error: none is due;
 * @next_ms: when one is, 0: none waits. @now G_MAXINT64: whatever waits. */
YyqJobItem *yyq_job_store_next_item (YyqStorage *storage, const char *id, gint64 now,
                                     gint64 *next_ms, GError **error);

typedef struct {
  const char *problem; /* (nullable): why there is no result */
  gboolean cancelled;
  const char *blob; /* (nullable): id of the result file */
  const char *name;
  const char *type;
  gint64 length;
  gint64 until; /* ms */
} YyqJobEnd;

/* It has ended: state and time; what waits is cancelled. Also of a job that nobody holds. */
gboolean yyq_job_store_end (YyqStorage *storage, const char *id, const YyqJobEnd *end,
                            GError **error);

/* Has it ended badly, or has something in it? */
gboolean yyq_job_store_has_failed (YyqStorage *storage, const char *id, gboolean *failed,
                                   GError **error);

/* Who asks, and what for. */
typedef struct {
  const char *tenant_id;
  const char *account_id; /* (nullable): only what this account has started */
  GPtrArray *kinds;       /* (element-type YyqJobKind): no others */
  YyqJobTab tab;
  const char *after; /* (nullable): the id that a page ended with */
  guint limit;
} YyqJobQuery;

/* (transfer full) (element-type YyqJob): newest first. */
GPtrArray *yyq_job_store_list (YyqStorage *storage, const YyqJobQuery *query, GError **error);

/* (transfer full) (nullable): NULL without @error: there is none that @query may see. */
YyqJob *yyq_job_store_load (YyqStorage *storage, const YyqJobQuery *query, const char *id,
                            GError **error);

/* (transfer full) (element-type YyqJobItem): the next behind @seq; @state (nullable): only those.
 */
GPtrArray *yyq_job_store_list_items (YyqStorage *storage, const char *id,
                                     const YyqJobItemState *state, gint64 seq, guint limit,
                                     GError **error);

/* Asks for its end. @held: somebody works on it, and ends it; else the caller has to. */
gboolean yyq_job_store_cancel (YyqStorage *storage, const char *id, gboolean *held, GError **error);

/* What failed waits again, and the job with it. */
gboolean yyq_job_store_retry (YyqStorage *storage, const char *id, GError **error);

/* The result's file. */
typedef struct {
  char *blob;   /* (owned) (nullable): there is none */
  char *name;   /* (owned) */
  char *type;   /* (owned) */
  gint64 until; /* ms */
} YyqJobResult;

void yyq_job_result_clear (YyqJobResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqJobResult, yyq_job_result_clear)

/* In a transaction it stays as it is until that ends. */
gboolean yyq_job_store_get_result (YyqStorage *storage, const char *id, YyqJobResult *result,
                                   GError **error);

/* (transfer full) (nullable): a job whose result is kept no longer; NULL without @error: none;
 * @next_ms: when there will be one, 0: never. */
char *yyq_job_store_find_stale (YyqStorage *storage, gint64 *next_ms, GError **error);
/* It has no result any more. */
gboolean yyq_job_store_drop_result (YyqStorage *storage, const char *id, GError **error);

G_END_DECLS
