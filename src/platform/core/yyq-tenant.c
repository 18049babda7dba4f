/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tenant.h"

gboolean
yyq_tenant_lock (YyqPlatform *platform, const char *enterprise_id, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "SELECT n FROM sync_counter WHERE tenant_id = (SELECT tenant_id "
                              "FROM enterprise WHERE id = $1)" YYQ_SQL_LOCK,
                              "s", enterprise_id);
}

gboolean
yyq_tenant_begin (YyqPlatform *platform, const char *enterprise_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_begin (storage, error))
    return FALSE;
  if (enterprise_id == NULL || yyq_tenant_lock (platform, enterprise_id, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}
