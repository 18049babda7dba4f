/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-overlay.h"

G_BEGIN_DECLS

/* An overlay that frames the place of a signature, with what will stand in it. It only shows. */
#define YYQ_TYPE_PDF_PLACE (yyq_pdf_place_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfPlace, yyq_pdf_place, YYQ, PDF_PLACE, GObject)

YyqPdfPlace *yyq_pdf_place_new (void);

/*
 * @rect: pt from the top left of @page, 0-based (D6); NULL: there is none. @preview (nullable) is
 * drawn inside it, centred: its intrinsic size is pt, made smaller when it does not fit.
 */
void yyq_pdf_place_set (YyqPdfPlace *self, guint page, const graphene_rect_t *rect,
                        GdkPaintable *preview);

G_END_DECLS
