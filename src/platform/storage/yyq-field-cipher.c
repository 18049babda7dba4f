/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-cipher.h"

#include <gio/gio.h>
#include <openssl/crypto.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-error.h"

/* Sealed: version (1) | nonce (12) | tag (16) | text. */
#define KEY_VERSION 1
#define HEAD_LENGTH (1 + YYQ_AEAD_NONCE + YYQ_AEAD_TAG)

struct _YyqFieldCipher {
  GObject parent_instance;

  guint8 key[YYQ_AEAD_KEY];
};

G_DEFINE_FINAL_TYPE (YyqFieldCipher, yyq_field_cipher, G_TYPE_OBJECT)

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

  g_return_val_if_fail (g_bytes_get_size (key) == YYQ_AEAD_KEY, NULL);

  self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);
  memcpy (self->key, g_bytes_get_data (key, NULL), YYQ_AEAD_KEY);
  return self;
}

YyqFieldCipher *
yyq_field_cipher_new_random (void)
{
  YyqFieldCipher *self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);

  yyq_aead_fill_random (self->key, YYQ_AEAD_KEY);
  return self;
}

GBytes *
yyq_field_cipher_seal_bytes (YyqFieldCipher *self, const char *where, GBytes *plain)
{
  g_autofree char *data = g_strdup_printf ("%s|%d", where, KEY_VERSION);
  gsize length = 0;
  gconstpointer text = g_bytes_get_data (plain, &length);
  guint8 *sealed = g_malloc (HEAD_LENGTH + length);
  guint8 *nonce = sealed + 1;
  const YyqAead aead = { self->key, nonce, data, strlen (data) };

  sealed[0] = KEY_VERSION;
  yyq_aead_fill_random (nonce, YYQ_AEAD_NONCE);
  yyq_aead_seal (&aead, text, length, sealed + HEAD_LENGTH, nonce + YYQ_AEAD_NONCE);
  return g_bytes_new_take (sealed, HEAD_LENGTH + length);
}

/* (transfer full): with a NUL behind it that is not counted. */
static guint8 *
open_sealed (YyqFieldCipher *self, const char *where, GBytes *sealed, gsize *length, GError **error)
{
  g_autofree char *data = g_strdup_printf ("%s|%d", where, KEY_VERSION);
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  const YyqAead aead = { self->key, bytes + 1, data, strlen (data) };

  if (size >= HEAD_LENGTH && bytes[0] == KEY_VERSION) {
    guint8 *text = g_malloc0 (size - HEAD_LENGTH + 1);

    *length = size - HEAD_LENGTH;
    if (yyq_aead_open (&aead, bytes + HEAD_LENGTH, *length, bytes + 1 + YYQ_AEAD_NONCE, text))
      return text;
    g_free (text);
  }
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s cannot be read with this key",
               where);
  return NULL;
}

GBytes *
yyq_field_cipher_open_bytes (YyqFieldCipher *self, const char *where, GBytes *sealed,
                             GError **error)
{
  gsize length = 0;
  guint8 *text = open_sealed (self, where, sealed, &length, error);

  return text != NULL ? g_bytes_new_take (text, length) : NULL;
}

GBytes *
yyq_field_cipher_seal (YyqFieldCipher *self, const char *where, const char *text)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (text, strlen (text));

  return yyq_field_cipher_seal_bytes (self, where, plain);
}

char *
yyq_field_cipher_open (YyqFieldCipher *self, const char *where, GBytes *sealed, GError **error)
{
  gsize length = 0;

  return (char *) open_sealed (self, where, sealed, &length, error);
}

char *
yyq_field_cipher_index (YyqFieldCipher *self, const char *purpose, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, YYQ_AEAD_KEY);

  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  return g_strdup (g_hmac_get_string (hmac));
}
