/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-drafts.h"
#include "yyq-store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define ROUNDS 20
/* Rounds in which nobody types at the end, so that the kill meets the compaction. */
#define IDLE_ROUNDS 3
#define BURST 60
#define IDLE_MS 3000
#define PADDING 300

/* The promise (ms). */
#define MOST_LOST 200

/* An operation is a number and much that need not be kept; local is the numbers. */
static GBytes *
append_number (GBytes *local, GBytes *operation, GError **error)
{
  GString *text =
    g_string_new_len (g_bytes_get_data (local, NULL), (gssize) g_bytes_get_size (local));

  g_string_append (text, g_bytes_get_data (operation, NULL));
  return g_string_free_to_bytes (text);
}

static const YyqDraftKind kind = { .name = "test.numbers",
                                   .label = "Numbers",
                                   .apply = append_number };

static YyqDrafts *
open_drafts (const char *directory)
{
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  g_autoptr (YyqCipher) cipher = NULL;

  yyq_secret_append (key, "0123456789abcdef0123456789abcdef", YYQ_CIPHER_KEY_SIZE);
  cipher = yyq_cipher_new (key, 1);
  return yyq_drafts_new (directory, cipher);
}

static YyqDraft *
open_draft (YyqDrafts *drafts, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YyqDraft *draft;

  yyq_drafts_open_async (drafts, &kind, id, store_keep_result, &result);
  store_wait (&result);
  draft = yyq_drafts_open_finish (drafts, result, &error);
  g_assert_no_error (error);
  return draft;
}

/*
 * The typist: a program of its own that types a number every other millisecond and tells "typed N
 * AT" of each, or stops after some; and tells "alive AT" from another thread that writes to the
 * same disk, so that a machine that stands still is not taken for a draft that is late.
 */
typedef struct {
  YyqDraft *draft;
  guint n;
  guint most; /* 0: for ever */
} Typist;

static void
tell (const char *what, guint n)
{
  g_autofree char *line =
    g_strdup_printf ("%s %u %" G_GINT64_FORMAT "\n", what, n, g_get_monotonic_time ());

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static gboolean
type_cb (gpointer data)
{
  Typist *typist = data;
  char operation[PADDING] = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  g_snprintf (operation, sizeof operation, "%u,", typist->n);
  bytes = g_bytes_new (operation, sizeof operation);
  /* The key is pressed now; what it takes to apply it is part of what may be lost. */
  tell ("typed", typist->n++);
  g_assert_true (yyq_draft_apply (typist->draft, bytes, NULL));
  return typist->most == 0 || typist->n < typist->most;
}

static gpointer
beat_thread (gpointer path)
{
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  GMutex lock;
  GCond never;

  g_mutex_init (&lock);
  g_cond_init (&never);
  g_mutex_lock (&lock);
  for (;;) {
    g_cond_wait_until (&never, &lock, g_get_monotonic_time () + 10000);
    if (pwrite (fd, "x", 1, 0) != 1)
      _exit (1);
    tell ("alive", 0);
  }
  return NULL;
}

static guint
count_numbers (YyqDraft *draft)
{
  gsize size;
  const char *text = g_bytes_get_data (yyq_draft_get_local (draft), &size);
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    n += text[i] == ',';
  return n;
}

G_GNUC_NORETURN static void
run_typist (const char *directory, const char *id, const char *most)
{
  g_autofree char *beat = g_strconcat (directory, ".beat", NULL);
  YyqDrafts *drafts = open_drafts (directory);
  Typist typist = { .draft = open_draft (drafts, id) };

  typist.n = count_numbers (typist.draft);
  if (g_ascii_strtoull (most, NULL, 10) > 0)
    typist.most = typist.n + (guint) g_ascii_strtoull (most, NULL, 10);
  g_thread_unref (g_thread_new ("beat", beat_thread, beat));
  g_timeout_add (2, type_cb, &typist);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* The test's own side */

typedef struct {
  GSubprocess *process;
  GDataInputStream *lines;
  GRand *rand;
  guint first;   /* number that this typist begins with */
  gboolean idle; /* killed when nobody types any more */
  guint timer;
  gint64 killed_at; /* us */
  gint64 alive_at;  /* us: the last sign of life */
  gint64 stall;     /* us: the longest time without one, in the last second */
  GArray *typed_at; /* us: of the numbers from first on */
  gboolean ended;
} Round;

static gboolean
kill_cb (gpointer data)
{
  Round *round = data;

  round->timer = 0;
  round->killed_at = g_get_monotonic_time ();
  g_subprocess_force_exit (round->process);
  return G_SOURCE_REMOVE;
}

static void
kill_in (Round *round, gint32 from_ms, gint32 to_ms)
{
  if (round->timer == 0 && round->killed_at == 0)
    round->timer =
      g_timeout_add ((guint) g_rand_int_range (round->rand, from_ms, to_ms), kill_cb, round);
}

static void
note_life (Round *round, gint64 at)
{
  if (round->alive_at != 0)
    round->stall = MAX (round->stall, at - round->alive_at);
  round->alive_at = at;
}

static void
note_line (Round *round, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  const gint64 at = g_ascii_strtoll (words[2], NULL, 10);

  if (g_str_equal (words[0], "alive")) {
    note_life (round, at);
    return;
  }
  if (round->typed_at->len == 0)
    round->first = (guint) g_ascii_strtoull (words[1], NULL, 10);
  g_array_append_val (round->typed_at, at);
  if (!round->idle)
    kill_in (round, 20, 700);
  else if (round->typed_at->len == BURST)
    kill_in (round, IDLE_MS - 10, IDLE_MS + 50);
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Round *round = data;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL) {
    round->ended = TRUE;
    return;
  }
  note_line (round, line);
  g_data_input_stream_read_line_async (round->lines, G_PRIORITY_DEFAULT, NULL, line_cb, round);
}

static gboolean
has_ended (gpointer data)
{
  return ((Round *) data)->ended;
}

static void
run_typist_until_killed (Round *round, const char *program, const char *directory, const char *id)
{
  g_autoptr (GError) error = NULL;

  round->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--typist",
                                     directory, id, round->idle ? G_STRINGIFY (BURST) : "0", NULL);
  g_assert_no_error (error);
  round->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (round->process));
  g_data_input_stream_read_line_async (round->lines, G_PRIORITY_DEFAULT, NULL, line_cb, round);
  store_wait_until (has_ended, round);
  g_subprocess_wait (round->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (round->process));
  note_life (round, round->killed_at);
  g_clear_object (&round->lines);
  g_clear_object (&round->process);
}

