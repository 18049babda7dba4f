/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-renderer.h"

G_BEGIN_DECLS

/*
 * Prints a document as vectors, every page at its own size or made smaller to fit the paper. Pages
 * are drawn by the renderer's worker. Run it with gtk_print_operation_run(); "done" tells how it
 * ended.
 */
#define YYQ_TYPE_PDF_PRINT (yyq_pdf_print_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfPrint, yyq_pdf_print, YYQ, PDF_PRINT, GtkPrintOperation)

/* @renderer must have its document open; @title names the job in the printer's queue. @page: the
 * one in sight, which can be printed alone; 0-based. */
GtkPrintOperation *yyq_pdf_print_new (YyqPdfRenderer *renderer, const char *title, guint page);

G_END_DECLS
