/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-access-store.h"

/* What the roles of one member say, taken together. */
typedef struct {
  YyqAccess *access;
  gboolean super;
  gboolean member;
  GPtrArray *everywhere; /* permissions that hold in each unit of the tenant */
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->access, yyq_access_unref);
  g_ptr_array_unref (self->everywhere);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

typedef void (*ReadRow) (Reading *self, YyqRows *rows);

static gboolean
read_all (Reading *self, YyqRows *rows, ReadRow read, GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GError) local = NULL;

  while (owned != NULL && yyq_rows_next (owned, &local))
    read (self, owned);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return owned != NULL && (error == NULL || *error == NULL);
}

/* A permission of a role; of a built-in role everything is. */
static void
read_role (Reading *self, YyqRows *rows)
{
  self->member = TRUE;
  if (yyq_rows_get_int (rows, 0) != 0)
    self->super = TRUE;
  else if (!yyq_rows_is_null (rows, 2) && yyq_rows_get_int (rows, 1) != 0)
    g_ptr_array_add (self->everywhere, g_strdup (yyq_rows_get_text (rows, 2)));
}

static const char roles_sql[] =
  "SELECT r.builtin, r.every_unit, p.code FROM member m "
  "JOIN member_role mr ON mr.member_id = m.id JOIN role r ON r.id = mr.role_id "
  "LEFT JOIN role_permission p ON p.role_id = r.id "
  "WHERE m.account_id = $1 AND m.tenant_id = $2 AND m.left_at IS NULL ORDER BY p.code";

static void
read_grant (Reading *self, YyqRows *rows)
{
  yyq_access_grant (self->access, yyq_rows_get_text (rows, 0), yyq_rows_get_text (rows, 1));
}

static const char grants_sql[] =
  "SELECT p.code, u.unit_id FROM member m JOIN member_role mr ON mr.member_id = m.id "
  "JOIN role r ON r.id = mr.role_id AND r.builtin = 0 AND r.every_unit = 0 "
  "JOIN role_permission p ON p.role_id = r.id JOIN role_unit u ON u.role_id = r.id "
  "JOIN enterprise e ON e.id = u.unit_id AND e.tenant_id = m.tenant_id "
  "WHERE m.account_id = $1 AND m.tenant_id = $2 AND m.left_at IS NULL";

static void
read_unit (Reading *self, YyqRows *rows)
{
  const char *unit_id = yyq_rows_get_text (rows, 0);

  if (self->super)
    yyq_access_add_unit (self->access, unit_id);
  for (guint i = 0; i < self->everywhere->len; i++)
    yyq_access_grant (self->access, g_ptr_array_index (self->everywhere, i), unit_id);
}

static void
read_code (Reading *self, YyqRows *rows)
{
  yyq_access_name_permission (self->access, yyq_rows_get_text (rows, 0));
}

static gboolean
read_units (Reading *self, YyqStorage *storage, const char *tenant_id, GError **error)
{
  if (!self->super && self->everywhere->len == 0)
    return TRUE;
  return read_all (self,
                   yyq_storage_query (storage, error,
                                      "SELECT id FROM enterprise WHERE tenant_id = $1", "s",
                                      tenant_id),
                   read_unit, error);
}

static gboolean
read_super (Reading *self, YyqStorage *storage, GError **error)
{
  if (!self->super)
    return TRUE;
  yyq_access_make_super (self->access);
  return read_all (self, yyq_storage_query (storage, error, "SELECT code FROM permission", ""),
                   read_code, error);
}

YyqAccess *
yyq_access_store_load (YyqPlatform *platform, const char *account_id, const char *session_id,
                       const char *tenant_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_auto (Reading) reading = { .access = yyq_access_new (account_id, session_id, tenant_id),
                               .everywhere = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) local = NULL;
  gboolean ok =
    read_all (&reading, yyq_storage_query (storage, &local, roles_sql, "ss", account_id, tenant_id),
              read_role, &local) &&
    reading.member &&
    read_all (&reading,
              yyq_storage_query (storage, &local, grants_sql, "ss", account_id, tenant_id),
              read_grant, &local) &&
    read_units (&reading, storage, tenant_id, &local) && read_super (&reading, storage, &local);

  if (ok)
    return g_steal_pointer (&reading.access);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static const char accounts_sql[] =
  "SELECT DISTINCT m.account_id FROM member m JOIN member_role mr ON mr.member_id = m.id "
  "JOIN role r ON r.id = mr.role_id JOIN account a ON a.id = m.account_id "
  "WHERE m.tenant_id = $1 AND m.left_at IS NULL AND a.disabled_at IS NULL AND (r.builtin = 1 OR "
  "(EXISTS (SELECT 1 FROM role_permission p WHERE p.role_id = r.id AND p.code = $3) AND "
  "(r.every_unit = 1 OR EXISTS "
  "(SELECT 1 FROM role_unit u WHERE u.role_id = r.id AND u.unit_id = $2)))) "
  "ORDER BY m.account_id";

GStrv
yyq_access_store_list_accounts (YyqPlatform *platform, const char *tenant_id, const char *unit_id,
                                const char *permission, GError **error)
{
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local, accounts_sql, "sss", tenant_id,
                       unit_id, permission);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_strv_builder_add (accounts, yyq_rows_get_text (rows, 0));
  if (local == NULL)
    return g_strv_builder_end (accounts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
