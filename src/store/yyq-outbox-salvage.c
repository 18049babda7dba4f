/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-salvage.h"

#include "yyq-damaged-pages.h"
#include "yyq-id.h"
#include "yyq-outbox-body.h"
#include "yyq-outbox-entry.h"
#include "yyq-sql.h"

#include <errno.h>
#include <glib/gstdio.h>

typedef struct {
  YyqCipher *cipher;
  char *directory; /* (nullable) */
} Salvage;

/* As the rows of yyq-outbox-rows.h; the first is the row's number. */
enum {
  SEQ,
  KEY,
  KIND,
  OBJECT,
  TARGET,
  TITLE,
  AFTER,
  BODY,
  STATE,
  ATTEMPTS,
  NEXT_AT,
  CREATED_AT,
  REASON,
  LAST_ERROR,
  N_COLUMNS,
};

typedef struct {
  const Salvage *salvage;
  sqlite3 *db;
  YyqDatabaseSaved *saved;
  GError *error; /* (nullable): the first */
} Work;

static void
salvage_free (gpointer data)
{
  Salvage *self = data;

  yyq_cipher_unref (self->cipher);
  g_free (self->directory);
  g_free (self);
}

/* (transfer full) (nullable) */
static char *
dup_text (const YyqDamagedValue *value)
{
  return value->kind == YYQ_DAMAGED_TEXT ? g_strndup ((const char *) value->bytes, value->length)
                                         : NULL;
}

static gboolean
is_text_or_null (const YyqDamagedValue *value)
{
  return value->kind == YYQ_DAMAGED_NULL ||
         (value->kind == YYQ_DAMAGED_TEXT &&
          g_utf8_validate ((const char *) value->bytes, (gssize) value->length, NULL));
}

static gboolean
is_state (const YyqDamagedValue *value)
{
  g_autofree char *text = dup_text (value);

  return g_strcmp0 (text, "waiting") == 0 || g_strcmp0 (text, "parked") == 0;
}

/* What stands behind the body. */
static gboolean
has_end (const YyqDamagedValue *values)
{
  for (guint i = STATE; i < N_COLUMNS; i++)
    if (values[i].kind == YYQ_DAMAGED_LOST)
      return FALSE;
  return TRUE;
}

static gboolean
is_end (const YyqDamagedValue *values)
{
  static const guint numbers[] = { ATTEMPTS, NEXT_AT, CREATED_AT };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (values[numbers[i]].kind != YYQ_DAMAGED_INTEGER)
      return FALSE;
  return is_state (&values[STATE]) && is_text_or_null (&values[REASON]) &&
         is_text_or_null (&values[LAST_ERROR]);
}

/* Rows of other tables with as many columns are none. */
static gboolean
is_entry (const YyqDamagedValue *values)
{
  static const guint texts[] = { KEY, KIND, OBJECT };
  g_autofree char *key = dup_text (&values[KEY]);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (values[texts[i]].kind != YYQ_DAMAGED_TEXT || !is_text_or_null (&values[texts[i]]))
      return FALSE;
  return values[SEQ].kind == YYQ_DAMAGED_NULL && yyq_id_is_valid (key) &&
         is_text_or_null (&values[TARGET]) && is_text_or_null (&values[AFTER]) &&
         (!has_end (values) || is_end (values));
}

/* (transfer full) (nullable): as it is sealed, when it can be opened. */
static GBytes *
take_sealed (const Work *work, const YyqDamagedValue *value, const char *column, const char *key)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;

  if (value->kind != YYQ_DAMAGED_BLOB)
    return NULL;
  sealed = g_bytes_new (value->bytes, value->length);
  plain = yyq_cipher_open (work->salvage->cipher, "outbox", column, key, sealed, NULL);
  return plain != NULL ? g_steal_pointer (&sealed) : NULL;
}

static gboolean
has_body_file (const Work *work, const char *key)
{
  const Salvage *salvage = work->salvage;
  g_autoptr (GBytes) body =
    salvage->directory != NULL
      ? yyq_outbox_body_read_in_worker (salvage->directory, salvage->cipher, key, NULL)
      : NULL;

  return body != NULL;
}

static void
bind_text (sqlite3_stmt *statement, int at, const YyqDamagedValue *value)
{
  g_autofree char *text = dup_text (value);

  yyq_sql_bind_text (statement, at, text);
}

