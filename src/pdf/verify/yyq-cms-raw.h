/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yyq-revocation.h"

G_BEGIN_DECLS

/* What OpenSSL does not give out of a SignedData, taken from its bytes (RFC 5652 §5.1). */

/* (transfer full) (nullable): the first signer's signed attributes as they stand, but as the SET
 * that is signed. */
GBytes *yyq_cms_raw_signed_attributes (GBytes *cms);

/* Lists and answers in SignedData.crls (RFC 5652 §10.2.1, RFC 5940 §2). */
void yyq_cms_raw_collect_revocation (GBytes *cms, YyqRevocationData *data);

/*
 * The same in an attribute's value, @der: adbe-revocationInfoArchival (ISO 32000-2 §12.8.3.3.2) and
 * CAdES revocation values (EN 319 122-1 §A.1.2.4) have one shape.
 */
void yyq_cms_raw_collect_archived (GBytes *der, YyqRevocationData *data);

G_END_DECLS
