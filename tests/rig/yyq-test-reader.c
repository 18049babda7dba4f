/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-reader.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PCSCD "/usr/sbin/pcscd"
#define READY_MS 10000

struct _YyqTestReader {
  char *directory;
  GSubprocess *service;
  int control;
};

gboolean
yyq_test_reader_prepare (void)
{
  g_autofree char *path = NULL;

  /* Its pid file's folder is compiled in. */
  if (!g_file_test (PCSCD, G_FILE_TEST_IS_EXECUTABLE) ||
      (geteuid () != 0 && !g_file_test ("/run/pcscd", G_FILE_TEST_IS_DIR)))
    return FALSE;
  path = g_strdup_printf ("%s/yyq-pcscd-%d.sock", g_get_tmp_dir (), getpid ());
  g_setenv ("PCSCLITE_CSOCK_NAME", path, TRUE);
  return TRUE;
}

static int
listen_at (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_unlink (path);
  g_assert_cmpuint (g_strlcpy (address.sun_path, path, sizeof address.sun_path), <,
                    sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (fd, 16), ==, 0);
  return fd;
}

static void
write_slot (const char *directory, const char *name, YyqTestIdentity *identity)
{
  g_autofree char *key = g_strdup_printf ("%s/%s.key", directory, name);
  g_autofree char *crt = g_strdup_printf ("%s/%s.crt", directory, name);

  yyq_test_identity_write_key (identity, key);
  yyq_test_identity_write_pem (identity, crt);
}

static void
write_card (const char *directory, YyqTestIdentity *login, YyqTestIdentity *sign, const char *pin)
{
  g_autofree char *path = g_build_filename (directory, "pin", NULL);

  write_slot (directory, "9a", login);
  write_slot (directory, "9c", sign);
  g_assert_true (g_file_set_contents (path, pin, -1, NULL));
}

static char *
write_configuration (YyqTestReader *self, const char *control)
{
  char *directory = g_build_filename (self->directory, "reader.conf.d", NULL);
  g_autofree char *path = g_build_filename (directory, "reader", NULL);
  g_autofree char *text =
    g_strdup_printf ("FRIENDLYNAME \"Test UKey\"\nDEVICENAME %s:%s\nLIBPATH %s\nCHANNELID 0\n",
                     control, self->directory, g_getenv ("YYQ_TEST_READER"));

  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return directory;
}

static void
die_with_test (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Socket activation gives it another socket than the compiled-in one; it wants its own pid said. */
static void
start_service (YyqTestReader *self, const char *configuration)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  g_subprocess_launcher_take_fd (launcher, listen_at (g_getenv ("PCSCLITE_CSOCK_NAME")), 3);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->service = g_subprocess_launcher_spawn (
    launcher, &error, "sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec " PCSCD " -f -c \"$0\"",
    configuration, NULL);
  g_assert_no_error (error);
}

YyqTestReader *
yyq_test_reader_new (YyqTestIdentity *login, YyqTestIdentity *sign, const char *pin)
{
  YyqTestReader *self = g_new0 (YyqTestReader, 1);
  g_autofree char *control = NULL;
  g_autofree char *configuration = NULL;
  GPollFD ready = { -1, G_IO_IN, 0 };

  self->directory = g_dir_make_tmp ("yyq-reader-XXXXXX", NULL);
  write_card (self->directory, login, sign, pin);
  control = g_build_filename (self->directory, "control", NULL);
  configuration = write_configuration (self, control);
  ready.fd = listen_at (control);
  start_service (self, configuration);
  g_assert_cmpint (g_poll (&ready, 1, READY_MS), ==, 1);
  self->control = accept4 (ready.fd, NULL, NULL, SOCK_CLOEXEC);
  g_assert_cmpint (self->control, >=, 0);
  close (ready.fd);
  return self;
}

void
yyq_test_reader_free (YyqTestReader *self)
{
  g_subprocess_send_signal (self->service, SIGKILL);
  g_subprocess_wait (self->service, NULL, NULL);
  g_object_unref (self->service);
  close (self->control);
  g_unlink (g_getenv ("PCSCLITE_CSOCK_NAME"));
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  g_free (self);
}

void
yyq_test_reader_tell (YyqTestReader *self, const char *command, guint *tries, guint *n_signatures)
{
  char answer[64] = "";
  guint a = 0;
  guint b = 0;

  g_assert_cmpint (send (self->control, command, strlen (command), MSG_NOSIGNAL), >, 0);
  g_assert_cmpint (recv (self->control, answer, sizeof answer - 1, 0), >, 0);
  g_assert_cmpint (sscanf (answer, "tries=%u signatures=%u", &a, &b), ==, 2);
  if (tries != NULL)
    *tries = a;
  if (n_signatures != NULL)
    *n_signatures = b;
}

void
yyq_test_reader_insert_other (YyqTestReader *self, YyqTestIdentity *login, YyqTestIdentity *sign)
{
  g_autofree char *directory = g_build_filename (self->directory, "XXXXXX", NULL);
  g_autofree char *command = NULL;

  g_assert_nonnull (g_mkdtemp (directory));
  write_card (directory, login, sign, YYQ_TEST_READER_PIN);
  command = g_strdup_printf ("insert %s", directory);
  yyq_test_reader_tell (self, command, NULL, NULL);
}
