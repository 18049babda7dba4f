/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"

G_BEGIN_DECLS

/*
 * Words of templates (manual chapter 7). The nick of a value is the word that stands in the API, in
 * the database and in tags; yyq-enums.h has the way from and to words of any enumeration.
 */

/* A new template is closed. Edited and deleted while it is closed, used while it is open. */
typedef enum {
  YYQ_TEMPLATE_STATE_CLOSED,
  YYQ_TEMPLATE_STATE_OPEN,
} YyqTemplateState;

#define YYQ_TYPE_TEMPLATE_STATE (yyq_template_state_get_type ())
GType yyq_template_state_get_type (void);

/* What kind of paper it makes; it decides what is checked before it is opened. */
typedef enum {
  YYQ_TEMPLATE_KIND_OTHER,
  YYQ_TEMPLATE_KIND_LABOUR,     /* 劳动合同 */
  YYQ_TEMPLATE_KIND_PART_TIME,  /* 非全日制用工合同: Labour Contract Law art. 68 to 72 */
  YYQ_TEMPLATE_KIND_OVER_AGE,   /* 超龄劳动者用工协议 */
  YYQ_TEMPLATE_KIND_INTERNSHIP, /* 实习协议: school, unit and student */
  YYQ_TEMPLATE_KIND_SERVICES,   /* 劳务协议 */
  YYQ_TEMPLATE_KIND_CONFIDENTIALITY, /* 保密与竞业限制协议 */
  YYQ_TEMPLATE_KIND_AMENDMENT,       /* 续订, 变更, 协商解除 */
  YYQ_TEMPLATE_KIND_NOTICE,          /* 通知书: the employer's alone */
  YYQ_TEMPLATE_KIND_RECEIPT,         /* 签收 */
  YYQ_TEMPLATE_KIND_CERTIFICATE,     /* 证明: the employer's alone */
  YYQ_TEMPLATE_KIND_ONBOARDING,      /* 入职登记表 */
} YyqTemplateKind;

#define YYQ_TYPE_TEMPLATE_KIND (yyq_template_kind_get_type ())
GType yyq_template_kind_get_type (void);

/* Static, translated: "Labour contract". */
const char *yyq_template_kind_get_title (YyqTemplateKind kind);

/* What a party of a template does (D10). */
typedef enum {
  YYQ_TEMPLATE_ROLE_WORKER,
  YYQ_TEMPLATE_ROLE_EMPLOYER,
  YYQ_TEMPLATE_ROLE_APPROVER,
  YYQ_TEMPLATE_ROLE_RECEIVER, /* 签收人: reads and confirms the receipt, and does not sign */
} YyqTemplateRole;

#define YYQ_TYPE_TEMPLATE_ROLE (yyq_template_role_get_type ())
GType yyq_template_role_get_type (void);

/* How a person's will to sign is asked for (意愿方式). */
typedef enum {
  YYQ_WILLINGNESS_ANY, /* what the person has */
  YYQ_WILLINGNESS_CODE,
  YYQ_WILLINGNESS_FACE,
} YyqWillingness;

#define YYQ_TYPE_WILLINGNESS (yyq_willingness_get_type ())
GType yyq_willingness_get_type (void);

/* A control. Nothing about marriage or children is offered (Law on the Protection of Women art. 43
 * forbids to ask). */
