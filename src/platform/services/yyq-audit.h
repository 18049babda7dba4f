/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Who did what, in the transaction that does it. @actor: account id, NULL for the administration
 * socket; @object: id of the thing. No personal data. @enterprise_id and @remote may be NULL.
 */
gboolean yyq_audit_write (YyqPlatform *platform,
                          const char *enterprise_id,
                          const char *actor,
                          const char *remote,
                          const char *action,
                          const char *object,
                          GError **error);

G_END_DECLS
