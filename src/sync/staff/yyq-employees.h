/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-employee.h"
#include "yyq-record-repository.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/* The roster of the chosen company, masked; offline, too. Main thread. */

/* (transfer none) (nullable): NULL unless the session is READY. */
YyqRecordRepository *yyq_employees_of (YyqSession *session);

/* (transfer full): of YyqEmployee by name; follows the cache. @filter (nullable): "active", "left".
 * @text (nullable): looked for in name, number, department, post and unit, and in how Chinese is
 * read. @most: -1: all. */
YyqRecordList *yyq_employees_query (YyqRecordRepository *self, const char *filter, const char *text,
                                    int most);

/*
 * Asks the platform for @members (of yyq_employee_personal) as they are; its log gets who asked,
 * for what and why. (transfer full): a copy of @employee in which they are clear, which nobody
 * keeps but the caller. Errors as of YyqSession; without the platform there is nothing to reveal.
 */
void yyq_employees_reveal_async (YyqSession *session, YyqEmployee *employee,
                                 const char *const *members, const char *reason,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
YyqEmployee *yyq_employees_reveal_finish (YyqSession *session, GAsyncResult *result,
                                          GError **error);

G_END_DECLS
