/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-clip.h"
#include "yyq-control-pages.h"
#include "yyq-template-edit.h"

/* A template of ten pages with two parties and three text controls on the first page. */
typedef struct {
  YyqTemplateContent *content;
  YyqTemplateEdit *edit;
  YyqControl *a, *b, *c;
  guint n_told;
  YyqTemplateChanged what;
  guint n_pages;
  guint n_controls;
} Fixture;

static void
told_cb (Fixture *fixture, const YyqTemplateChange *change)
{
  fixture->n_told++;
  fixture->what = change->what;
  fixture->n_pages = change->pages->len;
  fixture->n_controls = change->controls->len;
}

static YyqControl *
add (Fixture *fixture, YyqControlKind kind, YyqControlPlace place)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (YyqControl) control = yyq_template_edit_make (fixture->edit, kind, "worker", &place);

  g_ptr_array_add (one, control);
  g_assert_true (yyq_template_edit_add (fixture->edit, one, "Add"));
  return control; /* the content keeps it */
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateFile) file =
    g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", "01890a5d-ac96-774b-bcce-b302099a8057", "name",
                  "a.pdf", "sha256", "", "pages", 10, NULL);

  fixture->content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (fixture->content)), file);
  fixture->edit = yyq_template_edit_new (fixture->content);
  fixture->a = add (fixture, YYQ_CONTROL_TEXT, (YyqControlPlace){ 0, 100, 100, 50, 20 });
  fixture->b = add (fixture, YYQ_CONTROL_TEXT, (YyqControlPlace){ 0, 220, 130, 60, 30 });
  fixture->c = add (fixture, YYQ_CONTROL_TEXT, (YyqControlPlace){ 0, 400, 190, 70, 10 });
  g_signal_connect_swapped (fixture->edit, "changed", G_CALLBACK (told_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->edit);
  g_assert_finalize_object (fixture->content);
}

/* (transfer container) */
static GPtrArray *
list (YyqControl *first, ...)
{
  GPtrArray *all = g_ptr_array_new ();
  va_list more;

  va_start (more, first);
  for (YyqControl *one = first; one != NULL; one = va_arg (more, YyqControl *))
    g_ptr_array_add (all, one);
  va_end (more);
  return all;
}

static void
assert_place (YyqControl *control, double x, double y, double width, double height)
{
  g_assert_cmpfloat (yyq_control_get_x (control), ==, x);
  g_assert_cmpfloat (yyq_control_get_y (control), ==, y);
  g_assert_cmpfloat (yyq_control_get_width (control), ==, width);
  g_assert_cmpfloat (yyq_control_get_height (control), ==, height);
}

static void
undo_all (Fixture *fixture)
{
  while (yyq_template_edit_undo (fixture->edit)) {
  }
}

static void
redo_all (Fixture *fixture)
{
  while (yyq_template_edit_redo (fixture->edit)) {
  }
}

static void
set_text (Fixture *fixture, YyqControl *control, const char *member, const char *text, guint merge)
{
  g_autoptr (GPtrArray) one = list (control, NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  yyq_template_edit_set (fixture->edit, one, member, &value, merge);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->b, NULL);
  g_autofree char *name = NULL;

  yyq_template_edit_move (fixture->edit, two, .1, -.3, 0);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpint (fixture->what, ==, YYQ_TEMPLATE_CHANGED_PLACE);
  g_assert_cmpuint (fixture->n_pages, ==, 1);
  g_assert_cmpuint (fixture->n_controls, ==, 2);
  name = yyq_template_edit_get_undo_name (fixture->edit, 0);
  g_assert_cmpstr (name, ==, "Move: 2 controls");
  g_assert_true (yyq_template_edit_undo (fixture->edit));
  assert_place (fixture->a, 100, 100, 50, 20);
  assert_place (fixture->b, 220, 130, 60, 30);
  g_assert_true (yyq_template_edit_redo (fixture->edit));
  assert_place (fixture->a, 100 + .1, 100 - .3, 50, 20);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->a, NULL);
  const guint n = yyq_template_edit_get_n_undo (fixture->edit);

  yyq_template_edit_move (fixture->edit, one, 0, 0, 0);
  set_text (fixture, fixture->a, "help", "", 0);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, n);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->b, NULL);
  const guint n = yyq_template_edit_get_n_undo (fixture->edit);
  const guint merge = yyq_template_edit_new_merge (fixture->edit);

  for (int i = 0; i < 50; i++)
    yyq_template_edit_move (fixture->edit, two, 1, i % 2, merge);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, n + 1);
  assert_place (fixture->b, 270, 155, 60, 30);
  yyq_template_edit_undo (fixture->edit);
  assert_place (fixture->a, 100, 100, 50, 20);
  assert_place (fixture->b, 220, 130, 60, 30);
  yyq_template_edit_redo (fixture->edit);
  assert_place (fixture->a, 150, 125, 50, 20);
}

