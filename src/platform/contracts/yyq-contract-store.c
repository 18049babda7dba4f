/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-store.h"

#include "yyq-change-log.h"
#include "yyq-contract-flow.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-search-tokens.h"
#include "yyq-service-error.h"

const char yyq_contract_columns[] =
  "c.id, c.enterprise_id, c.number, c.title, c.state, c.initiator_name, c.participants, "
  "c.initiated_at, c.completed_at, "
  "c.due_at, c.version, c.my_turn, c.revision, c.sha256, c.pages";

YyqContract *
yyq_contract_from_row (YyqRows *rows)
{
  YyqContractState state = YYQ_CONTRACT_STATE_DRAFT;
  YyqContract *contract = g_object_new (YYQ_TYPE_CONTRACT, "id", yyq_rows_get_text (rows, 0), NULL);

  yyq_contract_state_from_string (yyq_rows_get_text (rows, 4), &state);
  g_object_set (contract, "enterprise-id", yyq_rows_get_text (rows, 1), NULL);
  g_object_set (contract, "number", yyq_rows_get_text (rows, 2), NULL);
  g_object_set (contract, "title", yyq_rows_get_text (rows, 3), "state", state, NULL);
  g_object_set (contract, "initiator-name", yyq_rows_get_text (rows, 5), NULL);
  g_object_set (contract, "participants", yyq_rows_get_text (rows, 6), NULL);
  g_object_set (contract, "initiated-at", yyq_rows_get_int (rows, 7), "completed-at",
                yyq_rows_get_int (rows, 8), "due-at", yyq_rows_get_int (rows, 9), "version",
                yyq_rows_get_int (rows, 10), NULL);
  g_object_set (contract, "my-turn", yyq_rows_get_int (rows, 11) != 0, "revision",
                (int) yyq_rows_get_int (rows, 12), "pages", (int) yyq_rows_get_int (rows, 14),
                NULL);
  g_object_set (contract, "sha256", yyq_rows_get_text (rows, 13), NULL);
  return contract;
}

static double
from_milli (gint64 value)
{
  return (double) value / 1000.0;
}

static gint64
to_milli (double value)
{
  return (gint64) (value * 1000.0 + 0.5);
}

static YyqParty *
party_from_row (YyqRows *rows)
{
  YyqPartyState state = YYQ_PARTY_STATE_WAITING;
  YyqPartySide side = YYQ_PARTY_SIDE_WORKER;
  YyqParty *party = g_object_new (YYQ_TYPE_PARTY, "id", yyq_rows_get_text (rows, 0), NULL);

  yyq_party_side_from_string (yyq_rows_get_text (rows, 2), &side);
  yyq_party_state_from_string (yyq_rows_get_text (rows, 4), &state);
  g_object_set (party, "seq", (int) yyq_rows_get_int (rows, 1), "side", side, "state", state,
                "mine", side == YYQ_PARTY_SIDE_EMPLOYER, "signed-at", yyq_rows_get_int (rows, 5),
                NULL);
  g_object_set (party, "name", yyq_rows_get_text (rows, 3), NULL);
  g_object_set (party, "field", yyq_rows_get_text (rows, 6), NULL);
  g_object_set (
    party, "page", (int) yyq_rows_get_int (rows, 7), "x", from_milli (yyq_rows_get_int (rows, 8)),
    "y", from_milli (yyq_rows_get_int (rows, 9)), "width", from_milli (yyq_rows_get_int (rows, 10)),
    "height", from_milli (yyq_rows_get_int (rows, 11)), NULL);
  return party;
}

