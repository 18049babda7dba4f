/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-wall-timer.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

typedef struct {
  YyqWallTimer *timer;
  guint n;
  gboolean frees;
} Fixture;

static void
called_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n++;
  if (fixture->frees)
    g_clear_pointer (&fixture->timer, yyq_wall_timer_free);
}

static gboolean
over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
turn_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->timer = yyq_wall_timer_new (called_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  g_clear_pointer (&fixture->timer, yyq_wall_timer_free);
}

static void
test_moment (Fixture *fixture, gconstpointer data)
{
  const gint64 at = yyq_clock_now () + 50;

  yyq_wall_timer_set (fixture->timer, at);
  while (fixture->n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (yyq_clock_now (), >=, at);
  turn_for (100);
  g_assert_cmpuint (fixture->n, ==, 1);
}

static void
test_past (Fixture *fixture, gconstpointer data)
{
  yyq_wall_timer_set (fixture->timer, 1);
  while (fixture->n == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_instead (Fixture *fixture, gconstpointer data)
{
  yyq_wall_timer_set (fixture->timer, yyq_clock_now () + 20);
  yyq_wall_timer_set (fixture->timer, yyq_clock_now () + HOUR_MS);
  turn_for (100);
  g_assert_cmpuint (fixture->n, ==, 0);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  turn_for (20);
  yyq_wall_timer_set (fixture->timer, yyq_clock_now () + 20);
  yyq_wall_timer_set (fixture->timer, 0);
  turn_for (100);
  g_assert_cmpuint (fixture->n, ==, 0);
}

static void
test_frees (Fixture *fixture, gconstpointer data)
{
  fixture->frees = TRUE;
  yyq_wall_timer_set (fixture->timer, yyq_clock_now ());
  while (fixture->timer != NULL)
    g_main_context_iteration (NULL, TRUE);
  turn_for (20);
  g_assert_cmpuint (fixture->n, ==, 1);
}

/* What tests stop is another clock than that of the system. */
static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (HOUR_MS);
  yyq_wall_timer_set (fixture->timer, 2 * HOUR_MS);
  turn_for (50);
  g_assert_cmpuint (fixture->n, ==, 0);
  yyq_wall_timer_set (fixture->timer, HOUR_MS + 20);
  while (fixture->n == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (HOUR_MS);
  yyq_wall_timer_set (fixture->timer, 24 * HOUR_MS);
  yyq_clock_freeze (25 * HOUR_MS);
  while (fixture->n == 0)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(name, test) \
  g_test_add ("/base/wall-timer/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it calls at its moment, once", test_moment);
  ADD ("a moment that is past is at once", test_past);
  ADD ("another moment takes the place of the first", test_instead);
  ADD ("without a moment it never calls", test_none);
  ADD ("it may be freed when it calls", test_frees);
  ADD ("where the clock stands it waits as long as there is to the moment", test_frozen);
  ADD ("where the clock that stood is moved on it is asked again", test_moved);
  return g_test_run ();
}
