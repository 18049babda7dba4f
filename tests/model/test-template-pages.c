/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-template-pages.h"

/* A template's files, put behind each other and in each other's place. */

static YyqTemplateFile *
make_file (const char *id, int pages)
{
  return g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", id, "name", "合同.pdf", "sha256", "", "pages",
                       pages, NULL);
}

/* (transfer full): of files "a", "b" ... with so many pages, and a control on each page; its id is
 * the page's number. */
static YyqTemplateContent *
make_content (const char *pages)
{
  YyqTemplateContent *content = yyq_template_content_new ();

  for (guint i = 0; pages[i] != '\0'; i++) {
    const char id[] = { (char) ('a' + i), '\0' };
    g_autoptr (YyqTemplateFile) file = make_file (id, pages[i] - '0');

    g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (content)), file);
  }
  for (guint page = 0; page < yyq_template_content_count_pages (content); page++) {
    g_autofree char *id = g_strdup_printf ("%u", page);
    g_autoptr (YyqControl) control =
      yyq_control_new_of_kind (YYQ_CONTROL_TEXT, NULL, page, 100, 100);

    g_object_set (control, "id", id, NULL);
    g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content)), control);
  }
  return content;
}

/* (transfer full): "0>0 3>1": where each control is now. */
static char *
describe (YyqTemplateContent *content)
{
  GListModel *controls = yyq_template_content_get_controls (content);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (controls); i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);

    g_string_append_printf (text, "%s%s>%d", i > 0 ? " " : "", yyq_control_get_id (control),
                            yyq_control_get_page (control));
  }
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *pages;    /* of the files */
  const char *replaces; /* (nullable) */
  int with;             /* pages of the new file */
  const char *controls; /* afterwards */
  const char *dropped;
} Case;

static const Case cases[] = {
  { "", NULL, 3, "", "" },
  { "2", NULL, 1, "0>0 1>1", "" },
  { "2", "a", 2, "0>0 1>1", "" },
  { "3", "a", 1, "0>0", "1 2" },
  { "1", "a", 3, "0>0", "" },
  { "32", "a", 1, "0>0 3>1 4>2", "1 2" },
  { "12", "a", 3, "0>0 1>3 2>4", "" },
  { "222", "b", 1, "0>0 1>1 2>2 4>3 5>4", "3" },
  { "222", "c", 1, "0>0 1>1 2>2 3>3 4>4", "5" },
};

static void
test_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YyqTemplateContent) content = make_content (cases[i].pages);
    g_autoptr (YyqTemplateFile) file = make_file ("new", cases[i].with);
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autofree char *places = NULL;
    g_autofree char *gone = NULL;

    yyq_template_content_put_file (content, file, cases[i].replaces, dropped, &error);
    g_assert_no_error (error);
    places = describe (content);
    g_ptr_array_add (dropped, NULL);
    gone = g_strjoinv (" ", (char **) dropped->pdata);
    g_assert_cmpstr (places, ==, cases[i].controls);
    g_assert_cmpstr (gone, ==, cases[i].dropped);
  }
}

/* A seal across all pages of two files goes on to be across all pages. */
static void
test_paging_seal (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ("32");
  g_autoptr (YyqControl) seal = yyq_control_new_of_kind (YYQ_CONTROL_PAGING_SEAL, NULL, 0, 0, 0);
  g_autoptr (YyqTemplateFile) shorter = make_file ("new", 2);
  g_autoptr (YyqTemplateFile) last = make_file ("last", 1);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_object_set (seal, "last-page", 4, NULL);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content)), seal);
  yyq_template_content_put_file (content, shorter, "a", dropped, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_control_get_last_page (seal), ==, 3);
  yyq_template_content_put_file (content, last, "b", dropped, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_control_get_last_page (seal), ==, 2);
}

static void
assert_refused (YyqTemplateContent *content, const char *id, const char *replaces, int pages,
                const char *pointer)
{
  g_autoptr (YyqTemplateContent) before = yyq_template_content_copy (content);
  g_autoptr (YyqTemplateFile) file = make_file (id, pages);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_template_content_put_file (content, file, replaces, dropped, &error));
  g_assert_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT);
  g_assert_true (g_str_has_prefix (error->message, pointer));
  g_assert_true (yyq_record_equal (before, content, NULL));
  g_assert_cmpuint (dropped->len, ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (YyqTemplateContent) content = make_content ("22");
  g_autoptr (YyqTemplateContent) full = make_content ("11111111111111111111");

  assert_refused (content, "new", "c", 1, "/replaces:");
  assert_refused (content, "b", NULL, 1, "/file_id:");
  assert_refused (content, "b", "a", 1, "/file_id:");
  assert_refused (content, "new", NULL, YYQ_TEMPLATE_MOST_PAGES - 3, "/pdf:");
  assert_refused (content, "new", "a", YYQ_TEMPLATE_MOST_PAGES - 1, "/pdf:");
  assert_refused (full, "new", NULL, 1, "/pdf:");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template pages/controls stay on their pages, and those without one are told",
                   test_places);
  g_test_add_func ("/template pages/a seal goes through the pages that are left", test_paging_seal);
  g_test_add_func ("/template pages/what does not fit is refused, and changes nothing",
                   test_refused);
  return g_test_run ();
}
