/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page.h"

/* A page that notes what becomes of it. */
#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, YyqPage)

struct _TestPage {
  YyqPage parent_instance;

  guint n_left;
  guint n_heard;
  gboolean had_session; /* when it was left */
  gboolean was_cancelled;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, YYQ_TYPE_PAGE)

static void
test_page_leave (YyqPage *page)
{
  TestPage *self = TEST_PAGE (page);

  self->n_left++;
  self->had_session = yyq_page_get_session (page) != NULL;
  self->was_cancelled = g_cancellable_is_cancelled (yyq_page_get_cancellable (page));
}

static void
test_page_class_init (TestPageClass *klass)
{
  YYQ_PAGE_CLASS (klass)->leave = test_page_leave;
}

static void
test_page_init (TestPage *self)
{
}

/* Any object stands for the session: a page only keeps it. */
typedef struct {
  GObject *session;
  GtkWidget *window;
  TestPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = G_OBJECT (g_simple_action_new ("test", NULL));
  fixture->page =
    g_object_ref_sink (g_object_new (TEST_TYPE_PAGE, "session", fixture->session, NULL));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->session);
}

static void
assert_left (Fixture *fixture)
{
  YyqPage *page = YYQ_PAGE (fixture->page);

  g_assert_true (yyq_page_is_left (page));
  g_assert_cmpuint (fixture->page->n_left, ==, 1);
  g_assert_true (fixture->page->had_session);
  g_assert_false (fixture->page->was_cancelled);
  g_assert_null (yyq_page_get_session (page));
  g_assert_true (g_cancellable_is_cancelled (yyq_page_get_cancellable (page)));
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  YyqPage *page = YYQ_PAGE (fixture->page);

  g_assert_false (yyq_page_is_left (page));
  g_assert_true ((GObject *) yyq_page_get_session (page) == fixture->session);
  g_assert_false (g_cancellable_is_cancelled (yyq_page_get_cancellable (page)));
}

static void
test_taken_away (Fixture *fixture, gconstpointer data)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  assert_left (fixture);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  assert_left (fixture);
}

static void
test_disposed (Fixture *fixture, gconstpointer data)
{
  TestPage *page = g_object_new (TEST_TYPE_PAGE, "session", fixture->session, NULL);

  g_object_ref_sink (page);
  g_object_run_dispose (G_OBJECT (page));
  g_assert_cmpuint (page->n_left, ==, 1);
  g_assert_finalize_object (page);
}

static void
heard_cb (TestPage *self)
{
  self->n_heard++;
}

static void
toggle (Fixture *fixture)
{
  GSimpleAction *action = G_SIMPLE_ACTION (fixture->session);

  g_simple_action_set_enabled (action, !g_action_get_enabled (G_ACTION (action)));
}

static void
test_followed (Fixture *fixture, gconstpointer data)
{
  yyq_page_follow (YYQ_PAGE (fixture->page), fixture->session, "notify::enabled",
                   G_CALLBACK (heard_cb));
  toggle (fixture);
  g_assert_cmpuint (fixture->page->n_heard, ==, 1);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  toggle (fixture);
  g_assert_cmpuint (fixture->page->n_heard, ==, 1);
}

static void
test_source_goes (Fixture *fixture, gconstpointer data)
{
  GSimpleAction *source = g_simple_action_new ("other", NULL);

  yyq_page_follow (YYQ_PAGE (fixture->page), source, "notify::enabled", G_CALLBACK (heard_cb));
  g_assert_finalize_object (source);
}

#define ADD(name, test) g_test_add ("/client/page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("a page that is shown has its session", test_shown);
  ADD ("a page is left when its window takes it away", test_taken_away);
  ADD ("a page is left when its window closes", test_closed);
  ADD ("a page that was never shown is left when it is disposed of", test_disposed);
  ADD ("what a page follows does not reach it after it was left", test_followed);
  ADD ("what a page follows may go before the page", test_source_goes);
  return g_test_run ();
}
