/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The filters of ISO 32000-1 §7.4 that turn few bytes into many. */
typedef enum {
  YYQ_PDF_FILTER_FLATE,
  YYQ_PDF_FILTER_LZW,      /* codes grow one early, as /EarlyChange 1 or none says */
  YYQ_PDF_FILTER_LZW_LATE, /* /EarlyChange 0 */
  YYQ_PDF_FILTER_RUN_LENGTH,
  YYQ_PDF_FILTER_HEX,
  YYQ_PDF_FILTER_ASCII85,
} YyqPdfFilter;

#define YYQ_PDF_MAX_FILTERS 8

/* What comes out at the end, piece by piece. */
typedef void (*YyqPdfSink) (const guint8 *data, gsize length, gpointer user_data);

/*
 * The bytes that the greediest of @filters, the first one applied first, makes of @data; stops soon
 * above @limit. Damaged data ends where a reader gives up. Holds no more than some kilobytes,
 * however much it is. Any thread.
 */
guint64 yyq_pdf_unpack (const guint8 *data, gsize length, const YyqPdfFilter *filters,
                        guint n_filters, guint64 limit, YyqPdfSink sink, gpointer user_data);

G_END_DECLS
