/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-employee-values.h"

/* People of the roster: what is masked, what a document tells, and what templates take of them.
 * Invented: region 419999 and phones that begin with 154 are given to nobody. */

#define NUMBER "419999199803120281"
#define PERSONAL_VALUES                                                                \
  "document-number", NUMBER, "birth-date", "1998-03-12", "household-address",          \
    "河南省云启市莲湖路 12 号", "current-address", "河南省云启市学府街 3 号", "phone", \
    "15400001201", "email", "chen@example.com"

static YyqEmployee *
new_employee (void)
{
  return g_object_new (
    YYQ_TYPE_EMPLOYEE, "id", "e1", "unit-id", "u1", "unit-name", "豫州云启科技有限公司", "number",
    "YQ0001", "name", "陈雨禾", "gender", YYQ_GENDER_FEMALE, PERSONAL_VALUES, "employment-form",
    YYQ_EMPLOYMENT_FULL_TIME, "started-on", "2026-12-01", "term-start", "2026-12-01", "term-end",
    "2029-11-30", "department", "研发部", "post", "工程师", "workplace", "河南省云启市",
    "hours-system", YYQ_HOURS_COMPREHENSIVE, "retirement-kind", YYQ_RETIREMENT_WOMAN_55, NULL);
}

static void
test_mask (void)
{
  g_autoptr (YyqEmployee) employee = new_employee ();
  g_autoptr (YyqEmployee) empty = yyq_employee_new ();

  yyq_employee_mask (employee);
  g_assert_cmpstr (yyq_employee_get_name (employee), ==, "陈雨禾");
  g_assert_cmpstr (yyq_employee_get_document_number (employee), ==, "419999********0281");
  g_assert_cmpstr (yyq_employee_get_birth_date (employee), ==, "1998-**-**");
  g_assert_cmpstr (yyq_employee_get_household_address (employee), ==, "河南省云启市****");
  g_assert_cmpstr (yyq_employee_get_current_address (employee), ==, "河南省云启市****");
  g_assert_cmpstr (yyq_employee_get_phone (employee), ==, "154****1201");
  g_assert_cmpstr (yyq_employee_get_email (employee), ==, "c***@example.com");
  yyq_employee_mask (empty);
  g_assert_null (yyq_employee_get_phone (empty));
}

/* No personal member is left out: a new one has to be masked, too. */
static void
test_all_masked (void)
{
  g_autoptr (YyqEmployee) clear = new_employee ();
  g_autoptr (YyqEmployee) masked = new_employee ();
  g_autoptr (YyqEmployeeClear) record = yyq_employee_clear_new ();
  guint n_fields;

  yyq_employee_mask (masked);
  for (guint i = 0; yyq_employee_personal[i] != NULL; i++) {
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    g_object_get (clear, yyq_employee_personal[i], &before, NULL);
    g_object_get (masked, yyq_employee_personal[i], &after, NULL);
    g_assert_nonnull (before);
    g_assert_cmpstr (after, !=, before);
    g_assert_nonnull (strchr (after, '*'));
  }
  yyq_record_get_fields (record, &n_fields);
  g_assert_cmpuint (n_fields, ==, g_strv_length ((char **) yyq_employee_personal) + 1);
}

static void
test_passport (void)
{
  g_autoptr (YyqEmployee) employee =
    g_object_new (YYQ_TYPE_EMPLOYEE, "document-kind", YYQ_DOCUMENT_KIND_PASSPORT, "document-number",
                  "C01X00T47", "birth-date", "1994-08-23", "gender", YYQ_GENDER_MALE, NULL);

  yyq_employee_derive (employee);
  g_assert_cmpstr (yyq_employee_get_birth_date (employee), ==, "1994-08-23");
  g_assert_cmpint (yyq_employee_get_gender (employee), ==, YYQ_GENDER_MALE);
  yyq_employee_mask (employee);
  g_assert_cmpstr (yyq_employee_get_document_number (employee), ==, "C0******7");
}

