/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-platform-config-file.h"
#include "yyq-retention-job.h"
#include "yyq-retention.h"
#include "yyq-test-identity.h"
#include "yyq-test-jobs.h"

/* Rows of every kind that has a term: old ones, and one that is still within it. */

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * HOUR_MS)

typedef struct {
  YyqTestJobs jobs;
  gint64 now;
} Fixture;

static void
execute (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (self->jobs.storage, &error, sql, "");
  g_assert_no_error (error);
}

/* "@" is a time @days ago, "#" the row's number. */
static void
add (Fixture *self, const char *sql, gint64 days, guint number)
{
  g_autoptr (GString) text = g_string_new (sql);
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, self->now - days * DAY_MS);
  g_autofree char *n = g_strdup_printf ("%u", number);

  g_string_replace (text, "@", at, 0);
  g_string_replace (text, "#", n, 0);
  execute (self, text->str);
}

static const struct {
  const char *name;
  const char *table;
  const char *sql[2];
} kinds[] = {
  { "sessions",
    "session",
    { "INSERT INTO session (id, account_id, device, method, created_at, revoked_at) "
      "VALUES ('s#', 'account', 'd', 'password', @, @)" } },
  { "tokens",
    "access_token",
    { "INSERT INTO access_token (hash, session_id, expires_at) VALUES ('h#', 'live', @)" } },
  { "challenges",
    "auth_challenge",
    { "INSERT INTO auth_challenge (id, purpose, cert_sha256, to_sign, expires_at) "
      "SELECT 'c#', 'login', 'x', phone_sealed, @ FROM account" } },
  { "guesses",
    "login_guess",
    { "INSERT INTO login_guess (whose, failures, lockouts, locked_until, last_at) "
      "VALUES ('g#', 1, 0, 0, @)" } },
  { "devices",
    "login_device",
    { "INSERT INTO login_device (id, account_id, secret_hash, created_at, last_at) "
      "VALUES ('d#', 'account', 'h#', 1, @)" } },
  { "replies",
    "idempotency",
    { "INSERT INTO idempotency (scope, key, request_hash, status, at) "
      "VALUES ('a', 'k#', 'h', 200, @)" } },
  { "feed",
    "change_log",
    { "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, unit_id) "
      "VALUES ('" YYQ_TEST_JOBS_TENANT "', #, 'contract', 'one', 'put', 1, @, 'unit')" } },
  { "messages",
    "message",
    { "INSERT INTO message (id, tenant_id, account_id, kind, at, unread, version) "
      "VALUES ('m#', '" YYQ_TEST_JOBS_TENANT "', 'account', 'ukey.bind', @, 1, 1)" } },
  { "jobs",
    "job",
    { "INSERT INTO job (id, kind, state, planned, created_at, ended_at) "
      "VALUES ('j#', 'k', 'done', 1, 1, @)",
      "INSERT INTO job_item (job_id, seq, target, what, label, state) "
      "VALUES ('j#', 1, 't', 'w', 'l', 'done')" } },
};

static void
add_rows (Fixture *self, gint64 days, guint first, guint n)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = first; i < first + n; i++)
      for (guint j = 0; j < 2 && kinds[kind].sql[j] != NULL; j++)
        add (self, kinds[kind].sql[j], days, i);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("sealed", 6);
  g_autoptr (GError) error = NULL;

  yyq_test_jobs_set_up (&self->jobs);
  /* Behind the entries of the feed that are added here. */
  execute (self, "UPDATE sync_counter SET n = 100");
  /* Two in the morning in China: the job of 04:10 does not begin beside those that are begun here.
   */
  self->now = yyq_clock_now () / DAY_MS * DAY_MS - 6 * HOUR_MS;
  yyq_clock_freeze (self->now);
  yyq_storage_execute (self->jobs.storage, &error,
                       "INSERT INTO account (id, name, phone_index, phone_sealed, phone_masked, "
                       "password_hash, created_at) VALUES ('account', 'n', 'i', $1, 'm', 'p', 1)",
                       "b", bytes);
  g_assert_no_error (error);
  add (self,
       "INSERT INTO session (id, account_id, device, method, created_at) "
       "VALUES ('live', 'account', 'd', 'password', @)",
       300, 0);
  add (self, "INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ('r', 'live', @)",
       -20, 0);
  add_rows (self, 500, 1, 2);
  add_rows (self, 0, 3, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_test_jobs_tear_down (&self->jobs);
}

static gint64
count_rows (Fixture *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) FROM %s", table);

  return yyq_test_jobs_count (&self->jobs, sql);
}

typedef gboolean (*Act) (YyqPlatform *platform, const YyqRetentionTerm *term, GError **error);

