/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template.h"

#include "yyq-error.h"
#include "yyq-id.h"

#include <string.h>

static void
add_file (YyqTemplateContent *content, int pages)
{
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqTemplateFile) file = g_object_new (
    YYQ_TYPE_TEMPLATE_FILE, "id", id, "name", "合同.pdf", "sha256", "00", "pages", pages, NULL);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (content)), file);
}

/* (transfer none): the content has it. */
static YyqControl *
add_control (YyqTemplateContent *content, YyqControlKind kind, const char *party)
{
  g_autoptr (YyqControl) control = yyq_control_new_of_kind (kind, party, 0, 100, 100);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content)), control);
  return control;
}

/* (transfer full): of two pages, with a control. */
static YyqTemplateContent *
make_content (void)
{
  YyqTemplateContent *content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);

  add_file (content, 2);
  add_control (content, YYQ_CONTROL_TEXT, "worker");
  return content;
}

static void
assert_refused (YyqTemplateContent *content, const char *where)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_template_content_check (content, &error));
  g_assert_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT);
  if (!g_str_has_prefix (error->message, where))
    g_error ("“%s” does not begin with “%s”", error->message, where);
}

static void
test_parties (void)
{
  g_autoptr (YyqTemplateContent) contract = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);
  g_autoptr (YyqTemplateContent) notice = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_NOTICE);
  YyqTemplateParty *worker = yyq_template_content_find_party (contract, "worker");
  YyqTemplateParty *employer = yyq_template_content_find_party (contract, "employer");

  g_assert_cmpint (yyq_template_party_get_seq (worker), <, yyq_template_party_get_seq (employer));
  g_assert_null (yyq_template_content_find_party (notice, "worker"));
  g_assert_cmpint (
    yyq_template_party_get_role (yyq_template_content_find_party (notice, "receiver")), ==,
    YYQ_TEMPLATE_ROLE_RECEIVER);
}

static void
test_whole (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ();
  g_autoptr (GError) error = NULL;

  yyq_template_content_check (content, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yyq_template_content_count_pages (content), ==, 2);
}

/* One member of the control, and what the refusal begins with. */
typedef struct {
  const char *member;
  double value;
  const char *where;
} Place;

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  g_autoptr (YyqTemplateContent) content = make_content ();
  g_autoptr (YyqControl) control =
    g_list_model_get_item (yyq_template_content_get_controls (content), 0);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (control), place->member);

  if (G_IS_PARAM_SPEC_INT (pspec))
    g_object_set (control, place->member, (int) place->value, NULL);
  else
    g_object_set (control, place->member, place->value, NULL);
  assert_refused (content, place->where);
}

static const Place PLACES[] = {
  { "page", 2, "/controls/0/page" },      { "page", -1, "/controls/0/page" },
  { "x", 1e300, "/controls/0/x" },        { "y", -1e300, "/controls/0/y" },
  { "width", 0, "/controls/0/w" },        { "height", -5, "/controls/0/h" },
  { "size", 1000, "/controls/0/size" },   { "last-page", 2, "/controls/0/last_page" },
  { "colour", -1, "/controls/0/colour" }, { "gap", -1, "/controls/0/gap" },
};

static void
test_twice (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ();
  g_autoptr (YyqControl) first =
    g_list_model_get_item (yyq_template_content_get_controls (content), 0);
  YyqControl *second = add_control (content, YYQ_CONTROL_TEXT, "worker");

  g_object_set (second, "id", yyq_control_get_id (first), NULL);
  assert_refused (content, "/controls/1/id");
}

static void
test_stranger (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ();

  add_control (content, YYQ_CONTROL_TEXT, "approver");
  assert_refused (content, "/controls/1/party");
}

static void
test_long (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ();
  YyqControl *control = add_control (content, YYQ_CONTROL_TEXT, "worker");
  g_autofree char *longest = g_strnfill (YYQ_TEMPLATE_LONGEST_TEXT, 'a');
  g_autofree char *longer = g_strnfill (YYQ_TEMPLATE_LONGEST_TEXT + 1, 'a');

  g_object_set (control, "help", longest, NULL);
  g_assert_true (yyq_template_content_check (content, NULL));
  g_object_set (control, "help", longer, NULL);
  assert_refused (content, "/controls/1/help");
}

static void
test_pages (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ();

  add_file (content, YYQ_TEMPLATE_MOST_PAGES - 1);
  assert_refused (content, "/files/1/pages");
}

