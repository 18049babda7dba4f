/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-problem.h"
#include "yyq-pdf-text.h"

G_BEGIN_DECLS

/*
 * Draws the pages of one PDF in a worker thread. The worker owns the PopplerDocument (one must
 * never be shared between threads); what is known of the pages is plain data for the main thread. A
 * page that could end the program is not drawn (yyq-pdf-document.h). Pages are 0-based, lengths pt
 * as the page is seen (after /Rotate). Main thread.
 */
#define YYQ_TYPE_PDF_RENDERER (yyq_pdf_renderer_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfRenderer, yyq_pdf_renderer, YYQ, PDF_RENDERER, GObject)

/* Textures are drawn up to 16 MiB: a larger scale gives a smaller texture, to be stretched. */
#define YYQ_PDF_RENDERER_MAX_BYTES (16 * 1024 * 1024)

YyqPdfRenderer *yyq_pdf_renderer_new (void);

/* Reads @pdf; what was open before is replaced. Errors: YYQ_PDF_ERROR_DAMAGED, _ENCRYPTED,
 * _TOO_LARGE. */
void yyq_pdf_renderer_open_async (YyqPdfRenderer *self, GBytes *pdf, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_pdf_renderer_open_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error);

/* 0 before a document is open. */
guint yyq_pdf_renderer_get_n_pages (YyqPdfRenderer *self);
void yyq_pdf_renderer_get_page_size (YyqPdfRenderer *self, guint page, double *width,
                                     double *height);

/* What the document calls the page ("iii", "7"); the number from 1 when it says nothing. */
const char *yyq_pdf_renderer_get_page_label (YyqPdfRenderer *self, guint page);

/* @scale: device pixels per pt. A smaller @priority is drawn earlier (G_PRIORITY_DEFAULT, _LOW). */
void yyq_pdf_renderer_render_async (YyqPdfRenderer *self, guint page, double scale, int priority,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);

/* As far as the page was drawn. */
YyqPdfProblem yyq_pdf_renderer_get_problem (YyqPdfRenderer *self, guint page);

/* (transfer full). Errors: YYQ_PDF_ERROR_TOO_LARGE, _DAMAGED, G_IO_ERROR_CANCELLED. */
GdkTexture *yyq_pdf_renderer_render_finish (YyqPdfRenderer *self, GAsyncResult *result,
                                            GError **error);

/* (transfer full): of YyqPdfParagraph, what @page says; none when it is a picture of text. Errors
 * as of render_finish(). */
void yyq_pdf_renderer_read_async (YyqPdfRenderer *self, guint page, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yyq_pdf_renderer_read_finish (YyqPdfRenderer *self, GAsyncResult *result,
                                         GError **error);

/* (transfer full): of YyqPdfFound (yyq-pdf-find.h), where @page has @wanted. Errors as of
 * render_finish(). */
void yyq_pdf_renderer_find_async (YyqPdfRenderer *self, guint page, const char *wanted,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
GArray *yyq_pdf_renderer_find_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error);

/*
 * Draws @page for a printer, as vectors, in pt from the origin of @cr. The worker draws with @cr:
 * leave it alone until @callback.
 */
void yyq_pdf_renderer_print_async (YyqPdfRenderer *self, guint page, cairo_t *cr,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yyq_pdf_renderer_print_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error);

G_END_DECLS
