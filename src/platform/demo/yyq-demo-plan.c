/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-plan.h"

#include "yyq-clock.h"

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
  guint
    worker_after; /* minutes from initiation to the worker's signature, refusal or the withdrawal */
  guint company_after; /* minutes from there to the company's signature */
} Row;

static const Row ROWS[YYQ_DEMO_N_CONTRACTS] = {
  { 178, 941, YYQ_DEMO_MAIN, 0, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 46, 720 },
  { 159, 874, YYQ_DEMO_MAIN, 3, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 135, 192 },
  { 152, 770, YYQ_DEMO_MAIN, 29, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 229, 781 },
  { 150, 860, YYQ_DEMO_OTHER, 11, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 533, 784 },
  { 146, 640, YYQ_DEMO_LONG_UNIT, 28, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 41, 185 },
  { 139, 734, YYQ_DEMO_MAIN, 24, 1, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 816, 29 },
  { 138, 861, YYQ_DEMO_MAIN, 24, 0, YYQ_DEMO_FIXED, YYQ_DEMO_EXPIRED, 0, 0 },
  { 131, 779, YYQ_DEMO_MAIN, 13, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 54, 268 },
  { 125, 996, YYQ_DEMO_MAIN, 18, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 52, 0 },
  { 124, 637, YYQ_DEMO_LONG_UNIT, 12, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 526, 300 },
  { 118, 793, YYQ_DEMO_MAIN, 21, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 351, 729 },
  { 111, 622, YYQ_DEMO_UNIT, 22, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 340, 696 },
  { 103, 728, YYQ_DEMO_MAIN, 9, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 661, 147 },
  { 99, 748, YYQ_DEMO_MAIN, 15, 1, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_REFUSED, 188, 0 },
  { 97, 988, YYQ_DEMO_MAIN, 8, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 691, 730 },
  { 92, 986, YYQ_DEMO_LONG_UNIT, 11, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 60, 752 },
  { 86, 726, YYQ_DEMO_UNIT, 20, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 573, 55 },
  { 81, 806, YYQ_DEMO_MAIN, 27, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 704, 180 },
  { 77, 705, YYQ_DEMO_OTHER, 17, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 250, 397 },
  { 73, 708, YYQ_DEMO_LONG_UNIT, 25, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 685, 299 },
  { 67, 566, YYQ_DEMO_MAIN, 2, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 265, 256 },
  { 66, 1002, YYQ_DEMO_MAIN, 6, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 538, 0 },
  { 61, 685, YYQ_DEMO_MAIN, 26, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 512, 708 },
  { 56, 950, YYQ_DEMO_MAIN, 1, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 787, 953 },
  { 49, 1010, YYQ_DEMO_UNIT, 6, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 892, 15 },
  { 44, 616, YYQ_DEMO_UNIT, 14, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_EXPIRED, 0, 0 },
  { 44, 995, YYQ_DEMO_MAIN, 4, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 23, 33 },
  { 39, 581, YYQ_DEMO_OTHER, 19, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 271, 853 },
  { 38, 843, YYQ_DEMO_MAIN, 10, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 163, 162 },
  { 33, 960, YYQ_DEMO_UNIT, 19, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_COMPLETED, 317, 787 },
  { 29, 566, YYQ_DEMO_UNIT, 17, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 35, 762 },
  { 27, 759, YYQ_DEMO_LONG_UNIT, 2, 1, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_REFUSED, 156, 0 },
  { 21, 678, YYQ_DEMO_MAIN, 16, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 727, 790 },
  { 20, 1033, YYQ_DEMO_OTHER, 20, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 120, 0 },
  { 16, 1023, YYQ_DEMO_MAIN, 9, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WITHDRAWN, 589, 0 },
  { 13, 690, YYQ_DEMO_LONG_UNIT, 14, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 51, 390 },
  { 9, 929, YYQ_DEMO_UNIT, 23, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 699, 493 },
  { 8, 809, YYQ_DEMO_OTHER, 29, 0, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 149, 389 },
  { 6, 659, YYQ_DEMO_MAIN, 13, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 154, 0 },
  { 5, 547, YYQ_DEMO_UNIT, 18, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 822, 664 },
  { 4, 759, YYQ_DEMO_MAIN, 7, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 172, 0 },
  { 4, 968, YYQ_DEMO_MAIN, 7, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 71, 73 },
  { 4, 1028, YYQ_DEMO_MAIN, 5, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_FILLING, 0, 0 },
  { 3, 646, YYQ_DEMO_MAIN, 28, 1, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 67, 0 },
  { 3, 655, YYQ_DEMO_LONG_UNIT, 0, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 42, 15 },
  { 3, 744, YYQ_DEMO_MAIN, 22, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 3, 831, YYQ_DEMO_OTHER, 10, 1, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 172, 0 },
  { 2, 776, YYQ_DEMO_MAIN, 21, 1, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 193, 0 },
  { 2, 787, YYQ_DEMO_OTHER, 25, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 2, 852, YYQ_DEMO_MAIN, 15, 1, YYQ_DEMO_FIXED, YYQ_DEMO_COMPLETED, 75, 106 },
  { 2, 1014, YYQ_DEMO_MAIN, 23, 0, YYQ_DEMO_FIXED, YYQ_DEMO_DRAFT, 0, 0 },
  { 2, 1035, YYQ_DEMO_OTHER, 27, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_DRAFT, 0, 0 },
  { 1, 567, YYQ_DEMO_LONG_UNIT, 4, 0, YYQ_DEMO_FIXED, YYQ_DEMO_FILLING, 0, 0 },
  { 1, 583, YYQ_DEMO_MAIN, 5, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_COMPLETED, 40, 88 },
  { 1, 588, YYQ_DEMO_UNIT, 12, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 1, 771, YYQ_DEMO_OTHER, 3, 1, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_COMPANY, 48, 0 },
  { 1, 799, YYQ_DEMO_OTHER, 16, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 1, 946, YYQ_DEMO_MAIN, 8, 0, YYQ_DEMO_FIXED, YYQ_DEMO_WAITS_FOR_COMPANY, 159, 0 },
  { 0, 35, YYQ_DEMO_MAIN, 26, 0, YYQ_DEMO_RENEWED, YYQ_DEMO_WAITS_FOR_WORKER, 0, 0 },
  { 0, 12, YYQ_DEMO_MAIN, 1, 0, YYQ_DEMO_OPEN_ENDED, YYQ_DEMO_DRAFT, 0, 0 },
};

static gint64
time_of_row (const Row *row, gint64 now)
{
  gint64 midnight = now - (now + CHINA_MS) % DAY_MS;

  return row->days == 0 ? now - row->minute * MINUTE_MS
                        : midnight - row->days * DAY_MS + row->minute * MINUTE_MS;
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
  g_autoptr (GDateTime) local = yyq_clock_date_time (plan->initiated_at);
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