/* @whole: it can be sent; else it waits for a person. */
static gboolean
insert (Work *work, gint64 seq, const YyqDamagedValue *values, GBytes *title, GBytes *body,
        gboolean whole)
{
  static const guint texts[] = { KEY, KIND, OBJECT, TARGET, AFTER, LAST_ERROR };
  static const guint numbers[] = { ATTEMPTS, NEXT_AT, CREATED_AT };
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (
    work->db,
    "INSERT INTO outbox (seq, idempotency_key, kind, object_id, target, title_enc, after_key, "
    "body_enc, state, attempts, next_at, created_at, reason, last_error) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT DO NOTHING",
    &work->error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, SEQ + 1, seq);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    bind_text (statement, (int) texts[i] + 1, &values[texts[i]]);
  /* 0 where it is lost. */
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (statement, (int) numbers[i] + 1, values[numbers[i]].number);
  yyq_sql_bind_bytes (statement, TITLE + 1, title);
  yyq_sql_bind_bytes (statement, BODY + 1, body);
  if (whole) {
    bind_text (statement, STATE + 1, &values[STATE]);
    bind_text (statement, REASON + 1, &values[REASON]);
  } else {
    yyq_sql_bind_text (statement, STATE + 1, "parked");
    yyq_sql_bind_text (statement, REASON + 1, YYQ_OUTBOX_REASON_BODY_MISSING);
  }
  return yyq_sql_run (statement, &work->error);
}

static void
take_row (gint64 rowid, const YyqDamagedValue *values, guint n_values, gpointer data)
{
  Work *work = data;
  g_autofree char *key = dup_text (&values[KEY]);
  g_autoptr (GBytes) title = NULL;
  g_autoptr (GBytes) body = NULL;
  gboolean whole;

  if (work->error != NULL || !is_entry (values))
    return;
  title = take_sealed (work, &values[TITLE], "title_enc", key);
  body = take_sealed (work, &values[BODY], "body_enc", key);
  whole = has_end (values) &&
          (values[BODY].kind == YYQ_DAMAGED_NULL ? has_body_file (work, key) : body != NULL);
  if (!insert (work, rowid, values, title, body, whole) || sqlite3_changes (work->db) == 0)
    return;
  if (whole)
    work->saved->n_whole++;
  else
    work->saved->n_broken++;
}

static gboolean
has_entry (sqlite3 *db, const char *key)
{
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT 1 FROM outbox WHERE idempotency_key = ?1", NULL);

  if (statement == NULL)
    return TRUE;
  yyq_sql_bind_text (statement, 1, key);
  return yyq_sql_next (statement, NULL);
}

/* Whoever mends such a thing by hand has the sealed body; the sweep would remove it. */
static void
put_loose_bodies_aside (Work *work)
{
  const char *directory = work->salvage->directory;
  g_autofree char *aside = g_strconcat (directory, ".damaged", NULL);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *from = g_build_filename (directory, name, NULL);
    g_autofree char *to = g_build_filename (aside, name, NULL);

    if (!yyq_id_is_valid (name) || has_entry (work->db, name))
      continue;
    g_mkdir (aside, 0700);
    if (g_rename (from, to) == 0)
      work->saved->n_broken++;
    else
      g_warning ("“%s”: %s", from, g_strerror (errno));
  }
}

static gboolean
salvage_in_worker (GBytes *file, GBytes *wal, sqlite3 *db, gpointer data, YyqDatabaseSaved *saved,
                   GError **error)
{
  const Salvage *self = data;
  Work work = { self, db, saved, NULL };

  yyq_damaged_pages_walk (file, wal, N_COLUMNS, take_row, &work);
  if (work.error != NULL) {
    g_propagate_error (error, work.error);
    return FALSE;
  }
  if (self->directory != NULL)
    put_loose_bodies_aside (&work);
  return TRUE;
}

void
yyq_outbox_salvage_prepare (YyqDatabase *database, YyqCipher *cipher, const char *directory)
{
  Salvage *self = g_new (Salvage, 1);

  self->cipher = yyq_cipher_ref (cipher);
  self->directory = g_strdup (directory);
  yyq_database_set_salvage (database, salvage_in_worker, self, salvage_free);
}