static void
test_abandon (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->a, NULL);
  const guint n = yyq_template_edit_get_n_undo (fixture->edit);
  const guint merge = yyq_template_edit_new_merge (fixture->edit);

  yyq_template_edit_move (fixture->edit, one, 1, 1, merge);
  yyq_template_edit_abandon (fixture->edit, merge);
  assert_place (fixture->a, 100, 100, 50, 20);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, n);
  g_assert_cmpuint (yyq_template_edit_get_n_redo (fixture->edit), ==, 0);
  yyq_template_edit_abandon (fixture->edit, merge);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, n);
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  const guint n = yyq_template_edit_get_n_undo (fixture->edit);
  const guint merge = yyq_template_edit_new_merge (fixture->edit);
  g_autofree char *before = g_strdup (yyq_control_get_name (fixture->a));

  set_text (fixture, fixture->a, "name", "甲", merge);
  set_text (fixture, fixture->a, "name", "甲方", merge);
  set_text (fixture, fixture->a, "name", "甲方名称", merge);
  set_text (fixture, fixture->b, "name", "乙方", yyq_template_edit_new_merge (fixture->edit));
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, n + 2);
  yyq_template_edit_undo (fixture->edit);
  g_assert_cmpstr (yyq_control_get_name (fixture->a), ==, "甲方名称");
  yyq_template_edit_undo (fixture->edit);
  g_assert_cmpstr (yyq_control_get_name (fixture->a), ==, before);
  yyq_template_edit_redo (fixture->edit);
  g_assert_cmpstr (yyq_control_get_name (fixture->a), ==, "甲方名称");
}

/* All verbs there are, then all the way back, and forth again. */
static void
test_bit_by_bit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) first = NULL;
  g_autoptr (YyqTemplateContent) last = NULL;
  g_autoptr (GPtrArray) all = list (fixture->a, fixture->b, fixture->c, NULL);
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->c, NULL);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GArray) pages = yyq_control_pages_read ("2-4", 10);
  g_auto (GValue) words = G_VALUE_INIT;
  const char *options[] = { "固定期限", "无固定期限", NULL };

  undo_all (fixture);
  first = yyq_template_content_copy (fixture->content);
  redo_all (fixture);
  yyq_template_edit_move (fixture->edit, all, 1 / 3., 2 / 7., 0);
  yyq_template_edit_resize (fixture->edit, two, 1 / 3., 1 / 7., 0);
  g_value_init (&words, G_TYPE_STRV);
  g_value_set_boxed (&words, options);
  yyq_template_edit_set (fixture->edit, two, "options", &words, 0);
  set_text (fixture, fixture->b, "help", "按身份证填写", 0);
  for (int how = YYQ_ARRANGE_LEFT; how <= YYQ_ARRANGE_HEIGHT; how++)
    yyq_template_edit_arrange (fixture->edit, all, how);
  copies = yyq_template_edit_duplicate (fixture->edit, two, pages);
  g_assert_nonnull (copies);
  yyq_template_edit_paste (fixture->edit, all, 7);
  yyq_template_edit_reorder (fixture->edit, two, 4);
  yyq_template_edit_remove (fixture->edit, all, "Delete");
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 9);
  last = yyq_template_content_copy (fixture->content);
  g_assert_true (yyq_template_content_check (fixture->content, NULL));
  for (int i = 0; i < 3; i++) {
    undo_all (fixture);
    g_assert_true (yyq_record_equal (fixture->content, first, NULL));
    redo_all (fixture);
    g_assert_true (yyq_record_equal (fixture->content, last, NULL));
  }
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->b, NULL);

  g_object_set (fixture->a, "locked", TRUE, NULL);
  yyq_template_edit_move (fixture->edit, two, 5, 5, 0);
  assert_place (fixture->a, 100, 100, 50, 20);
  assert_place (fixture->b, 225, 135, 60, 30);
  yyq_template_edit_arrange (fixture->edit, two, YYQ_ARRANGE_LEFT);
  assert_place (fixture->b, 100, 135, 60, 30);
  yyq_template_edit_remove (fixture->edit, two, "Delete");
  g_assert_nonnull (yyq_template_edit_find (fixture->edit, yyq_control_get_id (fixture->a)));
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 2);
}

