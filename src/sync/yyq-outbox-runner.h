/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-call.h"
#include "yyq-outbox.h"

G_BEGIN_DECLS

/* What has become of a command. */
typedef enum {
  YYQ_COMMAND_NOT_SENT, /* nothing is kept; it is still the caller's */
  YYQ_COMMAND_WAITS,    /* kept, and sent later */
  YYQ_COMMAND_PARKED,   /* refused for good, kept with the reason */
  YYQ_COMMAND_ANSWERED,
} YyqCommandFate;

/*
 * Sends what waits in the outbox, in order per object and a few objects at a time, each under the
 * key it was written with. What the platform refuses for good is parked with the reason; everything
 * else is sent again later. Main thread.
 *
 * Signal "answered" (char *entity, char *object_id, GObject *record): the platform did what a
 * command asked for, and @record (nullable) is what it answered.
 */
#define YYQ_TYPE_OUTBOX_RUNNER (yyq_outbox_runner_get_type ())
G_DECLARE_FINAL_TYPE (YyqOutboxRunner, yyq_outbox_runner, YYQ, OUTBOX_RUNNER, GObject)

YyqOutboxRunner *yyq_outbox_runner_new (YyqApiClient *client, YyqOutbox *outbox);
YyqOutbox *yyq_outbox_runner_get_outbox (YyqOutboxRunner *self);

/* @kind is static. Entries of kinds that nobody added are parked, not thrown away. */
void yyq_outbox_runner_add_kind (YyqOutboxRunner *self, const YyqCommandKind *kind);
const YyqCommandKind *yyq_outbox_runner_find_kind (YyqOutboxRunner *self, const char *name);

/* Now, for what is due. */
void yyq_outbox_runner_run (YyqOutboxRunner *self);
void yyq_outbox_runner_stop (YyqOutboxRunner *self);

/*
 * A new command: written down (unless its kind does not wait), then sent at once, or as soon as
 * what stands before it has been. Cancelling does not take it back once it is written. @entry is
 * copied.
 *
 * (transfer full) (nullable); NULL with YYQ_COMMAND_WAITS and YYQ_COMMAND_PARKED, too: then @error
 * says why it was not answered. Errors: YYQ_API_ERROR, YYQ_STORE_ERROR, G_IO_ERROR_CANCELLED.
 */
void yyq_outbox_runner_send_async (YyqOutboxRunner *self, const YyqOutboxEntry *entry,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
YyqCommandReply *yyq_outbox_runner_send_finish (YyqOutboxRunner *self, GAsyncResult *result,
                                                YyqCommandFate *fate, GError **error);

/* A parked one goes out again, under the same key. (No result: the list shows it.) */
void yyq_outbox_runner_retry (YyqOutboxRunner *self, const char *idempotency_key);

/* Would sending the same once more help? */
gboolean yyq_outbox_runner_is_passing (const GError *error);

G_END_DECLS
