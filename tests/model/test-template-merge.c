/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-id.h"
#include "yyq-template-files.h"
#include "yyq-template-merge.h"

/* A template with two files of three pages each, and a control on the first page of the second. */
typedef struct {
  YyqTemplate *base, *mine, *theirs;
  char *first, *second, *control; /* ids */
} Fixture;

static YyqTemplateFile *
new_file (char **id, int pages)
{
  YyqTemplateFile *file;
  g_autofree char *own = NULL;

  if (id == NULL)
    id = &own;
  *id = yyq_id_new ();
  file = g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", *id, "name", "合同.pdf", "sha256", *id,
                       "pages", pages, NULL);
  return file;
}

static YyqTemplateContent *
content_of (YyqTemplate *template)
{
  return yyq_template_get_content (template);
}

static GListStore *
controls_of (YyqTemplate *template)
{
  return G_LIST_STORE (yyq_template_content_get_controls (content_of (template)));
}

/* (transfer none) */
static YyqControl *
add_control (YyqTemplate *template, guint page)
{
  g_autoptr (YyqControl) control =
    yyq_control_new_of_kind (YYQ_CONTROL_TEXT, "worker", page, 100, 100);

  g_list_store_append (controls_of (template), control);
  return control;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);
  g_autoptr (YyqTemplateFile) first = new_file (&fixture->first, 3);
  g_autoptr (YyqTemplateFile) second = new_file (&fixture->second, 3);

  yyq_template_content_add_file (content, first);
  yyq_template_content_add_file (content, second);
  fixture->base =
    g_object_new (YYQ_TYPE_TEMPLATE, "id", "t", "name", "劳动合同", "version", (gint64) 3, NULL);
  yyq_template_set_content (fixture->base, content);
  fixture->control = g_strdup (yyq_control_get_id (add_control (fixture->base, 3)));
  fixture->mine = yyq_record_copy (fixture->base);
  fixture->theirs = yyq_record_copy (fixture->base);
  g_object_set (fixture->theirs, "version", (gint64) 4, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->base);
  g_object_unref (fixture->mine);
  g_object_unref (fixture->theirs);
  g_free (fixture->first);
  g_free (fixture->second);
  g_free (fixture->control);
}

static YyqControl *
control_in (YyqTemplate *template, Fixture *fixture)
{
  return yyq_template_content_find_control (content_of (template), fixture->control);
}

static YyqTemplateMerge *
merge (Fixture *fixture)
{
  return yyq_template_merge (fixture->base, fixture->mine, fixture->theirs);
}

static void
test_what_one_changed_is_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = g_strdup (yyq_control_get_id (add_control (fixture->mine, 0)));
  g_autoptr (YyqTemplateMerge) both = NULL;

  g_object_set (fixture->mine, "name", "劳动合同书", NULL);
  g_object_set (control_in (fixture->theirs, fixture), "x", 222.0, NULL);
  g_object_set (content_of (fixture->theirs), "watermark", "样本", "qr-code", TRUE, NULL);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 0);
  g_assert_cmpstr (yyq_template_get_name (both->merged), ==, "劳动合同书");
  g_assert_cmpint (yyq_template_get_version (both->merged), ==, 4);
  g_assert_cmpfloat (yyq_control_get_x (control_in (both->merged, fixture)), ==, 222.0);
  g_assert_nonnull (yyq_template_content_find_control (content_of (both->merged), added));
  g_assert_cmpstr (yyq_template_content_get_watermark (content_of (both->merged)), ==, "样本");
  g_assert_true (yyq_template_content_get_qr_code (content_of (both->merged)));
  g_assert_cmpint (yyq_template_get_n_controls (both->merged), ==, 2);
}

