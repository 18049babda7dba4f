/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-words.h"

#include <string.h>

static const char *const KINDS[] = {
  "text",
  "multiline",
  "number",
  "amount",
  "amount-capital",
  "date",
  "choice",
  "checkbox",
  "dropdown",
  "id-number",
  "phone",
  "uscc",
  "bank-card",
  "region",
  "address",
  "gender",
  "education",
  "ethnic-group",
  "email",
  "photo",
  "statement",
  "receipt",
  "table",
  "remark",
  "contract-number",
  "company-name",
  "company-uscc",
  "company-address",
  "company-representative",
  "page-number",
  "handwriting",
  "personal-seal",
  "company-seal",
  "representative-seal",
  "paging-seal",
  "signing-date",
};

static const char *const KEYS[] = {
  "单位.名称",     "单位.统一社会信用代码", "单位.住所",       "单位.法定代表人", "单位.联系电话",
  "劳动者.姓名",   "劳动者.性别",           "劳动者.证件号码", "劳动者.出生日期", "劳动者.户籍地址",
  "劳动者.现住址", "劳动者.手机",           "劳动者.邮箱",     "用工.岗位",       "用工.部门",
  "用工.工作地点", "用工.起始日",           "用工.工时制",     "合同.编号",       "合同.期限",
  "合同.起始日",   "合同.终止日",           "合同.试用期",     "合同.月工资",     "合同.试用期工资",
  "合同.支付日",
};

static const struct {
  const char *word;
  YyqFieldParty party;
} PARTIES[] = {
  { "甲方.", YYQ_FIELD_PARTY_EMPLOYER },     { "单位.", YYQ_FIELD_PARTY_EMPLOYER },
  { "用人单位.", YYQ_FIELD_PARTY_EMPLOYER }, { "乙方.", YYQ_FIELD_PARTY_WORKER },
  { "劳动者.", YYQ_FIELD_PARTY_WORKER },
};

const char *
yyq_field_word_find_kind (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (word, KINDS[i]))
      return KINDS[i];
  return NULL;
}

const char *
yyq_field_word_find_key (const char *key)
{
  const char *rest;
  const YyqFieldParty party = yyq_field_word_find_party (key, &rest);
  const char *group = party == YYQ_FIELD_PARTY_EMPLOYER ? "单位." : "劳动者.";

  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (g_str_equal (key, KEYS[i]) ||
        (party != YYQ_FIELD_PARTY_NONE && g_str_has_prefix (KEYS[i], group) &&
         g_str_equal (KEYS[i] + strlen (group), rest)))
      return KEYS[i];
  return NULL;
}

YyqFieldParty
yyq_field_word_find_party (const char *name, const char **rest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PARTIES); i++)
    if (g_str_has_prefix (name, PARTIES[i].word)) {
      if (rest != NULL)
        *rest = name + strlen (PARTIES[i].word);
      return PARTIES[i].party;
    }
  if (rest != NULL)
    *rest = name;
  return YYQ_FIELD_PARTY_NONE;
}
