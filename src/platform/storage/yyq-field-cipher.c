/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-cipher.h"

#include "yyq-error.h"

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

/* Sealed: version (1) | nonce (12) | tag (16) | text. */
#define KEY_VERSION 1
#define KEY_LENGTH 32
#define NONCE_LENGTH 12
#define TAG_LENGTH 16
#define HEAD_LENGTH (1 + NONCE_LENGTH + TAG_LENGTH)

struct _YyqFieldCipher {
  GObject parent_instance;

  guint8 key[KEY_LENGTH];
};

G_DEFINE_FINAL_TYPE (YyqFieldCipher, yyq_field_cipher, G_TYPE_OBJECT)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

static void
finalize (GObject *object)
{
  YyqFieldCipher *self = YYQ_FIELD_CIPHER (object);

  OPENSSL_cleanse (self->key, sizeof self->key);
  G_OBJECT_CLASS (yyq_field_cipher_parent_class)->finalize (object);
}

static void
yyq_field_cipher_class_init (YyqFieldCipherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_field_cipher_init (YyqFieldCipher *self)
{
}

YyqFieldCipher *
yyq_field_cipher_new (GBytes *key)
{
  YyqFieldCipher *self;

  g_return_val_if_fail (g_bytes_get_size (key) == KEY_LENGTH, NULL);

  self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);
  memcpy (self->key, g_bytes_get_data (key, NULL), KEY_LENGTH);
  return self;
}

static void
fill_random (guint8 *data, int length)
{
  if (RAND_bytes (data, length) != 1)
    g_error ("no randomness");
}

YyqFieldCipher *
yyq_field_cipher_new_random (void)
{
  YyqFieldCipher *self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);

  fill_random (self->key, KEY_LENGTH);
  return self;
}

static YyqFieldCipher *
make_key_file (const char *path, GError **error)
{
  g_autoptr (YyqFieldCipher) self = yyq_field_cipher_new_random ();

  if (!g_file_set_contents_full (path, (const char *) self->key, KEY_LENGTH, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return NULL;
  return g_steal_pointer (&self);
}

YyqFieldCipher *
yyq_field_cipher_load (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  YyqFieldCipher *self = NULL;
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return make_key_file (path, error);
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  if (length == KEY_LENGTH) {
    self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);
    memcpy (self->key, data, KEY_LENGTH);
  } else {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s is not a key of %d bytes", path, KEY_LENGTH);
  }
  OPENSSL_cleanse (data, length);
  return self;
}

static char *
additional_data (const char *where)
{
  return g_strdup_printf ("%s|%d", where, KEY_VERSION);
}

GBytes *
yyq_field_cipher_seal (YyqFieldCipher *self, const char *where, const char *text)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  g_autofree char *aad = additional_data (where);
  gsize length = strlen (text);
  guint8 *sealed = g_malloc (HEAD_LENGTH + length);
  guint8 *nonce = sealed + 1;
  guint8 *tag = nonce + NONCE_LENGTH;
  int n = 0;

  sealed[0] = KEY_VERSION;
  fill_random (nonce, NONCE_LENGTH);
  if (EVP_EncryptInit_ex (context, EVP_aes_256_gcm (), NULL, self->key, nonce) != 1 ||
      EVP_EncryptUpdate (context, NULL, &n, (const guint8 *) aad, (int) strlen (aad)) != 1 ||
      EVP_EncryptUpdate (context, sealed + HEAD_LENGTH, &n, (const guint8 *) text, (int) length) != 1 ||
      EVP_EncryptFinal_ex (context, sealed + HEAD_LENGTH + n, &n) != 1 ||
      EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_GET_TAG, TAG_LENGTH, tag) != 1)
    g_error ("AES-256-GCM failed");
  return g_bytes_new_take (sealed, HEAD_LENGTH + length);
}

static gboolean
open_into (YyqFieldCipher *self, const char *where, const guint8 *sealed, int length, char *text)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  g_autofree char *aad = additional_data (where);
  const guint8 *nonce = sealed + 1;
  int n = 0;

  return EVP_DecryptInit_ex (context, EVP_aes_256_gcm (), NULL, self->key, nonce) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_SET_TAG, TAG_LENGTH, (void *) (nonce + NONCE_LENGTH)) == 1 &&
         EVP_DecryptUpdate (context, NULL, &n, (const guint8 *) aad, (int) strlen (aad)) == 1 &&
         EVP_DecryptUpdate (context, (guint8 *) text, &n, sealed + HEAD_LENGTH, length) == 1 &&
         EVP_DecryptFinal_ex (context, (guint8 *) text + n, &n) == 1;
}

char *
yyq_field_cipher_open (YyqFieldCipher *self, const char *where, GBytes *sealed, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  g_autofree char *text = size >= HEAD_LENGTH ? g_malloc0 (size - HEAD_LENGTH + 1) : NULL;

  if (text != NULL && data[0] == KEY_VERSION && open_into (self, where, data, (int) (size - HEAD_LENGTH), text))
    return g_steal_pointer (&text);
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s cannot be read with this key", where);
  return NULL;
}

char *
yyq_field_cipher_index (YyqFieldCipher *self, const char *purpose, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, KEY_LENGTH);

  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  return g_strdup (g_hmac_get_string (hmac));
}
