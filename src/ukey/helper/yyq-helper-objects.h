/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-helper-module.h"

G_BEGIN_DECLS

typedef struct {
  CK_OBJECT_HANDLE handle;
  gboolean may_sign;
  gboolean always_authenticate;
} YyqHelperKey;

/*
 * The private key of a certificate: by CKA_ID, else (RSA) by its modulus, because some tokens
 * number keys and certificates differently. FALSE when none is visible: before login that is the
 * rule. Main thread.
 */
gboolean yyq_helper_find_key (YyqHelperModule *module, CK_SESSION_HANDLE session, GBytes *id,
                              GBytes *modulus, YyqHelperKey *key);

/* Whether the certificate with this SHA-256 (of its DER, in lower-case hex) is on the token. Needs
 * no login. Main thread. */
gboolean yyq_helper_has_certificate (YyqHelperModule *module, CK_SESSION_HANDLE session,
                                     const char *sha256);

/* Appends all X.509 certificates to @reply, as the protocol says. Errors: YYQ_UKEY_ERROR. */
gboolean yyq_helper_put_certificates (YyqHelperModule *module, const YyqHelperToken *token,
                                      CK_SESSION_HANDLE session, GByteArray *reply, GError **error);

G_END_DECLS
