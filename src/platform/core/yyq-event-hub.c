/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-event-hub.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "yyq-event-listener.h"
#include "yyq-event-look.h"

#define HEARTBEAT_MS 25000
/* How long a session's end, or another process's change, may stay unseen. */
#define LOOK_US (G_USEC_PER_SEC / 2)
/* Of many changes in a row each is no news of its own, and whoever is told asks the feed. */
#define SPACING_US (G_USEC_PER_SEC / 4)
/* Roles change seldom, and cost some statements for each who listens. */
#define ROLES_MS 30000
#define BELL_RETRY_US (10 * G_USEC_PER_SEC)
#define MOST_LISTENERS 4096

struct _YyqEventHub {
  GObject parent_instance;

  YyqPlatform *platform; /* not owned: it owns us */
  gint64 heartbeat_us;
  int wakeup; /* descriptor: readable when the thread is to look at what follows */

  GMutex lock; /* for what follows */
  GThread *thread;
  GPtrArray *listeners; /* (element-type YyqEventListener): others add, the thread removes */
  gboolean written;     /* something was committed here */
  gboolean arrived;     /* somebody listens who was not looked at yet */
  gboolean stopping;

  /* The thread's own */
  YyqEventLook eyes;
  YyqBell *bell;  /* (nullable) */
  gint64 bell_at; /* when it was opened, or tried to be */
  gint64 looked_at;
  gboolean asked;   /* to look before it is time */
  gboolean to_ring; /* others do not know yet */
  gboolean failing;
};

G_DEFINE_FINAL_TYPE (YyqEventHub, yyq_event_hub, G_TYPE_OBJECT)

static void
wake (YyqEventHub *self)
{
  const guint64 one = 1;
  gssize n;

  do
    n = write (self->wakeup, &one, sizeof one);
  while (n < 0 && errno == EINTR);
}

/* Listeners */

static gboolean
is_over (YyqEventListener *listener)
{
  return yyq_open_reply_is_over (listener->reply);
}

/* With the lock held. @first (out): the one of the session that is there longest. */
static void
count (YyqEventHub *self, const YyqAccess *access, guint *of_account, guint *of_session,
       YyqEventListener **first)
{
  *of_account = *of_session = 0;
  for (guint i = 0; i < self->listeners->len; i++) {
    YyqEventListener *listener = g_ptr_array_index (self->listeners, i);

    if (is_over (listener) || !g_str_equal (yyq_access_get_account_id (listener->access),
                                            yyq_access_get_account_id (access)))
      continue;
    ++*of_account;
    if (!g_str_equal (yyq_access_get_session_id (listener->access),
                      yyq_access_get_session_id (access)))
      continue;
    if (++*of_session == 1)
      *first = listener;
  }
}

gboolean
yyq_event_hub_add (YyqEventHub *self, YyqAccess *access, YyqOpenReply *reply)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  YyqEventListener *first = NULL;
  guint of_account, of_session;

  count (self, access, &of_account, &of_session, &first);
  if (of_session >= YYQ_EVENT_HUB_OF_SESSION)
    yyq_open_reply_end (first->reply);
  else if (of_account >= YYQ_EVENT_HUB_OF_ACCOUNT)
    return FALSE;
  if (self->thread == NULL || self->stopping || self->listeners->len >= MOST_LISTENERS)
    return FALSE;
  g_ptr_array_add (self->listeners,
                   yyq_event_listener_new (access, reply, g_get_monotonic_time ()));
  self->arrived = TRUE;
  wake (self);
  return TRUE;
}

/* (transfer container): those that are left; nobody but the thread frees one. */
static GPtrArray *
list_listeners (YyqEventHub *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = self->listeners->len; i > 0; i--)
    if (is_over (g_ptr_array_index (self->listeners, i - 1)))
      g_ptr_array_remove_index (self->listeners, i - 1);
  g_ptr_array_extend (list, self->listeners, NULL, NULL);
  return list;
}

/* Looking */

/* Once for each time that it begins. */
static void
report (YyqEventHub *self, const GError *error)
{
  if (error != NULL && !self->failing)
    g_message ("who listens is not told of changes: %s", error->message);
  self->failing = error != NULL;
}

static void
close_bell (YyqEventHub *self)
{
  g_clear_pointer (&self->bell, yyq_bell_free);
}

/* Without it others see later what happened here, and we what happened there. */
static void
keep_bell (YyqEventHub *self, gint64 now)
{
  g_autoptr (GError) error = NULL;

  if (self->bell != NULL || now - self->bell_at < BELL_RETRY_US)
    return;
  self->bell_at = now;
  self->bell = yyq_storage_open_bell (yyq_platform_get_storage (self->platform), &error);
  if (error != NULL)
    g_message ("other processes are not heard: %s", error->message);
}

static void
look (YyqEventHub *self)
{
  g_autoptr (GPtrArray) listeners = list_listeners (self);
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  self->looked_at = now;
  self->asked = FALSE;
  keep_bell (self, now);
  if (self->to_ring && self->bell != NULL && !yyq_bell_ring (self->bell))
    close_bell (self);
  self->to_ring = FALSE;
  for (guint i = 0; i < listeners->len; i++)
    yyq_event_listener_beat (g_ptr_array_index (listeners, i), self->heartbeat_us, now);
  if (listeners->len == 0)
    yyq_event_look_forget (&self->eyes);
  else
    yyq_event_look_at_all (&self->eyes, listeners, now, &error);
  report (self, error);
  yyq_storage_release (yyq_platform_get_storage (self->platform));
}

