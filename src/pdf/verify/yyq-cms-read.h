/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-openssl.h"

G_BEGIN_DECLS

/* What making and checking of CMS signatures share. Errors: YYQ_PDF_ERROR_BAD_SIGNATURE. */

/* (transfer full): SignedData, BER or DER. Only zeros, the unused part of /Contents, may stand
 * behind it. */
CMS_ContentInfo *yyq_cms_decode (GBytes *bytes, GError **error);

/* (transfer none) */
CMS_SignerInfo *yyq_cms_get_only_signer (CMS_ContentInfo *cms, GError **error);

/* (transfer full): the DER that is signed, RFC 5652 §5.4. */
GBytes *yyq_cms_encode_signed_attributes (CMS_SignerInfo *info);

/* (transfer full) */
GBytes *yyq_cms_get_signature (CMS_SignerInfo *info);

G_END_DECLS
