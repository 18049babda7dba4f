/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-values.h"

/* 未成年工: Labour Law art. 58. */
#define FULL_AGE 18
#define WORKING_AGE 16

/* Each key is a member, or what is worked out of one. */
typedef struct {
  const char *key;
  const char *member;
  char *(*make) (YyqEmployee *self); /* (nullable): without it the member's text or word */
} Key;

/* Full years on the first working day, which is neither today nor the day of signing. Who was born
 * on 29 February is a year older on 1 March. -1: it cannot be told. */
static int
get_age (YyqEmployee *self)
{
  const char *born = yyq_employee_get_birth_date (self);
  const char *started = yyq_employee_get_started_on (self);
  int birth[3], start[3];
  int age;

  if (born == NULL || started == NULL || !yyq_day_parse (born, &birth[0], &birth[1], &birth[2]) ||
      !yyq_day_parse (started, &start[0], &start[1], &start[2]))
    return -1;
  age = start[0] - birth[0];
  if (start[1] < birth[1] || (start[1] == birth[1] && start[2] < birth[2]))
    age--;
  return MAX (age, -1);
}

static char *
make_age (YyqEmployee *self)
{
  const int age = get_age (self);

  return age >= 0 ? g_strdup_printf ("%d", age) : NULL;
}

static char *
make_minor (YyqEmployee *self)
{
  const int age = get_age (self);

  return age >= 0 ? g_strdup (age >= WORKING_AGE && age < FULL_AGE ? "是" : "否") : NULL;
}

/* By key. */
static const Key keys[] = {
  { "劳动者.姓名", "name" },
  { "劳动者.证件类型", "document_kind" },
  { "劳动者.证件号码", "document_number" },
  { "劳动者.性别", "gender" },
  { "劳动者.出生日期", "birth_date" },
  { "劳动者.年龄", "birth_date", make_age },
  { "劳动者.户籍地址", "household_address" },
  { "劳动者.现住址", "current_address" },
  { "劳动者.手机", "phone" },
  { "劳动者.邮箱", "email" },
  { "用工.用工形式", "employment_form" },
  { "用工.用工起始日", "started_on" },
  { "用工.工号", "number" },
  { "用工.部门", "department" },
  { "用工.岗位", "post" },
  { "用工.工作地点", "workplace" },
  { "用工.工时制", "hours_system" },
  { "用工.退休类别", "retirement_kind" },
  { "用工.是否未成年工", "birth_date", make_minor },
  { "用工.用工单位", "host_unit" },
  { "合同.原合同起始日", "term_start" },
  { "合同.原合同终止日", "term_end" },
  { "单位.名称", "unit_name" },
};

const char *const *
yyq_employee_list_keys (void)
{
  static const char *names[G_N_ELEMENTS (keys) + 1];
  static gsize filled;

  if (g_once_init_enter (&filled)) {
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
      names[i] = keys[i].key;
    g_once_init_leave (&filled, 1);
  }
  return names;
}

static const Key *
find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (keys[i].key, key) == 0)
      return &keys[i];
  return NULL;
}

const char *
yyq_employee_key_get_personal (const char *key)
{
  const Key *found = find (key);

  return found != NULL && g_strv_contains (yyq_employee_personal, found->member) ? found->member
                                                                                 : NULL;
}

/* (transfer full): a text, or the Chinese of a word. */
static char *
get_text (YyqEmployee *self, const char *member)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), member);
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (self), member, &value);
  return G_IS_PARAM_SPEC_ENUM (pspec)
           ? g_strdup (yyq_employee_word_get_chinese (pspec->value_type, g_value_get_enum (&value)))
           : g_value_dup_string (&value);
}

char *
yyq_employee_value_of (YyqEmployee *self, const char *key, gboolean *masked)
{
  const Key *found = find (key);
  const char *personal = yyq_employee_key_get_personal (key);
  g_autofree char *text = NULL;
  g_autofree char *source = NULL;

  if (masked != NULL)
    *masked = FALSE;
  if (found == NULL)
    return NULL;
  source = get_text (self, found->member);
  text = found->make != NULL ? found->make (self) : g_strdup (source);
  /* Where there is no value there is no mask either. */
  if (masked != NULL && personal != NULL && source != NULL)
    *masked = !yyq_employee_is_revealed (self, personal);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}