static gboolean
load_parties (YyqPlatform *platform, YyqContract *contract, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT id, seq, side, name, state, signed_at, field, page, x, y, width, "
                       "height FROM contract_party "
                       "WHERE contract_id = $1 ORDER BY seq, id",
                       "s", yyq_contract_get_id (contract));

  if (rows == NULL)
    return FALSE;
  while (yyq_rows_next (rows, &local)) {
    g_autoptr (YyqParty) party = party_from_row (rows);

    yyq_contract_add_party (contract, party);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
load_revisions (YyqPlatform *platform, YyqContract *contract, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT number, sha256, length, at FROM contract_revision WHERE contract_id "
                       "= $1 ORDER BY number",
                       "s", yyq_contract_get_id (contract));

  if (rows == NULL)
    return FALSE;
  while (yyq_rows_next (rows, &local)) {
    g_autoptr (YyqRevision) revision =
      g_object_new (YYQ_TYPE_REVISION, "number", (int) yyq_rows_get_int (rows, 0), "sha256",
                    yyq_rows_get_text (rows, 1), "length", yyq_rows_get_int (rows, 2), "at",
                    yyq_rows_get_int (rows, 3), NULL);

    yyq_contract_add_revision (contract, revision);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static YyqContract *
load_row (YyqPlatform *platform, const char *scope_id, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT %s FROM contract c WHERE c.id = $1 AND c.scope_id = $2", yyq_contract_columns);
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error, sql, "ss", id, scope_id);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  if (yyq_rows_next (rows, &local))
    return yyq_contract_from_row (rows);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract");
  return NULL;
}

YyqContract *
yyq_contract_store_load (YyqPlatform *platform, const char *scope_id, const char *id,
                         GError **error)
{
  g_autoptr (YyqContract) contract = load_row (platform, scope_id, id, error);

  if (contract == NULL || !load_parties (platform, contract, error) ||
      !load_revisions (platform, contract, error))
    return NULL;
  return g_steal_pointer (&contract);
}

static gboolean
insert_party (YyqStorage *storage, YyqContract *contract, YyqParty *party, GError **error)
{
  gboolean employer = yyq_party_get_side (party) == YYQ_PARTY_SIDE_EMPLOYER;

  return yyq_storage_execute (
    storage, error,
    "INSERT INTO contract_party (id, contract_id, seq, side, enterprise_id, name, state, "
    "signed_at, field, page, x, y, width, height) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    "ssissssisiiiii", yyq_party_get_id (party), yyq_contract_get_id (contract),
    (gint64) yyq_party_get_seq (party), yyq_party_side_to_string (yyq_party_get_side (party)),
    employer ? yyq_contract_get_enterprise_id (contract) : NULL, yyq_party_get_name (party),
    yyq_party_state_to_string (yyq_party_get_state (party)), yyq_party_get_signed_at (party),
    yyq_party_get_field (party), (gint64) yyq_party_get_page (party),
    to_milli (yyq_party_get_x (party)), to_milli (yyq_party_get_y (party)),
    to_milli (yyq_party_get_width (party)), to_milli (yyq_party_get_height (party)));
}

static gboolean
insert_tokens (YyqStorage *storage, const char *scope_id, YyqContract *contract, const char *text,
               GError **error)
{
  g_auto (GStrv) tokens = yyq_search_tokens_of_text (text);

  for (guint i = 0; tokens[i] != NULL; i++) {
    if (!yyq_storage_execute (
          storage, error,
          "INSERT INTO contract_token (scope_id, token, contract_id) VALUES ($1, $2, $3)", "sss",
          scope_id, tokens[i], yyq_contract_get_id (contract)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
insert_row (YyqStorage *storage, const char *scope_id, YyqContract *contract,
            const char *search_text, GError **error)
{
  return yyq_storage_execute (
    storage, error,
    "INSERT INTO contract (id, scope_id, enterprise_id, number, title, state, state_order, "
    "initiator_name, participants, "
    "search_text, initiated_at, completed_at, due_at, version, my_turn, revision, sha256, pages) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, 0, 0, '', $14)",
    "ssssssisssiiii", yyq_contract_get_id (contract), scope_id,
    yyq_contract_get_enterprise_id (contract), yyq_contract_get_number (contract),
    yyq_contract_get_title (contract),
    yyq_contract_state_to_string (yyq_contract_get_state (contract)),
    (gint64) yyq_contract_get_state (contract), yyq_contract_get_initiator_name (contract),
    yyq_contract_get_participants (contract), search_text, yyq_contract_get_initiated_at (contract),
    yyq_contract_get_completed_at (contract), yyq_contract_get_due_at (contract),
    (gint64) yyq_contract_get_pages (contract));
}

static gboolean
store_revision (YyqPlatform *platform, YyqContract *contract, int number, YyqNewBlob *pdf,
                gint64 at_ms, GError **error)
{
  const char *sha256 = yyq_new_blob_get_sha256 (pdf);

  if (!yyq_blob_store_add (yyq_blob_store_of (platform), pdf, error) ||
      !yyq_storage_execute (yyq_platform_get_storage (platform), error,
                            "INSERT INTO contract_revision (contract_id, number, sha256, length, "
                            "at, format) VALUES ($1, $2, $3, $4, $5, 2)",
                            "sisii", yyq_contract_get_id (contract), (gint64) number, sha256,
                            yyq_new_blob_get_length (pdf), at_ms))
    return FALSE;
  g_object_set (contract, "revision", number, "sha256", sha256, NULL);
  return TRUE;
}

static void
add_revision_object (YyqContract *contract, gint64 length, gint64 at_ms)
{
  g_autoptr (YyqRevision) revision =
    g_object_new (YYQ_TYPE_REVISION, "number", yyq_contract_get_revision (contract), "sha256",
                  yyq_contract_get_sha256 (contract), "length", length, "at", at_ms, NULL);

  yyq_contract_add_revision (contract, revision);
}

gboolean
yyq_contract_store_add_revision (YyqPlatform *platform, YyqContract *contract, YyqNewBlob *pdf,
                                 gint64 at_ms, GError **error)
{
  if (!store_revision (platform, contract, yyq_contract_get_revision (contract) + 1, pdf, at_ms,
                       error))
    return FALSE;
  add_revision_object (contract, yyq_new_blob_get_length (pdf), at_ms);
  return TRUE;
}

gboolean
yyq_contract_store_insert (YyqPlatform *platform, const char *scope_id, YyqContract *contract,
                           YyqNewBlob *pdf, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  GListModel *parties = yyq_contract_get_parties (contract);
  g_autofree char *all = g_strdup_printf ("%s\n%s\n%s", yyq_contract_get_title (contract),
                                          yyq_contract_get_initiator_name (contract),
                                          yyq_contract_get_participants (contract));
  g_autofree char *search_text = yyq_search_fold (all);

  if (!insert_row (storage, scope_id, contract, search_text, error) ||
      !insert_tokens (storage, scope_id, contract, search_text, error))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    /* As it will be read: my_turn depends on it. */
    g_object_set (party, "mine", yyq_party_get_side (party) == YYQ_PARTY_SIDE_EMPLOYER, NULL);
    if (!insert_party (storage, contract, party, error))
      return FALSE;
  }
  if (!store_revision (platform, contract, 0, pdf, yyq_contract_get_initiated_at (contract), error))
    return FALSE;
  add_revision_object (contract, yyq_new_blob_get_length (pdf),
                       yyq_contract_get_initiated_at (contract));
  yyq_contract_set_version (contract, 1);
  return yyq_contract_store_save (platform, scope_id, contract, error);
}

static gboolean
save_parties (YyqStorage *storage, YyqContract *contract, GError **error)
{
  GListModel *parties = yyq_contract_get_parties (contract);

  for (guint i = 0; i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);

    if (!yyq_storage_execute (storage, error,
                              "UPDATE contract_party SET state = $1, signed_at = $2 WHERE id = $3",
                              "sis", yyq_party_state_to_string (yyq_party_get_state (party)),
                              yyq_party_get_signed_at (party), yyq_party_get_id (party)))
      return FALSE;
  }
  return TRUE;
}

gboolean
yyq_contract_store_save (YyqPlatform *platform, const char *scope_id, YyqContract *contract,
                         GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 version = yyq_contract_get_version (contract);
  gboolean my_turn = yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_SIGNING &&
                     yyq_contract_find_my_turn (contract) != NULL;

  if (!yyq_storage_execute (
        storage, error,
        "UPDATE contract SET state = $1, state_order = $2, completed_at = $3, version = version + "
        "1, my_turn = $4, "
        "revision = $5, sha256 = $6 WHERE id = $7 AND version = $8",
        "siiiissi", yyq_contract_state_to_string (yyq_contract_get_state (contract)),
        (gint64) yyq_contract_get_state (contract), yyq_contract_get_completed_at (contract),
        (gint64) my_turn, (gint64) yyq_contract_get_revision (contract),
        yyq_contract_get_sha256 (contract), yyq_contract_get_id (contract), version))
    return FALSE;
  if (yyq_storage_get_changes (storage) != 1) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CONFLICT,
                         "the contract was changed meanwhile");
    return FALSE;
  }
  yyq_contract_set_version (contract, version + 1);
  g_object_set (contract, "my-turn", my_turn, NULL);
  return save_parties (storage, contract, error) &&
         yyq_change_log_add (platform, scope_id, "contract", yyq_contract_get_id (contract),
                             YYQ_CHANGE_PUT, version + 1, error);
}

static char *
sha256_of_revision (YyqContract *contract, int number)
{
  GListModel *revisions = yyq_contract_get_revisions (contract);
  int wanted = number < 0 ? yyq_contract_get_revision (contract) : number;

  for (guint i = 0; i < g_list_model_get_n_items (revisions); i++) {
    g_autoptr (YyqRevision) revision = g_list_model_get_item (revisions, i);

    if (yyq_revision_get_number (revision) == wanted)
      return g_strdup (yyq_revision_get_sha256 (revision));
  }
  return NULL;
}

GBytes *
yyq_contract_store_document (YyqPlatform *platform, YyqContract *contract, int number,
                             GError **error)
{
  g_autofree char *sha256 = sha256_of_revision (contract, number);

  if (sha256 != NULL)
    return yyq_blob_store_get (yyq_blob_store_of (platform), sha256, error);
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such revision");
  return NULL;
}
