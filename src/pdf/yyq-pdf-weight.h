/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* What it would cost a renderer to draw. Sums take the larger one. */
typedef enum {
  YYQ_PDF_WEIGHT_LIGHT,
  YYQ_PDF_WEIGHT_DOUBTFUL, /* cannot be told by looking: it is to be tried where it does no harm */
  YYQ_PDF_WEIGHT_HEAVY,    /* more than any contract needs: not to be taken in */
} YyqPdfWeight;

#define YYQ_PDF_MAX_STREAM \
  (128 * 1024 * 1024) /* bytes unpacked; a colour scan of A3 at 300 dpi has 52 MB */
#define YYQ_PDF_MAX_STREAMS (1024LL * 1024 * 1024) /* of a file, all together */

/*
 * Weighs pages before they are drawn: unpacks, a few kilobytes at a time, every stream that a page
 * leads to, whatever it is packed with, and asks images, fonts, functions and forms for what they
 * would become. What was weighed once is remembered. One thread at a time.
 */
typedef struct _YyqPdfWeigher YyqPdfWeigher;

/*
 * (transfer full): @pdf, which is not overfull, is read as a viewer reads it, repaired where that
 * is needed. Errors: those of yyq_qpdf_open().
 */
YyqPdfWeigher *yyq_pdf_weigher_new (GBytes *pdf, GError **error);
void yyq_pdf_weigher_free (YyqPdfWeigher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfWeigher, yyq_pdf_weigher_free)

/* DOUBTFUL for a page that is not found. */
YyqPdfWeight yyq_pdf_weigher_weigh_page (YyqPdfWeigher *self, guint page);

/*
 * FALSE with YYQ_PDF_ERROR_TOO_LARGE when a stream of @qpdf, reachable or not, is heavy. The file
 * has passed yyq_pdf_check_limits().
 */
gboolean yyq_pdf_check_weight (qpdf_data qpdf, GError **error);

G_END_DECLS
