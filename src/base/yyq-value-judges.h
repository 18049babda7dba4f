/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-value.h"

G_BEGIN_DECLS

/* The rows of the table in yyq-value.c: each sets the value, which may be "" then, and finds what
 * is wrong with one that is not. @text: UTF-8. */
void yyq_judge_person_name (const char *text, YyqVerdict *verdict);
void yyq_judge_company_name (const char *text, YyqVerdict *verdict);
void yyq_judge_company_code (const char *text, YyqVerdict *verdict);
void yyq_judge_uscc (const char *text, YyqVerdict *verdict);
void yyq_judge_id_card (const char *text, YyqVerdict *verdict);
void yyq_judge_residence_card (const char *text, YyqVerdict *verdict);
void yyq_judge_home_permit (const char *text, YyqVerdict *verdict);
void yyq_judge_taiwan_permit (const char *text, YyqVerdict *verdict);
void yyq_judge_passport (const char *text, YyqVerdict *verdict);
void yyq_judge_mobile (const char *text, YyqVerdict *verdict);
void yyq_judge_landline (const char *text, YyqVerdict *verdict);
void yyq_judge_bank_card (const char *text, YyqVerdict *verdict);
void yyq_judge_money (const char *text, YyqVerdict *verdict);
void yyq_judge_date (const char *text, YyqVerdict *verdict);
void yyq_judge_server_address (const char *text, YyqVerdict *verdict);

G_END_DECLS