static void
test_arrange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = list (fixture->a, fixture->b, fixture->c, NULL);

  yyq_template_edit_arrange (fixture->edit, all, YYQ_ARRANGE_HORIZONTALLY);
  assert_place (fixture->a, 100, 100, 50, 20);
  assert_place (fixture->b, 245, 130, 60, 30);
  assert_place (fixture->c, 400, 190, 70, 10);
  yyq_template_edit_arrange (fixture->edit, all, YYQ_ARRANGE_BOTTOM);
  assert_place (fixture->a, 100, 180, 50, 20);
  assert_place (fixture->b, 245, 170, 60, 30);
  yyq_template_edit_arrange (fixture->edit, all, YYQ_ARRANGE_WIDTH);
  assert_place (fixture->a, 100, 180, 70, 20);
  yyq_template_edit_arrange (fixture->edit, all, YYQ_ARRANGE_CENTRE);
  assert_place (fixture->a, 400, 180, 70, 20);
}

static void
test_small (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->a, NULL);

  yyq_template_edit_resize (fixture->edit, one, -1000, -1000, 0);
  assert_place (fixture->a, 100, 100, YYQ_CONTROL_SMALLEST, YYQ_CONTROL_SMALLEST);
}

static void
test_style (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqControl) made = NULL;

  g_object_set (fixture->b, "size", 14., "align", YYQ_CONTROL_ALIGN_CENTRE, NULL);
  set_text (fixture, fixture->b, "help", "touched", 0);
  made = yyq_template_edit_make (fixture->edit, YYQ_CONTROL_TEXT, "employer",
                                 &(YyqControlPlace){ 3, 10, 10, 0, 0 });
  g_assert_cmpfloat (yyq_control_get_size (made), ==, 14);
  g_assert_cmpint (yyq_control_get_align (made), ==, YYQ_CONTROL_ALIGN_CENTRE);
  assert_place (made, 10, 10, 60, 30);
  g_assert_null (yyq_control_get_help (made));
  g_assert_cmpstr (yyq_control_get_party (made), ==, "employer");
  g_assert_cmpstr (yyq_control_get_name (made), !=, yyq_control_get_name (fixture->c));
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (fixture->edit);
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->b, NULL);

  yyq_control_selection_set (selection, two);
  yyq_control_selection_toggle (selection, fixture->c);
  yyq_template_edit_remove (fixture->edit, two, "Delete");
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 1);
  g_assert_true (yyq_control_selection_has (selection, fixture->c));
  yyq_template_edit_undo (fixture->edit);
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 2);
  g_assert_true (yyq_control_selection_has (selection, fixture->a));
}

