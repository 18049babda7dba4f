/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * The client's first frame against a minimal libadwaita window, its memory, and its frames while a
 * list of 100,000 is scrolled. Arguments: bench-window, minimal-window. Runs below
 * tests/e2e/with-display.sh.
 */

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-bench-cache.h"
#include "yyq-bench-memory.h"
#include "yyq-bench.h"
#include "yyq-test-identity.h"

#define MANY 100000
#define FEW 60
#define N_RUNS 15
#define N_SCROLLS 5
#define N_USES 5
#define MOST_TURN_MS 25
#define MOST_ROWS_MS 60
#define IDLE_S 4
#define PATIENCE_MS 30000
#define BENCH_FD 3

typedef struct {
  pid_t pid;
  FILE *says;
} Program;

typedef struct {
  const char *client;
  const char *minimal;
  char *large;
  char *small;
} Bench;

/* Between fork and exec. */
static void
become_program (char *const *argv, int descriptor)
{
  dup2 (descriptor, BENCH_FD);
  if (descriptor != BENCH_FD)
    close (descriptor);
  execv (argv[0], argv);
  _exit (127);
}

static Program
start (const char *const *argv)
{
  Program program = { 0 };
  int fds[2];

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  program.pid = fork ();
  if (program.pid == 0)
    become_program ((char *const *) argv, fds[1]);
  close (fds[1]);
  program.says = fdopen (fds[0], "r");
  /* poll() must see what was not read yet. */
  setvbuf (program.says, NULL, _IONBF, 0);
  return program;
}

/* FALSE with the line "end". */
static gboolean
listen_to (Program *program, char word[64], double *value)
{
  struct pollfd descriptor = { fileno (program->says), POLLIN, 0 };

  if (poll (&descriptor, 1, PATIENCE_MS) != 1 ||
      fscanf (program->says, "%63s %lf", word, value) != 2)
    g_error ("The program says nothing");
  return !g_str_equal (word, "end");
}

static void
stop (Program *program)
{
  kill (program->pid, SIGKILL);
  waitpid (program->pid, NULL, 0);
  fclose (program->says);
}

static void
until_shown (Program *program)
{
  char word[64];
  double value;

  listen_to (program, word, &value);
  g_assert_cmpstr (word, ==, "shown");
}

/* ms from fork to the first frame of what is wanted. */
static double
time_frame (const char *const *argv)
{
  gint64 start_at = g_get_monotonic_time ();
  Program program = start (argv);
  double took;

  until_shown (&program);
  took = (double) (g_get_monotonic_time () - start_at) / 1000.0;
  stop (&program);
  return took;
}

static void
compare_frames (Bench *bench, const char *name, const char *page, const char *cache, double limit)
{
  const char *ours[] = { bench->client, page, cache, NULL };
  const char *theirs[] = { bench->minimal, NULL };
  g_auto (YyqBenchPairs) pairs = { 0 };

  yyq_bench_pairs_init (&pairs, N_RUNS);
  time_frame (theirs);
  time_frame (ours);
  for (guint i = 0; i < N_RUNS; i++) {
    pairs.theirs[i] = time_frame (theirs);
    pairs.ours[i] = time_frame (ours);
  }
  yyq_bench_compare (name, &pairs, "ms", "minimal libadwaita window", limit);
}

static void
report_memory (Bench *bench, const char *name, const char *page, const char *cache, double limit)
{
  const char *ours[] = { bench->client, page, cache, NULL };
  Program program = start (ours);

  until_shown (&program);
  g_usleep (IDLE_S * G_USEC_PER_SEC);
  yyq_bench_report (name, yyq_bench_memory_pss (program.pid), "MiB", limit);
  stop (&program);
}

/* The scrolling of which the others on this computer disturbed least: a frame has its time whatever
 * they do. */
static void
report_scrolling (Bench *bench)
{
  const char *ours[] = { bench->client, "contracts", bench->large, "scroll", NULL };
  double p95[N_SCROLLS];
  double after[N_SCROLLS];

  for (guint i = 0; i < N_SCROLLS; i++) {
    Program program = start (ours);
    char word[64];
    double value;

    until_shown (&program);
    while (listen_to (&program, word, &value))
      if (g_str_equal (word, "frame-p95"))
        p95[i] = value;
    after[i] = yyq_bench_memory_pss (program.pid);
    stop (&program);
  }
  yyq_bench_report ("frame while scrolling 100000 contracts, p95",
                    yyq_bench_quantile (p95, N_SCROLLS, 0), "ms", 8);
  yyq_bench_report ("PSS after scrolling", yyq_bench_quantile (after, N_SCROLLS, 0.5), "MiB",
                    YYQ_BENCH_NO_LIMIT);
}

/* The least disturbed of several runs, for each word that they say. */
static void
use_once (Bench *bench, GHashTable *best)
{
  const char *ours[] = { bench->client, "contracts", bench->large, "use", NULL };
  Program program = start (ours);
  char word[64];
  double value;

  until_shown (&program);
  while (listen_to (&program, word, &value)) {
    double *before = g_hash_table_lookup (best, word);

    if (before != NULL)
      *before = MIN (*before, value);
    else
      g_hash_table_insert (best, g_strdup (word), g_memdup2 (&value, sizeof value));
  }
  stop (&program);
}

static void
report_use (Bench *bench)
{
  g_autoptr (GHashTable) best = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) words = NULL;

  for (guint i = 0; i < N_USES; i++)
    use_once (bench, best);
  words = g_list_sort (g_hash_table_get_keys (best), (GCompareFunc) strcmp);
  for (GList *link = words; link != NULL; link = link->next) {
    const char *word = link->data;
    const gboolean turn = g_str_has_prefix (word, "turn-");
    g_autofree char *name =
      turn ? g_strdup_printf ("longest turn of the main loop, %s", word + strlen ("turn-"))
           : g_strdup_printf ("first rows on screen, %s", word + strlen ("rows-"));

    yyq_bench_report (name, *(double *) g_hash_table_lookup (best, word), "ms",
                      turn ? MOST_TURN_MS : MOST_ROWS_MS);
  }
}

static void
make_cache (const char *directory, guint n)
{
  g_autoptr (YyqBenchCache) cache = yyq_bench_cache_open (directory);

  yyq_bench_cache_fill (cache, n);
}

int
main (int argc, char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-bench-XXXXXX", NULL);
  Bench bench = { argv[1], argv[2], g_build_filename (directory, "large", NULL),
                  g_build_filename (directory, "small", NULL) };

  g_assert_cmpint (argc, ==, 3);
  g_setenv ("YYQ_BENCH_FD", G_STRINGIFY (BENCH_FD), TRUE);
  make_cache (bench.large, MANY);
  make_cache (bench.small, FEW);
  compare_frames (&bench, "first frame of the log-in page", "login", NULL, 1.35);
  compare_frames (&bench, "first frame of the home page", "home", bench.small, 1.7);
  compare_frames (&bench, "first frame with contracts", "contracts", bench.small, 2.2);
  compare_frames (&bench, "first frame with 100000 contracts", "contracts", bench.large, 2.2);
  report_memory (&bench, "PSS of the idle home page", "home", bench.small, 105);
  report_memory (&bench, "PSS of the idle contracts", "contracts", bench.large, 130);
  report_scrolling (&bench);
  report_use (&bench);
  yyq_test_remove_tree (directory);
  g_free (bench.large);
  g_free (bench.small);
  return yyq_bench_finish ();
}
