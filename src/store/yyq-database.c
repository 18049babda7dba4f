/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-database.h"

#include "yyq-cache-migrations.h"
#include "yyq-cjk-tokenizer.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-sql.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 3000

struct _YyqDatabase {
  GObject parent_instance;

  char *path;        /* (owned) (nullable): NULL in memory */
  char *uri;         /* (owned): what sqlite3_open_v2 gets */
  GThreadPool *pool; /* (owned): one thread */

  sqlite3 *writer; /* worker thread only */
  sqlite3 *reader; /* main thread only, set before the open job returns */
  gboolean closed; /* worker thread only */
};

typedef struct {
  YyqDatabase *database; /* (owned) */
  YyqDatabaseRequest request;
  gboolean close; /* nothing else; the last job that does anything */
} Job;

G_DEFINE_FINAL_TYPE (YyqDatabase, yyq_database, G_TYPE_OBJECT)

static GPrivate in_worker;

gboolean
yyq_database_in_worker (void)
{
  return g_private_get (&in_worker) != NULL;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->request.data_free != NULL)
    job->request.data_free (job->request.data);
  g_object_unref (job->database);
  g_free (job);
}

static gboolean
open_connection (YyqDatabase *self, int flags, sqlite3 **db, GError **error)
{
  int rc = sqlite3_open_v2 (self->uri, db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX, NULL);

  if (*db == NULL) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED, "SQLite %d: %s", rc,
                 sqlite3_errstr (rc));
    return FALSE;
  }
  if (rc != SQLITE_OK)
    return yyq_sql_fail (*db, error);

  sqlite3_extended_result_codes (*db, 1);
  sqlite3_busy_timeout (*db, BUSY_TIMEOUT_MS);
  return yyq_cjk_tokenizer_register (*db, error);
}

static void
close_connections (YyqDatabase *self)
{
  g_clear_pointer (&self->reader, sqlite3_close_v2);
  g_clear_pointer (&self->writer, sqlite3_close_v2);
}

/* secure_delete: what was removed from the cache is not to be found in free pages. */
static gboolean
open_both (YyqDatabase *self, GError **error)
{
  const char *reader_setup = self->path != NULL
                               ? "PRAGMA query_only = ON"
                               : "PRAGMA query_only = ON; PRAGMA read_uncommitted = ON";

  return open_connection (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &self->writer, error) &&
         yyq_sql_exec (self->writer,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete "
                       "= ON; PRAGMA temp_store = MEMORY",
                       error) &&
         yyq_cache_migrations_apply_in_worker (self->writer, error) &&
         open_connection (self, SQLITE_OPEN_READWRITE, &self->reader, error) &&
         yyq_sql_exec (self->reader, reader_setup, error);
}

static void
put_aside (YyqDatabase *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (self->path, suffixes[i], NULL);
    g_autofree char *to = g_strconcat (self->path, ".damaged", suffixes[i], NULL);

    g_rename (from, to);
  }
}

/*
 * SQLite would make the file as the umask says; its -wal and -shm get the mode of the file. A file
 * that is there must not be opened and closed here: that would drop the locks of another
 * connection.
 */
static gboolean
make_private (YyqDatabase *self, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (self->path);
  int fd;

  if (g_mkdir_with_parents (directory, 0700) == 0 && g_chmod (directory, 0700) == 0) {
    fd = g_open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
      close (fd);
    if (g_chmod (self->path, 0600) == 0)
      return TRUE;
  }
  g_set_error (error, YYQ_STORE_ERROR,
               errno == ENOSPC ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED, "“%s”: %s",
               self->path, g_strerror (errno));
  return FALSE;
}

static gboolean
open_private (YyqDatabase *self, GError **error)
{
  return (self->path == NULL || make_private (self, error)) && open_both (self, error);
}

