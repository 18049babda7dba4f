/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * Personal members of an employee as they are: what a reveal gives, of each member that was asked
 * for and is there. It is shown and used, and kept nowhere.
 */
#define YYQ_EMPLOYEE_CLEAR_MEMBERS(M, T)     \
  M (T, STRING, id, REQUIRED)                \
  M (T, STRING, document_number, OPTIONAL)   \
  M (T, STRING, birth_date, OPTIONAL)        \
  M (T, STRING, household_address, OPTIONAL) \
  M (T, STRING, current_address, OPTIONAL)   \
  M (T, STRING, phone, OPTIONAL)             \
  M (T, STRING, email, OPTIONAL)
#define YYQ_TYPE_EMPLOYEE_CLEAR (yyq_employee_clear_get_type ())
YYQ_DECLARE_RECORD (YyqEmployeeClear, yyq_employee_clear, EMPLOYEE_CLEAR)

/* The names of the personal members; NULL ends the list. */
extern const char *const yyq_employee_personal[];

/* Why somebody is to be revealed: one line of so many characters. */
#define YYQ_EMPLOYEE_SHORTEST_REASON 2
#define YYQ_EMPLOYEE_LONGEST_REASON 200

/* (transfer full) (nullable): @reason as it is kept; NULL for none, one that is too short or too
 * long. */
char *yyq_employee_clean_reason (const char *reason);

G_END_DECLS
