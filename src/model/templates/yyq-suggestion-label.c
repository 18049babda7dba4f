/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-suggestion-label.h"

#include <string.h>

#include "yyq-contract-text.h"

#define LABEL_MOST 12 /* characters */

/* The party of a rule that leaves it to the part of the document. */
#define AS_PART ((YyqFieldParty) 99)
#define NONE YYQ_FIELD_PARTY_NONE
#define EMPLOYER YYQ_FIELD_PARTY_EMPLOYER
#define WORKER YYQ_FIELD_PARTY_WORKER

/* The first one that fits counts, so that the narrower one stands first. */
typedef struct {
  const char *left;  /* (nullable): a regular expression on the label, from its end */
  const char *right; /* (nullable): on what follows, from its beginning */
  YyqFieldParty in;  /* only in this party's part; AS_PART: anywhere */
  const char *kind, *key;
  YyqFieldParty party;
  const char *name;
} Rule;

static const Rule RULES[] = {
  { NULL, "^\\((盖章|公章|签章)", AS_PART, "company-seal", NULL, AS_PART, "盖章" },
  { NULL, "^\\(签[字名]", AS_PART, "handwriting", NULL, AS_PART, "签名" },
  { "(合同|协议)编号$|^编号$", NULL, AS_PART, "contract-number", "合同.编号", NONE, "合同编号" },
  { "(社会)?信用代码$|营业执照(注册)?(号码?)?$", NULL, AS_PART, "company-uscc",
    "单位.统一社会信用代码", EMPLOYER, "统一社会信用代码" },
  { "(法定代表人|法人代表|主要负责人|^负责人)(姓名)?$", NULL, AS_PART, "company-representative",
    "单位.法定代表人", EMPLOYER, "法定代表人" },
  { "紧急联系人?(的)?(电话|手机|联系方式)(号码?)?$", NULL, AS_PART, "phone", NULL, WORKER,
    "紧急联系人电话" },
  { "紧急联系人(姓名)?$", NULL, AS_PART, "text", NULL, WORKER, "紧急联系人" },
  { "(身份证|证)件?(类型|种类|名称)$", NULL, AS_PART, "text", NULL, WORKER, "证件类型" },
  { "(身份证件?|公民身份|证件)(号码?|编号)?$", NULL, AS_PART, "id-number", "劳动者.证件号码",
    WORKER, "证件号码" },
  { "性别$", NULL, AS_PART, "gender", "劳动者.性别", WORKER, "性别" },
  { "民族$", NULL, AS_PART, "ethnic-group", NULL, WORKER, "民族" },
  { "(文化程度|学历)$", NULL, AS_PART, "education", NULL, WORKER, "学历" },
  { "出生(日期|年月日?|时间)$", NULL, AS_PART, "date", "劳动者.出生日期", WORKER, "出生日期" },
  { "(户籍|户口)(所在)?(地|地址|住址)?$", NULL, AS_PART, "address", "劳动者.户籍地址", WORKER,
    "户籍地址" },
  { "(现|家庭|现居|居住|常住)(住址|地址|住地|住所|地)$|现住址$", NULL, AS_PART, "address",
    "劳动者.现住址", WORKER, "现住址" },
  { "(住所地?|地址|住址|(注册|经营|办公)(地|场所)|送达地址)$", NULL, EMPLOYER, "company-address",
    "单位.住所", EMPLOYER, "甲方住所" },
  { "((注册|经营|办公|单位)(地址?|场所|住所)|住所地?)$", NULL, NONE, "company-address", "单位.住所",
    EMPLOYER, "甲方住所" },
  { "(住所地?|地址|住址)$", NULL, WORKER, "address", "劳动者.现住址", WORKER, "现住址" },
  { "(家庭|通[讯信])?住址$", NULL, AS_PART, "address", "劳动者.现住址", WORKER, "现住址" },
  { "地址$", NULL, AS_PART, "address", NULL, AS_PART, "地址" },
  { "(联系)?(电话|手机)(号码?)?$|联系方式$", NULL, EMPLOYER, "phone", "单位.联系电话", EMPLOYER,
    "甲方联系电话" },
  { "(联系)?(电话|手机)(号码?)?$|联系方式$", NULL, WORKER, "phone", "劳动者.手机", WORKER,
    "乙方手机" },
  { "手机(号码?)?$", NULL, AS_PART, "phone", "劳动者.手机", WORKER, "乙方手机" },
  { "(电话(号码?)?|联系方式)$", NULL, AS_PART, "phone", NULL, AS_PART, "联系电话" },
  { "(邮箱|电子邮件|[Ee]-?[Mm]ail)(地址)?$", NULL, EMPLOYER, "email", NULL, EMPLOYER, "甲方邮箱" },
  { "(邮箱|电子邮件|[Ee]-?[Mm]ail)(地址)?$", NULL, AS_PART, "email", "劳动者.邮箱", WORKER,
    "乙方邮箱" },
  { "开户(银)?行(名称)?$", NULL, AS_PART, "text", NULL, AS_PART, "开户行" },
  { "(银行|工资|开户)?[卡账帐]号$|(银行卡|银行账户)(号码?)?$", NULL, AS_PART, "bank-card", NULL,
    AS_PART, "银行卡号" },
  { "大写(:|人民币|金额)*$", NULL, AS_PART, "amount-capital", NULL, NONE, "大写金额" },
  { "试用期(?!满|届满|结束|后).{0,8}(工资|报酬|薪资|薪酬)[^,。;]{0,10}$", "^元|^$", AS_PART,
    "amount", "合同.试用期工资", NONE, "试用期工资" },
  { "(工资|报酬|薪资|薪酬|月薪)[^,。;]{0,10}$", "^元", AS_PART, "amount", "合同.月工资", NONE,
    "月工资" },
  { "(月工资|基本工资|工资标准|月薪)(为|:|人民币|¥)*$", NULL, AS_PART, "amount", "合同.月工资",
    NONE, "月工资" },
  { "(每|次|当)月的?$", "^[日号]", AS_PART, "number", "合同.支付日", NONE, "工资支付日" },
  { "试用期[^,。;]{0,6}$", "^个?月", AS_PART, "number", "合同.试用期", NONE, "试用期月数" },
  { "(合同|固定)期限[^,。;]{0,6}$|合同期[^,。;]{0,4}$|(^|[,。;])期限$", "^个?月", AS_PART, "number",
    "合同.期限", NONE, "合同期限月数" },
  { "¥$|人民币$", NULL, AS_PART, "amount", NULL, AS_PART, "金额" },
  { NULL, "^元", AS_PART, "amount", NULL, AS_PART, NULL },
  { NULL, "^(个月|年|月|天|日|小时|%|倍|次|份|周|分钟|时|名|平方米|公里)", AS_PART, "number", NULL,
    AS_PART, NULL },
  { "(工作)?(岗位|职务|工种|职位)(名称)?(为|是)?$", NULL, AS_PART, "text", "用工.岗位", NONE,
    "岗位" },
  { NULL, "^(工作)?(岗位|职务|工种|职位)", AS_PART, "text", "用工.岗位", NONE, "岗位" },
  { "(用人|所在|工作)?部门(名称)?(为|是)?$", NULL, AS_PART, "text", "用工.部门", NONE, "部门" },
  { NULL, "^部门?", AS_PART, "text", "用工.部门", NONE, "部门" },
  { "(工作(地点|地区|区域)|履行地)(为|是|在)?$", NULL, AS_PART, "address", "用工.工作地点", NONE,
    "工作地点" },
  { "工时制度?(为|是)?$", NULL, AS_PART, "text", "用工.工时制", NONE, "工时制" },
  { NULL, "^(工时|工作)制", AS_PART, "text", "用工.工时制", NONE, "工时制" },
  { "(用工|入职|到岗|报到|上岗)(起始)?(日期?|时间|之日)$", NULL, AS_PART, "date", "用工.起始日",
    NONE, "用工起始日" },
  { "(起始|开始|起)(日期?|时间)$", NULL, AS_PART, "date", "合同.起始日", NONE, "合同起始日" },
  { "(终止|截止|到期|届满)(日期?|时间)$", NULL, AS_PART, "date", "合同.终止日", NONE,
    "合同终止日" },
  { "合同期限(为|是)?$", NULL, AS_PART, "text", "合同.期限", NONE, "合同期限" },
  { "试用期(限)?(为|是)?$", NULL, AS_PART, "text", "合同.试用期", NONE, "试用期" },
  { "备注$", NULL, AS_PART, "remark", NULL, AS_PART, "备注" },
  { "其[他它](约定|事项|条款)*$", NULL, AS_PART, "multiline", NULL, AS_PART, "其他约定" },
  { "(甲方|(用人|用工|聘用)?单位|公司|企业)(名称|全称)?$", NULL, AS_PART, "company-name",
    "单位.名称", EMPLOYER, "甲方名称" },
  { "(乙方|劳动者|员工|职工|受聘人)(姓名|名称)?$", NULL, AS_PART, "text", "劳动者.姓名", WORKER,
    "乙方姓名" },
  { "姓名$", NULL, EMPLOYER, "text", NULL, EMPLOYER, "姓名" },
  { "姓名$", NULL, AS_PART, "text", "劳动者.姓名", WORKER, "乙方姓名" },
  { "(名称|全称)$", NULL, EMPLOYER, "company-name", "单位.名称", EMPLOYER, "甲方名称" },
};

