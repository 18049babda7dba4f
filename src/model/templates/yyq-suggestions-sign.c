/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose part of a document something stands in, and where its parties sign. Both are told by
 * labels: a party's name at the beginning of a row or a cell, alone or before a colon, begins its
 * part, and a numbered clause ends it. 签字 within a sentence is neither.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "yyq-contract-text.h"
#include "yyq-suggestions-private.h"

#define MARKS_MOST 6
#define SIGNING_PT 190.0 /* below a line to sign on, more of them follow */
#define MM (72 / 25.4)
#define LEAST_PT 10.0 /* a place smaller than this is none */

/* Of a clause: 第二条, 三、, 4., （五） */
static const char NUMBER[] = "^(第[一二三四五六七八九十百0-9]+[条章节]|"
                             "[一二三四五六七八九十]+、|[0-9]+[、.]|"
                             "\\([一二三四五六七八九十0-9]+\\))";

/* A label up to its end; its words are folded. */
typedef struct {
  const char *pattern;
  gboolean only_among; /* only among lines to sign on */
  const char *kind;
  YyqFieldParty party; /* NONE: of whose part it is */
  const char *name;
  double width, height; /* pt */
} Rule;

static const Rule RULES[] = {
  { "^(乙方|劳动者|员工|职工|本人|受聘人|学生|监护人)(姓名)?(\\([^()]*\\))?"
    "\\(?(签[字名]|签章|捺印|按手印)[^,。;]{0,10}\\)?:?$",
    FALSE, "handwriting", YYQ_FIELD_PARTY_WORKER, "乙方签名", 110, 34 },
  { "^(乙方|劳动者|员工|职工|本人)(\\([^()签]*\\))?\\(?(盖章|印章)\\)?:?$", FALSE, "personal-seal",
    YYQ_FIELD_PARTY_WORKER, "乙方印章", 18 * MM, 18 * MM },
  { "^(法定代表人|主要负责人|负责人|法人代表)[^,。;:]{0,18}(签[字名章]|盖章)[^,。;:]{0,8}:?$",
    FALSE, "representative-seal", YYQ_FIELD_PARTY_EMPLOYER, "法定代表人章", 18 * MM, 18 * MM },
  { "^(法定代表人|主要负责人|负责人|法人代表)(\\([^()]*\\))?(或[^,。;:]{2,8})?:?$", TRUE,
    "representative-seal", YYQ_FIELD_PARTY_EMPLOYER, "法定代表人章", 18 * MM, 18 * MM },
  { "^\\(?(加盖|单位|公司|企业)*(盖章|公章|签章)处?\\)?:?$", FALSE, "company-seal",
    YYQ_FIELD_PARTY_NONE, "公章", 40 * MM, 40 * MM },
  { "^(甲方|用人单位|用工单位|单位|公司|丙方|学校)(名称)?(\\([^()盖签]*\\))?\\(?[^(),。;:]{0,6}"
    "(盖章|公章|签章|用章)(处|或签[字名])?\\)?:?$",
    FALSE, "company-seal", YYQ_FIELD_PARTY_NONE, "公章", 40 * MM, 40 * MM },
  { "^(甲方|用人单位)\\([^()]*(盖章|公章|签章)[^()]*\\):.{2,30}(公司|厂|店|中心|院|部|社|集团)$",
    FALSE, "company-seal", YYQ_FIELD_PARTY_EMPLOYER, "公章", 40 * MM, 40 * MM },
  { "^或?(甲方)?(委托|授权)?(代理人|代表人?|经办人)(\\([^()签]*\\))?\\(?(签[字名])[^,。;:]{0,8}\\)?"
    ":?$",
    FALSE, "handwriting", YYQ_FIELD_PARTY_NONE, "代理人签名", 110, 34 },
  { "^或?(甲方)?(委托|授权)(代理人|代表人?|经办人)(\\([^()]*\\))?:?$", TRUE, "handwriting",
    YYQ_FIELD_PARTY_NONE, "代理人签名", 110, 34 },
  { "^\\(?(签[字名])(或盖章|盖章|处)?\\)?:?$", FALSE, "handwriting", YYQ_FIELD_PARTY_NONE, "签名",
    110, 34 },
  { "^(签[订署字约收名]|盖章)?(日期|时间):?$", TRUE, "signing-date", YYQ_FIELD_PARTY_NONE,
    "签署日期", 110, 18 },
};

/* (transfer full): a label without the number of its clause. */
static char *
read_label (const YyqFinder *self, guint first, guint end)
{
  g_autofree char *text = yyq_finder_read (self, first, end);
  g_autofree char *number = yyq_contract_text_find (text, NUMBER);

  if (number == NULL)
    return g_steal_pointer (&text);
  return g_strdup (text + strlen (number));
}

