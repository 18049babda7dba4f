/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-difference.h"

G_BEGIN_DECLS

/* The step from one revision to the next: its structure and its content together. */
typedef struct {
  GStrv changes;     /* what was changed without permission, or could be read in two ways; untranslated */
  YyqPdfLater later; /* what was changed with it */
  GPtrArray *places; /* (element-type YyqPdfPlace): where the page must have been blank in @earlier */
  const char *doubt; /* (nullable): why it could not be told, untranslated */
  const char *loose; /* (nullable): why the step is not of the profile `contract`, untranslated */
} YyqPdfStep;

/*
 * @earlier and @later: the first @from and @to bytes of @pdf. @xref (nullable): of @from; becomes that
 * of @to. NULL: it could not be read, so nobody can say what the step replaces. Any thread.
 */
void yyq_pdf_step_init (YyqPdfStep *self, GBytes *pdf, qpdf_data earlier, gsize from, qpdf_data later, gsize to, YyqPdfXref *xref);
void yyq_pdf_step_clear (YyqPdfStep *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfStep, yyq_pdf_step_clear)

G_END_DECLS
