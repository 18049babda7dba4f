/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "yyq-pdf-text.h"

G_BEGIN_DECLS

/*
 * A PDF as poppler draws it, behind what keeps it from ending the program: a page is weighed before
 * it is drawn, and unless it is light, tried in the sandboxed worker. Counted references;
 * everything else in one thread at a time, not the main one.
 */
typedef struct _YyqPdfDocument YyqPdfDocument;

/* (transfer full). Errors: YYQ_PDF_ERROR_DAMAGED, _ENCRYPTED, _TOO_LARGE, _FAILED (poppler is not
 * installed). */
YyqPdfDocument *yyq_pdf_document_open (GBytes *pdf, GError **error);
YyqPdfDocument *yyq_pdf_document_ref (YyqPdfDocument *self);
void yyq_pdf_document_unref (YyqPdfDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfDocument, yyq_pdf_document_unref)

guint yyq_pdf_document_get_n_pages (YyqPdfDocument *self);

/* In pt. FALSE leaves them alone: there is no such page, or it cannot be read. */
gboolean yyq_pdf_document_get_size (YyqPdfDocument *self, guint index, double *width,
                                    double *height);

/* (transfer full) (nullable): "iv", or NULL where the file names none. */
char *yyq_pdf_document_get_label (YyqPdfDocument *self, guint index);

/*
 * Draws to @cr, in pt. @fonts_missing: set when text was left out because its font is neither in
 * the file nor on this machine. The first drawing of a page may block for seconds. FALSE with
 * YYQ_PDF_ERROR_TOO_LARGE for a page that must not be drawn, DAMAGED, G_IO_ERROR_CANCELLED.
 */
gboolean yyq_pdf_document_draw (YyqPdfDocument *self, guint index, cairo_t *cr, gboolean printing,
                                gboolean *fonts_missing, GCancellable *cancellable, GError **error);

/* (transfer full): of YyqPdfParagraph, with the same care and errors. */
GPtrArray *yyq_pdf_document_read (YyqPdfDocument *self, guint index, GCancellable *cancellable,
                                  GError **error);

/* (transfer full): of YyqPdfFound (yyq-pdf-find.h), with the same care and errors. */
GArray *yyq_pdf_document_find (YyqPdfDocument *self, guint index, const char *wanted,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
