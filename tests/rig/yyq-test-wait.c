/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-wait.h"

#include <stdlib.h>

#define TURN_MS 10
#define DEADLINE_MS 20000

static guint
count_turns (void)
{
  double load = 0;

  if (getloadavg (&load, 1) != 1)
    load = 0;
  return (guint) (DEADLINE_MS / TURN_MS * MAX (1, load / g_get_num_processors ()));
}

static gboolean
tick_cb (gpointer data)
{
  YyqTestWait *self = data;

  self->turns++;
  return G_SOURCE_CONTINUE;
}

void
yyq_test_wait_begin_aside (YyqTestWait *self, const char *what, const char *where)
{
  *self = (YyqTestWait){ .what = what, .where = where };
}

void
yyq_test_wait_begin (YyqTestWait *self, const char *what, const char *where)
{
  yyq_test_wait_begin_aside (self, what, where);
  self->context = g_main_context_ref_thread_default ();
  self->tick = g_timeout_source_new (TURN_MS);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, self->context);
}

void
yyq_test_wait_turn (YyqTestWait *self)
{
  if (self->turns >= DEADLINE_MS / TURN_MS && self->turns >= count_turns ())
    g_error ("%s: waited %u s in vain: %s", self->where, self->turns * TURN_MS / 1000, self->what);
  if (self->context != NULL) {
    g_main_context_iteration (self->context, TRUE);
    return;
  }
  g_poll (NULL, 0, TURN_MS);
  self->turns++;
}

void
yyq_test_wait_end (YyqTestWait *self)
{
  if (self->tick != NULL)
    g_source_destroy (self->tick);
  g_clear_pointer (&self->tick, g_source_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

void
yyq_test_wait_for (YyqTestCondition condition, gpointer data, const char *what, const char *where)
{
  YyqTestWait wait;

  yyq_test_wait_begin (&wait, what, where);
  while (!condition (data))
    yyq_test_wait_turn (&wait);
  yyq_test_wait_end (&wait);
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
yyq_test_turn_for (guint ms)
{
  g_autoptr (GSource) timer = g_timeout_source_new (ms);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  gboolean over = FALSE;

  g_source_set_callback (timer, over_cb, &over, NULL);
  g_source_attach (timer, context);
  while (!over)
    g_main_context_iteration (context, TRUE);
}

void
yyq_test_keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
yyq_test_finalize_at (gpointer object, const char *what, const char *where)
{
  YyqTestWait wait;
  gpointer alive = object;

  g_object_add_weak_pointer (object, &alive);
  g_object_unref (object);
  yyq_test_wait_begin (&wait, what, where);
  /* The last holder may be another thread. */
  while (g_atomic_pointer_get (&alive) != NULL)
    yyq_test_wait_turn (&wait);
  yyq_test_wait_end (&wait);
}
