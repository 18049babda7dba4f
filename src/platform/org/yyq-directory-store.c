/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-directory-store.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-mask.h"
#include "yyq-service-error.h"
#include "yyq-tenant.h"
#include "yyq-value.h"

/* Seen by clerks, hence in their language: the super administrator, who has everything by rule. */
#define MANAGER "系统管理员"

static gpointer
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return NULL;
}

static gboolean
create_manager_role (YyqPlatform *platform, const char *tenant_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (storage, error,
                              "INSERT INTO role (id, tenant_id, name, builtin, every_unit) "
                              "VALUES ($1, $2, $3, 1, 1)",
                              "sss", id, tenant_id, MANAGER);
}

/* TRUE when it is one: not a unit, which has neither units nor accounts of its own. Its tenant is
 * the caller's then. @where: JSON pointer for the message. */
static gboolean
check_main (YyqPlatform *platform, const char *enterprise_id, const char *where, GError **error)
{
  g_autofree char *message =
    g_strdup_printf ("%s: a main enterprise is wanted, this is a unit of one", where);
  g_autoptr (YyqRows) rows = NULL;

  if (yyq_tenant_lock (platform, enterprise_id, error))
    rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                              "SELECT parent_id FROM enterprise WHERE id = $1", "s", enterprise_id);
  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such enterprise") != NULL;
  return yyq_rows_is_null (rows, 0) || refuse (error, YYQ_SERVICE_ERROR_INVALID, message) != NULL;
}

char *
yyq_directory_store_create_company (YyqPlatform *platform, const char *name, const char *uscc,
                                    const char *parent_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  const char *tenant_id = parent_id != NULL ? parent_id : id;

  if (*name == '\0' || !yyq_value_is_normal (YYQ_VALUE_USCC, uscc))
    return refuse (error, YYQ_SERVICE_ERROR_INVALID,
                   *name == '\0' ? "/name is empty" : "/uscc is not valid");
  if ((parent_id != NULL && !check_main (platform, parent_id, "/parent_id", error)) ||
      !yyq_storage_execute (storage, error,
                            "INSERT INTO enterprise (id, tenant_id, parent_id, name, uscc, "
                            "created_at) VALUES ($1, $2, $3, $4, $5, $6)",
                            "sssssi", id, tenant_id, parent_id, name, uscc, yyq_clock_now ()) ||
      (parent_id == NULL &&
       (!yyq_storage_execute (storage, error,
                              "INSERT INTO sync_counter (tenant_id, n) VALUES ($1, 0)", "s", id) ||
        !create_manager_role (platform, id, error))))
    return NULL;
  return g_steal_pointer (&id);
}

/* (transfer full): what a phone is found by. Whoever changes keys waits for this transaction, so an
 * account that has the phone is found, whatever generation found it last. */
static char *
take_phone (YyqPlatform *platform, const char *phone, GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_auto (GStrv) indexes = NULL;
  gint64 n = 0;

  if (!yyq_field_cipher_refresh (cipher, error))
    return NULL;
  indexes = yyq_field_cipher_list_macs (cipher, "account|phone", phone);
  if (!yyq_storage_query_int (
        yyq_platform_get_storage (platform), &n, error,
        "SELECT COUNT(*) FROM {list $1} u JOIN account a ON a.phone_index = u.value", "a", indexes))
    return NULL;
  if (n == 0)
    return g_strdup (indexes[0]);
  g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS,
                       "account.phone_index: another account has this phone");
  return NULL;
}

char *
yyq_directory_store_create_account (YyqPlatform *platform, const char *name, const char *phone,
                                    const char *password_hash, GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_autofree char *id = yyq_id_new ();
  g_autofree char *normal = yyq_value_normalize (YYQ_VALUE_MOBILE, phone);
  g_autofree char *index = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *place = g_strconcat ("account|phone|", id, NULL);
  g_autoptr (GBytes) sealed = NULL;

  if (*name == '\0' || normal == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID,
                   normal == NULL ? "/phone is not valid" : "/name is empty");
  index = take_phone (platform, normal, error);
  if (index == NULL)
    return NULL;
  masked = yyq_mask_phone (normal);
  sealed = yyq_field_cipher_seal (cipher, place, normal);
  if (!yyq_storage_execute (yyq_platform_get_storage (platform), error,
                            "INSERT INTO account (id, name, phone_index, phone_sealed, "
                            "phone_masked, password_hash, created_at) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                            "sssbssi", id, name, index, sealed, masked, password_hash,
                            yyq_clock_now ()))
    return NULL;
  return g_steal_pointer (&id);
}

