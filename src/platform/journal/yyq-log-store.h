/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-choice.h"
#include "yyq-log-entry.h"
#include "yyq-log-query.h"
#include "yyq-storage.h"

G_BEGIN_DECLS

/* The log, read from the audit rows of the units in which @access has @permission. Any thread;
 * blocks. Errors: YYQ_STORE_ERROR, YYQ_SERVICE_ERROR_INVALID for an @after that is none. */
#define YYQ_LOG_VIEW "log.view"
#define YYQ_LOG_EXPORT "log.export"

/* (transfer full) (element-type YyqLogEntry): the newest first. @after (nullable): behind that
 * entry. @next (out) (transfer full): NULL: there are no more. */
GPtrArray *yyq_log_store_read (YyqStorage *storage, const YyqAccess *access, const char *permission,
                               YyqLogQuery *query, const char *after, guint limit, char **next,
                               GError **error);

/* How many entries that are; it does not count further than @most. */
gboolean yyq_log_store_count (YyqStorage *storage, const YyqAccess *access, const char *permission,
                              YyqLogQuery *query, gint64 most, gint64 *n, GError **error);

/* (transfer full) (element-type YyqChoice), by name: who is or was a member of the company, and
 * whose log @access may see. */
GPtrArray *yyq_log_store_list_accounts (YyqStorage *storage, const YyqAccess *access,
                                        GError **error);
GPtrArray *yyq_log_store_list_units (YyqStorage *storage, const YyqAccess *access, GError **error);

G_END_DECLS
