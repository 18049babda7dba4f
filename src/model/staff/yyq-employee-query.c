/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-query.h"

YYQ_DEFINE_RECORD (YyqEmployeeQuery, yyq_employee_query, EMPLOYEE_QUERY)
