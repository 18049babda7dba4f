/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-employee.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* What is to be seen of whom, and why. Borrowed. */
typedef struct {
  const char *employee_id;
  const char *const *members; /* of yyq_employee_personal */
  const char *reason;         /* as somebody typed it */
} YyqRevealWish;

/*
 * FALSE with YYQ_SERVICE_ERROR_INVALID and the place in the body: no member, one that is none or
 * stands there twice, or no reason.
 */
gboolean yyq_employee_service_check (const YyqRevealWish *wish, GError **error);

/*
 * Whether @access may have that: YYQ_SERVICE_ERROR_NOT_FOUND of somebody whom he may not see,
 * FORBIDDEN of somebody whom he may see masked alone. (transfer full): the employee, masked.
 */
YyqEmployee *yyq_employee_service_find (YyqPlatform *platform, const YyqAccess *access,
                                        const YyqRevealWish *wish, GError **error);

G_END_DECLS
