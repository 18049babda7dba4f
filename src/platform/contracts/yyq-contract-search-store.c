/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-search-store.h"

#include "yyq-contract-store.h"
#include "yyq-search-tokens.h"

const YyqSearchTable yyq_contract_search = { .things = "contract",
                                             .tokens = "contract_token",
                                             .thing = "contract_id",
                                             .unit = "enterprise_id",
                                             .people = "contract_party" };

char *
yyq_contract_search_text (YyqContract *contract)
{
  g_autofree char *all = g_strjoin (
    "\n", yyq_contract_get_number (contract), yyq_contract_get_title (contract),
    yyq_contract_get_initiator_name (contract), yyq_contract_get_participants (contract), NULL);

  return yyq_search_fold (all);
}

gboolean
yyq_contract_search_store_add (YyqStorage *storage, const char *tenant_id, const char *contract_id,
                               const char *search_text, GError **error)
{
  g_auto (GStrv) tokens = yyq_search_tokens_of_text (search_text);

  return yyq_storage_execute (storage, error,
                              "INSERT INTO contract_token (tenant_id, token, contract_id) "
                              "SELECT $1, value, $2 FROM {list $3} u",
                              "ssa", tenant_id, contract_id, tokens);
}

gboolean
yyq_contract_search_store_set_phone (YyqPlatform *platform, const char *party_id, const char *phone,
                                     GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_autofree char *where = g_strjoin ("|", YYQ_SEARCH_PHONE, party_id, NULL);
  g_autofree char *index = yyq_field_cipher_authenticate (cipher, YYQ_SEARCH_PHONE, phone);
  g_autoptr (GBytes) sealed = yyq_field_cipher_seal (cipher, where, phone);

  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "UPDATE contract_party SET phone_index = $1, phone_sealed = $2 WHERE id = $3", "sbs", index,
    sealed, party_id);
}

gboolean
yyq_contract_search_store_is_complete (YyqStorage *storage, const char *tenant_id,
                                       gboolean *complete, GError **error)
{
  gint64 n = 0;

  if (!yyq_storage_query_int (storage, &n, error,
                              "SELECT COUNT(*) FROM (SELECT 1 FROM contract WHERE tenant_id = $1 "
                              "AND search_form = 0 LIMIT 1) c",
                              "s", tenant_id))
    return FALSE;
  *complete = n == 0;
  return TRUE;
}

typedef struct {
  char *tenant_id;
  YyqContract *contract;
} Old;

static void
old_free (gpointer data)
{
  Old *self = data;

  g_free (self->tenant_id);
  g_object_unref (self->contract);
  g_free (self);
}

/* (transfer full) (element-type Old) */
static GPtrArray *
list_old (YyqStorage *storage, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (old_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_record_sql_query (
    storage, &yyq_contract_sql, error,
    "SELECT c.tenant_id, {c} FROM contract c WHERE c.search_form = 0 ORDER BY c.tenant_id, c.id "
    "LIMIT $1" YYQ_SQL_LOCK_FREE,
    "i", (gint64) limit);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    Old *old = g_new0 (Old, 1);

    old->tenant_id = g_strdup (yyq_rows_get_text (rows, 0));
    old->contract = yyq_record_sql_read (&yyq_contract_sql, rows, 1);
    g_ptr_array_add (list, old);
  }
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&list) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* What is searched may have become more since the row was written. */
static gboolean
make_anew (YyqStorage *storage, const Old *old, GError **error)
{
  const char *id = yyq_contract_get_id (old->contract);
  g_autofree char *text = yyq_contract_search_text (old->contract);

  return yyq_storage_execute (storage, error,
                              "UPDATE contract SET search_text = $1, search_form = 1 WHERE id = $2",
                              "ss", text, id) &&
         yyq_contract_search_store_add (storage, old->tenant_id, id, text, error);
}

static gboolean
make_all (YyqStorage *storage, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    if (!make_anew (storage, g_ptr_array_index (list, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yyq_contract_search_store_catch_up (YyqPlatform *platform, guint limit, guint *done, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (GPtrArray) list = NULL;

  if (!yyq_storage_begin (storage, error))
    return FALSE;
  list = list_old (storage, limit, error);
  if (list == NULL || !make_all (storage, list, error) || !yyq_storage_commit (storage, error)) {
    yyq_storage_rollback (storage);
    return FALSE;
  }
  *done = list->len;
  return TRUE;
}
