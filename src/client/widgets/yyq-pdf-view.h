/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-renderer.h"

G_BEGIN_DECLS

/*
 * The pages of a PDF below each other, for a GtkScrolledWindow (it is a GtkScrollable). Zooming
 * shows the old picture stretched at once and draws anew shortly after. Ctrl with +, -, 0 and the
 * wheel zoom; the keys of reading scroll.
 *
 * Properties: page (current, 0-based, read-only), n-pages (read-only), zoom (1 = 96 dpi),
 * fit-width (boolean: the zoom follows the width).
 */
#define YYQ_TYPE_PDF_VIEW (yyq_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfView, yyq_pdf_view, YYQ, PDF_VIEW, GtkWidget)

#define YYQ_PDF_VIEW_MIN_ZOOM 0.25
#define YYQ_PDF_VIEW_MAX_ZOOM 4.0

GtkWidget *yyq_pdf_view_new (void);

/* Errors as yyq_pdf_renderer_open_async(); what was shown before stays until the new one is read.
 */
void yyq_pdf_view_open_async (YyqPdfView *self, GBytes *pdf, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_pdf_view_open_finish (YyqPdfView *self, GAsyncResult *result, GError **error);

/* (transfer none) (nullable): NULL before a document is open. */
YyqPdfRenderer *yyq_pdf_view_get_renderer (YyqPdfView *self);

guint yyq_pdf_view_get_n_pages (YyqPdfView *self);
guint yyq_pdf_view_get_page (YyqPdfView *self);
void yyq_pdf_view_scroll_to_page (YyqPdfView *self, guint page);

double yyq_pdf_view_get_zoom (YyqPdfView *self);
void yyq_pdf_view_set_zoom (YyqPdfView *self, double zoom);
void yyq_pdf_view_zoom_in (YyqPdfView *self);
void yyq_pdf_view_zoom_out (YyqPdfView *self);
gboolean yyq_pdf_view_get_fit_width (YyqPdfView *self);
void yyq_pdf_view_set_fit_width (YyqPdfView *self, gboolean fit_width);

/*
 * Frames the place of a signature: @rect in pt from the page's top left (D6), NULL for none;
 * @preview (nullable) is drawn inside it, centred: its intrinsic size is pt, made smaller when it
 * does not fit.
 */
void yyq_pdf_view_set_place (YyqPdfView *self, guint page, const graphene_rect_t *rect,
                             GdkPaintable *preview);
void yyq_pdf_view_scroll_to_place (YyqPdfView *self);

G_END_DECLS
