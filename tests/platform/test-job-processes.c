/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "yyq-test-jobs.h"

/* Rows of docs/manual-coverage.md: 88. */

/* Two processes work on jobs, and are killed in the middle of it. */

#define ITEMS 500
#define PATIENCE_MS (60 * 1000)

static gboolean
plan_many (YyqJobWork *work, const char *after, GError **error)
{
  guint first = *after != '\0' ? (guint) g_ascii_strtoull (after, NULL, 10) : 0;

  for (guint i = first + 1; i <= MIN (first + 120, ITEMS); i++) {
    g_autofree char *target = g_strdup_printf ("%u", i);

    if (!yyq_job_work_add_item (work, target, "Number", target, error))
      return FALSE;
  }
  return TRUE;
}

/* Whoever watches a process of workers sees each item begin. */
static gboolean
step_told (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  if (write (STDOUT_FILENO, ".", 1) != 1)
    return FALSE;
  return yyq_test_jobs_count_effect (work, item, error);
}

/* One of its items ends the process that works on it. */
static gboolean
step_deadly (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  if (g_str_equal (yyq_job_item_get_target (item), "2"))
    kill (getpid (), SIGKILL);
  return yyq_test_jobs_count_effect (work, item, error);
}

static gboolean
step_daily (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  return TRUE;
}

static const YyqJobKind many = { .name = "many",
                                 .permission = "p",
                                 .title = "Many",
                                 .plan = plan_many,
                                 .step = step_told };

static const YyqJobKind deadly = { .name = "deadly",
                                   .permission = "p",
                                   .title = "Deadly",
                                   .step = step_deadly };

static const YyqJobKind daily = { .name = "daily",
                                  .permission = "p",
                                  .title = "Daily",
                                  .daily = "00:00",
                                  .step = step_daily };

/* So often nobody is killed in a row by accident. */
static const YyqJobTerms terms = { .lease_ms = 400,
                                   .slice_ms = 150,
                                   .first_wait_ms = 40,
                                   .longest_wait_ms = 100,
                                   .most_tries = 8,
                                   .idle_ms = 50 };

/* What a process of workers is; it works until it is killed. */
static int
run_worker (const char *directory, const char *address)
{
  g_autoptr (YyqPlatform) platform = yyq_test_jobs_open_platform (address, directory);
  g_autoptr (YyqJobRunner) runner = yyq_job_runner_new (platform, &terms);
  char end;

  yyq_platform_add_service (platform, runner);
  yyq_job_runner_add_kind (runner, &many);
  yyq_job_runner_add_kind (runner, &deadly);
  yyq_job_runner_add_kind (runner, &daily);
  yyq_job_runner_start (runner);
  /* The test has gone. */
  while (read (STDIN_FILENO, &end, 1) > 0)
    continue;
  yyq_job_runner_stop (runner);
  return 0;
}

static const char *program;

typedef struct {
  YyqTestJobs jobs;
  GSubprocess *workers[2];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  yyq_test_jobs_set_up (&self->jobs);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->workers); i++)
    if (self->workers[i] != NULL) {
      g_subprocess_force_exit (self->workers[i]);
      g_subprocess_wait (self->workers[i], NULL, NULL);
      g_object_unref (self->workers[i]);
    }
  yyq_test_jobs_tear_down (&self->jobs);
}

static void
start_worker (Fixture *self, guint i)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->workers[i]);
  self->workers[i] =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                      program, "--worker", self->jobs.directory, self->jobs.address, NULL);
  g_assert_no_error (error);
}

/* At any moment of an item: it takes some milliseconds, most of them for the disk. */
static void
kill_worker (Fixture *self, guint i)
{
  const struct timespec moment = { .tv_nsec = g_random_int_range (0, 5 * 1000 * 1000) };

  ppoll (NULL, 0, &moment, NULL);
  g_subprocess_force_exit (self->workers[i]);
  g_subprocess_wait (self->workers[i], NULL, NULL);
}