static YyqFieldParty
party_named (const char *label)
{
  if (yyq_contract_text_has (label, "^\\(?(甲方|用人单位|用工单位|单位(?=名称|\\(?盖章|全称))\\)?"
                                    "(?=$|[:(]|名称|全称|盖章|公章|签章|签字|签名|代表|信息|基本)"))
    return YYQ_FIELD_PARTY_EMPLOYER;
  if (yyq_contract_text_has (label, "^\\(?(乙方|劳动者|员工|职工|受聘人)\\)?"
                                    "(?=$|[:(]|姓名|名称|签字|签名|签章|盖章|信息|基本)"))
    return YYQ_FIELD_PARTY_WORKER;
  return YYQ_FIELD_PARTY_NONE;
}

static void
add_mark (YyqFinder *self, YyqFieldParty party, gboolean signing, double x)
{
  const YyqPartyMark mark = { party, signing, self->facts->page, x, self->row->baseline };

  if (self->marks->len >= MARKS_MOST)
    g_array_remove_index (self->marks, 0);
  g_array_append_val (self->marks, mark);
}

/* The last one that is not to the right of it; of those in one row, the nearest. */
static const YyqPartyMark *
find_mark (const YyqFinder *self, double x)
{
  const YyqPartyMark *best = NULL;

  for (guint i = 0; i < self->marks->len; i++) {
    const YyqPartyMark *mark = &g_array_index (self->marks, YyqPartyMark, i);

    if (mark->x <= x + 2 * self->row->em)
      best = mark;
  }
  if (best == NULL && self->marks->len > 0)
    best = &g_array_index (self->marks, YyqPartyMark, self->marks->len - 1);
  return best;
}

YyqFieldParty
yyq_finder_get_party (const YyqFinder *self, double x, gboolean *signing)
{
  const YyqPartyMark *mark = find_mark (self, x);

  *signing = mark != NULL && mark->signing && mark->page == self->facts->page &&
             self->row->baseline - mark->baseline < SIGNING_PT;
  return mark != NULL ? mark->party : YYQ_FIELD_PARTY_NONE;
}

/* The room behind a label: to the next thing that is written, or the blank that is drawn for it. */
static void
find_room (YyqFinder *self, guint end, double *x0, double *x1)
{
  const guint n = self->row->items->len;

  *x1 = MAX (self->right, self->facts->width - 60);
  for (guint i = end; i < n; i++) {
    const YyqRowItem *item = yyq_page_row_item (self->row, i);

    if (yyq_finder_is_text (self, i) || item->what == YYQ_ROW_WALL) {
      *x1 = item->box.x0;
      break;
    }
    self->taken[i] = TRUE;
    if (item->what == YYQ_ROW_BLANK) {
      *x0 = item->box.x0;
      *x1 = item->box.x1;
      break;
    }
  }
  *x1 = MAX (*x1, *x0);
}

/* A seal may lie on what is written; it stands behind its label all the same. */
static void
add_place (YyqFinder *self, const Rule *rule, guint first, guint end, YyqFieldParty party,
           const char *label)
{
  const YyqSuggestionLabel what = { rule->kind, NULL, rule->name, party, TRUE };
  const double middle = self->row->baseline - 0.35 * self->row->em;
  double x0 = yyq_page_row_item (self->row, end - 1)->box.x1;
  double x1;
  YyqSuggestion *one;
  YyqPageBox box;

  if (self->n_signing++ >= YYQ_FINDER_MAX_SIGNING)
    return;
  find_room (self, end, &x0, &x1);
  /* A name that stands behind the colon is sealed. */
  for (guint i = first; i + 1 < end; i++)
    if (yyq_page_row_item (self->row, i)->what == ':')
      x0 = yyq_page_row_item (self->row, i)->box.x1;
  box = (YyqPageBox){ x0, middle - rule->height / 2, x0 + MIN (rule->width, MAX (x1 - x0, 40)),
                      middle + rule->height / 2 };
  yyq_page_box_clamp (&box, self->facts->width, self->facts->height);
  one = yyq_finder_add (self, box, &what, YYQ_SUGGESTION_WHY_SIGNING, "");
  g_free (one->quote);
  one->quote = g_strndup (label, strlen (label) - (g_str_has_suffix (label, ":") ? 1 : 0));
  for (guint i = first; i < end; i++)
    self->taken[i] = TRUE;
}

/* 年 月 日 behind the label are its place, and better than ours. */
static gboolean
has_date (const YyqFinder *self, guint end)
{
  g_autofree char *rest = yyq_finder_read (self, end, self->row->items->len);

  return yyq_contract_text_has (rest, "^[ _0-9]*年");
}

