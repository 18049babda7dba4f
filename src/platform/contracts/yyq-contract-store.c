/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-store.h"

#include "yyq-change-log.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-news-store.h"
#include "yyq-contract-search-store.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-service-error.h"

/* A unit is named as it is called today. */
static const char *const derived[] = { "unit_name", NULL };
const YyqRecordSql yyq_contract_sql = { "contract", yyq_contract_get_type, derived };

/* Whose turn it is follows from the side. */
static const char *const derived_of_party[] = { "mine", NULL };
static const YyqRecordSql party_sql = { "contract_party", yyq_party_get_type, derived_of_party };

static void
add_party (YyqContract *contract, YyqRows *rows)
{
  g_autoptr (YyqParty) party = yyq_record_sql_read (&party_sql, rows, 2);

  g_object_set (party, "mine", yyq_party_get_side (party) == YYQ_PARTY_SIDE_EMPLOYER, NULL);
  yyq_contract_add_party (contract, party);
}

static void
add_revision (YyqContract *contract, YyqRows *rows)
{
  g_autoptr (YyqRevision) revision =
    g_object_new (YYQ_TYPE_REVISION, "sha256", yyq_rows_get_text (rows, 2), "number",
                  (int) yyq_rows_get_int (rows, 3), "at", yyq_rows_get_int (rows, 7), "length",
                  yyq_rows_get_int (rows, 9), NULL);

  yyq_contract_add_revision (contract, revision);
}

/* Both in one statement, which the feed asks for each page: a revision's values stand where a party
 * has id, seq, signed_at and page. */
static const char parts_sql[] =
  "SELECT p.contract_id, 0, {p} FROM contract_party p "
  "WHERE p.contract_id IN (SELECT value FROM {list $1} u) UNION ALL "
  "SELECT r.contract_id, 1, r.sha256, r.number, NULL, NULL, NULL, r.at, NULL, r.length, 0, 0, 0, 0 "
  "FROM contract_revision r WHERE r.contract_id IN (SELECT value FROM {list $1} u) "
  "ORDER BY 1, 2, 4, 3";

static gboolean
load_parts (YyqPlatform *platform, GHashTable *contracts, GError **error)
{
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (contracts, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = NULL;

  if (g_hash_table_size (contracts) == 0)
    return TRUE;
  rows = yyq_record_sql_query (yyq_platform_get_storage (platform), &party_sql, error, parts_sql,
                               "a", ids);
  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqContract *contract = g_hash_table_lookup (contracts, yyq_rows_get_text (rows, 0));

    if (yyq_rows_get_int (rows, 1) == 0)
      add_party (contract, rows);
    else
      add_revision (contract, rows);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL);
}

/* (transfer full): those of the tenant that @access may see. */
static GHashTable *
load_rows (YyqPlatform *platform, const YyqAccess *access, const char *permission,
           const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) contracts =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_record_sql_query (
    yyq_platform_get_storage (platform), &yyq_contract_sql, error,
    "SELECT e.name, {c} FROM contract c JOIN enterprise e ON e.id = c.enterprise_id "
    "WHERE c.tenant_id = $1 AND c.id IN (SELECT value FROM {list $2} u)",
    "sa", yyq_access_get_tenant_id (access), ids);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    g_autoptr (YyqContract) contract = yyq_record_sql_read (&yyq_contract_sql, rows, 1);

    g_object_set (contract, "unit-name", yyq_rows_get_text (rows, 0), NULL);
    if (yyq_access_may_in (access, permission, yyq_contract_get_enterprise_id (contract)))
      g_hash_table_insert (contracts, (gpointer) yyq_contract_get_id (contract),
                           g_object_ref (contract));
  }
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&contracts) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GHashTable *
yyq_contract_store_load_many (YyqPlatform *platform, const YyqAccess *access,
                              const char *permission, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) contracts = load_rows (platform, access, permission, ids, error);

  if (contracts == NULL || !load_parts (platform, contracts, error))
    return NULL;
  return g_steal_pointer (&contracts);
}

YyqContract *
yyq_contract_store_load (YyqPlatform *platform, const YyqAccess *access, const char *permission,
                         const char *id, GError **error)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GHashTable) found =
    yyq_contract_store_load_many (platform, access, permission, ids, error);
  YyqContract *contract = found != NULL ? g_hash_table_lookup (found, id) : NULL;

  if (contract != NULL)
    return g_object_ref (contract);
  if (found != NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract");
  return NULL;
}