/* (transfer full): the living membership, or a new one: who left begins again, with no role. */
static char *
take_member (YyqPlatform *platform, const char *account_id, const char *tenant_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqRows) rows = NULL;

  if (!yyq_storage_execute (storage, error,
                            "INSERT INTO member (id, account_id, tenant_id, created_at) "
                            "VALUES ($1, $2, $3, $4) "
                            "ON CONFLICT (account_id, tenant_id) WHERE left_at IS NULL DO NOTHING",
                            "sssi", id, account_id, tenant_id, yyq_clock_now ()))
    return NULL;
  rows = yyq_storage_query (storage, error,
                            "SELECT id FROM member WHERE account_id = $1 AND tenant_id = $2 AND "
                            "left_at IS NULL",
                            "ss", account_id, tenant_id);
  if (rows != NULL && yyq_rows_next (rows, error))
    return g_strdup (yyq_rows_get_text (rows, 0));
  return NULL;
}

gboolean
yyq_directory_store_add_member (YyqPlatform *platform, const char *account_id,
                                const char *tenant_id, const char *role_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *member_id = NULL;

  if (!check_main (platform, tenant_id, "/enterprise_id", error))
    return FALSE;
  member_id = take_member (platform, account_id, tenant_id, error);
  if (member_id == NULL ||
      !yyq_storage_execute (storage, error,
                            "INSERT INTO member_role (member_id, role_id) SELECT $1, id FROM role "
                            "WHERE id = $2 AND tenant_id = $3",
                            "sss", member_id, role_id, tenant_id))
    return FALSE;
  return yyq_storage_get_changes (storage) == 1 ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such role of this company") != NULL;
}

gboolean
yyq_directory_store_add_manager (YyqPlatform *platform, const char *account_id,
                                 const char *tenant_id, GError **error)
{
  g_autofree char *role_id = NULL;
  g_autoptr (YyqRows) rows = NULL;

  if (!check_main (platform, tenant_id, "/enterprise_id", error))
    return FALSE;
  rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT id FROM role WHERE tenant_id = $1 AND builtin = 1", "s", tenant_id);
  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such enterprise") != NULL;
  role_id = g_strdup (yyq_rows_get_text (rows, 0));
  g_clear_pointer (&rows, yyq_rows_free);
  return yyq_directory_store_add_member (platform, account_id, tenant_id, role_id, error);
}

gboolean
yyq_directory_store_end_membership (YyqPlatform *platform, const char *account_id,
                                    const char *tenant_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_tenant_lock (platform, tenant_id, error) ||
      !yyq_storage_execute (storage, error,
                            "UPDATE member SET left_at = $3 WHERE account_id = $1 AND tenant_id = "
                            "$2 AND left_at IS NULL",
                            "ssi", account_id, tenant_id, yyq_clock_now ()))
    return FALSE;
  return yyq_storage_get_changes (storage) == 1 ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no member of this company") != NULL;
}

/* Units of another tenant are none. */
static gboolean
add_role_units (YyqPlatform *platform, const char *role_id, const char *tenant_id,
                const char *const *units, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (units == NULL)
    return TRUE;
  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO role_unit (role_id, unit_id) SELECT $1, id FROM "
        "enterprise WHERE tenant_id = $2 AND id IN (SELECT value FROM {list $3} u)",
        "ssa", role_id, tenant_id, units))
    return FALSE;
  return yyq_storage_get_changes (storage) == (gint64) g_strv_length ((GStrv) units) ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such unit of this company") != NULL;
}

