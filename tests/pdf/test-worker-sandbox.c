/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yyq-pdf-worker.h"

/* What a process inside may do; its exit status is the number of the first thing that went wrong.
 */
static int
try_to_escape (void)
{
  if (!yyq_worker_sandbox_enter (YYQ_PDF_WORKER_CPU_S, YYQ_PDF_WORKER_PATIENCE_S))
    return 1;
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
    return 2;
  if (open ("/etc/passwd", O_RDONLY) >= 0 || errno != EPERM)
    return 3;
  if (fork () >= 0 || errno != EPERM)
    return 4;
  if (execl ("/bin/true", "true", NULL) != -1 || errno != EPERM)
    return 5;
  if (mmap (NULL, 2 * (gsize) YYQ_PDF_WORKER_MEMORY, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1,
            0) != MAP_FAILED)
    return 6;
  return malloc (1024 * 1024) == NULL ? 7 : 0;
}

static void
test_nothing_works (void)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    _exit (try_to_escape ());
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/worker/inside there is no network, no file, no program and little memory",
                   test_nothing_works);
  return g_test_run ();
}