typedef struct {
  const char *before; /* (nullable): a regular expression on the words before, from their end */
  const char *after;  /* (nullable) */
  const char *kind, *key;
  YyqFieldParty party;
  const char *name;
} DateRule;

static const DateRule DATES[] = {
  { "出生[^,。;_]{0,6}$", NULL, "date", "劳动者.出生日期", WORKER, "出生日期" },
  { "(入职|用工|到岗|报到|上岗)[^,。;_]{0,8}$", NULL, "date", "用工.起始日", NONE, "用工起始日" },
  { "试用期((?!合同期|期限)[^。]){0,12}(自|从)$", NULL, "date", NULL, NONE, "试用期起始日" },
  { "试用期((?!合同期|期限)[^。]){0,40}(至|到)$", NULL, "date", NULL, NONE, "试用期终止日" },
  { "(自|从)$", "^(起|至|到|开始)", "date", "合同.起始日", NONE, "合同起始日" },
  { "(至|到)$", "^(止|终止|届满|为止|日?止)|^[,。;)]|^$", "date", "合同.终止日", NONE,
    "合同终止日" },
  { "(起始|开始|生效)[^,。;_]{0,6}$", NULL, "date", "合同.起始日", NONE, "合同起始日" },
  { "(终止|届满|到期|截止)[^,。;_]{0,6}$", NULL, "date", "合同.终止日", NONE, "合同终止日" },
  { "(签订|签署|签字|订立|盖章|签收)[^,。;_]{0,6}$", NULL, "signing-date", NULL, AS_PART,
    "签署日期" },
};

