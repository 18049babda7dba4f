/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"

#include "yyq-clock.h"
#include "yyq-id.h"

gboolean
yyq_audit_write (YyqPlatform *platform,
                 const char *enterprise_id,
                 const char *actor,
                 const char *remote,
                 const char *action,
                 const char *object,
                 GError **error)
{
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO audit (id, at, group_id, actor, remote, action, object) VALUES "
                              "($1, $2, (SELECT group_id FROM enterprise WHERE id = $3), $4, $5, $6, $7)",
                              "sisssss", id, yyq_clock_now (), enterprise_id, actor, remote, action, object);
}
