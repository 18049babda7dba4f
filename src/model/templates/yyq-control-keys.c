/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-keys.h"

#include <string.h>

/* The samples are nobody's: the number of the identity card has a region that is none. */
static const YyqControlKey KEYS[] = {
  { "劳动者.姓名", YYQ_FORMULA_TEXT, "张三" },
  { "劳动者.性别", YYQ_FORMULA_TEXT, "男" },
  { "劳动者.民族", YYQ_FORMULA_TEXT, "汉族" },
  { "劳动者.出生日期", YYQ_FORMULA_DAY, "1990-01-01" },
  { "劳动者.证件号码", YYQ_FORMULA_TEXT, "000000199001010000" },
  { "劳动者.手机", YYQ_FORMULA_TEXT, "10000000000" },
  { "劳动者.邮箱", YYQ_FORMULA_TEXT, "name@example.com" },
  { "劳动者.学历", YYQ_FORMULA_TEXT, "本科" },
  { "劳动者.户籍地址", YYQ_FORMULA_TEXT, "河南省郑州市示例路1号" },
  { "劳动者.现住址", YYQ_FORMULA_TEXT, "河南省郑州市示例路1号" },
  { "劳动者.银行卡", YYQ_FORMULA_TEXT, "0000000000000000" },
  { "劳动者.岗位", YYQ_FORMULA_TEXT, "软件工程师" },
  { "劳动者.部门", YYQ_FORMULA_TEXT, "研发部" },
  { "单位.名称", YYQ_FORMULA_TEXT, "河南示例科技有限公司" },
  { "单位.统一社会信用代码", YYQ_FORMULA_TEXT, "000000000000000000" },
  { "单位.住所", YYQ_FORMULA_TEXT, "河南省郑州市示例路2号" },
  { "单位.法定代表人", YYQ_FORMULA_TEXT, "李四" },
  { "合同.编号", YYQ_FORMULA_TEXT, "HT-2026-0001" },
  { "合同.起始日", YYQ_FORMULA_DAY, "2026-12-01" },
  { "合同.终止日", YYQ_FORMULA_DAY, "2029-11-30" },
  { "合同.期限", YYQ_FORMULA_NUMBER, "36" },
  { "合同.试用期", YYQ_FORMULA_NUMBER, "6" },
  { "合同.月工资", YYQ_FORMULA_NUMBER, "8500" },
  { "合同.工作地点", YYQ_FORMULA_TEXT, "郑州市" },
};

const YyqControlKey *
yyq_control_keys (guint *n)
{
  *n = G_N_ELEMENTS (KEYS);
  return KEYS;
}

const YyqControlKey *
yyq_control_keys_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (g_strcmp0 (KEYS[i].key, key) == 0)
      return &KEYS[i];
  return NULL;
}

YyqFormulaType
yyq_control_kind_get_formula_type (YyqControlKind kind)
{
  if (kind == YYQ_CONTROL_NUMBER || kind == YYQ_CONTROL_AMOUNT)
    return YYQ_FORMULA_NUMBER;
  if (kind == YYQ_CONTROL_DATE || kind == YYQ_CONTROL_SIGNING_DATE)
    return YYQ_FORMULA_DAY;
  return YYQ_FORMULA_TEXT;
}

static gboolean
read_number (const char *text, gint64 *number)
{
  char *end = NULL;
  const double read = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(read > -1e12 && read < 1e12))
    return FALSE;
  *number = (gint64) (read * YYQ_FORMULA_ONE + (read < 0 ? -.5 : .5));
  return TRUE;
}

static gboolean
read_day (const char *text, GDate *day)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 4);
  guint64 numbers[3];

  if (g_strv_length (parts) != 3)
    return FALSE;
  for (int i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &numbers[i], NULL))
      return FALSE;
  if (!g_date_valid_dmy ((GDateDay) MIN (numbers[2], 99), (GDateMonth) MIN (numbers[1], 13),
                         (GDateYear) numbers[0]))
    return FALSE;
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) numbers[2], (GDateMonth) numbers[1], (GDateYear) numbers[0]);
  return TRUE;
}

void
yyq_control_read_value (const char *text, YyqFormulaType type, YyqFormulaValue *value)
{
  if (text == NULL || *text == '\0')
    return;
  if (type == YYQ_FORMULA_TEXT) {
    value->text = g_strdup (text);
    value->type = type;
  } else if ((type == YYQ_FORMULA_NUMBER && read_number (text, &value->number)) ||
             (type == YYQ_FORMULA_DAY && read_day (text, &value->day))) {
    value->type = type;
  }
}
