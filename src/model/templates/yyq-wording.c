/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wording.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "yyq-contract-text.h"

#define NUMBER "([0-9]+|[一二两三四五六七八九十]+)"

#define HOURS_A_WEEK_MOST 44
#define DAYS_A_WEEK_MOST 5
#define COMPETITION_MONTHS_MOST 24

/* Over a folded sentence; NULL: none. */
typedef struct {
  const char *id;
  YyqWordingLevel level;
  const char *article;
  const char *pattern;
  const char *unless;                             /* the sentence has it */
  const char *unless_paragraph;                   /* the paragraph has it */
  gboolean (*is_too_much) (const char *sentence); /* (nullable): instead of @pattern */
  const char *message;
} Rule;

/* "四十四" is 44; 0 when it is none. */
static guint
read_number (const char *text)
{
  static const char *const digits[] = {
    "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"
  };
  guint tens = 0;
  guint ones = 0;

  if (g_ascii_isdigit (*text))
    return (guint) strtoul (text, NULL, 10);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    if (g_str_has_prefix (at, "十")) {
      tens = MAX (ones, 1);
      ones = 0;
    }
    if (g_str_has_prefix (at, "两"))
      ones = 2;
    for (guint digit = 1; digit < G_N_ELEMENTS (digits); digit++)
      if (g_str_has_prefix (at, digits[digit]))
        ones = digit;
  }
  return tens * 10 + ones;
}

/* The number that the first group of @pattern has; 0 when it does not match. */
static guint
find_number (const char *sentence, const char *pattern)
{
  g_autofree char *number = yyq_contract_text_find (sentence, pattern);

  return number != NULL ? read_number (number) : 0;
}

static guint
find_days (const char *sentence)
{
  return find_number (sentence, "每周(?:工作)?(?:不超过)?" NUMBER "(?:天|日)");
}

static gboolean
has_too_many_hours (const char *sentence)
{
  const guint week = find_number (sentence, "每周.{0,8}?" NUMBER "个?小时");
  const guint day = find_number (sentence, "每[日天].{0,8}?" NUMBER "个?小时");

  return week > HOURS_A_WEEK_MOST || day * find_days (sentence) > HOURS_A_WEEK_MOST ||
         yyq_contract_text_has (sentence, "996|9-9-6|九九六|早九晚九");
}

static gboolean
has_too_many_days (const char *sentence)
{
  return find_days (sentence) > DAYS_A_WEEK_MOST && !has_too_many_hours (sentence);
}

static gboolean
competes_too_long (const char *sentence)
{
  const guint months = find_number (sentence, "竞业限制.{0,16}?" NUMBER "个月");
  const guint years = find_number (sentence, "竞业限制.{0,16}?" NUMBER "年");

  return MAX (months, years * 12) > COMPETITION_MONTHS_MOST;
}

