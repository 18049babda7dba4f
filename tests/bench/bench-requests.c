/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "yyq-bench-contracts.h"
#include "yyq-bench.h"
#include "yyq-contract-list-store.h"
#include "yyq-contract-store.h"
#include "yyq-directory-store.h"
#include "yyq-key-file.h"
#include "yyq-session-service.h"
#include "yyq-storage-open.h"
#include "yyq-test-identity.h"
#include "yyq-wire-record.h"

/*
 * How long the platform's program works for a request that comes over SCGI, the way it does from
 * nginx: CPU time of that process alone, all of its threads together, held against the bare
 * statements with the JSON of the same rows, which this thread has prepared.
 */

#define N_CONTRACTS 100000
#define N_CLERKS 25 /* one alone would ask too often */
#define MOST_AT_A_TIME 16
#define REQUESTS 400
#define ROUNDS 9
#define CONTRACT "c600"
#define LIST "/api/v1/contracts?limit=20"
#define ONE "/api/v1/contracts/" CONTRACT

typedef struct {
  char *directory;
  char *socket;
  char *log;
  char *tokens[N_CLERKS];
  YyqPlatform *platform; /* the same data, for what is bare */
  YyqAccess *access;
  GSubprocess *process;
  clockid_t clock; /* of the process */
} Bench;

/* --- who asks --- */

static const char *const permissions[] = { "contract.view",   "contract.sign", "job.view",
                                           "evidence.verify", "log.view",      NULL };
static const char *const units[] = { "u7", "u10", "u20", "u30", "u40", NULL };

/* (transfer full): the access token of a new clerk. */
static char *
add_clerk (Bench *bench, const char *role, guint number)
{
  g_autofree char *phone = g_strdup_printf ("138000000%02u", number);
  g_autoptr (GError) error = NULL;
  g_autofree char *account =
    yyq_directory_store_create_account (bench->platform, "c", phone, "none", &error);
  g_autoptr (YyqTokens) tokens = NULL;

  g_assert_no_error (error);
  yyq_directory_store_add_member (bench->platform, account, YYQ_BENCH_TENANT, role, &error);
  g_assert_no_error (error);
  tokens = yyq_session_service_open (bench->platform, account, YYQ_BENCH_TENANT, NULL, "password",
                                     "bench", &error);
  g_assert_no_error (error);
  return g_strdup (tokens->access_token);
}

static void
add_clerks (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *role = NULL;

  yyq_storage_begin (yyq_platform_get_storage (bench->platform), &error);
  role = yyq_directory_store_create_role (bench->platform, YYQ_BENCH_TENANT, "r", permissions,
                                          units, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_CLERKS; i++)
    bench->tokens[i] = add_clerk (bench, role, i);
  yyq_storage_commit (yyq_platform_get_storage (bench->platform), &error);
  g_assert_no_error (error);
  bench->access = yyq_session_service_authenticate (bench->platform, bench->tokens[0], &error);
  g_assert_nonnull (bench->access);
}

static void
fill (Bench *bench)
{
  g_autofree char *data = g_build_filename (bench->directory, "data", NULL);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqStorage) storage = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
  storage = yyq_storage_open (NULL, data, &error);
  g_assert_no_error (error);
  yyq_bench_contracts_add (storage, N_CONTRACTS);
  bench->platform = yyq_platform_new (storage, cipher);
  add_clerks (bench);
}

/* --- the program --- */

static char *
write_config (Bench *bench)
{
  g_autoptr (YyqTestIdentity) root =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "root", NULL, -1, 1 });
  g_autofree char *pem = g_build_filename (bench->directory, "root.pem", NULL);
  g_autofree char *key = g_build_filename (bench->directory, "master.key", NULL);
  g_autofree char *text = g_strdup_printf (
    "[platform]\ndata-dir=%s/data\norigin=https://127.0.0.1\nscgi-socket=%s\nkey-file=%s\n"
    "[signer-root a]\ncertificates=%s\nrevocation=none\n[tsa-root b]\ncertificates=%s\n",
    bench->directory, bench->socket, key, pem, pem);
  char *path = g_build_filename (bench->directory, "platform.conf", NULL);

  yyq_test_identity_write_pem (root, pem);
  g_assert_cmpint (yyq_key_file_add (key, NULL), ==, 1);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
