/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/*
 * The document security store, /DSS of the catalogue (ISO 32000-2 §12.8.4.3, EN 319 142-1 §5.4): what a
 * file brings to prove its signatures. Nothing in it is trusted. A list holds DER, 200 items at most.
 */
typedef struct {
  GPtrArray *certificates; /* (element-type GBytes) */
  GPtrArray *crls;         /* (element-type GBytes) */
} YyqPdfSecurityStore;

void yyq_pdf_security_store_init (YyqPdfSecurityStore *self, qpdf_data qpdf);
void yyq_pdf_security_store_clear (YyqPdfSecurityStore *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfSecurityStore, yyq_pdf_security_store_clear)

G_END_DECLS