static void
test_page_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->b, NULL);
  const YyqControlPlace place = { 4, 10, 10, 60, 30 };

  g_assert_cmpuint (yyq_template_edit_list_page (fixture->edit, 0)->len, ==, 3);
  yyq_template_edit_place (fixture->edit, one, &place, "Move", 0);
  g_assert_cmpuint (fixture->n_pages, ==, 2);
  g_assert_cmpuint (yyq_template_edit_list_page (fixture->edit, 0)->len, ==, 2);
  g_assert_true (yyq_template_edit_list_page (fixture->edit, 4)->pdata[0] == fixture->b);
  g_assert_cmpuint (yyq_template_edit_list_page (fixture->edit, 99)->len, ==, 0);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->c, NULL);
  guint at = 9;

  yyq_template_edit_reorder (fixture->edit, one, 0);
  g_assert_true (yyq_template_edit_get_control (fixture->edit, 0) == fixture->c);
  g_assert_true (yyq_template_edit_find_index (fixture->edit, fixture->a, &at));
  g_assert_cmpuint (at, ==, 1);
  yyq_template_edit_undo (fixture->edit);
  g_assert_true (yyq_template_edit_get_control (fixture->edit, 2) == fixture->c);
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->b, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) read = NULL;
  YyqControl *first = NULL, *second = NULL;

  g_object_set (fixture->a, "party", "guest", "when_key", "没有的键", "locked", TRUE, NULL);
  bytes = yyq_control_clip_write (two);
  read = yyq_control_clip_read (bytes);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpstr (yyq_control_get_id (read->pdata[0]), !=, yyq_control_get_id (fixture->a));
  g_assert_cmpstr (yyq_control_get_when_key (read->pdata[0]), ==, "没有的键");
  g_assert_true (yyq_template_edit_paste (fixture->edit, read, 5));
  first = yyq_template_edit_get_control (fixture->edit, 3);
  second = yyq_template_edit_get_control (fixture->edit, 4);
  g_assert_cmpint (yyq_control_get_page (first), ==, 5);
  assert_place (first, 100, 100, 50, 20);
  assert_place (second, 220, 130, 60, 30);
  g_assert_cmpstr (yyq_control_get_party (first), ==, "worker");
  g_assert_null (yyq_control_get_when_key (first));
  g_assert_false (yyq_control_get_locked (first));
  g_assert_true (yyq_template_edit_paste (fixture->edit, read, 5));
  first = yyq_template_edit_get_control (fixture->edit, 5);
  assert_place (first, 112, 112, 50, 20);
  g_object_set (fixture->a, "party", "worker", NULL);
  g_assert_true (yyq_template_content_check (fixture->content, NULL));
}

/* What the pages do not hold is left out; nothing at all is no step. */
static void
test_paste_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list (fixture->a, fixture->b, NULL);

  g_object_set (fixture->b, "page", 3, NULL);
  g_assert_true (yyq_template_edit_paste (fixture->edit, two, 9));
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 4);
  g_assert_false (yyq_template_edit_paste (fixture->edit, two, 10));
}

static void
test_clip_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->a, NULL);
  g_autoptr (GBytes) good = yyq_control_clip_write (one);
  const gsize n = g_bytes_get_size (good);

  for (gsize cut = 0; cut < n; cut++) {
    g_autoptr (GBytes) less = g_bytes_new_from_bytes (good, 0, cut);
    g_autoptr (GPtrArray) read = yyq_control_clip_read (less);

    g_assert_null (read);
  }
  for (gsize at = 0; at < n; at++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), n);
    g_autoptr (GBytes) other = NULL;
    g_autoptr (GPtrArray) read = NULL;

    copy[at] ^= 0xff;
    other = g_bytes_new (copy, n);
    read = yyq_control_clip_read (other);
    g_assert_true (read == NULL || read->len == 1);
    if (read != NULL && yyq_template_edit_paste (fixture->edit, read, 0))
      g_assert_true (yyq_template_content_check (fixture->content, NULL));
  }
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = list (fixture->a, fixture->b, fixture->c, NULL);
  g_autoptr (GPtrArray) many = g_ptr_array_new ();
  g_autoptr (GArray) page = yyq_control_pages_read ("2", 10);

  for (guint i = 0; i < YYQ_TEMPLATE_MOST_CONTROLS; i++)
    g_ptr_array_add (many, fixture->a);
  g_assert_null (yyq_template_edit_duplicate (fixture->edit, many, page));
  g_ptr_array_set_size (many, YYQ_TEMPLATE_MOST_CONTROLS - 3);
  g_ptr_array_unref (yyq_template_edit_duplicate (fixture->edit, many, page));
  g_assert_false (yyq_template_edit_paste (fixture->edit, all, 0));
  yyq_template_edit_undo (fixture->edit);
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 3);
}

