/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pending-item.h"

G_BEGIN_DECLS

/*
 * What a person has done and the platform has not taken, as a GListModel of YyqPendingItem: first
 * what was refused, then parked drafts, then what waits, each in the order in which it was done. It
 * follows outbox and drafts of the workspace by itself. Main thread.
 *
 * Properties, read-only: n-parked (uint), loaded (boolean: read for the first time).
 */
#define YYQ_TYPE_PENDING_LIST (yyq_pending_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqPendingList, yyq_pending_list, YYQ, PENDING_LIST, GObject)

guint yyq_pending_list_get_n_parked (YyqPendingList *self);
gboolean yyq_pending_list_get_loaded (YyqPendingList *self);

/* (transfer none) (nullable): the last one that is about @object_id, refused or waiting. */
YyqPendingItem *yyq_pending_list_find (YyqPendingList *self, const char *object_id,
                                       gboolean parked);

/* A command is sent again; the list shows what comes of it. */
void yyq_pending_list_retry (YyqPendingList *self, YyqPendingItem *pending);

/* It is given up for good: ask first. */
void yyq_pending_list_discard (YyqPendingList *self, YyqPendingItem *pending);

/* (transfer full): what it was and what was typed, as text for a person. */
void yyq_pending_list_read_async (YyqPendingList *self, YyqPendingItem *pending,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
char *yyq_pending_list_read_finish (YyqPendingList *self, GAsyncResult *result, GError **error);

G_END_DECLS
