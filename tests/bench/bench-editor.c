/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <malloc.h>
#include <time.h>

#include "yyq-bench.h"
#include "yyq-template-editor.h"

/* The editor of templates with 2,000 controls on 200 pages: what a frame of a drag costs, and what
 * a thousand steps weigh. */

#define N_PAGES 200
#define PER_PAGE 10
#define N_FRAMES 300

static GBytes *
make_pdf (void)
{
  GString *pdf = g_string_new ("%PDF-1.4\n");
  gsize at[N_PAGES + 3];
  gsize xref = 0;

  at[1] = pdf->len;
  g_string_append (pdf, "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
  at[2] = pdf->len;
  g_string_append (pdf, "2 0 obj<</Type/Pages/Kids[");
  for (int i = 0; i < N_PAGES; i++)
    g_string_append_printf (pdf, "%d 0 R ", i + 3);
  g_string_append_printf (pdf, "]/Count %d>>endobj\n", N_PAGES);
  for (int i = 0; i < N_PAGES; i++) {
    at[i + 3] = pdf->len;
    g_string_append_printf (
      pdf, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj\n",
      i + 3);
  }
  xref = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %d\n0000000000 65535 f \n", N_PAGES + 3);
  for (int i = 1; i < N_PAGES + 3; i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", at[i]);
  g_string_append_printf (pdf, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
                          N_PAGES + 3, xref);
  return g_string_free_to_bytes (pdf);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
fill (YyqTemplateEditor *editor)
{
  YyqTemplateEdit *edit = yyq_template_editor_get_edit (editor);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (int page = 0; page < N_PAGES; page++)
    for (int i = 0; i < PER_PAGE; i++) {
      const YyqControlPlace place = { page, 60 + i % 2 * 200, 60 + i / 2 * 90, 140, 18 };
      YyqControl *control =
        yyq_control_new_of_kind (YYQ_CONTROL_TEXT, "worker", (guint) page, place.x, place.y);

      g_object_set (control, "name", "劳动者姓名", NULL);
      g_ptr_array_add (all, control);
    }
  yyq_template_edit_add (edit, all, "Add");
}

static void
open_all (YyqTemplateEditor *editor)
{
  g_autoptr (YyqTemplateContent) content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);
  g_autoptr (YyqTemplateFile) file =
    g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", "01890a5d-ac96-774b-bcce-b302099a8057", "name",
                  "a.pdf", "sha256", "", "pages", N_PAGES, NULL);
  g_autoptr (GBytes) pdf = make_pdf ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (content)), file);
  yyq_template_editor_set_content (editor, content);
  yyq_template_editor_set_document_async (editor, pdf, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!yyq_template_editor_set_document_finish (editor, result, &error))
    g_error ("%s", error->message);
  fill (editor);
}

static gpointer
controller (YyqPdfView *view, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);

    if (G_OBJECT_TYPE (one) == type)
      return one;
  }
  g_assert_not_reached ();
}

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
painted_cb (guint *n)
{
  ++*n;
}

/* CPU of the main thread from the motion of the hand to the picture on the screen. */
static void
measure_drag (YyqTemplateEditor *editor, guint n_selected, const char *name, double limit)
{
  YyqTemplateEdit *edit = yyq_template_editor_get_edit (editor);
  YyqPdfView *view = yyq_template_editor_get_view (editor);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (view));
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autofree double *frames = g_new (double, N_FRAMES);
  gpointer drag = controller (view, GTK_TYPE_GESTURE_DRAG);
  guint n_painted = 0;
  graphene_rect_t rect;
  double x = 0, y = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &n_painted);

  for (guint i = n_selected; i > 0; i--)
    g_ptr_array_add (some, yyq_template_edit_get_control (edit, i - 1));
  yyq_control_selection_set (yyq_template_edit_get_selection (edit), some);
  yyq_pdf_view_get_page_rect (view, 0, &rect);
  x = (double) rect.origin.x + 130 * 4 / 3.;
  y = (double) rect.origin.y + 69 * 4 / 3.;
  g_signal_emit_by_name (controller (view, GTK_TYPE_GESTURE_CLICK), "pressed", 1, x, y);
  for (guint i = 0; i < N_FRAMES; i++) {
    const guint before = n_painted;
    const double began = cpu_ms ();

    g_signal_emit_by_name (drag, "drag-update", x + 3 + i % 100, y + 3 + i % 70);
    while (n_painted == before)
      g_main_context_iteration (NULL, TRUE);
    frames[i] = cpu_ms () - began;
  }
  g_signal_emit_by_name (drag, "drag-end", x, y);
  g_signal_handler_disconnect (clock, id);
  yyq_bench_report (name, yyq_bench_quantile (frames, N_FRAMES, .95), "ms", limit);
  yyq_bench_report ("editor: of these the median", yyq_bench_quantile (frames, N_FRAMES, .5), "ms",
                    YYQ_BENCH_NO_LIMIT);
}

static void
measure_steps (YyqTemplateEditor *editor)
{
  YyqTemplateEdit *edit = yyq_template_editor_get_edit (editor);
  g_autoptr (GPtrArray) hundred = g_ptr_array_new ();
  gsize before = 0;

  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (hundred, yyq_template_edit_get_control (edit, i));
  before = mallinfo2 ().uordblks;
  for (int i = 0; i < 1000; i++)
    yyq_template_edit_move (edit, hundred, 1, i % 2, 0);
  yyq_bench_report ("editor: 1,000 steps with 100 controls each",
                    (double) (mallinfo2 ().uordblks - before) / (1024 * 1024), "MiB", 20);
}

int
main (int argc, char **argv)
{
  GtkWidget *window = NULL;
  YyqTemplateEditor *editor = NULL;
  gint64 until = 0;

  adw_init ();
  window = adw_window_new ();
  editor = YYQ_TEMPLATE_EDITOR (yyq_template_editor_new ());
  open_all (editor);
  yyq_pdf_view_set_zoom (yyq_template_editor_get_view (editor), 1);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (editor));
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 900);
  gtk_window_present (GTK_WINDOW (window));
  until = g_get_monotonic_time () + 2 * G_TIME_SPAN_SECOND;
  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  measure_drag (editor, 1, "editor: a frame of dragging 1 of 2,000 controls, p95", 8);
  measure_drag (editor, 100, "editor: a frame of dragging 100 of 2,000 controls, p95", 16);
  measure_steps (editor);
  gtk_window_destroy (GTK_WINDOW (window));
  return yyq_bench_finish ();
}
