/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cms-verify.h"
#include "yyq-digest.h"
#include "yyq-openssl.h"

G_BEGIN_DECLS

/* The attributes of a signer, signed and not. */

gboolean yyq_cms_has_signed_attributes (CMS_SignerInfo *info);

/* (transfer full) (nullable): content type, message digest and algorithm protection, against the
 * content and what is named. */
YyqPdfCheck *yyq_cms_check_signed_attributes (CMS_ContentInfo *cms, CMS_SignerInfo *info,
                                              const YyqDigest *digest, GBytes *const *parts,
                                              gsize n_parts);

/* Does an attribute tie the signature to one certificate, not only to its key? (RFC 5035, and RFC
 * 2634 before it) */
gboolean yyq_cms_has_certificate_name (CMS_SignerInfo *info);
/* Is @certificate the one? All the attributes that there are must agree. */
gboolean yyq_cms_names_certificate (CMS_SignerInfo *info, X509 *certificate);

/* Adds tokens, and lists and answers in attributes, to @signature. */
void yyq_cms_collect_attributes (CMS_SignerInfo *info, YyqCmsSignature *signature);

G_END_DECLS