static GHashTable *
load_for_feed (YyqPlatform *platform, const YyqAccess *access, const char *const *ids,
               GError **error)
{
  return yyq_contract_store_load_many (platform, access, YYQ_CONTRACT_VIEW, ids, error);
}

const YyqFeedEntity yyq_contract_feed_entity = { "contract", YYQ_CONTRACT_VIEW, load_for_feed };

static gboolean
insert_party (YyqStorage *storage, YyqContract *contract, YyqParty *party, GError **error)
{
  gboolean employer = yyq_party_get_side (party) == YYQ_PARTY_SIDE_EMPLOYER;
  const YyqSqlColumn columns[] = {
    { "contract_id", { .type = 's', .text = yyq_contract_get_id (contract) } },
    { "enterprise_id",
      { .type = 's', .text = employer ? yyq_contract_get_enterprise_id (contract) : NULL } },
  };

  return yyq_record_sql_insert (storage, &party_sql, party, columns, G_N_ELEMENTS (columns), error);
}

static gboolean
insert_row (YyqStorage *storage, const char *tenant_id, YyqContract *contract,
            const char *search_text, GError **error)
{
  const YyqSqlColumn columns[] = {
    { "tenant_id", { .type = 's', .text = tenant_id } },
    { "search_text", { .type = 's', .text = search_text } },
    { "search_form", { .type = 'i', .integer = 1 } },
  };

  g_object_set (contract, "version", (gint64) 1, "my-turn", FALSE, "revision", 0, "sha256", "",
                NULL);
  return yyq_record_sql_insert (storage, &yyq_contract_sql, contract, columns,
                                G_N_ELEMENTS (columns), error);
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
yyq_contract_store_insert (YyqPlatform *platform, const YyqAccess *access, YyqContract *contract,
                           YyqNewBlob *pdf, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  const char *tenant_id = yyq_access_get_tenant_id (access);
  GListModel *parties = yyq_contract_get_parties (contract);
  g_autofree char *search_text = yyq_contract_search_text (contract);

  if (!insert_row (storage, tenant_id, contract, search_text, error) ||
      !yyq_contract_search_store_add (storage, tenant_id, yyq_contract_get_id (contract),
                                      search_text, error))
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
  return yyq_contract_store_save (platform, access, contract, error);
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
yyq_contract_store_save (YyqPlatform *platform, const YyqAccess *access, YyqContract *contract,
                         GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 version = yyq_contract_get_version (contract);
  gboolean my_turn = yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_SIGNING &&
                     yyq_contract_find_my_turn (contract) != NULL;
  const YyqChange change = { .entity = yyq_contract_feed_entity.name,
                             .entity_id = yyq_contract_get_id (contract),
                             .version = version + 1,
                             .unit_id = yyq_contract_get_enterprise_id (contract) };
  g_auto (YyqContractThen) then = { 0 };

  if (!yyq_contract_news_store_read (platform, yyq_contract_get_id (contract), &then, error) ||
      !yyq_storage_execute (
        storage, error,
        "UPDATE contract SET state = $1, completed_at = $2, version = version + 1, my_turn = $3, "
        "revision = $4, sha256 = $5 WHERE id = $6 AND version = $7 AND tenant_id = $8",
        "siiissis", yyq_contract_state_to_string (yyq_contract_get_state (contract)),
        yyq_contract_get_completed_at (contract), (gint64) my_turn,
        (gint64) yyq_contract_get_revision (contract), yyq_contract_get_sha256 (contract),
        yyq_contract_get_id (contract), version, yyq_access_get_tenant_id (access)))
    return FALSE;
  if (yyq_storage_get_changes (storage) != 1) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CONFLICT,
                         "the contract was changed meanwhile");
    return FALSE;
  }
  yyq_contract_set_version (contract, version + 1);
  g_object_set (contract, "my-turn", my_turn, NULL);
  return save_parties (storage, contract, error) &&
         yyq_change_log_add (platform, access, &change, error) &&
         yyq_contract_news_store_tell (platform, yyq_access_get_tenant_id (access), contract, &then,
                                       error);
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
