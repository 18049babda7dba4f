/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-runner.h"

#include "yyq-api-problem.h"
#include "yyq-clock.h"
#include "yyq-error.h"

#define FIRST_DELAY_MS 5000
#define MAX_DELAY_MS (10 * 60 * 1000)
/* Objects at a time: a slow answer to one must not hold the others. */
#define MOST_IN_FLIGHT 4

struct _YyqOutboxRunner {
  GObject parent_instance;

  YyqApiClient *client;
  YyqOutbox *outbox;
  GHashTable *kinds;     /* name -> const YyqCommandKind */
  GHashTable *in_flight; /* object id -> Flight, which frees itself */
  GHashTable *waiters;   /* idempotency key -> Waiter (owned) */
  GCancellable *cancellable;
  guint timer;
  gboolean finding; /* asks the outbox what is due */
  gboolean again;   /* asked to run meanwhile */
};

enum {
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyqOutboxRunner, yyq_outbox_runner, G_TYPE_OBJECT)

gboolean
yyq_outbox_runner_is_passing (const GError *error)
{
  static const int codes[] = {
    YYQ_API_ERROR_OFFLINE,
    YYQ_API_ERROR_TIMEOUT,
    YYQ_API_ERROR_TLS,
    YYQ_API_ERROR_UNAUTHENTICATED,
    YYQ_API_ERROR_REVOCATION_UNKNOWN,
    YYQ_API_ERROR_RATE_LIMITED,
    YYQ_API_ERROR_SERVER,
    YYQ_API_ERROR_BAD_REPLY,
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      yyq_api_problem_is (error, "in-progress"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, YYQ_API_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

static gint64
next_at (guint attempts)
{
  gint64 delay = MIN ((gint64) FIRST_DELAY_MS << MIN (attempts, 10), MAX_DELAY_MS);

  return yyq_clock_now () + delay / 2 + g_random_int_range (0, (gint32) (delay / 2) + 1);
}

static gboolean
timer_cb (gpointer user_data)
{
  YyqOutboxRunner *self = user_data;

  self->timer = 0;
  yyq_outbox_runner_run (self);
  return G_SOURCE_REMOVE;
}

static void
wake_at (YyqOutboxRunner *self, gint64 at)
{
  gint64 wait = CLAMP (at - yyq_clock_now (), 100, MAX_DELAY_MS);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!g_cancellable_is_cancelled (self->cancellable))
    self->timer = g_timeout_add ((guint) wait, timer_cb, self);
}

/* Somebody who looks on while a command is sent */

typedef struct {
  GTask *task; /* (owned): its data is the fate */
  const YyqCommandKind *kind;
  char *key;        /* (owned) */
  char *object_id;  /* (owned) */
  GSource *watcher; /* (owned) (nullable): of the caller's cancellable */
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->watcher != NULL)
    g_source_destroy (waiter->watcher);
  g_clear_pointer (&waiter->watcher, g_source_unref);
  g_free (waiter->key);
  g_free (waiter->object_id);
  g_object_unref (waiter->task);
  g_free (waiter);
}

static void
set_fate (GTask *task, YyqCommandFate fate)
{
  *(YyqCommandFate *) g_task_get_task_data (task) = fate;
}

/* Nothing when nobody looks on. @reply: (transfer full) (nullable), else there is @error. */
static void
tell_waiter (YyqOutboxRunner *self, const char *key, YyqCommandFate fate, YyqCommandReply *reply,
             const GError *error)
{
  g_autoptr (GTask) task = NULL;
  Waiter *waiter = g_hash_table_lookup (self->waiters, key);

  if (waiter == NULL) {
    g_clear_pointer (&reply, yyq_command_reply_free);
    return;
  }
  task = g_object_ref (waiter->task);
  g_hash_table_remove (self->waiters, key);
  set_fate (task, fate);
  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) yyq_command_reply_free);
  else
    g_task_return_error (task, g_error_copy (error));
}

/* Those of the waiters for which nothing is on its way; @stopped: all. A caller may add others. */
static void
tell_waiters (YyqOutboxRunner *self, gboolean stopped, const GError *error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->waiters);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Waiter *waiter = value;

    if (stopped || !g_hash_table_contains (self->in_flight, waiter->object_id))
      g_ptr_array_add (keys, g_strdup (waiter->key));
  }
  for (guint i = 0; i < keys->len; i++)
    tell_waiter (self, keys->pdata[i], YYQ_COMMAND_WAITS, NULL, error);
}

/* They would wait for as long as what stands before theirs: days, perhaps. */
static void
tell_held (YyqOutboxRunner *self)
{
  g_autoptr (GError) error = g_error_new_literal (
    YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT, "Another command must be answered before this one");

  tell_waiters (self, FALSE, error);
}

/* Sending one */

typedef struct {
  YyqOutboxRunner *self; /* (owned) */
  YyqOutboxEntry *entry; /* (owned) */
  const YyqCommandKind *kind;
  YyqCommandReply *reply; /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) */
} Flight;

