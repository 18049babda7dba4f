/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "yyq-revocation.h"

G_BEGIN_DECLS

/*
 * The document security store, /DSS of the catalogue with its /VRI (ISO 32000-2 §12.8.4.3, EN 319
 * 142-1 §5.4): what a file brings to prove its signatures. Nothing in it is trusted. 200 items of a
 * kind are looked at.
 */
typedef struct {
  GPtrArray *certificates; /* (element-type GBytes): DER */
  YyqRevocationData *revocation;
} YyqPdfSecurityStore;

void yyq_pdf_security_store_init (YyqPdfSecurityStore *self, qpdf_data qpdf);
void yyq_pdf_security_store_clear (YyqPdfSecurityStore *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfSecurityStore, yyq_pdf_security_store_clear)

G_END_DECLS