static void
act (Fixture *self, const YyqRetentionTerm *term, Act function)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (self->jobs.storage, &error);
  g_assert_no_error (error);
  function (self->jobs.platform, term, &error);
  g_assert_no_error (error);
  yyq_storage_commit (self->jobs.storage, &error);
  g_assert_no_error (error);
}

static void
act_on_all (Fixture *self, Act function)
{
  for (const YyqRetentionTerm *term = yyq_retention_terms; term->name != NULL; term++)
    act (self, term, function);
}

static void
test_counted (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const YyqRetentionTerm *term = yyq_retention_find (kinds[i].name);
    g_autoptr (GError) error = NULL;
    gint64 before_at = 0;
    gint64 n = 0;

    g_test_message ("%s", kinds[i].name);
    yyq_retention_count (self->jobs.platform, term, &before_at, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 2);
    g_assert_cmpint (before_at, ==, self->now - term->days * DAY_MS);
    g_assert_cmpint (count_rows (self, kinds[i].table), ==,
                     g_str_equal (kinds[i].name, "sessions") ? 4 : 3);
  }
}

/* Neither without an announcement nor on the day of it. */
static void
test_not_announced (Fixture *self, gconstpointer data)
{
  act_on_all (self, yyq_retention_remove);
  g_assert_cmpint (count_rows (self, "idempotency"), ==, 3);
  act_on_all (self, yyq_retention_announce);
  yyq_clock_freeze (self->now + DAY_MS / 2);
  act_on_all (self, yyq_retention_remove);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (count_rows (self, kinds[i].table), >=, 3);
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  act_on_all (self, yyq_retention_announce);
  yyq_clock_freeze (self->now + DAY_MS);
  act_on_all (self, yyq_retention_remove);
  /* The feed tells those to whom messages were told that they have gone. */
  yyq_test_jobs_assert_count (&self->jobs, 2,
                              "SELECT COUNT(*) FROM change_log WHERE entity = 'message' AND op = "
                              "'delete' AND account_id = 'account' AND seq > 100");
  execute (self, "DELETE FROM change_log WHERE seq > 100");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_test_message ("%s", kinds[i].name);
    g_assert_cmpint (count_rows (self, kinds[i].table), ==,
                     g_str_equal (kinds[i].name, "sessions") ? 2 : 1);
  }
  g_assert_cmpint (count_rows (self, "job_item"), ==, 1);
  yyq_test_jobs_assert_count (&self->jobs, 1, "SELECT COUNT(*) FROM session WHERE id = 'live'");
  yyq_test_jobs_assert_count (&self->jobs, 1, "SELECT COUNT(*) FROM change_log WHERE seq = 3");
}

/* What came past its term only after the announcement is of the next one. */
static void
test_later (Fixture *self, gconstpointer data)
{
  const YyqRetentionTerm *term = yyq_retention_find ("guesses");

  add (self, kinds[3].sql[0], term->days, 9);
  act (self, term, yyq_retention_announce);
  yyq_clock_freeze (self->now + 2 * DAY_MS);
  act (self, term, yyq_retention_remove);
  g_assert_cmpint (count_rows (self, "login_guess"), ==, 2);
  act (self, term, yyq_retention_announce);
  yyq_clock_freeze (self->now + 3 * DAY_MS);
  act (self, term, yyq_retention_remove);
  g_assert_cmpint (count_rows (self, "login_guess"), ==, 1);
}

#define OF_ACCOUNT(seq, account)                                                             \
  "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, account_id) " \
  "VALUES "                                                                                  \
  "('" YYQ_TEST_JOBS_TENANT "', " seq ", 'letter', 'one', 'put', 1, @, '" account "')"

/* The last word on a thing to a unit or an account is never removed, however old it is. */
static void
test_last_word (Fixture *self, gconstpointer data)
{
  const YyqRetentionTerm *term = yyq_retention_find ("feed");
  static const char *const of_accounts[] = { OF_ACCOUNT ("8", "a"), OF_ACCOUNT ("9", "a"),
                                             OF_ACCOUNT ("10", "b") };

  execute (self, "DELETE FROM change_log WHERE seq = 3");
  add (self,
       "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, unit_id) "
       "VALUES ('" YYQ_TEST_JOBS_TENANT "', 7, 'contract', 'one', 'delete', 1, @, 'other')",
       500, 0);
  for (guint i = 0; i < G_N_ELEMENTS (of_accounts); i++)
    add (self, of_accounts[i], 500, 0);
  act (self, term, yyq_retention_announce);
  yyq_clock_freeze (self->now + DAY_MS);
  act (self, term, yyq_retention_remove);
  yyq_test_jobs_assert_count (&self->jobs, 0,
                              "SELECT COUNT(*) FROM change_log WHERE seq IN (1, 8)");
  yyq_test_jobs_assert_count (&self->jobs, 2,
                              "SELECT COUNT(*) FROM change_log WHERE seq IN (9, 10)");
  yyq_test_jobs_assert_count (&self->jobs, 2,
                              "SELECT COUNT(*) FROM change_log WHERE seq IN (2, 7)");
}

