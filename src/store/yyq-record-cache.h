/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"
#include "yyq-document-cache.h"
#include "yyq-record-changes.h"
#include "yyq-record-query.h"

G_BEGIN_DECLS

/*
 * The records of one workspace as they were last heard of: a table for each registered entity, and
 * the cursor of the feed that fills them all. It can be filled again from the platform at any time;
 * what a person typed lies elsewhere. Main thread. Errors: YYQ_STORE_ERROR.
 */
#define YYQ_TYPE_RECORD_CACHE (yyq_record_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyqRecordCache, yyq_record_cache, YYQ, RECORD_CACHE, GObject)

/*
 * @documents (nullable): where the documents of records lie, so that they go with them.
 * @entities: static, NULL-terminated. The tables are brought into shape before anything else.
 */
YyqRecordCache *yyq_record_cache_new (YyqDatabase *database, YyqCipher *cipher,
                                      YyqDocumentCache *documents,
                                      const YyqEntity *const *entities);

/* (transfer none) (nullable): by its name on the wire. */
const YyqEntity *yyq_record_cache_find_entity (YyqRecordCache *self, const char *name);

/*
 * @changes: (transfer full). With a record go the replies and documents that are kept with it. One
 * that cannot be read has no row until it can be, and nothing older takes its place.
 */
void yyq_record_cache_apply_async (YyqRecordCache *self, YyqRecordChanges *changes,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full): GPtrArray of YyqRecordMove, of the entities that changed. */
GPtrArray *yyq_record_cache_apply_finish (YyqRecordCache *self, GAsyncResult *result,
                                          GError **error);

/* (transfer full) (nullable): NULL without an error when it never came whole. */
void yyq_record_cache_load_async (YyqRecordCache *self, const YyqEntity *entity, const char *id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gpointer yyq_record_cache_load_finish (YyqRecordCache *self, GAsyncResult *result, GError **error);

/* Numbers of the rows of @query in its order; @limit -1 = all. (transfer full): GArray of gint64.
 */
void yyq_record_cache_find_async (YyqRecordCache *self, const YyqEntity *entity,
                                  const YyqRecordQuery *query, int limit, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GArray *yyq_record_cache_find_finish (YyqRecordCache *self, GAsyncResult *result, GError **error);

/* (transfer full): GArray of guint: all that @query finds whatever its filter, then those of them
 * in each filter of the registration. */
void yyq_record_cache_count_async (YyqRecordCache *self, const YyqEntity *entity,
                                   const YyqRecordQuery *query, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GArray *yyq_record_cache_count_finish (YyqRecordCache *self, GAsyncResult *result, GError **error);

/* (transfer full): what stands in a column that is YYQ_ENTITY_CHOSEN, each once and not "". */
void yyq_record_cache_list_values_async (YyqRecordCache *self, const YyqEntity *entity,
                                         const char *column, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GStrv yyq_record_cache_list_values_finish (YyqRecordCache *self, GAsyncResult *result,
                                           GError **error);

/*
 * (transfer full): the cursor of the last sync. NULL at the beginning; "" when what is here has to
 * be gone through anew. @synced_at in ms. @n_unreadable (out): records that only a newer program
 * can read.
 */
void yyq_record_cache_cursor_async (YyqRecordCache *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
char *yyq_record_cache_cursor_finish (YyqRecordCache *self, GAsyncResult *result, gint64 *synced_at,
                                      guint *n_unreadable, GError **error);

/*
 * What was removed is not to be found in the file afterwards. @thorough: also not what SQLite
 * leaves behind when it moves rows, which writes the whole file anew: for what this person lost
 * sight of.
 */
void yyq_record_cache_scrub_async (YyqRecordCache *self, gboolean thorough,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yyq_record_cache_scrub_finish (YyqRecordCache *self, GAsyncResult *result, GError **error);

/*
 * (transfer full) (nullable): one page of rows, in the calling (main) thread through the read-only
 * connection: by primary key, about 0.4 ms for 128 rows. Only columns are filled in.
 */
GPtrArray *yyq_record_cache_read_page (YyqRecordCache *self, const YyqEntity *entity,
                                       const gint64 *rows, guint n_rows, GError **error);

G_END_DECLS
