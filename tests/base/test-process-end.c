/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <unistd.h>

static gboolean
draw (void)
{
  guint8 byte;

  return RAND_bytes (&byte, sizeof byte) == 1;
}

/* In place of a thread that nobody joined: handlers that were registered first run last. */
static void
draw_late (void)
{
  if (!draw ())
    _exit (1);
}

static void
test_late (void)
{
  if (g_test_subprocess ()) {
    atexit (draw_late);
    g_assert_true (draw ());
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process-end/who comes after main() still finds OpenSSL whole", test_late);
  return g_test_run ();
}
