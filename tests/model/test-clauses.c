/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clauses.h"
#include "yyq-contract-text.h"

#define LINES(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* What comes of one clause, whatever else the text has. */
typedef struct {
  const char *name;
  YyqClause clause;
  YyqClauseState state;
  guint paragraph;
  const char *text[6];
} Case;

static const Case CASES[] = {
  { "a line of the parties' block",
    YYQ_CLAUSE_EMPLOYER_NAME,
    YYQ_CLAUSE_PRESENT,
    1,
    { "劳动合同", "甲 方（用人单位）： 豫州云启科技有限公司" } },
  { "a blank line for the name",
    YYQ_CLAUSE_WORKER_NAME,
    YYQ_CLAUSE_PRESENT,
    0,
    { "乙方姓名：____________" } },
  { "a party that is only spoken of",
    YYQ_CLAUSE_EMPLOYER_NAME,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "甲方应当按时支付工资。" } },
  { "the address of the worker is not the employer's",
    YYQ_CLAUSE_EMPLOYER_ADDRESS,
    YYQ_CLAUSE_MISSING,
    0,
    { "乙方家庭住址：河南省云启市和平路 8 号" } },
  { "the number of a passport",
    YYQ_CLAUSE_WORKER_DOCUMENT,
    YYQ_CLAUSE_PRESENT,
    0,
    { "护照号码：C01X00T47" } },
  { "a term with its days",
    YYQ_CLAUSE_TERM,
    YYQ_CLAUSE_PRESENT,
    0,
    { "本合同自 2026 年 12 月 1 日起至 2029 年 11 月 30 日止。" } },
  { "a term that has no end", YYQ_CLAUSE_TERM, YYQ_CLAUSE_PRESENT, 0, { "本合同为无固定期限。" } },
  { "a term that is only spoken of",
    YYQ_CLAUSE_TERM,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "本合同期限届满，可以续订。" } },
  { "a title with text below it",
    YYQ_CLAUSE_REST,
    YYQ_CLAUSE_PRESENT,
    0,
    { "第五条 休息休假", "乙方每年可休假十天，日期由双方商定。" } },
  { "a title in a list of contents",
    YYQ_CLAUSE_PAY,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "四、劳动报酬", "五、其他", "六、签署" } },
  { "a title with nothing of its own below it",
    YYQ_CLAUSE_SOCIAL_INSURANCE,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "七、社会保险", "社会保险按国家有关规定执行。" } },
  { "hours of work", YYQ_CLAUSE_HOURS, YYQ_CLAUSE_PRESENT, 0, { "甲方实行标准工时制。" } },
  { "when one began to work says nothing of hours",
    YYQ_CLAUSE_HOURS,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "乙方参加工作时间：2010 年 7 月，每周五天" } },
  { "hazards that are told of and guarded against",
    YYQ_CLAUSE_HAZARDS,
    YYQ_CLAUSE_PRESENT,
    0,
    { "岗位存在噪声的，甲方如实告知并采取防护措施。" } },
  { "an illness in the list of who may not be dismissed",
    YYQ_CLAUSE_HAZARDS,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "乙方患职业病危害相关疾病、接受检查期间，甲方不得解除本合同。" } },
  { "women in the list of who may not be dismissed",
    YYQ_CLAUSE_WOMEN,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "女职工在三期内的，不得依前款终止。" } },
  { "women who are protected",
    YYQ_CLAUSE_WOMEN,
    YYQ_CLAUSE_PRESENT,
    1,
    { "七、女职工", "甲方对女职工实行特殊保护。" } },
  { "the better of two places",
    YYQ_CLAUSE_INJURY,
    YYQ_CLAUSE_PRESENT,
    1,
    { "工伤由甲方处理。", "甲方为乙方办理工伤保险。" } },
  { "two half sentences do not make one",
    YYQ_CLAUSE_INJURY,
    YYQ_CLAUSE_MENTIONED,
    0,
    { "双方重视工伤保险。甲方每年参加体检。" } },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  YyqClauseFinding findings[YYQ_N_CLAUSES];

  yyq_clauses_find (it->text, findings);
  g_assert_cmpint (findings[it->clause].state, ==, it->state);
  g_assert_cmpuint (findings[it->clause].paragraph, ==, it->paragraph);
}

static void
test_nothing (void)
{
  YyqClauseFinding findings[YYQ_N_CLAUSES];

  yyq_clauses_find (LINES ("Lorem ipsum dolor sit amet.", "", "　"), findings);
  for (guint i = 0; i < YYQ_N_CLAUSES; i++) {
    g_assert_cmpint (findings[i].state, ==, YYQ_CLAUSE_MISSING);
    g_assert_cmpstr (yyq_clause_get_title ((YyqClause) i), !=, "");
    g_assert_true (g_str_has_prefix (yyq_clause_get_article ((YyqClause) i), "劳动合同法") ||
                   g_str_has_suffix (yyq_clause_get_article ((YyqClause) i), "条"));
  }
}

static void
test_fold (void)
{
  g_autofree char *gaps = yyq_contract_text_fold ("　甲 方：Ａｃｍｅ  Ltd （一）\n有限");

  g_assert_cmpstr (gaps, ==, "甲方:Acme Ltd (一)有限");
}

static void
test_titles (void)
{
  g_assert_true (yyq_contract_text_is_title ("第十二条合同期限"));
  g_assert_true (yyq_contract_text_is_title ("八、劳动保护、劳动条件和职业危害防护"));
  g_assert_true (yyq_contract_text_is_title ("(三)试用期"));
  g_assert_false (yyq_contract_text_is_title ("合同期限"));
  g_assert_false (yyq_contract_text_is_title ("一、本合同自签署之日起生效。"));
  g_assert_false (yyq_contract_text_is_title ("一、甲方:豫州云启科技有限公司"));
}

static void
test_join (void)
{
  g_auto (GStrv) joined = yyq_contract_text_join (LINES (
    "二、工作时间", "乙方岗位实行标准工时制，每日工作不超过八小时，每周", "工作不超过四十小时。",
    "甲方安排加班的，应与工会协商，并依法支付加班工资，", "三、劳动报酬", "每月十日支付。"));

  g_assert_cmpuint (g_strv_length (joined), ==, 5);
  g_assert_cmpstr (joined[1], ==,
                   "乙方岗位实行标准工时制，每日工作不超过八小时，每周工作不超过四十小时。");
  g_assert_cmpstr (joined[3], ==, "三、劳动报酬");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *path = g_strdup_printf ("/model/clauses/%s is told rightly", CASES[i].name);

    g_test_add_data_func (path, &CASES[i], test_case);
  }
  g_test_add_func ("/model/clauses/in a text about something else nothing is found", test_nothing);
  g_test_add_func ("/model/contract-text/widths and gaps do not matter", test_fold);
  g_test_add_func ("/model/contract-text/a title is numbered, short and no sentence", test_titles);
  g_test_add_func ("/model/contract-text/lines become the paragraphs that they were", test_join);
  return g_test_run ();
}
