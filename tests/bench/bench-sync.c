/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-memory.h"
#include "yyq-bench.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-aside.h"

/*
 * A client and its platform in one process: how long the first sync of very many contracts takes,
 * and whether the process grows with what changes.
 */

#define MANY 100000
#define FEW 200
#define CHANGES 10000
#define ID_LIKE "bench-%"

/* Copies of the contract @id, and what tells of them. */
static void
multiply (YyqTestPlatform *platform, const char *id, guint n)
{
  static const char *const statements[] = {
    "INSERT INTO contract (id, tenant_id, enterprise_id, number, title, state, initiator_name, "
    "participants, search_text, initiated_at, completed_at, due_at, version, my_turn, revision, "
    "sha256, pages) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $N) "
    "SELECT printf('bench-%06d', i), c.tenant_id, c.enterprise_id, printf('BENCH-%06d', i), "
    "c.title, c.state, c.initiator_name, c.participants, c.search_text, c.initiated_at - i, "
    "c.completed_at, c.due_at, 1, c.my_turn, c.revision, c.sha256, c.pages FROM n, contract c "
    "WHERE c.id = '$ID'",
    "INSERT INTO contract_party (id, contract_id, seq, side, enterprise_id, name, state, "
    "signed_at, field, page, x, y, width, height, seal_kind) SELECT p.id || c.id, c.id, p.seq, "
    "p.side, p.enterprise_id, p.name, p.state, p.signed_at, p.field, p.page, p.x, p.y, p.width, "
    "p.height, p.seal_kind FROM contract c, contract_party p WHERE c.id LIKE '" ID_LIKE
    "' AND p.contract_id = '$ID'",
    "INSERT INTO change_log (tenant_id, unit_id, seq, entity, entity_id, op, version, at) SELECT "
    "c.tenant_id, c.enterprise_id, s.n + row_number() OVER (ORDER BY c.id), 'contract', c.id, "
    "'put', c.version, 1 FROM contract c JOIN sync_counter s ON s.tenant_id = c.tenant_id WHERE "
    "c.id LIKE '" ID_LIKE "'",
    "UPDATE sync_counter SET n = (SELECT max(seq) FROM change_log l WHERE l.tenant_id = "
    "sync_counter.tenant_id) WHERE tenant_id IN (SELECT tenant_id FROM change_log)",
  };
  g_autofree char *count = g_strdup_printf ("%u", n);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++) {
    g_autoptr (GString) sql = g_string_new (statements[i]);

    g_string_replace (sql, "$N", count, 0);
    g_string_replace (sql, "$ID", id, 0);
    yyq_test_platform_execute (platform, sql->str);
  }
}

/* They are counted when they are all there. */
static gboolean
has_all (gpointer data)
{
  SyncFixture *fixture = data;
  YyqContractCounts counts = { 0 };

  yyq_contract_repository_get_counts (yyq_contract_repository_of (fixture->session), &counts);
  return counts.all > MANY;
}

/* The platform has a thread of its own here, as it has a process of its own elsewhere. */
static void
report_first_sync (void)
{
  SyncFixture fixture = { 0 };
  YyqTestAside *aside = yyq_test_aside_new ();
  YyqTestPlatform *platform = yyq_test_aside_get_platform (aside);
  g_autofree char *id = yyq_test_platform_add_contract (platform, "固定期限劳动合同", "周子涵");
  gint64 start;

  multiply (platform, id, MANY);
  sync_fixture_set_up (&fixture, NULL);
  start = g_get_monotonic_time ();
  g_assert_true (sync_fixture_try_connect (&fixture, yyq_test_platform_get_url (platform), NULL));
  g_assert_true (sync_fixture_login (&fixture, YYQ_TEST_PASSWORD, NULL));
  g_assert_true (sync_fixture_choose (&fixture, yyq_test_platform_get_company_id (platform), NULL));
  g_assert_true (sync_fixture_refresh (&fixture, NULL));
  yyq_bench_report ("first sync of 100000 contracts",
                    (double) (g_get_monotonic_time () - start) / 1e6, "s", 20);
  sync_wait (has_all, &fixture);
  yyq_test_aside_free (aside);
  sync_fixture_tear_down (&fixture, NULL);
}

/* All of them became different. */
static void
change_all (SyncFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yyq_test_platform_execute (fixture->platform,
                             "UPDATE contract SET version = version + 1, initiated_at = "
                             "initiated_at + 1 WHERE id LIKE '" ID_LIKE "'");
  yyq_test_platform_execute (
    fixture->platform,
    "INSERT INTO change_log (tenant_id, unit_id, seq, entity, entity_id, op, version, at) SELECT "
    "c.tenant_id, c.enterprise_id, s.n + row_number() OVER (ORDER BY c.id), 'contract', c.id, "
    "'put', c.version, 1 FROM contract c JOIN sync_counter s ON s.tenant_id = c.tenant_id WHERE "
    "c.id LIKE '" ID_LIKE "'");
  yyq_test_platform_execute (fixture->platform,
                             "UPDATE sync_counter SET n = (SELECT max(seq) FROM change_log l WHERE "
                             "l.tenant_id = sync_counter.tenant_id) WHERE tenant_id IN (SELECT "
                             "tenant_id FROM change_log)");
  g_assert_true (sync_fixture_refresh (fixture, &error));
  g_assert_no_error (error);
}

static void
report_growth (void)
{
  SyncFixture fixture = { 0 };
  g_autofree char *id = NULL;
  double before;

  sync_fixture_set_up (&fixture, NULL);
  id = yyq_test_platform_add_contract (fixture.platform, "固定期限劳动合同", "周子涵");
  multiply (fixture.platform, id, FEW);
  sync_fixture_enter (&fixture);
  for (guint i = 0; i < CHANGES / FEW / 5; i++)
    change_all (&fixture);
  before = yyq_bench_memory_private (0);
  for (guint i = 0; i < CHANGES / FEW; i++)
    change_all (&fixture);
  yyq_bench_report ("memory after 10000 changes, of what it was before",
                    yyq_bench_memory_private (0) / before, "ratio", 1.05);
  sync_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  report_growth ();
  report_first_sync ();
  return yyq_bench_finish ();
}
