/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-signer.h"
#include "yyq-ukey-protocol.h"

G_BEGIN_DECLS

/*
 * A certificate found on a token, with what is known of its key. Immutable: any thread may read it.
 * Properties of the same names as the getters: subject-cn, organisation, issuer-cn, serial, sha256,
 * not-before, not-after, usable, reason, always-authenticate.
 */
#define YYQ_TYPE_UKEY_CERTIFICATE (yyq_ukey_certificate_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyCertificate, yyq_ukey_certificate, YYQ, UKEY_CERTIFICATE, GObject)

/* @der is one X.509 certificate, @key_id its CKA_ID (may be empty). Errors:
 * YYQ_UKEY_ERROR_NO_CERTIFICATE. */
YyqUkeyCertificate *yyq_ukey_certificate_new (GBytes *der, GBytes *key_id,
                                              YyqUkeyKeyState key_state,
                                              gboolean always_authenticate, GError **error);

/* Never NULL; "" when the name has no such part. UTF-8. */
const char *yyq_ukey_certificate_get_subject_cn (YyqUkeyCertificate *self);
const char *yyq_ukey_certificate_get_organisation (YyqUkeyCertificate *self);
const char *yyq_ukey_certificate_get_issuer_cn (YyqUkeyCertificate *self);

/* Lower-case hex: the serial number, and the SHA-256 of the DER (what a binding is named by). */
const char *yyq_ukey_certificate_get_serial (YyqUkeyCertificate *self);
const char *yyq_ukey_certificate_get_sha256 (YyqUkeyCertificate *self);

/* Milliseconds since 1970, UTC. */
gint64 yyq_ukey_certificate_get_not_before (YyqUkeyCertificate *self);
gint64 yyq_ukey_certificate_get_not_after (YyqUkeyCertificate *self);

/* (transfer none) */
GBytes *yyq_ukey_certificate_get_der (YyqUkeyCertificate *self);
GBytes *yyq_ukey_certificate_get_key_id (YyqUkeyCertificate *self);

/* FALSE when the key is of a kind that cannot sign here (SM2, DSA, ...). */
gboolean yyq_ukey_certificate_get_algorithm (YyqUkeyCertificate *self,
                                             YyqSignatureAlgorithm *algorithm);

/* (transfer full): the RSA modulus, big-endian; empty for other keys. */
GBytes *yyq_ukey_certificate_get_modulus (YyqUkeyCertificate *self);

/* "RSA 2048", "P-256", "SM2": for a details page. */
const char *yyq_ukey_certificate_get_key_text (YyqUkeyCertificate *self);

/* An issuer's certificate (basicConstraints CA): never offered for signing. */
gboolean yyq_ukey_certificate_is_authority (YyqUkeyCertificate *self);

/* TRUE when a person may choose it now; the reason (translated, nullable) says why not. Judged at
 * the time of the call. */
gboolean yyq_ukey_certificate_get_usable (YyqUkeyCertificate *self);
const char *yyq_ukey_certificate_get_reason (YyqUkeyCertificate *self);

/* The token asks for the PIN for every single signature. FALSE also while the key is hidden. */
gboolean yyq_ukey_certificate_get_always_authenticate (YyqUkeyCertificate *self);

/* Checks @signature over the 32-byte @digest with this certificate's public key. */
gboolean yyq_ukey_certificate_verify (YyqUkeyCertificate *self, GBytes *digest, GBytes *signature);

G_END_DECLS