static void
test_alike_is_no_clash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateMerge) both = NULL;

  g_object_set (control_in (fixture->mine, fixture), "y", 7.0, NULL);
  g_object_set (control_in (fixture->theirs, fixture), "y", 7.0, NULL);
  g_object_set (fixture->mine, "folder", "", NULL);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 0);
  g_assert_cmpfloat (yyq_control_get_y (control_in (both->merged, fixture)), ==, 7.0);
}

static void
test_clash_is_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateMerge) both = NULL;
  const YyqTemplateClash *clash;

  g_object_set (control_in (fixture->mine, fixture), "x", 1.0, NULL);
  g_object_set (control_in (fixture->theirs, fixture), "x", 2.0, NULL);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 1);
  clash = both->clashes->pdata[0];
  g_assert_cmpint (clash->part, ==, YYQ_TEMPLATE_PART_CONTROL);
  g_assert_cmpstr (clash->id, ==, fixture->control);
  g_assert_cmpint (yyq_control_get_page (clash->theirs), ==, 3);
  g_assert_cmpfloat (yyq_control_get_x (control_in (both->merged, fixture)), ==, 1.0);
  yyq_template_merge_choose (both, 0, FALSE);
  g_assert_cmpfloat (yyq_control_get_x (control_in (both->merged, fixture)), ==, 2.0);
  yyq_template_merge_choose (both, 0, TRUE);
  g_assert_cmpfloat (yyq_control_get_x (control_in (both->merged, fixture)), ==, 1.0);
  g_assert_cmpint (yyq_template_get_n_controls (both->merged), ==, 1);
}

static void
test_member_clash_is_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateMerge) both = NULL;

  g_object_set (fixture->mine, "name", "甲", "kind", YYQ_TEMPLATE_KIND_LABOUR, NULL);
  g_object_set (fixture->theirs, "name", "乙", "kind", YYQ_TEMPLATE_KIND_SERVICES, NULL);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 2);
  g_assert_cmpstr (yyq_template_get_name (both->merged), ==, "甲");
  yyq_template_merge_choose (both, 0, FALSE);
  yyq_template_merge_choose (both, 1, FALSE);
  g_assert_cmpstr (yyq_template_get_name (both->merged), ==, "乙");
  g_assert_cmpint (yyq_template_get_kind (both->merged), ==, YYQ_TEMPLATE_KIND_SERVICES);
}

static void
test_removed_and_changed_clash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateMerge) both = NULL;

  g_list_store_remove_all (controls_of (fixture->mine));
  g_object_set (control_in (fixture->theirs, fixture), "name", "姓名", NULL);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 1);
  g_assert_null (((YyqTemplateClash *) both->clashes->pdata[0])->mine);
  g_assert_null (control_in (both->merged, fixture));
  yyq_template_merge_choose (both, 0, FALSE);
  g_assert_cmpstr (yyq_control_get_name (control_in (both->merged, fixture)), ==, "姓名");
  yyq_template_merge_choose (both, 0, TRUE);
  g_assert_null (control_in (both->merged, fixture));
}

static void
test_removed_by_one_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateMerge) both = NULL;

  g_list_store_remove_all (controls_of (fixture->theirs));
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 0);
  g_assert_null (control_in (both->merged, fixture));
}

/* Page numbers of mine and theirs differ, the places on the paper do not. */
static void
test_controls_go_with_their_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateFile) third = new_file (NULL, 2);
  g_autoptr (YyqTemplateMerge) both = NULL;

  yyq_template_content_add_file (content_of (fixture->theirs), third);
  yyq_template_content_move_file (content_of (fixture->theirs), yyq_template_file_get_id (third),
                                  0);
  g_assert_cmpint (yyq_control_get_page (control_in (fixture->theirs, fixture)), ==, 5);
  g_object_set (control_in (fixture->mine, fixture), "x", 9.0, NULL);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 0);
  g_assert_cmpint (yyq_control_get_page (control_in (both->merged, fixture)), ==, 5);
  g_assert_cmpfloat (yyq_control_get_x (control_in (both->merged, fixture)), ==, 9.0);
  g_assert_cmpint (yyq_template_get_pages (both->merged), ==, 8);
}

