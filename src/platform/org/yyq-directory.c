/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-directory.h"

#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-tenant.h"
#include "yyq-validators.h"

/* Seen by clerks, hence in their language; has every permission. */
#define MANAGER "系统管理员"

static gpointer
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return NULL;
}

static gboolean
create_manager_role (YyqPlatform *platform, const char *group_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (
           storage, error, "INSERT INTO role (id, group_id, name, builtin) VALUES ($1, $2, $3, 1)",
           "sss", id, group_id, MANAGER) &&
         yyq_storage_execute (
           storage, error,
           "INSERT INTO role_permission (role_id, code) SELECT $1, code FROM permission", "s", id);
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
yyq_directory_create_company (YyqPlatform *platform, const char *name, const char *uscc,
                              const char *parent_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();
  const char *group = parent_id != NULL ? parent_id : id;

  if (*name == '\0' || !yyq_uscc_is_valid (uscc))
    return refuse (error, YYQ_SERVICE_ERROR_INVALID,
                   *name == '\0' ? "/name is empty" : "/uscc is not valid");
  if ((parent_id != NULL && !check_main (platform, parent_id, "/parent_id", error)) ||
      !yyq_storage_execute (storage, error,
                            "INSERT INTO enterprise (id, group_id, parent_id, name, uscc, "
                            "created_at) VALUES ($1, $2, $3, $4, $5, $6)",
                            "sssssi", id, group, parent_id, name, uscc, yyq_clock_now ()) ||
      !yyq_storage_execute (
        storage, error, "INSERT INTO sync_counter (enterprise_id, n) VALUES ($1, 0)", "s", id) ||
      (parent_id == NULL && !create_manager_role (platform, group, error)))
    return NULL;
  return g_steal_pointer (&id);
}

char *
yyq_directory_create_account (YyqPlatform *platform, const char *name, const char *phone,
                              const char *password_hash, GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_autofree char *id = yyq_id_new ();
  g_autofree char *normal = yyq_phone_normalize (phone);
  g_autofree char *index = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *place = g_strconcat ("account|phone|", id, NULL);
  g_autoptr (GBytes) sealed = NULL;

  if (*name == '\0' || normal == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID,
                   normal == NULL ? "/phone is not valid" : "/name is empty");
  index = yyq_field_cipher_index (cipher, "account|phone", normal);
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

gboolean
yyq_directory_add_manager (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                           GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();

  if (!check_main (platform, enterprise_id, "/enterprise_id", error))
    return FALSE;
  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO member (id, account_id, enterprise_id, role_id, created_at) "
        "SELECT $1, $2, e.id, r.id, $4 FROM enterprise e JOIN role r ON r.group_id = e.group_id "
        "WHERE e.id = $3 AND r.builtin = 1 AND r.name = '" MANAGER "'",
        "sssi", id, account_id, enterprise_id, yyq_clock_now ()))
    return FALSE;
  return yyq_storage_get_changes (storage) == 1 ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such enterprise") != NULL;
}

char *
yyq_directory_create_role (YyqPlatform *platform, const char *enterprise_id, const char *name,
                           const char *const *permissions, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();

  if (!check_main (platform, enterprise_id, "/enterprise_id", error) ||
      !yyq_storage_execute (storage, error,
                            "INSERT INTO role (id, group_id, name, builtin) VALUES ($1, $2, $3, 0)",
                            "sss", id, enterprise_id, name))
    return NULL;
  for (const char *const *code = permissions; *code != NULL; code++) {
    if (!yyq_storage_execute (storage, error,
                              "INSERT INTO role_permission (role_id, code) VALUES ($1, $2)", "ss",
                              id, *code))
      return NULL;
  }
  return g_steal_pointer (&id);
}

gboolean
yyq_directory_add_member (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                          const char *role_id, GError **error)
{
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO member (id, account_id, enterprise_id, role_id, "
                              "created_at) VALUES ($1, $2, $3, $4, $5)",
                              "ssssi", id, account_id, enterprise_id, role_id, yyq_clock_now ());
}

/* Columns: id, name, uscc, group_id, parent_id, role name. */
static YyqEnterprise *
enterprise_of_row (YyqRows *rows)
{
  return g_object_new (YYQ_TYPE_ENTERPRISE, "id", yyq_rows_get_text (rows, 0), "name",
                       yyq_rows_get_text (rows, 1), "uscc", yyq_rows_get_text (rows, 2), "group-id",
                       yyq_rows_get_text (rows, 3), "parent-id", yyq_rows_get_text (rows, 4),
                       "role-name", yyq_rows_get_text (rows, 5), NULL);
}

static GPtrArray *
collect (YyqRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, enterprise_of_row (rows));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

#define ENTERPRISES                                                              \
  "SELECT e.id, e.name, e.uscc, e.group_id, e.parent_id, r.name FROM member m "  \
  "JOIN enterprise e ON e.id = m.enterprise_id JOIN role r ON r.id = m.role_id " \
  "WHERE m.account_id = $1 AND m.left_at IS NULL "

static gboolean
add_units (YyqPlatform *platform, YyqEnterprise *enterprise, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                                                "SELECT id, name, uscc, group_id, parent_id, NULL "
                                                "FROM enterprise WHERE parent_id = $1 ORDER BY id",
                                                "s", yyq_enterprise_get_id (enterprise));
  g_autoptr (GPtrArray) units = collect (rows, error);

  for (guint i = 0; units != NULL && i < units->len; i++)
    yyq_enterprise_add_unit (enterprise, g_ptr_array_index (units, i));
  return units != NULL;
}

YyqEnterprise *
yyq_directory_load_enterprise (YyqPlatform *platform, const char *enterprise_id,
                               const char *account_id, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error, ENTERPRISES "AND e.id = $2",
                       "ss", account_id, enterprise_id);
  g_autoptr (GPtrArray) found = collect (rows, error);

  if (found == NULL || found->len == 0)
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such enterprise");
  if (!add_units (platform, g_ptr_array_index (found, 0), error))
    return NULL;
  return g_ptr_array_steal_index (found, 0);
}

GPtrArray *
yyq_directory_list_enterprises (YyqPlatform *platform, const char *account_id, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       ENTERPRISES "AND e.parent_id IS NULL ORDER BY e.id", "s", account_id);

  return collect (rows, error);
}

YyqAccount *
yyq_directory_load_account (YyqPlatform *platform, const char *account_id, GError **error)
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
