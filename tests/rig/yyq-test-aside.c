/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-aside.h"

struct _YyqTestAside {
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GAsyncQueue *ready;        /* of the platform */
  YyqTestPlatform *platform; /* (owned by the thread) */
};

static gpointer
run (gpointer data)
{
  YyqTestAside *self = data;
  YyqTestPlatform *platform;

  g_main_context_push_thread_default (self->context);
  platform = yyq_test_platform_new ();
  g_async_queue_push (self->ready, platform);
  g_main_loop_run (self->loop);
  yyq_test_platform_free (platform);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

YyqTestAside *
yyq_test_aside_new (void)
{
  YyqTestAside *self = g_new0 (YyqTestAside, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->ready = g_async_queue_new ();
  self->thread = g_thread_new ("platform", run, self);
  self->platform = g_async_queue_pop (self->ready);
  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
yyq_test_aside_free (YyqTestAside *self)
{
  /* From inside: the loop may not even run yet. */
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_async_queue_unref (self->ready);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

YyqTestPlatform *
yyq_test_aside_get_platform (YyqTestAside *self)
{
  return self->platform;
}