static void
test_control_without_a_page_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (YyqTemplateMerge) both = NULL;

  gone = yyq_template_content_remove_file (content_of (fixture->theirs), fixture->second);
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpstr (gone->pdata[0], ==, fixture->control);
  added = g_strdup (yyq_control_get_id (add_control (fixture->mine, 4)));
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 0);
  g_assert_cmpuint (both->dropped->len, ==, 1);
  g_assert_cmpstr (both->dropped->pdata[0], ==, added);
  g_assert_true (yyq_template_content_check (content_of (both->merged), NULL));
}

static void
test_a_file_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateFile) shorter = new_file (NULL, 1);
  g_autoptr (GPtrArray) gone = NULL;
  g_autofree char *behind = g_strdup (yyq_control_get_id (add_control (fixture->mine, 4)));

  gone = yyq_template_content_replace_file (content_of (fixture->mine), fixture->second, shorter);
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpstr (gone->pdata[0], ==, behind);
  g_assert_cmpint (yyq_control_get_page (control_in (fixture->mine, fixture)), ==, 3);
  g_assert_cmpint (yyq_template_content_first_page (content_of (fixture->mine),
                                                    yyq_template_file_get_id (shorter)),
                   ==, 3);
  g_assert_cmpuint (yyq_template_content_count_pages (content_of (fixture->mine)), ==, 4);
}

static void
test_order_of_one_is_kept (Fixture *fixture, gconstpointer data)
{
  YyqControl *second = add_control (fixture->base, 0);
  g_autoptr (YyqTemplateMerge) both = NULL;
  g_autoptr (YyqControl) first = NULL;
  g_autofree char *id = g_strdup (yyq_control_get_id (second));

  g_clear_object (&fixture->mine);
  g_clear_object (&fixture->theirs);
  fixture->mine = yyq_record_copy (fixture->base);
  fixture->theirs = yyq_record_copy (fixture->base);
  g_list_store_remove (controls_of (fixture->theirs), 1);
  g_list_store_insert (controls_of (fixture->theirs), 0, second);
  add_control (fixture->mine, 1);
  both = merge (fixture);
  g_assert_cmpuint (both->clashes->len, ==, 0);
  g_assert_cmpint (yyq_template_get_n_controls (both->merged), ==, 3);
}

static void
test_paging_seal_keeps_its_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) gone = NULL;
  YyqControl *seal = control_in (fixture->mine, fixture);

  g_object_set (seal, "kind", YYQ_CONTROL_PAGING_SEAL, "page", 0, "last-page", 5, NULL);
  gone = yyq_template_content_remove_file (content_of (fixture->mine), fixture->second);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpint (yyq_control_get_last_page (seal), ==, 2);
}

#define ADD(path, function) \
  g_test_add ("/template-merge/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-one-changed-is-taken", test_what_one_changed_is_taken);
  ADD ("what-both-changed-alike-is-no-clash", test_alike_is_no_clash);
  ADD ("a-clash-is-chosen", test_clash_is_chosen);
  ADD ("a-clash-of-members-is-chosen", test_member_clash_is_chosen);
  ADD ("removed-and-changed-is-a-clash", test_removed_and_changed_clash);
  ADD ("what-one-removed-is-gone", test_removed_by_one_is_gone);
  ADD ("controls-go-with-their-files", test_controls_go_with_their_files);
  ADD ("a-control-whose-page-is-gone-is-told", test_control_without_a_page_is_told);
  ADD ("a-file-is-replaced-and-controls-stay", test_a_file_is_replaced);
  ADD ("nothing-is-lost-by-another-order", test_order_of_one_is_kept);
  ADD ("a-paging-seal-keeps-the-pages-that-there-are", test_paging_seal_keeps_its_pages);
  return g_test_run ();
}