/* @go_on: else the disk refuses, and trying at once would only spin. */
static void
land (Flight *flight, gboolean go_on)
{
  g_autoptr (YyqOutboxRunner) self = flight->self;

  g_hash_table_remove (self->in_flight, flight->entry->object_id);
  yyq_outbox_entry_free (flight->entry);
  g_clear_pointer (&flight->reply, yyq_command_reply_free);
  g_clear_error (&flight->error);
  g_free (flight);
  if (go_on)
    yyq_outbox_runner_run (self);
  else
    wake_at (self, next_at (0));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Flight *flight = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean removed = yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error);

  /* It goes out once more under the same key, which does no harm. */
  if (!removed)
    g_info ("The outbox cannot be changed: %s", error->message);
  g_signal_emit (flight->self, signals[ANSWERED], 0, flight->kind->entity, flight->entry->object_id,
                 flight->reply->record);
  tell_waiter (flight->self, flight->entry->idempotency_key, YYQ_COMMAND_ANSWERED,
               g_steal_pointer (&flight->reply), NULL);
  land (flight, removed);
}

static void
failed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Flight *flight = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean noted = yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error);

  if (!noted)
    g_info ("The outbox cannot be changed: %s", error->message);
  tell_waiter (flight->self, flight->entry->idempotency_key,
               yyq_outbox_runner_is_passing (flight->error) ? YYQ_COMMAND_WAITS
                                                            : YYQ_COMMAND_PARKED,
               NULL, flight->error);
  land (flight, noted);
}

static void
note_failure (Flight *flight)
{
  YyqOutboxRunner *self = flight->self;
  const gboolean passing = yyq_outbox_runner_is_passing (flight->error);
  g_autofree char *reason = passing ? NULL : yyq_api_problem_get_code (flight->error);

  yyq_outbox_fail_async (self->outbox, flight->entry->idempotency_key,
                         passing ? YYQ_OUTBOX_WAITING : YYQ_OUTBOX_PARKED,
                         passing ? next_at (flight->entry->attempts) : 0, reason,
                         flight->error->message, failed_cb, flight);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Flight *flight = user_data;

  flight->reply =
    yyq_command_call_finish (YYQ_API_CLIENT (source), flight->kind, result, &flight->error);
  if (flight->reply != NULL)
    yyq_outbox_remove_async (flight->self->outbox, flight->entry->idempotency_key, NULL, removed_cb,
                             flight);
  else if (g_cancellable_is_cancelled (flight->self->cancellable))
    land (flight, FALSE);
  else
    note_failure (flight);
}

/* Takes @entry. */
static void
start (YyqOutboxRunner *self, YyqOutboxEntry *entry)
{
  Flight *flight = g_new0 (Flight, 1);
  const char *obstacle = NULL;

  flight->self = g_object_ref (self);
  flight->entry = entry;
  flight->kind = yyq_outbox_runner_find_kind (self, entry->kind);
  g_hash_table_insert (self->in_flight, g_strdup (entry->object_id), flight);
  if (flight->kind == NULL)
    obstacle = YYQ_OUTBOX_REASON_UNKNOWN_KIND;
  else if (entry->body == NULL)
    obstacle = YYQ_OUTBOX_REASON_BODY_MISSING;
  if (obstacle == NULL) {
    yyq_command_call_async (self->client, flight->kind, entry, self->cancellable, called_cb,
                            flight);
    return;
  }
  g_set_error_literal (&flight->error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID, obstacle);
  yyq_outbox_fail_async (self->outbox, entry->idempotency_key, YYQ_OUTBOX_PARKED, 0, obstacle, NULL,
                         failed_cb, flight);
}

/* All that is due */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqOutboxRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  YyqOutboxDue *due = yyq_outbox_find_due_finish (YYQ_OUTBOX (source), result, &error);

  self->finding = FALSE;
  if (due == NULL) {
    g_info ("The outbox cannot be read: %s", error->message);
    wake_at (self, next_at (0));
    return;
  }
  if (!g_cancellable_is_cancelled (self->cancellable)) {
    while (due->entries->len > 0)
      start (self, g_ptr_array_steal_index (due->entries, 0));
    if (due->next_at != G_MAXINT64)
      wake_at (self, due->next_at);
    if (g_hash_table_size (self->in_flight) < MOST_IN_FLIGHT && !self->again)
      tell_held (self);
  }
  yyq_outbox_due_free (due);
  if (self->again)
    yyq_outbox_runner_run (self);
}

void
yyq_outbox_runner_run (YyqOutboxRunner *self)
{
  const guint n = g_hash_table_size (self->in_flight);
  g_autofree const char **busy = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || n >= MOST_IN_FLIGHT)
    return;
  self->again = self->finding;
  if (self->finding)
    return;
  self->finding = TRUE;
  busy = (const char **) g_hash_table_get_keys_as_array (self->in_flight, NULL);
  yyq_outbox_find_due_async (self->outbox, yyq_clock_now (), busy, MOST_IN_FLIGHT - n, found_cb,
                             g_object_ref (self));
}

static void
tell_stopped (YyqOutboxRunner *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The workspace is closed");

  tell_waiters (self, TRUE, error);
}

