/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-keyring.h"

#include "yyq-developer.h"
#include "yyq-error.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <openssl/rand.h>
#include <sodium.h>

#define KEY_VERSION 1
#define SALT_FILE "passphrase"
#define CHECK_TEXT "yuyunqian"

static const SecretSchema schema = {
  "com.yuyunqian.Yuyunqian.CacheKey",
  SECRET_SCHEMA_NONE,
  { { "scope", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static GMutex turn;

void
yyq_keyring_begin_turn (void)
{
  g_mutex_lock (&turn);
}

void
yyq_keyring_end_turn (void)
{
  g_mutex_unlock (&turn);
}

static YyqSecret *
decode_key (const char *base64)
{
  YyqSecret *key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  gsize length = 0;
  guchar *bytes = g_base64_decode (base64, &length);

  if (length == YYQ_CIPHER_KEY_SIZE)
    yyq_secret_append (key, bytes, length);
  explicit_bzero (bytes, length);
  g_free (bytes);
  return key;
}

static YyqSecret *
lookup_key (const char *scope, GCancellable *cancellable, GError **error)
{
  g_autoptr (YyqSecret) key = NULL;
  char *base64;

  yyq_keyring_begin_turn ();
  base64 = secret_password_lookup_sync (&schema, cancellable, error, "scope", scope, NULL);
  yyq_keyring_end_turn ();
  if (base64 == NULL)
    return NULL;

  key = decode_key (base64);
  secret_password_free (base64);
  return yyq_secret_get_length (key) == YYQ_CIPHER_KEY_SIZE ? g_steal_pointer (&key) : NULL;
}

static gboolean
store_key (const char *scope, YyqSecret *key, GCancellable *cancellable, GError **error)
{
  char *base64 =
    g_base64_encode ((const guchar *) yyq_secret_peek (key), yyq_secret_get_length (key));
  gboolean stored;

  yyq_keyring_begin_turn ();
  stored = secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Yuyunqian", base64,
                                       cancellable, error, "scope", scope, NULL);
  yyq_keyring_end_turn ();
  explicit_bzero (base64, strlen (base64));
  g_free (base64);
  return stored;
}

static YyqSecret *
create_key (const char *scope, GCancellable *cancellable, GError **error)
{
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  guchar bytes[YYQ_CIPHER_KEY_SIZE];

  if (RAND_priv_bytes (bytes, sizeof bytes) != 1)
    g_error ("The system has no randomness");
  yyq_secret_append (key, bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return store_key (scope, key, cancellable, error) ? g_steal_pointer (&key) : NULL;
}

/* What whoever guesses a passphrase pays for each guess; tests, which open a cache in every case,
 * need not resist anybody. */
static unsigned long long
passphrase_cost (gsize *memory)
{
  const gboolean cheap = yyq_developer_getenv ("YYQ_TEST_CHEAP_PASSPHRASE") != NULL;

  *memory = cheap ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE;
  return cheap ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE;
}

/* The file holds the salt and a sealed word that tells a wrong passphrase from a right one. */
static YyqCipher *
derive (YyqSecret *passphrase, const guchar *salt)
{
  g_autoptr (YyqSecret) key = yyq_secret_new (YYQ_CIPHER_KEY_SIZE);
  guchar bytes[YYQ_CIPHER_KEY_SIZE];
  gsize memory;
  const unsigned long long cost = passphrase_cost (&memory);

  if (crypto_pwhash (bytes, sizeof bytes, yyq_secret_peek (passphrase),
                     yyq_secret_get_length (passphrase), salt, cost, memory,
                     crypto_pwhash_ALG_ARGON2ID13) != 0)
    return NULL;
  yyq_secret_append (key, bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return yyq_cipher_new (key, KEY_VERSION);
}

static YyqCipher *
create_from_passphrase (YyqSecret *passphrase, const char *path, GError **error)
{
  guchar salt[crypto_pwhash_SALTBYTES];
  g_autoptr (YyqCipher) cipher = NULL;
  g_autoptr (GBytes) check = g_bytes_new_static (CHECK_TEXT, strlen (CHECK_TEXT));
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GByteArray) file = g_byte_array_new ();

  if (RAND_bytes (salt, sizeof salt) != 1 || (cipher = derive (passphrase, salt)) == NULL) {
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY,
                         "No memory to derive the key");
    return NULL;
  }
  sealed = yyq_cipher_seal (cipher, "keyring", "check", "1", check);
  g_byte_array_append (file, salt, sizeof salt);
  g_byte_array_append (file, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  if (!g_file_set_contents_full (path, (const char *) file->data, file->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    return NULL;
  return g_steal_pointer (&cipher);
}

static YyqCipher *
open_with_passphrase (YyqSecret *passphrase, const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, SALT_FILE, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (YyqCipher) cipher = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) check = NULL;
  gsize length = 0;

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  if (!g_file_get_contents (path, &contents, &length, NULL))
    return create_from_passphrase (passphrase, path, error);

  if (length > crypto_pwhash_SALTBYTES)
    cipher = derive (passphrase, (const guchar *) contents);
  if (cipher == NULL) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT, "“%s” is damaged", path);
    return NULL;
  }
  sealed = g_bytes_new (contents + crypto_pwhash_SALTBYTES, length - crypto_pwhash_SALTBYTES);
  check = yyq_cipher_open (cipher, "keyring", "check", "1", sealed, error);
  return check != NULL ? g_steal_pointer (&cipher) : NULL;
}

/* NULL without an error: there is no Secret Service, or it is locked and cannot ask. */
static YyqCipher *
open_with_service (const char *scope, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSecret) key = lookup_key (scope, cancellable, &error);

  if (key == NULL && error == NULL)
    key = create_key (scope, cancellable, &error);
  if (error != NULL)
    g_info ("No Secret Service for the cache's key: %s", error->message);
  return key != NULL ? yyq_cipher_new (key, KEY_VERSION) : NULL;
}

static gboolean
has_passphrase (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, SALT_FILE, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
yyq_keyring_unlock_in_worker (const char *scope, const char *directory, YyqSecret *passphrase,
                              YyqKeyringKind *kind, YyqCipher **cipher, GCancellable *cancellable,
                              GError **error)
{
  *kind = YYQ_KEYRING_SECRET_SERVICE;
  *cipher = open_with_service (scope, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
    g_clear_pointer (cipher, yyq_cipher_unref);
    return FALSE;
  }
  if (*cipher == NULL && passphrase != NULL) {
    *kind = YYQ_KEYRING_PASSPHRASE;
    *cipher = open_with_passphrase (passphrase, directory, error);
    return *cipher != NULL;
  }
  if (*cipher == NULL) {
    *kind = has_passphrase (directory) ? YYQ_KEYRING_LOCKED : YYQ_KEYRING_NONE;
    *cipher = yyq_cipher_new_random ();
  }
  return TRUE;
}

/* One that comes from a passphrase goes with the directory. */
gboolean
yyq_keyring_copy_in_worker (const char *from, const char *to, const char *directory,
                            GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSecret) key = lookup_key (from, cancellable, &error);

  if (key != NULL && store_key (to, key, cancellable, &error))
    return TRUE;
  if (error != NULL)
    g_info ("No Secret Service for the cache's key: %s", error->message);
  return has_passphrase (directory);
}

void
yyq_keyring_forget_in_worker (const char *scope, const char *directory, GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (directory, SALT_FILE, NULL);
  g_autoptr (GError) error = NULL;

  yyq_keyring_begin_turn ();
  secret_password_clear_sync (&schema, cancellable, &error, "scope", scope, NULL);
  yyq_keyring_end_turn ();
  if (error != NULL)
    g_info ("The cache's key is not in the Secret Service: %s", error->message);
  g_unlink (path);
}
