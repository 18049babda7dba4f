/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/*
 * Things that may be added behind a signature, checked by their types: nothing else may come in
 * under their names. All return FALSE for what has another shape.
 */

/* /DSS of the catalogue, ISO 32000-2 §12.8.4.3 and §12.8.4.4. */
gboolean yyq_pdf_is_security_store (qpdf_data qpdf, qpdf_oh object);

/* /Extensions of the catalogue, ISO 32000-2 §7.12. */
gboolean yyq_pdf_is_extensions (qpdf_data qpdf, qpdf_oh object);

/* /Info of the trailer, ISO 32000-2 §14.3.3: texts, names, numbers. */
gboolean yyq_pdf_is_information (qpdf_data qpdf, qpdf_oh object);

/* /Metadata of the catalogue, ISO 32000-2 §14.3.2: a stream of XML. */
gboolean yyq_pdf_is_metadata (qpdf_data qpdf, qpdf_oh object);

G_END_DECLS
