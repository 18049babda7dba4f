/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-job-kind.h"

G_BEGIN_DECLS

/* How long things take; tests are in a hurry. */
typedef struct {
  gint64 lease_ms;        /* a process that has not said anything for so long is dead */
  gint64 slice_ms;        /* then other jobs have their turn */
  gint64 first_wait_ms;   /* before the second try of what failed; doubled each time */
  gint64 longest_wait_ms; /* up to this */
  gint64 most_tries;
  gint64 idle_ms; /* after so long one looks for what other processes have left or started */
} YyqJobTerms;

/* A job that this process has taken: for the runner and what it is made of. One thread, but for
 * @stopped. */
struct _YyqJobWork {
  YyqPlatform *platform; /* not owned */
  const YyqJobKind *kind;
  const YyqJobTerms *terms;

  char *id;
  char *holder;     /* a random word: who has taken it */
  char *tenant_id;  /* (nullable) */
  char *account_id; /* (nullable) */
  char *params;     /* (nullable) */
  YyqJobState state;
  gboolean planned;
  gint64 tries;         /* taken so often since anything came of it */
  gint64 last_seq;      /* of the items so far: for plan */
  char *last_target;    /* "" */
  gboolean cancelled;   /* as the last transaction saw it */
  gboolean lost;        /* another process has it */
  gint stopped;         /* atomic: cancelled or lost, as the lease saw it */
  const gint *stopping; /* atomic (nullable): the process is to end */

  /* What the step said of its item. */
  char *problem; /* (nullable) */
  char *detail;  /* (nullable) */
};

void yyq_job_work_free (YyqJobWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqJobWork, yyq_job_work_free)

/* Before each step. */
void yyq_job_work_forget (YyqJobWork *self);

/* ms from now: the try after @failures of them, never quite the same. */
gint64 yyq_job_terms_wait (const YyqJobTerms *self, gint64 failures);

void yyq_job_file_clear (YyqJobFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqJobFile, yyq_job_file_clear)

G_END_DECLS
