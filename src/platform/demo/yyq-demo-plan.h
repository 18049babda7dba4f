/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-contract.h"
#include "yyq-demo-people.h"

G_BEGIN_DECLS

/* How far a contract of the demo has come. */
typedef enum {
  YYQ_DEMO_DRAFT,
  YYQ_DEMO_FILLING,
  YYQ_DEMO_WAITS_FOR_WORKER,
  YYQ_DEMO_WAITS_FOR_COMPANY, /* the worker has signed */
  YYQ_DEMO_COMPLETED,
  YYQ_DEMO_WITHDRAWN,
  YYQ_DEMO_REFUSED, /* by the worker */
  YYQ_DEMO_EXPIRED,
} YyqDemoOutcome;

/* When what happened to a contract; ms, 0: it did not. */
typedef struct {
  YyqDemoCompanyId company;
  guint worker; /* index */
  guint clerk;  /* index of who initiated it */
  YyqDemoKind kind;
  YyqDemoOutcome outcome;
  char number[24];
  gint64 initiated_at, due_at;
  gint64 worker_signed_at, company_signed_at;
  gint64 ended_at; /* withdrawn, refused or expired */
} YyqDemoPlan;

#define YYQ_DEMO_N_CONTRACTS 60

/* (transfer full) (element-type YyqDemoPlan): the half year before @now_ms, oldest first. */
GArray *yyq_demo_plan_new (gint64 now_ms);

G_END_DECLS
