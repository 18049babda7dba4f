/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-rows.h"

#include "yyq-cjk-tokenizer.h"
#include "yyq-error.h"
#include "yyq-sql.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#define CANCEL_EVERY 4096

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static GBytes *
seal_contract (YyqCipher *cipher, YyqContract *contract)
{
  g_autoptr (JsonNode) node = yyq_wire_record_encode (contract);
  g_autoptr (GBytes) plain = yyq_wire_serialize (node);

  return yyq_cipher_seal (cipher, "contract", "payload_enc", yyq_contract_get_id (contract), plain);
}

static void
bind_contract (sqlite3_stmt *statement, YyqContract *contract, gboolean complete, GBytes *sealed)
{
  yyq_sql_bind_text (statement, 1, yyq_contract_get_id (contract));
  sqlite3_bind_int64 (statement, 2, yyq_contract_get_version (contract));
  yyq_sql_bind_text (statement, 3, text_or_empty (yyq_contract_get_number (contract)));
  yyq_sql_bind_text (statement, 4, text_or_empty (yyq_contract_get_title (contract)));
  sqlite3_bind_int (statement, 5, (int) yyq_contract_get_state (contract));
  yyq_sql_bind_text (statement, 6, text_or_empty (yyq_contract_get_initiator_name (contract)));
  yyq_sql_bind_text (statement, 7, text_or_empty (yyq_contract_get_participants (contract)));
  sqlite3_bind_int64 (statement, 8, yyq_contract_get_initiated_at (contract));
  sqlite3_bind_int64 (statement, 9, yyq_contract_get_completed_at (contract));
  sqlite3_bind_int (statement, 10, yyq_contract_get_my_turn (contract));
  sqlite3_bind_int (statement, 11, complete);
  yyq_sql_bind_bytes (statement, 12, sealed);
}

static gint64
find_row (sqlite3 *db, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT rowid FROM contract WHERE id = ?1", error);

  if (statement == NULL)
    return -1;
  yyq_sql_bind_text (statement, 1, id);
  return yyq_sql_next (statement, error) ? sqlite3_column_int64 (statement, 0) : -1;
}

gint64
yyq_contract_rows_put (sqlite3 *db, YyqCipher *cipher, YyqContract *contract, gboolean anew,
                       GError **error)
{
  static const char sql[] =
    "INSERT INTO contract (id, version, number, title, state, initiator_name, participants, "
    "initiated_at,"
    " completed_at, my_turn, complete, payload_enc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
    "?10, ?11, ?12)"
    " ON CONFLICT (id) DO UPDATE SET version = excluded.version, number = excluded.number, title = "
    "excluded.title,"
    " state = excluded.state, initiator_name = excluded.initiator_name, participants = "
    "excluded.participants,"
    " initiated_at = excluded.initiated_at, completed_at = excluded.completed_at, my_turn = "
    "excluded.my_turn,"
    " complete = excluded.complete, payload_enc = excluded.payload_enc"
    " WHERE excluded.version > contract.version OR (?13 AND excluded.version < contract.version)"
    " OR (excluded.version = contract.version AND excluded.complete > contract.complete)";
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);
  g_autoptr (GBytes) sealed = seal_contract (cipher, contract);
  gboolean complete = g_list_model_get_n_items (yyq_contract_get_parties (contract)) > 0;

  if (statement == NULL)
    return -1;
  bind_contract (statement, contract, complete, sealed);
  sqlite3_bind_int (statement, 13, anew);
  if (!yyq_sql_run (statement, error))
    return -1;
  return sqlite3_changes (db) > 0 ? find_row (db, yyq_contract_get_id (contract), error) : 0;
}

gboolean
yyq_contract_rows_delete (sqlite3 *db, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) contract =
    yyq_sql_prepare (db, "DELETE FROM contract WHERE id = ?1", error);
  g_autoptr (sqlite3_stmt) events =
    contract != NULL
      ? yyq_sql_prepare (db, "DELETE FROM cache_entity WHERE entity = 'events' AND id = ?1", error)
      : NULL;

  if (events == NULL)
    return FALSE;
  yyq_sql_bind_text (contract, 1, id);
  yyq_sql_bind_text (events, 1, id);
  return yyq_sql_run (contract, error) && yyq_sql_run (events, error);
}

