/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poll.h>
#include <string.h>

#include "yyq-audit.h"
#include "yyq-clock.h"
#include "yyq-ctl-run.h"
#include "yyq-job-runner.h"
#include "yyq-test-platform.h"

/* The log (manual chapter 10): who sees what of it, narrowed and as a file. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)
#define T0 G_GINT64_CONSTANT (1795700000000)

typedef struct {
  YyqTestPlatform *platform;
  YyqContract *contract; /* of the company; its title begins like a formula */
  YyqContract *inner;    /* of the unit */
  char *clerk;           /* all permissions */
  char *guest;           /* as many as a case gives him */
} Fixture;

static void
add (Fixture *self, const char *unit, const char *actor, const char *action, const char *object)
{
  const YyqAuditChange change = { "state", "signing", "completed" };
  const YyqAuditEntry entry = { .unit_id = unit,
                                .actor = actor,
                                .remote = "192.0.2.7",
                                .action = action,
                                .object = object,
                                .changes = &change,
                                .n_changes = g_str_equal (action, "contract.sign") };
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (self->platform);
  yyq_audit_write (self->platform->platform, &entry, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self->platform);
}

/* Four entries, a second apart, and those of logging in before them. */
static void
set_up (Fixture *self, gconstpointer data)
{
  YyqTestPlatform *platform = self->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));

  yyq_clock_freeze (T0);
  self->clerk = yyq_test_platform_log_in (platform, platform->clerk, platform->company);
  self->guest = yyq_test_platform_log_in (platform, platform->guest, platform->company);
  self->contract =
    yyq_test_platform_add_contract (platform, platform->company, "=1+1 劳动合同 甲", FALSE);
  self->inner = yyq_test_platform_add_contract (platform, platform->unit, "保密协议 乙", FALSE);
  yyq_clock_freeze (T0 + 1000);
  add (self, platform->company, platform->clerk, "contract.sign",
       yyq_contract_get_id (self->contract));
  yyq_clock_freeze (T0 + 2000);
  add (self, platform->unit, platform->colleague, "contract.import",
       yyq_contract_get_id (self->inner));
  yyq_clock_freeze (T0 + 3000);
  add (self, platform->company, platform->colleague, "account.create", platform->guest);
  yyq_clock_freeze (T0 + 4000);
  add (self, platform->other, platform->stranger, "contract.sign", "x");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_test_platform_free (self->platform);
  g_object_unref (self->contract);
  g_object_unref (self->inner);
  g_free (self->clerk);
  g_free (self->guest);
}

static YyqTestReply *
search (Fixture *self, const char *token, const char *body)
{
  return yyq_test_platform_call (self->platform, "POST", "/api/v1/log/search", token, NULL, body);
}

/* (transfer full): "contract.sign account.create" of the entries since the first of set_up. */
static char *
actions_of (YyqTestReply *reply)
{
  JsonArray *items = yyq_test_reply_items (reply, "items");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *entry = json_array_get_object_element (items, i);

    const char *action = json_object_get_string_member (entry, "action");

    if (json_object_get_int_member (entry, "at") > T0 && !g_str_equal (action, "chain.open"))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", action);
  }
  return g_string_free (text, FALSE);
}

static void
assert_found (Fixture *self, const char *token, const char *actions, const char *format, ...)
{
  g_autoptr (YyqTestReply) reply = NULL;
  g_autofree char *body = NULL;
  g_autofree char *found = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  reply = search (self, token, body);
  g_assert_cmpuint (reply->status, ==, 200);
  found = actions_of (reply);
  g_assert_cmpstr (found, ==, actions);
}

#define assert_text(object, name, wanted) \
  g_assert_cmpstr (json_object_get_string_member (object, name), ==, wanted)

static void
test_entry (Fixture *self, gconstpointer data)
{
  g_autofree char *object =
    g_strdup_printf ("%s =1+1 劳动合同 甲", yyq_contract_get_number (self->contract));
  g_autoptr (YyqTestReply) reply = search (self, self->clerk, "{\"module\":\"contract\"}");
  JsonArray *items = yyq_test_reply_items (reply, "items");
  JsonObject *entry = json_array_get_object_element (items, json_array_get_length (items) - 1);
  JsonObject *change =
    json_array_get_object_element (json_object_get_array_member (entry, "changes"), 0);

  assert_text (entry, "action", "contract.sign");
  assert_text (entry, "actor", "张测试");
  assert_text (entry, "remote", "192.0.2.7");
  assert_text (entry, "unit", YYQ_TEST_COMPANY);
  assert_text (entry, "object", object);
  assert_text (change, "field", "state");
  assert_text (change, "before", "signing");
  assert_text (change, "after", "completed");
}

