/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "yyq-retirement.h"
#include "yyq-term.h"
#include "yyq-value.h"

G_BEGIN_DECLS

/*
 * The words of the roster (职工名册, 劳动合同法实施条例 art. 8). Their nicks are the words of the
 * API and of the database; what a paper says is Chinese, whatever language the program speaks.
 */
typedef enum {
  YYQ_GENDER_UNSTATED, /* GB/T 2261.1: 0, 9 */
  YYQ_GENDER_MALE,
  YYQ_GENDER_FEMALE,
} YyqGender;

typedef enum {
  YYQ_DOCUMENT_KIND_ID_CARD,          /* 居民身份证 */
  YYQ_DOCUMENT_KIND_RESIDENCE_PERMIT, /* of Hong Kong, Macao and Taiwan: numbered as an ID card */
  YYQ_DOCUMENT_KIND_RESIDENCE_CARD,   /* permanent residence of foreigners */
  YYQ_DOCUMENT_KIND_HOME_PERMIT,      /* of Hong Kong and Macao residents, to travel */
  YYQ_DOCUMENT_KIND_TAIWAN_PERMIT,    /* of Taiwan residents, to travel */
  YYQ_DOCUMENT_KIND_PASSPORT,
} YyqDocumentKind;

/* 用工形式: how somebody is employed. */
typedef enum {
  YYQ_EMPLOYMENT_FULL_TIME,
  YYQ_EMPLOYMENT_PART_TIME,
  YYQ_EMPLOYMENT_DISPATCHED, /* works for another unit than employs him */
  YYQ_EMPLOYMENT_INTERN,
  YYQ_EMPLOYMENT_OVER_AGE, /* past the statutory age of retirement */
} YyqEmploymentForm;

/* 工时制: the last two need an approval. */
typedef enum {
  YYQ_HOURS_STANDARD,
  YYQ_HOURS_COMPREHENSIVE,
  YYQ_HOURS_FLEXIBLE,
} YyqHoursSystem;

typedef enum {
  YYQ_EMPLOYEE_ACTIVE,
  YYQ_EMPLOYEE_LEFT,
} YyqEmployeeState;

/* Part of a list. */
typedef enum {
  YYQ_EMPLOYEE_TAB_ALL,
  YYQ_EMPLOYEE_TAB_ACTIVE,
  YYQ_EMPLOYEE_TAB_LEFT,
} YyqEmployeeTab;

GType yyq_gender_get_type (void);
GType yyq_document_kind_get_type (void);
GType yyq_employment_form_get_type (void);
GType yyq_hours_system_get_type (void);
GType yyq_employee_state_get_type (void);
GType yyq_employee_tab_get_type (void);
GType yyq_retirement_kind_get_type (void); /* YyqRetirementKind */
GType yyq_term_kind_get_type (void);       /* YyqTermKind */

/* "id-card"; NULL for what is none of @type, which is one of these. */
const char *yyq_employee_word_get_nick (GType type, int value);

/* What stands on paper: 居民身份证; "" where there is nothing to say. */
const char *yyq_employee_word_get_chinese (GType type, int value);

/* How the numbers of such documents are judged. */
YyqValueKind yyq_document_kind_get_value_kind (YyqDocumentKind kind);

G_END_DECLS
