/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-leave-question.h"
#include "yyq-page-stack.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"

/* A page with a field, which is unsaved while something stands in it. */
#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, YyqPage)

struct _TestPage {
  YyqPage parent_instance;

  GtkWidget *first;
  GtkWidget *second;
  guint n_kept;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, YYQ_TYPE_PAGE)

static gboolean
test_page_is_unsaved (YyqPage *page)
{
  return *gtk_editable_get_text (GTK_EDITABLE (TEST_PAGE (page)->second)) != '\0';
}

static void
test_page_keep (YyqPage *page)
{
  TEST_PAGE (page)->n_kept++;
}

static void
test_page_class_init (TestPageClass *klass)
{
  YYQ_PAGE_CLASS (klass)->is_unsaved = test_page_is_unsaved;
  YYQ_PAGE_CLASS (klass)->keep = test_page_keep;
}

static void
test_page_init (TestPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->first = gtk_entry_new ();
  self->second = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), self->first);
  gtk_box_append (GTK_BOX (box), self->second);
  adw_bin_set_child (ADW_BIN (self), box);
}

typedef struct {
  GtkWidget *window;
  YyqPageStack *stack;
  guint n_changed;
  guint n_left;
} Fixture;

static YyqPage *
new_page (const char *title)
{
  return g_object_new (TEST_TYPE_PAGE, "title", title, NULL);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = adw_window_new ();
  fixture->stack = g_object_new (YYQ_TYPE_PAGE_STACK, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->stack));
  yyq_page_stack_add (fixture->stack, "one", new_page ("One"));
  yyq_page_stack_add (fixture->stack, "two", new_page ("Two"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  yyq_page_stack_show (fixture->stack, "one");
  g_signal_connect_swapped (fixture->stack, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
assert_titles (Fixture *fixture, const char *wanted)
{
  g_auto (GStrv) titles = yyq_page_stack_list_titles (fixture->stack);
  g_autofree char *joined = g_strjoinv ("/", titles);

  g_assert_cmpstr (joined, ==, wanted);
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) : NULL;
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  TestPage *below = TEST_PAGE (yyq_page_stack_get_page (fixture->stack));
  YyqPage *over = new_page ("Over");

  gtk_widget_grab_focus (below->second);
  yyq_page_stack_push (fixture->stack, over);
  assert_titles (fixture, "One/Over");
  g_assert_true (focus_of (fixture) == TEST_PAGE (over)->first);
  yyq_page_stack_cut (fixture->stack, "one", 0);
  assert_titles (fixture, "One");
  g_assert_true (yyq_page_stack_get_page (fixture->stack) == YYQ_PAGE (below));
  g_assert_true (focus_of (fixture) == below->second);
}

static void
test_chapters (Fixture *fixture, gconstpointer data)
{
  YyqPage *over = new_page ("Over");

  yyq_page_stack_push (fixture->stack, over);
  yyq_page_stack_show (fixture->stack, "two");
  assert_titles (fixture, "Two");
  g_assert_cmpuint (yyq_page_stack_get_depth (fixture->stack), ==, 0);
  g_assert_false (yyq_page_is_left (over));
  yyq_page_stack_show (fixture->stack, "one");
  assert_titles (fixture, "One/Over");
  g_assert_true (yyq_page_stack_get_page (fixture->stack) == over);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  YyqPage *first = g_object_ref_sink (new_page ("First"));
  YyqPage *second = g_object_ref_sink (new_page ("Second"));

  yyq_page_stack_push (fixture->stack, first);
  yyq_page_stack_push (fixture->stack, second);
  yyq_page_stack_cut (fixture->stack, "one", 1);
  g_assert_true (yyq_page_is_left (second));
  g_assert_false (yyq_page_is_left (first));
  yyq_page_stack_clear (fixture->stack);
  g_assert_true (yyq_page_is_left (first));
  g_assert_null (yyq_page_stack_get_page (fixture->stack));
  g_object_unref (first);
  g_object_unref (second);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  yyq_page_set_title (yyq_page_stack_get_page (fixture->stack), "Uno");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_titles (fixture, "Uno");
  yyq_page_stack_show (fixture->stack, "one");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

/* Questions */

static void
leave_cb (gpointer data)
{
  ((Fixture *) data)->n_left++;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return window;
  }
  return NULL;
}

/* Types on a page over the chapter, and asks to leave it; what is @answer (nullable) then. */
static TestPage *
ask (Fixture *fixture, const char *typed, const char *answer)
{
  YyqPage *page = new_page ("Form");
  g_autoptr (GPtrArray) unsaved = NULL;

  yyq_page_stack_push (fixture->stack, page);
  gtk_editable_set_text (GTK_EDITABLE (TEST_PAGE (page)->second), typed);
  unsaved = yyq_page_stack_list_unsaved (fixture->stack, "one", 0);
  yyq_leave_question_ask (GTK_WINDOW (fixture->window), unsaved, leave_cb, fixture, NULL);
  if (answer != NULL)
    adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), answer);
  return TEST_PAGE (page);
}

static void
test_unasked (Fixture *fixture, gconstpointer data)
{
  ask (fixture, "", NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (fixture->n_left, ==, 1);
}

static void
test_stay (Fixture *fixture, gconstpointer data)
{
  ask (fixture, "typed", "stay");
  g_assert_cmpuint (fixture->n_left, ==, 0);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (ask (fixture, "typed", "discard")->n_kept, ==, 0);
  g_assert_cmpuint (fixture->n_left, ==, 1);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (ask (fixture, "typed", "keep")->n_kept, ==, 1);
  g_assert_cmpuint (fixture->n_left, ==, 1);
}

#define ADD(name, test) \
  g_test_add ("/client/page-stack/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD ("a page that is uncovered has the focus where it was", test_focus);
  ADD ("a chapter keeps its pages while another one is shown", test_chapters);
  ADD ("pages that are taken away are left, and no others", test_cut);
  ADD ("another title is told of, and nothing where nothing changes", test_changed);
  ADD ("where nothing would be lost nobody is asked", test_unasked);
  ADD ("who stays leaves nothing", test_stay);
  ADD ("who gives it up leaves, and keeps nothing", test_discard);
  ADD ("a draft is kept before the page is left", test_keep);
  return g_test_run ();
}
