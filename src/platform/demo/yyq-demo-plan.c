/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-plan.h"

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * 60 * MINUTE_MS)
#define CHINA_MS (8 * 60 * MINUTE_MS)
#define TERM_TO_SIGN_MS (15 * DAY_MS)

typedef struct {
  guint days;   /* ago; 0: @minute counts back from now */
  guint minute; /* of that day in China */
  YyqDemoCompanyId company;
  guint worker, clerk;
  YyqDemoKind kind;
  YyqDemoOutcome outcome;
  guint worker_after;  /* minutes from initiation to the worker's signature, refusal or the withdrawal */
  guint company_after; /* minutes from there to the company's signature */
} Row;

static const Row ROWS[YYQ_DEMO_N_CONTRACTS] = {
  { 176, 779, YYQ_DEMO_MAIN, 13, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 54, 268 },
  { 163, 637, YYQ_DEMO_LONG_UNIT, 12, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 526, 300 },
  { 151, 793, YYQ_DEMO_MAIN, 21, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 351, 729 },
  { 150, 918, YYQ_DEMO_OTHER, 9, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 225, 598 },
  { 142, 622, YYQ_DEMO_UNIT, 25, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 340, 696 },
  { 138, 837, YYQ_DEMO_MAIN, 21, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_EXPIRED, 0, 0 },
  { 131, 728, YYQ_DEMO_MAIN, 9, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 661, 147 },
  { 125, 1031, YYQ_DEMO_MAIN, 18, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 236, 0 },
  { 119, 988, YYQ_DEMO_MAIN, 8, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 691, 730 },
  { 108, 986, YYQ_DEMO_LONG_UNIT, 11, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 60, 752 },
  { 101, 726, YYQ_DEMO_UNIT, 20, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 573, 55 },
  { 99, 545, YYQ_DEMO_LONG_UNIT, 4, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_REFUSED, 119, 0 },
  { 92, 682, YYQ_DEMO_MAIN, 28, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 704, 180 },
  { 80, 662, YYQ_DEMO_MAIN, 26, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 563, 680 },
  { 77, 780, YYQ_DEMO_OTHER, 11, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 105, 622 },
  { 74, 786, YYQ_DEMO_UNIT, 2, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 206, 437 },
  { 66, 893, YYQ_DEMO_MAIN, 8, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 543, 0 },
  { 63, 923, YYQ_DEMO_LONG_UNIT, 27, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 153, 556 },
  { 55, 819, YYQ_DEMO_UNIT, 1, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 365, 777 },
  { 48, 541, YYQ_DEMO_MAIN, 6, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 386, 964 },
  { 44, 1023, YYQ_DEMO_MAIN, 10, 0, YYQ_DEMO_FIXED, YYQ_DEMO_EXPIRED, 0, 0 },
  { 41, 684, YYQ_DEMO_MAIN, 4, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 645, 101 },
  { 39, 678, YYQ_DEMO_OTHER, 12, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 42, 454 },
  { 34, 960, YYQ_DEMO_UNIT, 10, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 705, 257 },
  { 29, 851, YYQ_DEMO_MAIN, 19, 1, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 467, 184 },
  { 27, 580, YYQ_DEMO_MAIN, 0, 1, YYQ_DEMO_FIXED, YYQ_DEMO_REFUSED, 986, 0 },
  { 23, 984, YYQ_DEMO_LONG_UNIT, 17, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 882, 496 },
  { 20, 854, YYQ_DEMO_OTHER, 22, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 120, 0 },
  { 18, 1046, YYQ_DEMO_MAIN, 22, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 672, 408 },
  { 16, 752, YYQ_DEMO_MAIN, 5, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WITHDRAWN, 126, 0 },
  { 14, 879, YYQ_DEMO_MAIN, 16, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 678, 46 },
  { 11, 870, YYQ_DEMO_UNIT, 14, 1, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 124, 419 },
  { 9, 813, YYQ_DEMO_MAIN, 23, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 658, 251 },
  { 8, 858, YYQ_DEMO_OTHER, 27, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 580, 624 },
  { 6, 823, YYQ_DEMO_MAIN, 3, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_COMPANY, 30, 0 },
  { 6, 939, YYQ_DEMO_MAIN, 18, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 247, 786 },
  { 5, 723, YYQ_DEMO_MAIN, 7, 1, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 781, 422 },
  { 5, 807, YYQ_DEMO_MAIN, 19, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 230, 0 },
  { 5, 958, YYQ_DEMO_MAIN, 23, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 4, 843, YYQ_DEMO_UNIT, 3, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_FILLING, 0, 0 },
  { 4, 1036, YYQ_DEMO_MAIN, 5, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_COMPANY, 441, 0 },
  { 3, 567, YYQ_DEMO_MAIN, 6, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 3, 625, YYQ_DEMO_MAIN, 14, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 310, 0 },
  { 3, 722, YYQ_DEMO_OTHER, 25, 1, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 296, 0 },
  { 3, 852, YYQ_DEMO_MAIN, 0, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 641, 235 },
  { 2, 575, YYQ_DEMO_MAIN, 29, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_DRAFT, 0, 0 },
  { 2, 604, YYQ_DEMO_OTHER, 15, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 2, 639, YYQ_DEMO_MAIN, 15, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 187, 162 },
  { 2, 865, YYQ_DEMO_MAIN, 1, 0, YYQ_DEMO_FIXED, YYQ_DEMO_FILLING, 0, 0 },
  { 2, 916, YYQ_DEMO_OTHER, 28, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_DRAFT, 0, 0 },
  { 2, 1023, YYQ_DEMO_MAIN, 29, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_COMPANY, 120, 0 },
  { 1, 566, YYQ_DEMO_MAIN, 16, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 1, 649, YYQ_DEMO_OTHER, 26, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 1, 659, YYQ_DEMO_MAIN, 2, 0, YYQ_DEMO_FIXED, YYQ_DEMO_FILLING, 0, 0 },
  { 1, 701, YYQ_DEMO_OTHER, 7, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_COMPANY, 491, 0 },
  { 1, 711, YYQ_DEMO_MAIN, 13, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 1, 726, YYQ_DEMO_MAIN, 17, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_DRAFT, 0, 0 },
  { 1, 734, YYQ_DEMO_MAIN, 24, 1, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 276, 0 },
  { 0, 35, YYQ_DEMO_MAIN, 24, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 0, 12, YYQ_DEMO_MAIN, 20, 0, YYQ_DEMO_FIXED, YYQ_DEMO_DRAFT, 0, 0 },
};

