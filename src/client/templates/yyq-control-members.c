/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-members.h"

#include <glib/gi18n.h>

static gboolean
all (const YyqControlKindInfo *info)
{
  return TRUE;
}

static gboolean
has_party (const YyqControlKindInfo *info)
{
  return info->group != YYQ_CONTROL_GROUP_AUTOMATIC;
}

static gboolean
is_filled (const YyqControlKindInfo *info)
{
  return info->group == YYQ_CONTROL_GROUP_FILL;
}

static gboolean
is_text (const YyqControlKindInfo *info)
{
  return info->group == YYQ_CONTROL_GROUP_FILL && info->kind != YYQ_CONTROL_PHOTO &&
         info->kind != YYQ_CONTROL_TABLE && info->kind != YYQ_CONTROL_RECEIPT;
}

static gboolean
is_typed (const YyqControlKindInfo *info)
{
  return is_text (info) && !info->has_options && info->kind != YYQ_CONTROL_DATE &&
         info->kind != YYQ_CONTROL_GENDER && info->kind != YYQ_CONTROL_REGION;
}

static gboolean
is_free (const YyqControlKindInfo *info)
{
  return info->kind == YYQ_CONTROL_TEXT || info->kind == YYQ_CONTROL_MULTILINE ||
         info->kind == YYQ_CONTROL_REMARK;
}

static gboolean
shows_text (const YyqControlKindInfo *info)
{
  return (info->group != YYQ_CONTROL_GROUP_SIGN || info->kind == YYQ_CONTROL_SIGNING_DATE) &&
         info->kind != YYQ_CONTROL_PHOTO;
}

static gboolean
has_options (const YyqControlKindInfo *info)
{
  return info->has_options;
}

static gboolean
is_counted (const YyqControlKindInfo *info)
{
  return is_free (info) || info->kind == YYQ_CONTROL_CHECKBOX || info->kind == YYQ_CONTROL_TABLE;
}

static gboolean
has_date (const YyqControlKindInfo *info)
{
  return info->kind == YYQ_CONTROL_DATE || info->kind == YYQ_CONTROL_SIGNING_DATE;
}

static gboolean
has_seal (const YyqControlKindInfo *info)
{
  return info->kind == YYQ_CONTROL_COMPANY_SEAL || info->kind == YYQ_CONTROL_PAGING_SEAL;
}

static gboolean
is_paging (const YyqControlKindInfo *info)
{
  return info->kind == YYQ_CONTROL_PAGING_SEAL;
}

static gboolean
has_formula (const YyqControlKindInfo *info)
{
  return info->can_have_formula;
}

static const char *const FONTS[] = { N_ ("Song"), N_ ("Hei"), N_ ("Fang Song"), N_ ("Kai"), NULL };
static const char *const FITS[] = { N_ ("Smaller letters"), N_ ("Several lines"),
                                    N_ ("Lines, then smaller"), NULL };
static const char *const ALIGNS[] = { N_ ("Left"), N_ ("Centre"), N_ ("Right"),
                                      N_ ("A cell for each letter"), NULL };
static const char *const DATES[] = { N_ ("2026年11月23日"), N_ ("2026-11-23"),
                                     N_ ("Into printed 年 月 日"), NULL };
static const char *const SEALS[] = { N_ ("Official seal"), N_ ("Contract seal"),
                                     N_ ("Personnel seal"), NULL };

#define PLACE YYQ_SECTION_PLACE
#define GENERAL YYQ_SECTION_GENERAL
#define CONTENT YYQ_SECTION_CONTENT
#define STYLE YYQ_SECTION_TEXT
#define LOGIC YYQ_SECTION_LOGIC

