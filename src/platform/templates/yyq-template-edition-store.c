/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-edition-store.h"

#include "yyq-record-sql.h"
#include "yyq-service-error.h"

static const YyqRecordSql edition_sql = { "template_edition", yyq_template_edition_get_type, NULL };

GPtrArray *
yyq_template_edition_store_list (YyqPlatform *platform, const char *template_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_record_sql_query (
    yyq_platform_get_storage (platform), &edition_sql, &local,
    "SELECT {e} FROM template_edition e WHERE e.template_id = $1 ORDER BY e.number DESC", "s",
    template_id);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, yyq_record_sql_read (&edition_sql, rows, 0));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

YyqTemplateEdition *
yyq_template_edition_store_load (YyqPlatform *platform, const char *template_id, gint64 number,
                                 char **text, char **cover, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_record_sql_query (yyq_platform_get_storage (platform), &edition_sql, &local,
                          "SELECT e.content, e.cover, {e} FROM template_edition e "
                          "WHERE e.template_id = $1 AND e.number = $2",
                          "si", template_id, number);

  if (rows != NULL && yyq_rows_next (rows, &local)) {
    *text = g_strdup (yyq_rows_get_text (rows, 0));
    *cover = g_strdup (yyq_rows_get_text (rows, 1));
    return yyq_record_sql_read (&edition_sql, rows, 2);
  }
  if (local == NULL)
    g_set_error_literal (&local, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such edition");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
yyq_template_edition_store_add (YyqPlatform *platform, YyqTemplate *template, const char *text,
                                GError **error)
{
  const char *opener = yyq_template_get_changed_by (template);
  g_autoptr (YyqTemplateEdition) edition = g_object_new (
    YYQ_TYPE_TEMPLATE_EDITION, "number", yyq_template_get_edition (template), "opened-at",
    yyq_template_get_changed_at (template), "opened-by", opener != NULL ? opener : "", "pages",
    yyq_template_get_pages (template), "n-controls", yyq_template_get_n_controls (template), NULL);
  const YyqSqlColumn columns[] = {
    { "template_id", { .type = 's', .text = yyq_template_get_id (template) } },
    { "cover", { .type = 's', .text = yyq_template_get_cover (template) } },
    { "content", { .type = 's', .text = text } },
  };

  return yyq_record_sql_insert (yyq_platform_get_storage (platform), &edition_sql, edition, columns,
                                G_N_ELEMENTS (columns), error);
}

gboolean
yyq_template_edition_store_is_last (YyqPlatform *platform, YyqTemplate *template, const char *text,
                                    gboolean *is_last, GError **error)
{
  g_autoptr (YyqTemplateEdition) edition = NULL;
  g_autofree char *last = NULL;
  g_autofree char *cover = NULL;

  *is_last = FALSE;
  if (yyq_template_get_edition (template) == 0)
    return TRUE;
  edition =
    yyq_template_edition_store_load (platform, yyq_template_get_id (template),
                                     yyq_template_get_edition (template), &last, &cover, error);
  *is_last = edition != NULL && g_str_equal (last, text);
  return edition != NULL;
}
