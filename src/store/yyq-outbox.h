/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"

G_BEGIN_DECLS

/*
 * Commands that must reach the platform, each with its idempotency key: written before they are
 * sent, they survive a kill and are sent again under the same key.
 *
 *   waiting -> (sent and answered) removed
 *           -> (refused for good)  parked, with the reason, until somebody decides
 */
typedef enum {
  YYQ_OUTBOX_WAITING,
  YYQ_OUTBOX_PARKED,
} YyqOutboxState;

typedef struct {
  gint64 seq; /* order of sending; 0 before it is stored */
  char *idempotency_key;
  char *object_id; /* what it is about: a contract's id */
  char *method;
  char *path; /* below /api/v1 */
  GBytes *body;
  YyqOutboxState state;
  guint attempts;
  gint64 next_at; /* ms */
  gint64 created_at;
  char *last_error; /* (nullable) */
} YyqOutboxEntry;

#define YYQ_TYPE_OUTBOX_ENTRY (yyq_outbox_entry_get_type ())
GType yyq_outbox_entry_get_type (void);

/* Makes a new idempotency key. */
YyqOutboxEntry *yyq_outbox_entry_new (const char *object_id, const char *method, const char *path,
                                      GBytes *body);
YyqOutboxEntry *yyq_outbox_entry_copy (const YyqOutboxEntry *self);
void yyq_outbox_entry_free (YyqOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqOutboxEntry, yyq_outbox_entry_free)

#define YYQ_TYPE_OUTBOX (yyq_outbox_get_type ())
G_DECLARE_FINAL_TYPE (YyqOutbox, yyq_outbox, YYQ, OUTBOX, GObject)

/* Main thread. In a database in memory nothing survives: then the entry is as safe as the process.
 */
YyqOutbox *yyq_outbox_new (YyqDatabase *database, YyqCipher *cipher);

/* On disk (fsync) when it finishes. The same idempotency key again: YYQ_STORE_ERROR_EXISTS. */
void yyq_outbox_add_async (YyqOutbox *self, const YyqOutboxEntry *entry, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_outbox_add_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

/* (transfer full) (element-type YyqOutboxEntry): all, in the order of sending. */
void yyq_outbox_list_async (YyqOutbox *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yyq_outbox_list_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

/* The platform answered: the entry goes. */
void yyq_outbox_remove_async (YyqOutbox *self, const char *idempotency_key,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);

/* One more attempt failed: wait until @next_at, or be parked. */
void yyq_outbox_fail_async (YyqOutbox *self, const char *idempotency_key, YyqOutboxState state,
                            gint64 next_at, const char *last_error, GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean yyq_outbox_change_finish (YyqOutbox *self, GAsyncResult *result, GError **error);

G_END_DECLS
