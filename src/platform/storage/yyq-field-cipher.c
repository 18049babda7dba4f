/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-cipher.h"

#include <gio/gio.h>
#include <openssl/crypto.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-derived-key.h"
#include "yyq-error.h"

/* Sealed: generation (1) | nonce (12) | tag (16) | text. */
#define HEAD_LENGTH (1 + YYQ_AEAD_NONCE + YYQ_AEAD_TAG)

/* Of which the root itself was the key, for everything. */
#define UNDERIVED 1

/* What a fresh cipher begins with. */
#define FIRST_OF_ITS_OWN (YYQ_FIELD_GENERATION_SHARED + 1)

#define SHORTEST_MAC 32

typedef struct {
  guint number;
  guint8 root[YYQ_AEAD_KEY];
  guint8 seal[YYQ_AEAD_KEY];
} Generation;

struct _YyqFieldCipher {
  GObject parent_instance;

  YyqFieldKeySource source; /* (nullable) */
  gpointer data;
  GDestroyNotify destroy;
  GRWLock lock;        /* for what follows */
  GArray *generations; /* (element-type Generation): by number */
};

G_DEFINE_FINAL_TYPE (YyqFieldCipher, yyq_field_cipher, G_TYPE_OBJECT)

static void
generation_clear (gpointer data)
{
  OPENSSL_cleanse (data, sizeof (Generation));
}

static void
finalize (GObject *object)
{
  YyqFieldCipher *self = YYQ_FIELD_CIPHER (object);

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_array_unref (self->generations);
  g_rw_lock_clear (&self->lock);
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
  g_rw_lock_init (&self->lock);
  /* Keys are never moved to a larger block, which would leave copies behind. */
  self->generations =
    g_array_sized_new (FALSE, TRUE, sizeof (Generation), YYQ_FIELD_GENERATION_MOST + 1);
  g_array_set_clear_func (self->generations, generation_clear);
}

YyqFieldCipher *
yyq_field_cipher_new (YyqFieldKeySource source, gpointer data, GDestroyNotify destroy)
{
  YyqFieldCipher *self = g_object_new (YYQ_TYPE_FIELD_CIPHER, NULL);

  self->source = source;
  self->data = data;
  self->destroy = destroy;
  return self;
}

YyqFieldCipher *
yyq_field_cipher_new_random (void)
{
  YyqFieldCipher *self = yyq_field_cipher_new (NULL, NULL, NULL);
  guint8 root[YYQ_AEAD_KEY];

  yyq_aead_fill_random (root, sizeof root);
  yyq_field_cipher_add_root (self, FIRST_OF_ITS_OWN, root);
  OPENSSL_cleanse (root, sizeof root);
  return self;
}

/* Where @number is, or belongs. */
static guint
find_place (YyqFieldCipher *self, guint number)
{
  guint place = 0;

  while (place < self->generations->len &&
         g_array_index (self->generations, Generation, place).number < number)
    place++;
  return place;
}

/* (nullable): under the lock. */
static const Generation *
find (YyqFieldCipher *self, guint number)
{
  guint place = find_place (self, number);

  return place < self->generations->len &&
             g_array_index (self->generations, Generation, place).number == number
           ? &g_array_index (self->generations, Generation, place)
           : NULL;
}

static void
add (YyqFieldCipher *self, const Generation *generation)
{
  if (find (self, generation->number) == NULL)
    g_array_insert_vals (self->generations, find_place (self, generation->number), generation, 1);
}

void
yyq_field_cipher_add_root (YyqFieldCipher *self, guint generation, const guint8 *root)
{
  Generation added = { .number = generation };

  g_return_if_fail (generation >= YYQ_FIELD_GENERATION_SHARED &&
                    generation <= YYQ_FIELD_GENERATION_MOST);

  memcpy (added.root, root, YYQ_AEAD_KEY);
  yyq_derived_key (root, "yuyunqian field seal", added.seal);
  g_rw_lock_writer_lock (&self->lock);
  add (self, &added);
  if (generation == YYQ_FIELD_GENERATION_SHARED) {
    added.number = UNDERIVED;
    memcpy (added.seal, root, YYQ_AEAD_KEY);
    add (self, &added);
  }
  g_rw_lock_writer_unlock (&self->lock);
  OPENSSL_cleanse (&added, sizeof added);
}

gboolean
yyq_field_cipher_refresh (YyqFieldCipher *self, GError **error)
{
  return self->source == NULL || self->source (self, self->data, error);
}

guint
yyq_field_cipher_get_generation (YyqFieldCipher *self)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  const guint n = self->generations->len;

  return n > 0 ? g_array_index (self->generations, Generation, n - 1).number : 0;
}

