/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-employee.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/* Invented people of the roster: region 419999 and phones that begin with 154 are given to nobody.
 */

/* (transfer full): the @nth of them, clear, to be entered in the unit. */
YyqEmployee *yyq_test_employee_new (guint nth, const char *name, const char *unit_id);

/* Enters @employee, in a transaction of its own. */
void yyq_test_employee_enter (YyqPlatform *platform, const char *tenant_id, YyqEmployee *employee);

/* Is one of the personal values of @employee, which is clear, in @data? */
gboolean yyq_test_employee_shows (YyqEmployee *employee, gconstpointer data, gsize length);

G_END_DECLS