gboolean
yyq_contract_rows_sweep (sqlite3 *db, GHashTable *keep, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, "SELECT id FROM contract", error);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  while (yyq_sql_next (statement, &failure)) {
    const char *id = yyq_sql_column_text (statement, 0);

    if (!g_hash_table_contains (keep, id))
      g_ptr_array_add (gone, g_strdup (id));
  }
  for (guint i = 0; i < gone->len && failure == NULL; i++)
    yyq_contract_rows_delete (db, g_ptr_array_index (gone, i), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

YyqContract *
yyq_contract_rows_get (sqlite3 *db, YyqCipher *cipher, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT payload_enc FROM contract WHERE id = ?1 AND complete", error);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (statement == NULL)
    return NULL;
  yyq_sql_bind_text (statement, 1, id);
  if (!yyq_sql_next (statement, error))
    return NULL;

  sealed = yyq_sql_column_bytes (statement, 0);
  plain = yyq_cipher_open (cipher, "contract", "payload_enc", id, sealed, error);
  node = plain != NULL ? yyq_wire_parse (plain, error) : NULL;
  return node != NULL ? yyq_wire_record_decode (node, YYQ_TYPE_CONTRACT, error) : NULL;
}

static void
add_box (GString *sql, YyqContractBox box)
{
  switch (box) {
  case YYQ_CONTRACT_BOX_MINE:
    g_string_append_printf (sql, " AND c.state = %d AND c.my_turn = 1", YYQ_CONTRACT_STATE_SIGNING);
    break;
  case YYQ_CONTRACT_BOX_OTHERS:
    g_string_append_printf (sql, " AND c.state = %d AND c.my_turn = 0", YYQ_CONTRACT_STATE_SIGNING);
    break;
  case YYQ_CONTRACT_BOX_DONE:
    g_string_append_printf (sql, " AND c.state = %d", YYQ_CONTRACT_STATE_COMPLETED);
    break;
  case YYQ_CONTRACT_BOX_ALL:
  default:
    break;
  }
}

static const char *
sort_column (YyqContractSort sort)
{
  switch (sort) {
  case YYQ_CONTRACT_SORT_TITLE:
    return "title";
  case YYQ_CONTRACT_SORT_STATE:
    return "state";
  case YYQ_CONTRACT_SORT_INITIATED_AT:
  default:
    return "initiated_at";
  }
}

/* What holds no letter and no digit is not in the index and is looked for as it stands. */
static char *
make_sql (const YyqContractQuery *query, gboolean has_match, gboolean has_text)
{
  GString *sql = g_string_new ("SELECT c.rowid FROM contract c");
  const char *direction = query->descending ? "DESC" : "ASC";
  const char *column = sort_column (query->sort);

  g_string_append (sql, " WHERE 1");
  /* The +: in the order of an index, asking each row whether it is one of those, not sorting all of
   * those. */
  if (has_match)
    g_string_append (
      sql, " AND +c.rowid IN (SELECT rowid FROM contract_text WHERE contract_text MATCH ?1)");
  if (has_text && !has_match)
    g_string_append (
      sql, " AND (instr(c.title, ?1) OR instr(c.initiator_name, ?1) OR instr(c.participants, ?1))");
  add_box (sql, query->box);
  if (query->from_ms != 0)
    g_string_append (sql, " AND c.initiated_at >= ?2");
  if (query->to_ms != 0)
    g_string_append (sql, " AND c.initiated_at < ?3");
  if (query->sort == YYQ_CONTRACT_SORT_STATE)
    g_string_append_printf (sql, " ORDER BY c.state %s, c.initiated_at DESC, c.rowid DESC LIMIT ?4",
                            direction);
  else
    g_string_append_printf (sql, " ORDER BY c.%s %s, c.rowid %s LIMIT ?4", column, direction,
                            direction);
  return g_string_free (sql, FALSE);
}

static char *
strip (const char *text)
{
  return text != NULL ? g_strstrip (g_strdup (text)) : g_strdup ("");
}

GArray *
yyq_contract_rows_find (sqlite3 *db, const YyqContractQuery *query, int limit,
                        GCancellable *cancellable, GError **error)
{
  g_autofree char *text = strip (query->text);
  g_autofree char *match = yyq_cjk_tokenizer_match (text);
  g_autofree char *sql = make_sql (query, match != NULL, *text != '\0');
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  if (*text != '\0')
    yyq_sql_bind_text (statement, 1, match != NULL ? match : text);
  sqlite3_bind_int64 (statement, 2, query->from_ms);
  sqlite3_bind_int64 (statement, 3, query->to_ms);
  sqlite3_bind_int (statement, 4, limit);

  while (yyq_sql_next (statement, &failure)) {
    gint64 row = sqlite3_column_int64 (statement, 0);

    g_array_append_val (rows, row);
    if (rows->len % CANCEL_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&rows);
}

static YyqContract *
read_row (sqlite3_stmt *statement)
{
  return g_object_new (
    YYQ_TYPE_CONTRACT, "id", yyq_sql_column_text (statement, 0), "version",
    (gint64) sqlite3_column_int64 (statement, 1), "number", yyq_sql_column_text (statement, 2),
    "title", yyq_sql_column_text (statement, 3), "state", sqlite3_column_int (statement, 4),
    "initiator-name", yyq_sql_column_text (statement, 5), "participants",
    yyq_sql_column_text (statement, 6), "initiated-at",
    (gint64) sqlite3_column_int64 (statement, 7), "completed-at",
    (gint64) sqlite3_column_int64 (statement, 8), "my-turn",
    (gboolean) sqlite3_column_int (statement, 9), NULL);
}

GPtrArray *
yyq_contract_rows_read (sqlite3 *db, const gint64 *rows, guint n_rows, GError **error)
{
  static const char sql[] = "SELECT id, version, number, title, state, initiator_name, "
                            "participants, initiated_at, completed_at, my_turn"
                            " FROM contract WHERE rowid = ?1";
  g_autoptr (sqlite3_stmt) statement = yyq_sql_prepare (db, sql, error);
  g_autoptr (GPtrArray) contracts = g_ptr_array_new_full (n_rows, g_object_unref);

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GError) failure = NULL;

    sqlite3_bind_int64 (statement, 1, rows[i]);
    if (yyq_sql_next (statement, &failure))
      g_ptr_array_add (contracts, read_row (statement));
    else
      g_ptr_array_add (contracts, yyq_contract_new ());
    sqlite3_reset (statement);
    if (failure != NULL) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  }
  return g_steal_pointer (&contracts);
}
