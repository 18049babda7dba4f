/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* Drawing over the pages of a document that others made. */

/* FALSE with YYQ_PDF_ERROR_SIGNED_ALREADY, or TOO_LARGE: it cannot be written anew. */
gboolean yyq_pdf_stamp_check_base (qpdf_data qpdf, GError **error);

/*
 * Puts @form, as large as the visible page and with its origin at the bottom left, upright over
 * @page; gives it its /Matrix. The page's own content cannot turn or move it.
 */
void yyq_pdf_stamp_put (qpdf_data qpdf, qpdf_oh page, qpdf_oh form);

G_END_DECLS