/* Reads until @n items more have begun; gives the process that the last of them is of. */
static guint
watch_items (Fixture *self, guint n)
{
  struct pollfd fds[2];
  guint last = 0;

  for (guint i = 0; i < 2; i++)
    fds[i] = (struct pollfd){ g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (
                                g_subprocess_get_stdout_pipe (self->workers[i]))),
                              POLLIN, 0 };
  for (guint seen = 0; seen < n;) {
    g_assert_cmpint (poll (fds, 2, PATIENCE_MS), >, 0);
    for (guint i = 0; i < 2; i++) {
      char dots[64];
      ssize_t got = fds[i].revents != 0 ? read (fds[i].fd, dots, MIN (sizeof dots, n - seen)) : 0;

      if (got > 0) {
        seen += (guint) got;
        last = i;
      }
      if (seen >= n)
        break;
    }
  }
  return last;
}

/* Whoever works on the job dies in the middle of it, a few times; others go on. */
static void
run_round (Fixture *self)
{
  g_autofree char *id = yyq_test_jobs_start (&self->jobs, &many, 0);
  guint kills = (guint) g_random_int_range (1, 4);

  for (guint i = 0; i < kills; i++) {
    guint victim = watch_items (self, (guint) g_random_int_range (1, ITEMS / 4));

    kill_worker (self, victim);
    start_worker (self, victim);
  }
  yyq_test_jobs_wait_for_end (&self->jobs, &many, id, YYQ_JOB_STATE_DONE);
  yyq_test_jobs_assert_count (&self->jobs, ITEMS,
                              "SELECT COUNT(*) FROM login_guess WHERE failures = 1");
  yyq_test_jobs_assert_count (&self->jobs, ITEMS, "SELECT COUNT(*) FROM login_guess");
  yyq_storage_execute (self->jobs.storage, NULL, "DELETE FROM login_guess", "");
}

static void
test_killed (Fixture *self, gconstpointer data)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint rounds = 0;

  start_worker (self, 0);
  start_worker (self, 1);
  while (rounds < 20 && (rounds < 3 || g_get_monotonic_time () < until)) {
    run_round (self);
    rounds++;
  }
  g_test_message ("%u rounds", rounds);
  yyq_test_jobs_assert_count (
    &self->jobs, rounds,
    "SELECT COUNT(*) FROM job WHERE kind = 'many' AND state = 'done' AND done = 500 "
    "AND total = 500 AND failed = 0 AND due_at IS NULL");
  yyq_test_jobs_assert_count (&self->jobs, 0,
                              "SELECT COUNT(*) FROM job_item WHERE state <> 'done'");
  /* As often as they were started, and at the same time: the daily job is one. */
  yyq_test_jobs_assert_count (&self->jobs, 1, "SELECT COUNT(*) FROM job WHERE kind = 'daily'");
}

static void
test_deadly (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yyq_test_jobs_start (&self->jobs, &deadly, 3);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_MS * 1000;
  g_autoptr (YyqJobItem) first = NULL;
  g_autoptr (YyqJobItem) second = NULL;
  gboolean ended = FALSE;

  start_worker (self, 0);
  while (!ended) {
    g_autoptr (YyqJob) job = yyq_test_jobs_load (&self->jobs, &deadly, id);

    ended = yyq_job_get_ended_at (job) != 0;
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    if (!ended && g_subprocess_get_identifier (self->workers[0]) == NULL)
      start_worker (self, 0);
    g_main_context_iteration (NULL, FALSE);
    poll (NULL, 0, 10);
  }
  first = yyq_test_jobs_load_item (&self->jobs, id, 1);
  second = yyq_test_jobs_load_item (&self->jobs, id, 2);
  g_assert_cmpint (yyq_job_item_get_state (first), ==, YYQ_JOB_ITEM_STATE_DONE);
  g_assert_cmpint (yyq_job_item_get_state (second), ==, YYQ_JOB_ITEM_STATE_FAILED);
  g_assert_cmpstr (yyq_job_item_get_problem (second), ==, "internal");
  yyq_test_jobs_assert_count (&self->jobs, 2,
                              "SELECT COUNT(*) FROM login_guess WHERE failures = 1");
}

#define ADD(name, test) g_test_add ("/job processes/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  if (argc >= 3 && g_str_equal (argv[1], "--worker"))
    return run_worker (argv[2], argc > 3 ? argv[3] : NULL);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  ADD ("each item is done once, whichever process is killed and when", test_killed);
  ADD ("an item that kills whoever works on it fails, and the others are done", test_deadly);
  return g_test_run ();
}
