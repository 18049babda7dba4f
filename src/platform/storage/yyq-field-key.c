/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-key.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-error.h"

static const YyqKeyPlace place = { YYQ_FIELD_KEY_PURPOSE, YYQ_FIELD_KEY_PURPOSE };

/* TRUE in @found: @key is the one in the database. */
static gboolean
load (YyqStorage *storage, YyqMasterKeys *keyring, guint8 *key, gboolean *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, error, "SELECT key_version, wrapped FROM wrapped_key WHERE name = $1", "s",
    YYQ_FIELD_KEY_PURPOSE);

  if (rows == NULL)
    return FALSE;
  *found = yyq_rows_next (rows, &local);
  if (*found) {
    g_autoptr (GBytes) wrapped = yyq_rows_get_bytes (rows, 1);

    return yyq_master_keys_unwrap (keyring, &place, yyq_rows_get_int (rows, 0), wrapped, key,
                                   error);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
make (const char *old_path, guint8 *key, GError **error)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  if (!g_file_test (old_path, G_FILE_TEST_EXISTS)) {
    yyq_aead_fill_random (key, YYQ_AEAD_KEY);
    return TRUE;
  }
  if (!g_file_get_contents (old_path, &data, &length, error))
    return FALSE;
  if (length == YYQ_AEAD_KEY)
    memcpy (key, data, YYQ_AEAD_KEY);
  else
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s is not a key of %d bytes",
                 old_path, YYQ_AEAD_KEY);
  explicit_bzero (data, length);
  return length == YYQ_AEAD_KEY;
}

static gboolean
save (YyqStorage *storage, YyqMasterKeys *keyring, const guint8 *key, GError **error)
{
  gint64 version = 0;
  g_autoptr (GBytes) wrapped = yyq_master_keys_wrap (keyring, &place, key, &version);

  return yyq_storage_execute (
    storage, error, "INSERT INTO wrapped_key (name, key_version, wrapped) VALUES ($1, $2, $3)",
    "sib", YYQ_FIELD_KEY_PURPOSE, version, wrapped);
}

/* Only once its key is in the database for good. */
static gboolean
remove_old (const char *old_path, GError **error)
{
  if (g_unlink (old_path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", old_path,
               g_strerror (errno));
  return FALSE;
}

YyqFieldCipher *
yyq_field_key_load (YyqStorage *storage, YyqMasterKeys *keyring, const char *old_path,
                    GError **error)
{
  guint8 key[YYQ_AEAD_KEY];
  YyqFieldCipher *cipher = NULL;
  gboolean found = FALSE;
  gboolean ok = load (storage, keyring, key, &found, error) &&
                (found || (make (old_path, key, error) && save (storage, keyring, key, error))) &&
                remove_old (old_path, error);

  yyq_storage_release (storage);
  if (ok) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (key, sizeof key);

    cipher = yyq_field_cipher_new (bytes);
  }
  explicit_bzero (key, sizeof key);
  return cipher;
}
