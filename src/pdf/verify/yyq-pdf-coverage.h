/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-report.h"
#include "yyq-pdf-revision.h"

G_BEGIN_DECLS

/*
 * The other half of a verdict: what came after each signature, and was it permitted? Every
 * signature's revision must stand on its own, and each step from one to the next, and to the end of
 * the file, is judged by what the signatures before it permit. Sets coverage, changes, later and
 * revision_length of the signatures of @report that have no coverage yet, and why the file is not
 * of the profile `contract`.
 * @newest: all of @pdf, its fields oldest first; those that are signed are the signatures of
 * @report, in their order. Blocks, and may start the sandboxed worker; any thread.
 */
void yyq_pdf_coverage_check (GBytes *pdf, const YyqPdfRevision *newest, YyqPdfReport *report);

G_END_DECLS
