/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/* What a certificate says and whether a signature was made with its key. Any thread. */
typedef struct {
  char *sha256;
  char *subject; /* common name, or the whole name when it has none */
  char *issuer;
  char *serial;
  gint64 not_after;
} YyqCertificateFacts;

/* (transfer full): Error: YYQ_SERVICE_ERROR_INVALID. */
YyqCertificateFacts *yyq_ukey_proof_describe (GBytes *der, GError **error);
void yyq_certificate_facts_free (YyqCertificateFacts *self);

/*
 * @algorithm: "rsa-pkcs1-sha256" or "ecdsa-sha256"; @signature is over the bytes of @to_sign.
 * Error: YYQ_SERVICE_ERROR_SIGNATURE_REJECTED, also for RSA keys below 2048 bits.
 */
gboolean yyq_ukey_proof_verify (GBytes *der, const char *algorithm, GBytes *to_sign,
                                GBytes *signature, GError **error);

/*
 * D7: a USCC that stands in the subject, in whatever attribute, is @uscc; where there is none, the
 * folded O is the folded @name.
 */
gboolean yyq_ukey_proof_names_company (GBytes *der, const char *uscc, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCertificateFacts, yyq_certificate_facts_free)

G_END_DECLS
