/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-formula.h"

#include <string.h>

/* The fields of a contract that is being filled in. */
static const struct {
  const char *name;
  YyqFormulaType type;
  gint64 number; /* or a day as 20261201, or 0: still blank */
  const char *text;
} FIELDS[] = {
  { "合同.起始日", YYQ_FORMULA_DAY, 20261201, NULL },
  { "合同.终止日", YYQ_FORMULA_DAY, 20291130, NULL },
  { "合同.期限", YYQ_FORMULA_NUMBER, 36 * YYQ_FORMULA_ONE, NULL },
  { "合同.月工资", YYQ_FORMULA_NUMBER, 7001 * YYQ_FORMULA_ONE, NULL },
  { "合同.补贴", YYQ_FORMULA_NUMBER, 500 * YYQ_FORMULA_ONE / 2, NULL },
  { "劳动者.出生日期", YYQ_FORMULA_DAY, 19681115, NULL },
  { "劳动者.类别", YYQ_FORMULA_TEXT, 0, "男" },
  { "还没填的数", YYQ_FORMULA_NUMBER, 0, NULL },
  { "还没填的日", YYQ_FORMULA_DAY, 0, NULL },
};

static YyqFormulaType
type_of (const char *field, gpointer user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_str_equal (FIELDS[i].name, field))
      return FIELDS[i].type;
  return YYQ_FORMULA_BLANK;
}

static void
value_of (const char *field, YyqFormulaValue *value, gpointer user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++) {
    if (!g_str_equal (FIELDS[i].name, field) || (FIELDS[i].number == 0 && FIELDS[i].text == NULL))
      continue;
    value->type = FIELDS[i].type;
    value->number = FIELDS[i].number;
    value->text = g_strdup (FIELDS[i].text);
    if (value->type == YYQ_FORMULA_DAY) {
      g_date_clear (&value->day, 1);
      g_date_set_dmy (&value->day, (GDateDay) (FIELDS[i].number % 100),
                      (GDateMonth) (FIELDS[i].number / 100 % 100),
                      (GDateYear) (FIELDS[i].number / 10000));
    }
  }
}

typedef struct {
  const char *text;
  const char *printed;
} Case;

static const Case CASES[] = {
  { "1 + 2 * 3", "7" },
  { "（1 ＋ 2）× 3", "9" },
  { "10 ÷ 4", "2.50" },
  { "-5 + 2", "-3" },
  { "7 - 2 - 1", "4" },
  { "80% * 1000", "800" },
  { "0.0001", "0.0001" },
  { "1234567.5", "1,234,567.50" },
  { "终止日(合同.起始日, 合同.期限)", "2029年11月30日" },
  { "end（合同.起始日，36）", "2029年11月30日" },
  { "次日(合同.终止日)", "2029年12月1日" },
  { "合同.起始日 + 30", "2026年12月31日" },
  { "合同.起始日 - 1", "2026年11月30日" },
  { "合同.终止日 - 合同.起始日 + 1", "1,096" },
  { "月数(合同.起始日, 合同.终止日)", "36" },
  { "试用期上限(合同.期限)", "6" },
  { "终止日(合同.起始日, 试用期上限(合同.期限))", "2027年5月31日" },
  { "试用期工资(合同.月工资)", "5,601" },
  { "试用期工资(合同.月工资, 6000)", "6,000" },
  { "大写(合同.月工资)", "柒仟零壹元整" },
  { "大写(求和(合同.月工资, 合同.补贴))", "柒仟贰佰伍拾壹元整" },
  { "求和(1, 2.5, 合同.补贴)", "253.50" },
  { "最大(1, 3, 2) - 最小(4, 2)", "1" },
  { "进一(合同.月工资 * 80%)", "5,601" },
  { "年龄(劳动者.出生日期, 合同.起始日)", "58" },
  { "年龄(劳动者.出生日期, 合同.起始日 - 17)", "57" },
  { "退休年月(劳动者.类别, 劳动者.出生日期)", "2029年11月" },
  { "退休年月(“女50”, 劳动者.出生日期)", "2018年11月" },
  /* Nothing comes of what is blank, or has no result. */
  { "还没填的数 + 1", "" },
  { "终止日(还没填的日, 12)", "" },
  { "大写(还没填的数)", "" },
  { "1 / 0", "" },
  { "1 / (2 - 2)", "" },
  { "终止日(合同.起始日, -1)", "" },
  { "终止日(合同.起始日, 1.5)", "" },
  { "终止日(合同.起始日, 999999999)", "" },
  { "合同.起始日 + 0.5", "" },
  { "合同.起始日 + 999999999999", "" },
  { "大写(0 - 1)", "" },
  { "大写(0.001)", "" },
  { "退休年月(“别的”, 劳动者.出生日期)", "" },
  { "999999999999 * 999999999999", "" },
  { "年龄(合同.起始日, 劳动者.出生日期)", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFormula) formula = yyq_formula_new (it->text, type_of, NULL, NULL, &error);
  g_auto (YyqFormulaValue) value = { 0 };
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  yyq_formula_compute (formula, value_of, NULL, &value);
  printed = yyq_formula_value_print (&value);
  g_assert_cmpstr (printed, ==, it->printed);
  if (value.type != YYQ_FORMULA_BLANK)
    g_assert_cmpint (value.type, ==, yyq_formula_get_result (formula));
}

typedef struct {
  const char *text;
  YyqFormulaErrorCode code;
  guint at;
} Refusal;

