/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poll.h>
#include <string.h>

#include "yyq-anchor.h"
#include "yyq-clock.h"
#include "yyq-job-service.h"
#include "yyq-service-error.h"
#include "yyq-test-platform.h"

/* Jobs as those see them who have started them, and those who have not. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct {
  YyqTestPlatform *platform;
  char *clerk;    /* all permissions */
  char *guest;    /* as many as a case gives him */
  char *stranger; /* of another company */
} Fixture;

static gint refuses; /* atomic: the second item fails */

static gboolean
step (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  yyq_job_work_take_detail (work, g_strdup ("looked at"));
  if (yyq_job_item_get_seq (item) != 2 || !g_atomic_int_get (&refuses))
    return TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_FORBIDDEN, "not this one");
  return FALSE;
}

static gboolean
report (YyqJobWork *work, YyqJobFile *file, GError **error)
{
  file->name = g_strdup ("sample.txt");
  file->type = "text/plain";
  file->bytes = g_bytes_new_static ("所有的", strlen ("所有的"));
  return TRUE;
}

static const YyqJobKind kind = { .name = "sample",
                                 .permission = "contract.view",
                                 .title = "Sample",
                                 .step = step,
                                 .report = report };

static void
set_up (Fixture *self, gconstpointer data)
{
  self->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  yyq_job_runner_add_kind (yyq_job_runner_of (self->platform->platform), &kind);
  self->clerk =
    yyq_test_platform_log_in (self->platform, self->platform->clerk, self->platform->company);
  self->guest =
    yyq_test_platform_log_in (self->platform, self->platform->guest, self->platform->company);
  self->stranger =
    yyq_test_platform_log_in (self->platform, self->platform->stranger, self->platform->other);
  g_atomic_int_set (&refuses, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_test_platform_free (self->platform);
  g_free (self->clerk);
  g_free (self->guest);
  g_free (self->stranger);
}

/* (transfer full): of three items, and nobody works on it yet. */
static char *
start (Fixture *self, const char *account)
{
  static const YyqJobTarget targets[] = { { "a", "Contract", "甲" },
                                          { "b", "Contract", "乙" },
                                          { "c", "Contract", "丙" } };
  const YyqJobStart job = { .kind = &kind,
                            .tenant_id = self->platform->company,
                            .account_id = account,
                            .targets = targets,
                            .n_targets = 3 };
  g_autoptr (GError) error = NULL;
  char *id;

  yyq_test_platform_begin (self->platform);
  id = yyq_job_service_start (self->platform->platform, &job, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self->platform);
  return id;
}

static YyqTestReply *
get (Fixture *self, const char *token, const char *format, const char *id)
{
  g_autofree char *target =
    g_strconcat ("/api/v1/jobs", id != NULL ? "/" : "", id != NULL ? id : "", format, NULL);

  return yyq_test_platform_call (self->platform, "GET", target, token, NULL, NULL);
}

static YyqTestReply *
post (Fixture *self, const char *token, const char *verb, const char *id)
{
  g_autofree char *target = g_strdup_printf ("/api/v1/jobs/%s/%s", id, verb);

  return yyq_test_platform_call (self->platform, "POST", target, token, NULL, NULL);
}

static void
assert_state (Fixture *self, const char *id, const char *state)
{
  g_autoptr (YyqTestReply) reply = get (self, self->clerk, "", id);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (reply, "state"), ==, state);
}

/* Everything that is there is worked on. */
static void
run (Fixture *self)
{
  YyqJobRunner *runner = yyq_job_runner_of (self->platform->platform);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  guint n;

  yyq_job_runner_start (runner);
  do {
    g_autoptr (YyqTestReply) running = get (self, self->clerk, "?tab=running", NULL);

    n = json_array_get_length (yyq_test_reply_items (running, "items"));
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    poll (NULL, 0, 10);
  } while (n > 0);
  yyq_job_runner_stop (runner);
}

