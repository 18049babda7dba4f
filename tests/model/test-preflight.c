/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-preflight.h"

#include "yyq-id.h"
#include "yyq-preflight-note.h"

#define A4         \
  {                \
    595.28, 841.89 \
  }

typedef struct {
  YyqTemplateContent *content;
  YyqPageSize pages[2];
  YyqPreflight preflight;
} Fixture;

/* (transfer none): below the ones before it. */
static YyqControl *
add (Fixture *fixture, YyqControlKind kind, const char *party, const char *name)
{
  GListStore *controls = G_LIST_STORE (yyq_template_content_get_controls (fixture->content));
  g_autoptr (YyqControl) control = yyq_control_new_of_kind (
    kind, party, 0, 60, 60 + 120.0 * g_list_model_get_n_items (G_LIST_MODEL (controls)));

  g_object_set (control, "name", name, "key", NULL, NULL);
  g_list_store_append (controls, control);
  return control;
}

/* Two parties that sign on the first of two pages: nothing is wrong with it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqTemplateFile) file = g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", id, "name",
                                                   "a.pdf", "sha256", "00", "pages", 2, NULL);

  fixture->content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_OTHER);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (fixture->content)), file);
  add (fixture, YYQ_CONTROL_HANDWRITING, "worker", "签名");
  add (fixture, YYQ_CONTROL_COMPANY_SEAL, "employer", "公章");
  fixture->pages[0] = fixture->pages[1] = (YyqPageSize) A4;
  fixture->preflight = (YyqPreflight){ .kind = YYQ_TEMPLATE_KIND_OTHER,
                                       .content = fixture->content,
                                       .pages = fixture->pages,
                                       .n_pages = 2 };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->content);
}

static void
assert_passes (Fixture *fixture)
{
  g_autoptr (GPtrArray) findings = yyq_preflight_run (&fixture->preflight);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((YyqPreflightFinding *) g_ptr_array_index (findings, i))->text);
  g_assert_true (yyq_preflight_is_passed (findings));
}

/* That and nothing else; @control (nullable): it leads there. */
static void
assert_finds (Fixture *fixture, const char *rule, YyqPreflightLevel level, YyqControl *control)
{
  g_autoptr (GPtrArray) findings = yyq_preflight_run (&fixture->preflight);
  YyqPreflightFinding *finding;

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((YyqPreflightFinding *) g_ptr_array_index (findings, i))->text);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->rule, ==, rule);
  g_assert_cmpint (finding->level, ==, level);
  if (control != NULL)
    g_assert_cmpstr (finding->control_id, ==, yyq_control_get_id (control));
  g_assert_false (yyq_preflight_is_passed (findings));
}

#define ERROR YYQ_PREFLIGHT_ERROR

static void
test_well (Fixture *fixture, gconstpointer data)
{
  assert_passes (fixture);
}

static void
test_signature (Fixture *fixture, gconstpointer data)
{
  GListStore *controls = G_LIST_STORE (yyq_template_content_get_controls (fixture->content));

  g_list_store_remove (controls, 0);
  add (fixture, YYQ_CONTROL_SIGNING_DATE, "worker", "日期");
  assert_finds (fixture, "no-signature", ERROR, NULL);
}

static void
test_receiver (Fixture *fixture, gconstpointer data)
{
  YyqTemplateParty *worker = yyq_template_content_find_party (fixture->content, "worker");
  GListStore *controls = G_LIST_STORE (yyq_template_content_get_controls (fixture->content));
  g_autoptr (YyqControl) signature = g_list_model_get_item (G_LIST_MODEL (controls), 0);

  g_object_set (worker, "role", YYQ_TEMPLATE_ROLE_RECEIVER, NULL);
  assert_finds (fixture, "receiver-signs", ERROR, signature);
  g_list_store_remove (controls, 0);
  assert_passes (fixture);
}

static void
test_edge (Fixture *fixture, gconstpointer data)
{
  YyqControl *control = add (fixture, YYQ_CONTROL_TEXT, "worker", "岗位");

  g_object_set (control, "x", 595.28 - 120, NULL);
  assert_passes (fixture);
  g_object_set (control, "x", 595.28 - 119, NULL);
  assert_finds (fixture, "off-page", ERROR, control);
}

static void
test_overlap (Fixture *fixture, gconstpointer data)
{
  YyqControl *one = add (fixture, YYQ_CONTROL_TEXT, "worker", "一");
  YyqControl *other = add (fixture, YYQ_CONTROL_TEXT, "worker", "二");

  g_object_set (other, "x", yyq_control_get_x (one) + 100, "y", yyq_control_get_y (one), NULL);
  assert_passes (fixture);
  g_object_set (other, "x", yyq_control_get_x (one) + 60, NULL);
  assert_finds (fixture, "overlap", ERROR, one);
  g_object_set (other, "page", 1, NULL);
  assert_passes (fixture);
}

