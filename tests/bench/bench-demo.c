/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "yyq-bench-memory.h"
#include "yyq-bench.h"
#include "yyq-clerk.h"
#include "yyq-contract-list-store.h"
#include "yyq-contract-store.h"
#include "yyq-storage-open.h"
#include "yyq-wire-record.h"

/*
 * The platform's program with the companies of the demo: what it keeps in memory, and how long it
 * works for a request, held against the statement and the JSON of the same rows: for information,
 * because what counts is SCGI (bench-requests.c).
 */

#define REQUESTS 300
#define ROUNDS 5
#define LIST "/api/v1/contracts?limit=20"

typedef struct {
  char *directory;
  GSubprocess *process;
  char *url;
} Demo;

static void
die_with_bench (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start (Demo *demo)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "src", "platform",
                                               "main", "yuyunqian-platform", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  demo->directory = g_dir_make_tmp ("yyq-bench-XXXXXX", &error);
  g_assert_no_error (error);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_bench, NULL, NULL);
  demo->process = g_subprocess_launcher_spawn (launcher, &error, program, "--demo", "--demo-dir",
                                               demo->directory, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (demo->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  node = json_from_string (line, &error);
  g_assert_no_error (error);
  demo->url = g_strdup (json_object_get_string_member (json_node_get_object (node), "url"));
}

static void
stop (Demo *demo)
{
  g_subprocess_send_signal (demo->process, SIGTERM);
  g_subprocess_wait (demo->process, NULL, NULL);
  g_object_unref (demo->process);
  yyq_test_remove_tree (demo->directory);
  g_free (demo->directory);
  g_free (demo->url);
}

/* us: that all threads of the process have worked. */
static double
worked_us (Demo *demo)
{
  g_autofree char *tasks =
    g_strdup_printf ("/proc/%s/task", g_subprocess_get_identifier (demo->process));
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  double sum = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *path = g_build_filename (tasks, name, "schedstat", NULL);
    g_autofree char *text = NULL;

    if (g_file_get_contents (path, &text, NULL, NULL))
      sum += g_ascii_strtod (text, NULL) / 1e3;
  }
  return sum;
}

static void
ask (YyqClerk *clerk, const char *path)
{
  g_autoptr (GBytes) reply = yyq_clerk_get (clerk, path);

  g_assert_cmpuint (g_bytes_get_size (reply), >, 100);
}

/* us of the platform's process for one request. */
static double
cost_of (Demo *demo, YyqClerk *clerk, const char *path)
{
  const double before = worked_us (demo);

  for (guint i = 0; i < REQUESTS / ROUNDS; i++)
    ask (clerk, path);
  return (worked_us (demo) - before) * ROUNDS / REQUESTS;
}

/* The same rows, asked for by this thread */

typedef struct {
  YyqPlatform *platform;
  YyqAccess *access;
  const char *id; /* of one contract */
} Bare;

static YyqAccess *
see_all (YyqStorage *storage)
{
  g_autoptr (YyqRows) rows = NULL;
  g_autoptr (GError) error = NULL;
  YyqAccess *access = NULL;

  rows =
    yyq_storage_query (storage, &error,
                       "SELECT e.id, e.tenant_id FROM enterprise e WHERE e.tenant_id = (SELECT "
                       "tenant_id FROM contract GROUP BY tenant_id ORDER BY count(*) DESC "
                       "LIMIT 1)",
                       "");
  g_assert_no_error (error);
  while (yyq_rows_next (rows, &error)) {
    if (access == NULL)
      access = yyq_access_new ("clerk", "session", yyq_rows_get_text (rows, 1));
    yyq_access_grant (access, YYQ_CONTRACT_VIEW, yyq_rows_get_text (rows, 0));
  }
  g_assert_no_error (error);
  return access;
}

static void
write_list (const Bare *bare)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) page = NULL;
  g_autofree char *next = NULL;

  query->descending = TRUE;
  page = yyq_contract_list_store_read (bare->platform, bare->access, query, 20, NULL, &next, NULL);
  g_assert_cmpuint (page->len, ==, 20);
  for (guint i = 0; i < page->len; i++)
    yyq_wire_record_write (g_ptr_array_index (page, i), text);
}

static void
write_one (const Bare *bare)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (YyqContract) contract =
    yyq_contract_store_load (bare->platform, bare->access, YYQ_CONTRACT_VIEW, bare->id, NULL);

  yyq_wire_record_write (contract, text);
}

static double
bare_cost (const Bare *bare, void (*write) (const Bare *))
{
  struct timespec before;
  struct timespec after;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &before);
  for (guint i = 0; i < REQUESTS / ROUNDS; i++)
    write (bare);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &after);
  return ((double) (after.tv_sec - before.tv_sec) * 1e6 +
          (double) (after.tv_nsec - before.tv_nsec) / 1e3) *
         ROUNDS / REQUESTS;
}

static void
compare (Demo *demo, YyqClerk *clerk, const char *name, const char *path, const Bare *bare,
         void (*write) (const Bare *))
{
  g_auto (YyqBenchPairs) pairs = { 0 };

  ask (clerk, path);
  write (bare);
  yyq_bench_pairs_init (&pairs, ROUNDS);
  for (guint i = 0; i < ROUNDS; i++) {
    pairs.ours[i] = cost_of (demo, clerk, path);
    pairs.theirs[i] = bare_cost (bare, write);
  }
  yyq_bench_compare (name, &pairs, "us", "statement and JSON", YYQ_BENCH_NO_LIMIT);
}

static char *
first_id (YyqClerk *clerk)
{
  g_autoptr (JsonNode) list = yyq_clerk_get_json (clerk, LIST);
  JsonArray *items = json_object_get_array_member (json_node_get_object (list), "items");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (items, 0), "id"));
}

static void
compare_requests (Demo *demo)
{
  g_autoptr (YyqClerk) clerk =
    yyq_clerk_new (demo->url, NULL, "15400000001", "Yuyun-2026", "豫州云启科技有限公司");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_storage_open (NULL, demo->directory, &error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqPlatform) platform = NULL;
  g_autoptr (YyqAccess) access = NULL;
  g_autofree char *id = first_id (clerk);
  g_autofree char *path = g_strconcat ("/api/v1/contracts/", id, NULL);

  g_assert_no_error (error);
  platform = yyq_platform_new (storage, cipher);
  access = see_all (storage);
  {
    const Bare bare = { platform, access, id };

    compare (demo, clerk, "CPU of the demo for a list of 20, over SoupServer", LIST, &bare,
             write_list);
    compare (demo, clerk, "CPU of the demo for one contract, over SoupServer", path, &bare,
             write_one);
  }
  yyq_storage_release (storage);
}

int
main (void)
{
  Demo demo = { NULL };

  start (&demo);
  g_usleep (2 * G_USEC_PER_SEC);
  yyq_bench_report ("private memory of the idle demo",
                    yyq_bench_memory_private (atoi (g_subprocess_get_identifier (demo.process))),
                    "MiB", 70);
  compare_requests (&demo);
  stop (&demo);
  return yyq_bench_finish ();
}
