/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-employee-clear.h"
#include "yyq-employee-words.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * Somebody who works for a unit: the columns of the roster that the law asks for (职工名册,
 * 劳动合同 法 art. 7, 实施条例 art. 8), and what templates are filled from besides. Days are
 * 2026-12-01.
 *
 * The members between the two remarks are personal (PIPL art. 51): masked (yyq-mask.h) wherever an
 * employee travels or is kept, and clear only where yyq_employee_take_clear() has put what was
 * revealed with a reason; "revealed" names those, and is never sent. Names are not masked.
 */
#define YYQ_EMPLOYEE_MEMBERS(M, T)                                                              \
  M (T, STRING, id, REQUIRED)                                                                   \
  M (T, INT64, version, REQUIRED)                                                               \
  M (T, STRING, unit_id, REQUIRED)                                                              \
  M (T, STRING, unit_name, OPTIONAL) /* as it is called today */                                \
  M (T, STRING, number, OPTIONAL)    /* 工号: the unit's own */                               \
  M (T, STRING, name, REQUIRED)                                                                 \
  M (T, ENUM, gender, REQUIRED, YyqGender, yyq_gender_get_type)                                 \
  M (T, ENUM, document_kind, REQUIRED, YyqDocumentKind, yyq_document_kind_get_type)             \
  /* Personal, from here */                                                                     \
  M (T, STRING, document_number, OPTIONAL)                                                      \
  M (T, STRING, birth_date, OPTIONAL)                                                           \
  M (T, STRING, household_address, OPTIONAL) /* 户籍地址 */                                 \
  M (T, STRING, current_address, OPTIONAL)   /* 现住址 */                                    \
  M (T, STRING, phone, OPTIONAL)                                                                \
  M (T, STRING, email, OPTIONAL)                                                                \
  /* to here */                                                                                 \
  M (T, ENUM, employment_form, REQUIRED, YyqEmploymentForm, yyq_employment_form_get_type)       \
  M (T, STRING, started_on, OPTIONAL) /* 用工起始日 */                                     \
  M (T, ENUM, term_kind, REQUIRED, YyqTermKind, yyq_term_kind_get_type)                         \
  M (T, STRING, term_start, OPTIONAL) /* of the contract that holds; none: there is no paper */ \
  M (T, STRING, term_end, OPTIONAL)                                                             \
  M (T, STRING, department, OPTIONAL)                                                           \
  M (T, STRING, post, OPTIONAL)                                                                 \
  M (T, STRING, workplace, OPTIONAL)                                                            \
  M (T, ENUM, hours_system, REQUIRED, YyqHoursSystem, yyq_hours_system_get_type)                \
  M (T, ENUM, retirement_kind, REQUIRED, YyqRetirementKind, yyq_retirement_kind_get_type)       \
  M (T, STRING, host_unit, OPTIONAL) /* 用工单位: where somebody dispatched works */        \
  M (T, ENUM, state, REQUIRED, YyqEmployeeState, yyq_employee_state_get_type)                   \
  M (T, STRING, left_on, OPTIONAL)                                                              \
  M (T, INT64, created_at, REQUIRED) /* ms: when it was entered */                              \
  M (T, STRV, revealed, OPTIONAL)
#define YYQ_TYPE_EMPLOYEE (yyq_employee_get_type ())
YYQ_DECLARE_RECORD (YyqEmployee, yyq_employee, EMPLOYEE)

/* Puts masks into the personal members, which are clear. */
void yyq_employee_mask (YyqEmployee *self);

/* Sets gender and day of birth from an ID card's number, which is clear; changes nothing where the
 * document does not tell them. */
void yyq_employee_derive (YyqEmployee *self);

/* What @clear has stands in @self from now on; what else is there stays masked. */
void yyq_employee_take_clear (YyqEmployee *self, YyqEmployeeClear *clear);

/* @member: "phone". */
gboolean yyq_employee_is_revealed (YyqEmployee *self, const char *member);

G_END_DECLS
