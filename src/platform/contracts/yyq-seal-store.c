/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-store.h"

#include "yyq-clock.h"
#include "yyq-id.h"

/* Round seals of companies are 40 mm at most; 42 mm are for the state. */
#define DIAMETER_UM 40000

static YyqSeal *
seal_of_row (YyqRows *rows)
{
  YyqSealKind kind = YYQ_SEAL_KIND_OFFICIAL;
  YyqSeal *seal = g_object_new (YYQ_TYPE_SEAL, "id", yyq_rows_get_text (rows, 0), NULL);

  yyq_seal_kind_from_string (yyq_rows_get_text (rows, 2), &kind);
  g_object_set (seal, "name", yyq_rows_get_text (rows, 1), "kind", kind, NULL);
  g_object_set (seal, "company", yyq_rows_get_text (rows, 3), NULL);
  g_object_set (seal, "title", yyq_rows_get_text (rows, 4), NULL);
  g_object_set (seal, "code", yyq_rows_get_text (rows, 5), NULL);
  g_object_set (seal, "diameter-mm", (double) yyq_rows_get_int (rows, 6) / 1000.0, NULL);
  return seal;
}

/* (transfer full): takes @rows. @enterprises (nullable): only of these. */
static GPtrArray *
collect (YyqRows *rows, const char *const *enterprises, GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (owned != NULL && yyq_rows_next (owned, &local))
    if (enterprises == NULL || g_strv_contains (enterprises, yyq_rows_get_text (owned, 7)))
      g_ptr_array_add (list, seal_of_row (owned));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (owned != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

#define SEALS                                                                                     \
  "SELECT s.id, s.name, s.kind, s.company, s.title, s.code, s.diameter_um, s.enterprise_id FROM " \
  "seal s "
/* The same every time: what is made together has one time. */
#define IN_ORDER \
  "ORDER BY CASE s.kind WHEN 'official' THEN 0 WHEN 'contract' THEN 1 ELSE 2 END, s.name, s.id"

GPtrArray *
yyq_seal_store_list (YyqPlatform *platform, const char *tenant_id, const char *const *enterprises,
                     GError **error)
{
  return collect (yyq_storage_query (
                    yyq_platform_get_storage (platform), error,
                    SEALS
                    "JOIN enterprise e ON e.id = s.enterprise_id WHERE e.tenant_id = $1 " IN_ORDER,
                    "s", tenant_id),
                  enterprises, error);
}

GPtrArray *
yyq_seal_store_list_for_party (YyqPlatform *platform, const char *contract_id, const char *party_id,
                               GError **error)
{
  return collect (
    yyq_storage_query (
      yyq_platform_get_storage (platform), error,
      SEALS
      "JOIN contract c ON c.id = $1 JOIN contract_party p ON p.id = $2 AND p.contract_id = c.id "
      "WHERE p.side = 'employer' AND s.enterprise_id = COALESCE(p.enterprise_id, c.enterprise_id) "
      "AND (p.seal_kind IS NULL OR p.seal_kind = s.kind) " IN_ORDER,
      "ss", contract_id, party_id),
    NULL, error);
}

gboolean
yyq_seal_store_add (YyqPlatform *platform, const char *enterprise_id, const char *name,
                    YyqSealKind kind, const char *company, const char *title, GError **error)
{
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO seal (id, enterprise_id, name, kind, company, title, "
                              "code, diameter_um, created_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8)",
                              "ssssssii", id, enterprise_id, name, yyq_seal_kind_to_string (kind),
                              company, title, (gint64) DIAMETER_UM, yyq_clock_now ());
}