static gboolean
open_in_worker (YyqDatabase *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->writer != NULL)
    return TRUE;
  if (open_private (self, &failure))
    return TRUE;

  close_connections (self);
  if (self->path != NULL && g_error_matches (failure, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT)) {
    g_warning ("The cache is damaged and begun anew: %s", failure->message);
    put_aside (self);
    if (open_private (self, error))
      return TRUE;
    close_connections (self);
    return FALSE;
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
run_request (sqlite3 *db, const YyqDatabaseRequest *request, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) failure = NULL;
  gpointer result;

  if (!request->write)
    return request->run (db, request->data, cancellable, error);
  if (!yyq_sql_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  result = request->run (db, request->data, cancellable, &failure);
  if (failure == NULL && yyq_sql_exec (db, "COMMIT", &failure))
    return result;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  if (result != NULL && request->result_free != NULL)
    request->result_free (result);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
close_in_worker (YyqDatabase *self)
{
  g_clear_pointer (&self->writer, sqlite3_close_v2);
  self->closed = TRUE;
}

static void
worker_func (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result = NULL;

  g_private_set (&in_worker, GINT_TO_POINTER (1));
  if (g_task_return_error_if_cancelled (task))
    return;

  if (job->close)
    close_in_worker (job->database);
  else if (job->database->closed)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The database is closed");
  else if (open_in_worker (job->database, &error) && job->request.run != NULL)
    result =
      run_request (job->database->writer, &job->request, g_task_get_cancellable (task), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->request.result_free);
}

/* Takes @task. */
static void
push (YyqDatabase *self, GTask *task, const YyqDatabaseRequest *request, gboolean close)
{
  Job *job = g_new0 (Job, 1);

  job->database = g_object_ref (self);
  job->request = *request;
  job->close = close;
  g_task_set_task_data (task, job, job_free);
  /* A transaction that was committed must be reported, whatever was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_thread_pool_push (self->pool, task, NULL);
}

void
yyq_database_submit (YyqDatabase *self, gpointer source, const YyqDatabaseRequest *request,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (source != NULL ? source : self, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_database_submit);
  push (self, task, request, FALSE);
}

gpointer
yyq_database_submit_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_database_open_async (YyqDatabase *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  YyqDatabaseRequest request = { NULL };

  g_return_if_fail (YYQ_IS_DATABASE (self));

  yyq_database_submit (self, NULL, &request, cancellable, callback, user_data);
}

void
yyq_database_close_async (YyqDatabase *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (YYQ_IS_DATABASE (self));

  g_task_set_source_tag (task, yyq_database_close_async);
  g_clear_pointer (&self->reader, sqlite3_close_v2);
  push (self, task, &(YyqDatabaseRequest){ NULL }, TRUE);
}

gboolean
yyq_database_close_finish (YyqDatabase *self, GAsyncResult *result, GError **error)
{
  return yyq_database_open_finish (self, result, error);
}

gboolean
yyq_database_open_finish (YyqDatabase *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

sqlite3 *
yyq_database_get_reader (YyqDatabase *self)
{
  g_return_val_if_fail (YYQ_IS_DATABASE (self), NULL);

  return self->reader;
}

gboolean
yyq_database_is_in_memory (YyqDatabase *self)
{
  g_return_val_if_fail (YYQ_IS_DATABASE (self), FALSE);

  return self->path == NULL;
}

/* Every task holds a reference, so nothing waits in the pool here. */
static void
yyq_database_finalize (GObject *object)
{
  YyqDatabase *self = YYQ_DATABASE (object);

  g_thread_pool_free (self->pool, FALSE, !yyq_database_in_worker ());
  close_connections (self);
  g_free (self->path);
  g_free (self->uri);
  G_OBJECT_CLASS (yyq_database_parent_class)->finalize (object);
}

static void
yyq_database_class_init (YyqDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_database_finalize;
}

static void
yyq_database_init (YyqDatabase *self)
{
  self->pool = g_thread_pool_new (worker_func, self, 1, TRUE, NULL);
}

YyqDatabase *
yyq_database_new (const char *path)
{
  YyqDatabase *self = g_object_new (YYQ_TYPE_DATABASE, NULL);

  self->path = g_strdup (path);
  if (path != NULL) {
    g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

    self->uri = g_strdup_printf ("file:%s", escaped);
  } else {
    g_autofree char *name = g_uuid_string_random ();

    /* Shared by name between the two connections of this object only. */
    self->uri = g_strdup_printf ("file:yyq-%s?mode=memory&cache=shared", name);
  }
  return self;
}
