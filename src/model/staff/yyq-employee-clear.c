/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-clear.h"

#include "yyq-value.h"

YYQ_DEFINE_RECORD (YyqEmployeeClear, yyq_employee_clear, EMPLOYEE_CLEAR)

const char *const yyq_employee_personal[] = {
  "document_number", "birth_date", "household_address", "current_address", "phone", "email", NULL,
};

char *
yyq_employee_clean_reason (const char *reason)
{
  g_autofree char *clean = reason != NULL ? yyq_value_normalize (YYQ_VALUE_TEXT, reason) : NULL;
  const glong length = clean != NULL ? g_utf8_strlen (clean, -1) : 0;

  return length >= YYQ_EMPLOYEE_SHORTEST_REASON && length <= YYQ_EMPLOYEE_LONGEST_REASON
           ? g_steal_pointer (&clean)
           : NULL;
}
