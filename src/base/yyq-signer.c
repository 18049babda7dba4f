/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-signer.h"

G_DEFINE_INTERFACE (YyqSigner, yyq_signer, G_TYPE_OBJECT)

static void
yyq_signer_default_init (YyqSignerInterface *iface)
{
}

GBytes *
yyq_signer_get_certificate (YyqSigner *self)
{
  g_return_val_if_fail (YYQ_IS_SIGNER (self), NULL);

  return YYQ_SIGNER_GET_IFACE (self)->get_certificate (self);
}

GPtrArray *
yyq_signer_get_chain (YyqSigner *self)
{
  g_return_val_if_fail (YYQ_IS_SIGNER (self), NULL);

  return YYQ_SIGNER_GET_IFACE (self)->get_chain (self);
}

GBytes *
yyq_signer_sign_digest (YyqSigner *self, YyqSignatureAlgorithm algorithm, GBytes *digest,
                        GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (YYQ_IS_SIGNER (self), NULL);
  g_return_val_if_fail (g_bytes_get_size (digest) == 32, NULL);

  return YYQ_SIGNER_GET_IFACE (self)->sign_digest (self, algorithm, digest, cancellable, error);
}
