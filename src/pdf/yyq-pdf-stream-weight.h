/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "yyq-pdf-weight.h"

G_BEGIN_DECLS

/* What one stream unpacks to. */
typedef struct {
  YyqPdfWeight weight;
  guint64 unpacked;       /* bytes at the greediest stage; pixels of images are not in it */
  guint64 drawings;       /* how often "Do" stands in it: that many forms it draws at most */
  gboolean inline_images; /* "BI" stands in it */
} YyqPdfStreamWeight;

/* @stream is a stream of @qpdf. Blocks as long as unpacking takes, at most YYQ_PDF_MAX_STREAM. */
void yyq_pdf_weigh_stream (qpdf_data qpdf, qpdf_oh stream, YyqPdfStreamWeight *weight);

/* The same of a file that yyq_pdf_check_limits() let pass: what is packed with Flate alone was
 * looked at there. */
YyqPdfWeight yyq_pdf_weigh_stream_again (qpdf_data qpdf, qpdf_oh stream);

/* What a dictionary, or that of a stream, makes a renderer do, apart from the bytes. */
YyqPdfWeight yyq_pdf_weigh_dictionary (qpdf_data qpdf, qpdf_oh dictionary);

G_END_DECLS