static void
run_job (Fixture *self)
{
  g_autofree char *id = yyq_test_jobs_start (&self->jobs, &yyq_retention_job_kind, 0);

  yyq_test_jobs_wait_for_end (&self->jobs, &yyq_retention_job_kind, id, YYQ_JOB_STATE_DONE);
}

static void
test_job (Fixture *self, gconstpointer data)
{
  yyq_job_runner_add_kind (self->jobs.runner, &yyq_retention_job_kind);
  yyq_job_runner_start (self->jobs.runner);
  run_job (self);
  g_assert_cmpint (count_rows (self, "idempotency"), ==, 3);
  yyq_clock_freeze (self->now + DAY_MS);
  run_job (self);
  g_assert_cmpint (count_rows (self, "idempotency"), ==, 1);
  g_assert_cmpint (count_rows (self, "login_guess"), ==, 1);
  yyq_test_jobs_assert_count (
    &self->jobs, 1,
    "SELECT COUNT(*) FROM audit WHERE action = 'retention.remove' AND object = 'replies'");
}

static void
test_never (void)
{
  static const char *const kept[] = { "contract",       "contract_party", "contract_revision",
                                      "contract_event", "audit",          "anchor",
                                      "anchor_head",    "chain_head",     "document",
                                      "seal",           "account",        "member",
                                      "enterprise",     "wrapped_key" };

  for (const YyqRetentionTerm *term = yyq_retention_terms; term->name != NULL; term++) {
    g_assert_cmpint (term->days, >=, term->least);
    for (gsize i = 0; i < G_N_ELEMENTS (term->remove) && term->remove[i] != NULL; i++)
      for (gsize j = 0; j < G_N_ELEMENTS (kept); j++) {
        g_autofree char *start = g_strdup_printf ("DELETE FROM %s ", kept[j]);

        g_assert_false (g_str_has_prefix (term->remove[i], start));
      }
  }
  g_assert_cmpint (yyq_retention_find ("sessions")->least, >=, 180);
  g_assert_cmpint (yyq_retention_find ("jobs")->least, >=, 180);
  g_assert_cmpint (yyq_retention_find ("leases")->least, >=, 180);
}

static YyqPlatformConfigFile *
load_config (const char *terms, GError **error)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-config-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "platform.conf", NULL);
  g_autofree char *pem = g_build_filename (directory, "root.pem", NULL);
  g_autoptr (YyqTestIdentity) root =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "root", NULL, -1, 1 });
  g_autofree char *text =
    g_strdup_printf ("[platform]\ndata-dir=/nowhere\norigin=http://127.0.0.1\n"
                     "listen=127.0.0.1:0\n[signer-root a]\ncertificates=%s\nrevocation=none\n"
                     "[tsa-root b]\ncertificates=%s\n[retention]\n%s\n",
                     pem, pem, terms);
  YyqPlatformConfigFile *file;

  yyq_test_identity_write_pem (root, pem);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  file = yyq_platform_config_file_load (path, error);
  yyq_test_remove_tree (directory);
  return file;
}

static void
test_config (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *line;
    const char *named;
  } wrong[] = {
    { "sessions=30", "sessions is kept 180 days at least" },
    { "replies=7", "replies is kept 8 days at least" },
    { "contracts=400", "contracts has no term" },
    { "feed=x", "feed" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPlatformConfigFile) file = load_config ("sessions=365\nfeed=60", &error);

  g_assert_no_error (error);
  yyq_platform_config_file_apply (file, self->jobs.platform);
  g_assert_cmpint (yyq_retention_get_days (self->jobs.platform, yyq_retention_find ("sessions")),
                   ==, 365);
  g_assert_cmpint (yyq_retention_get_days (self->jobs.platform, yyq_retention_find ("jobs")), ==,
                   180);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) refused = NULL;

    g_assert_null (load_config (wrong[i].line, &refused));
    g_assert_nonnull (strstr (refused->message, wrong[i].named));
  }
}

#define ADD(name, function) \
  g_test_add ("/platform/retention/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/retention/contracts, events and audit have no term", test_never);
  ADD ("what is past its term is counted, and nothing changes", test_counted);
  ADD ("nothing goes that was not announced the day before", test_not_announced);
  ADD ("what was announced goes, and nothing else", test_removed);
  ADD ("what is past its term later waits for its own announcement", test_later);
  ADD ("the last word on a thing stays in the feed", test_last_word);
  ADD ("the job removes and announces, and the audit says so", test_job);
  ADD ("terms are configured, and none shorter than the law has it", test_config);
  return g_test_run ();
}