static const YyqControlMember MEMBERS[] = {
  { "x", N_ ("X"), YYQ_MEMBER_LENGTH, PLACE, FALSE, all, NULL },
  { "y", N_ ("Y"), YYQ_MEMBER_LENGTH, PLACE, FALSE, all, NULL },
  { "width", N_ ("Width"), YYQ_MEMBER_LENGTH, PLACE, FALSE, all, NULL },
  { "height", N_ ("Height"), YYQ_MEMBER_LENGTH, PLACE, FALSE, all, NULL },
  { "page", N_ ("Page"), YYQ_MEMBER_PAGE, PLACE, FALSE, all, NULL },
  { "locked", N_ ("Locked"), YYQ_MEMBER_SWITCH, PLACE, FALSE, all, NULL },
  { "name", N_ ("Name"), YYQ_MEMBER_TEXT, GENERAL, TRUE, all, NULL },
  { "key", N_ ("Key"), YYQ_MEMBER_KEY, GENERAL, FALSE, is_filled, NULL },
  { "party", N_ ("Party"), YYQ_MEMBER_PARTY, GENERAL, FALSE, has_party, NULL },
  { "required", N_ ("Required"), YYQ_MEMBER_SWITCH, GENERAL, FALSE, has_party, NULL },
  { "read_only", N_ ("Cannot be changed"), YYQ_MEMBER_SWITCH, GENERAL, FALSE, is_text, NULL },
  { "preset", N_ ("Default"), YYQ_MEMBER_TEXT, CONTENT, FALSE, is_text, NULL },
  { "placeholder", N_ ("Placeholder"), YYQ_MEMBER_TEXT, CONTENT, FALSE, is_typed, NULL },
  { "help", N_ ("Help"), YYQ_MEMBER_TEXT, CONTENT, FALSE, has_party, NULL },
  { "options", N_ ("Options"), YYQ_MEMBER_LINES, CONTENT, FALSE, has_options, NULL },
  { "least", N_ ("At least"), YYQ_MEMBER_WHOLE, CONTENT, FALSE, is_counted, NULL },
  { "most", N_ ("At most"), YYQ_MEMBER_WHOLE, CONTENT, FALSE, is_counted, NULL },
  { "date_form", N_ ("Form"), YYQ_MEMBER_WORD, CONTENT, FALSE, has_date, DATES },
  { "seal", N_ ("Seal"), YYQ_MEMBER_WORD, CONTENT, FALSE, has_seal, SEALS },
  { "last_page", N_ ("Through page"), YYQ_MEMBER_PAGE, CONTENT, FALSE, is_paging, NULL },
  { "font", N_ ("Font"), YYQ_MEMBER_WORD, STYLE, FALSE, shows_text, FONTS },
  { "size", N_ ("Letter size"), YYQ_MEMBER_NUMBER, STYLE, FALSE, shows_text, NULL },
  { "align", N_ ("Alignment"), YYQ_MEMBER_WORD, STYLE, FALSE, shows_text, ALIGNS },
  { "fit", N_ ("If too long"), YYQ_MEMBER_WORD, STYLE, FALSE, shows_text, FITS },
  { "gap", N_ ("Letter gap"), YYQ_MEMBER_NUMBER, STYLE, FALSE, shows_text, NULL },
  { "colour", N_ ("Colour"), YYQ_MEMBER_COLOUR, STYLE, FALSE, shows_text, NULL },
  { "formula", N_ ("Formula"), YYQ_MEMBER_FORMULA, LOGIC, FALSE, has_formula, NULL },
  { "pattern", N_ ("Pattern"), YYQ_MEMBER_PATTERN, LOGIC, FALSE, is_typed, NULL },
  { "message", N_ ("Message"), YYQ_MEMBER_TEXT, LOGIC, FALSE, is_typed, NULL },
  { "when_key", N_ ("Applies when"), YYQ_MEMBER_KEY, LOGIC, FALSE, is_filled, NULL },
  { "when_value", N_ ("is"), YYQ_MEMBER_TEXT, LOGIC, FALSE, is_filled, NULL },
};

const YyqControlMember *
yyq_control_members (guint *n)
{
  *n = G_N_ELEMENTS (MEMBERS);
  return MEMBERS;
}

const char *
yyq_control_section_title (YyqMemberSection section)
{
  static const char *const titles[] = {
    [YYQ_SECTION_PLACE] = N_ ("Place and size"),
    [YYQ_SECTION_GENERAL] = N_ ("Control"),
    [YYQ_SECTION_CONTENT] = N_ ("What is filled in"),
    [YYQ_SECTION_TEXT] = N_ ("Text"),
    [YYQ_SECTION_LOGIC] = N_ ("Rules"),
  };

  return _ (titles[section]);
}
