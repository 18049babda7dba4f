/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-enums.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (YyqTemplateState, yyq_template_state,
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_STATE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_STATE_OPEN, "open"))

G_DEFINE_ENUM_TYPE (YyqTemplateKind, yyq_template_kind,
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_LABOUR, "labour"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_PART_TIME, "part-time"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_OVER_AGE, "over-age"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_INTERNSHIP, "internship"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_SERVICES, "services"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_CONFIDENTIALITY, "confidentiality"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_AMENDMENT, "amendment"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_NOTICE, "notice"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_RECEIPT, "receipt"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_KIND_ONBOARDING, "onboarding"))

G_DEFINE_ENUM_TYPE (YyqTemplateRole, yyq_template_role,
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_ROLE_WORKER, "worker"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_ROLE_EMPLOYER, "employer"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_ROLE_APPROVER, "approver"),
                    G_DEFINE_ENUM_VALUE (YYQ_TEMPLATE_ROLE_RECEIVER, "receiver"))

G_DEFINE_ENUM_TYPE (YyqWillingness, yyq_willingness,
                    G_DEFINE_ENUM_VALUE (YYQ_WILLINGNESS_ANY, "any"),
                    G_DEFINE_ENUM_VALUE (YYQ_WILLINGNESS_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (YYQ_WILLINGNESS_FACE, "face"))

G_DEFINE_ENUM_TYPE (
  YyqControlKind, yyq_control_kind, G_DEFINE_ENUM_VALUE (YYQ_CONTROL_TEXT, "text"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_MULTILINE, "multiline"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_NUMBER, "number"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_AMOUNT, "amount"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_AMOUNT_CAPITAL, "amount-capital"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_DATE, "date"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_CHOICE, "choice"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_CHECKBOX, "checkbox"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_DROPDOWN, "dropdown"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ID_NUMBER, "id-number"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_PHONE, "phone"), G_DEFINE_ENUM_VALUE (YYQ_CONTROL_USCC, "uscc"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_BANK_CARD, "bank-card"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_REGION, "region"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ADDRESS, "address"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_GENDER, "gender"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_EDUCATION, "education"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ETHNIC_GROUP, "ethnic-group"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_EMAIL, "email"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_PHOTO, "photo"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_STATEMENT, "statement"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_RECEIPT, "receipt"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_TABLE, "table"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_REMARK, "remark"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_CONTRACT_NUMBER, "contract-number"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_COMPANY_NAME, "company-name"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_COMPANY_USCC, "company-uscc"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_COMPANY_ADDRESS, "company-address"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_COMPANY_REPRESENTATIVE, "company-representative"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_PAGE_NUMBER, "page-number"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_HANDWRITING, "handwriting"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_PERSONAL_SEAL, "personal-seal"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_COMPANY_SEAL, "company-seal"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_REPRESENTATIVE_SEAL, "representative-seal"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_PAGING_SEAL, "paging-seal"),
  G_DEFINE_ENUM_VALUE (YYQ_CONTROL_SIGNING_DATE, "signing-date"))

G_DEFINE_ENUM_TYPE (YyqControlFit, yyq_control_fit,
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FIT_SHRINK, "shrink"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FIT_WRAP, "wrap"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FIT_SHRINK_WRAP, "shrink-wrap"))

G_DEFINE_ENUM_TYPE (YyqControlAlign, yyq_control_align,
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ALIGN_LEFT, "left"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ALIGN_CENTRE, "centre"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ALIGN_RIGHT, "right"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_ALIGN_CELLS, "cells"))

G_DEFINE_ENUM_TYPE (YyqControlFont, yyq_control_font,
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FONT_SONG, "song"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FONT_HEI, "hei"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FONT_FANG_SONG, "fang-song"),
                    G_DEFINE_ENUM_VALUE (YYQ_CONTROL_FONT_KAI, "kai"))

