/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-rows.h"

#include "yyq-error.h"
#include "yyq-outbox-body.h"
#include "yyq-sql.h"

#define COLUMNS                                                                            \
  "seq, idempotency_key, kind, object_id, target, title_enc, after_key, body_enc, state, " \
  "attempts, next_at, created_at, reason, last_error"

/* Nothing of its object stands before it, and what it waits for has been answered. */
#define IS_HEAD                                                                               \
  "NOT EXISTS (SELECT 1 FROM outbox AS b WHERE b.object_id = e.object_id AND b.seq < e.seq) " \
  "AND NOT EXISTS (SELECT 1 FROM outbox AS a WHERE a.idempotency_key = e.after_key) "

void
yyq_outbox_job_free (gpointer data)
{
  YyqOutboxJob *job = data;

  yyq_cipher_unref (job->cipher);
  g_free (job->directory);
  g_clear_pointer (&job->entry, yyq_outbox_entry_free);
  g_strfreev (job->objects);
  g_free (job);
}

void
yyq_outbox_due_free (gpointer data)
{
  YyqOutboxDue *due = data;

  g_ptr_array_unref (due->entries);
  g_free (due);
}

/* Runs a statement of which ?1 is @text. */
static gboolean
run_with (sqlite3 *db, const char *sql, const char *text, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, text);
  return yyq_sql_run (statement, error);
}

/* Adding */

static GBytes *
seal_title (const YyqOutboxJob *job)
{
  const YyqOutboxEntry *entry = job->entry;
  g_autoptr (GBytes) title = NULL;

  if (entry->title == NULL)
    return NULL;
  title = g_bytes_new (entry->title, strlen (entry->title));
  return yyq_cipher_seal (job->cipher, "outbox", "title_enc", entry->idempotency_key, title);
}

static gboolean
insert (sqlite3 *db, const YyqOutboxJob *job, GBytes *sealed_body, GError **error)
{
  const YyqOutboxEntry *entry = job->entry;
  g_autoptr (GBytes) title = seal_title (job);
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "INSERT INTO outbox (idempotency_key, kind, object_id, target, title_enc, "
                     "after_key, body_enc, state, attempts, next_at, created_at)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', 0, ?8, ?9)",
                     error);

  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, entry->idempotency_key);
  yyq_sql_bind_text (statement, 2, entry->kind);
  yyq_sql_bind_text (statement, 3, entry->object_id);
  yyq_sql_bind_text (statement, 4, entry->target);
  yyq_sql_bind_bytes (statement, 5, title);
  yyq_sql_bind_text (statement, 6, entry->after);
  yyq_sql_bind_bytes (statement, 7, sealed_body);
  sqlite3_bind_int64 (statement, 8, entry->next_at);
  sqlite3_bind_int64 (statement, 9, entry->created_at);
  return yyq_sql_run (statement, error);
}

static gboolean
drop_parked (sqlite3 *db, const YyqOutboxEntry *entry, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db, "DELETE FROM outbox WHERE object_id = ?1 AND kind = ?2 AND state = 'parked'", error);

  if (statement == NULL)
    return FALSE;
  yyq_sql_bind_text (statement, 1, entry->object_id);
  yyq_sql_bind_text (statement, 2, entry->kind);
  return yyq_sql_run (statement, error);
}

gpointer
yyq_outbox_add_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;
  const YyqOutboxEntry *entry = job->entry;
  const gboolean large =
    job->directory != NULL && g_bytes_get_size (entry->body) >= YYQ_OUTBOX_BODY_LARGE;
  g_autoptr (GBytes) sealed = NULL;

  if (job->replaces_parked && !drop_parked (db, entry, error))
    return NULL;
  if (!large)
    sealed =
      yyq_cipher_seal (job->cipher, "outbox", "body_enc", entry->idempotency_key, entry->body);
  else if (!yyq_outbox_body_write_in_worker (job->directory, job->cipher, entry->idempotency_key,
                                             entry->body, error))
    return NULL;
  insert (db, job, sealed, error);
  return NULL;
}

