/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-pdf-report.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * What our own verifier says of a document's signatures, in words: the verdict, and below it every
 * signature with what was found wrong. Signal "checked": the verdict stands.
 */
#define YYQ_TYPE_VERDICT_VIEW (yyq_verdict_view_get_type ())
G_DECLARE_FINAL_TYPE (YyqVerdictView, yyq_verdict_view, YYQ, VERDICT_VIEW, AdwBin)

GtkWidget *yyq_verdict_view_new (void);

/* Checks @pdf in a worker; a check that is under way is called off. @trust (nullable). */
void yyq_verdict_view_check (YyqVerdictView *self, GBytes *pdf, YyqTrust *trust);

/* Shows a report that is known already. */
void yyq_verdict_view_show (YyqVerdictView *self, const YyqPdfReport *report);

/* (transfer none): the words of the verdict. */
const char *yyq_verdict_view_get_title (YyqVerdictView *self);

G_END_DECLS