static gint64
time_of_row (const Row *row, gint64 now)
{
  gint64 midnight = now - (now + CHINA_MS) % DAY_MS;

  return row->days == 0 ? now - row->minute * MINUTE_MS : midnight - row->days * DAY_MS + row->minute * MINUTE_MS;
}

static void
set_signatures (YyqDemoPlan *plan, const Row *row)
{
  gint64 first = plan->initiated_at + row->worker_after * MINUTE_MS;

  if (row->outcome == YYQ_DEMO_COMPLETED || row->outcome == YYQ_DEMO_WAITS_FOR_COMPANY)
    plan->worker_signed_at = first;
  if (row->outcome == YYQ_DEMO_COMPLETED)
    plan->company_signed_at = first + row->company_after * MINUTE_MS;
  if (row->outcome == YYQ_DEMO_WITHDRAWN || row->outcome == YYQ_DEMO_REFUSED)
    plan->ended_at = first;
  if (row->outcome == YYQ_DEMO_EXPIRED)
    plan->ended_at = plan->due_at;
}

/* As the platform numbers contracts: by the day in China, and the place in it. */
static void
set_number (YyqDemoPlan *plan, GHashTable *days)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc ((plan->initiated_at + CHINA_MS) / 1000);
  char *day = g_date_time_format (local, "%Y%m%d");
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (days, day)) + 1;

  g_snprintf (plan->number, sizeof plan->number, "HT-%s-%04u", day, n);
  g_hash_table_insert (days, day, GUINT_TO_POINTER (n));
}

GArray *
yyq_demo_plan_new (gint64 now_ms)
{
  GArray *plans = g_array_sized_new (FALSE, TRUE, sizeof (YyqDemoPlan), YYQ_DEMO_N_CONTRACTS);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < YYQ_DEMO_N_CONTRACTS; i++) {
    const Row *row = &ROWS[i];
    YyqDemoPlan plan = {
      .company = row->company,
      .worker = row->worker,
      .clerk = row->clerk,
      .kind = row->kind,
      .outcome = row->outcome,
      .initiated_at = time_of_row (row, now_ms),
    };

    plan.due_at = plan.initiated_at + TERM_TO_SIGN_MS;
    set_signatures (&plan, row);
    set_number (&plan, days);
    g_array_append_val (plans, plan);
  }
  return plans;
}