static JsonObject *
nth (YyqTestReply *reply, guint i)
{
  return json_array_get_object_element (yyq_test_reply_items (reply, "items"), i);
}

static void
test_job (Fixture *self, gconstpointer data)
{
  g_autofree char *id = start (self, self->platform->clerk);
  g_autoptr (YyqTestReply) job = NULL;
  g_autoptr (YyqTestReply) items = NULL;
  g_autoptr (YyqTestReply) failed = NULL;

  g_atomic_int_set (&refuses, TRUE);
  assert_state (self, id, "queued");
  run (self);
  job = get (self, self->clerk, "", id);
  g_assert_cmpstr (yyq_test_reply_get (job, "state"), ==, "failed");
  g_assert_cmpstr (yyq_test_reply_get (job, "title"), ==, "Sample");
  g_assert_cmpstr (yyq_test_reply_get (job, "starter"), ==, "张测试");
  items = get (self, self->clerk, "/items", id);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (items, "items")), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (nth (items, 0), "state"), ==, "done");
  g_assert_cmpstr (json_object_get_string_member (nth (items, 0), "label"), ==, "甲");
  g_assert_cmpstr (json_object_get_string_member (nth (items, 0), "detail"), ==, "looked at");
  g_assert_cmpstr (json_object_get_string_member (nth (items, 1), "problem"), ==, "forbidden");
  failed = get (self, self->clerk, "/items?state=failed", id);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (failed, "items")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (nth (failed, 0), "seq"), ==, 2);
  g_assert_cmpint (yyq_test_platform_count_messages (self->platform, "job.failed"), ==, 1);
  g_assert_cmpint (yyq_test_platform_count_messages (self->platform, "job.done"), ==, 0);
}

static void
test_result (Fixture *self, gconstpointer data)
{
  g_autofree char *id = start (self, self->platform->clerk);
  g_autoptr (YyqTestReply) early = get (self, self->clerk, "/result", id);
  g_autoptr (YyqTestReply) result = NULL;

  yyq_assert_problem (early, 404, "not-found");
  run (self);
  result = get (self, self->clerk, "/result", id);
  g_assert_cmpuint (result->status, ==, 200);
  g_assert_cmpstr (result->type, ==, "text/plain");
  g_assert_cmpmem (g_bytes_get_data (result->body, NULL), g_bytes_get_size (result->body), "所有的",
                   strlen ("所有的"));
  g_assert_cmpstr (soup_message_headers_get_one (result->headers, "Content-Disposition"), ==,
                   "attachment; filename=\"sample.txt\"");
  g_assert_cmpint (yyq_test_platform_count_messages (self->platform, "job.done"), ==, 1);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autofree char *first = start (self, self->platform->clerk);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (YyqTestReply) page = NULL;
  g_autoptr (YyqTestReply) next = NULL;
  g_autoptr (YyqTestReply) done = NULL;
  g_autoptr (YyqTestReply) none = NULL;

  run (self);
  /* Ids of one millisecond have no order. */
  yyq_clock_freeze (yyq_clock_now () + 1);
  second = start (self, self->platform->clerk);
  yyq_clock_freeze (yyq_clock_now () + 1);
  third = start (self, self->platform->clerk);
  yyq_clock_freeze (0);
  page = get (self, self->clerk, "?limit=2", NULL);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (page, "items")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (nth (page, 0), "id"), ==, third);
  g_assert_cmpstr (json_object_get_string_member (nth (page, 1), "id"), ==, second);
  rest = g_strconcat ("?limit=2&after=", yyq_test_reply_get (page, "next"), NULL);
  next = get (self, self->clerk, rest, NULL);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (next, "items")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (nth (next, 0), "id"), ==, first);
  done = get (self, self->clerk, "?tab=done", NULL);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (done, "items")), ==, 1);
  none = get (self, self->clerk, "?tab=failed", NULL);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (none, "items")), ==, 0);
}