/* 骑年盖月 */
static void
test_seal_over_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqControl) seal =
    g_list_model_get_item (yyq_template_content_get_controls (fixture->content), 1);
  YyqControl *date = add (fixture, YYQ_CONTROL_SIGNING_DATE, "employer", "日期");

  g_object_set (date, "x", yyq_control_get_x (seal), "y", yyq_control_get_y (seal) + 50, NULL);
  assert_passes (fixture);
}

static void
test_foreign_seal (Fixture *fixture, gconstpointer data)
{
  YyqControl *seal = add (fixture, YYQ_CONTROL_REPRESENTATIVE_SEAL, "worker", "法人章");

  assert_finds (fixture, "foreign-seal", ERROR, seal);
}

static void
test_owner (Fixture *fixture, gconstpointer data)
{
  YyqControl *text;

  add (fixture, YYQ_CONTROL_PAGE_NUMBER, NULL, "页码");
  assert_passes (fixture);
  text = add (fixture, YYQ_CONTROL_TEXT, NULL, "岗位");
  assert_finds (fixture, "no-owner", ERROR, text);
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = { "标准工时", "不定时", NULL };
  YyqControl *choice = add (fixture, YYQ_CONTROL_CHOICE, "employer", "工时制");

  assert_finds (fixture, "no-options", ERROR, choice);
  g_object_set (choice, "options", options, NULL);
  assert_passes (fixture);
}

static void
test_condition (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = { "固定", "无固定", NULL };
  YyqControl *choice = add (fixture, YYQ_CONTROL_CHOICE, "employer", "期限类型");
  YyqControl *date = add (fixture, YYQ_CONTROL_DATE, "employer", "终止日");

  g_object_set (choice, "options", options, NULL);
  g_object_set (date, "when-key", "期限类型", "when-value", "固定", NULL);
  assert_passes (fixture);
  g_object_set (date, "when-value", "任务", NULL);
  assert_finds (fixture, "condition", ERROR, date);
  g_object_set (date, "when-key", "没有", NULL);
  assert_finds (fixture, "condition", ERROR, date);
}

static void
test_formula (Fixture *fixture, gconstpointer data)
{
  YyqControl *pay = add (fixture, YYQ_CONTROL_AMOUNT, "employer", "月工资");
  YyqControl *capital = add (fixture, YYQ_CONTROL_AMOUNT_CAPITAL, "employer", "大写");

  g_object_set (capital, "formula", "大写(月工资)", NULL);
  assert_passes (fixture);
  g_object_set (capital, "formula", "大写(日工资)", NULL);
  assert_finds (fixture, "formula", ERROR, capital);
  g_object_set (capital, "formula", NULL, NULL);
  g_object_set (pay, "formula", "月工资 + 1", NULL);
  assert_finds (fixture, "circle", ERROR, pay);
}

static void
test_key (Fixture *fixture, gconstpointer data)
{
  YyqControl *one = add (fixture, YYQ_CONTROL_TEXT, "worker", "一");
  YyqControl *other = add (fixture, YYQ_CONTROL_TEXT, "worker", "二");

  g_object_set (one, "key", "劳动者.姓名", NULL);
  g_object_set (other, "key", "劳动者.姓名", NULL);
  assert_passes (fixture);
  g_object_set (other, "party", "employer", NULL);
  assert_finds (fixture, "duplicate-key", ERROR, other);
}

static void
test_unfillable (Fixture *fixture, gconstpointer data)
{
  YyqControl *text = add (fixture, YYQ_CONTROL_TEXT, "worker", "岗位");

  g_object_set (text, "required", TRUE, "read-only", TRUE, NULL);
  assert_finds (fixture, "unfillable", ERROR, text);
  g_object_set (text, "preset", "车间", NULL);
  assert_passes (fixture);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  YyqControl *text = add (fixture, YYQ_CONTROL_TEXT, "worker", "工号");

  g_object_set (text, "pattern", "[0-9", NULL);
  assert_finds (fixture, "pattern", ERROR, text);
  g_object_set (text, "pattern", "[0-9]+", "least", 9, "most", 3, NULL);
  assert_finds (fixture, "limits", ERROR, text);
}

static void
test_blank (Fixture *fixture, gconstpointer data)
{
  const YyqPagePlace blank = { 1, 100, 200, 80, 14 };
  YyqControl *text;

  fixture->preflight.blanks = &blank;
  fixture->preflight.n_blanks = 1;
  assert_finds (fixture, "blank", ERROR, NULL);
  text = add (fixture, YYQ_CONTROL_TEXT, "worker", "岗位");
  g_object_set (text, "page", 1, "x", 100.0, "y", 198.0, NULL);
  assert_passes (fixture);
}

