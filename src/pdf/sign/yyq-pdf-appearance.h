/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-ink.h"
#include "yyq-seal-drawing.h"

G_BEGIN_DECLS

/*
 * What a signature field shows: a drawing of paths only, without fonts or pictures, that becomes
 * the field's form XObject. Immutable; any thread.
 */
typedef struct _YyqPdfAppearance YyqPdfAppearance;

#define YYQ_TYPE_PDF_APPEARANCE (yyq_pdf_appearance_get_type ())
GType yyq_pdf_appearance_get_type (void);

/* A seal keeps its true size in a larger field and shrinks to fit a smaller one. */
YyqPdfAppearance *yyq_pdf_appearance_new_seal (const YyqSealSpec *spec);
/* Ink fills the field as far as its proportions allow. */
YyqPdfAppearance *yyq_pdf_appearance_new_ink (const YyqInk *ink);

YyqPdfAppearance *yyq_pdf_appearance_ref (YyqPdfAppearance *self);
void yyq_pdf_appearance_unref (YyqPdfAppearance *self);

/* Points. */
double yyq_pdf_appearance_get_width (const YyqPdfAppearance *self);
double yyq_pdf_appearance_get_height (const YyqPdfAppearance *self);
gboolean yyq_pdf_appearance_may_grow (const YyqPdfAppearance *self);
/* (transfer none): a PDF of one page that shows the drawing. */
GBytes *yyq_pdf_appearance_get_pdf (const YyqPdfAppearance *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfAppearance, yyq_pdf_appearance_unref)

G_END_DECLS
