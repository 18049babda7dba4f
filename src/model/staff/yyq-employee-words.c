/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-words.h"

#define VALUE(value, nick) \
  {                        \
    value, #value, nick    \
  }
#define END       \
  {               \
    0, NULL, NULL \
  }

static const GEnumValue genders[] = {
  VALUE (YYQ_GENDER_UNSTATED, "unstated"),
  VALUE (YYQ_GENDER_MALE, "male"),
  VALUE (YYQ_GENDER_FEMALE, "female"),
  END,
};

static const GEnumValue documents[] = {
  VALUE (YYQ_DOCUMENT_KIND_ID_CARD, "id-card"),
  VALUE (YYQ_DOCUMENT_KIND_RESIDENCE_PERMIT, "residence-permit"),
  VALUE (YYQ_DOCUMENT_KIND_RESIDENCE_CARD, "residence-card"),
  VALUE (YYQ_DOCUMENT_KIND_HOME_PERMIT, "home-permit"),
  VALUE (YYQ_DOCUMENT_KIND_TAIWAN_PERMIT, "taiwan-permit"),
  VALUE (YYQ_DOCUMENT_KIND_PASSPORT, "passport"),
  END,
};

static const GEnumValue forms[] = {
  VALUE (YYQ_EMPLOYMENT_FULL_TIME, "full-time"),   VALUE (YYQ_EMPLOYMENT_PART_TIME, "part-time"),
  VALUE (YYQ_EMPLOYMENT_DISPATCHED, "dispatched"), VALUE (YYQ_EMPLOYMENT_INTERN, "intern"),
  VALUE (YYQ_EMPLOYMENT_OVER_AGE, "over-age"),     END,
};

static const GEnumValue hours[] = {
  VALUE (YYQ_HOURS_STANDARD, "standard"),
  VALUE (YYQ_HOURS_COMPREHENSIVE, "comprehensive"),
  VALUE (YYQ_HOURS_FLEXIBLE, "flexible"),
  END,
};

static const GEnumValue states[] = {
  VALUE (YYQ_EMPLOYEE_ACTIVE, "active"),
  VALUE (YYQ_EMPLOYEE_LEFT, "left"),
  END,
};

static const GEnumValue tabs[] = {
  VALUE (YYQ_EMPLOYEE_TAB_ALL, "all"),
  VALUE (YYQ_EMPLOYEE_TAB_ACTIVE, "active"),
  VALUE (YYQ_EMPLOYEE_TAB_LEFT, "left"),
  END,
};

static const GEnumValue retirements[] = {
  VALUE (YYQ_RETIREMENT_MAN, "man-60"),
  VALUE (YYQ_RETIREMENT_WOMAN_55, "woman-55"),
  VALUE (YYQ_RETIREMENT_WOMAN_50, "woman-50"),
  END,
};

static const GEnumValue terms[] = {
  VALUE (YYQ_TERM_FIXED, "fixed"),
  VALUE (YYQ_TERM_OPEN_ENDED, "open-ended"),
  VALUE (YYQ_TERM_TASK, "task"),
  VALUE (YYQ_TERM_PART_TIME, "part-time"),
  END,
};

static GType
register_once (gsize *type, const char *name, const GEnumValue *values)
{
  if (g_once_init_enter (type)) {
    const GType registered = g_enum_register_static (g_intern_static_string (name), values);

    g_once_init_leave (type, registered);
  }
  return *type;
}

#define DEFINE(name, Name, values)              \
  GType name##_get_type (void)                  \
  {                                             \
    static gsize type;                          \
    return register_once (&type, Name, values); \
  }

DEFINE (yyq_gender, "YyqGender", genders)
DEFINE (yyq_document_kind, "YyqDocumentKind", documents)
DEFINE (yyq_employment_form, "YyqEmploymentForm", forms)
DEFINE (yyq_hours_system, "YyqHoursSystem", hours)
DEFINE (yyq_employee_state, "YyqEmployeeState", states)
DEFINE (yyq_employee_tab, "YyqEmployeeTab", tabs)
DEFINE (yyq_retirement_kind, "YyqRetirementKind", retirements)
DEFINE (yyq_term_kind, "YyqTermKind", terms)

const char *
yyq_employee_word_get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

#define MOST_WORDS 6

/* By value; those of retirement are the words that the formula of its month takes. */
static const struct {
  GType (*get_type) (void);
  const char *words[MOST_WORDS];
} chinese[] = {
  { yyq_gender_get_type, { "", "男", "女" } },
  { yyq_document_kind_get_type,
    { "居民身份证", "港澳台居民居住证", "外国人永久居留身份证", "港澳居民来往内地通行证",
      "台湾居民来往大陆通行证", "护照" } },
  { yyq_employment_form_get_type, { "全日制", "非全日制", "劳务派遣", "实习", "超龄" } },
  { yyq_hours_system_get_type, { "标准工时制", "综合计算工时制", "不定时工作制" } },
  { yyq_employee_state_get_type, { "在职", "离职" } },
  { yyq_retirement_kind_get_type, { "男", "女55", "女50" } },
  { yyq_term_kind_get_type, { "固定期限", "无固定期限", "以完成一定工作任务为期限", "非全日制" } },
};

const char *
yyq_employee_word_get_chinese (GType type, int value)
{
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (chinese[i].get_type () == type && value >= 0 && value < MOST_WORDS &&
        chinese[i].words[value] != NULL)
      return chinese[i].words[value];
  return "";
}

YyqValueKind
yyq_document_kind_get_value_kind (YyqDocumentKind kind)
{
  switch (kind) {
  case YYQ_DOCUMENT_KIND_RESIDENCE_CARD:
    return YYQ_VALUE_RESIDENCE_CARD;
  case YYQ_DOCUMENT_KIND_HOME_PERMIT:
    return YYQ_VALUE_HOME_PERMIT;
  case YYQ_DOCUMENT_KIND_TAIWAN_PERMIT:
    return YYQ_VALUE_TAIWAN_PERMIT;
  case YYQ_DOCUMENT_KIND_PASSPORT:
    return YYQ_VALUE_PASSPORT;
  case YYQ_DOCUMENT_KIND_ID_CARD:
  case YYQ_DOCUMENT_KIND_RESIDENCE_PERMIT:
  default:
    return YYQ_VALUE_ID_CARD;
  }
}
