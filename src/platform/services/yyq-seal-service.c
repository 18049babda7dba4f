/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal-service.h"

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

GPtrArray *
yyq_seal_service_list (YyqPlatform *platform, const char *scope_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                                                "SELECT s.id, s.name, s.kind, s.company, s.title, s.code, s.diameter_um FROM seal s "
                                                "JOIN enterprise e ON e.id = s.enterprise_id "
                                                "WHERE e.group_id = $1 ORDER BY s.created_at, s.id",
                                                "s", scope_id);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, seal_of_row (rows));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

static gboolean
add (YyqPlatform *platform,
     const char *enterprise_id,
     const char *name,
     YyqSealKind kind,
     const char *company,
     const char *title,
     GError **error)
{
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO seal (id, enterprise_id, name, kind, company, title, code, diameter_um, created_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8)",
                              "ssssssii", id, enterprise_id, name, yyq_seal_kind_to_string (kind), company, title,
                              (gint64) DIAMETER_UM, yyq_clock_now ());
}

/* The words stand in the drawing: they are Chinese whatever language the clerk reads. */
gboolean
yyq_seal_service_add_defaults (YyqPlatform *platform, const char *enterprise_id, const char *company, GError **error)
{
  return add (platform, enterprise_id, "公章", YYQ_SEAL_KIND_OFFICIAL, company, NULL, error) &&
         add (platform, enterprise_id, "劳动合同专用章", YYQ_SEAL_KIND_CONTRACT, company, "劳动合同专用章", error);
}
