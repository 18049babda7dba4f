/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-source.h"

G_BEGIN_DECLS

/* YyqEmployee, masked, for a YyqEmployeeQuery; who was entered last comes first. */
extern const YyqListSource yyq_employee_list;

G_END_DECLS
