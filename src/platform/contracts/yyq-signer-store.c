/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-signer-store.h"

void
yyq_signer_clear (YyqSigner *self)
{
  g_free (self->tenant_id);
  g_free (self->enterprise_id);
  g_free (self->uscc);
  g_free (self->name);
}

static void
signer_free (gpointer data)
{
  yyq_signer_clear (data);
  g_free (data);
}

char *
yyq_signer_store_find_tenant (YyqPlatform *platform, const char *contract_id, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT tenant_id FROM contract WHERE id = $1", "s", contract_id);

  return rows != NULL && yyq_rows_next (rows, error) ? g_strdup (yyq_rows_get_text (rows, 0))
                                                     : NULL;
}

static void
read_signer (YyqSigner *signer, YyqRows *rows)
{
  signer->tenant_id = g_strdup (yyq_rows_get_text (rows, 0));
  signer->enterprise_id = g_strdup (yyq_rows_get_text (rows, 1));
  signer->uscc = g_strdup (yyq_rows_get_text (rows, 2));
  signer->name = g_strdup (yyq_rows_get_text (rows, 3));
}

gboolean
yyq_signer_store_load (YyqPlatform *platform, const char *contract_id, const char *party_id,
                       YyqSigner *signer, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT c.tenant_id, e.id, e.uscc, e.name FROM contract c JOIN "
                       "contract_party p ON p.contract_id = c.id "
                       "JOIN enterprise e ON e.id = COALESCE(p.enterprise_id, c.enterprise_id) AND "
                       "e.tenant_id = c.tenant_id "
                       "WHERE c.id = $1 AND p.id = $2 AND p.side = 'employer'",
                       "ss", contract_id, party_id);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  read_signer (signer, rows);
  return TRUE;
}

GPtrArray *
yyq_signer_store_list (YyqPlatform *platform, const char *tenant_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (signer_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT tenant_id, id, uscc, name FROM enterprise WHERE tenant_id = $1 ORDER BY id", "s",
    tenant_id);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqSigner *signer = g_new0 (YyqSigner, 1);

    read_signer (signer, rows);
    g_ptr_array_add (list, signer);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

gboolean
yyq_signer_store_hold_account (YyqPlatform *platform, const char *account_id, gboolean *enabled,
                               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), &local,
    "SELECT 1 FROM account WHERE id = $1 AND disabled_at IS NULL" YYQ_SQL_LOCK, "s", account_id);

  *enabled = rows != NULL && yyq_rows_next (rows, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
