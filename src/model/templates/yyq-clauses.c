/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clauses.h"

#include <glib/gi18n.h>

#include "yyq-contract-text.h"

/* A title with less below it is one in a list of contents. */
#define BELOW_LEAST 6 /* characters */

/* What such a sentence says of a thing is said of the end of the contract, not of the thing. */
#define OTHERWISE "解除|终止|医疗期|丧失劳动能力|不含"

#define SECTION(n) "劳动合同法第十七条第一款第（" n "）项"

/* Regular expressions over folded text (PCRE, UTF-8); NULL: none. */
typedef struct {
  const char *title;
  const char *article;
  const char *heading; /* a clause of its own has such a title */
  const char *said[2]; /* or one sentence has all of them, */
  const char *unless;  /* and not this */
  const char *word;    /* what is only mentioned has it */
} Rule;

static const Rule RULES[YYQ_N_CLAUSES] = {
  [YYQ_CLAUSE_EMPLOYER_NAME] = { N_ ("name of the employer"),
                                 SECTION ("一"),
                                 NULL,
                                 { "(甲方|用人单位)(名称)?\\)?(\\(.{1,6}\\))?[:_]" },
                                 NULL,
                                 "甲方|用人单位" },
  [YYQ_CLAUSE_EMPLOYER_ADDRESS] = { N_ ("address of the employer"),
                                    SECTION ("一"),
                                    NULL,
                                    { "住所|(注册|经营|单位)地址" },
                                    NULL,
                                    NULL },
  [YYQ_CLAUSE_EMPLOYER_REPRESENTATIVE] = { N_ ("legal representative or person in charge"),
                                           SECTION ("一"),
                                           NULL,
                                           { "法定代表人|主要负责人|负责人(\\(.{1,6}\\))?[:_]" },
                                           NULL,
                                           "负责人" },
  [YYQ_CLAUSE_WORKER_NAME] = { N_ ("name of the worker"),
                               SECTION ("二"),
                               NULL,
                               { "(乙方|劳动者)(姓名)?\\)?(\\(.{1,6}\\))?[:_]" },
                               NULL,
                               "乙方|劳动者" },
  [YYQ_CLAUSE_WORKER_ADDRESS] = { N_ ("address of the worker"),
                                  SECTION ("二"),
                                  NULL,
                                  { "(家庭|现|居住|户籍)(住址|地址)|住址[:_]" },
                                  NULL,
                                  "住址" },
  [YYQ_CLAUSE_WORKER_DOCUMENT] = { N_ ("number of the worker's identity document"),
                                   SECTION ("二"),
                                   NULL,
                                   { "(身份证|证件|护照|通行证)号码?" },
                                   NULL,
                                   "身份证" },
  [YYQ_CLAUSE_TERM] = { N_ ("term of the contract"),
                        SECTION ("三"),
                        "期限",
                        { "自.{2,40}至|无固定期限|以完成.{1,30}为期限" },
                        NULL,
                        "期限" },
  [YYQ_CLAUSE_WORK] = { N_ ("work"),
                        SECTION ("四"),
                        "工作内容|岗位|职务|工种",
                        { "(从事|担任|安排).{0,40}(岗位|工种|职务|工作)" },
                        OTHERWISE,
                        "岗位|工种|职务" },
  [YYQ_CLAUSE_WORKPLACE] = { N_ ("place of work"),
                             SECTION ("四"),
                             "工作地点|履行地",
                             { "工作地点|履行地" },
                             OTHERWISE,
                             "地点" },
  [YYQ_CLAUSE_HOURS] = { N_ ("working hours"),
                         SECTION ("五"),
                         "工作时间|工时",
                         { "(标准|综合计算|不定时)工时|每[日天周].{0,12}(小时|天)" },
                         "参加工作时间|" OTHERWISE,
                         "工作时间|工时" },
  [YYQ_CLAUSE_REST] = { N_ ("rest and leave"),
                        SECTION ("五"),
                        "休息|休假",
                        { "(年休假|法定.?假日|休息日).{0,40}(享受|执行|安排)|"
                          "(享受|执行|安排).{0,40}(年休假|法定.?假日|休息日)" },
                        OTHERWISE,
                        "休息|休假" },
  [YYQ_CLAUSE_PAY] = { N_ ("pay"),
                       SECTION ("六"),
                       "报酬|工资|薪酬",
                       { "(工资|报酬).{0,30}(元|支付|发放|标准)" },
                       OTHERWISE,
                       "报酬|工资" },
  [YYQ_CLAUSE_SOCIAL_INSURANCE] = { N_ ("social insurance"),
                                    SECTION ("七"),
                                    "社会保险",
                                    { "(社会保险|养老|工伤).{0,30}(参加|缴纳|办理|代扣)|"
                                      "(参加|缴纳|办理).{0,30}(社会保险|养老|工伤)" },
                                    OTHERWISE,
                                    "社会保险|社保" },
  [YYQ_CLAUSE_PROTECTION] = { N_ ("protection at work and working conditions"),
                              SECTION ("八"),
                              "劳动保护|劳动条件|安全",
                              { "劳动保护|劳动条件|劳动防护|安全", "提供|配备|执行|培训" },
                              OTHERWISE,
                              "劳动保护|劳动条件|劳动安全" },
  [YYQ_CLAUSE_HAZARDS] = { N_ ("protection against occupational hazards"),
                           SECTION ("八"),
                           NULL,
                           { "职业病?危害|有毒有害|粉尘|噪声", "告知|防护|体检|检查|措施" },
                           OTHERWISE,
                           "职业病|职业危害|有毒有害" },
  [YYQ_CLAUSE_WOMEN] = { N_ ("special protection of women"),
                         "妇女权益保障法第四十四条",
                         NULL,
                         { "女职工", "特殊(劳动)?保护|三期|不得(降低|因)|禁忌|依法" },
                         OTHERWISE,
                         "女职工|女工" },
  [YYQ_CLAUSE_INJURY] = { N_ ("insurance against injuries at work"),
                          "安全生产法第五十二条",
                          NULL,
                          { "工伤保险", "参加|缴纳|缴费|办理" },
                          OTHERWISE,
                          "工伤" },
};

