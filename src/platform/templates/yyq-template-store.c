/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-store.h"

#include "yyq-change-log.h"
#include "yyq-clock.h"
#include "yyq-enums.h"
#include "yyq-record-sql.h"
#include "yyq-service-error.h"

/* A unit is named as it is called today. */
static const char *const derived[] = { "unit_name", NULL };
static const YyqRecordSql template_sql = { "template", yyq_template_get_type, derived };

static const char load_sql[] =
  "SELECT e.name, {t} FROM template t JOIN enterprise e ON e.id = t.unit_id WHERE t.tenant_id = $1 "
  "AND t.deleted_at IS NULL AND t.id IN (SELECT value FROM {list $2} u)";

static GHashTable *
load_many (YyqPlatform *platform, const YyqAccess *access, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) templates =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_record_sql_query (yyq_platform_get_storage (platform), &template_sql, &local, load_sql,
                          "sa", yyq_access_get_tenant_id (access), ids);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    g_autoptr (YyqTemplate) template = yyq_record_sql_read (&template_sql, rows, 1);

    g_object_set (template, "unit-name", yyq_rows_get_text (rows, 0), NULL);
    if (yyq_access_may_in (access, YYQ_MAY_VIEW_TEMPLATES, yyq_template_get_unit_id (template)))
      g_hash_table_insert (templates, (gpointer) yyq_template_get_id (template),
                           g_object_ref (template));
  }
  if (local == NULL)
    return g_steal_pointer (&templates);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

const YyqFeedEntity yyq_template_feed_entity = { "template", YYQ_MAY_VIEW_TEMPLATES, load_many };

static gboolean
fail (GError **error, YyqServiceError code, const char *message)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

YyqTemplate *
yyq_template_store_load (YyqPlatform *platform, const YyqAccess *access, const char *id,
                         GError **error)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GHashTable) found = load_many (platform, access, ids, error);
  YyqTemplate *template = found != NULL ? g_hash_table_lookup (found, id) : NULL;

  if (template != NULL)
    return g_object_ref (template);
  if (found != NULL)
    fail (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such template");
  return NULL;
}

/* (transfer full) (nullable): the only value of the only row; takes @rows. */
static char *
take_text (YyqRows *rows, GError **error)
{
  g_autoptr (YyqRows) owned = rows;

  return owned != NULL && yyq_rows_next (owned, error) ? g_strdup (yyq_rows_get_text (owned, 0))
                                                       : NULL;
}

char *
yyq_template_store_load_text (YyqPlatform *platform, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *text = take_text (
    yyq_storage_query (yyq_platform_get_storage (platform), &local,
                       "SELECT content FROM template_content WHERE template_id = $1", "s", id),
    &local);

  if (text == NULL && local == NULL)
    fail (&local, YYQ_SERVICE_ERROR_NOT_FOUND, "no such template");
  if (text == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return text;
}

char *
yyq_template_store_load_actor (YyqPlatform *platform, const YyqAccess *access, GError **error)
{
  const char *account_id = yyq_access_get_account_id (access);

  if (account_id == NULL)
    return NULL;
  return take_text (yyq_storage_query (yyq_platform_get_storage (platform), error,
                                       "SELECT name FROM account WHERE id = $1", "s", account_id),
                    error);
}

static gboolean
write_text (YyqStorage *storage, const char *id, const char *text, GError **error)
{
  return text == NULL ||
         yyq_storage_execute (storage, error,
                              "INSERT INTO template_content (template_id, content) VALUES ($1, $2) "
                              "ON CONFLICT (template_id) DO UPDATE SET content = excluded.content",
                              "ss", id, text);
}

static gboolean
tell (YyqPlatform *platform, const YyqAccess *access, YyqTemplate *template, YyqChangeOp op,
      GError **error)
{
  const YyqChange change = { .entity = yyq_template_feed_entity.name,
                             .entity_id = yyq_template_get_id (template),
                             .op = op,
                             .version = yyq_template_get_version (template),
                             .unit_id = yyq_template_get_unit_id (template) };

  return yyq_change_log_add (platform, access, &change, error);
}

gboolean
yyq_template_store_insert (YyqPlatform *platform, const YyqAccess *access, YyqTemplate *template,
                           const char *text, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  const YyqSqlColumn columns[] = {
    { "tenant_id", { .type = 's', .text = yyq_access_get_tenant_id (access) } },
  };

  g_object_set (template, "version", (gint64) 1, NULL);
  return yyq_record_sql_insert (storage, &template_sql, template, columns, G_N_ELEMENTS (columns),
                                error) &&
         write_text (storage, yyq_template_get_id (template), text, error) &&
         tell (platform, access, template, YYQ_CHANGE_PUT, error);
}

static const char save_sql[] =
  "UPDATE template SET name = $1, kind = $2, state = $3, folder = $4, tags = $5, edition = $6, "
  "changed = $7, pages = $8, n_controls = $9, cover = $10, changed_at = $11, changed_by = $12, "
  "version = version + 1 WHERE id = $13 AND version = $14 AND tenant_id = $15 AND "
  "deleted_at IS NULL";

/* After a statement that names the version. */
static gboolean
take_version (YyqStorage *storage, YyqTemplate *template, GError **error)
{
  if (yyq_storage_get_changes (storage) != 1)
    return fail (error, YYQ_SERVICE_ERROR_CONFLICT, "the template was changed meanwhile");
  g_object_set (template, "version", yyq_template_get_version (template) + 1, NULL);
  return TRUE;
}

static gboolean
write_row (YyqStorage *storage, const YyqAccess *access, YyqTemplate *template, GError **error)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (YYQ_TYPE_TEMPLATE_KIND);
  g_autoptr (GEnumClass) states = g_type_class_ref (YYQ_TYPE_TEMPLATE_STATE);

  return yyq_storage_execute (
           storage, error, save_sql, "sssssiiiisissis", yyq_template_get_name (template),
           g_enum_get_value (kinds, yyq_template_get_kind (template))->value_nick,
           g_enum_get_value (states, yyq_template_get_state (template))->value_nick,
           yyq_template_get_folder (template), yyq_template_get_tags (template),
           (gint64) yyq_template_get_edition (template),
           (gint64) yyq_template_get_changed (template), (gint64) yyq_template_get_pages (template),
           (gint64) yyq_template_get_n_controls (template), yyq_template_get_cover (template),
           yyq_template_get_changed_at (template), yyq_template_get_changed_by (template),
           yyq_template_get_id (template), yyq_template_get_version (template),
           yyq_access_get_tenant_id (access)) &&
         take_version (storage, template, error);
}

gboolean
yyq_template_store_save (YyqPlatform *platform, const YyqAccess *access, YyqTemplate *template,
                         const char *text, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return write_row (storage, access, template, error) &&
         write_text (storage, yyq_template_get_id (template), text, error) &&
         tell (platform, access, template, YYQ_CHANGE_PUT, error);
}

gboolean
yyq_template_store_remove (YyqPlatform *platform, const YyqAccess *access, YyqTemplate *template,
                           GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error,
                              "UPDATE template SET deleted_at = $1, version = version + 1 WHERE "
                              "id = $2 AND version = $3 AND tenant_id = $4 AND deleted_at IS NULL",
                              "isis", yyq_clock_now (), yyq_template_get_id (template),
                              yyq_template_get_version (template),
                              yyq_access_get_tenant_id (access)) &&
         take_version (storage, template, error) &&
         tell (platform, access, template, YYQ_CHANGE_DELETE, error);
}
