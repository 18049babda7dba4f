/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wording.h"

#include <string.h>

#define LINES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define E YYQ_WORDING_FORBIDDEN
#define C YYQ_WORDING_CONFIRM

/* What one paragraph brings; @rule is NULL where it brings nothing. */
typedef struct {
  const char *paragraph;
  const char *rule;
  YyqWordingLevel level;
} Case;

static const Case CASES[] = {
  { "乙方入职时应向甲方缴纳工作服装费 200 元作为押金。", "R1", E },
  { "甲方不得以任何名义向乙方收取押金、保证金。", NULL, E },
  { "甲方从乙方首月工资中扣除风险金。", "R1", E },
  { "甲方代保管乙方的毕业证原件，离职时退还。", "R2", E },
  { "甲方不扣押乙方的居民身份证和其他证件。", NULL, E },
  { "乙方自愿放弃缴纳社会保险，后果自负。", "R3", E },
  { "社会保险费用折现发放。", "R3", E },
  { "甲乙双方依法参加社会保险，乙方应缴部分由甲方代扣。", NULL, E },
  { "因乙方过错造成的工伤，甲方概不负责。", "R4", E },
  { "乙方在合同期内不得结婚、生育。", "R5", E },
  { "甲方不得因结婚、怀孕、产假降低女职工的工资。", NULL, E },
  { "乙方提前离职的，应向甲方支付违约金 5,000 元。", "R6", E },
  { "乙方违反服务期约定的，应向甲方支付违约金，数额不超过尚未履行部分应分摊的培训费用。", NULL, E },
  { "甲方违反本合同的，乙方不承担违约金。", NULL, E },
  { "迟到一次罚款 50 元。", "R6", C },
  { "乙方月工资 6,000 元，已包含加班费。", "R7", E },
  { "乙方月工资不含加班工资。", NULL, E },
  { "每日工作十小时，每周工作六天。", "R8", E },
  { "每周工作 48 小时。", "R8", E },
  { "执行 996 工作制。", "R8", E },
  { "每日工作不超过八小时，每周工作不超过四十小时。", NULL, E },
  { "每日工作七小时，每周工作六天。", "R8", C },
  { "乙方岗位实行不定时工时制。", "R9", C },
  { "乙方岗位实行综合计算工时制，批准文号为云人社〔2026〕8 号。", NULL, C },
  { "出现双方约定的终止条件时，本合同终止。", "R10", E },
  { "双方不另行约定终止条件。", NULL, E },
  { "考核不合格的，甲方可以延长试用期。", "R11", E },
  { "试用期不得延长。", NULL, E },
  { "工作地点为甲方指定的任何地点。", "R12", C },
  { "乙方应服从甲方一切安排。", "R12", C },
  { "竞业限制补偿已包含在月工资中。", "R13", C },
  { "竞业限制期限为三年。", "R13", E },
  { "竞业限制期限为 24 个月。", NULL, E },
  { "自争议发生之日起一年内申请仲裁。", "R14", E },
  { "自知道或者应当知道权利被侵害之日起一年内申请仲裁。", NULL, E },
  { "本合同空白处由甲方补充填写。", "R15", E },
  { "本合同一式两份，双方各执一份。", "R15", C },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (GArray) findings = yyq_wording_find (LINES ("合同", it->paragraph));
  const YyqWordingFinding *first = (const YyqWordingFinding *) findings->data;

  if (it->rule == NULL) {
    if (findings->len > 0)
      g_error ("%s: %s", it->paragraph, first->id);
    return;
  }
  if (findings->len != 1)
    g_error ("%s: %u findings", it->paragraph, findings->len);
  g_assert_cmpstr (first->id, ==, it->rule);
  g_assert_cmpint (first->level, ==, it->level);
  g_assert_cmpuint (first->paragraph, ==, 1);
  g_assert_cmpuint (strlen (first->message), >, 10);
  g_assert_nonnull (strstr (first->article, "条"));
}

/* As a reader goes through it. */
static void
test_order (void)
{
  g_autoptr (GArray) findings = yyq_wording_find (
    LINES ("本合同一式两份。", "本合同履行中不得结婚，迟到罚款。", "执行 996 工作制。"));
  static const char *const ids[] = { "R15", "R5", "R6", "R8" };

  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (g_array_index (findings, YyqWordingFinding, i).id, ==, ids[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *path = g_strdup_printf ("/model/wording/sentence %u is told rightly: %s",
                                             (guint) i + 1, CASES[i].paragraph);

    g_test_add_data_func (path, &CASES[i], test_case);
  }
  g_test_add_func ("/model/wording/findings come in the order of the text", test_order);
  return g_test_run ();
}
