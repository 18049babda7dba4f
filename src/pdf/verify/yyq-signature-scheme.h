/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-digest.h"
#include "yyq-pdf-check.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_SCHEME_RSA_PKCS1,
  YYQ_SCHEME_RSA_PSS,
  YYQ_SCHEME_ECDSA,
  YYQ_SCHEME_EDDSA, /* RFC 8032, pure: hashes on its own */
  YYQ_SCHEME_SM2,   /* GB/T 32918.2 with SM3 and the default identity */
  YYQ_SCHEME_DSA,
} YyqSchemeKind;

/* How a signature value is said to have been made. */
typedef struct {
  YyqSchemeKind kind;
  YyqDigest digest; /* of what is signed, except for EdDSA */
  YyqDigest mask;   /* of PSS: MGF1's digest */
  int salt;         /* of PSS: bytes */
} YyqSignatureScheme;

/*
 * (transfer full) (nullable): NULL when @algorithm is one that we know and agrees with @digest, the
 * digest algorithm that is named beside it. BAD when the two contradict each other, UNKNOWN when we
 * cannot check it.
 */
YyqPdfCheck *yyq_signature_scheme_read (YyqSignatureScheme *self, const X509_ALGOR *algorithm,
                                        const YyqDigest *digest);

/* Exactly this scheme, by a key that is made for it. @parts one behind the other. Any thread. */
gboolean yyq_signature_scheme_verify (const YyqSignatureScheme *self, EVP_PKEY *key,
                                      GBytes *const *parts, gsize n_parts, GBytes *signature);

/* Nobody should rely on it any more: DSA, or PSS over a weak digest. */
gboolean yyq_signature_scheme_is_weak (const YyqSignatureScheme *self);

G_END_DECLS
