/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-preflight-private.h"

#include <glib/gi18n.h>

#include "yyq-clauses.h"
#include "yyq-preflight-note.h"
#include "yyq-wording.h"

static void
finding_free (gpointer data)
{
  YyqPreflightFinding *self = data;

  g_free (self->rule);
  g_free (self->text);
  g_free (self->subject);
  g_free (self->control_id);
  g_free (self);
}

YyqPreflightFinding *
yyq_preflight_add (GPtrArray *findings, YyqPreflightLevel level, const char *rule, char *text)
{
  YyqPreflightFinding *self = g_new0 (YyqPreflightFinding, 1);

  self->level = level;
  self->rule = g_strdup (rule);
  self->text = text;
  self->page = -1;
  self->paragraph = -1;
  g_ptr_array_add (findings, self);
  return self;
}

/* A term of art. 17, as notes and findings name it; and the keys of controls that are that term,
 * because the value stands there. */
typedef struct {
  const char *rule;
  const char *keys[3];
} Term;

static const Term terms[YYQ_N_CLAUSES] = {
  [YYQ_CLAUSE_EMPLOYER_NAME] = { "17-employer-name", { "单位.名称" } },
  [YYQ_CLAUSE_EMPLOYER_ADDRESS] = { "17-employer-address", { "单位.住所" } },
  [YYQ_CLAUSE_EMPLOYER_REPRESENTATIVE] = { "17-representative", { "单位.法定代表人" } },
  [YYQ_CLAUSE_WORKER_NAME] = { "17-worker-name", { "劳动者.姓名" } },
  [YYQ_CLAUSE_WORKER_ADDRESS] = { "17-worker-address", { "劳动者.现住址", "劳动者.户籍地址" } },
  [YYQ_CLAUSE_WORKER_DOCUMENT] = { "17-worker-document", { "劳动者.证件号码" } },
  [YYQ_CLAUSE_TERM] = { "17-term", { "合同.终止日", "合同.期限" } },
  [YYQ_CLAUSE_WORK] = { "17-work", { "用工.岗位" } },
  [YYQ_CLAUSE_WORKPLACE] = { "17-workplace", { "用工.工作地点" } },
  [YYQ_CLAUSE_HOURS] = { "17-hours", { "用工.工时制" } },
  [YYQ_CLAUSE_REST] = { "17-rest", { NULL } },
  [YYQ_CLAUSE_PAY] = { "17-pay", { "合同.月工资", "合同.小时工资" } },
  [YYQ_CLAUSE_SOCIAL_INSURANCE] = { "17-social-insurance", { NULL } },
  [YYQ_CLAUSE_PROTECTION] = { "17-protection", { NULL } },
  [YYQ_CLAUSE_HAZARDS] = { "17-hazards", { NULL } },
  [YYQ_CLAUSE_WOMEN] = { "17-women", { NULL } },
  [YYQ_CLAUSE_INJURY] = { "17-injury", { NULL } },
};

static gboolean
has_control_of (YyqTemplateContent *content, const Term *term)
{
  GListModel *controls = yyq_template_content_get_controls (content);
  guint n = g_list_model_get_n_items (controls);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);

    for (guint k = 0; k < G_N_ELEMENTS (term->keys) && term->keys[k] != NULL; k++)
      if (g_strcmp0 (yyq_control_get_key (control), term->keys[k]) == 0)
        return TRUE;
  }
  return FALSE;
}

char *
yyq_preflight_name_paragraph (const char *paragraph)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, paragraph, -1);
}

static gboolean
has_paragraph (const YyqPreflight *self, const char *named)
{
  for (guint i = 0; self->paragraphs != NULL && self->paragraphs[i] != NULL; i++) {
    g_autofree char *name = yyq_preflight_name_paragraph (self->paragraphs[i]);

    if (g_str_equal (name, named))
      return TRUE;
  }
  return FALSE;
}

/* What was pointed at is still there. */
static gboolean
is_there (const YyqPreflight *self, const char *pointed)
{
  return pointed != NULL && (yyq_template_content_find_control (self->content, pointed) != NULL ||
                             has_paragraph (self, pointed));
}

static gboolean
has_note (const YyqPreflight *self, const YyqPreflightFinding *finding)
{
  GListModel *notes = yyq_template_content_get_notes (self->content);
  guint n = g_list_model_get_n_items (notes);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqPreflightNote) note = g_list_model_get_item (notes, i);

    if (g_strcmp0 (yyq_preflight_note_get_rule (note), finding->rule) == 0 &&
        (finding->level == YYQ_PREFLIGHT_POINT
           ? is_there (self, yyq_preflight_note_get_pointed (note))
           : g_strcmp0 (yyq_preflight_note_get_subject (note), finding->subject) == 0))
      return TRUE;
  }
  return FALSE;
}