static void
answer (Fixture *fixture, const char *rule, const char *subject, const char *pointed)
{
  g_autoptr (YyqPreflightNote) note =
    g_object_new (YYQ_TYPE_PREFLIGHT_NOTE, "rule", rule, "subject", subject, "pointed", pointed,
                  "by", "王办事", "at", (gint64) 1, NULL);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_notes (fixture->content)), note);
}

static void
test_confirm (Fixture *fixture, gconstpointer data)
{
  static const char *const text[] = { "迟到一次罚款 50 元。", NULL };
  static const char *const other[] = { "迟到两次罚款 50 元。", NULL };
  g_autofree char *subject = yyq_preflight_name_paragraph (text[0]);

  fixture->preflight.kind = YYQ_TEMPLATE_KIND_CONFIDENTIALITY;
  fixture->preflight.paragraphs = text;
  assert_finds (fixture, "R6", YYQ_PREFLIGHT_CONFIRM, NULL);
  answer (fixture, "R6", subject, NULL);
  assert_passes (fixture);
  fixture->preflight.paragraphs = other;
  assert_finds (fixture, "R6", YYQ_PREFLIGHT_CONFIRM, NULL);
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  static const char *const text[] = { "试用期可以由甲方延长，甲方可以延长试用期。", NULL };
  g_autofree char *subject = yyq_preflight_name_paragraph (text[0]);

  fixture->preflight.kind = YYQ_TEMPLATE_KIND_CONFIDENTIALITY;
  fixture->preflight.paragraphs = text;
  answer (fixture, "R11", subject, NULL);
  assert_finds (fixture, "R11", ERROR, NULL);
  fixture->preflight.kind = YYQ_TEMPLATE_KIND_OTHER;
  assert_passes (fixture);
}

static guint
count_points (Fixture *fixture, const char *rule)
{
  g_autoptr (GPtrArray) findings = yyq_preflight_run (&fixture->preflight);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    YyqPreflightFinding *finding = g_ptr_array_index (findings, i);

    n +=
      finding->level == YYQ_PREFLIGHT_POINT && (rule == NULL || g_str_equal (rule, finding->rule));
  }
  return n;
}

static void
test_terms (Fixture *fixture, gconstpointer data)
{
  static const char *const text[] = { "双方协商一致，订立本合同。", NULL };
  g_autofree char *pointed = yyq_preflight_name_paragraph (text[0]);
  YyqControl *work;

  fixture->preflight.kind = YYQ_TEMPLATE_KIND_LABOUR;
  fixture->preflight.paragraphs = text;
  g_assert_cmpuint (count_points (fixture, NULL), ==, 17);
  work = add (fixture, YYQ_CONTROL_TEXT, "employer", "岗位");
  g_object_set (work, "key", "用工.岗位", NULL);
  g_assert_cmpuint (count_points (fixture, "17-work"), ==, 0);
  answer (fixture, "17-rest", NULL, pointed);
  g_assert_cmpuint (count_points (fixture, "17-rest"), ==, 0);
  /* Not by saying so alone. */
  answer (fixture, "17-women", NULL, NULL);
  answer (fixture, "17-women", NULL, "none");
  g_assert_cmpuint (count_points (fixture, "17-women"), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/preflight/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-well-passes", test_well);
  ADD ("whoever-signs-has-a-place-for-it", test_signature);
  ADD ("a-receiver-does-not-sign", test_receiver);
  ADD ("a-control-stays-on-its-page", test_edge);
  ADD ("controls-do-not-lie-over-each-other", test_overlap);
  ADD ("a-seal-may-lie-over-the-date", test_seal_over_date);
  ADD ("a-worker-has-no-company-seal", test_foreign_seal);
  ADD ("what-is-filled-in-belongs-to-somebody", test_owner);
  ADD ("a-choice-has-options", test_options);
  ADD ("a-condition-can-come-true", test_condition);
  ADD ("formulas-are-right-and-go-in-no-circle", test_formula);
  ADD ("one-key-is-one-value", test_key);
  ADD ("what-is-required-can-be-filled-in", test_unfillable);
  ADD ("limits-and-patterns-make-sense", test_values);
  ADD ("no-blank-is-left-without-a-control", test_blank);
  ADD ("doubtful-wording-is-asked-about-once", test_confirm);
  ADD ("forbidden-wording-cannot-be-confirmed", test_forbidden);
  ADD ("a-missing-term-is-pointed-at", test_terms);
  return g_test_run ();
}
