/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"
#include "yyq-outbox-entry.h"
#include "yyq-outbox-rows.h"

G_BEGIN_DECLS

/*
 * The entries on this computer. Entries of one object are sent in the order they were added: none
 * overtakes an earlier one, and a parked one holds those behind it. Objects are independent of each
 * other, unless an entry names another one in "after". Main thread; what blocks runs in the
 * database's worker. Errors of all calls: YYQ_STORE_ERROR, G_IO_ERROR_CANCELLED.
 *
 * Signal "changed" (): an entry was added, changed or removed by this object.
 */
#define YYQ_TYPE_OUTBOX (yyq_outbox_get_type ())
G_DECLARE_FINAL_TYPE (YyqOutbox, yyq_outbox, YYQ, OUTBOX, GObject)

/*
 * @directory (nullable): where files of large bodies lie. In a database in memory nothing survives:
 * then an entry is as safe as the process.
 */
YyqOutbox *yyq_outbox_new (YyqDatabase *database, YyqCipher *cipher, const char *directory);

/*
 * On disk (fsync) when it finishes. The same idempotency key again: YYQ_STORE_ERROR_EXISTS.
 * @entry->after must have been added before; when it is gone it has been answered.
 * @replaces_parked: parked entries of the same kind and object go, what is in them has been done
 * anew.
 */
void yyq_outbox_add_async (YyqOutbox *self, const YyqOutboxEntry *entry, gboolean replaces_parked,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);

/* (transfer full) (element-type YyqOutboxEntry): all, in the order of sending, without bodies. */
void yyq_outbox_list_async (YyqOutbox *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yyq_outbox_list_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

/* (transfer full): one with its body. YYQ_STORE_ERROR_NOT_FOUND: it is gone. */
void yyq_outbox_load_async (YyqOutbox *self, const char *idempotency_key, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
YyqOutboxEntry *yyq_outbox_load_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

/* (transfer full): what can be sent at @now (ms), at most @limit; not of the objects @busy. */
void yyq_outbox_find_due_async (YyqOutbox *self, gint64 now, const char *const *busy, guint limit,
                                GAsyncReadyCallback callback, gpointer user_data);
YyqOutboxDue *yyq_outbox_find_due_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

/* The platform answered: the entry goes. */
void yyq_outbox_remove_async (YyqOutbox *self, const char *idempotency_key,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);

/*
 * One more attempt failed: wait until @next_at, or be parked. @reason: a code for words,
 * @last_error the same for the log; both (nullable). Does nothing to an entry that was parked
 * meanwhile.
 */
void yyq_outbox_fail_async (YyqOutbox *self, const char *idempotency_key, YyqOutboxState state,
                            gint64 next_at, const char *reason, const char *last_error,
                            GAsyncReadyCallback callback, gpointer user_data);

/* A parked entry waits again, due at once and under the same key. */
void yyq_outbox_retry_async (YyqOutbox *self, const char *idempotency_key,
                             GAsyncReadyCallback callback, gpointer user_data);

/* A person gives it up. What waited for it is parked: YYQ_OUTBOX_REASON_PREDECESSOR. */
void yyq_outbox_discard_async (YyqOutbox *self, const char *idempotency_key,
                               GAsyncReadyCallback callback, gpointer user_data);

/*
 * What waits for @object_ids is parked with @reason, in one transaction: for objects that this
 * person sees no more, YYQ_OUTBOX_REASON_ACCESS_LOST.
 */
void yyq_outbox_park_objects_async (YyqOutbox *self, const char *const *object_ids,
                                    const char *reason, GAsyncReadyCallback callback,
                                    gpointer user_data);

/* Of all that change something. */
gboolean yyq_outbox_change_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

G_END_DECLS
