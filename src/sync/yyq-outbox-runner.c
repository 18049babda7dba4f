/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-runner.h"

#include "yyq-api-problem.h"
#include "yyq-clock.h"
#include "yyq-contract-api.h"
#include "yyq-error.h"
#include "yyq-sync-private.h"

#define FIRST_DELAY_MS 5000
#define MAX_DELAY_MS (10 * 60 * 1000)

struct _YyqOutboxRunner {
  GObject parent_instance;

  YyqApiClient *client;
  YyqOutbox *outbox;
  YyqContractRepository *contracts;
  GCancellable *cancellable;
  GPtrArray *entries; /* (nullable): of the present run, those to come */
  guint timer;
  gboolean running;
  gboolean again; /* asked to run while running */
};

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

gint64
yyq_outbox_runner_next_at (guint attempts)
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

static void
end_run (YyqOutboxRunner *self)
{
  self->running = FALSE;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  if (!self->again)
    return;
  self->again = FALSE;
  yyq_outbox_runner_run (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqOutboxRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  /* It stays as it was and goes out once more under the same key, which does no harm. */
  if (!yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error))
    g_info ("The outbox cannot be changed: %s", error->message);
}

static void
note_failure (YyqOutboxRunner *self, const YyqOutboxEntry *entry, const GError *error)
{
  gboolean passing = yyq_outbox_runner_is_passing (error);
  gint64 next_at = passing ? yyq_outbox_runner_next_at (entry->attempts) : 0;

  yyq_outbox_fail_async (self->outbox, entry->idempotency_key,
                         passing ? YYQ_OUTBOX_WAITING : YYQ_OUTBOX_PARKED, next_at, error->message,
                         changed_cb, g_object_ref (self));
  if (passing)
    wake_at (self, next_at);
}

typedef struct {
  YyqOutboxRunner *self;
  YyqOutboxEntry *entry;
  GAsyncReadyCallback sent; /* itself: each entry leads to the next one */
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->self);
  yyq_outbox_entry_free (sending->entry);
  g_free (sending);
}

/* The first that is due, and says when the next one is. */
static YyqOutboxEntry *
take_due (YyqOutboxRunner *self)
{
  gint64 now = yyq_clock_now ();
  gint64 next_at = G_MAXINT64;

  while (self->entries->len > 0) {
    YyqOutboxEntry *entry = g_ptr_array_steal_index (self->entries, 0);

    if (entry->state == YYQ_OUTBOX_WAITING && entry->next_at <= now)
      return entry;
    if (entry->state == YYQ_OUTBOX_WAITING)
      next_at = MIN (next_at, entry->next_at);
    yyq_outbox_entry_free (entry);
  }
  if (next_at != G_MAXINT64)
    wake_at (self, next_at);
  return NULL;
}

static void
send_next (YyqOutboxRunner *self, GAsyncReadyCallback sent)
{
  YyqOutboxEntry *entry = g_cancellable_is_cancelled (self->cancellable) ? NULL : take_due (self);
  Sending *sending;

  if (entry == NULL) {
    end_run (self);
    return;
  }
  sending = g_new (Sending, 1);
  sending->self = g_object_ref (self);
  sending->entry = entry;
  sending->sent = sent;
  yyq_contract_api_complete_async (self->client, entry->path, entry->body, entry->idempotency_key,
                                   self->cancellable, sent, sending);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  YyqOutboxRunner *self = sending->self;
  g_autoptr (GError) error = NULL;
  gboolean stamping = FALSE;
  g_autoptr (YyqContract) contract =
    yyq_contract_api_complete_finish (YYQ_API_CLIENT (source), result, &stamping, &error);

  if (contract != NULL) {
    yyq_outbox_remove_async (self->outbox, sending->entry->idempotency_key, NULL, changed_cb,
                             g_object_ref (self));
    yyq_contract_repository_keep_contract (self->contracts, contract);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    note_failure (self, sending->entry, error);
  }
  send_next (self, sending->sent);
  sending_free (sending);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqOutboxRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  self->entries = yyq_outbox_list_finish (YYQ_OUTBOX (source), result, &error);
  if (self->entries == NULL) {
    g_info ("The outbox cannot be read: %s", error->message);
    self->entries = g_ptr_array_new ();
  }
  send_next (self, sent_cb);
}

void
yyq_outbox_runner_run (YyqOutboxRunner *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->running) {
    self->again = TRUE;
    return;
  }
  self->running = TRUE;
  yyq_outbox_list_async (self->outbox, NULL, listed_cb, g_object_ref (self));
}

void
yyq_outbox_runner_stop (YyqOutboxRunner *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
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
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->outbox);
  g_clear_object (&self->contracts);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yyq_outbox_runner_parent_class)->finalize (object);
}

static void
yyq_outbox_runner_class_init (YyqOutboxRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_outbox_runner_finalize;
}

static void
yyq_outbox_runner_init (YyqOutboxRunner *self)
{
  self->cancellable = g_cancellable_new ();
}

YyqOutboxRunner *
yyq_outbox_runner_new (YyqApiClient *client, YyqOutbox *outbox, YyqContractRepository *contracts)
{
  YyqOutboxRunner *self = g_object_new (YYQ_TYPE_OUTBOX_RUNNER, NULL);

  self->client = g_object_ref (client);
  self->outbox = g_object_ref (outbox);
  self->contracts = g_object_ref (contracts);
  return self;
}
