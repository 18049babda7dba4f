/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Who lives in the demo. All are invented: region code 419999 and phone numbers that begin with 154
 * are given to nobody, check digits are right. Static.
 */
typedef struct {
  const char *name, *uscc, *address, *legal_representative;
  int parent; /* index of the main enterprise, -1: it is one */
} YyqDemoCompany;

typedef enum {
  YYQ_DEMO_MAIN,      /* the one the soft UKey belongs to */
  YYQ_DEMO_UNIT,      /* units of it */
  YYQ_DEMO_LONG_UNIT, /* with a name that no column is wide enough for */
  YYQ_DEMO_OTHER,     /* another main enterprise of the same clerks */
  YYQ_DEMO_N_COMPANIES,
} YyqDemoCompanyId;

extern const YyqDemoCompany yyq_demo_companies[YYQ_DEMO_N_COMPANIES];

typedef struct {
  const char *name, *phone;
} YyqDemoClerk;

#define YYQ_DEMO_N_CLERKS 2
#define YYQ_DEMO_PASSWORD "Yuyun-2026"
/* [0] may do everything; [1] may read, but not sign. */
extern const YyqDemoClerk yyq_demo_clerks[YYQ_DEMO_N_CLERKS];

typedef struct {
  const char *name, *birthday; /* YYYYMMDD */
  gboolean male;
  const char *address, *post;
  guint salary; /* yuan a month */
} YyqDemoWorker;

#define YYQ_DEMO_N_WORKERS 30
extern const YyqDemoWorker yyq_demo_workers[YYQ_DEMO_N_WORKERS];

/* (transfer full): of the worker @index. */
char *yyq_demo_worker_id_card (guint index);
char *yyq_demo_worker_phone (guint index);

G_END_DECLS