/* What a label ends with and does not mean. */
static char *
strip_end (const char *words)
{
  char *text = g_strdup (words);
  char *open;

  for (char *end = text + strlen (text); end > text; *end = '\0') {
    end = g_utf8_prev_char (end);
    if (g_utf8_strchr (" :\"“([【〔", -1, g_utf8_get_char (end)) == NULL)
      break;
  }
  if (g_str_has_suffix (text, "为") || g_str_has_suffix (text, "是"))
    text[strlen (text) - strlen ("为")] = '\0';
  /* 甲方(用人单位) is 甲方; what stands in parentheses alone is the label itself. */
  if (g_str_has_suffix (text, ")") && (open = strrchr (text, '(')) != NULL && open > text)
    *open = '\0';
  return text;
}

static gboolean
fits (const Rule *rule, const char *left, const YyqSuggestionWords *words)
{
  return (rule->in == AS_PART || rule->in == words->party) &&
         (rule->left == NULL || yyq_contract_text_has (left, rule->left)) &&
         (rule->right == NULL || yyq_contract_text_has (words->right, rule->right));
}

static YyqFieldParty
party_of (YyqFieldParty party, const YyqSuggestionWords *words)
{
  return party == AS_PART ? words->party : party;
}

/* Of whom the pay is that a blank before 元 is for: of the last that was named. */
static void
look_back (YyqSuggestionLabel *label, const YyqSuggestionWords *words)
{
  if (g_strcmp0 (label->key, "合同.月工资") != 0 ||
      !yyq_contract_text_has (words->sentence,
                              "试用期(?!满|届满|结束|后)((?!试用期)[^。;]){0,30}$"))
    return;
  label->key = "合同.试用期工资";
  label->name = "试用期工资";
}