die_with_bench (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static int
connect_to (Bench *bench)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, bench->socket, sizeof address.sun_path);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

/* The log is written, as it is where the program serves. */
static void
start (Bench *bench)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *program = g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "src", "platform",
                                               "main", "yuyunqian-platform", NULL);
  g_autofree char *config = write_config (bench);
  g_autoptr (GError) error = NULL;
  int fd;

  g_subprocess_launcher_set_stderr_file_path (launcher, bench->log);
  g_subprocess_launcher_set_child_setup (launcher, die_with_bench, NULL, NULL);
  bench->process =
    g_subprocess_launcher_spawn (launcher, &error, program, "--config", config, NULL);
  g_assert_no_error (error);
  while ((fd = connect_to (bench)) < 0)
    g_usleep (10000);
  close (fd);
  g_assert_cmpint (
    clock_getcpuclockid (atoi (g_subprocess_get_identifier (bench->process)), &bench->clock), ==,
    0);
}

static void
stop (Bench *bench)
{
  g_subprocess_send_signal (bench->process, SIGTERM);
  g_subprocess_wait (bench->process, NULL, NULL);
  g_object_unref (bench->process);
  yyq_storage_release (yyq_platform_get_storage (bench->platform));
  g_object_unref (bench->platform);
  yyq_access_unref (bench->access);
  yyq_test_remove_tree (bench->directory);
  g_free (bench->directory);
  g_free (bench->socket);
  g_free (bench->log);
  for (guint i = 0; i < N_CLERKS; i++)
    g_free (bench->tokens[i]);
}

/* --- requests --- */

static void
add_pair (GString *head, const char *name, const char *value)
{
  g_string_append_len (head, name, (gssize) strlen (name) + 1);
  g_string_append_len (head, value, (gssize) strlen (value) + 1);
}

/* (transfer full): what nginx with its scgi_params says for a request of the client. */
static GString *
make_request (Bench *bench, guint clerk, const char *target)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", bench->tokens[clerk], NULL);
  g_autofree char *remote = g_strdup_printf ("192.0.2.%u", clerk + 1);
  const char *const pairs[][2] = {
    { "CONTENT_LENGTH", "0" },
    { "REQUEST_METHOD", "GET" },
    { "REQUEST_URI", target },
    { "QUERY_STRING", strchr (target, '?') != NULL ? strchr (target, '?') + 1 : "" },
    { "CONTENT_TYPE", "" },
    { "DOCUMENT_URI", target },
    { "DOCUMENT_ROOT", "/usr/share/nginx/html" },
    { "SCGI", "1" },
    { "SERVER_PROTOCOL", "HTTP/1.1" },
    { "REQUEST_SCHEME", "https" },
    { "HTTPS", "on" },
    { "REMOTE_ADDR", remote },
    { "REMOTE_PORT", "50123" },
    { "SERVER_PORT", "443" },
    { "SERVER_NAME", "platform.example.com" },
    { "HTTP_HOST", "platform.example.com" },
    { "HTTP_USER_AGENT", "yuyunqian/0.6" },
    { "HTTP_ACCEPT_LANGUAGE", "zh-CN" },
    { "HTTP_AUTHORIZATION", authorization },
    { "HTTP_ACCEPT", "application/json" },
    { "HTTP_ACCEPT_ENCODING", "gzip, deflate, br" },
  };
  g_autoptr (GString) head = g_string_new (NULL);
  GString *request = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    add_pair (head, pairs[i][0], pairs[i][1]);
  g_string_append_printf (request, "%zu:", head->len);
  g_string_append_len (request, head->str, (gssize) head->len);
  return g_string_append_c (request, ',');
}

static int
begin (Bench *bench, const GString *request)
{
  int fd = connect_to (bench);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (send (fd, request->str, request->len, MSG_NOSIGNAL), ==, request->len);
  return fd;
}