void
yyq_outbox_runner_stop (YyqOutboxRunner *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  tell_stopped (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqOutboxRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error))
    yyq_outbox_runner_run (self);
  else
    g_info ("The outbox cannot be changed: %s", error->message);
}

void
yyq_outbox_runner_retry (YyqOutboxRunner *self, const char *idempotency_key)
{
  yyq_outbox_retry_async (self->outbox, idempotency_key, changed_cb, g_object_ref (self));
}

/* A new one */

/* It goes on being sent, nobody looks on any more. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  const Waiter *waiter = user_data;
  g_autoptr (YyqOutboxRunner) self = g_object_ref (g_task_get_source_object (waiter->task));
  g_autofree char *key = g_strdup (waiter->key);
  g_autoptr (GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  tell_waiter (self, key, YYQ_COMMAND_WAITS, NULL, error);
  return G_SOURCE_REMOVE;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (YyqOutboxRunner) self = g_object_ref (g_task_get_source_object (waiter->task));
  GCancellable *cancellable = g_task_get_cancellable (waiter->task);
  GError *error = NULL;

  if (!yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error)) {
    g_task_return_error (waiter->task, error);
    waiter_free (waiter);
    return;
  }
  if (cancellable != NULL) {
    waiter->watcher = g_cancellable_source_new (cancellable);
    g_source_set_callback (waiter->watcher, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
    g_source_attach (waiter->watcher, NULL);
  }
  g_hash_table_insert (self->waiters, waiter->key, waiter);
  if (g_cancellable_is_cancelled (self->cancellable))
    tell_stopped (self);
  else
    yyq_outbox_runner_run (self);
}

static void
called_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;
  YyqOutboxRunner *self = g_task_get_source_object (waiter->task);
  GError *error = NULL;
  YyqCommandReply *reply =
    yyq_command_call_finish (YYQ_API_CLIENT (source), waiter->kind, result, &error);

  if (reply == NULL) {
    g_task_return_error (waiter->task, error);
  } else {
    set_fate (waiter->task, YYQ_COMMAND_ANSWERED);
    g_signal_emit (self, signals[ANSWERED], 0, waiter->kind->entity, waiter->object_id,
                   reply->record);
    g_task_return_pointer (waiter->task, reply, (GDestroyNotify) yyq_command_reply_free);
  }
  waiter_free (waiter);
}

void
yyq_outbox_runner_send_async (YyqOutboxRunner *self, const YyqOutboxEntry *entry,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const YyqCommandKind *kind = yyq_outbox_runner_find_kind (self, entry->kind);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = g_task_new (self, cancellable, callback, user_data);
  waiter->kind = kind;
  waiter->key = g_strdup (entry->idempotency_key);
  waiter->object_id = g_strdup (entry->object_id);
  g_task_set_source_tag (waiter->task, yyq_outbox_runner_send_async);
  g_task_set_task_data (waiter->task, g_new0 (YyqCommandFate, 1), g_free);
  g_task_set_check_cancellable (waiter->task, FALSE);
  if (kind->waits)
    yyq_outbox_add_async (self->outbox, entry, kind->replaces_parked, NULL, added_cb, waiter);
  else
    yyq_command_call_async (self->client, kind, entry, cancellable, called_once_cb, waiter);
}

YyqCommandReply *
yyq_outbox_runner_send_finish (YyqOutboxRunner *self, GAsyncResult *result, YyqCommandFate *fate,
                               GError **error)
{
  *fate = *(YyqCommandFate *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Kinds */

void
yyq_outbox_runner_add_kind (YyqOutboxRunner *self, const YyqCommandKind *kind)
{
  g_hash_table_insert (self->kinds, (gpointer) kind->name, (gpointer) kind);
}

const YyqCommandKind *
yyq_outbox_runner_find_kind (YyqOutboxRunner *self, const char *name)
{
  return g_hash_table_lookup (self->kinds, name);
}

YyqOutbox *
yyq_outbox_runner_get_outbox (YyqOutboxRunner *self)
{
  return self->outbox;
}

static void
yyq_outbox_runner_finalize (GObject *object)
{
  YyqOutboxRunner *self = YYQ_OUTBOX_RUNNER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_clear_pointer (&self->in_flight, g_hash_table_unref);
  g_clear_pointer (&self->waiters, g_hash_table_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->outbox);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yyq_outbox_runner_parent_class)->finalize (object);
}

static void
yyq_outbox_runner_class_init (YyqOutboxRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_outbox_runner_finalize;
  signals[ANSWERED] =
    g_signal_new ("answered", YYQ_TYPE_OUTBOX_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_OBJECT);
}

static void
yyq_outbox_runner_init (YyqOutboxRunner *self)
{
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
  self->in_flight = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, waiter_free);
  self->cancellable = g_cancellable_new ();
}

YyqOutboxRunner *
yyq_outbox_runner_new (YyqApiClient *client, YyqOutbox *outbox)
{
  YyqOutboxRunner *self = g_object_new (YYQ_TYPE_OUTBOX_RUNNER, NULL);

  self->client = g_object_ref (client);
  self->outbox = g_object_ref (outbox);
  return self;
}
