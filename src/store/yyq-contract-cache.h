/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-contract-query.h"
#include "yyq-contract.h"
#include "yyq-database.h"

G_BEGIN_DECLS

/* The contracts of one enterprise as they were last heard of. Errors: YYQ_STORE_ERROR. */
#define YYQ_TYPE_CONTRACT_CACHE (yyq_contract_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyqContractCache, yyq_contract_cache, YYQ, CONTRACT_CACHE, GObject)

YyqContractCache *yyq_contract_cache_new (YyqDatabase *database, YyqCipher *cipher);

/* What one answer of the platform changes, stored in one transaction. */
typedef struct {
  GPtrArray *contracts; /* YyqContract */
  GPtrArray *deleted;   /* char *, ids */
  char *cursor;         /* (nullable): how far the changes reach */
  gint64 synced_at;     /* ms; with @cursor */
  gboolean reset;       /* the scope is sent anew: also older versions replace what is here */
  GHashTable
    *keep; /* (nullable): set of char *, ids; all other contracts go. With the last of a reset */
} YyqContractChanges;

YyqContractChanges *yyq_contract_changes_new (void);
void yyq_contract_changes_free (YyqContractChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqContractChanges, yyq_contract_changes_free)

/* @changes: (transfer full). */
void yyq_contract_cache_apply_async (YyqContractCache *self, YyqContractChanges *changes,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/* (transfer full): the numbers of the rows that changed, as a set of gint64. */
GHashTable *yyq_contract_cache_apply_finish (YyqContractCache *self, GAsyncResult *result,
                                             GError **error);

/* (transfer full) (nullable): NULL without an error when it was never loaded with its parties. */
void yyq_contract_cache_load_async (YyqContractCache *self, const char *id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
YyqContract *yyq_contract_cache_load_finish (YyqContractCache *self, GAsyncResult *result,
                                             GError **error);

/* Numbers of the rows of @query in its order; @limit -1 = all. (transfer full): GArray of gint64.
 */
void yyq_contract_cache_find_async (YyqContractCache *self, const YyqContractQuery *query,
                                    int limit, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GArray *yyq_contract_cache_find_finish (YyqContractCache *self, GAsyncResult *result,
                                        GError **error);

/* (transfer full): GArray of 4 guint: all, mine, others, done. */
void yyq_contract_cache_count_async (YyqContractCache *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GArray *yyq_contract_cache_count_finish (YyqContractCache *self, GAsyncResult *result,
                                         GError **error);

/* The cursor of the last sync, NULL at the beginning; @synced_at in ms. (transfer full) */
void yyq_contract_cache_cursor_async (YyqContractCache *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
char *yyq_contract_cache_cursor_finish (YyqContractCache *self, GAsyncResult *result,
                                        gint64 *synced_at, GError **error);

/*
 * (transfer full) (nullable): one page of rows, in the calling (main) thread through the read-only
 * connection: by primary key, about 0.4 ms for 128 rows. Parties and revisions are empty.
 */
GPtrArray *yyq_contract_cache_read_page (YyqContractCache *self, const gint64 *rows, guint n_rows,
                                         GError **error);

G_END_DECLS
