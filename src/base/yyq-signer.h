/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_SIGNATURE_RSA_PKCS1_SHA256, /* result: the RSA block, as long as the modulus */
  YYQ_SIGNATURE_ECDSA_SHA256,     /* result: DER SEQUENCE { r, s } */
} YyqSignatureAlgorithm;

/*
 * Something that holds a private key and signs a SHA-256 digest with it: a UKey, or the platform's
 * own key. It knows neither documents nor where its PIN comes from. All calls may block: never on
 * the main thread.
 */
#define YYQ_TYPE_SIGNER (yyq_signer_get_type ())
G_DECLARE_INTERFACE (YyqSigner, yyq_signer, YYQ, SIGNER, GObject)

struct _YyqSignerInterface {
  GTypeInterface parent_iface;

  GBytes *(*get_certificate) (YyqSigner *self);
  GPtrArray *(*get_chain) (YyqSigner *self);
  GBytes *(*sign_digest) (YyqSigner *self, YyqSignatureAlgorithm algorithm, GBytes *digest,
                          GCancellable *cancellable, GError **error);
};

/* (transfer full): DER of the signer's X.509 certificate. */
GBytes *yyq_signer_get_certificate (YyqSigner *self);

/* (transfer full) (element-type GBytes): DER of issuers, nearest first; may be empty, never NULL.
 */
GPtrArray *yyq_signer_get_chain (YyqSigner *self);

/* (transfer full): signs the 32-byte @digest exactly once. Errors: YYQ_UKEY_ERROR,
 * G_IO_ERROR_CANCELLED. */
GBytes *yyq_signer_sign_digest (YyqSigner *self, YyqSignatureAlgorithm algorithm, GBytes *digest,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
