/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-staff.h"

#include "yyq-clock.h"
#include "yyq-employee-store.h"
#include "yyq-id.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define TERM_MONTHS 36

/* Who has no contract that holds came before there were electronic ones. */
#define EARLIER_DAYS 420
#define LEFT_DAYS 20

typedef struct {
  const char *department;
  YyqHoursSystem hours;
  gboolean retires_at_50; /* of women: others are managers and specialists */
  gboolean left;
} Place;

/* By worker. */
static const Place places[YYQ_DEMO_N_WORKERS] = {
  { "研发部" },
  { "研发部" },
  { "设备部" },
  { "研发部" },
  { "研发部" },
  { "财务部" },
  { "仓储物流部", YYQ_HOURS_COMPREHENSIVE },
  { "客户服务部", YYQ_HOURS_COMPREHENSIVE, TRUE },
  { "人力资源部" },
  { "研发部" },
  { "市场部" },
  { "市场部", YYQ_HOURS_FLEXIBLE },
  { "仓储物流部", YYQ_HOURS_COMPREHENSIVE },
  { "综合管理部" },
  { "研发部" },
  { "质量部" },
  { "设备部" },
  { "客户服务部", YYQ_HOURS_COMPREHENSIVE, TRUE },
  { "生产部" },
  { "研发部" },
  { "研发部", .left = TRUE },
  { "综合管理部" },
  { "生产部" },
  { "人力资源部" },
  { "质量部", .left = TRUE },
  { "综合管理部" },
  { "设备部", YYQ_HOURS_COMPREHENSIVE },
  { "综合管理部", .retires_at_50 = TRUE },
  { "仓储物流部", YYQ_HOURS_COMPREHENSIVE },
  { "研发部" },
};

static gboolean
is_of_main (const YyqDemoPlan *plan)
{
  return plan->company == YYQ_DEMO_MAIN ||
         yyq_demo_companies[plan->company].parent == (int) YYQ_DEMO_MAIN;
}

/* The latest of his with the main enterprise, or the latest that is complete; NULL: none. */
static const YyqDemoPlan *
find_plan (GArray *plans, guint worker, gboolean complete)
{
  for (guint i = plans->len; i > 0; i--) {
    const YyqDemoPlan *plan = &g_array_index (plans, YyqDemoPlan, i - 1);

    if (plan->worker == worker && is_of_main (plan) &&
        (!complete || plan->outcome == YYQ_DEMO_COMPLETED))
      return plan;
  }
  return NULL;
}

/* As the contracts have it: the first day of the month after @at_ms. */
static void
first_day (gint64 at_ms, GDate *day)
{
  g_autoptr (GDateTime) local = yyq_clock_date_time (at_ms);

  g_date_clear (day, 1);
  g_date_set_dmy (day, 1, (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  g_date_add_months (day, 1);
}

static void
set_day (YyqEmployee *employee, const char *member, const GDate *day)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (day),
                                           g_date_get_month (day), g_date_get_day (day));

  g_object_set (employee, member, text, NULL);
}

static void
set_term (YyqEmployee *employee, const YyqDemoPlan *plan, gint64 now_ms)
{
  GDate start, end;

  if (plan == NULL) {
    first_day (now_ms - EARLIER_DAYS * DAY_MS, &start);
    set_day (employee, "started-on", &start);
    return;
  }
  first_day (plan->initiated_at, &start);
  set_day (employee, "term-start", &start);
  if (plan->kind == YYQ_DEMO_OPEN_ENDED) {
    g_object_set (employee, "term-kind", YYQ_TERM_OPEN_ENDED, NULL);
  } else {
    yyq_term_get_end (&start, TERM_MONTHS, &end);
    set_day (employee, "term-end", &end);
  }
  if (plan->kind == YYQ_DEMO_RENEWED)
    g_date_subtract_months (&start, TERM_MONTHS);
  set_day (employee, "started-on", &start);
}

static YyqRetirementKind
retirement_of (guint worker)
{
  if (yyq_demo_workers[worker].male)
    return YYQ_RETIREMENT_MAN;
  return places[worker].retires_at_50 ? YYQ_RETIREMENT_WOMAN_50 : YYQ_RETIREMENT_WOMAN_55;
}

/* What he told of himself. */
static void
set_personal (YyqEmployee *employee, guint worker)
{
  const char *address = yyq_demo_workers[worker].address;
  g_autofree char *id_card = yyq_demo_worker_id_card (worker);
  g_autofree char *phone = yyq_demo_worker_phone (worker);
  g_autofree char *email = g_strdup_printf ("worker%02u@example.com", worker + 1);
  g_autofree char *village = g_strdup_printf ("河南省云启市北关镇东风村 %u 号", worker + 11);

  g_object_set (employee, "document-number", id_card, "phone", phone, "email",
                worker % 4 != 3 ? email : NULL, "current-address", address, "household-address",
                worker % 3 == 0 ? village : address, NULL);
  yyq_employee_derive (employee);
}

YyqEmployee *
yyq_demo_staff_new (guint worker, GArray *plans, gint64 now_ms, YyqDemoCompanyId *unit)
{
  static const YyqDemoCompanyId units[] = { YYQ_DEMO_MAIN, YYQ_DEMO_UNIT, YYQ_DEMO_LONG_UNIT };
  const Place *place = &places[worker];
  const YyqDemoPlan *complete = find_plan (plans, worker, TRUE);
  const YyqDemoPlan *latest = complete != NULL ? complete : find_plan (plans, worker, FALSE);
  g_autofree char *number = g_strdup_printf ("YQ%04u", worker + 1);
  YyqEmployee *employee = g_object_new (
    YYQ_TYPE_EMPLOYEE, "number", number, "name", yyq_demo_workers[worker].name, "department",
    place->department, "post", yyq_demo_workers[worker].post, "workplace", "河南省云启市",
    "hours-system", place->hours, "retirement-kind", retirement_of (worker), "created-at",
    (complete != NULL ? complete->initiated_at : now_ms - EARLIER_DAYS * DAY_MS) + worker, NULL);

  set_personal (employee, worker);
  set_term (employee, complete, now_ms);
  if (place->left) {
    g_autofree char *day = yyq_clock_format_date (now_ms - LEFT_DAYS * DAY_MS);

    g_object_set (employee, "state", YYQ_EMPLOYEE_LEFT, "left-on", day, NULL);
  }
  *unit = latest != NULL ? latest->company : units[worker % G_N_ELEMENTS (units)];
  return employee;
}

gboolean
yyq_demo_staff_enter (YyqPlatform *platform, char *const *companies, GArray *plans, gint64 now_ms,
                      GError **error)
{
  g_autoptr (YyqAccess) access = yyq_access_new_system (companies[YYQ_DEMO_MAIN]);

  for (guint i = 0; i < YYQ_DEMO_N_WORKERS; i++) {
    YyqDemoCompanyId unit;
    g_autoptr (YyqEmployee) employee = yyq_demo_staff_new (i, plans, now_ms, &unit);
    g_autofree char *id = yyq_id_new ();

    g_object_set (employee, "id", id, "unit-id", companies[unit], NULL);
    if (!yyq_employee_store_insert (platform, access, employee, error))
      return FALSE;
  }
  return TRUE;
}