static void
test_derive (void)
{
  g_autoptr (YyqEmployee) employee =
    g_object_new (YYQ_TYPE_EMPLOYEE, "document-number", NUMBER, NULL);
  g_autoptr (YyqEmployee) permit =
    g_object_new (YYQ_TYPE_EMPLOYEE, "document-kind", YYQ_DOCUMENT_KIND_RESIDENCE_PERMIT,
                  "document-number", "810000199408230021", NULL);

  yyq_employee_derive (employee);
  yyq_employee_derive (permit);
  g_assert_cmpstr (yyq_employee_get_birth_date (employee), ==, "1998-03-12");
  g_assert_cmpint (yyq_employee_get_gender (employee), ==, YYQ_GENDER_FEMALE);
  g_assert_cmpstr (yyq_employee_get_birth_date (permit), ==, "1994-08-23");
}

static void
assert_value (YyqEmployee *employee, const char *key, const char *wanted, gboolean masked)
{
  gboolean is_masked = !masked;
  g_autofree char *value = yyq_employee_value_of (employee, key, &is_masked);

  g_test_message ("%s", key);
  g_assert_cmpstr (value, ==, wanted);
  g_assert_cmpint (is_masked, ==, masked);
}

static YyqEmployeeClear *
new_clear (void)
{
  return g_object_new (YYQ_TYPE_EMPLOYEE_CLEAR, "id", "e1", PERSONAL_VALUES, NULL);
}

static void
test_values (void)
{
  static const struct {
    const char *key, *value;
  } expected[] = {
    { "劳动者.姓名", "陈雨禾" },
    { "劳动者.证件类型", "居民身份证" },
    { "劳动者.证件号码", NUMBER },
    { "劳动者.性别", "女" },
    { "劳动者.出生日期", "1998-03-12" },
    { "劳动者.年龄", "28" },
    { "劳动者.户籍地址", "河南省云启市莲湖路 12 号" },
    { "劳动者.现住址", "河南省云启市学府街 3 号" },
    { "劳动者.手机", "15400001201" },
    { "劳动者.邮箱", "chen@example.com" },
    { "用工.用工形式", "全日制" },
    { "用工.用工起始日", "2026-12-01" },
    { "用工.工号", "YQ0001" },
    { "用工.部门", "研发部" },
    { "用工.岗位", "工程师" },
    { "用工.工作地点", "河南省云启市" },
    { "用工.工时制", "综合计算工时制" },
    { "用工.退休类别", "女55" },
    { "用工.是否未成年工", "否" },
    { "用工.用工单位", NULL },
    { "合同.原合同起始日", "2026-12-01" },
    { "合同.原合同终止日", "2029-11-30" },
    { "单位.名称", "豫州云启科技有限公司" },
  };
  g_autoptr (YyqEmployee) employee = new_employee ();
  g_autoptr (YyqEmployeeClear) clear = new_clear ();
  const char *const *keys = yyq_employee_list_keys ();

  yyq_employee_mask (employee);
  yyq_employee_take_clear (employee, clear);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_assert_cmpstr (keys[i], ==, expected[i].key);
    assert_value (employee, expected[i].key, expected[i].value, FALSE);
  }
  g_assert_null (keys[G_N_ELEMENTS (expected)]);
  assert_value (employee, "劳动者.婚姻状况", NULL, FALSE);
  assert_value (employee, NULL, NULL, FALSE);
}

static void
test_masked_values (void)
{
  g_autoptr (YyqEmployee) employee = new_employee ();
  g_autoptr (YyqEmployeeClear) phone =
    g_object_new (YYQ_TYPE_EMPLOYEE_CLEAR, "id", "e1", "phone", "15400001201", NULL);

  yyq_employee_mask (employee);
  assert_value (employee, "劳动者.手机", "154****1201", TRUE);
  assert_value (employee, "劳动者.年龄", NULL, TRUE);
  assert_value (employee, "用工.岗位", "工程师", FALSE);
  yyq_employee_take_clear (employee, phone);
  yyq_employee_take_clear (employee, phone);
  g_assert_cmpuint (g_strv_length ((char **) yyq_employee_get_revealed (employee)), ==, 1);
  assert_value (employee, "劳动者.手机", "15400001201", FALSE);
  assert_value (employee, "劳动者.证件号码", "419999********0281", TRUE);
  g_assert_cmpstr (yyq_employee_key_get_personal ("劳动者.年龄"), ==, "birth_date");
  g_assert_null (yyq_employee_key_get_personal ("用工.岗位"));
  g_assert_null (yyq_employee_key_get_personal ("x"));
}

