/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-job-service.h"

G_BEGIN_DECLS

/* A platform with a tenant and a runner of jobs that has not begun, on the storage of the test. */
#define YYQ_TEST_JOBS_TENANT "tenant"

typedef struct {
  char *directory;
  char *address; /* (nullable): on SQLite it is a file of the directory */
  YyqPlatform *platform;
  YyqStorage *storage;
  YyqJobRunner *runner;

  /* What a step waits for. */
  GAsyncQueue *begun;
  GAsyncQueue *let_go;
  gint failures; /* atomic */
  gint reports;  /* atomic */
} YyqTestJobs;

/* In a hurry. */
extern const YyqJobTerms yyq_test_jobs_terms;

void yyq_test_jobs_set_up (YyqTestJobs *self);
void yyq_test_jobs_tear_down (YyqTestJobs *self);

/* (transfer full): a platform of its own, as another process would have it. */
YyqPlatform *yyq_test_jobs_open_platform (const char *address, const char *directory);

/* What an item does to the database is a count, so that one that was lost or done twice shows:
 * login_guess.failures of "JOB|TARGET". */
gboolean yyq_test_jobs_count_effect (YyqJobWork *work, YyqJobItem *item, GError **error);

gint64 yyq_test_jobs_count (YyqTestJobs *self, const char *sql);
void yyq_test_jobs_assert_count (YyqTestJobs *self, gint64 wanted, const char *sql);

/* (transfer full): the id of a job with @n items, three at most; 0: it plans them. */
char *yyq_test_jobs_start (YyqTestJobs *self, const YyqJobKind *kind, guint n);

/* (transfer full): as it is now. */
YyqJob *yyq_test_jobs_load (YyqTestJobs *self, const YyqJobKind *kind, const char *id);
YyqJobItem *yyq_test_jobs_load_item (YyqTestJobs *self, const char *id, gint64 seq);

void yyq_test_jobs_wait_for_end (YyqTestJobs *self, const YyqJobKind *kind, const char *id,
                                 YyqJobState wanted);

G_END_DECLS
