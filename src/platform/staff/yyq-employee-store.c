/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-store.h"

#include "yyq-change-log.h"
#include "yyq-search-tokens.h"
#include "yyq-service-error.h"

#define N_PERSONAL 6

/* A unit is named as it is called today; what is personal has columns of its own. */
static const char *const derived[] = { "unit_name",       "document_number",
                                       "birth_date",      "household_address",
                                       "current_address", "phone",
                                       "email",           NULL };
static const YyqRecordSql employee_sql = { "employee", yyq_employee_get_type, derived };

/* In the order of yyq_employee_personal. */
static const char *const sealed_columns[N_PERSONAL] = {
  "document_number_sealed", "birth_date_sealed", "household_address_sealed",
  "current_address_sealed", "phone_sealed",      "email_sealed"
};

/* "employee|phone": what the HMAC of a number is for, and the beginning of where it is sealed. */
static char *
purpose_of (const char *member)
{
  return g_strconcat ("employee|", member, NULL);
}

/* Sealed and opened */

static GBytes *
seal (YyqFieldCipher *cipher, const char *member, const char *id, const char *value)
{
  g_autofree char *where = g_strjoin ("|", "employee", member, id, NULL);

  return value != NULL ? yyq_field_cipher_seal (cipher, where, value) : NULL;
}

/* Puts what is sealed into the member of @record, clear. */
static gboolean
open_member (YyqFieldCipher *cipher, gpointer record, const char *id, const char *member,
             GBytes *sealed, GError **error)
{
  g_autofree char *where = g_strjoin ("|", "employee", member, id, NULL);
  g_autofree char *value = NULL;

  if (sealed == NULL)
    return TRUE;
  value = yyq_field_cipher_open (cipher, where, sealed, error);
  if (value != NULL)
    g_object_set (record, member, value, NULL);
  return value != NULL;
}

void
yyq_employee_store_read_masked (YyqFieldCipher *cipher, YyqEmployee *employee, YyqRows *rows,
                                guint column)
{
  const char *id = yyq_employee_get_id (employee);

  for (guint i = 0; i < N_PERSONAL; i++) {
    g_autoptr (GBytes) sealed = yyq_rows_get_bytes (rows, column + i);
    g_autoptr (GError) error = NULL;

    if (open_member (cipher, employee, id, yyq_employee_personal[i], sealed, &error))
      continue;
    g_message ("roster: %s", error->message);
    g_object_set (employee, yyq_employee_personal[i], "****", NULL);
  }
  yyq_employee_mask (employee);
}

GStrv
yyq_employee_store_list_indexes (YyqFieldCipher *cipher, const char *column, const char *number)
{
  g_autofree char *purpose = purpose_of (column);

  return yyq_field_cipher_list_macs (cipher, purpose, number);
}

/* Loading */

static const char load_sql[] =
  "SELECT {employee}, e.name, " YYQ_EMPLOYEE_SEALED " FROM employee "
  "JOIN enterprise e ON e.id = employee.unit_id WHERE employee.tenant_id = $1 AND employee.id IN "
  "(SELECT value FROM {list $2} u)";

GHashTable *
yyq_employee_store_load_many (YyqPlatform *platform, const YyqAccess *access,
                              const char *permission, const char *const *ids, GError **error)
{
  const guint n = yyq_record_sql_count (&employee_sql);
  g_autoptr (GHashTable) employees =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_record_sql_query (yyq_platform_get_storage (platform), &employee_sql, &local, load_sql,
                          "sa", yyq_access_get_tenant_id (access), ids);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    g_autoptr (YyqEmployee) employee = yyq_record_sql_read (&employee_sql, rows, 0);

    if (!yyq_access_may_in (access, permission, yyq_employee_get_unit_id (employee)))
      continue;
    g_object_set (employee, "unit-name", yyq_rows_get_text (rows, n), NULL);
    yyq_employee_store_read_masked (yyq_platform_get_cipher (platform), employee, rows, n + 1);
    g_hash_table_insert (employees, (gpointer) yyq_employee_get_id (employee),
                         g_object_ref (employee));
  }
  if (local == NULL)
    return g_steal_pointer (&employees);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

YyqEmployee *
yyq_employee_store_load (YyqPlatform *platform, const YyqAccess *access, const char *permission,
                         const char *id, GError **error)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GHashTable) found =
    yyq_employee_store_load_many (platform, access, permission, ids, error);
  YyqEmployee *employee = found != NULL ? g_hash_table_lookup (found, id) : NULL;

  if (employee != NULL)
    return g_object_ref (employee);
  if (found != NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such employee");
  return NULL;
}

static GHashTable *
load_for_feed (YyqPlatform *platform, const YyqAccess *access, const char *const *ids,
               GError **error)
{
  return yyq_employee_store_load_many (platform, access, YYQ_STAFF_VIEW, ids, error);
}

const YyqFeedEntity yyq_employee_feed_entity = { "employee", YYQ_STAFF_VIEW, load_for_feed };