/* Every number once and in its order, and all that were typed long enough ago. (us) what was lost.
 */
static gint64
assert_kept (Round *round, const char *directory, const char *id)
{
  g_autoptr (YyqDrafts) drafts = open_drafts (directory);
  g_autoptr (YyqDraft) draft = open_draft (drafts, id);
  g_autofree char *text = g_strndup (g_bytes_get_data (yyq_draft_get_local (draft), NULL),
                                     g_bytes_get_size (yyq_draft_get_local (draft)));
  g_auto (GStrv) numbers = g_strsplit (text, ",", -1);
  const guint n = g_strv_length (numbers) - 1;
  gint64 lost = 0;

  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (g_ascii_strtoull (numbers[i], NULL, 10), ==, i);
  g_assert_cmpuint (n, >=, round->first);
  g_assert_cmpuint (n, <=, round->first + round->typed_at->len);
  if (n < round->first + round->typed_at->len)
    lost = round->killed_at - g_array_index (round->typed_at, gint64, n - round->first);
  g_assert_cmpint (lost, <=, MOST_LOST * 1000 + round->stall);
  return lost;
}

static void
test_kill (gconstpointer program)
{
  g_autofree char *parent = g_dir_make_tmp ("yyq-drafts-XXXXXX", NULL);
  g_autofree char *directory = g_build_filename (parent, "drafts", NULL);
  g_autoptr (YyqDrafts) drafts = open_drafts (directory);
  g_autoptr (YyqDraft) draft = yyq_drafts_create (drafts, &kind, &(YyqDraftStart){ 0 });
  g_autofree char *id = g_strdup (yyq_draft_get_id (draft));
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  gint64 worst = 0;

  g_clear_object (&draft);
  g_clear_object (&drafts);
  for (guint i = 0; i < ROUNDS; i++) {
    Round round = { .rand = rand, .idle = i % (ROUNDS / IDLE_ROUNDS) == 1 };

    round.typed_at = g_array_new (FALSE, FALSE, sizeof (gint64));
    run_typist_until_killed (&round, program, directory, id);
    worst = MAX (worst, assert_kept (&round, directory, id));
    g_array_unref (round.typed_at);
  }
  g_test_message ("At most the last %.1f ms were lost", (double) worst / 1000);
  store_remove_tree (parent);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--typist"))
    run_typist (argv[2], argv[3], argv[4]);
  g_test_init (&argc, &argv, NULL);
  /* The kill may meet a write: its torn end is cut off, with a warning. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add_data_func ("/store/drafts/twenty times killed while somebody types, all that is older "
                        "than 200 ms is there, once and in order",
                        argv[0], test_kill);
  return g_test_run ();
}