static const Rule RULES[] = {
  { "R1", YYQ_WORDING_FORBIDDEN, "劳动合同法第九条",
    "(收取|缴纳|扣).{0,12}(押金|保证金|风险金|服装费)", "(不|禁止).{0,16}(收取|缴纳|扣)", NULL,
    NULL, N_ ("A worker may not be asked for a deposit of any kind.") },
  { "R2", YYQ_WORDING_FORBIDDEN, "劳动合同法第九条",
    "(扣留|扣押|代?保管|上交).{0,12}(身份证|学历证|毕业证)",
    "(不|禁止).{0,16}(扣留|扣押|保管|上交)", NULL, NULL,
    N_ ("The worker's identity card and certificates may not be kept.") },
  { "R3", YYQ_WORDING_FORBIDDEN, "劳动争议司法解释（二）第十九条",
    "(自愿|承诺).{0,16}(放弃|不参加|不缴纳).{0,8}(社保|社会保险)|社(会)?保(险)?.{0,8}折(现|算)",
    NULL, NULL, NULL, N_ ("Nobody can do without social insurance by agreement.") },
  { "R4", YYQ_WORDING_FORBIDDEN, "劳动合同法第二十六条",
    "(工伤|伤亡|事故).{0,20}(概不负责|不承担.{0,8}责任|自负)", NULL, NULL, NULL,
    N_ ("The employer's liability for injuries at work cannot be excluded.") },
  { "R5", YYQ_WORDING_FORBIDDEN, "妇女权益保障法第四十四条", "(不得|禁止).{0,8}(结婚|怀孕|生育)",
    "不得(因|以)", NULL, NULL, N_ ("Marriage and childbirth may not be restricted.") },
  { "R6", YYQ_WORDING_FORBIDDEN, "劳动合同法第二十五条",
    "(乙方|员工|劳动者).{0,40}(支付|承担).{0,10}违约金", "(不|无须|无需).{0,4}(支付|承担)",
    "服务期|培训费|竞业|保密", NULL,
    N_ ("A worker pays a penalty only for a service period after training, or for confidentiality "
        "and "
        "competition.") },
  { "R6", YYQ_WORDING_CONFIRM, "劳动合同法第二十五条", "罚款", "不.{0,4}罚款", NULL, NULL,
    N_ ("An employer has no right to fines.") },
  { "R7", YYQ_WORDING_FORBIDDEN, "劳动合同法第三十一条",
    "工资.{0,12}含.{0,6}加班(费|工资)|放弃.{0,6}加班(费|工资)|加班.{0,8}(不另行?支?付|无偿)",
    "不(包)?含", NULL, NULL, N_ ("Overtime is paid apart from the agreed pay.") },
  { "R8", YYQ_WORDING_FORBIDDEN, "劳动法第三十六条", NULL, NULL, NULL, has_too_many_hours,
    N_ ("That is more than 44 hours a week.") },
  { "R8", YYQ_WORDING_CONFIRM, "劳动法第三十六条", NULL, NULL, NULL, has_too_many_days,
    N_ ("That is more than five days a week.") },
  { "R9", YYQ_WORDING_CONFIRM, "劳动法第三十九条", "(不定时|综合计算).{0,4}工时", NULL,
    "批准|审批|许可", NULL,
    N_ ("These working hours need an approval, whose number stands in the contract.") },
  { "R10", YYQ_WORDING_FORBIDDEN, "劳动合同法实施条例第十三条", "约定.{0,6}终止(条件|情形)",
    "不(得|再|另行?)?约定", NULL, NULL,
    N_ ("A labour contract ends only as the law says, not as the parties agree.") },
  { "R11", YYQ_WORDING_FORBIDDEN, "劳动合同法第十九条",
    "延长试用期|重新约定试用期|试用期.{0,6}延长", "不(得|再|予)?.{0,6}(延长|重新约定)", NULL, NULL,
    N_ ("Probation is agreed once and cannot be extended.") },
  { "R12", YYQ_WORDING_CONFIRM, "劳动合同法第十七条",
    "全国(范围)?内?(的)?任何|指定的?任何地点|无条件服从|服从甲方的?一切", NULL, NULL, NULL,
    N_ ("A place or duty without limits is read against the employer: name town and district.") },
  { "R13", YYQ_WORDING_CONFIRM, "劳动争议司法解释（一）第三十六条",
    "竞业.{0,20}补偿.{0,12}含.{0,8}(工资|薪)|工资.{0,10}含.{0,8}竞业", "不(包)?含", NULL, NULL,
    N_ ("Compensation for not competing is paid after the end of the contract, not with the "
        "wages.") },
  { "R13", YYQ_WORDING_FORBIDDEN, "劳动合同法第二十四条", NULL, NULL, NULL, competes_too_long,
    N_ ("Competition may be restricted for two years at most.") },
  { "R14", YYQ_WORDING_FORBIDDEN, "劳动争议调解仲裁法第二十七条",
    "争议发生之日起.{0,6}(一年|1年|六十日|60日)", NULL, NULL, NULL,
    N_ ("The year for arbitration runs from when the violation was known or should have been.") },
  { "R15", YYQ_WORDING_FORBIDDEN, "劳动合同法第八十一条",
    "空白处.{0,8}(甲方|公司).{0,8}(补充|填写)", NULL, NULL, NULL,
    N_ ("Nothing may be filled into a signed contract.") },
  { "R15", YYQ_WORDING_CONFIRM, "电子签名法第五条", "一式.{1,2}份", NULL, NULL, NULL,
    N_ ("An electronic contract has no number of copies: say that both may download it.") },
};

static gboolean
breaks (const Rule *rule, const char *sentence, const char *paragraph)
{
  if (rule->is_too_much != NULL)
    return rule->is_too_much (sentence);
  return yyq_contract_text_has (sentence, rule->pattern) &&
         !yyq_contract_text_has (sentence, rule->unless) &&
         !yyq_contract_text_has (paragraph, rule->unless_paragraph);
}

static void
look_at (GArray *findings, guint number, const char *paragraph)
{
  g_autofree char *folded = yyq_contract_text_fold (paragraph);
  g_auto (GStrv) sentences = yyq_contract_text_split (folded);

  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    for (char **sentence = sentences; *sentence != NULL; sentence++)
      if (breaks (&RULES[i], *sentence, folded)) {
        const YyqWordingFinding finding = { RULES[i].id, RULES[i].level, RULES[i].article,
                                            _ (RULES[i].message), number };

        g_array_append_val (findings, finding);
        break;
      }
}

GArray *
yyq_wording_find (const char *const *paragraphs)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (YyqWordingFinding));

  for (guint i = 0; paragraphs[i] != NULL; i++)
    look_at (findings, i, paragraphs[i]);
  return findings;
}
