/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-overlay.h"
#include "yyq-pdf-renderer.h"

G_BEGIN_DECLS

/*
 * The pages of a PDF below each other, for a GtkScrolledWindow (it is a GtkScrollable). Zooming
 * shows the old picture stretched at once and draws anew shortly after. Ctrl with +, -, 0, the
 * wheel and two fingers zoom, where the pointer is; the keys of reading scroll; the middle button,
 * or the first one with the space bar held, drags the pages.
 *
 * What lies over the pages (YyqPdfOverlay) takes pointer and keys first.
 *
 * Properties: page (current, 0-based, read-only), n-pages (read-only), zoom (1 = 96 dpi),
 * fit-width (boolean: the zoom follows the width).
 */
#define YYQ_TYPE_PDF_VIEW (yyq_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfView, yyq_pdf_view, YYQ, PDF_VIEW, GtkWidget)

#define YYQ_PDF_VIEW_MIN_ZOOM 0.25
#define YYQ_PDF_VIEW_MAX_ZOOM 8.0
#define YYQ_PDF_VIEW_ZOOM_STEP 1.2

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

/* Lays @overlay over the pages, on top of those that lie there. The view keeps a reference; what
 * lies on a page that there is not is neither drawn nor hit. */
void yyq_pdf_view_add_overlay (YyqPdfView *self, YyqPdfOverlay *overlay);
void yyq_pdf_view_remove_overlay (YyqPdfView *self, YyqPdfOverlay *overlay);

/* The same without a middle: what is at (@x, @y) of the view stays there. */
void yyq_pdf_view_zoom_at (YyqPdfView *self, double zoom, double x, double y);

/* FALSE: there are no pages. */
gboolean yyq_pdf_view_find_visible (YyqPdfView *self, guint *first, guint *last);

/* The page at that place of the view; FALSE: there is none. */
gboolean yyq_pdf_view_find_spot (YyqPdfView *self, double x, double y, YyqPdfSpot *spot);

/* Where @page lies in the view: px. */
void yyq_pdf_view_get_page_rect (YyqPdfView *self, guint page, graphene_rect_t *rect);

/*
 * A widget that lies at @place (pt) of @page and moves and grows with it: drawn, or there for
 * assistive technologies only, where the overlay draws what it stands for. Sinks @child; a second
 * time it is put elsewhere.
 */
void yyq_pdf_view_put (YyqPdfView *self, GtkWidget *child, guint page, const graphene_rect_t *place,
                       gboolean drawn);
void yyq_pdf_view_take (YyqPdfView *self, GtkWidget *child);

/* Scrolls no further than is needed to see that place. */
void yyq_pdf_view_show_place (YyqPdfView *self, guint page, const graphene_rect_t *place);

/* Brings what is selected in @overlay to the middle of the window, as soon as the window has a
 * size. */
void yyq_pdf_view_scroll_to_selection (YyqPdfView *self, YyqPdfOverlay *overlay);

G_END_DECLS
