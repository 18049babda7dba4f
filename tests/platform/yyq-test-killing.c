/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-killing.h"

#include <gio/gio.h>
#include <signal.h>
#include <sys/prctl.h>

#include "yyq-test-identity.h"
#include "yyq-test-wait.h"

static void
write_config (const char *path, const char *directory, const char *key_file, const char *address)
{
  g_autoptr (YyqTestIdentity) root =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "root", NULL, -1, 1 });
  g_autofree char *pem = g_build_filename (directory, "root.pem", NULL);
  g_autofree char *storage =
    address != NULL ? g_strdup_printf ("storage=%s\n", address) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
    "[platform]\ndata-dir=%s/data\nkey-file=%s\norigin=https://127.0.0.1\nscgi-socket=%s/"
    "platform.sock\n%s"
    "[signer-root a]\ncertificates=%s\nrevocation=none\n[tsa-root b]\ncertificates=%s\n",
    directory, key_file, directory, storage, pem, pem);

  yyq_test_identity_write_pem (root, pem);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
die_with_test (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
start (const char *config)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("YYQ_PLATFORM"), "--config",
                                         config, NULL);
  g_assert_no_error (error);
  return process;
}

static gboolean
end_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
live_for (const char *config, guint life_ms)
{
  g_autoptr (GSubprocess) process = start (config);
  gboolean over = FALSE;

  g_timeout_add (life_ms, end_cb, &over);
  yyq_test_wait_while (!over);
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

void
yyq_test_kill_until_ready (const char *directory, const char *key_file, const char *address)
{
  g_autofree char *config = g_build_filename (directory, "platform.conf", NULL);
  g_autofree char *socket = g_build_filename (directory, "platform.sock", NULL);

  write_config (config, directory, key_file, address);
  for (guint life_ms = 1; !g_file_test (socket, G_FILE_TEST_EXISTS); life_ms += 1 + life_ms / 4)
    live_for (config, life_ms);
}