static void
test_parameters (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = { "?tab=others", "?limit=0", "?limit=201" };
  static const char *const wrong_items[] = { "/items?state=odd", "/items?after=-1",
                                             "/items?limit=x" };
  g_autofree char *id = start (self, self->platform->clerk);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (YyqTestReply) list = get (self, self->clerk, wrong[i], NULL);
    g_autoptr (YyqTestReply) items = get (self, self->clerk, wrong_items[i], id);

    yyq_assert_problem (list, 422, "invalid");
    yyq_assert_problem (items, 422, "invalid");
  }
}

/* All that there is to ask about one job. */
static void
assert_unseen (Fixture *self, const char *token, const char *id)
{
  static const char *const reads[] = { "", "/items", "/result" };
  static const char *const verbs[] = { "cancel", "retry" };
  g_autoptr (YyqTestReply) list = get (self, token, "", NULL);

  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (list, "items")), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++) {
    g_autoptr (YyqTestReply) reply = get (self, token, reads[i], id);

    yyq_assert_problem (reply, 404, "not-found");
  }
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autoptr (YyqTestReply) reply = post (self, token, verbs[i], id);

    yyq_assert_problem (reply, 404, "not-found");
  }
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_autofree char *id = start (self, self->platform->clerk);

  assert_unseen (self, self->stranger, id);
  assert_state (self, id, "queued");
  run (self);
  assert_unseen (self, self->stranger, id);
}

static void
test_own (Fixture *self, gconstpointer data)
{
  g_autofree char *clerks = start (self, self->platform->clerk);
  g_autofree char *own = NULL;
  g_autoptr (YyqTestReply) seen = NULL;
  g_autoptr (YyqTestReply) list = NULL;

  yyq_test_platform_permit (self->platform, "job.view", NULL);
  yyq_test_platform_permit (self->platform, "contract.view", NULL);
  assert_unseen (self, self->guest, clerks);
  own = start (self, self->platform->guest);
  seen = get (self, self->guest, "", own);
  g_assert_cmpuint (seen->status, ==, 200);
  /* The clerk has job.all. */
  list = get (self, self->clerk, "", NULL);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (list, "items")), ==, 2);
}

static YyqTestReply *
verify (Fixture *self, const char *token)
{
  return yyq_test_platform_call (self->platform, "POST", "/api/v1/evidence/verify", token, NULL,
                                 NULL);
}

/* Who looks after a unit alone has not to do with the jobs of all the company. */
static void
test_unit (Fixture *self, gconstpointer data)
{
  const char *const units[] = { self->platform->unit, NULL };
  g_autofree char *id = start (self, self->platform->clerk);
  g_autoptr (YyqTestReply) refused = NULL;

  yyq_test_platform_permit (self->platform, "job.view", units);
  yyq_test_platform_permit (self->platform, "contract.view", units);
  yyq_test_platform_permit (self->platform, "job.all", units);
  yyq_test_platform_permit (self->platform, "evidence.verify", units);
  assert_unseen (self, self->guest, id);
  refused = verify (self, self->guest);
  yyq_assert_problem (refused, 403, "forbidden");
}

static void
test_lost_permission (Fixture *self, gconstpointer data)
{
  g_autofree char *own = start (self, self->platform->guest);

  yyq_test_platform_permit (self->platform, "job.view", NULL);
  yyq_test_platform_permit (self->platform, "job.all", NULL);
  run (self);
  assert_unseen (self, self->guest, own);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *id = start (self, self->platform->clerk);
  g_autoptr (YyqTestReply) cancelled = post (self, self->clerk, "cancel", id);
  g_autoptr (YyqTestReply) again = post (self, self->clerk, "cancel", id);
  g_autoptr (YyqTestReply) retried = post (self, self->clerk, "retry", id);

  g_assert_cmpuint (cancelled->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (cancelled, "state"), ==, "cancelled");
  yyq_assert_problem (again, 409, "conflict");
  yyq_assert_problem (retried, 409, "conflict");
}

