/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-body.h"
#include "yyq-outbox-fixture.h"
#include "yyq-sync-fixture.h"

#include <signal.h>

#define N_OBJECTS 50
#define N_EACH 20
#define N_LARGE 50 /* every so many has a body that is a file */
#define N_AFTER 7  /* every so many waits for one of another object */

/*
 * A client that sends, in a process of its own, so that it can be killed whatever it does just
 * then. It ends by itself when nothing is left.
 */

static gboolean
look_cb (gpointer user_data)
{
  OutboxClient *client = user_data;

  if (store_ask (client->database, "SELECT COUNT(*) FROM outbox") == 0)
    exit (0);
  return G_SOURCE_CONTINUE;
}

G_GNUC_NORETURN static void
run_client (const char *directory, const char *url)
{
  OutboxClient client;

  outbox_client_open (&client, directory, url);
  /* Time has gone by since the last start, and a person has pressed "try again" everywhere. */
  store_ask (client.database, "UPDATE outbox SET state = 'waiting', next_at = 0");
  yyq_outbox_runner_run (client.runner);
  g_timeout_add (50, look_cb, &client);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* The test's own side */

typedef struct {
  RecordingPlatform *platform;
  GSubprocess *process;
  GRand *rand;
  guint timer; /* until it is killed: from its first command on, however slowly it began */
  guint n_kills;
  gboolean ended;
} Stress;

static void
kill_it (gpointer data)
{
  Stress *stress = data;

  stress->timer = 0;
  g_subprocess_force_exit (stress->process);
}

static RecordingAnswer
choose (const char *object_id, gint64 n, gpointer data)
{
  Stress *stress = data;
  const gint32 dice = g_rand_int_range (stress->rand, 0, 100);

  if (stress->timer == 0)
    stress->timer =
      g_timeout_add_once ((guint) g_rand_int_range (stress->rand, 10, 1200), kill_it, stress);
  return dice < 5    ? RECORDING_FAIL
         : dice < 12 ? RECORDING_LOSE_REPLY
         : dice < 20 ? RECORDING_REFUSE
                     : RECORDING_DO;
}

/* (transfer full): the key. */
static char *
add (OutboxClient *client, guint object, guint n, const char *after, const char *after_key)
{
  g_autofree char *object_id = g_strdup_printf ("object-%u", object);
  const gsize padding = (object * N_EACH + n) % N_LARGE == 0 ? YYQ_OUTBOX_BODY_LARGE : 0;
  g_autoptr (GBytes) body = recording_body_new (n, after, padding);
  g_autoptr (YyqOutboxEntry) entry = yyq_outbox_entry_new (outbox_test_kind.name, object_id, body);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  entry->after = g_strdup (after_key);
  yyq_outbox_add_async (client->outbox, entry, FALSE, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_outbox_change_finish (client->outbox, result, &error);
  g_assert_no_error (error);
  return g_strdup (entry->idempotency_key);
}

/* Object by object and in between, as a person does it; what is waited for was made before. */
static void
fill (Stress *stress, const char *directory)
{
  OutboxClient client;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  outbox_client_open (&client, directory, yyq_test_front_get_url (stress->platform->front));
  for (guint n = 1; n <= N_EACH; n++) {
    for (guint object = 0; object < N_OBJECTS; object++) {
      const gboolean waits = keys->len > 0 && keys->len % N_AFTER == 0;
      const guint other =
        waits ? (guint) g_rand_int_range (stress->rand, 0, (gint32) keys->len) : 0;
      g_autofree char *after =
        waits ? g_strdup_printf ("object-%u:%u", other % N_OBJECTS, other / N_OBJECTS + 1) : NULL;

      g_ptr_array_add (keys, add (&client, object, n, after, waits ? keys->pdata[other] : NULL));
    }
  }
  outbox_client_close (&client);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stress *stress = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  stress->ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return ((Stress *) data)->ended;
}

/* TRUE: it ended by itself, there is nothing left to send. */
static gboolean
run_once (Stress *stress, const char *program, const char *directory)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  stress->process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--client", directory,
                      yyq_test_front_get_url (stress->platform->front), NULL);
  g_assert_no_error (error);
  stress->ended = FALSE;
  g_subprocess_wait_async (stress->process, NULL, ended_cb, stress);
  sync_wait (has_ended, stress);
  g_clear_handle_id (&stress->timer, g_source_remove);
  done = g_subprocess_get_if_exited (stress->process);
  if (done) {
    g_assert_cmpint (g_subprocess_get_exit_status (stress->process), ==, 0);
  } else {
    g_assert_cmpint (g_subprocess_get_term_sig (stress->process), ==, SIGKILL);
    stress->n_kills++;
  }
  g_clear_object (&stress->process);
  return done;
}

static guint
count_files (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "outbox", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_stress (gconstpointer program)
{
  g_autofree char *directory = g_dir_make_tmp ("yyq-outbox-XXXXXX", NULL);
  Stress stress = { .platform = recording_platform_new () };
  const RecordingPlatform *platform = stress.platform;
  const guint32 seed = (guint32) g_test_rand_int ();

  stress.rand = g_rand_new_with_seed (seed);
  stress.platform->choose = choose;
  stress.platform->data = &stress;
  fill (&stress, directory);
  g_assert_cmpuint (count_files (directory), ==, N_OBJECTS * N_EACH / N_LARGE);

  while (!run_once (&stress, program, directory))
    g_assert_cmpuint (stress.n_kills, <, 1000);

  g_test_message ("seed %u: %u kills, %u refusals, %u replays", seed, stress.n_kills,
                  platform->n_refused, platform->n_replayed);
  g_assert_cmpuint (platform->n_done, ==, N_OBJECTS * N_EACH);
  g_assert_cmpuint (g_hash_table_size (platform->places), ==, N_OBJECTS * N_EACH);
  g_assert_cmpuint (platform->n_out_of_order, ==, 0);
  /* It was no walk in the park. */
  g_assert_cmpuint (platform->n_refused, >, 0);
  g_assert_cmpuint (platform->n_replayed, >, 0);
  g_assert_cmpuint (stress.n_kills, >, 2);
  g_assert_cmpuint (count_files (directory), ==, 0);
  recording_platform_free (stress.platform);
  g_rand_free (stress.rand);
  store_remove_tree (directory);
}

int
main (int argc, char **argv)
{
  const gboolean client = argc == 4 && g_str_equal (argv[1], "--client");
  g_autofree char *directory = client ? g_strdup (argv[2]) : NULL;
  g_autofree char *url = client ? g_strdup (argv[3]) : NULL;

  if (client)
    argc = 1;
  sync_fixture_prepare (&argc, &argv);
  if (client)
    run_client (directory, url);
  g_test_add_data_func ("/sync/outbox/a thousand commands, refused and killed at random, come each "
                        "once and in order",
                        argv[0], test_stress);
  return g_test_run ();
}
