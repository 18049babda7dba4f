/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ctl-run.h"
#include "yyq-test-wait.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Between fork and exec: a file that grows over the limit fails like one on a full disk. */
static void
limit_files (gpointer data)
{
  const YyqCtlSetting *setting = data;
  const struct rlimit limit = { setting->largest_file, setting->largest_file };

  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
put_pin (GSubprocessLauncher *launcher, const char *pin)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint ((int) write (ends[1], pin, strlen (pin)), ==, (int) strlen (pin));
  close (ends[1]);
  g_subprocess_launcher_take_fd (launcher, ends[0], 3);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YyqCtlResult *self = data;
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (process, result, &self->out, &self->complaints, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static GSubprocessLauncher *
new_launcher (const YyqCtlSetting *setting)
{
  GSubprocessLauncher *launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  if (setting->softhsm != NULL)
    g_subprocess_launcher_setenv (launcher, "SOFTHSM2_CONF", setting->softhsm, TRUE);
  if (setting->language != NULL) {
    g_subprocess_launcher_setenv (launcher, "LC_ALL", "zh_CN.UTF-8", TRUE);
    g_subprocess_launcher_setenv (launcher, "LANGUAGE", setting->language, TRUE);
  }
  if (setting->largest_file != 0)
    g_subprocess_launcher_set_child_setup (launcher, limit_files, (gpointer) setting, NULL);
  if (setting->pin != NULL)
    put_pin (launcher, setting->pin);
  return launcher;
}

YyqCtlResult *
yyq_ctl_run (const YyqCtlSetting *setting, const char *const *arguments)
{
  const YyqCtlSetting usual = { 0 };
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (setting != NULL ? setting : &usual);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  YyqCtlResult *self = g_new0 (YyqCtlResult, 1);

  g_strv_builder_add (builder, g_getenv ("YYQ_CTL"));
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, self);
  yyq_test_wait_while (self->out == NULL);
  g_test_message ("%d\n%s%s", self->status, self->out, self->complaints);
  return self;
}

void
yyq_ctl_result_free (YyqCtlResult *self)
{
  g_free (self->out);
  g_free (self->complaints);
  g_free (self);
}

char *
yyq_ctl_put_file (const char *folder, const char *name, GBytes *bytes)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return path;
}