/* Takes @fd. */
static void
end (int fd)
{
  static char reply[65536];
  gsize length = 0;
  gssize n;

  while ((n = recv (fd, reply + length, sizeof reply - length, 0)) > 0)
    length += (gsize) n;
  close (fd);
  g_assert_cmpint (n, ==, 0);
  if (length == 0 || !g_str_has_prefix (reply, "Status: 200 ") || reply[length - 1] != '}')
    g_error ("no such answer was wanted: %.*s", (int) length, reply);
}

static double
clock_us (clockid_t clock)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (clock, &now), ==, 0);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

/* us of the platform's process for one request, of which there are so many at a time. */
static double
cost_of (Bench *bench, GPtrArray *requests, guint at_a_time)
{
  const double before = clock_us (bench->clock);
  int under_way[MOST_AT_A_TIME];

  for (guint i = 0; i < REQUESTS + at_a_time; i++) {
    if (i >= at_a_time)
      end (under_way[i % at_a_time]);
    if (i < REQUESTS)
      under_way[i % at_a_time] = begin (bench, g_ptr_array_index (requests, i % N_CLERKS));
  }
  return (clock_us (bench->clock) - before) / REQUESTS;
}

/* --- the same rows, asked for by this thread --- */

static void
write_list (Bench *bench)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) page = NULL;
  g_autofree char *next = NULL;

  query->descending = TRUE;
  page =
    yyq_contract_list_store_read (bench->platform, bench->access, query, 20, NULL, &next, NULL);
  g_assert_cmpuint (page->len, ==, 20);
  for (guint i = 0; i < page->len; i++)
    yyq_wire_record_write (g_ptr_array_index (page, i), text);
}

static void
write_one (Bench *bench)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (YyqContract) contract =
    yyq_contract_store_load (bench->platform, bench->access, YYQ_CONTRACT_VIEW, CONTRACT, NULL);

  yyq_wire_record_write (contract, text);
}

static double
bare_cost (Bench *bench, void (*write) (Bench *))
{
  const double before = clock_us (CLOCK_THREAD_CPUTIME_ID);

  for (guint i = 0; i < REQUESTS; i++)
    write (bench);
  return (clock_us (CLOCK_THREAD_CPUTIME_ID) - before) / REQUESTS;
}

static void
free_request (gpointer request)
{
  g_string_free (request, TRUE);
}

static void
compare (Bench *bench, const char *what, const char *target, void (*write) (Bench *))
{
  static const struct {
    const char *how;
    guint at_a_time;
    double limit;
  } ways[] = {
    { "one at a time", 1, 1.5 },
    { "16 at a time", MOST_AT_A_TIME, YYQ_BENCH_NO_LIMIT },
  };
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (free_request);

  for (guint i = 0; i < N_CLERKS; i++)
    g_ptr_array_add (requests, make_request (bench, i, target));
  for (guint way = 0; way < G_N_ELEMENTS (ways); way++) {
    g_autofree char *name =
      g_strdup_printf ("CPU of the platform for %s over SCGI, %s", what, ways[way].how);
    g_auto (YyqBenchPairs) pairs = { 0 };

    cost_of (bench, requests, ways[way].at_a_time);
    bare_cost (bench, write);
    yyq_bench_pairs_init (&pairs, ROUNDS);
    for (guint i = 0; i < ROUNDS; i++) {
      pairs.ours[i] = cost_of (bench, requests, ways[way].at_a_time);
      pairs.theirs[i] = bare_cost (bench, write);
    }
    yyq_bench_compare (name, &pairs, "us", "statement and JSON", ways[way].limit);
  }
}

int
main (void)
{
  Bench bench = { NULL };

  bench.directory = g_dir_make_tmp ("yyq-bench-XXXXXX", NULL);
  bench.socket = g_build_filename (bench.directory, "platform.sock", NULL);
  bench.log = g_build_filename (bench.directory, "log", NULL);
  fill (&bench);
  start (&bench);
  compare (&bench, "a list of 20", LIST, write_list);
  compare (&bench, "one contract", ONE, write_one);
  stop (&bench);
  return yyq_bench_finish ();
}
