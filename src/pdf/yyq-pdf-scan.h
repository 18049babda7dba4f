/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_PDF_SCAN_NONE = 0,
  YYQ_PDF_SCAN_SIGNED =
    1 << 0, /* a signature or document time stamp, also one no field refers to */
  YYQ_PDF_SCAN_ACTIVE = 1 << 1, /* scripts, XFA, or actions that leave the document */
} YyqPdfScan;

/*
 * Looks at every object of generation 0, reachable or not: that is all of a rewritten file.
 * FALSE with YYQ_PDF_ERROR_TOO_LARGE when there are more objects than any contract has.
 */
gboolean yyq_pdf_scan (qpdf_data qpdf, YyqPdfScan *found, GError **error);

G_END_DECLS