static void
look_at_label (YyqFinder *self, guint first, guint end)
{
  g_autofree char *label = read_label (self, first, end);
  const double x = yyq_page_row_item (self->row, first)->box.x0;
  const YyqFieldParty named = party_named (label);
  gboolean signing = FALSE;
  YyqFieldParty party = yyq_finder_get_party (self, x, &signing);
  const gboolean signs = yyq_contract_text_has (label, "盖章|公章|签章|签字|签名");

  if (named != YYQ_FIELD_PARTY_NONE) {
    add_mark (self, named, signs, x);
    party = named;
    signing = signs;
  }
  /* ____（盖章）: the blank is the place, and the label says what goes there. */
  if (*label == '(' && first > 0 && yyq_page_row_item (self->row, first - 1)->what == YYQ_ROW_BLANK)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++) {
    const Rule *rule = &RULES[i];

    if ((rule->only_among && !signing) || !yyq_contract_text_has (label, rule->pattern))
      continue;
    if (g_str_equal (rule->kind, "signing-date") && has_date (self, end))
      return;
    if (rule->party != YYQ_FIELD_PARTY_NONE)
      party = rule->party;
    else if (party == YYQ_FIELD_PARTY_NONE && g_str_equal (rule->kind, "company-seal"))
      party = YYQ_FIELD_PARTY_EMPLOYER;
    if (named == YYQ_FIELD_PARTY_NONE && signs && !signing)
      add_mark (self, party, TRUE, x);
    add_place (self, rule, first, end, party, label);
    return;
  }
}

static gboolean
has_clause_number (const YyqPageRow *row)
{
  return yyq_contract_text_has (row->text, NUMBER);
}

void
yyq_finder_look_for_signing (YyqFinder *self)
{
  const guint n = self->row->items->len;

  if (has_clause_number (self->row))
    g_array_set_size (self->marks, 0);
  for (guint first = 0, end; first < n; first = end + 1) {
    for (end = first; end < n && yyq_finder_is_text (self, end); end++)
      ;
    if (end > first)
      look_at_label (self, first, end);
  }
}

/* Gives way to @other on the side where less is lost. */
static void
give_way (YyqPageBox *box, const YyqPageBox *other)
{
  const double lost[] = { other->x1 - box->x0, other->y1 - box->y0, box->x1 - other->x0,
                          box->y1 - other->y0 };
  guint least = 0;

  for (guint i = 1; i < G_N_ELEMENTS (lost); i++)
    if (lost[i] < lost[least])
      least = i;
  if (least == 0)
    box->x0 = other->x1;
  else if (least == 1)
    box->y0 = other->y1;
  else if (least == 2)
    box->x1 = other->x0;
  else
    box->y1 = other->y0;
}

/* What is written on rows above and below a place to sign by hand stays to be read. */
static void
give_way_to_rows (const YyqFinder *self, YyqPageBox *box)
{
  const double middle = (box->y0 + box->y1) / 2;

  for (guint i = 0; i < self->rows->len; i++) {
    const YyqPageRow *row = g_ptr_array_index (self->rows, i);

    for (guint j = 0; j < row->items->len; j++) {
      const YyqPageBox *text = &yyq_page_row_item (row, j)->box;

      if (text->x1 - text->x0 <= 0 || yyq_page_row_item (row, j)->what == YYQ_ROW_GAP ||
          !yyq_page_box_overlaps (box, text))
        continue;
      if (text->y1 <= middle)
        box->y0 = MAX (box->y0, text->y1);
      else if (text->y0 >= middle)
        box->y1 = MIN (box->y1, text->y0);
    }
  }
}

void
yyq_finder_settle_signing (YyqFinder *self)
{
  for (guint i = 0; i < self->found->len; i++) {
    YyqSuggestion *one = g_ptr_array_index (self->found, i);

    if (one->why != YYQ_SUGGESTION_WHY_SIGNING)
      continue;
    if (g_str_equal (one->kind, "handwriting") || g_str_equal (one->kind, "signing-date"))
      give_way_to_rows (self, &one->box);
    for (guint j = 0; j < self->found->len; j++) {
      const YyqSuggestion *other = g_ptr_array_index (self->found, j);

      if (j != i && yyq_page_box_overlaps (&one->box, &other->box))
        give_way (&one->box, &other->box);
    }
    if (one->box.x1 - one->box.x0 < LEAST_PT || one->box.y1 - one->box.y0 < LEAST_PT) {
      g_ptr_array_remove_index (self->found, i);
      i--;
    }
  }
}