G_DEFINE_ENUM_TYPE (YyqDateForm, yyq_date_form,
                    G_DEFINE_ENUM_VALUE (YYQ_DATE_FORM_CHINESE, "chinese"),
                    G_DEFINE_ENUM_VALUE (YYQ_DATE_FORM_ISO, "iso"),
                    G_DEFINE_ENUM_VALUE (YYQ_DATE_FORM_SPACED, "spaced"))

const char *
yyq_template_kind_get_title (YyqTemplateKind kind)
{
  static const char *const titles[] = {
    [YYQ_TEMPLATE_KIND_OTHER] = N_ ("Other"),
    [YYQ_TEMPLATE_KIND_LABOUR] = N_ ("Labour contract"),
    [YYQ_TEMPLATE_KIND_PART_TIME] = N_ ("Part-time contract"),
    [YYQ_TEMPLATE_KIND_OVER_AGE] = N_ ("Agreement beyond retirement age"),
    [YYQ_TEMPLATE_KIND_INTERNSHIP] = N_ ("Internship agreement"),
    [YYQ_TEMPLATE_KIND_SERVICES] = N_ ("Service agreement"),
    [YYQ_TEMPLATE_KIND_CONFIDENTIALITY] = N_ ("Confidentiality and non-competition"),
    [YYQ_TEMPLATE_KIND_AMENDMENT] = N_ ("Renewal, change or termination by agreement"),
    [YYQ_TEMPLATE_KIND_NOTICE] = N_ ("Notice"),
    [YYQ_TEMPLATE_KIND_RECEIPT] = N_ ("Receipt"),
    [YYQ_TEMPLATE_KIND_CERTIFICATE] =
      N_ ("Written certificate"), /* another word than that of keys */
    [YYQ_TEMPLATE_KIND_ONBOARDING] = N_ ("Onboarding form"),
  };

  return _ (titles[kind]);
}

#define FILL YYQ_CONTROL_GROUP_FILL
#define AUTOMATIC YYQ_CONTROL_GROUP_AUTOMATIC
#define SIGN YYQ_CONTROL_GROUP_SIGN

/* In the order of the enumeration. 1 mm is 2.835 pt: the round seal of a company is usually 40 mm
 * across, its representative's is a square of 18 mm, a photo 25 mm x 35 mm. */
