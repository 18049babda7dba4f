/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-key-signer.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

#include "yyq-openssl.h"

struct _YyqKeySigner {
  GObject parent_instance;

  EVP_PKEY *key;       /* (owned) */
  GBytes *certificate; /* (owned): DER */
  GPtrArray *chain;    /* (owned) (element-type GBytes) */
};

static GBytes *
get_certificate (YyqSigner *signer)
{
  return g_bytes_ref (YYQ_KEY_SIGNER (signer)->certificate);
}

static GPtrArray *
get_chain (YyqSigner *signer)
{
  return g_ptr_array_ref (YYQ_KEY_SIGNER (signer)->chain);
}

static GBytes *
fail (GError **error, YyqUkeyError code, const char *message)
{
  ERR_clear_error ();
  g_set_error_literal (error, YYQ_UKEY_ERROR, (int) code, message);
  return NULL;
}

static GBytes *
sign_digest (YyqSigner *signer, YyqSignatureAlgorithm algorithm, GBytes *digest,
             GCancellable *cancellable, GError **error)
{
  YyqKeySigner *self = YYQ_KEY_SIGNER (signer);
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (self->key, NULL);
  gboolean rsa = algorithm == YYQ_SIGNATURE_RSA_PKCS1_SHA256;
  g_autofree guint8 *signature = NULL;
  gsize length = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!EVP_PKEY_is_a (self->key, rsa ? "RSA" : "EC"))
    return fail (error, YYQ_UKEY_ERROR_NO_MECHANISM, "the key is of another kind");
  if (EVP_PKEY_sign_init (context) != 1 ||
      (rsa && EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) != 1) ||
      EVP_PKEY_CTX_set_signature_md (context, EVP_sha256 ()) != 1 ||
      EVP_PKEY_sign (context, NULL, &length, g_bytes_get_data (digest, NULL),
                     g_bytes_get_size (digest)) != 1)
    return fail (error, YYQ_UKEY_ERROR_DEVICE, "the key cannot sign");

  signature = g_malloc (length);
  if (EVP_PKEY_sign (context, signature, &length, g_bytes_get_data (digest, NULL),
                     g_bytes_get_size (digest)) != 1)
    return fail (error, YYQ_UKEY_ERROR_DEVICE, "the key cannot sign");
  return g_bytes_new (signature, length);
}

static void
init_signer (YyqSignerInterface *iface)
{
  iface->get_certificate = get_certificate;
  iface->get_chain = get_chain;
  iface->sign_digest = sign_digest;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqKeySigner, yyq_key_signer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_SIGNER, init_signer))

YyqSigner *
yyq_key_signer_new (EVP_PKEY *key, GBytes *certificate, GPtrArray *chain, GError **error)
{
  g_autoptr (X509) parsed = NULL;
  YyqKeySigner *self;

  g_return_val_if_fail (key != NULL && certificate != NULL, NULL);

  parsed = yyq_x509_from_der (certificate);
  if (parsed == NULL || X509_check_private_key (parsed, key) != 1) {
    fail (error, YYQ_UKEY_ERROR_UNUSABLE_KEY, "the key does not belong to the certificate");
    return NULL;
  }

  self = g_object_new (YYQ_TYPE_KEY_SIGNER, NULL);
  EVP_PKEY_up_ref (key);
  self->key = key;
  self->certificate = g_bytes_ref (certificate);
  if (chain != NULL)
    self->chain = g_ptr_array_ref (chain);
  else
    self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return YYQ_SIGNER (self);
}

static void
yyq_key_signer_finalize (GObject *object)
{
  YyqKeySigner *self = YYQ_KEY_SIGNER (object);

  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);

  G_OBJECT_CLASS (yyq_key_signer_parent_class)->finalize (object);
}

static void
yyq_key_signer_class_init (YyqKeySignerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_key_signer_finalize;
}

static void
yyq_key_signer_init (YyqKeySigner *self)
{
}
