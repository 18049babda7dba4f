/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-database.h"

#include "yyq-cache-migrations.h"
#include "yyq-cjk-tokenizer.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-record-search.h"
#include "yyq-sql.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 3000

/* Beside the file, behind its name. */
#define DAMAGED ".damaged"
#define NEW ".new"
#define CHECK ".check" /* damage was found while it was used */

struct _YyqDatabase {
  GObject parent_instance;

  char *path;        /* (owned) (nullable): NULL in memory */
  char *uri;         /* (owned): what sqlite3_open_v2 gets */
  GThreadPool *pool; /* (owned): one thread */

  sqlite3 *writer; /* worker thread only */
  sqlite3 *reader; /* main thread only, set before the open job returns */
  gboolean closed; /* worker thread only */

  YyqDatabaseSalvage salvage; /* (nullable) */
  gpointer salvage_data;
  GDestroyNotify salvage_data_free; /* (nullable) */
  gboolean begun_anew;              /* this and the next: set before the open job returns */
  YyqDatabaseSaved saved;
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
open_connection (const char *uri, int flags, sqlite3 **db, GError **error)
{
  int rc = sqlite3_open_v2 (uri, db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX, NULL);

  if (*db == NULL) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED, "SQLite %d: %s", rc,
                 sqlite3_errstr (rc));
    return FALSE;
  }
  if (rc != SQLITE_OK)
    return yyq_sql_fail (*db, error);

  sqlite3_extended_result_codes (*db, 1);
  sqlite3_busy_timeout (*db, BUSY_TIMEOUT_MS);
  return yyq_cjk_tokenizer_register (*db, error) && yyq_record_search_register (*db, error);
}

static void
close_connections (YyqDatabase *self)
{
  g_clear_pointer (&self->reader, sqlite3_close_v2);
  g_clear_pointer (&self->writer, sqlite3_close_v2);
}

/* Of some rows: a millisecond. */
static gboolean
check_outbox (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, "PRAGMA quick_check(outbox)", error);

  if (statement == NULL || !yyq_sql_next (statement, error))
    return FALSE;
  if (g_strcmp0 (yyq_sql_column_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "outbox: %s",
               yyq_sql_column_text (statement, 0));
  return FALSE;
}

/* secure_delete: what was removed from the cache is not to be found in free pages. */
static gboolean
open_both (YyqDatabase *self, GError **error)
{
  const char *reader_setup = self->path != NULL
                               ? "PRAGMA query_only = ON"
                               : "PRAGMA query_only = ON; PRAGMA read_uncommitted = ON";

  return open_connection (self->uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &self->writer,
                          error) &&
         yyq_sql_exec (self->writer,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete "
                       "= ON; PRAGMA temp_store = MEMORY",
                       error) &&
         yyq_cache_migrations_apply_in_worker (self->writer, error) &&
         check_outbox (self->writer, error) &&
         open_connection (self->uri, SQLITE_OPEN_READWRITE, &self->reader, error) &&
         yyq_sql_exec (self->reader, reader_setup, error);
}

/*
 * SQLite would make the file as the umask says; its -wal and -shm get the mode of the file. A file
 * that is there must not be opened and closed here: that would drop the locks of another
 * connection.
 */
static gboolean
make_private (const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (directory, 0700) == 0 && g_chmod (directory, 0700) == 0) {
    fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
      close (fd);
    if (g_chmod (path, 0600) == 0)
      return TRUE;
  }
  g_set_error (error, YYQ_STORE_ERROR,
               errno == ENOSPC ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED, "“%s”: %s", path,
               g_strerror (errno));
  return FALSE;
}

/* Damage */

static char *
file_uri (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strdup_printf ("file:%s", escaped);
}

static gboolean
has_file (YyqDatabase *self, const char *suffix)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
rename_file (YyqDatabase *self, const char *from_suffix, const char *to_suffix)
{
  g_autofree char *from = g_strconcat (self->path, from_suffix, NULL);
  g_autofree char *to = g_strconcat (self->path, to_suffix, NULL);

  g_rename (from, to);
}

static void
remove_file (YyqDatabase *self, const char *suffix)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);

  g_unlink (path);
}

/* The log must not meet another file: SQLite would play it into that. */
static void
put_aside (YyqDatabase *self)
{
  rename_file (self, "", DAMAGED);
  rename_file (self, "-wal", DAMAGED "-wal");
  rename_file (self, "-shm", DAMAGED "-shm");
}