static void
test_retry (Fixture *self, gconstpointer data)
{
  g_autofree char *id = start (self, self->platform->clerk);
  g_autoptr (YyqTestReply) early = post (self, self->clerk, "retry", id);
  g_autoptr (YyqTestReply) retried = NULL;
  g_autoptr (YyqTestReply) meanwhile = NULL;

  yyq_assert_problem (early, 409, "conflict");
  g_atomic_int_set (&refuses, TRUE);
  run (self);
  assert_state (self, id, "failed");
  g_atomic_int_set (&refuses, FALSE);
  retried = post (self, self->clerk, "retry", id);
  g_assert_cmpuint (retried->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (retried, "state"), ==, "queued");
  /* The file of the first time is nobody's result any more. */
  meanwhile = get (self, self->clerk, "/result", id);
  yyq_assert_problem (meanwhile, 404, "not-found");
  run (self);
  assert_state (self, id, "done");
}

static gint64
count (Fixture *self, const char *sql)
{
  YyqStorage *storage = yyq_platform_get_storage (self->platform->platform);
  gint64 n = -1;

  g_assert_true (yyq_storage_query_int (storage, &n, NULL, sql, ""));
  yyq_storage_release (storage);
  return n;
}

static void
test_audit (Fixture *self, gconstpointer data)
{
  g_autofree char *first = start (self, self->platform->clerk);
  g_autofree char *second = NULL;
  g_autoptr (YyqTestReply) retried = NULL;
  g_autoptr (YyqTestReply) cancelled = NULL;

  g_atomic_int_set (&refuses, TRUE);
  run (self);
  retried = post (self, self->clerk, "retry", first);
  second = start (self, self->platform->clerk);
  cancelled = post (self, self->clerk, "cancel", second);
  g_assert_cmpint (
    count (self, "SELECT COUNT(*) FROM audit WHERE action = 'job.start' AND tenant_id <> ''"), ==,
    2);
  g_assert_cmpint (
    count (self, "SELECT COUNT(*) FROM audit WHERE action = 'job.end' AND tenant_id <> ''"), ==, 1);
  g_assert_cmpint (count (self, "SELECT COUNT(*) FROM audit WHERE action = 'job.retry' AND "
                                "actor IS NOT NULL"),
                   ==, 1);
  g_assert_cmpint (count (self, "SELECT COUNT(*) FROM audit WHERE action = 'job.cancel' AND "
                                "actor IS NOT NULL"),
                   ==, 1);
}

static void
change_database (Fixture *self, const char *sql)
{
  yyq_test_platform_begin (self->platform);
  yyq_test_platform_sql (self->platform, sql);
  yyq_test_platform_commit (self->platform);
}

static JsonObject *
find_item (YyqTestReply *items, const char *what)
{
  JsonArray *array = yyq_test_reply_items (items, "items");

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_str_equal (json_object_get_string_member (nth (items, i), "what"), what))
      return nth (items, i);
  g_assert_not_reached ();
}

/* A company with a contract, whose chains are anchored. */
static void
add_evidence (Fixture *self)
{
  g_autoptr (YyqContract) contract =
    yyq_test_platform_add_contract (self->platform, self->platform->company, "劳动合同", TRUE);
  g_autoptr (YyqContract) foreign =
    yyq_test_platform_add_contract (self->platform, self->platform->other, "别家的合同", TRUE);
  g_autoptr (GError) error = NULL;
  gint64 next_ms = 0;

  yyq_anchor_run (self->platform->platform, &next_ms, &error);
  g_assert_no_error (error);
}

