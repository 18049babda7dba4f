/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "yyq-bench.h"
#include "yyq-contract-list-store.h"
#include "yyq-storage-open.h"
#include "yyq-test-identity.h"
#include "yyq-test-storage.h"

/*
 * Lists of the platform over very many contracts. The first page of what a clerk with many units
 * may see, in each order, and pages in the middle: how long the slowest of a hundred take.
 */

#define N_CONTRACTS 1000000
#define N_UNITS 500
#define SEEN_UNITS 100
#define RUNS 400

static const char *const fill[] = {
  "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES ('t', 't', 'n', 'u', 1)",
  "INSERT INTO enterprise (id, tenant_id, parent_id, name, uscc, created_at) "
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
  "SELECT 'u' || CAST(i AS TEXT), 't', 't', 'n', 'u' || CAST(i AS TEXT), 1 FROM n",
  /* A third lies in one unit; the rest is spread. */
  "INSERT INTO contract (id, tenant_id, enterprise_id, number, title, state, initiator_name, "
  "participants, search_text, initiated_at, version, revision, sha256) "
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
  "SELECT 'c' || CAST(i AS TEXT), 't', "
  "'u' || CAST(CASE WHEN i %% 3 = 0 THEN 7 ELSE i %% " G_STRINGIFY (
    N_UNITS) " END AS TEXT), "
             "CAST(i AS TEXT), 'T' || CAST(i %% 977 AS TEXT), "
             "CASE i %% 4 WHEN 0 THEN 'signing' WHEN 1 THEN 'completed' WHEN 2 THEN 'draft' ELSE "
             "'refused' END, "
             "'a', 'b', '', CAST(i AS BIGINT) * 7919 %% 100000007, 1, 0, 'x' FROM n",
};

static YyqPlatform *
open_platform (const char *address, const char *directory)
{
  const guint counts[] = { 0, N_UNITS - 1, N_CONTRACTS - 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_storage_open (address, directory, &error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  g_assert_no_error (error);
  yyq_storage_begin (storage, &error);
  if (yyq_test_storage_is_postgresql ())
    yyq_storage_execute (storage, &error, "SET LOCAL statement_timeout = 0", "");
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (fill); i++) {
    g_autoptr (GString) sql = g_string_new (fill[i]);
    g_autofree char *count = g_strdup_printf ("%u", counts[i]);

    g_string_replace (sql, "%u", count, 0);
    g_string_replace (sql, "%%", "%", 0);
    yyq_storage_execute (storage, &error, sql->str, "");
    g_assert_no_error (error);
  }
  yyq_storage_commit (storage, &error);
  if (!yyq_test_storage_is_postgresql () || yyq_storage_begin (storage, &error))
    yyq_storage_execute (storage, &error, "ANALYZE contract", "");
  if (yyq_storage_in_transaction (storage))
    yyq_storage_commit (storage, &error);
  g_assert_no_error (error);
  return yyq_platform_new (storage, cipher);
}

static YyqAccess *
new_clerk (void)
{
  YyqAccess *access = yyq_access_new ("clerk", "session", "t");

  for (guint i = 0; i < SEEN_UNITS; i++) {
    g_autofree char *unit = g_strdup_printf ("u%u", i);

    yyq_access_grant (access, "contract.view", unit);
  }
  return access;
}

/* SQLite works in this thread: only its own time counts, on a busy machine too. */
static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (yyq_test_storage_is_postgresql () ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID,
                 &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
measure (YyqPlatform *platform, const YyqAccess *access, YyqContractSort sort, const char *name,
         double limit_ms)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autofree double *took = g_new0 (double, RUNS);
  g_autofree char *after = NULL;

  query->sort = sort;
  query->descending = TRUE;
  for (guint i = 0; i < RUNS; i++) {
    g_autoptr (GPtrArray) page = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *next = NULL;
    double start = now_ms ();

    page = yyq_contract_list_store_read (platform, access, query, 20, after, &next, &error);
    took[i] = now_ms () - start;
    g_assert_no_error (error);
    g_assert_cmpuint (page->len, ==, 20);
    g_free (after);
    after = i % 10 == 9 ? NULL : g_steal_pointer (&next);
  }
  yyq_bench_report (name, yyq_bench_quantile (took, RUNS, 0.99), "ms", limit_ms);
}

int
main (int argc, char **argv)
{
  gboolean postgresql = yyq_test_storage_is_postgresql ();
  double limit_ms = postgresql ? 20 : 5;
  g_autofree char *directory = g_dir_make_tmp ("yyq-bench-XXXXXX", NULL);
  char *address = yyq_test_storage_make_address (FALSE);
  g_autoptr (YyqPlatform) platform = open_platform (address, directory);
  g_autoptr (YyqAccess) access = new_clerk ();
  static const struct {
    YyqContractSort sort;
    const char *sqlite, *postgresql;
  } sorts[] = {
    { YYQ_CONTRACT_SORT_INITIATED_AT, "p99 of a list by time, 100 units of 1,000,000, SQLite",
      "p99 of a list by time, 100 units of 1,000,000, PostgreSQL" },
    { YYQ_CONTRACT_SORT_TITLE, "p99 of a list by title, 100 units of 1,000,000, SQLite",
      "p99 of a list by title, 100 units of 1,000,000, PostgreSQL" },
    { YYQ_CONTRACT_SORT_STATE, "p99 of a list by state, 100 units of 1,000,000, SQLite",
      "p99 of a list by state, 100 units of 1,000,000, PostgreSQL" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    measure (platform, access, sorts[i].sort, postgresql ? sorts[i].postgresql : sorts[i].sqlite,
             limit_ms);
  yyq_storage_release (yyq_platform_get_storage (platform));
  g_clear_object (&platform);
  g_clear_pointer (&address, yyq_test_storage_drop);
  yyq_test_remove_tree (directory);
  return yyq_bench_finish ();
}
