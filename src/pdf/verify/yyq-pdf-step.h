/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-difference.h"

G_BEGIN_DECLS

/* The step from one revision to the next: its structure and its content together. */
typedef struct {
  YyqPdfTail tail;
  const char *problem; /* (nullable): why the tail could be read in two ways, untranslated */
  GStrv
    changes; /* what was changed without permission, or could be read in two ways; untranslated */
  YyqPdfLater later; /* what was changed with it */
  GPtrArray *
    places; /* (element-type YyqPdfPlace): where the page must have been blank in the earlier one */
  const char *doubt; /* (nullable): why it could not be told, untranslated */
  const char *loose; /* (nullable): why the step is not of the profile `contract`, untranslated */
} YyqPdfStep;

/*
 * Reads what stands in @pdf between @from and @to. @xref (nullable): of @from; becomes that of @to,
 * and has to live as long as
 * @self. NULL: it could not be read, so nobody can say what the step replaces. Any thread.
 */
void yyq_pdf_step_init (YyqPdfStep *self, GBytes *pdf, gsize from, gsize to, YyqPdfXref *xref);

/* (transfer none) (nullable): what was read between the two; NULL when it could not be, so anything
 * may have been written again. */
const YyqPdfTail *yyq_pdf_step_get_tail (const YyqPdfStep *self);

/* Compares the two revisions, and so fills all that the step says. Once; any thread. */
void yyq_pdf_step_compare (YyqPdfStep *self, const YyqPdfRevision *earlier,
                           const YyqPdfRevision *later);

void yyq_pdf_step_clear (YyqPdfStep *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfStep, yyq_pdf_step_clear)

G_END_DECLS
