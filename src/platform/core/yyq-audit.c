/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"

#include <json-glib/json-glib.h>

#include "yyq-audit-link.h"
#include "yyq-chain.h"
#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-log-action.h"

/* Rows and revisions that an opening reads at a time; it stays in one transaction. */
#define OPENING_STEP 10000

/* (transfer full) (nullable): the main enterprise; "" for the platform itself. */
static char *
tenant_of (YyqStorage *storage, const char *enterprise_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = NULL;

  if (enterprise_id == NULL)
    return g_strdup ("");
  rows = yyq_storage_query (storage, error, "SELECT tenant_id FROM enterprise WHERE id = $1", "s",
                            enterprise_id);
  if (rows == NULL)
    return NULL;
  if (yyq_rows_next (rows, &local))
    return g_strdup (yyq_rows_get_text (rows, 0));
  if (local == NULL)
    return g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* @link without its place: seq and hashes come from @head, which moves on. */
static gboolean
append (YyqStorage *storage, YyqAuditLink *link, YyqChainHead *head, GError **error)
{
  g_autofree char *id = yyq_id_new ();
  g_autofree char *before = g_steal_pointer (&head->hash);

  link->id = id;
  link->at = yyq_clock_now ();
  link->seq = ++head->seq;
  link->prev_hash = before;
  link->format = YYQ_AUDIT_FORMAT;
  link->hash = head->hash = yyq_audit_link_hash (link);
  return yyq_storage_execute (
           storage, error,
           "INSERT INTO audit (id, at, tenant_id, unit_id, actor, remote, action, object, "
           "detail, seq, prev_hash, hash, format) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
           "sisssssssissi", link->id, link->at, link->tenant, link->unit, link->actor, link->remote,
           link->action, link->object, link->detail, link->seq, link->prev_hash, link->hash,
           link->format) &&
         yyq_chain_save_head (storage, YYQ_CHAIN_AUDIT, link->tenant, link->seq, link->hash, error);
}

static gboolean
open_chain (YyqStorage *storage, const char *tenant, YyqChainHead *head, GError **error)
{
  g_auto (YyqAuditOpening) opening = { 0 };
  g_autofree char *detail = NULL;
  YyqAuditLink link = { .tenant = tenant, .unit = tenant, .action = YYQ_AUDIT_OPEN };
  gboolean done = FALSE;
  gint64 n;

  yyq_audit_opening_init (&opening, tenant);
  while (!done)
    if (!yyq_audit_opening_read (&opening, storage, OPENING_STEP, &n, &done, error))
      return FALSE;
  link.detail = detail = yyq_audit_opening_to_string (&opening);
  return append (storage, &link, head, error);
}

/* The chain's end, for who appends; a chain begins with its opening. */
static gboolean
take_open (YyqStorage *storage, const char *tenant, YyqChainHead *head, GError **error)
{
  return yyq_chain_take_head (storage, YYQ_CHAIN_AUDIT, tenant, head, error) &&
         (head->seq > 0 || open_chain (storage, tenant, head, error));
}

static void
add_text (JsonArray *array, const char *text)
{
  if (text != NULL)
    json_array_add_string_element (array, text);
  else
    json_array_add_null_element (array);
}

char *
yyq_audit_changes_to_string (const YyqAuditChange *changes, gsize n_changes)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *all = json_array_sized_new ((guint) n_changes);

  for (gsize i = 0; i < n_changes; i++) {
    JsonArray *change = json_array_sized_new (3);

    json_array_add_string_element (change, changes[i].field);
    add_text (change, changes[i].before);
    add_text (change, changes[i].after);
    json_array_add_array_element (all, change);
  }
  json_node_take_array (node, all);
  return n_changes > 0 ? json_to_string (node, FALSE) : NULL;
}

gboolean
yyq_audit_write (YyqPlatform *platform, const YyqAuditEntry *entry, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *tenant = tenant_of (storage, entry->unit_id, error);
  g_autofree char *detail = yyq_audit_changes_to_string (entry->changes, entry->n_changes);
  YyqAuditLink link = { .tenant = tenant,
                        .unit = entry->unit_id != NULL ? entry->unit_id : "",
                        .actor = entry->actor,
                        .remote = entry->remote,
                        .action = entry->action,
                        .object = entry->object,
                        .detail = detail };
  g_auto (YyqChainHead) head = { 0 };

  g_return_val_if_fail (yyq_log_action_find (entry->action) != NULL, FALSE);

  return tenant != NULL && take_open (storage, tenant, &head, error) &&
         append (storage, &link, &head, error);
}

gboolean
yyq_audit_write_for (YyqPlatform *platform, YyqRequest *request, const YyqAuditEntry *entry,
                     GError **error)
{
  YyqAuditEntry whole = *entry;

  if (whole.unit_id == NULL)
    whole.unit_id = yyq_access_get_tenant_id (request->access);
  whole.actor = yyq_access_get_account_id (request->access);
  whole.remote = request->remote;
  return yyq_audit_write (platform, &whole, error);
}

/* (transfer full): tenants that have something from before the chains, and no chain. */
static GPtrArray *
list_unopened (YyqStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) tenants = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error,
    "SELECT t.id FROM (SELECT tenant_id AS id FROM enterprise UNION SELECT '') t "
    "WHERE NOT EXISTS (SELECT 1 FROM chain_head h WHERE h.chain = 'audit' AND h.id = t.id) "
    "AND (EXISTS (SELECT 1 FROM audit a WHERE a.tenant_id = t.id AND a.seq IS NULL) OR EXISTS "
    "(SELECT 1 FROM contract c "
    "JOIN contract_revision r ON r.contract_id = c.id WHERE c.tenant_id = t.id AND r.format = 1))",
    "");

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (tenants, g_strdup (yyq_rows_get_text (rows, 0)));
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&tenants) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
open_all (YyqStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) tenants = list_unopened (storage, error);

  for (guint i = 0; tenants != NULL && i < tenants->len; i++) {
    g_auto (YyqChainHead) head = { 0 };

    if (!take_open (storage, g_ptr_array_index (tenants, i), &head, error))
      return FALSE;
  }
  return tenants != NULL;
}

gboolean
yyq_audit_open_chains (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gboolean ok = yyq_storage_begin (storage, error);

  if (ok && !(open_all (storage, error) && yyq_storage_commit (storage, error))) {
    yyq_storage_rollback (storage);
    ok = FALSE;
  }
  yyq_storage_release (storage);
  return ok;
}