static void
test_choosing (Fixture *self, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autofree char *body = g_strdup_printf ("{\"account_id\":\"%s\"}", self->platform->colleague);
  g_autofree char *choice = g_strdup_printf ("{\"enterprise_id\":\"%s\"}", self->platform->company);
  g_autofree char *found = NULL;
  g_autoptr (YyqTestReply) chosen = NULL;
  g_autoptr (YyqTestReply) reply = NULL;

  yyq_clock_freeze (T0 + 5000);
  token = yyq_test_platform_log_in (self->platform, self->platform->colleague, NULL);
  chosen = yyq_test_platform_call (self->platform, "POST", "/api/v1/auth/enterprises", token, NULL,
                                   choice);
  g_assert_cmpuint (chosen->status, ==, 200);
  reply = search (self, self->clerk, body);
  found = actions_of (reply);
  g_assert_true (g_str_has_prefix (found, "login.company account.create contract.import"));
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  YyqTestPlatform *platform = self->platform;

  assert_found (self, self->clerk, "account.create contract.import contract.sign", "{}");
  assert_found (self, self->clerk, "contract.import contract.sign", "{\"module\":\"contract\"}");
  assert_found (self, self->clerk, "account.create", "{\"module\":\"account\"}");
  assert_found (self, self->clerk, "account.create contract.import", "{\"account_id\":\"%s\"}",
                platform->colleague);
  assert_found (self, self->clerk, "contract.import", "{\"unit_id\":\"%s\"}", platform->unit);
  assert_found (self, self->clerk, "contract.import",
                "{\"from\":%" G_GINT64_FORMAT ",\"to\":%" G_GINT64_FORMAT "}", T0 + 2000,
                T0 + 3000);
  assert_found (self, self->clerk, "contract.import",
                "{\"module\":\"contract\",\"account_id\":\"%s\"}", platform->colleague);
  assert_found (self, self->clerk, "", "{\"module\":\"account\",\"account_id\":\"%s\"}",
                platform->clerk);
}

static void
test_words (Fixture *self, gconstpointer data)
{
  assert_found (self, self->clerk, "contract.import", "{\"text\":\"保密\"}");
  assert_found (self, self->clerk, "contract.sign", "{\"text\":\"%s\"}",
                yyq_contract_get_number (self->contract));
  assert_found (self, self->clerk, "contract.sign", "{\"text\":\"１＋１ 甲\"}");
  assert_found (self, self->clerk, "", "{\"text\":\"保密 甲\"}");
  assert_found (self, self->clerk, "", "{\"text\":\"%%\"}");
  assert_found (self, self->clerk, "contract.sign", "{\"text\":\" %s \"}",
                yyq_contract_get_number (self->contract));
  /* Spaces are no words, and narrow nothing. */
  assert_found (self, self->clerk, "account.create contract.import contract.sign",
                "{\"text\":\"  \"}");
}

static void
test_units (Fixture *self, gconstpointer data)
{
  const char *const units[] = { self->platform->unit, NULL };
  g_autoptr (YyqTestReply) refused = search (self, self->guest, "{}");
  g_autoptr (YyqTestReply) choices = NULL;

  yyq_assert_problem (refused, 403, "forbidden");
  yyq_test_platform_permit (self->platform, "log.view", units);
  assert_found (self, self->guest, "contract.import", "{}");
  assert_found (self, self->guest, "contract.import", "{\"module\":\"contract\"}");
  assert_found (self, self->guest, "", "{\"unit_id\":\"%s\"}", self->platform->company);
  assert_found (self, self->guest, "", "{\"unit_id\":\"%s\"}", self->platform->other);
  choices =
    yyq_test_platform_call (self->platform, "GET", "/api/v1/log/units", self->guest, NULL, NULL);
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (choices, "items")), ==, 1);
}

/* Each once, and in their order, whatever the length of a page. */
static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) all = search (self, self->clerk, "{}");
  const guint n = json_array_get_length (yyq_test_reply_items (all, "items"));
  g_autofree char *body = g_strdup ("{\"limit\":2}");

  for (guint i = 0; i < n; i += 2) {
    g_autoptr (YyqTestReply) page = search (self, self->clerk, body);
    JsonArray *items = yyq_test_reply_items (page, "items");

    for (guint j = 0; j < json_array_get_length (items); j++) {
      JsonObject *entry = json_array_get_object_element (items, j);
      JsonObject *same = json_array_get_object_element (yyq_test_reply_items (all, "items"), i + j);

      assert_text (entry, "id", json_object_get_string_member (same, "id"));
    }
    g_assert_cmpuint (json_array_get_length (items), ==, MIN (2, n - i));
    g_free (body);
    body = i + 2 < n
             ? g_strdup_printf ("{\"limit\":2,\"after\":\"%s\"}", yyq_test_reply_get (page, "next"))
             : NULL;
  }
}

