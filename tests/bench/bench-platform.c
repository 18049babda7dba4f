/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "yyq-bench-contracts.h"
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
#define SEEN_UNITS 100
#define RUNS 400

static YyqPlatform *
open_platform (const char *address, const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_storage_open (address, directory, &error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  g_assert_no_error (error);
  yyq_bench_contracts_add (storage, N_CONTRACTS);
  return yyq_platform_new (storage, cipher);
}

static YyqAccess *
new_clerk (void)
{
  YyqAccess *access = yyq_access_new ("clerk", "session", YYQ_BENCH_TENANT);

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
