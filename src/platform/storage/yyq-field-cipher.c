/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-cipher.h"

#include <gio/gio.h>
#include <openssl/crypto.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-derived-key.h"
#include "yyq-error.h"

/* Sealed: generation (1) | nonce (12) | tag (16) | text. The first generation is sealed with the
 * key itself, which also made the HMACs; the second with a key that is derived for sealing alone.
 */
#define FIRST_GENERATION 1
#define HEAD_LENGTH (1 + YYQ_AEAD_NONCE + YYQ_AEAD_TAG)

struct _YyqFieldCipher {
  GObject parent_instance;

  guint8 key[YYQ_AEAD_KEY];  /* of HMACs, and of what the first generation sealed */
  guint8 seal[YYQ_AEAD_KEY]; /* derived */
};

G_DEFINE_FINAL_TYPE (YyqFieldCipher, yyq_field_cipher, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  YyqFieldCipher *self = YYQ_FIELD_CIPHER (object);

  OPENSSL_cleanse (self->key, sizeof self->key);
  OPENSSL_cleanse (self->seal, sizeof self->seal);
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

static YyqFieldCipher *
cipher_new (const guint8 *key)
{
  YyqFieldCipher *self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);

  memcpy (self->key, key, YYQ_AEAD_KEY);
  yyq_derived_key (self->key, "yuyunqian field seal", self->seal);
  return self;
}

YyqFieldCipher *
yyq_field_cipher_new (GBytes *key)
{
  g_return_val_if_fail (g_bytes_get_size (key) == YYQ_AEAD_KEY, NULL);

  return cipher_new (g_bytes_get_data (key, NULL));
}

YyqFieldCipher *
yyq_field_cipher_new_random (void)
{
  guint8 key[YYQ_AEAD_KEY];
  YyqFieldCipher *self;

  yyq_aead_fill_random (key, sizeof key);
  self = cipher_new (key);
  OPENSSL_cleanse (key, sizeof key);
  return self;
}

GBytes *
yyq_field_cipher_seal_bytes (YyqFieldCipher *self, const char *where, GBytes *plain)
{
  g_autofree char *data = g_strdup_printf ("%s|%d", where, YYQ_FIELD_GENERATION);
  gsize length = 0;
  gconstpointer text = g_bytes_get_data (plain, &length);
  guint8 *sealed = g_malloc (HEAD_LENGTH + length);
  guint8 *nonce = sealed + 1;
  const YyqAead aead = { self->seal, nonce, data, strlen (data) };

  sealed[0] = YYQ_FIELD_GENERATION;
  yyq_aead_fill_random (nonce, YYQ_AEAD_NONCE);
  yyq_aead_seal (&aead, text, length, sealed + HEAD_LENGTH, nonce + YYQ_AEAD_NONCE);
  return g_bytes_new_take (sealed, HEAD_LENGTH + length);
}

/* (nullable): NULL for a generation that there is not. */
static const guint8 *
find_key (YyqFieldCipher *self, guint8 generation)
{
  if (generation == YYQ_FIELD_GENERATION)
    return self->seal;
  return generation == FIRST_GENERATION ? self->key : NULL;
}

/* (transfer full): with a NUL behind it that is not counted. */
static guint8 *
open_sealed (YyqFieldCipher *self, const char *where, GBytes *sealed, gsize *length, GError **error)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  const guint8 *key = size >= HEAD_LENGTH ? find_key (self, bytes[0]) : NULL;

  if (key != NULL) {
    g_autofree char *data = g_strdup_printf ("%s|%d", where, bytes[0]);
    guint8 *text = g_malloc0 (size - HEAD_LENGTH + 1);

    *length = size - HEAD_LENGTH;
    if (yyq_aead_open (&(YyqAead){ key, bytes + 1, data, strlen (data) }, bytes + HEAD_LENGTH,
                       *length, bytes + 1 + YYQ_AEAD_NONCE, text))
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

static char *
make_hmac (const guint8 *key, const char *purpose, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, YYQ_AEAD_KEY);

  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  return g_strdup (g_hmac_get_string (hmac));
}

char *
yyq_field_cipher_index (YyqFieldCipher *self, const char *purpose, const char *text)
{
  return make_hmac (self->key, purpose, text);
}

char *
yyq_field_cipher_authenticate (YyqFieldCipher *self, const char *purpose, const char *text)
{
  g_autofree char *info = g_strdup_printf ("yuyunqian mac %s", purpose);
  guint8 key[YYQ_AEAD_KEY];
  char *mac;

  yyq_derived_key (self->key, info, key);
  mac = make_hmac (key, purpose, text);
  OPENSSL_cleanse (key, sizeof key);
  return mac;
}