static void
test_parameters (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = { "{\"module\":\"odd\"}", "{\"limit\":0}", "{\"limit\":201}",
                                       "{\"after\":\"x\"}", "{\"from\":\"yesterday\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (YyqTestReply) reply = search (self, self->clerk, wrong[i]);

    yyq_assert_problem (reply, 422, "invalid");
  }
}

static void
test_accounts (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (self->platform, "GET", "/api/v1/log/accounts", self->clerk, NULL, NULL);

  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (reply, "items")), ==, 3);
}

/* Export */

static char *
start (Fixture *self, const char *token, const char *body)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (self->platform, "POST", "/api/v1/log/export", token, NULL, body);

  g_assert_cmpuint (reply->status, ==, 202);
  return g_strdup (yyq_test_reply_get (reply, "id"));
}

static YyqTestReply *
get_job (Fixture *self, const char *token, const char *id, const char *rest)
{
  g_autofree char *target = g_strconcat ("/api/v1/jobs/", id, rest, NULL);

  return yyq_test_platform_call (self->platform, "GET", target, token, NULL, NULL);
}

static void
run (Fixture *self, const char *token, const char *id)
{
  YyqJobRunner *runner = yyq_job_runner_of (self->platform->platform);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  gboolean ended = FALSE;

  yyq_job_runner_start (runner);
  while (!ended) {
    g_autoptr (YyqTestReply) job = get_job (self, token, id, "");

    ended = !json_object_get_null_member (json_node_get_object (job->node), "ended_at");
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    poll (NULL, 0, 10);
  }
  yyq_job_runner_stop (runner);
}

static YyqTestReply *export(Fixture *self, const char *body)
{
  g_autofree char *id = start (self, self->clerk, body);
  YyqTestReply *result;

  run (self, self->clerk, id);
  result = get_job (self, self->clerk, id, "/result");
  g_assert_cmpuint (result->status, ==, 200);
  return result;
}

static void
test_csv (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) result = export(self, "{\"module\":\"contract\",\"format\":\"csv\"}");
  g_autofree char *text =
    g_strndup (g_bytes_get_data (result->body, NULL), g_bytes_get_size (result->body));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpstr (result->type, ==, "text/csv");
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbf\"序号\",\"时间\",\"模块\",\"操作\""));
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* titles, two entries, "" behind the last */
  g_assert_nonnull (strstr (lines[1], "\"合同管理\",\"导入合同\""));
  g_assert_nonnull (strstr (lines[2], "\"签署合同\""));
  g_assert_nonnull (strstr (lines[2], "\"状态：签署中\",\"状态：已完成\",\"张测试\""));
  g_assert_null (strstr (text, "login."));
}

/* (transfer full): the text of the sheet, which is the only deflated part that has rows. */
static char *
unpack_sheet (GBytes *zip, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "log.xlsx", NULL);
  const char *const arguments[] = { "unzip", "-p", path, "xl/worksheets/sheet1.xml", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status = -1;

  g_file_set_contents (path, g_bytes_get_data (zip, NULL), (gssize) g_bytes_get_size (zip), &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
test_xlsx (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) result = export(self, "{\"text\":\"甲\",\"format\":\"xlsx\"}");
  g_autofree char *sheet = unpack_sheet (result->body, self->platform->directory);

  g_assert_cmpstr (result->type, ==,
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  g_assert_nonnull (strstr (sheet, "=1+1 劳动合同 甲"));
  g_assert_nonnull (strstr (sheet, "签署合同"));
  g_assert_null (strstr (sheet, "导入合同"));
  g_assert_null (strstr (sheet, "<f>"));
}

/* Whoever lost the permission while the job waited gets no file. */
static void
test_lost (Fixture *self, gconstpointer data)
{
  YyqAccess *access = self->platform->access;
  g_autofree char *id = NULL;
  g_autoptr (YyqTestReply) items = NULL;
  g_autoptr (YyqTestReply) result = NULL;
  JsonObject *item;

  yyq_test_platform_permit (self->platform, "log.export", NULL);
  yyq_test_platform_permit (self->platform, "job.view", NULL);
  id = start (self, self->guest, "{\"format\":\"csv\"}");
  g_assert_nonnull (access);
  yyq_test_platform_sql (self->platform, "DELETE FROM role_permission WHERE code = 'log.export'");
  run (self, self->clerk, id);
  items = get_job (self, self->clerk, id, "/items");
  item = json_array_get_object_element (yyq_test_reply_items (items, "items"), 0);
  assert_text (item, "problem", "forbidden");
  result = get_job (self, self->clerk, id, "/result");
  yyq_assert_problem (result, 404, "not-found");
}

static void
test_format (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) odd = yyq_test_platform_call (
    self->platform, "POST", "/api/v1/log/export", self->clerk, NULL, "{\"format\":\"doc\"}");

  yyq_assert_problem (odd, 422, "invalid");
}

static YyqTestReply *
check (Fixture *self, const char *body)
{
  return yyq_test_platform_call (self->platform, "POST", "/api/v1/evidence/verify", self->clerk,
                                 NULL, body);
}

/* A check of the log that waits is no answer to who wants the contracts checked, too. */
static void
test_checks (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqTestReply) log = check (self, "{\"only\":\"log\"}");
  g_autoptr (YyqTestReply) again = check (self, "{\"only\":\"log\"}");
  g_autoptr (YyqTestReply) all = check (self, NULL);
  g_autoptr (YyqTestReply) odd = check (self, "{\"only\":\"x\"}");
  g_autoptr (YyqTestReply) items = NULL;

  g_assert_cmpstr (yyq_test_reply_get (log, "kind"), ==, "verify-log");
  g_assert_cmpstr (yyq_test_reply_get (again, "id"), ==, yyq_test_reply_get (log, "id"));
  g_assert_cmpstr (yyq_test_reply_get (all, "kind"), ==, "verify-evidence");
  yyq_assert_problem (odd, 422, "invalid");
  run (self, self->clerk, yyq_test_reply_get (log, "id"));
  items = get_job (self, self->clerk, yyq_test_reply_get (log, "id"), "/items");
  g_assert_cmpuint (json_array_get_length (yyq_test_reply_items (items, "items")), ==, 1);
}

