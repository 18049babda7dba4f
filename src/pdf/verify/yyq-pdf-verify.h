/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-report.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * (transfer full): judges all signatures of @pdf, which is read without recovery. @trust may be
 * NULL: then no chain is known. A cut-back file is a true earlier revision and cannot be told from
 * the bytes: compare the SHA-256. Blocks for up to some 100 ms; any thread.
 * Errors, for files that cannot be read at all: YYQ_PDF_ERROR_NOT_PDF, _DAMAGED, _ENCRYPTED,
 * _TOO_LARGE.
 */
YyqPdfReport *yyq_pdf_verify (GBytes *pdf, YyqTrust *trust, GError **error);

G_END_DECLS