static const YyqControlKindInfo infos[] = {
  { YYQ_CONTROL_TEXT, FILL, N_ ("Text"), 120, 18, NULL, FALSE, TRUE },
  { YYQ_CONTROL_MULTILINE, FILL, N_ ("Text of several lines"), 240, 60, NULL, FALSE, FALSE },
  { YYQ_CONTROL_NUMBER, FILL, N_ ("Numeric value"), 60, 18, NULL, FALSE, TRUE },
  { YYQ_CONTROL_AMOUNT, FILL, N_ ("Amount"), 80, 18, NULL, FALSE, TRUE },
  { YYQ_CONTROL_AMOUNT_CAPITAL, FILL, N_ ("Amount in capitals"), 160, 18, NULL, FALSE, TRUE },
  { YYQ_CONTROL_DATE, FILL, N_ ("Date"), 100, 18, NULL, FALSE, TRUE },
  { YYQ_CONTROL_CHOICE, FILL, N_ ("Single choice"), 160, 18, NULL, TRUE, FALSE },
  { YYQ_CONTROL_CHECKBOX, FILL, N_ ("Tick boxes"), 160, 18, NULL, TRUE, FALSE },
  { YYQ_CONTROL_DROPDOWN, FILL, N_ ("Drop-down"), 120, 18, NULL, TRUE, FALSE },
  { YYQ_CONTROL_ID_NUMBER, FILL, N_ ("ID number"), 140, 18, "劳动者.证件号码", FALSE, FALSE },
  { YYQ_CONTROL_PHONE, FILL, N_ ("Phone"), 90, 18, "劳动者.手机", FALSE, FALSE },
  { YYQ_CONTROL_USCC, FILL, N_ ("Social credit code"), 140, 18, NULL, FALSE, FALSE },
  { YYQ_CONTROL_BANK_CARD, FILL, N_ ("Bank card"), 150, 18, "劳动者.银行卡", FALSE, FALSE },
  { YYQ_CONTROL_REGION, FILL, N_ ("Region"), 150, 18, NULL, FALSE, FALSE },
  { YYQ_CONTROL_ADDRESS, FILL, N_ ("Postal address"), 240, 18, "劳动者.现住址", FALSE, FALSE },
  { YYQ_CONTROL_GENDER, FILL, N_ ("Gender"), 40, 18, "劳动者.性别", FALSE, FALSE },
  { YYQ_CONTROL_EDUCATION, FILL, N_ ("Education"), 80, 18, "劳动者.学历", FALSE, FALSE },
  { YYQ_CONTROL_ETHNIC_GROUP, FILL, N_ ("Ethnic group"), 60, 18, "劳动者.民族", FALSE, FALSE },
  { YYQ_CONTROL_EMAIL, FILL, N_ ("E-mail"), 140, 18, "劳动者.邮箱", FALSE, FALSE },
  { YYQ_CONTROL_PHOTO, FILL, N_ ("Photo"), 71, 99, NULL, FALSE, FALSE },
  { YYQ_CONTROL_STATEMENT, FILL, N_ ("Statement to copy by hand"), 320, 40, NULL, FALSE, FALSE },
  { YYQ_CONTROL_RECEIPT, FILL, N_ ("Confirmation of receipt"), 120, 24, NULL, FALSE, FALSE },
  { YYQ_CONTROL_TABLE, FILL, N_ ("Table"), 400, 90, NULL, TRUE, FALSE },
  { YYQ_CONTROL_REMARK, FILL, N_ ("Remark"), 240, 40, NULL, FALSE, FALSE },
  { YYQ_CONTROL_CONTRACT_NUMBER, AUTOMATIC, N_ ("Contract number"), 120, 18, "合同.编号", FALSE,
    FALSE },
  { YYQ_CONTROL_COMPANY_NAME, AUTOMATIC, N_ ("Company name"), 200, 18, "单位.名称", FALSE, FALSE },
  { YYQ_CONTROL_COMPANY_USCC, AUTOMATIC, N_ ("Company's credit code"), 140, 18,
    "单位.统一社会信用代码", FALSE, FALSE },
  { YYQ_CONTROL_COMPANY_ADDRESS, AUTOMATIC, N_ ("Company address"), 240, 18, "单位.住所", FALSE,
    FALSE },
  { YYQ_CONTROL_COMPANY_REPRESENTATIVE, AUTOMATIC, N_ ("Legal representative"), 80, 18,
    "单位.法定代表人", FALSE, FALSE },
  { YYQ_CONTROL_PAGE_NUMBER, AUTOMATIC, N_ ("Page number"), 90, 14, NULL, FALSE, FALSE },
  { YYQ_CONTROL_HANDWRITING, SIGN, N_ ("Handwritten signature"), 110, 44, NULL, FALSE, FALSE },
  { YYQ_CONTROL_PERSONAL_SEAL, SIGN, N_ ("Personal seal"), 51, 51, NULL, FALSE, FALSE },
  { YYQ_CONTROL_COMPANY_SEAL, SIGN, N_ ("Company seal"), 113.4, 113.4, NULL, FALSE, FALSE },
  { YYQ_CONTROL_REPRESENTATIVE_SEAL, SIGN, N_ ("Legal representative's seal"), 51, 51, NULL, FALSE,
    FALSE },
  { YYQ_CONTROL_PAGING_SEAL, SIGN, N_ ("Seal across the pages"), 28.3, 113.4, NULL, FALSE, FALSE },
  { YYQ_CONTROL_SIGNING_DATE, SIGN, N_ ("Signing date"), 100, 18, NULL, FALSE, FALSE },
};

const YyqControlKindInfo *
yyq_control_kind_get_info (YyqControlKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (infos), NULL);
  g_assert (infos[kind].kind == kind);
  return &infos[kind];
}
