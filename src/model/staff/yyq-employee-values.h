/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-employee.h"

G_BEGIN_DECLS

/*
 * What an employee gives to the business keys of templates ("劳动者.姓名", "用工.岗位"): texts in
 * the form in which controls and formulas take them, days as 2026-12-01, words in Chinese. Keys of
 * the contract, of signing and of the company itself come from elsewhere. Any thread.
 */

/* (transfer none): all keys that an employee has an answer to; NULL ends the list. */
const char *const *yyq_employee_list_keys (void);

/* (transfer none) (nullable): the personal member that must be revealed for @key; NULL: none, or an
 * unknown key. */
const char *yyq_employee_key_get_personal (const char *key);

/*
 * (transfer full) (nullable): NULL for an unknown key, and where there is nothing to say.
 * @masked (out) (nullable): it is not the value but its mask, or cannot be told without it: for
 * looking at, never for a contract.
 */
char *yyq_employee_value_of (YyqEmployee *self, const char *key, gboolean *masked);

G_END_DECLS