static void
test_copy (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ();
  g_autoptr (YyqTemplateContent) copy = yyq_template_content_copy (content);
  g_autoptr (YyqControl) control =
    g_list_model_get_item (yyq_template_content_get_controls (copy), 0);
  g_autoptr (YyqControl) another = yyq_control_copy (control, FALSE);

  g_assert_true (yyq_record_equal (content, copy, NULL));
  g_assert_true (yyq_record_equal (another, control, "id"));
  g_assert_cmpstr (yyq_control_get_id (another), !=, yyq_control_get_id (control));
  g_object_set (control, "x", 7.0, NULL);
  g_assert_false (yyq_record_equal (content, copy, NULL));
}

static void
test_kinds (void)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (YYQ_TYPE_CONTROL_KIND);

  for (guint i = 0; i < kinds->n_values; i++) {
    const YyqControlKindInfo *info = yyq_control_kind_get_info (kinds->values[i].value);

    g_assert_cmpint (info->kind, ==, kinds->values[i].value);
    g_assert_cmpstr (info->title, !=, NULL);
    g_assert_cmpfloat (info->width, >, YYQ_CONTROL_SMALLEST);
    g_assert_cmpfloat (info->height, >, YYQ_CONTROL_SMALLEST);
  }
}

static void
test_acts (void)
{
  g_autoptr (YyqTemplate) template = yyq_template_new ();
  static const YyqTemplateAct closed[] = { YYQ_TEMPLATE_ACT_EDIT, YYQ_TEMPLATE_ACT_DELETE,
                                           YYQ_TEMPLATE_ACT_OPEN };
  static const YyqTemplateAct open[] = { YYQ_TEMPLATE_ACT_CLOSE, YYQ_TEMPLATE_ACT_USE };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (yyq_template_get_state (template), ==, YYQ_TEMPLATE_STATE_CLOSED);
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
      g_assert_true (yyq_template_may (template, closed[i], NULL) == (pass == 0));
    for (guint i = 0; i < G_N_ELEMENTS (open); i++)
      g_assert_true (yyq_template_may (template, open[i], NULL) == (pass == 1));
    g_object_set (template, "state", YYQ_TEMPLATE_STATE_OPEN, NULL);
  }
  yyq_template_may (template, YYQ_TEMPLATE_ACT_DELETE, &error);
  g_assert_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_STATE);
}

static void
test_facts (void)
{
  g_autoptr (YyqTemplate) template = yyq_template_new ();
  g_autoptr (YyqTemplateContent) content = make_content ();
  g_autoptr (YyqTemplateContent) empty = yyq_template_content_new ();

  yyq_template_set_content (template, content);
  g_assert_cmpint (yyq_template_get_pages (template), ==, 2);
  g_assert_cmpint (yyq_template_get_n_controls (template), ==, 1);
  g_assert_cmpstr (yyq_template_get_cover (template), ==, "00");
  yyq_template_set_content (template, empty);
  g_assert_cmpint (yyq_template_get_pages (template), ==, 0);
  g_assert_cmpstr (yyq_template_get_cover (template), ==, NULL);
}

static void
test_name (void)
{
  g_autofree char *clean = yyq_template_clean_name ("  固定期限 \n 劳动合同 ", NULL);
  g_autofree char *longer = g_strnfill (YYQ_TEMPLATE_LONGEST_NAME + 1, 'a');

  g_assert_cmpstr (clean, ==, "固定期限 劳动合同");
  g_assert_null (yyq_template_clean_name (" \t ", NULL));
  g_assert_null (yyq_template_clean_name (longer, NULL));
  g_assert_null (yyq_template_clean_name ("\xff", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/a-new-one-has-the-parties-of-its-kind", test_parties);
  g_test_add_func ("/template/what-is-whole-is-taken", test_whole);
  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++) {
    g_autofree char *name =
      g_strdup_printf ("/template/a-control-lies-where-it-can/%s-%u", PLACES[i].member, i);

    g_test_add_data_func (name, &PLACES[i], test_place);
  }
  g_test_add_func ("/template/an-id-is-there-once", test_twice);
  g_test_add_func ("/template/a-control-names-a-party-that-there-is", test_stranger);
  g_test_add_func ("/template/no-text-is-longer-than-the-limit", test_long);
  g_test_add_func ("/template/all-files-have-500-pages-at-most", test_pages);
  g_test_add_func ("/template/a-copy-shares-nothing", test_copy);
  g_test_add_func ("/template/each-kind-of-control-is-known", test_kinds);
  g_test_add_func ("/template/its-state-says-what-may-be-done", test_acts);
  g_test_add_func ("/template/its-content-says-pages-controls-and-cover", test_facts);
  g_test_add_func ("/template/a-name-is-one-short-line", test_name);
  return g_test_run ();
}