static void
test_verify (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) started = NULL;
  g_autoptr (YyqTestReply) again = NULL;
  g_autoptr (YyqTestReply) forbidden = verify (self, self->guest);
  g_autoptr (YyqTestReply) items = NULL;
  g_autoptr (YyqTestReply) report_reply = NULL;
  const char *text;
  const char *id;

  yyq_assert_problem (forbidden, 403, "forbidden");
  add_evidence (self);
  started = verify (self, self->clerk);
  again = verify (self, self->clerk);
  g_assert_cmpuint (started->status, ==, 202);
  id = yyq_test_reply_get (started, "id");
  g_assert_cmpstr (yyq_test_reply_get (again, "id"), ==, id);
  g_assert_true (
    g_str_has_suffix (soup_message_headers_get_one (started->headers, "Location"), id));
  run (self);
  assert_state (self, id, "done");
  items = get (self, self->clerk, "/items", id);
  /* The log, an anchor, and the contract of this company. */
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (items, "items")), ==, 3);
  find_item (items, "Operation log");
  find_item (items, "Daily time stamp");
  find_item (items, "Contract");
  report_reply = get (self, self->clerk, "/result", id);
  text = g_bytes_get_data (report_reply->body, NULL);
  g_assert_nonnull (g_strstr_len (text, (gssize) g_bytes_get_size (report_reply->body), id));
  g_assert_nonnull (
    g_strstr_len (text, (gssize) g_bytes_get_size (report_reply->body), "异常 Faults\t0"));
}

static void
test_verify_fault (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) started = NULL;
  g_autoptr (YyqTestReply) items = NULL;
  g_autoptr (YyqTestReply) retried = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *mended = NULL;
  const char *id;

  add_evidence (self);
  broken = g_strdup_printf ("UPDATE contract_event SET actor = actor || 'x' WHERE seq = 1 AND "
                            "contract_id IN (SELECT id FROM contract WHERE enterprise_id = '%s')",
                            self->platform->company);
  mended = g_strdup_printf ("UPDATE contract_event SET actor = SUBSTR(actor, 1, LENGTH(actor) - 1) "
                            "WHERE seq = 1 AND contract_id IN "
                            "(SELECT id FROM contract WHERE enterprise_id = '%s')",
                            self->platform->company);
  change_database (self, broken);
  started = verify (self, self->clerk);
  id = yyq_test_reply_get (started, "id");
  run (self);
  assert_state (self, id, "failed");
  items = get (self, self->clerk, "/items?state=failed", id);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (items, "items")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (nth (items, 0), "what"), ==, "Contract");
  g_assert_cmpstr (json_object_get_string_member (nth (items, 0), "problem"), ==, "changed");
  g_assert_cmpstr (json_object_get_string_member (nth (items, 0), "detail"), ==, "#1");
  change_database (self, mended);
  retried = post (self, self->clerk, "retry", id);
  g_assert_cmpuint (retried->status, ==, 200);
  run (self);
  assert_state (self, id, "done");
}

static const YyqTestCase cases[] = {
  { "a job is seen with what came of its items", (GTestFixtureFunc) test_job },
  { "the result is fetched when the job has ended", (GTestFixtureFunc) test_result },
  { "the list begins with the newest and goes on page by page", (GTestFixtureFunc) test_list },
  { "what is no tab, state or number is refused", (GTestFixtureFunc) test_parameters },
  { "jobs of another company do not exist", (GTestFixtureFunc) test_foreign },
  { "without job.all one has one's own jobs", (GTestFixtureFunc) test_own },
  { "who may see a unit's jobs does not see those of the company", (GTestFixtureFunc) test_unit },
  { "who may no longer start such a job no longer sees what came of it",
    (GTestFixtureFunc) test_lost_permission },
  { "what has not begun is cancelled at once, and only once", (GTestFixtureFunc) test_cancel },
  { "only what has failed can be done again", (GTestFixtureFunc) test_retry },
  { "who starts, cancels and repeats a job stands in the audit", (GTestFixtureFunc) test_audit },
  { "the evidence of a company is checked chain by chain", (GTestFixtureFunc) test_verify },
  { "a changed event is named, and looked at again on request",
    (GTestFixtureFunc) test_verify_fault },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("job routes", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
