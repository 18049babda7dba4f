/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-unsent.h"

G_BEGIN_DECLS

/*
 * What a person has done and the platform has not taken, as a GListModel of YyqUnsent: first what
 * was refused, then parked drafts, then what waits, each in the order in which it was done. It
 * follows outbox and drafts of the workspace by itself. Main thread.
 *
 * Properties, read-only: n-parked (uint), loaded (boolean: read for the first time).
 */
#define YYQ_TYPE_UNSENT_LIST (yyq_unsent_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqUnsentList, yyq_unsent_list, YYQ, UNSENT_LIST, GObject)

guint yyq_unsent_list_get_n_parked (YyqUnsentList *self);
gboolean yyq_unsent_list_get_loaded (YyqUnsentList *self);

/* (transfer none) (nullable): the last one that is about @object_id, refused or waiting. */
YyqUnsent *yyq_unsent_list_find (YyqUnsentList *self, const char *object_id, gboolean parked);

/* A command is sent again; the list shows what comes of it. */
void yyq_unsent_list_retry (YyqUnsentList *self, YyqUnsent *unsent);

/* It is given up for good: ask first. */
void yyq_unsent_list_discard (YyqUnsentList *self, YyqUnsent *unsent);

/* (transfer full): what it was and what was typed, as text for a person. */
void yyq_unsent_list_read_async (YyqUnsentList *self, YyqUnsent *unsent, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
char *yyq_unsent_list_read_finish (YyqUnsentList *self, GAsyncResult *result, GError **error);

G_END_DECLS
