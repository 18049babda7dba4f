/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-print.h"

#include "yyq-error.h"

struct _YyqPdfPrint {
  GtkPrintOperation parent_instance;

  YyqPdfRenderer *renderer; /* (owned) */
  GtkPrintContext *context; /* (unowned): of the page that is being drawn */
};

G_DEFINE_FINAL_TYPE (YyqPdfPrint, yyq_pdf_print, GTK_TYPE_PRINT_OPERATION)

/* Nobody should take a white sheet for the page. */
static void
print_words (GtkPrintContext *context, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_identity_matrix (cr);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, 0, gtk_print_context_get_height (context) / 3);
  pango_cairo_show_layout (cr, layout);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPdfPrint) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_pdf_renderer_print_finish (YYQ_PDF_RENDERER (source), result, &error)) {
    gboolean large = g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);

    print_words (self->context, yyq_pdf_problem_to_text (large ? YYQ_PDF_PROBLEM_TOO_LARGE
                                                               : YYQ_PDF_PROBLEM_DAMAGED));
  }
  gtk_print_operation_draw_page_finish (GTK_PRINT_OPERATION (self));
}

static void
place_page (GtkPrintContext *context, double width, double height)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double paper_width = gtk_print_context_get_width (context);
  const double paper_height = gtk_print_context_get_height (context);
  const double scale = MIN (1, MIN (paper_width / width, paper_height / height));

  cairo_translate (cr, (paper_width - width * scale) / 2, (paper_height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
}

static void
yyq_pdf_print_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  YyqPdfPrint *self = YYQ_PDF_PRINT (operation);
  double width = 0, height = 0;

  yyq_pdf_renderer_get_page_size (self->renderer, (guint) page, &width, &height);
  place_page (context, width, height);
  self->context = context;
  gtk_print_operation_set_defer_drawing (operation);
  yyq_pdf_renderer_print_async (self->renderer, (guint) page,
                                gtk_print_context_get_cairo_context (context), NULL, printed_cb,
                                g_object_ref (self));
}

static void
yyq_pdf_print_request_page_setup (GtkPrintOperation *operation, GtkPrintContext *context, int page,
                                  GtkPageSetup *setup)
{
  double width = 0, height = 0;

  yyq_pdf_renderer_get_page_size (YYQ_PDF_PRINT (operation)->renderer, (guint) page, &width,
                                  &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

GtkPrintOperation *
yyq_pdf_print_new (YyqPdfRenderer *renderer, const char *title, guint page)
{
  YyqPdfPrint *self = g_object_new (YYQ_TYPE_PDF_PRINT, "job-name", title, NULL);

  self->renderer = g_object_ref (renderer);
  gtk_print_operation_set_n_pages (GTK_PRINT_OPERATION (self),
                                   (int) yyq_pdf_renderer_get_n_pages (renderer));
  gtk_print_operation_set_current_page (GTK_PRINT_OPERATION (self), (int) page);
  return GTK_PRINT_OPERATION (self);
}

static void
yyq_pdf_print_finalize (GObject *object)
{
  g_clear_object (&YYQ_PDF_PRINT (object)->renderer);
  G_OBJECT_CLASS (yyq_pdf_print_parent_class)->finalize (object);
}

static void
yyq_pdf_print_class_init (YyqPdfPrintClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_pdf_print_finalize;
  GTK_PRINT_OPERATION_CLASS (klass)->draw_page = yyq_pdf_print_draw_page;
  GTK_PRINT_OPERATION_CLASS (klass)->request_page_setup = yyq_pdf_print_request_page_setup;
}

static void
yyq_pdf_print_init (YyqPdfPrint *self)
{
  gtk_print_operation_set_unit (GTK_PRINT_OPERATION (self), GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (GTK_PRINT_OPERATION (self), TRUE);
  gtk_print_operation_set_embed_page_setup (GTK_PRINT_OPERATION (self), TRUE);
  gtk_print_operation_set_allow_async (GTK_PRINT_OPERATION (self), TRUE);
}