/* The thread */

/* When to look next, in µs; -1: when somebody asks for it. */
static gint64
next_look (YyqEventHub *self, gboolean listened)
{
  if (self->asked)
    return self->looked_at + SPACING_US;
  return listened ? self->looked_at + LOOK_US : -1;
}

/* FALSE: it is to end. */
static gboolean
take_news (YyqEventHub *self, gboolean *listened)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->asked = self->asked || self->written || self->arrived;
  self->to_ring = self->to_ring || self->written;
  self->written = self->arrived = FALSE;
  *listened = self->listeners->len > 0;
  return !self->stopping;
}

static void
hear (YyqEventHub *self)
{
  gboolean rung = FALSE;

  if (self->bell != NULL && !yyq_bell_hear (self->bell, &rung))
    close_bell (self);
  self->asked = self->asked || rung;
}

static void
rest (YyqEventHub *self, gint64 until)
{
  const gint64 left = until - g_get_monotonic_time ();
  GPollFD fds[] = { { self->wakeup, G_IO_IN, 0 }, { -1, G_IO_IN, 0 } };
  guint64 times;

  if (self->bell != NULL)
    fds[1].fd = yyq_bell_get_fd (self->bell);
  g_poll (fds, self->bell != NULL ? 2 : 1, until < 0 ? -1 : (int) (MAX (left, 0) / 1000) + 1);
  if (fds[0].revents != 0 && read (self->wakeup, &times, sizeof times) < 0)
    return;
  hear (self);
}

static gpointer
run (gpointer data)
{
  YyqEventHub *self = data;
  gboolean listened = FALSE;

  keep_bell (self, g_get_monotonic_time ());
  while (take_news (self, &listened)) {
    const gint64 next = next_look (self, listened);

    if (next >= 0 && g_get_monotonic_time () >= next)
      look (self);
    else
      rest (self, next);
  }
  close_bell (self);
  yyq_storage_release (yyq_platform_get_storage (self->platform));
  return NULL;
}

void
yyq_event_hub_start (YyqEventHub *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->thread != NULL)
    return;
  self->stopping = FALSE;
  self->bell_at = -BELL_RETRY_US;
  self->thread = g_thread_new ("yyq-events", run, self);
}

void
yyq_event_hub_stop (YyqEventHub *self)
{
  GThread *thread;

  g_mutex_lock (&self->lock);
  thread = self->thread;
  self->stopping = TRUE;
  g_mutex_unlock (&self->lock);
  if (thread == NULL)
    return;
  wake (self);
  g_thread_join (thread);
  g_mutex_lock (&self->lock);
  self->thread = NULL;
  g_ptr_array_set_size (self->listeners, 0);
  g_mutex_unlock (&self->lock);
  yyq_event_look_forget (&self->eyes);
}

static void
written_cb (gpointer data, gpointer unused)
{
  YyqEventHub *self = data;
  gboolean first;

  g_mutex_lock (&self->lock);
  first = self->thread != NULL && !self->written;
  self->written = TRUE;
  g_mutex_unlock (&self->lock);
  if (first)
    wake (self);
}

void
yyq_event_hub_wake_when_written (YyqEventHub *self)
{
  yyq_storage_on_commit (yyq_platform_get_storage (self->platform), written_cb, g_object_ref (self),
                         g_object_unref);
}

void
yyq_event_hub_set_times (YyqEventHub *self, guint heartbeat_ms, guint roles_ms)
{
  self->heartbeat_us = (gint64) heartbeat_ms * 1000;
  self->eyes.roles_us = (gint64) roles_ms * 1000;
}

YyqEventHub *
yyq_event_hub_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_EVENT_HUB);
}

YyqEventHub *
yyq_event_hub_new (YyqPlatform *platform, const YyqEventHubHooks *hooks)
{
  YyqEventHub *self = g_object_new (YYQ_TYPE_EVENT_HUB, NULL);

  self->platform = platform;
  self->eyes.platform = platform;
  self->eyes.hooks = hooks;
  return self;
}

static void
finalize (GObject *object)
{
  YyqEventHub *self = YYQ_EVENT_HUB (object);

  yyq_event_hub_stop (self);
  g_ptr_array_unref (self->listeners);
  yyq_event_look_clear (&self->eyes);
  g_mutex_clear (&self->lock);
  close (self->wakeup);
  G_OBJECT_CLASS (yyq_event_hub_parent_class)->finalize (object);
}

static void
yyq_event_hub_class_init (YyqEventHubClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_event_hub_init (YyqEventHub *self)
{
  g_mutex_init (&self->lock);
  self->wakeup = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->wakeup < 0)
    g_error ("a hub of events: %s", g_strerror (errno));
  yyq_event_hub_set_times (self, HEARTBEAT_MS, ROLES_MS);
  self->listeners = g_ptr_array_new_with_free_func (yyq_event_listener_free);
  yyq_event_look_init (&self->eyes);
  self->eyes.lock = &self->lock;
}
