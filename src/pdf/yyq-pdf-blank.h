/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Everything together may take so long; what is not decided by then stays unknown. */
#define YYQ_PDF_BLANK_CPU_S 5
#define YYQ_PDF_BLANK_PATIENCE_S 20 /* a busy machine gives less than a whole processor */
#define YYQ_PDF_BLANK_MAX_AREAS 1024

typedef enum {
  YYQ_PDF_BLANK_UNKNOWN, /* a part could not be drawn, or a limit was met */
  YYQ_PDF_BLANK_YES,     /* paper: nothing that a person could see */
  YYQ_PDF_BLANK_NO,      /* something is drawn there, or there is a form field */
} YyqPdfBlank;

/* Where to look. In this form it goes to the worker, which is of the same build. */
typedef struct {
  guint64 length;      /* of the revision to look at, bytes from the start of the file; 0: all */
  guint64 page;        /* 0-based */
  double rectangle[4]; /* default user space, pt: two opposite corners, as /Rect has them */
} YyqPdfBlankArea;

/*
 * Is anything drawn within each of the @n_areas places: by the page's content, by annotations that
 * are shown or printed, by form fields? Half a point at the edge of a rectangle, and what lies
 * outside the page, does not count. White on white is blank. @answers: one for each, UNKNOWN as far
 * as the worker did not get. Untrusted files are welcome: they are drawn in a process that can open
 * neither files nor sockets. Blocks; any thread but the main one. FALSE (answers may stand
 * nevertheless): YYQ_PDF_ERROR_TOO_LARGE, YYQ_PDF_ERROR_WORKER, G_IO_ERROR_CANCELLED.
 */
gboolean yyq_pdf_blank_look (GBytes *pdf, const YyqPdfBlankArea *areas, guint n_areas,
                             YyqPdfBlank *answers, GCancellable *cancellable, GError **error);

/*
 * Can @page be drawn within the limits above? It is drawn there and thrown away. Blocks as the
 * other. FALSE with YYQ_PDF_ERROR_TOO_LARGE, YYQ_PDF_ERROR_WORKER (it crashed, or could not be
 * started), G_IO_ERROR_CANCELLED.
 */
gboolean yyq_pdf_try_page (GBytes *pdf, guint page, GCancellable *cancellable, GError **error);

G_END_DECLS
