/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "yyq-pdf-later.h"
#include "yyq-pdf-revision.h"
#include "yyq-pdf-tail.h"

G_BEGIN_DECLS

/* Where a later signature's own field is seen: that is only permitted where the page was blank. */
typedef struct {
  guint page;    /* 0-based */
  double box[4]; /* left, bottom, right, top in default user space, pt */
  char *path;    /* of the widget, for the reason */
} YyqPdfPlace;

/* What one revision changes of the one before. */
typedef struct {
  GStrv changes;     /* paths that were changed without permission, 20 at most */
  YyqPdfLater later; /* what was changed with it */
  GPtrArray *places; /* (element-type YyqPdfPlace) */
  gboolean damaged;  /* an object of one of them could only be read with a guess */
} YyqPdfDifference;

/*
 * Compares everything that can be reached from the trailers of the two revisions, in two passes.
 * First all places where nothing, or only something that is checked right there, may differ; then
 * what hangs below the places that the signatures of @earlier leave free (docs/verification.md
 * names them). An object of
 * @tail must be met on the way, and one that a fixed place leads to counts as fixed whoever else
 * names it: so nothing can be slipped under a name that is free. @tail: what was read between the
 * two; NULL when that could not be read.
 */
void yyq_pdf_difference_init (YyqPdfDifference *self, const YyqPdfRevision *earlier,
                              const YyqPdfRevision *later, const YyqPdfTail *tail);
void yyq_pdf_difference_clear (YyqPdfDifference *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfDifference, yyq_pdf_difference_clear)

G_END_DECLS