/* Reading */

static gboolean
read_title (const YyqOutboxJob *job, sqlite3_stmt *statement, YyqOutboxEntry *entry, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) title = NULL;

  if (sqlite3_column_type (statement, 5) == SQLITE_NULL)
    return TRUE;
  sealed = yyq_sql_column_bytes (statement, 5);
  title =
    yyq_cipher_open (job->cipher, "outbox", "title_enc", entry->idempotency_key, sealed, error);
  if (title == NULL)
    return FALSE;
  entry->title = g_strndup (g_bytes_get_data (title, NULL), g_bytes_get_size (title));
  return TRUE;
}

static YyqOutboxEntry *
read_entry (const YyqOutboxJob *job, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (YyqOutboxEntry) entry = g_new0 (YyqOutboxEntry, 1);

  entry->seq = sqlite3_column_int64 (statement, 0);
  entry->idempotency_key = g_strdup (yyq_sql_column_text (statement, 1));
  entry->kind = g_strdup (yyq_sql_column_text (statement, 2));
  entry->object_id = g_strdup (yyq_sql_column_text (statement, 3));
  entry->target = g_strdup (yyq_sql_column_text (statement, 4));
  entry->after = g_strdup (yyq_sql_column_text (statement, 6));
  entry->state = g_strcmp0 (yyq_sql_column_text (statement, 8), "parked") == 0 ? YYQ_OUTBOX_PARKED
                                                                               : YYQ_OUTBOX_WAITING;
  entry->attempts = (guint) sqlite3_column_int (statement, 9);
  entry->next_at = sqlite3_column_int64 (statement, 10);
  entry->created_at = sqlite3_column_int64 (statement, 11);
  entry->reason = g_strdup (yyq_sql_column_text (statement, 12));
  entry->last_error = g_strdup (yyq_sql_column_text (statement, 13));
  return read_title (job, statement, entry, error) ? g_steal_pointer (&entry) : NULL;
}

/* A body that cannot be read any more leaves NULL: the entry must be seen all the same. */
static void
read_body (const YyqOutboxJob *job, sqlite3_stmt *statement, YyqOutboxEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (sqlite3_column_type (statement, 7) != SQLITE_NULL) {
    sealed = yyq_sql_column_bytes (statement, 7);
    entry->body =
      yyq_cipher_open (job->cipher, "outbox", "body_enc", entry->idempotency_key, sealed, &error);
  } else if (job->directory != NULL) {
    entry->body =
      yyq_outbox_body_read_in_worker (job->directory, job->cipher, entry->idempotency_key, &error);
  }
  if (error != NULL)
    g_warning ("The body of an entry of the outbox cannot be read: %s", error->message);
}

gpointer
yyq_outbox_list_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_outbox_entry_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT " COLUMNS " FROM outbox ORDER BY seq", error);

  if (statement == NULL)
    return NULL;
  while (yyq_sql_next (statement, &failure)) {
    YyqOutboxEntry *entry = read_entry (job, statement, &failure);

    if (entry == NULL)
      break;
    g_ptr_array_add (entries, entry);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&entries);
}

gpointer
yyq_outbox_load_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;
  YyqOutboxEntry *entry;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT " COLUMNS " FROM outbox WHERE idempotency_key = ?1", error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, job->entry->idempotency_key);
  if (!yyq_sql_next (statement, error)) {
    if (error == NULL || *error == NULL)
      g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND,
                           "The outbox has no such entry");
    return NULL;
  }
  entry = read_entry (job, statement, error);
  if (entry != NULL)
    read_body (job, statement, entry);
  return entry;
}

/* Sending */

