/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-launcher.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "yyq-developer.h"

#define READY_FD 3

struct _YyqDemoLauncher {
  GObject parent_instance;

  GSubprocess *process;    /* (owned) (nullable) */
  GDataInputStream *ready; /* (owned) (nullable) */
  char *url;               /* (owned) (nullable) */
  char *module;            /* (owned) (nullable) */
  char *softhsm2_conf;     /* (owned) (nullable) */
  gboolean empty;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (YyqDemoLauncher, yyq_demo_launcher, G_TYPE_OBJECT)

typedef enum {
  SIGNAL_EXITED,
  N_SIGNALS
} YyqDemoLauncherSignal;

static guint signals[N_SIGNALS];

/* In the build tree the platform stands beside the client's folder; installed, in the same folder.
 */
static char *
find_platform (void)
{
  const char *build_root = yyq_developer_getenv ("YYQ_BUILD_ROOT");

  if (build_root != NULL) {
    g_autofree char *built =
      g_build_filename (build_root, "src", "platform", "main", "yuyunqian-platform", NULL);

    if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&built);
  }
  return g_build_filename (YYQ_BINDIR, "yuyunqian-platform", NULL);
}

/* Between fork and exec: only what is safe there. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () == 1)
    _exit (1);
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqDemoLauncher) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (!self->stopping && self->url != NULL)
    g_signal_emit (self, signals[SIGNAL_EXITED], 0);
}

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
read_answer (YyqDemoLauncher *self, const char *line, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  const char *url;

  if (line == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         "the demo platform ended before it was ready");
    return FALSE;
  }
  if (!json_parser_load_from_data (parser, line, -1, error))
    return FALSE;
  root = json_parser_get_root (parser);
  url = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
          ? text_member (json_node_get_object (root), "url")
          : NULL;
  if (url == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "the demo platform did not say its address");
    return FALSE;
  }
  self->url = g_strdup (url);
  self->module = g_strdup (text_member (json_node_get_object (root), "module"));
  self->softhsm2_conf = g_strdup (text_member (json_node_get_object (root), "softhsm2_conf"));
  return TRUE;
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqDemoLauncher *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (error == NULL && read_answer (self, line, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
spawn (YyqDemoLauncher *self, int write_fd, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *platform = find_platform ();
  const char *argv[] = { platform, "--demo", "--ready-fd", "3", self->empty ? "--demo-empty" : NULL,
                         NULL };

  /* The launcher closes the descriptor, also when it fails. */
  g_subprocess_launcher_take_fd (launcher, write_fd, READY_FD);
  if (platform == NULL) {
    g_set_error_literal (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT,
                         "the program yuyunqian-platform was not found");
    return FALSE;
  }
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, argv, error);
  return self->process != NULL;
}

void
yyq_demo_launcher_start_async (YyqDemoLauncher *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) pipe_end = NULL;
  int fds[2];

  g_return_if_fail (YYQ_IS_DEMO_LAUNCHER (self));
  g_return_if_fail (self->process == NULL);

  g_task_set_source_tag (task, yyq_demo_launcher_start_async);
  if (!g_unix_open_pipe (fds, FD_CLOEXEC, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  pipe_end = g_unix_input_stream_new (fds[0], TRUE);
  if (!spawn (self, fds[1], &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_subprocess_wait_async (self->process, NULL, exited_cb, g_object_ref (self));
  self->ready = g_data_input_stream_new (pipe_end);
  g_data_input_stream_read_line_async (self->ready, G_PRIORITY_DEFAULT, cancellable, line_read_cb,
                                       g_steal_pointer (&task));
}

gboolean
yyq_demo_launcher_start_finish (YyqDemoLauncher *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
yyq_demo_launcher_get_url (YyqDemoLauncher *self)
{
  g_return_val_if_fail (YYQ_IS_DEMO_LAUNCHER (self), NULL);
  return self->url;
}

const char *
yyq_demo_launcher_get_module (YyqDemoLauncher *self)
{
  g_return_val_if_fail (YYQ_IS_DEMO_LAUNCHER (self), NULL);
  return self->module;
}

const char *
yyq_demo_launcher_get_softhsm2_conf (YyqDemoLauncher *self)
{
  g_return_val_if_fail (YYQ_IS_DEMO_LAUNCHER (self), NULL);
  return self->softhsm2_conf;
}

void
yyq_demo_launcher_stop (YyqDemoLauncher *self)
{
  g_return_if_fail (YYQ_IS_DEMO_LAUNCHER (self));

  self->stopping = TRUE;
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
}

void
yyq_demo_launcher_stop_and_wait (YyqDemoLauncher *self)
{
  yyq_demo_launcher_stop (self);
  if (self->process != NULL)
    g_subprocess_wait (self->process, NULL, NULL);
}

void
yyq_demo_launcher_set_empty (YyqDemoLauncher *self, gboolean empty)
{
  g_return_if_fail (YYQ_IS_DEMO_LAUNCHER (self));
  self->empty = empty;
}

YyqDemoLauncher *
yyq_demo_launcher_new (void)
{
  return g_object_new (YYQ_TYPE_DEMO_LAUNCHER, NULL);
}

static void
yyq_demo_launcher_finalize (GObject *object)
{
  YyqDemoLauncher *self = YYQ_DEMO_LAUNCHER (object);

  g_clear_object (&self->process);
  g_clear_object (&self->ready);
  g_free (self->url);
  g_free (self->module);
  g_free (self->softhsm2_conf);
  G_OBJECT_CLASS (yyq_demo_launcher_parent_class)->finalize (object);
}

static void
yyq_demo_launcher_class_init (YyqDemoLauncherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_demo_launcher_finalize;
  signals[SIGNAL_EXITED] = g_signal_new ("exited", YYQ_TYPE_DEMO_LAUNCHER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_demo_launcher_init (YyqDemoLauncher *self)
{
}