static const Refusal REFUSALS[] = {
  { "", YYQ_FORMULA_ERROR_SYNTAX, 0 },
  { "1 +", YYQ_FORMULA_ERROR_SYNTAX, 3 },
  { "(1", YYQ_FORMULA_ERROR_SYNTAX, 2 },
  { "1 2", YYQ_FORMULA_ERROR_SYNTAX, 2 },
  { "1 # 2", YYQ_FORMULA_ERROR_SYNTAX, 2 },
  { "大写(“没有结束", YYQ_FORMULA_ERROR_SYNTAX, 8 },
  { "终止日(合同.起始日)", YYQ_FORMULA_ERROR_SYNTAX, 0 },
  { "1 + 大写(1, 2)", YYQ_FORMULA_ERROR_SYNTAX, 4 },
  { "大写()", YYQ_FORMULA_ERROR_SYNTAX, 3 },
  { "合同.月薪 * 2", YYQ_FORMULA_ERROR_UNKNOWN, 0 },
  { "1 + 平方(2)", YYQ_FORMULA_ERROR_UNKNOWN, 4 },
  { "大写(合同.起始日)", YYQ_FORMULA_ERROR_TYPE, 3 },
  { "终止日(合同.期限, 合同.起始日)", YYQ_FORMULA_ERROR_TYPE, 4 },
  { "合同.起始日 + 合同.终止日", YYQ_FORMULA_ERROR_TYPE, 8 },
  { "合同.起始日 * 2", YYQ_FORMULA_ERROR_TYPE, 8 },
  { "-合同.起始日", YYQ_FORMULA_ERROR_TYPE, 1 },
  { "“甲” + “乙”", YYQ_FORMULA_ERROR_TYPE, 5 },
  { "1234567890123", YYQ_FORMULA_ERROR_SIZE, 0 },
  { "1.00001", YYQ_FORMULA_ERROR_SIZE, 0 },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *it = data;
  g_autoptr (GError) error = NULL;
  guint at = 99;

  g_assert_null (yyq_formula_new (it->text, type_of, NULL, &at, &error));
  g_assert_error (error, YYQ_FORMULA_ERROR, (int) it->code);
  g_assert_cmpuint (strlen (error->message), >, 5);
  g_assert_cmpuint (at, ==, it->at);
}

static void
test_size (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("1");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, i % 2 == 0 ? "(" : "-");
  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, "+1");
  g_assert_null (yyq_formula_new (deep->str, type_of, NULL, NULL, &error));
  g_assert_error (error, YYQ_FORMULA_ERROR, YYQ_FORMULA_ERROR_SIZE);
  g_assert_null (yyq_formula_new (wide->str, type_of, NULL, NULL, &other));
  g_assert_error (other, YYQ_FORMULA_ERROR, YYQ_FORMULA_ERROR_SIZE);
}

static void
test_fields (void)
{
  g_autoptr (YyqFormula) formula =
    yyq_formula_new ("求和(合同.补贴, 合同.月工资, 合同.补贴, 1)", type_of, NULL, NULL, NULL);
  g_auto (GStrv) fields = yyq_formula_list_fields (formula);
  g_autofree char *joined = g_strjoinv (" ", fields);

  g_assert_cmpstr (joined, ==, "合同.补贴 合同.月工资");
}

static YyqFormulaType
any_number (const char *field, gpointer user_data)
{
  return YYQ_FORMULA_NUMBER;
}

static void
add (GHashTable *formulas, const char *field, const char *text)
{
  g_hash_table_insert (formulas, (char *) field,
                       yyq_formula_new (text, any_number, NULL, NULL, NULL));
}

static void
test_circle (void)
{
  g_autoptr (GHashTable) formulas =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yyq_formula_free);
  g_auto (GStrv) circle = NULL;

  add (formulas, "a", "b + c");
  add (formulas, "b", "c * 2");
  add (formulas, "c", "d");
  g_assert_null (yyq_formula_find_circle (formulas));
  add (formulas, "d", "求和(e, b)");
  circle = yyq_formula_find_circle (formulas);
  g_assert_nonnull (circle);
  g_assert_cmpuint (g_strv_length (circle), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (strstr ("bcd", circle[i]));
}

static void
test_own_circle (void)
{
  g_autoptr (GHashTable) formulas =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yyq_formula_free);
  g_auto (GStrv) circle = NULL;

  add (formulas, "a", "a + 1");
  circle = yyq_formula_find_circle (formulas);
  g_assert_cmpuint (g_strv_length (circle), ==, 1);
  g_assert_cmpstr (circle[0], ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *path =
      g_strdup_printf ("/model/formula/%u gives what it says: %s", (guint) i + 1, CASES[i].text);

    g_test_add_data_func (path, &CASES[i], test_case);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (REFUSALS); i++) {
    g_autofree char *path = g_strdup_printf ("/model/formula/%u is refused where it is wrong: %s",
                                             (guint) i + 1, REFUSALS[i].text);

    g_test_add_data_func (path, &REFUSALS[i], test_refusal);
  }
  g_test_add_func ("/model/formula/what is too long or too deep is refused", test_size);
  g_test_add_func ("/model/formula/a formula names each field once", test_fields);
  g_test_add_func ("/model/formula/fields that wait for one another are named", test_circle);
  g_test_add_func ("/model/formula/a field that waits for itself is named", test_own_circle);
  return g_test_run ();
}
