/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * One SQLite file and the one thread that writes it. Jobs run in the order they were given; results
 * come back in the caller's main context. WAL, so that the read-only connection for list pages
 * never waits for the writer.
 */
#define YYQ_TYPE_DATABASE (yyq_database_get_type ())
G_DECLARE_FINAL_TYPE (YyqDatabase, yyq_database, YYQ, DATABASE, GObject)

/* Runs in the worker thread. NULL with @error set means failure; NULL without is a result, too. */
typedef gpointer (*YyqDatabaseJob) (sqlite3 *db, gpointer job_data, GCancellable *cancellable,
                                    GError **error);

/* @path (nullable): NULL keeps everything in memory. Nothing is opened before the first job. */
YyqDatabase *yyq_database_new (const char *path);
gboolean yyq_database_is_in_memory (YyqDatabase *self);

/* What was brought over from a damaged file. */
typedef struct {
  guint n_whole;  /* as it was */
  guint n_broken; /* can be seen, or was put aside, and is of no use to this program */
} YyqDatabaseSaved;

/*
 * Runs in the worker when the file is damaged, before it goes aside: brings what it can read of
 * @file and its log @wal (may be empty) into @db, the new one, inside a transaction. FALSE: the
 * opening fails, and the damaged file stays where it is.
 */
typedef gboolean (*YyqDatabaseSalvage) (GBytes *file, GBytes *wal, sqlite3 *db, gpointer data,
                                        YyqDatabaseSaved *saved, GError **error);

/* Before the first job. @data is freed with the database. */
void yyq_database_set_salvage (YyqDatabase *self, YyqDatabaseSalvage salvage, gpointer data,
                               GDestroyNotify data_free);

/*
 * Opens and migrates. A damaged file is put aside as NAME.damaged and a new one is begun with what
 * the salvage brings over. The table "outbox" is gone through each time, as nobody can give it
 * back; damage elsewhere shows when something is read there, and is mended at the next opening.
 */
void yyq_database_open_async (YyqDatabase *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_database_open_finish (YyqDatabase *self, GAsyncResult *result, GError **error);

typedef struct {
  YyqDatabaseJob run;
  gpointer data;
  GDestroyNotify data_free;   /* (nullable): called in either thread */
  GDestroyNotify result_free; /* (nullable): when nobody takes the result */
  gboolean write;             /* one transaction, rolled back when the job fails */
} YyqDatabaseRequest;

/*
 * @source (nullable): the object whose method this is, given to @callback as the source; it must
 * keep the database alive. Cancelling skips a job that has not begun; what was committed is
 * reported.
 */
void yyq_database_submit (YyqDatabase *self, gpointer source, const YyqDatabaseRequest *request,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
gpointer yyq_database_submit_finish (GAsyncResult *result, GError **error);

/* TRUE: the file was damaged when it was opened; @saved (out) (optional). After open. */
gboolean yyq_database_get_begun_anew (YyqDatabase *self, YyqDatabaseSaved *saved);

/*
 * When everything that was submitted before has been done, the file is closed for good: what is
 * submitted later fails with G_IO_ERROR_CANCELLED, and there is no reader any more. For whoever
 * removes the file: SQLite touches its neighbours by name when it closes.
 */
void yyq_database_close_async (YyqDatabase *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_database_close_finish (YyqDatabase *self, GAsyncResult *result, GError **error);

/*
 * (transfer none) (nullable): a read-only connection for the main thread, for reads by key of a
 * page of rows (0.4 ms for 128) that a list cannot wait for. NULL before open
 * and after close.
 */
sqlite3 *yyq_database_get_reader (YyqDatabase *self);

/* TRUE in the worker thread of any database: for assertions. */
gboolean yyq_database_in_worker (void);

G_END_DECLS
