/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-entity.h"
#include "yyq-record-list.h"

G_BEGIN_DECLS

/*
 * The records of one entity in the chosen workspace: the cache first, the platform behind it.
 * Everything here is main thread; what blocks runs elsewhere. A chapter whose records have more to
 * them than a registration says derives from it.
 *
 * Signal "changed" (): the cache moved; lists made by yyq_record_repository_list() and records that
 * are watched follow by themselves, counts are to be asked again.
 * Property "synced-at" (int64 ms, 0 = never, read-only): when the platform last told what changed.
 */
#define YYQ_TYPE_RECORD_REPOSITORY (yyq_record_repository_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqRecordRepository, yyq_record_repository, YYQ, RECORD_REPOSITORY,
                          GObject)

struct _YyqRecordRepositoryClass {
  GObjectClass parent_class;
};

const YyqEntity *yyq_record_repository_get_entity (YyqRecordRepository *self);
gint64 yyq_record_repository_get_synced_at (YyqRecordRepository *self);

/*
 * (transfer full): shows the cache as soon as it is read and follows it from then on. @most: rows
 * that are wanted, -1 = all.
 */
YyqRecordList *yyq_record_repository_list (YyqRecordRepository *self, const YyqRecordQuery *query,
                                           int most);

/* Asks the platform for what changed since the last time, of all entities at once. */
void yyq_record_repository_refresh_async (YyqRecordRepository *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_record_repository_refresh_finish (YyqRecordRepository *self, GAsyncResult *result,
                                               GError **error);

/*
 * How many there are: @index 0 = all, then the filters of the registration. FALSE before the cache
 * was filled and counted for the first time; ask again on "changed" and "notify::synced-at".
 */
gboolean yyq_record_repository_get_count (YyqRecordRepository *self, guint index, guint *count);

/* Of a filter of the registration; 0 for NULL. */
guint yyq_record_repository_index_of (YyqRecordRepository *self, const char *filter);

/* (transfer full): GArray of guint, in the same order, of what the cache has for @query whatever
 * its filter. YYQ_STORE_ERROR. */
void yyq_record_repository_count_async (YyqRecordRepository *self, const YyqRecordQuery *query,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
GArray *yyq_record_repository_count_finish (YyqRecordRepository *self, GAsyncResult *result,
                                            GError **error);

/* (transfer full): what the cache knows in a column that is YYQ_ENTITY_CHOSEN, each once and not
 * "". YYQ_STORE_ERROR. */
void yyq_record_repository_list_values_async (YyqRecordRepository *self, const char *column,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GStrv yyq_record_repository_list_values_finish (YyqRecordRepository *self, GAsyncResult *result,
                                                GError **error);

/* (transfer full): the whole record, of the platform, or of the cache when that cannot be reached
 * or takes long. YYQ_WIRE_ERROR: this program is too old to read what it is now. */
void yyq_record_repository_load_async (YyqRecordRepository *self, const char *id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gpointer yyq_record_repository_load_finish (YyqRecordRepository *self, GAsyncResult *result,
                                            GError **error);

/* (transfer full) (nullable): the same from the cache alone; NULL without an error when it is not,
 * or not wholly, there. */
void yyq_record_repository_recall_async (YyqRecordRepository *self, const char *id,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
gpointer yyq_record_repository_recall_finish (YyqRecordRepository *self, GAsyncResult *result,
                                              GError **error);

/* While @record lives it becomes what the platform sends in newer versions, and tells that by its
 * properties. It is not kept alive. */
void yyq_record_repository_watch (YyqRecordRepository *self, gpointer record);

G_END_DECLS