/* Only what was asked for is opened at all. */
static gboolean
open_members (YyqFieldCipher *cipher, YyqEmployeeClear *clear, YyqRows *rows,
              const char *const *members, GError **error)
{
  for (guint i = 0; i < N_PERSONAL; i++) {
    g_autoptr (GBytes) sealed = NULL;

    if (!g_strv_contains (members, yyq_employee_personal[i]))
      continue;
    sealed = yyq_rows_get_bytes (rows, i);
    if (!open_member (cipher, clear, yyq_employee_clear_get_id (clear), yyq_employee_personal[i],
                      sealed, error))
      return FALSE;
  }
  return TRUE;
}

YyqEmployeeClear *
yyq_employee_store_open (YyqPlatform *platform, const char *id, const char *const *members,
                         GError **error)
{
  g_autoptr (YyqEmployeeClear) clear = g_object_new (YYQ_TYPE_EMPLOYEE_CLEAR, "id", id, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local,
                       "SELECT " YYQ_EMPLOYEE_SEALED " FROM employee WHERE id = $1", "s", id);

  if (rows != NULL && yyq_rows_next (rows, &local)) {
    if (open_members (yyq_platform_get_cipher (platform), clear, rows, members, error))
      return g_steal_pointer (&clear);
    return NULL;
  }
  if (local == NULL)
    g_set_error_literal (&local, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND,
                         "no such employee");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Entering */

/* (transfer full): what is looked for in somebody's own texts, folded. Nothing personal: it is kept
 * as it is. */
static char *
make_search_text (YyqEmployee *employee)
{
  const char *texts[] = { yyq_employee_get_name (employee), yyq_employee_get_number (employee),
                          yyq_employee_get_department (employee),
                          yyq_employee_get_post (employee) };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", texts[i]);
  return yyq_search_fold (all->str);
}

static gboolean
add_tokens (YyqStorage *storage, const char *tenant_id, const char *id, const char *search_text,
            GError **error)
{
  g_auto (GStrv) tokens = yyq_search_tokens_of_text (search_text);

  return yyq_storage_execute (storage, error,
                              "INSERT INTO employee_token (tenant_id, token, employee_id) "
                              "SELECT $1, value, $2 FROM {list $3} u",
                              "ssa", tenant_id, id, tokens);
}

/* (transfer full) (nullable) */
static char *
make_index (YyqFieldCipher *cipher, const char *member, const char *number)
{
  g_autofree char *purpose = purpose_of (member);

  return number != NULL ? yyq_field_cipher_authenticate (cipher, purpose, number) : NULL;
}

#define TEXT(value)            \
  {                            \
    .type = 's', .text = value \
  }

static gboolean
insert_row (YyqPlatform *platform, const char *tenant_id, YyqEmployee *employee,
            const char *search_text, GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_autofree char *document =
    make_index (cipher, "document_number", yyq_employee_get_document_number (employee));
  g_autofree char *phone = make_index (cipher, "phone", yyq_employee_get_phone (employee));
  YyqSqlColumn columns[4 + N_PERSONAL] = {
    { "tenant_id", TEXT (tenant_id) },
    { "search_text", TEXT (search_text) },
    { "document_number_index", TEXT (document) },
    { "phone_index", TEXT (phone) },
  };
  gboolean inserted;

  for (guint i = 0; i < N_PERSONAL; i++) {
    g_autofree char *value = NULL;

    g_object_get (employee, yyq_employee_personal[i], &value, NULL);
    columns[4 + i] = (YyqSqlColumn){ sealed_columns[i],
                                     { .type = 'b',
                                       .bytes = seal (cipher, yyq_employee_personal[i],
                                                      yyq_employee_get_id (employee), value) } };
  }
  inserted = yyq_record_sql_insert (yyq_platform_get_storage (platform), &employee_sql, employee,
                                    columns, G_N_ELEMENTS (columns), error);
  for (guint i = 0; i < N_PERSONAL; i++)
    g_clear_pointer (&columns[4 + i].value.bytes, g_bytes_unref);
  return inserted;
}

gboolean
yyq_employee_store_insert (YyqPlatform *platform, const YyqAccess *access, YyqEmployee *employee,
                           GError **error)
{
  const char *tenant_id = yyq_access_get_tenant_id (access);
  const char *id = yyq_employee_get_id (employee);
  g_autofree char *search_text = make_search_text (employee);
  const YyqChange change = { .entity = yyq_employee_feed_entity.name,
                             .entity_id = id,
                             .version = 1,
                             .unit_id = yyq_employee_get_unit_id (employee) };

  g_object_set (employee, "version", (gint64) 1, NULL);
  return insert_row (platform, tenant_id, employee, search_text, error) &&
         add_tokens (yyq_platform_get_storage (platform), tenant_id, id, search_text, error) &&
         yyq_change_log_add (platform, access, &change, error);
}
