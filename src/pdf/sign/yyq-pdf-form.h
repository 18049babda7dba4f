/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "yyq-pdf-appearance.h"

G_BEGIN_DECLS

/*
 * A finished form XObject: the bytes of one PDF stream object, "<<...>>\nstream\n...\nendstream",
 * that refers to no other object. It is drawn once, by the platform; whoever shows or embeds it
 * uses these bytes, because two machines with other fonts would draw two pictures. Any thread.
 * Errors: YYQ_PDF_ERROR.
 */

/* Where it is to stand: a widget as it is seen, in points, and the turn of its page. */
typedef struct {
  double width, height; /* 0: nobody sees it */
  guint rotate;
} YyqPdfFrame;

/* Error: YYQ_PDF_ERROR_NO_FIELD. */
gboolean yyq_pdf_frame_of_field (GBytes *pdf, const char *field, YyqPdfFrame *frame,
                                 GError **error);
/* Of a field's or widget's dictionary. */
YyqPdfFrame yyq_pdf_frame_of_widget (qpdf_data qpdf, qpdf_oh widget);

/* (transfer full): @appearance in the middle of @frame, which is not empty. */
GBytes *yyq_pdf_form_new (const YyqPdfAppearance *appearance, const YyqPdfFrame *frame,
                          GError **error);

/* (transfer full): a PDF of one page that shows @form as it will be seen. @form may come from
 * anywhere. */
GBytes *yyq_pdf_form_to_pdf (GBytes *form, GError **error);

/* As a new stream of @qpdf; an uninitialised handle and @error for bytes that are no such form. */
qpdf_oh yyq_pdf_form_import (qpdf_data qpdf, GBytes *form, GError **error);

/* Is @object of @qpdf this form, to the byte of its data and with the same dictionary? */
gboolean yyq_pdf_form_is (qpdf_data qpdf, qpdf_oh object, GBytes *form);

G_END_DECLS
