/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"
#include "yyq-pdf-geometry.h"

G_BEGIN_DECLS

/* Adds the widgets of @page that belong to a field which takes something: no push buttons, nothing
 * hidden. ISO 32000-1 §12.7. */
void yyq_worker_fields_read (qpdf_data qpdf, qpdf_oh page, const YyqPdfGeometry *geometry,
                             YyqPageFacts *facts);

G_END_DECLS