typedef enum {
  /* who is named fills it in */
  YYQ_CONTROL_TEXT,
  YYQ_CONTROL_MULTILINE,
  YYQ_CONTROL_NUMBER,
  YYQ_CONTROL_AMOUNT,
  YYQ_CONTROL_AMOUNT_CAPITAL, /* 人民币大写, of the amount that its formula names */
  YYQ_CONTROL_DATE,
  YYQ_CONTROL_CHOICE,   /* one of its options, each a box of its own: □ ☑ */
  YYQ_CONTROL_CHECKBOX, /* some of its options */
  YYQ_CONTROL_DROPDOWN, /* one of its options, as text */
  YYQ_CONTROL_ID_NUMBER,
  YYQ_CONTROL_PHONE,
  YYQ_CONTROL_USCC, /* unified social credit code */
  YYQ_CONTROL_BANK_CARD,
  YYQ_CONTROL_REGION,
  YYQ_CONTROL_ADDRESS,
  YYQ_CONTROL_GENDER,
  YYQ_CONTROL_EDUCATION,
  YYQ_CONTROL_ETHNIC_GROUP,
  YYQ_CONTROL_EMAIL,
  YYQ_CONTROL_PHOTO,
  YYQ_CONTROL_STATEMENT, /* 抄写声明: a sentence that is copied by hand */
  YYQ_CONTROL_RECEIPT,   /* 确认收到 */
  YYQ_CONTROL_TABLE,     /* its options are the columns */
  YYQ_CONTROL_REMARK,
  /* the platform fills it in */
  YYQ_CONTROL_CONTRACT_NUMBER,
  YYQ_CONTROL_COMPANY_NAME,
  YYQ_CONTROL_COMPANY_USCC,
  YYQ_CONTROL_COMPANY_ADDRESS,
  YYQ_CONTROL_COMPANY_REPRESENTATIVE, /* 法定代表人（主要负责人） */
  YYQ_CONTROL_PAGE_NUMBER,
  /* what a party's signature shows */
  YYQ_CONTROL_HANDWRITING,
  YYQ_CONTROL_PERSONAL_SEAL,
  YYQ_CONTROL_COMPANY_SEAL,
  YYQ_CONTROL_REPRESENTATIVE_SEAL,
  YYQ_CONTROL_PAGING_SEAL,  /* 骑缝章 */
  YYQ_CONTROL_SIGNING_DATE, /* the platform's time: nobody types it */
} YyqControlKind;

#define YYQ_TYPE_CONTROL_KIND (yyq_control_kind_get_type ())
GType yyq_control_kind_get_type (void);

typedef enum {
  YYQ_CONTROL_GROUP_FILL,
  YYQ_CONTROL_GROUP_AUTOMATIC,
  YYQ_CONTROL_GROUP_SIGN,
} YyqControlGroup;

/* What is known of a kind without looking at a control. */
typedef struct {
  YyqControlKind kind;
  YyqControlGroup group;
  const char *title;    /* N_(): "Text" */
  double width, height; /* pt: as large as it is when nobody says how large */
  const char *key;      /* (nullable): the business key that it is for, if there is one */
  gboolean has_options; /* cannot be without */
  gboolean can_have_formula;
} YyqControlKindInfo;

/* Static. */
const YyqControlKindInfo *yyq_control_kind_get_info (YyqControlKind kind);

/* What becomes of a text that is wider than its control. Too long for all of it: refused, with its
 * place, before anybody signs. */
typedef enum {
  YYQ_CONTROL_FIT_SHRINK, /* down to 8 pt */
  YYQ_CONTROL_FIT_WRAP,
  YYQ_CONTROL_FIT_SHRINK_WRAP,
} YyqControlFit;

#define YYQ_TYPE_CONTROL_FIT (yyq_control_fit_get_type ())
GType yyq_control_fit_get_type (void);

typedef enum {
  YYQ_CONTROL_ALIGN_LEFT,
  YYQ_CONTROL_ALIGN_CENTRE,
  YYQ_CONTROL_ALIGN_RIGHT,
  YYQ_CONTROL_ALIGN_CELLS, /* each character in a cell of its own, all of one width */
} YyqControlAlign;

#define YYQ_TYPE_CONTROL_ALIGN (yyq_control_align_get_type ())
GType yyq_control_align_get_type (void);

typedef enum {
  YYQ_CONTROL_FONT_SONG,
  YYQ_CONTROL_FONT_HEI,
  YYQ_CONTROL_FONT_FANG_SONG,
  YYQ_CONTROL_FONT_KAI,
} YyqControlFont;

#define YYQ_TYPE_CONTROL_FONT (yyq_control_font_get_type ())
GType yyq_control_font_get_type (void);

typedef enum {
  YYQ_DATE_FORM_CHINESE, /* 2026年11月23日 */
  YYQ_DATE_FORM_ISO,     /* 2026-11-23 */
  YYQ_DATE_FORM_SPACED,  /* 2026  11  23: into a printed "  年  月  日" */
} YyqDateForm;

#define YYQ_TYPE_DATE_FORM (yyq_date_form_get_type ())
GType yyq_date_form_get_type (void);

G_END_DECLS