static gboolean
find_next (sqlite3 *db, gint64 now, gint64 *next_at, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db,
    "SELECT MIN(next_at) FROM outbox AS e WHERE state = 'waiting' AND next_at > ?1 AND " IS_HEAD,
    error);

  *next_at = G_MAXINT64;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, now);
  if (yyq_sql_next (statement, &failure) && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *next_at = sqlite3_column_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
take_due (const YyqOutboxJob *job, sqlite3_stmt *statement, GPtrArray *entries, GError **error)
{
  const char *object_id = yyq_sql_column_text (statement, 3);
  YyqOutboxEntry *entry;

  if (job->objects != NULL && g_strv_contains ((const char *const *) job->objects, object_id))
    return TRUE;
  entry = read_entry (job, statement, error);
  if (entry == NULL)
    return FALSE;
  read_body (job, statement, entry);
  g_ptr_array_add (entries, entry);
  return TRUE;
}

gpointer
yyq_outbox_find_due_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable,
                               GError **error)
{
  const YyqOutboxJob *job = data;
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_outbox_entry_free);
  g_autoptr (GError) failure = NULL;
  YyqOutboxDue *due = NULL;
  gint64 next_at = 0;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db,
                     "SELECT " COLUMNS " FROM outbox AS e "
                     "WHERE state = 'waiting' AND next_at <= ?1 AND " IS_HEAD "ORDER BY seq",
                     error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, job->now);
  while (entries->len < job->limit && yyq_sql_next (statement, &failure))
    if (!take_due (job, statement, entries, &failure))
      break;
  if (failure != NULL || !find_next (db, job->now, &next_at, &failure)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  due = g_new (YyqOutboxDue, 1);
  due->entries = g_steal_pointer (&entries);
  due->next_at = next_at;
  return due;
}

/* Changing */

gpointer
yyq_outbox_remove_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;

  run_with (db, "DELETE FROM outbox WHERE idempotency_key = ?1", job->entry->idempotency_key,
            error);
  return NULL;
}

/* What waited for it must not go out as if it had been done. */
gpointer
yyq_outbox_discard_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;

  if (run_with (db,
                "UPDATE outbox SET state = 'parked', reason = '" YYQ_OUTBOX_REASON_PREDECESSOR
                "', last_error = NULL, next_at = 0 WHERE after_key = ?1",
                job->entry->idempotency_key, error))
    yyq_outbox_remove_in_worker (db, data, cancellable, error);
  return NULL;
}

/* One that was parked while it was on its way stays parked. */
gpointer
yyq_outbox_fail_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db,
    "UPDATE outbox SET state = ?2, attempts = attempts + 1, next_at = ?3, reason = ?4, "
    "last_error = ?5 WHERE idempotency_key = ?1 AND state = 'waiting'",
    error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, job->entry->idempotency_key);
  yyq_sql_bind_text (statement, 2, yyq_outbox_state_to_string (job->entry->state));
  sqlite3_bind_int64 (statement, 3, job->entry->next_at);
  yyq_sql_bind_text (statement, 4, job->entry->reason);
  yyq_sql_bind_text (statement, 5, job->entry->last_error);
  yyq_sql_run (statement, error);
  return NULL;
}

gpointer
yyq_outbox_retry_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;

  run_with (db,
            "UPDATE outbox SET state = 'waiting', attempts = 0, next_at = 0, reason = NULL, "
            "last_error = NULL WHERE idempotency_key = ?1",
            job->entry->idempotency_key, error);
  return NULL;
}

gpointer
yyq_outbox_park_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    db,
    "UPDATE outbox SET state = 'parked', reason = ?2, last_error = NULL, next_at = 0 "
    "WHERE object_id = ?1 AND state = 'waiting'",
    error);

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 2, job->entry->reason);
  for (guint i = 0; job->objects[i] != NULL; i++) {
    yyq_sql_bind_text (statement, 1, job->objects[i]);
    if (!yyq_sql_run (statement, error))
      return NULL;
  }
  return NULL;
}

gpointer
yyq_outbox_sweep_in_worker (sqlite3 *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const YyqOutboxJob *job = data;

  yyq_outbox_body_sweep_in_worker (db, job->directory);
  return NULL;
}
