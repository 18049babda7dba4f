/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cache-migrations.h"

#include "yyq-error.h"
#include "yyq-sql.h"

/*
 * Released steps are never edited, only added to. Clear columns are ids, times, states and what
 * must be searchable (D12); *_enc is AES-256-GCM under "table|column|id|key version".
 */
static const char *const steps[] = {
  "CREATE TABLE contract ("
  "  rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,"
  "  number TEXT NOT NULL, title TEXT NOT NULL, state INTEGER NOT NULL, initiator_name TEXT NOT "
  "NULL,"
  "  participants TEXT NOT NULL, initiated_at INTEGER NOT NULL, completed_at INTEGER NOT NULL,"
  "  my_turn INTEGER NOT NULL, complete INTEGER NOT NULL, payload_enc BLOB NOT NULL);"
  "CREATE INDEX contract_initiated ON contract (initiated_at, rowid);"
  "CREATE INDEX contract_title ON contract (title, rowid);"
  "CREATE INDEX contract_state ON contract (state, my_turn, initiated_at, rowid);"
  "CREATE VIRTUAL TABLE contract_text USING fts5 (title, initiator_name, participants, number,"
  "  content='contract', content_rowid='rowid', tokenize='cjk1');"
  "CREATE TRIGGER contract_added AFTER INSERT ON contract BEGIN"
  "  INSERT INTO contract_text (rowid, title, initiator_name, participants, number)"
  "    VALUES (new.rowid, new.title, new.initiator_name, new.participants, new.number); END;"
  "CREATE TRIGGER contract_removed AFTER DELETE ON contract BEGIN"
  "  INSERT INTO contract_text (contract_text, rowid, title, initiator_name, participants, number)"
  "    VALUES ('delete', old.rowid, old.title, old.initiator_name, old.participants, old.number); "
  "END;"
  "CREATE TRIGGER contract_renamed AFTER UPDATE OF title, initiator_name, participants, number ON "
  "contract"
  "  WHEN old.title <> new.title OR old.initiator_name <> new.initiator_name"
  "    OR old.participants <> new.participants OR old.number <> new.number BEGIN"
  "  INSERT INTO contract_text (contract_text, rowid, title, initiator_name, participants, number)"
  "    VALUES ('delete', old.rowid, old.title, old.initiator_name, old.participants, old.number);"
  "  INSERT INTO contract_text (rowid, title, initiator_name, participants, number)"
  "    VALUES (new.rowid, new.title, new.initiator_name, new.participants, new.number); END;"
  "CREATE TABLE sync_cursor (scope TEXT PRIMARY KEY, cursor TEXT NOT NULL, synced_at INTEGER NOT "
  "NULL) WITHOUT ROWID;"
  "CREATE TABLE cache_entity (entity TEXT NOT NULL, id TEXT NOT NULL, updated_at INTEGER NOT NULL,"
  "  payload_enc BLOB NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID;"
  "CREATE TABLE draft (id TEXT PRIMARY KEY, kind TEXT NOT NULL, base_version INTEGER NOT NULL,"
  "  base_enc BLOB, local_enc BLOB NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, idempotency_key TEXT NOT NULL "
  "UNIQUE,"
  "  object_id TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, body_enc BLOB NOT NULL,"
  "  state INTEGER NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, created_at "
  "INTEGER NOT NULL,"
  "  last_error TEXT);"
  "CREATE INDEX outbox_waiting ON outbox (state, seq);",
  /* Commands have kinds, words for states and what they wait for; drafts are files. The one kind
   * that there was is the signature: its path becomes the session that stood in it. */
  "CREATE TABLE outbox_new (seq INTEGER PRIMARY KEY AUTOINCREMENT, idempotency_key TEXT NOT NULL "
  "UNIQUE,"
  "  kind TEXT NOT NULL, object_id TEXT NOT NULL, target TEXT, title_enc BLOB, after_key TEXT,"
  "  body_enc BLOB, state TEXT NOT NULL CHECK (state IN ('waiting', 'parked')),"
  "  attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, created_at INTEGER NOT NULL,"
  "  reason TEXT, last_error TEXT);"
  "INSERT INTO outbox_new (seq, idempotency_key, kind, object_id, target, body_enc, state, "
  "attempts, next_at, created_at, reason, last_error)"
  "  SELECT seq, idempotency_key, 'contract.sign', object_id,"
  "    replace(replace(path, '/sign-sessions/', ''), '/complete', ''), body_enc,"
  "    CASE state WHEN 0 THEN 'waiting' ELSE 'parked' END, attempts, next_at, created_at,"
  "    CASE WHEN instr(last_error, ': ') > 1 THEN substr(last_error, 1, instr(last_error, ': ') - "
  "1) END,"
  "    last_error FROM outbox ORDER BY seq;"
  "DROP TABLE outbox;"
  "ALTER TABLE outbox_new RENAME TO outbox;"
  "CREATE INDEX outbox_object ON outbox (object_id, seq);"
  "CREATE INDEX outbox_after ON outbox (after_key) WHERE after_key IS NOT NULL;"
  "DROP TABLE draft;",

  /* Tables of records are made from registrations (yyq-record-table.h) and take over the rows. */
  "DROP TRIGGER contract_added; DROP TRIGGER contract_removed; DROP TRIGGER contract_renamed;"
  "DROP TABLE contract_text;"
  "ALTER TABLE contract RENAME TO record_contract;"
  "CREATE TABLE record_shape (entity TEXT PRIMARY KEY, shape TEXT NOT NULL) WITHOUT ROWID;"
  "UPDATE sync_cursor SET scope = 'feed' WHERE scope = 'contracts';",

  /* What a newer platform has sent and the program of this version could not read. */
  "CREATE TABLE record_unreadable (entity TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT "
  "NULL,"
  "  program TEXT NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID;",
};

int
yyq_cache_migrations_get_latest (void)
{
  return G_N_ELEMENTS (steps);
}

static gboolean
get_version (sqlite3 *db, int *version, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, "PRAGMA user_version", error);

  if (statement == NULL || !yyq_sql_next (statement, error))
    return FALSE;
  *version = sqlite3_column_int (statement, 0);
  return TRUE;
}

static gboolean
apply_step (sqlite3 *db, int step, GError **error)
{
  g_autofree char *counted = g_strdup_printf ("PRAGMA user_version = %d; COMMIT", step + 1);

  if (!yyq_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (yyq_sql_exec (db, steps[step], error) && yyq_sql_exec (db, counted, error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
yyq_cache_migrations_apply_in_worker (sqlite3 *db, GError **error)
{
  int version = 0;

  if (!get_version (db, &version, error))
    return FALSE;
  if (version > yyq_cache_migrations_get_latest ()) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NEWER, "Layout %d, this program knows %d",
                 version, yyq_cache_migrations_get_latest ());
    return FALSE;
  }
  for (int step = version; step < yyq_cache_migrations_get_latest (); step++) {
    if (!apply_step (db, step, error))
      return FALSE;
  }
  return TRUE;
}
