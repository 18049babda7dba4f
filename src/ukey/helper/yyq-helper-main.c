/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yyq-ukey-helper MODULE: runs one PKCS #11 driver on behalf of the client, which speaks to it on
 * descriptor 3. Started by the client only; it has no other input and no output for people.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yyq-helper-requests.h"
#include "yyq-process.h"

/* OpenSC keeps PINs for later by default; here a PIN lives for one request. */
static const char opensc_conf[] = "app default {\n"
                                  "  framework pkcs15 {\n"
                                  "    use_pin_caching = false;\n"
                                  "    pin_cache_ignore_user_consent = false;\n"
                                  "  }\n"
                                  "}\n";

/* Nobody of the same user may read this process's memory, and it leaves no core file. */
static void
harden (void)
{
  yyq_process_hide_memory ();
  yyq_process_leave_no_core ();
  signal (SIGPIPE, SIG_IGN);
}

static void
configure_opensc (void)
{
  int fd = memfd_create ("opensc.conf", 0);
  char path[64];

  if (fd < 0 || write (fd, opensc_conf, sizeof opensc_conf - 1) != sizeof opensc_conf - 1)
    return;
  snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  setenv ("OPENSC_CONF", path, 1); /* NOLINT(concurrency-mt-unsafe): there is one thread */
}

/*
 * Ends the process when the client is gone, also while a driver hangs. PR_SET_PDEATHSIG will not
 * do: it fires when the THREAD that started us ends, and the client starts us from worker threads.
 */
static void *
watch_client (void *unused)
{
  struct pollfd client = { YYQ_UKEY_PROTOCOL_FD, POLLRDHUP, 0 };

  while (poll (&client, 1, -1) < 0 && errno == EINTR)
    continue;
  /* Idle drivers end by themselves; this is for the others. SIGALRM is not handled: it kills. */
  alarm (2);
  return NULL;
}

static gboolean
start_watch (void)
{
  pthread_t thread;
  sigset_t all;
  sigset_t before;
  int failed;

  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  failed = pthread_create (&thread, NULL, watch_client, NULL);
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  return failed == 0;
}

static gboolean
read_all (guint8 *bytes, gsize length)
{
  while (length > 0) {
    ssize_t n = read (YYQ_UKEY_PROTOCOL_FD, bytes, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    bytes += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
write_all (const guint8 *bytes, gsize length)
{
  while (length > 0) {
    ssize_t n = write (YYQ_UKEY_PROTOCOL_FD, bytes, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    bytes += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
serve_one (YyqHelperModule *module, const char *path, guint8 *buffer)
{
  g_autoptr (GByteArray) reply = NULL;
  guint32 length;

  if (!read_all ((guint8 *) &length, sizeof length))
    return FALSE;
  length = GUINT32_FROM_BE (length);
  if (length > YYQ_UKEY_REQUEST_MAX || !read_all (buffer, length))
    return FALSE;

  reply = yyq_helper_answer (module, path, buffer, length);
  explicit_bzero (buffer, length);
  length = GUINT32_TO_BE (reply->len);
  return write_all ((const guint8 *) &length, sizeof length) && write_all (reply->data, reply->len);
}

int
main (int argc, char **argv)
{
  YyqHelperModule module = { NULL };
  guint8 *buffer;

  harden ();
  if (argc != 2 || fcntl (YYQ_UKEY_PROTOCOL_FD, F_SETFD, FD_CLOEXEC) != 0) {
    fprintf (stderr, "%s is started by the client.\n", argv[0]);
    return 2;
  }
  configure_opensc ();

  /* Requests may hold a PIN: they are read into one buffer that is locked and wiped. */
  buffer =
    mmap (NULL, YYQ_UKEY_REQUEST_MAX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffer == MAP_FAILED || !start_watch ())
    return 1;
  mlock (buffer, YYQ_UKEY_REQUEST_MAX);
  madvise (buffer, YYQ_UKEY_REQUEST_MAX, MADV_DONTDUMP);
  madvise (buffer, YYQ_UKEY_REQUEST_MAX, MADV_WIPEONFORK);

  while (serve_one (&module, argv[1], buffer))
    continue;
  if (module.p11 != NULL)
    yyq_helper_module_unload (&module);
  /* Not exit(): drivers' exit handlers run after the libraries they need are gone, and crash. */
  _exit (0);
}
