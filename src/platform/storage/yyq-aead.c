/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-aead.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

void
yyq_aead_seal (const YyqAead *self, gconstpointer text, gsize length, guint8 *sealed, guint8 *tag)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n = 0;

  if (EVP_EncryptInit_ex (context, EVP_aes_256_gcm (), NULL, self->key, self->nonce) != 1 ||
      EVP_EncryptUpdate (context, NULL, &n, self->data, (int) self->data_length) != 1 ||
      (length > 0 && EVP_EncryptUpdate (context, sealed, &n, text, (int) length) != 1) ||
      EVP_EncryptFinal_ex (context, sealed + length, &n) != 1 ||
      EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_GET_TAG, YYQ_AEAD_TAG, tag) != 1)
    g_error ("AES-256-GCM failed");
}

gboolean
yyq_aead_open (const YyqAead *self, const guint8 *sealed, gsize length, const guint8 *tag,
               guint8 *text)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n = 0;

  return EVP_DecryptInit_ex (context, EVP_aes_256_gcm (), NULL, self->key, self->nonce) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_SET_TAG, YYQ_AEAD_TAG, (void *) tag) == 1 &&
         EVP_DecryptUpdate (context, NULL, &n, self->data, (int) self->data_length) == 1 &&
         (length == 0 || EVP_DecryptUpdate (context, text, &n, sealed, (int) length) == 1) &&
         EVP_DecryptFinal_ex (context, text + length, &n) == 1;
}

void
yyq_aead_fill_random (guint8 *data, gsize length)
{
  if (RAND_bytes (data, (int) length) != 1)
    g_error ("no randomness");
}
