/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-command-kind.h"
#include "yyq-outbox-entry.h"

G_BEGIN_DECLS

/* What the platform said to a command. */
typedef struct {
  guint status;
  GObject *record; /* (nullable): of the kind's reply type */
} YyqCommandReply;

void yyq_command_reply_free (YyqCommandReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCommandReply, yyq_command_reply_free)

/* Sends @entry, which is of @kind, once (with the repetitions that its key makes safe). Main
 * thread.
 */
void yyq_command_call_async (YyqApiClient *client, const YyqCommandKind *kind,
                             const YyqOutboxEntry *entry, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full). Errors: YYQ_API_ERROR, BAD_REPLY for another record than the kind's;
 * G_IO_ERROR_CANCELLED. */
YyqCommandReply *yyq_command_call_finish (YyqApiClient *client, const YyqCommandKind *kind,
                                          GAsyncResult *result, GError **error);

G_END_DECLS
