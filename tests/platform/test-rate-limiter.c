/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-rate-limiter.h"

/* Time is told to it: nothing here waits. */

#define SECOND G_USEC_PER_SEC

typedef struct {
  YyqRateLimiter *limiter;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->limiter = yyq_rate_limiter_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_rate_limiter_free (fixture->limiter);
}

/* How many pass at once; @wait: what the next one is told. */
static guint
drain (Fixture *fixture, const char *remote, gint64 now_us, guint *wait)
{
  guint n = 0;

  while (
    (*wait = yyq_rate_limiter_take_address (fixture->limiter, YYQ_RATE_LOGIN, remote, now_us)) == 0)
    g_assert_cmpuint (++n, <, 100000);
  return n;
}

static void
test_bucket (Fixture *fixture, gconstpointer data)
{
  guint wait;
  guint burst = drain (fixture, "192.0.2.1", SECOND, &wait);
  guint later;

  g_assert_cmpuint (burst, >=, 20);
  g_assert_cmpuint (burst, <=, 100);
  g_assert_cmpuint (wait, ==, 1);
  later = drain (fixture, "192.0.2.1", SECOND + (gint64) wait * SECOND, &wait);
  g_assert_cmpuint (later, >=, 1);
  g_assert_cmpuint (later, <=, 5);
  /* A clock that does not go on gives nothing; a long rest gives no more than the burst. */
  g_assert_cmpuint (drain (fixture, "192.0.2.1", 0, &wait), ==, 0);
  g_assert_cmpuint (drain (fixture, "192.0.2.1", 100000 * (gint64) SECOND, &wait), ==, burst);
}

static void
test_apart (Fixture *fixture, gconstpointer data)
{
  guint wait;

  drain (fixture, "192.0.2.1", SECOND, &wait);
  g_assert_cmpuint (
    yyq_rate_limiter_take_address (fixture->limiter, YYQ_RATE_LOGIN, "192.0.2.2", SECOND), ==, 0);
  g_assert_cmpuint (
    yyq_rate_limiter_take_address (fixture->limiter, YYQ_RATE_READ, "192.0.2.1", SECOND), ==, 0);
  g_assert_cmpuint (
    yyq_rate_limiter_take_account (fixture->limiter, YYQ_RATE_LOGIN, "192.0.2.1", SECOND), ==, 0);
  g_assert_cmpuint (
    yyq_rate_limiter_take_address (fixture->limiter, YYQ_RATE_LOCAL, "192.0.2.1", SECOND), ==, 0);
}

static void
test_networks (Fixture *fixture, gconstpointer data)
{
  guint wait;

  drain (fixture, "2001:db8:1:2::1", SECOND, &wait);
  g_assert_cmpuint (drain (fixture, "2001:db8:1:2:ffff:ffff:ffff:ffff", SECOND, &wait), ==, 0);
  g_assert_cmpuint (drain (fixture, "2001:DB8:0001:0002::2", SECOND, &wait), ==, 0);
  g_assert_cmpuint (drain (fixture, "2001:db8:1:3::1", SECOND, &wait), >, 0);
  drain (fixture, "192.0.2.9", SECOND, &wait);
  g_assert_cmpuint (drain (fixture, "::ffff:192.0.2.9", SECOND, &wait), ==, 0);
  g_assert_cmpuint (drain (fixture, "::ffff:192.0.2.10", SECOND, &wait), >, 0);
  g_assert_cmpuint (drain (fixture, "unix", SECOND, &wait), >, 0);
}

/* More addresses than it has places for: each is still let in, and who has asked last is still
 * known. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  guint wait;

  for (guint i = 0; i < 40000; i++) {
    g_autofree char *remote = g_strdup_printf ("10.%u.%u.%u", i >> 16, (i >> 8) & 255, i & 255);

    g_assert_cmpuint (
      yyq_rate_limiter_take_address (fixture->limiter, YYQ_RATE_LOGIN, remote, (gint64) i), ==, 0);
  }
  drain (fixture, "192.0.2.1", 50000, &wait);
  g_assert_cmpuint (drain (fixture, "192.0.2.1", 50000, &wait), ==, 0);
}

#define ADD(name, test) g_test_add ("/rate-limiter/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a burst passes, then what the rate gives, and the wait that is told is enough",
       test_bucket);
  ADD ("addresses, accounts and kinds of work do not share", test_apart);
  ADD ("IPv6 counts by its /64, and IPv4 inside it as itself", test_networks);
  ADD ("many addresses take no more memory and shut nobody out", test_many);
  return g_test_run ();
}