static void
test_most_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->a, NULL);

  for (int i = 0; i < YYQ_TEMPLATE_EDIT_MOST_STEPS + 100; i++)
    yyq_template_edit_move (fixture->edit, one, 1, 0, 0);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, YYQ_TEMPLATE_EDIT_MOST_STEPS);
  undo_all (fixture);
  assert_place (fixture->a, 200, 100, 50, 20);
  g_assert_cmpuint (yyq_template_edit_get_n_redo (fixture->edit), ==, YYQ_TEMPLATE_EDIT_MOST_STEPS);
}

static void
test_dirty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list (fixture->a, NULL);
  guint merge = yyq_template_edit_new_merge (fixture->edit);

  g_assert_true (yyq_template_edit_is_dirty (fixture->edit));
  yyq_template_edit_move (fixture->edit, one, 1, 0, merge);
  yyq_template_edit_mark_saved (fixture->edit);
  g_assert_false (yyq_template_edit_is_dirty (fixture->edit));
  yyq_template_edit_undo (fixture->edit);
  g_assert_true (yyq_template_edit_is_dirty (fixture->edit));
  yyq_template_edit_redo (fixture->edit);
  g_assert_false (yyq_template_edit_is_dirty (fixture->edit));
  yyq_template_edit_move (fixture->edit, one, 1, 0, merge);
  g_assert_true (yyq_template_edit_is_dirty (fixture->edit));
  yyq_template_edit_mark_saved (fixture->edit);
  yyq_template_edit_undo (fixture->edit);
  yyq_template_edit_move (fixture->edit, one, 7, 0, 0);
  g_assert_true (yyq_template_edit_is_dirty (fixture->edit));
}

static void
test_pages_read (void)
{
  static const struct {
    const char *text;
    const char *pages; /* NULL: none */
  } cases[] = {
    { "1", "0" },
    { "1-3,5,9-", "0 1 2 4 8 9" },
    { "１－３、５", "0 1 2 4" },
    { "3至4", "2 3" },
    { "-2", "0 1" },
    { " 2 , 2 ,", "1" },
    { "8-99", "7 8 9" },
    { "", NULL },
    { "0", NULL },
    { "a", NULL },
    { "1-2-3", NULL },
    { "-", NULL },
    { "11", NULL },
    { "4-2", NULL },
    { "99999999999999999999", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) pages = yyq_control_pages_read (cases[i].text, 10);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint p = 0; pages != NULL && p < pages->len; p++)
      g_string_append_printf (text, "%s%d", p > 0 ? " " : "", g_array_index (pages, int, p));
    g_assert_cmpstr (text->str, ==, cases[i].pages != NULL ? cases[i].pages : "");
  }
}

#define ADD(name, test) \
  g_test_add ("/model/template-edit/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a move is one step with a name, told once, and undone exactly", test_move);
  ADD ("what changes nothing is no step", test_nothing);
  ADD ("a drag of many motions is one step", test_drag);
  ADD ("a drag that is given up leaves no step", test_abandon);
  ADD ("a value that is typed is one step, the next field another", test_typed);
  ADD ("all verbs are undone and redone bit by bit", test_bit_by_bit);
  ADD ("what is locked stays, and others are aligned with it", test_locked);
  ADD ("aligned, distributed and made equal to the point", test_arrange);
  ADD ("nothing becomes smaller than can be kept", test_small);
  ADD ("a new control has the style of the last of its kind, and a name of its own", test_style);
  ADD ("what is deleted is not selected, and what comes back is", test_selection);
  ADD ("the controls of a page follow what moves to another", test_page_lists);
  ADD ("the order of filling in can be changed", test_order);
  ADD ("what is pasted keeps distances and fits into the template", test_paste);
  ADD ("what is pasted beyond the last page is left out", test_paste_end);
  ADD ("what another program puts on the clipboard does no harm", test_clip_foreign);
  ADD ("no more controls than a template may have", test_full);
  ADD ("ten thousand steps are kept, and the oldest go", test_most_steps);
  ADD ("dirty until what was saved is there again", test_dirty);
  g_test_add_func ("/model/template-edit/pages are read as people type them", test_pages_read);
  return g_test_run ();
}