static void
add_clauses (const YyqPreflight *self, GPtrArray *findings)
{
  YyqClauseFinding clauses[YYQ_N_CLAUSES];

  yyq_clauses_find (self->paragraphs, clauses);
  for (guint i = 0; i < YYQ_N_CLAUSES; i++) {
    YyqPreflightFinding *finding;

    if (clauses[i].state == YYQ_CLAUSE_PRESENT || has_control_of (self->content, &terms[i]))
      continue;
    finding = yyq_preflight_add (
      findings, YYQ_PREFLIGHT_POINT, terms[i].rule,
      g_strdup_printf (clauses[i].state == YYQ_CLAUSE_MISSING
                         ? _ ("The text does not say the %s. Show the paragraph or the control "
                              "that does.")
                         : _ ("The text only mentions the %s. Show the paragraph or the control "
                              "that says it."),
                       yyq_clause_get_title (i)));
    finding->article = yyq_clause_get_article (i);
    if (clauses[i].state == YYQ_CLAUSE_MENTIONED)
      finding->paragraph = (int) clauses[i].paragraph;
  }
}

static void
add_wording (const YyqPreflight *self, GPtrArray *findings)
{
  g_autoptr (GArray) found = yyq_wording_find (self->paragraphs);

  for (guint i = 0; i < found->len; i++) {
    const YyqWordingFinding *wording = &g_array_index (found, YyqWordingFinding, i);
    YyqPreflightFinding *finding = yyq_preflight_add (
      findings,
      wording->level == YYQ_WORDING_FORBIDDEN ? YYQ_PREFLIGHT_ERROR : YYQ_PREFLIGHT_CONFIRM,
      wording->id, g_strdup (wording->message));

    finding->article = wording->article;
    finding->paragraph = (int) wording->paragraph;
    finding->subject = yyq_preflight_name_paragraph (self->paragraphs[wording->paragraph]);
  }
}

/* Gaps that nobody fills in are a liability for both: what stands in them can be doubted later. */
static void
add_blanks (const YyqPreflight *self, GPtrArray *findings)
{
  GListModel *controls = yyq_template_content_get_controls (self->content);
  guint n = g_list_model_get_n_items (controls);

  for (guint b = 0; b < self->n_blanks; b++) {
    const YyqPagePlace *blank = &self->blanks[b];
    gboolean covered = FALSE;

    for (guint i = 0; i < n && !covered; i++) {
      g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);

      covered = yyq_control_get_page (control) == (int) blank->page &&
                yyq_control_get_x (control) < blank->x + blank->width &&
                yyq_control_get_x (control) + yyq_control_get_width (control) > blank->x &&
                yyq_control_get_y (control) < blank->y + blank->height &&
                yyq_control_get_y (control) + yyq_control_get_height (control) > blank->y;
    }
    if (!covered)
      yyq_preflight_add (
        findings, YYQ_PREFLIGHT_ERROR, "blank",
        g_strdup_printf (_ ("A blank on page %u has no control."), blank->page + 1))
        ->page = (int) blank->page;
  }
}

/* Which papers the terms of a labour contract are asked of. */
static gboolean
is_labour_contract (YyqTemplateKind kind)
{
  return kind == YYQ_TEMPLATE_KIND_LABOUR;
}

static gboolean
is_about_work (YyqTemplateKind kind)
{
  return is_labour_contract (kind) || kind == YYQ_TEMPLATE_KIND_PART_TIME ||
         kind == YYQ_TEMPLATE_KIND_OVER_AGE || kind == YYQ_TEMPLATE_KIND_AMENDMENT ||
         kind == YYQ_TEMPLATE_KIND_CONFIDENTIALITY;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const YyqPreflightFinding *one = *(YyqPreflightFinding *const *) a;
  const YyqPreflightFinding *other = *(YyqPreflightFinding *const *) b;

  if (one->level != other->level)
    return (int) one->level - (int) other->level;
  return one->page != other->page ? one->page - other->page : one->paragraph - other->paragraph;
}

GPtrArray *
yyq_preflight_run (const YyqPreflight *self)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (finding_free);

  yyq_preflight_add_controls (self, findings);
  yyq_preflight_add_formulas (self, findings);
  add_blanks (self, findings);
  if (self->paragraphs != NULL && is_labour_contract (self->kind))
    add_clauses (self, findings);
  if (self->paragraphs != NULL && is_about_work (self->kind))
    add_wording (self, findings);
  for (guint i = 0; i < findings->len; i++) {
    YyqPreflightFinding *finding = g_ptr_array_index (findings, i);

    if (finding->level != YYQ_PREFLIGHT_ERROR && has_note (self, finding))
      finding->level = YYQ_PREFLIGHT_ANSWERED;
  }
  g_ptr_array_sort (findings, compare);
  return findings;
}

gboolean
yyq_preflight_is_passed (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const YyqPreflightFinding *finding = g_ptr_array_index (findings, i);

    if (finding->level != YYQ_PREFLIGHT_ANSWERED)
      return FALSE;
  }
  return TRUE;
}
