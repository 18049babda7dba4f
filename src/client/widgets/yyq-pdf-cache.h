/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-renderer.h"

G_BEGIN_DECLS

/*
 * The textures of the pages that were drawn last, and the orders for new ones. A page that is
 * wanted at another scale keeps its old texture until the new one comes. Main thread. Signal
 * "page-drawn" (guint), also for a page of which there is no drawing: the renderer says why.
 */
#define YYQ_TYPE_PDF_CACHE (yyq_pdf_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfCache, yyq_pdf_cache, YYQ, PDF_CACHE, GObject)

/* Keeps up to @n_pages textures: the least recently looked up goes first. */
YyqPdfCache *yyq_pdf_cache_new (guint n_pages);

/* NULL empties it; the renderer must have its document open. */
void yyq_pdf_cache_set_renderer (YyqPdfCache *self, YyqPdfRenderer *renderer);

/* (transfer none) (nullable): the newest texture of @page, whatever its scale. */
GdkTexture *yyq_pdf_cache_lookup (YyqPdfCache *self, guint page);

/* Has @page drawn at @scale (device pixels per pt), unless it is there or under way at that scale.
 */
void yyq_pdf_cache_order (YyqPdfCache *self, guint page, double scale, int priority);

/* Calls off what is under way outside [@first, @last]. */
void yyq_pdf_cache_keep_orders (YyqPdfCache *self, guint first, guint last);

guint yyq_pdf_cache_get_n_textures (YyqPdfCache *self);

G_END_DECLS
