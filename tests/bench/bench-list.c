/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * The list of contracts over a cache of 100,000 against one of 60: when the first rows stand in the
 * model, when all do, and what searching and sorting take. No window: see bench-client.
 */

#include "yyq-bench-cache.h"
#include "yyq-bench-memory.h"
#include "yyq-bench.h"
#include "yyq-contract-entity.h"
#include "yyq-sync-private.h"
#include "yyq-test-identity.h"

#define MANY 100000
#define FEW 60
#define N_RUNS 15

typedef struct {
  YyqBenchCache *cache;
  YyqContractQuery *query;
  guint all; /* rows that the query has */
} Listing;

static YyqRecordList *
new_list (YyqBenchCache *cache, const YyqContractQuery *query)
{
  g_autoptr (YyqRecordQuery) records = yyq_contract_entity_query (query);

  return yyq_record_list_new (cache->records, &yyq_contract_entity, records, -1);
}

static void
changed_cb (guint *n_changes)
{
  (*n_changes)++;
}

/* Until the first rows are there, and their objects too. */
static void
first_rows (gpointer data)
{
  Listing *listing = data;
  g_autoptr (YyqRecordList) list = new_list (listing->cache, listing->query);

  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 20; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
}

static void
all_rows (gpointer data)
{
  Listing *listing = data;
  g_autoptr (YyqRecordList) list = new_list (listing->cache, listing->query);

  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < listing->all)
    g_main_context_iteration (NULL, TRUE);
}

/* Lets what the last runs began come to its end. */
static void
settle (gpointer unused)
{
  for (guint i = 0; i < 20; i++) {
    g_usleep (10000);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
}

static guint
count_rows (Listing *listing)
{
  g_autoptr (YyqRecordList) list = new_list (listing->cache, listing->query);
  guint n_changes = 0;

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), &n_changes);
  settle (NULL);
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (NULL);
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
compare_first_rows (YyqBenchCache *many, YyqBenchCache *few)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_auto (YyqBenchPairs) pairs = { 0 };
  Listing large = { many, query, MANY };
  Listing small = { few, query, FEW };

  yyq_bench_pairs_init (&pairs, N_RUNS);
  pairs.before = settle;
  yyq_bench_pairs_run (&pairs, first_rows, &large, first_rows, &small);
  yyq_bench_compare ("first rows of 100000 contracts", &pairs, "ms", "of 60", 1.3);
  settle (NULL);
  yyq_bench_report ("all rows of 100000 contracts",
                    yyq_bench_median (all_rows, settle, &large, N_RUNS), "ms", YYQ_BENCH_NO_LIMIT);
}

static void
report_query (YyqBenchCache *many, const char *name, YyqContractQuery *query)
{
  Listing listing = { many, query, 0 };
  g_autofree char *first = g_strconcat (name, ", first rows", NULL);
  g_autofree char *all = g_strconcat (name, ", all rows", NULL);

  listing.all = count_rows (&listing);
  g_assert_cmpuint (listing.all, >, 20);
  yyq_bench_report (first, yyq_bench_median (first_rows, settle, &listing, N_RUNS), "ms",
                    YYQ_BENCH_NO_LIMIT);
  yyq_bench_report (all, yyq_bench_median (all_rows, settle, &listing, N_RUNS), "ms",
                    YYQ_BENCH_NO_LIMIT);
}

static void
report_queries (YyqBenchCache *many)
{
  static const struct {
    const char *name;
    const char *text;
    YyqContractSort sort;
  } queries[] = {
    { "search of a given name", "王伟", YYQ_CONTRACT_SORT_INITIATED_AT },
    { "search of a word that half of them have", "劳动", YYQ_CONTRACT_SORT_INITIATED_AT },
    { "sort by title", NULL, YYQ_CONTRACT_SORT_TITLE },
    { "sort by state", NULL, YYQ_CONTRACT_SORT_STATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

    yyq_contract_query_set_text (query, queries[i].text);
    query->sort = queries[i].sort;
    query->descending = queries[i].sort == YYQ_CONTRACT_SORT_INITIATED_AT;
    report_query (many, queries[i].name, query);
  }
}

static void
report_memory (YyqBenchCache *many)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (YyqRecordList) list = NULL;
  const double before = yyq_bench_memory_pss (0);

  list = new_list (many, query);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < MANY)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < MANY; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  yyq_bench_report ("a list of 100000, all rows visited", yyq_bench_memory_pss (0) - before, "MiB",
                    YYQ_BENCH_NO_LIMIT);
}

int
main (void)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-bench-XXXXXX", NULL);
  g_autofree char *large = g_build_filename (directory, "large", NULL);
  g_autofree char *small = g_build_filename (directory, "small", NULL);
  YyqBenchCache *many = yyq_bench_cache_open (large);
  YyqBenchCache *few = yyq_bench_cache_open (small);

  yyq_bench_cache_fill (many, MANY);
  yyq_bench_cache_fill (few, FEW);
  compare_first_rows (many, few);
  settle (NULL);
  report_queries (many);
  report_memory (many);
  yyq_bench_cache_free (many);
  yyq_bench_cache_free (few);
  yyq_test_remove_tree (directory);
  return yyq_bench_finish ();
}
