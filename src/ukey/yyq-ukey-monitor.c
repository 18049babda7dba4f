/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-monitor.h"

#include <string.h>
#include <winscard.h>

#define READERS_MAX PCSCLITE_MAX_READERS_CONTEXTS
/* SCardCancel only ends a wait that has begun: one that begins just after it ends by itself. */
#define WAIT_MS 1000
#define RETRY_US (500 * G_TIME_SPAN_MILLISECOND)

/* The reader that stands for readers coming and going: a USB token brings its own reader. */
#define PNP_READER "\\\\?PnP?\\Notification"

struct _YyqUkeyMonitor {
  GObject parent_instance;
  GMainContext *context;
  GThread *thread;

  GMutex lock; /* guards what follows */
  GCond stopped;
  gboolean stopping;
  gboolean have_card_context;
  SCARDCONTEXT card_context;
  gboolean service;
  guint n_cards;
  gboolean announced; /* a "changed" is on its way to the main context */
};

G_DEFINE_FINAL_TYPE (YyqUkeyMonitor, yyq_ukey_monitor, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
yyq_ukey_monitor_finalize (GObject *object)
{
  YyqUkeyMonitor *self = YYQ_UKEY_MONITOR (object);

  g_assert (self->thread == NULL);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->stopped);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (yyq_ukey_monitor_parent_class)->finalize (object);
}

static void
yyq_ukey_monitor_class_init (YyqUkeyMonitorClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yyq_ukey_monitor_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_ukey_monitor_init (YyqUkeyMonitor *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->stopped);
  self->context = g_main_context_ref_thread_default ();
  self->service = TRUE;
}

YyqUkeyMonitor *
yyq_ukey_monitor_new (void)
{
  return g_object_new (YYQ_TYPE_UKEY_MONITOR, NULL);
}

static gboolean
emit_changed (gpointer data)
{
  YyqUkeyMonitor *self = data;
  gboolean stopping;

  g_mutex_lock (&self->lock);
  self->announced = FALSE;
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  if (!stopping)
    g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
announce (YyqUkeyMonitor *self, gboolean service, guint n_cards)
{
  g_autoptr (GSource) source = NULL;
  gboolean already;

  g_mutex_lock (&self->lock);
  self->service = service;
  self->n_cards = n_cards;
  already = self->announced;
  self->announced = TRUE;
  g_mutex_unlock (&self->lock);
  if (already)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_changed, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static gboolean
is_stopping (YyqUkeyMonitor *self)
{
  gboolean stopping;

  g_mutex_lock (&self->lock);
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return stopping;
}

/* The service may be started later: there is nothing to wait on but time. */
static void
wait_to_retry (YyqUkeyMonitor *self)
{
  gint64 until = g_get_monotonic_time () + RETRY_US;

  g_mutex_lock (&self->lock);
  while (!self->stopping && g_cond_wait_until (&self->stopped, &self->lock, until))
    continue;
  g_mutex_unlock (&self->lock);
}

static gboolean
connect_service (YyqUkeyMonitor *self)
{
  SCARDCONTEXT context;

  if (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
    return FALSE;
  g_mutex_lock (&self->lock);
  self->card_context = context;
  self->have_card_context = TRUE;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static void
disconnect_service (YyqUkeyMonitor *self)
{
  g_mutex_lock (&self->lock);
  self->have_card_context = FALSE;
  g_mutex_unlock (&self->lock);
  SCardReleaseContext (self->card_context);
}

/* What was seen of the readers in the last look. */
typedef struct {
  char names[PCSCLITE_MAX_READERS_CONTEXTS * MAX_READERNAME];
  SCARD_READERSTATE states[READERS_MAX + 1];
  DWORD n; /* without the one for plug and play */
} Readers;

static gboolean
list_readers (YyqUkeyMonitor *self, Readers *readers)
{
  DWORD length = sizeof readers->names;
  LONG result = SCardListReaders (self->card_context, NULL, readers->names, &length);

  memset (readers->states, 0, sizeof readers->states);
  readers->n = 0;
  if (result != SCARD_S_SUCCESS && result != SCARD_E_NO_READERS_AVAILABLE)
    return FALSE;
  if (result == SCARD_S_SUCCESS)
    for (const char *name = readers->names; *name != '\0' && readers->n < READERS_MAX;
         name += strlen (name) + 1)
      readers->states[readers->n++].szReader = name;
  readers->states[readers->n].szReader = PNP_READER;
  readers->states[readers->n].dwCurrentState = readers->n << 16;
  return TRUE;
}

static guint
count_cards (const Readers *readers)
{
  guint n = 0;

  for (DWORD i = 0; i < readers->n; i++)
    if ((readers->states[i].dwEventState & SCARD_STATE_PRESENT) != 0)
      n++;
  return n;
}

/* Waits and announces until the readers must be listed anew; FALSE when the service is gone. */
static gboolean
watch_readers (YyqUkeyMonitor *self, Readers *readers)
{
  while (!is_stopping (self)) {
    /* The first time all readers are "unaware", and the call returns at once with what is there. */
    LONG result =
      SCardGetStatusChange (self->card_context, WAIT_MS, readers->states, readers->n + 1);

    if (result == SCARD_E_TIMEOUT)
      continue;
    if (result != SCARD_S_SUCCESS)
      return result == SCARD_E_CANCELLED || result == SCARD_E_UNKNOWN_READER;
    announce (self, TRUE, count_cards (readers));
    if ((readers->states[readers->n].dwEventState & SCARD_STATE_CHANGED) != 0)
      return TRUE;
    for (DWORD i = 0; i < readers->n; i++)
      readers->states[i].dwCurrentState =
        readers->states[i].dwEventState & ~(DWORD) SCARD_STATE_CHANGED;
  }
  return TRUE;
}

static gpointer
run (gpointer data)
{
  YyqUkeyMonitor *self = data;
  g_autofree Readers *readers = g_new0 (Readers, 1);
  gboolean was_running = TRUE;

  while (!is_stopping (self)) {
    if (connect_service (self)) {
      was_running = TRUE;
      while (!is_stopping (self) && list_readers (self, readers) && watch_readers (self, readers))
        continue;
      disconnect_service (self);
    }
    if (is_stopping (self))
      break;
    if (was_running)
      announce (self, FALSE, 0);
    was_running = FALSE;
    wait_to_retry (self);
  }
  return NULL;
}

void
yyq_ukey_monitor_start (YyqUkeyMonitor *self)
{
  g_return_if_fail (self->thread == NULL);

  self->stopping = FALSE;
  self->thread = g_thread_new ("ukey-monitor", run, self);
}

void
yyq_ukey_monitor_stop (YyqUkeyMonitor *self)
{
  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->stopped);
  if (self->have_card_context)
    SCardCancel (self->card_context);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));
}

gboolean
yyq_ukey_monitor_is_service_running (YyqUkeyMonitor *self)
{
  gboolean running;

  g_mutex_lock (&self->lock);
  running = self->service;
  g_mutex_unlock (&self->lock);
  return running;
}

guint
yyq_ukey_monitor_get_n_cards (YyqUkeyMonitor *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_cards;
  g_mutex_unlock (&self->lock);
  return n;
}
