/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cipher.h"

#include "yyq-error.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#define NONCE_SIZE 12
#define TAG_SIZE 16

struct _YyqCipher {
  gatomicrefcount ref_count;
  YyqSecret *key; /* (owned) */
  guint key_version;
};

G_DEFINE_BOXED_TYPE (YyqCipher, yyq_cipher, yyq_cipher_ref, yyq_cipher_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

YyqCipher *
yyq_cipher_new (YyqSecret *key, guint key_version)
{
  YyqCipher *self = g_new0 (YyqCipher, 1);

  g_assert (yyq_secret_get_length (key) == YYQ_CIPHER_KEY_SIZE);
  g_atomic_ref_count_init (&self->ref_count);
  self->key = yyq_secret_ref (key);
  self->key_version = key_version;
  return self;
}

YyqCipher *
yyq_cipher_new_random (void)
{
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  guchar bytes[YYQ_CIPHER_KEY_SIZE];

  if (RAND_priv_bytes (bytes, sizeof bytes) != 1)
    g_error ("The system has no randomness");
  yyq_secret_append (key, bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return yyq_cipher_new (key, 1);
}

YyqCipher *
yyq_cipher_ref (YyqCipher *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yyq_cipher_unref (YyqCipher *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  yyq_secret_unref (self->key);
  g_free (self);
}

static char *
make_place (YyqCipher *self, const char *table, const char *column, const char *id)
{
  return g_strdup_printf ("%s|%s|%s|%u", table, column, id, self->key_version);
}

GBytes *
yyq_cipher_seal (YyqCipher *self, const char *table, const char *column, const char *id,
                 GBytes *plain)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  g_autofree char *place = make_place (self, table, column, id);
  gsize length;
  const guchar *data = g_bytes_get_data (plain, &length);
  guchar *sealed = g_malloc (NONCE_SIZE + length + TAG_SIZE);
  int n = 0;
  gboolean ok;

  ok = RAND_bytes (sealed, NONCE_SIZE) == 1 &&
       EVP_EncryptInit_ex2 (context, EVP_aes_256_gcm (),
                            (const guchar *) yyq_secret_peek (self->key), sealed, NULL) == 1 &&
       EVP_EncryptUpdate (context, NULL, &n, (const guchar *) place, (int) strlen (place)) == 1 &&
       EVP_EncryptUpdate (context, sealed + NONCE_SIZE, &n, data, (int) length) == 1 &&
       EVP_EncryptFinal_ex (context, sealed + NONCE_SIZE + n, &n) == 1 &&
       EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_GET_TAG, TAG_SIZE,
                            sealed + NONCE_SIZE + length) == 1;
  if (!ok)
    g_error ("AES-256-GCM does not work in this OpenSSL");
  return g_bytes_new_take (sealed, NONCE_SIZE + length + TAG_SIZE);
}

GBytes *
yyq_cipher_open (YyqCipher *self, const char *table, const char *column, const char *id,
                 GBytes *sealed, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  g_autofree char *place = make_place (self, table, column, id);
  g_autofree guchar *plain = NULL;
  gsize length;
  const guchar *data = g_bytes_get_data (sealed, &length);
  gboolean ok = length >= NONCE_SIZE + TAG_SIZE;
  int n = 0, tail = 0;

  if (ok) {
    length -= NONCE_SIZE + TAG_SIZE;
    plain = g_malloc (length + 1);
    ok = EVP_DecryptInit_ex2 (context, EVP_aes_256_gcm (),
                              (const guchar *) yyq_secret_peek (self->key), data, NULL) == 1 &&
         EVP_DecryptUpdate (context, NULL, &n, (const guchar *) place, (int) strlen (place)) == 1 &&
         EVP_DecryptUpdate (context, plain, &n, data + NONCE_SIZE, (int) length) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_SET_TAG, TAG_SIZE,
                              (void *) (data + NONCE_SIZE + length)) == 1 &&
         EVP_DecryptFinal_ex (context, plain + n, &tail) == 1;
  }
  if (!ok) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s does not open with this key",
                 place);
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&plain), length);
}