/* FALSE: this process does not know it. */
static gboolean
copy_seal_key (YyqFieldCipher *self, guint number, guint8 *key)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  const Generation *generation = find (self, number);

  if (generation != NULL)
    memcpy (key, generation->seal, YYQ_AEAD_KEY);
  return generation != NULL;
}

GBytes *
yyq_field_cipher_seal_bytes (YyqFieldCipher *self, const char *where, GBytes *plain)
{
  const guint generation = yyq_field_cipher_get_generation (self);
  g_autofree char *data = g_strdup_printf ("%s|%u", where, generation);
  guint8 key[YYQ_AEAD_KEY];
  gsize length = 0;
  gconstpointer text = g_bytes_get_data (plain, &length);
  guint8 *sealed = g_malloc (HEAD_LENGTH + length);
  guint8 *nonce = sealed + 1;

  if (!copy_seal_key (self, generation, key))
    g_error ("a cipher without keys");
  sealed[0] = (guint8) generation;
  yyq_aead_fill_random (nonce, YYQ_AEAD_NONCE);
  yyq_aead_seal (&(YyqAead){ key, nonce, data, strlen (data) }, text, length, sealed + HEAD_LENGTH,
                 nonce + YYQ_AEAD_NONCE);
  OPENSSL_cleanse (key, sizeof key);
  return g_bytes_new_take (sealed, HEAD_LENGTH + length);
}

/* A generation that is not known may be one that another process made. */
static gboolean
find_seal_key (YyqFieldCipher *self, guint number, guint8 *key)
{
  return copy_seal_key (self, number, key) ||
         (yyq_field_cipher_refresh (self, NULL) && copy_seal_key (self, number, key));
}

/* (transfer full): with a NUL behind it that is not counted. */
static guint8 *
open_sealed (YyqFieldCipher *self, const char *where, GBytes *sealed, gsize *length, GError **error)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  guint8 key[YYQ_AEAD_KEY];

  if (size >= HEAD_LENGTH && find_seal_key (self, bytes[0], key)) {
    g_autofree char *data = g_strdup_printf ("%s|%d", where, bytes[0]);
    guint8 *text = g_malloc0 (size - HEAD_LENGTH + 1);
    gboolean ok;

    *length = size - HEAD_LENGTH;
    ok = yyq_aead_open (&(YyqAead){ key, bytes + 1, data, strlen (data) }, bytes + HEAD_LENGTH,
                        *length, bytes + 1 + YYQ_AEAD_NONCE, text);
    OPENSSL_cleanse (key, sizeof key);
    if (ok)
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

/* (transfer full) */
static char *
make_mac (const Generation *generation, const char *purpose, const char *text)
{
  g_autofree char *info = g_strdup_printf ("yuyunqian mac %s", purpose);
  g_autoptr (GHmac) hmac = NULL;
  guint8 key[YYQ_AEAD_KEY];

  if (generation->number == UNDERIVED)
    memcpy (key, generation->root, sizeof key);
  else
    yyq_derived_key (generation->root, info, key);
  hmac = g_hmac_new (G_CHECKSUM_SHA256, key, sizeof key);
  OPENSSL_cleanse (key, sizeof key);
  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  return g_strdup (g_hmac_get_string (hmac));
}

char *
yyq_field_cipher_authenticate (YyqFieldCipher *self, const char *purpose, const char *text)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  const guint n = self->generations->len;

  if (n == 0)
    g_error ("a cipher without keys");
  return make_mac (&g_array_index (self->generations, Generation, n - 1), purpose, text);
}

char **
yyq_field_cipher_list_macs (YyqFieldCipher *self, const char *purpose, const char *text)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  const guint n = self->generations->len;
  char **macs = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    macs[i] = make_mac (&g_array_index (self->generations, Generation, n - 1 - i), purpose, text);
  return macs;
}

static gboolean
is_known (YyqFieldCipher *self, const char *purpose, const char *text, const char *mac)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  const gsize length = strlen (mac);
  gboolean known = FALSE;

  for (guint i = self->generations->len; !known && i > 0; i--) {
    g_autofree char *made =
      make_mac (&g_array_index (self->generations, Generation, i - 1), purpose, text);

    known =
      length >= SHORTEST_MAC && length <= strlen (made) && CRYPTO_memcmp (made, mac, length) == 0;
  }
  return known;
}

gboolean
yyq_field_cipher_verify (YyqFieldCipher *self, const char *purpose, const char *text,
                         const char *mac)
{
  const guint generation = yyq_field_cipher_get_generation (self);

  return is_known (self, purpose, text, mac) ||
         (yyq_field_cipher_refresh (self, NULL) &&
          yyq_field_cipher_get_generation (self) != generation &&
          is_known (self, purpose, text, mac));
}