/* Of 16 and 17 years: hr papers are asked for. */
static void
test_ages (void)
{
  static const struct {
    const char *born, *started, *age, *minor;
  } cases[] = {
    { "2010-01-18", "2026-12-01", "16", "是" }, { "2008-12-01", "2026-12-01", "18", "否" },
    { "2008-12-02", "2026-12-01", "17", "是" }, { "2011-03-05", "2026-12-01", "15", "否" },
    { "2008-02-29", "2026-02-28", "17", "是" }, { "2008-02-29", "2026-03-01", "18", "否" },
    { "2027-01-01", "2026-12-01", NULL, NULL }, { NULL, "2026-12-01", NULL, NULL },
    { "2010-01-18", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YyqEmployee) employee = g_object_new (YYQ_TYPE_EMPLOYEE, "birth-date", cases[i].born,
                                                     "started-on", cases[i].started, NULL);
    g_autofree char *age = yyq_employee_value_of (employee, "劳动者.年龄", NULL);
    g_autofree char *minor = yyq_employee_value_of (employee, "用工.是否未成年工", NULL);

    g_assert_cmpstr (age, ==, cases[i].age);
    g_assert_cmpstr (minor, ==, cases[i].minor);
  }
}

static void
test_reasons (void)
{
  g_autofree char *longest = g_strnfill (YYQ_EMPLOYEE_LONGEST_REASON, 'x');
  g_autofree char *longer = g_strnfill (YYQ_EMPLOYEE_LONGEST_REASON + 1, 'x');
  g_autofree char *clean = yyq_employee_clean_reason ("  签订\n劳动合同 ");
  g_autofree char *kept = yyq_employee_clean_reason (longest);

  g_assert_cmpstr (clean, ==, "签订 劳动合同");
  g_assert_cmpstr (kept, ==, longest);
  g_assert_null (yyq_employee_clean_reason (longer));
  g_assert_null (yyq_employee_clean_reason (" a "));
  g_assert_null (yyq_employee_clean_reason ("  "));
  g_assert_null (yyq_employee_clean_reason (NULL));
}

/* A word that has no Chinese would leave a hole in a contract. */
static void
test_words (void)
{
  static GType (*const types[]) (void) = {
    yyq_document_kind_get_type,  yyq_employment_form_get_type, yyq_hours_system_get_type,
    yyq_employee_state_get_type, yyq_retirement_kind_get_type, yyq_term_kind_get_type,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GEnumClass) klass = g_type_class_ref (types[i]());

    for (guint j = 0; j < klass->n_values; j++) {
      const int value = klass->values[j].value;

      g_assert_cmpstr (yyq_employee_word_get_chinese (types[i](), value), !=, "");
      g_assert_cmpstr (yyq_employee_word_get_nick (types[i](), value), ==,
                       klass->values[j].value_nick);
    }
  }
  g_assert_cmpstr (yyq_employee_word_get_chinese (yyq_gender_get_type (), YYQ_GENDER_UNSTATED), ==,
                   "");
  g_assert_cmpstr (yyq_employee_word_get_chinese (yyq_gender_get_type (), 99), ==, "");
  /* As the formula of the month of retirement takes it. */
  g_assert_cmpstr (
    yyq_employee_word_get_chinese (yyq_retirement_kind_get_type (), YYQ_RETIREMENT_MAN), ==, "男");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/employee/what is personal is masked, and names are not", test_mask);
  g_test_add_func ("/employee/every personal member has a mask and can be revealed",
                   test_all_masked);
  g_test_add_func ("/employee/a passport tells neither birthday nor sex", test_passport);
  g_test_add_func ("/employee/an ID card and a residence permit tell both", test_derive);
  g_test_add_func ("/employee/every key of templates has its value", test_values);
  g_test_add_func ("/employee/a mask is never taken for a value", test_masked_values);
  g_test_add_func ("/employee/age is counted on the first working day", test_ages);
  g_test_add_func ("/employee/a reason is one line, not too short and not too long", test_reasons);
  g_test_add_func ("/employee/every word has its Chinese", test_words);
  return g_test_run ();
}
