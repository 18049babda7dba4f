/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-difference-private.h"

G_BEGIN_DECLS

/*
 * What one object refers to, gathered while it is walked and kept with the cross-reference of its
 * revision: the next steps need not open an object that they did not write when nothing that it
 * leads to is new. Without this, a file of many signatures has all of its objects opened once for
 * each of them.
 */
typedef struct _YyqPdfOutline {
  GArray *targets; /* (element-type gint64) (nullable): NULL: not to be kept */
  struct _YyqPdfOutline *around;
  guint n_paths; /* reported before it */
} YyqPdfOutline;

/* Of the indirect object @b, from now on and until it ends. */
void yyq_pdf_outline_begin (YyqPdfOutline *self, YyqPdfComparison *comparison, qpdf_oh b);
void yyq_pdf_outline_end (YyqPdfOutline *self, YyqPdfComparison *comparison, qpdf_oh b);
void yyq_pdf_outline_clear (YyqPdfOutline *self);

/* @b stands in the object that is being walked, at a place with @role. */
void yyq_pdf_outline_meet (YyqPdfComparison *comparison, qpdf_oh b, YyqPdfRole role);

/* Not all of the object that is being walked is looked at. */
void yyq_pdf_outline_give_up (YyqPdfComparison *comparison);

/*
 * The object @b was not written again, and refers only to objects that were met as fixed places, or
 * to others that were not written again and refer to nothing: walking it would find nothing.
 */
gboolean yyq_pdf_outline_leads_nowhere_new (YyqPdfComparison *comparison, qpdf_oh b);

/* The object @b was not written again, and refers to nothing. */
gboolean yyq_pdf_outline_is_leaf (YyqPdfComparison *comparison, qpdf_oh b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfOutline, yyq_pdf_outline_clear)

G_END_DECLS
