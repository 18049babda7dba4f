/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-watch.h"

#include <glib/gi18n.h>

#include "yyq-contract-flow.h"
#include "yyq-contract-repository.h"

#define POLL_S 10

struct _YyqSignWatch {
  GObject parent_instance;

  YyqRecordRepository *contracts; /* (owned) */
  YyqContract *contract;          /* (owned): as the person sees it */
  GCancellable *cancellable;      /* (owned) */
  gboolean active;
  guint poll_id;
};

G_DEFINE_FINAL_TYPE (YyqSignWatch, yyq_sign_watch, G_TYPE_OBJECT)

static guint moved_on_signal;

/* NULL while it can still be signed as it was seen. */
static const char *
moved_on (YyqContract *then, YyqContract *now)
{
  switch (yyq_contract_get_state (now)) {
  case YYQ_CONTRACT_STATE_WITHDRAWN:
    return _ ("The contract has been withdrawn");
  case YYQ_CONTRACT_STATE_REFUSED:
    return _ ("The other party has refused to sign");
  case YYQ_CONTRACT_STATE_EXPIRED:
    return _ ("The time for signing this contract is over");
  case YYQ_CONTRACT_STATE_COMPLETED:
    return _ ("A colleague has already signed the contract");
  case YYQ_CONTRACT_STATE_SIGNING:
    break;
  case YYQ_CONTRACT_STATE_DRAFT:
  case YYQ_CONTRACT_STATE_FILLING:
  default:
    return _ ("The contract no longer waits for a signature");
  }
  if (yyq_contract_get_revision (now) != yyq_contract_get_revision (then))
    return _ ("The contract has changed since you opened it");
  if (yyq_contract_find_my_turn (now) == NULL)
    return _ ("The contract no longer waits for your company");
  return NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSignWatch) self = user_data;
  g_autoptr (YyqContract) now =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
  const char *what = now != NULL ? moved_on (self->contract, now) : NULL;

  if (what != NULL && !g_cancellable_is_cancelled (self->cancellable))
    g_signal_emit (self, moved_on_signal, 0, what);
}

void
yyq_sign_watch_look (YyqSignWatch *self)
{
  g_return_if_fail (YYQ_IS_SIGN_WATCH (self));
  yyq_record_repository_load_async (self->contracts, yyq_contract_get_id (self->contract),
                                    self->cancellable, loaded_cb, g_object_ref (self));
}

static void
changed_cb (YyqSignWatch *self)
{
  if (self->active)
    yyq_sign_watch_look (self);
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* A failure shows in the session's "online". */
  yyq_record_repository_refresh_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
}

static gboolean
poll_cb (gpointer user_data)
{
  YyqSignWatch *self = user_data;

  if (self->active)
    yyq_record_repository_refresh_async (self->contracts, self->cancellable, polled_cb, NULL);
  return G_SOURCE_CONTINUE;
}

void
yyq_sign_watch_set_active (YyqSignWatch *self, gboolean active)
{
  g_return_if_fail (YYQ_IS_SIGN_WATCH (self));
  self->active = active;
}

void
yyq_sign_watch_stop (YyqSignWatch *self)
{
  g_return_if_fail (YYQ_IS_SIGN_WATCH (self));
  self->active = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->poll_id, g_source_remove);
}

YyqSignWatch *
yyq_sign_watch_new (YyqSession *session, YyqContract *contract)
{
  YyqSignWatch *self = g_object_new (YYQ_TYPE_SIGN_WATCH, NULL);

  self->contracts = g_object_ref (YYQ_RECORD_REPOSITORY (yyq_contract_repository_of (session)));
  self->contract = g_object_ref (contract);
  self->poll_id = g_timeout_add_seconds (POLL_S, poll_cb, self);
  g_signal_connect_object (self->contracts, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
yyq_sign_watch_dispose (GObject *object)
{
  yyq_sign_watch_stop (YYQ_SIGN_WATCH (object));
  G_OBJECT_CLASS (yyq_sign_watch_parent_class)->dispose (object);
}

static void
yyq_sign_watch_finalize (GObject *object)
{
  YyqSignWatch *self = YYQ_SIGN_WATCH (object);

  g_clear_object (&self->contracts);
  g_clear_object (&self->contract);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yyq_sign_watch_parent_class)->finalize (object);
}

static void
yyq_sign_watch_class_init (YyqSignWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_sign_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_sign_watch_finalize;
  moved_on_signal = g_signal_new ("moved-on", YYQ_TYPE_SIGN_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yyq_sign_watch_init (YyqSignWatch *self)
{
  self->cancellable = g_cancellable_new ();
}