const char *
yyq_clause_get_title (YyqClause clause)
{
  g_return_val_if_fail (clause < YYQ_N_CLAUSES, NULL);
  return _ (RULES[clause].title);
}

const char *
yyq_clause_get_article (YyqClause clause)
{
  g_return_val_if_fail (clause < YYQ_N_CLAUSES, NULL);
  return RULES[clause].article;
}

static gboolean
is_said (const Rule *rule, const char *sentence)
{
  return yyq_contract_text_has (sentence, rule->said[0]) &&
         (rule->said[1] == NULL || yyq_contract_text_has (sentence, rule->said[1])) &&
         !yyq_contract_text_has (sentence, rule->unless);
}

static gboolean
is_said_in (const Rule *rule, const char *folded)
{
  g_auto (GStrv) sentences = yyq_contract_text_split (folded);

  for (char **sentence = sentences; *sentence != NULL; sentence++)
    if (is_said (rule, *sentence))
      return TRUE;
  return FALSE;
}

/* "按国家规定执行" says nothing of its own: an unclear term falls back to what the law
 * yyq_contract_text_has (art. 18). */
static gboolean
has_own_text (char **below)
{
  for (; *below != NULL && !yyq_contract_text_is_title (*below); below++)
    if (g_utf8_strlen (*below, -1) >= BELOW_LEAST &&
        !yyq_contract_text_has (*below, "^[^。]{0,12}按.{0,12}(规定|办法)执行。?$"))
      return TRUE;
  return FALSE;
}

static YyqClauseState
judge (const Rule *rule, char **paragraph)
{
  if (yyq_contract_text_has (*paragraph, rule->heading) && yyq_contract_text_is_title (*paragraph))
    return has_own_text (paragraph + 1) ? YYQ_CLAUSE_PRESENT : YYQ_CLAUSE_MENTIONED;
  if (is_said_in (rule, *paragraph))
    return YYQ_CLAUSE_PRESENT;
  return yyq_contract_text_has (*paragraph, rule->word) ? YYQ_CLAUSE_MENTIONED : YYQ_CLAUSE_MISSING;
}

static void
find (const Rule *rule, char **folded, YyqClauseFinding *finding)
{
  *finding = (YyqClauseFinding){ YYQ_CLAUSE_MISSING, 0 };
  for (guint i = 0; folded[i] != NULL; i++) {
    const YyqClauseState state = judge (rule, folded + i);

    if (state > finding->state)
      *finding = (YyqClauseFinding){ state, i };
    if (state == YYQ_CLAUSE_PRESENT)
      return;
  }
}

void
yyq_clauses_find (const char *const *paragraphs, YyqClauseFinding findings[YYQ_N_CLAUSES])
{
  const guint n = g_strv_length ((char **) paragraphs);
  g_auto (GStrv) folded = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    folded[i] = yyq_contract_text_fold (paragraphs[i]);
  for (guint clause = 0; clause < YYQ_N_CLAUSES; clause++)
    find (&RULES[clause], folded, &findings[clause]);
}
