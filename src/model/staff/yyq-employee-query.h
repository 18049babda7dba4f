/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-employee-words.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/* Which employees: what is not set does not narrow. */
#define YYQ_EMPLOYEE_QUERY_MEMBERS(M, T)                                                 \
  M (T, ENUM, state, OPTIONAL, YyqEmployeeTab, yyq_employee_tab_get_type)                \
  M (T, STRING, unit_id, OPTIONAL)                                                       \
  M (T, STRING, department, OPTIONAL) /* the whole name */                               \
  /* Words of name, number, department and post, or a whole phone or document number. */ \
  M (T, STRING, text, OPTIONAL)
#define YYQ_TYPE_EMPLOYEE_QUERY (yyq_employee_query_get_type ())
YYQ_DECLARE_RECORD (YyqEmployeeQuery, yyq_employee_query, EMPLOYEE_QUERY)

G_END_DECLS