char *
yyq_directory_store_create_role (YyqPlatform *platform, const char *tenant_id, const char *name,
                                 const char *const *permissions, const char *const *units,
                                 GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();

  if (!check_main (platform, tenant_id, "/enterprise_id", error) ||
      !yyq_storage_execute (storage, error,
                            "INSERT INTO role (id, tenant_id, name, builtin, every_unit) "
                            "VALUES ($1, $2, $3, 0, $4)",
                            "sssi", id, tenant_id, name, (gint64) (units == NULL)) ||
      !yyq_storage_execute (storage, error,
                            "INSERT INTO role_permission (role_id, code) SELECT $1, value FROM "
                            "{list $2} p",
                            "sa", id, permissions) ||
      !add_role_units (platform, id, tenant_id, units, error))
    return NULL;
  return g_steal_pointer (&id);
}

/* Columns: id, name, uscc, tenant_id, parent_id, role name. */
static YyqEnterprise *
enterprise_of_row (YyqRows *rows)
{
  return g_object_new (YYQ_TYPE_ENTERPRISE, "id", yyq_rows_get_text (rows, 0), "name",
                       yyq_rows_get_text (rows, 1), "uscc", yyq_rows_get_text (rows, 2),
                       "tenant-id", yyq_rows_get_text (rows, 3), "parent-id",
                       yyq_rows_get_text (rows, 4), "role-name", yyq_rows_get_text (rows, 5), NULL);
}

/* One row for each role: their names stand beside each other. */
static void
add_row (GPtrArray *list, YyqRows *rows)
{
  YyqEnterprise *last = list->len > 0 ? g_ptr_array_index (list, list->len - 1) : NULL;
  g_autofree char *names = NULL;

  if (last == NULL || !g_str_equal (yyq_enterprise_get_id (last), yyq_rows_get_text (rows, 0))) {
    g_ptr_array_add (list, enterprise_of_row (rows));
    return;
  }
  names =
    g_strdup_printf ("%s、%s", yyq_enterprise_get_role_name (last), yyq_rows_get_text (rows, 5));
  g_object_set (last, "role-name", names, NULL);
}

static GPtrArray *
collect (YyqRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (rows != NULL && yyq_rows_next (rows, &local))
    add_row (list, rows);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

#define ENTERPRISES                                                                     \
  "SELECT e.id, e.name, e.uscc, e.tenant_id, e.parent_id, r.name FROM member m "        \
  "JOIN enterprise e ON e.id = m.tenant_id JOIN member_role mr ON mr.member_id = m.id " \
  "JOIN role r ON r.id = mr.role_id "                                                   \
  "WHERE m.account_id = $1 AND m.left_at IS NULL "

static gboolean
add_units (YyqPlatform *platform, YyqEnterprise *enterprise, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                                                "SELECT id, name, uscc, tenant_id, parent_id, NULL "
                                                "FROM enterprise WHERE parent_id = $1 ORDER BY id",
                                                "s", yyq_enterprise_get_id (enterprise));
  g_autoptr (GPtrArray) units = collect (rows, error);

  for (guint i = 0; units != NULL && i < units->len; i++)
    yyq_enterprise_add_unit (enterprise, g_ptr_array_index (units, i));
  return units != NULL;
}

YyqEnterprise *
yyq_directory_store_load_enterprise (YyqPlatform *platform, const char *enterprise_id,
                                     const char *account_id, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    ENTERPRISES "AND e.id = $2 ORDER BY r.builtin DESC, r.id", "ss", account_id, enterprise_id);
  g_autoptr (GPtrArray) found = collect (rows, error);

  if (found == NULL || found->len == 0)
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such enterprise");
  if (!add_units (platform, g_ptr_array_index (found, 0), error))
    return NULL;
  return g_ptr_array_steal_index (found, 0);
}

GPtrArray *
yyq_directory_store_list_enterprises (YyqPlatform *platform, const char *account_id, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    ENTERPRISES "AND e.parent_id IS NULL ORDER BY e.id, r.builtin DESC, r.id", "s", account_id);

  return collect (rows, error);
}

YyqAccount *
yyq_directory_store_load_account (YyqPlatform *platform, const char *account_id, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT id, name, phone_masked FROM account WHERE id = $1", "s", account_id);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such account");
  return g_object_new (YYQ_TYPE_ACCOUNT, "id", yyq_rows_get_text (rows, 0), "name",
                       yyq_rows_get_text (rows, 1), "phone-masked", yyq_rows_get_text (rows, 2),
                       NULL);
}