/* yyqctl */

static YyqCtlResult *
verify (const char *socket)
{
  const YyqCtlSetting setting = { 0 };
  const char *const arguments[] = { "admin", "verify-audit", "--socket", socket, NULL };

  return yyq_ctl_run (&setting, arguments);
}

static void
test_verify (Fixture *self, gconstpointer data)
{
  g_autofree char *socket = g_build_filename (self->platform->directory, "log.sock", NULL);
  g_autofree char *named = g_strdup_printf ("audit chain %s, row 4", self->platform->company);
  g_autoptr (YyqPlatformServer) server = yyq_platform_server_new (self->platform->platform);
  g_autoptr (YyqCtlResult) good = NULL;
  g_autoptr (YyqCtlResult) other = NULL;
  g_autoptr (YyqCtlResult) bad = NULL;
  g_autoptr (GError) error = NULL;

  yyq_platform_server_listen_admin (server, socket, &error);
  g_assert_no_error (error);
  good = verify (socket);
  g_assert_cmpint (good->status, ==, 0);
  g_assert_nonnull (strstr (good->out, "contract events: 0\n"));
  /* The end of a contract's chain is no matter of the log. */
  yyq_test_platform_sql (self->platform, "UPDATE chain_head SET seq = 9 WHERE chain = 'contract'");
  other = verify (socket);
  g_assert_cmpint (other->status, ==, 0);
  yyq_test_platform_sql (self->platform,
                         "UPDATE audit SET remote = '192.0.2.8' WHERE action = 'account.create'");
  bad = verify (socket);
  g_assert_cmpint (bad->status, ==, 1);
  g_assert_nonnull (strstr (bad->out, named));
  yyq_platform_server_stop (server);
}

int
main (int argc, char **argv)
{
  static const YyqTestCase cases[] = {
    { "an entry says who did what to which thing, and what it changed",
      (GTestFixtureFunc) test_entry },
    { "who chooses a company stands in its log", (GTestFixtureFunc) test_choosing },
    { "module, account, unit and time narrow the log", (GTestFixtureFunc) test_filters },
    { "words are looked for in what it was done to", (GTestFixtureFunc) test_words },
    { "only entries of permitted units are seen", (GTestFixtureFunc) test_units },
    { "pages have each entry once", (GTestFixtureFunc) test_pages },
    { "wrong parameters are refused", (GTestFixtureFunc) test_parameters },
    { "the accounts to choose from are the company's", (GTestFixtureFunc) test_accounts },
    { "a CSV file has the entries in Chinese words", (GTestFixtureFunc) test_csv },
    { "an XLSX file has no formula, whatever a contract is called", (GTestFixtureFunc) test_xlsx },
    { "who has lost the permission meanwhile gets no file", (GTestFixtureFunc) test_lost },
    { "yyqctl admin verify-audit looks at the log alone, and finds one changed byte",
      (GTestFixtureFunc) test_verify },
    { "the check of the log is a task of its own, without contracts",
      (GTestFixtureFunc) test_checks },
    { "an unknown format is refused", (GTestFixtureFunc) test_format },
  };

  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("log", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