YyqSuggestionLabel
yyq_suggestion_label_find_date (const YyqSuggestionWords *words)
{
  g_autofree char *before = strip_end (words->sentence);

  for (gsize i = 0; i < G_N_ELEMENTS (DATES); i++) {
    const DateRule *rule = &DATES[i];

    if (yyq_contract_text_has (before, rule->before) &&
        (rule->after == NULL || yyq_contract_text_has (words->right, rule->after)))
      return (YyqSuggestionLabel){ rule->kind, rule->key, rule->name, party_of (rule->party, words),
                                   TRUE };
  }
  if (words->signing)
    return (YyqSuggestionLabel){ "signing-date", NULL, "签署日期", words->party, TRUE };
  return (YyqSuggestionLabel){ "date", NULL, NULL, words->party, FALSE };
}

/* 自____起至____止: one blank for a whole day. */
static gboolean
is_for_date (const char *left, const char *right)
{
  return (yyq_contract_text_has (left, "(自|从)$") &&
          yyq_contract_text_has (right, "^(起|至|到|开始)")) ||
         (yyq_contract_text_has (left, "(至|到)$") &&
          yyq_contract_text_has (right, "^(止|为止|终止|届满)"));
}

YyqSuggestionLabel
yyq_suggestion_label_find (const YyqSuggestionWords *words)
{
  g_autofree char *left = strip_end (words->left);

  if (is_for_date (left, words->right))
    return yyq_suggestion_label_find_date (words);

  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (fits (&RULES[i], left, words)) {
      YyqSuggestionLabel label = { RULES[i].kind, RULES[i].key, RULES[i].name,
                                   party_of (RULES[i].party, words), TRUE };

      look_back (&label, words);
      return label;
    }
  if (words->signing && yyq_contract_text_has (left, "(日期|时间)$"))
    return (YyqSuggestionLabel){ "signing-date", NULL, "签署日期", words->party, TRUE };
  if (yyq_contract_text_has (left, "日期$"))
    return (YyqSuggestionLabel){ "date", NULL, NULL, words->party, TRUE };
  return (YyqSuggestionLabel){ "text", NULL, NULL, words->party, FALSE };
}

char *
yyq_suggestion_label_trim (const char *words)
{
  g_autofree char *text = strip_end (words);
  const char *at = text;
  const char *from = text;
  glong length;

  for (; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_strchr (",.;:。、!?\"“”‘’()[]【】《》", -1, g_utf8_get_char (at)) != NULL)
      from = g_utf8_next_char (at);
  length = g_utf8_strlen (from, -1);
  if (length > LABEL_MOST)
    from = g_utf8_offset_to_pointer (from, length - LABEL_MOST);
  return g_strstrip (g_strdup (from));
}