/* (transfer full): empty when there is none. */
static GBytes *
map_file (YyqDatabase *self, const char *suffix)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file != NULL ? g_mapped_file_get_bytes (file) : g_bytes_new (NULL, 0);
}

static gboolean
fill_new (YyqDatabase *self, sqlite3 *db, GError **error)
{
  g_autoptr (GBytes) file = map_file (self, "");
  g_autoptr (GBytes) wal = map_file (self, "-wal");

  return yyq_sql_exec (db, "PRAGMA synchronous = FULL", error) &&
         yyq_cache_migrations_apply_in_worker (db, error) &&
         yyq_sql_exec (db, "BEGIN IMMEDIATE", error) &&
         (self->salvage == NULL ||
          self->salvage (file, wal, db, self->salvage_data, &self->saved, error)) &&
         yyq_sql_exec (db, "COMMIT", error);
}

/*
 * The new file is complete and closed before the damaged one goes aside; see take_up_new() for a
 * kill in between.
 */
static gboolean
begin_anew (YyqDatabase *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, NEW, NULL);
  g_autofree char *uri = file_uri (path);
  sqlite3 *db = NULL;
  gboolean filled;

  remove_file (self, NEW);
  remove_file (self, NEW "-journal");
  self->saved = (YyqDatabaseSaved){ 0 };
  filled = make_private (path, error) &&
           open_connection (uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &db, error) &&
           fill_new (self, db, error);
  sqlite3_close_v2 (db);
  if (!filled)
    return FALSE;
  put_aside (self);
  rename_file (self, NEW, "");
  remove_file (self, CHECK);
  self->begun_anew = TRUE;
  return TRUE;
}

static void
take_up_new (YyqDatabase *self)
{
  if (has_file (self, "") || !has_file (self, NEW))
    return;
  put_aside (self);
  rename_file (self, NEW, "");
  remove_file (self, CHECK);
}

/* SQLite removes the index of the log before the log. */
static gboolean
check_files (YyqDatabase *self, GError **error)
{
  const char *what = NULL;

  if (has_file (self, CHECK))
    what = "damage was found in it";
  else if (has_file (self, "-shm") && !has_file (self, "-wal"))
    what = "its log is missing";
  if (what == NULL)
    return TRUE;
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "“%s”: %s", self->path, what);
  return FALSE;
}

/* A job came upon a damaged page: nobody can read further now, the next opening mends it. */
static void
note_damage (YyqDatabase *self)
{
  g_autofree char *path = self->path != NULL ? g_strconcat (self->path, CHECK, NULL) : NULL;

  if (path != NULL)
    g_file_set_contents (path, "", 0, NULL);
}

static gboolean
open_private (YyqDatabase *self, GError **error)
{
  if (self->path == NULL)
    return open_both (self, error);
  take_up_new (self);
  return check_files (self, error) && make_private (self->path, error) && open_both (self, error);
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
    if (begin_anew (self, error) && open_private (self, error))
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

  if (error != NULL) {
    if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT))
      note_damage (job->database);
    g_task_return_error (task, error);
  } else {
    g_task_return_pointer (task, result, job->request.result_free);
  }
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

void
yyq_database_set_salvage (YyqDatabase *self, YyqDatabaseSalvage salvage, gpointer data,
                          GDestroyNotify data_free)
{
  g_return_if_fail (YYQ_IS_DATABASE (self));
  g_return_if_fail (self->salvage == NULL);

  self->salvage = salvage;
  self->salvage_data = data;
  self->salvage_data_free = data_free;
}

gboolean
yyq_database_get_begun_anew (YyqDatabase *self, YyqDatabaseSaved *saved)
{
  g_return_val_if_fail (YYQ_IS_DATABASE (self), FALSE);

  if (saved != NULL)
    *saved = self->saved;
  return self->begun_anew;
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
  if (self->salvage_data_free != NULL)
    self->salvage_data_free (self->salvage_data);
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
    self->uri = file_uri (path);
  } else {
    g_autofree char *name = g_uuid_string_random ();

    /* Shared by name between the two connections of this object only. */
    self->uri = g_strdup_printf ("file:yyq-%s?mode=memory&cache=shared", name);
  }
  return self;
}
