/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-employee.h"
#include "yyq-entity.h"

G_BEGIN_DECLS

/* The roster, as the client keeps it: masked. */
extern const YyqEntity yyq_employee_entity;

/* What yyq_record_repository_get_count() takes for it. */
#define YYQ_EMPLOYEE_COUNT_ALL 0
#define YYQ_EMPLOYEE_COUNT_ACTIVE 1
#define YYQ_EMPLOYEE_COUNT_LEFT 2

G_END_DECLS
