/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>

#include "yyq-pdf-find-bar.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"

#define N_PAGES 3

typedef struct {
  GtkWidget *window;
  YyqPdfView *view;
  YyqPdfFindBar *bar;
} Fixture;

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* "wage" stands once on each page. */
static GBytes *
make_pdf (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < N_PAGES; i++) {
    cairo_move_to (cr, 100, 400);
    cairo_show_text (cr, "the wage of a month");
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GBytes) pdf = make_pdf ();
  gboolean done = FALSE;

  fixture->view = YYQ_PDF_VIEW (yyq_pdf_view_new ());
  fixture->bar = g_object_new (YYQ_TYPE_PDF_FIND_BAR, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->bar));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  yyq_pdf_find_bar_set_view (fixture->bar, fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_pdf_view_open_async (fixture->view, pdf, NULL, open_cb, &done);
  yyq_test_wait_while (!done);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static GtkWidget *
entry_of (Fixture *fixture)
{
  return yyq_test_find_widget (GTK_WIDGET (fixture->bar), GTK_TYPE_SEARCH_ENTRY);
}

static const char *
count_of (Fixture *fixture)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (entry_of (fixture))));
}

static gboolean
has_focus (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
type (Fixture *fixture, const char *text)
{
  yyq_pdf_find_bar_open (fixture->bar);
  gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), text);
}

static void
wait_for_count (Fixture *fixture, const char *text)
{
  yyq_test_wait_while (!g_str_equal (count_of (fixture), text));
}

static void
test_round (Fixture *fixture, gconstpointer data)
{
  type (fixture, "WAGE");
  wait_for_count (fixture, "1 of 3");
  yyq_pdf_find_bar_go (fixture->bar, TRUE);
  yyq_pdf_find_bar_go (fixture->bar, TRUE);
  g_assert_cmpstr (count_of (fixture), ==, "3 of 3");
  yyq_test_wait_while (yyq_pdf_view_get_page (fixture->view) != 2);
  yyq_pdf_find_bar_go (fixture->bar, TRUE);
  g_assert_cmpstr (count_of (fixture), ==, "1 of 3");
  yyq_pdf_find_bar_go (fixture->bar, FALSE);
  g_assert_cmpstr (count_of (fixture), ==, "3 of 3");
}

static void
test_from_here (Fixture *fixture, gconstpointer data)
{
  yyq_pdf_view_scroll_to_page (fixture->view, 1);
  yyq_test_wait_while (yyq_pdf_view_get_page (fixture->view) != 1);
  type (fixture, "wage");
  wait_for_count (fixture, "2 of 3");
}

static void
test_in_vain (Fixture *fixture, gconstpointer data)
{
  type (fixture, "overtime");
  wait_for_count (fixture, "Not found");
  gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), "");
  wait_for_count (fixture, "");
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  type (fixture, "month");
  g_assert_true (has_focus (fixture, entry_of (fixture)));
  wait_for_count (fixture, "1 of 3");
  yyq_pdf_find_bar_close (fixture->bar);
  g_assert_true (has_focus (fixture, GTK_WIDGET (fixture->view)));
  yyq_pdf_find_bar_open (fixture->bar);
  g_assert_true (has_focus (fixture, entry_of (fixture)));
  wait_for_count (fixture, "1 of 3");
}

#define ADD(name, function) \
  g_test_add ("/pdf/find-bar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("one goes round the places that were found", test_round);
  ADD ("the first one from the page that is read is shown", test_from_here);
  ADD ("what is not there is said", test_in_vain);
  ADD ("the keyboard goes to the field, and back to the document", test_focus);
  return g_test_run ();
}
