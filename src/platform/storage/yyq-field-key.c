/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-field-key.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "yyq-aead.h"
#include "yyq-clock.h"
#include "yyq-error.h"

/* Longer than what is sealed and goes by itself: kept replies, successors of refresh tokens. */
#define KEEP_MS (35 * 24 * 3600 * G_GINT64_CONSTANT (1000))

/* Whoever makes a root, and whoever must not miss one, comes one after the other. */
#define LOCK "SELECT generation FROM wrapped_key ORDER BY generation" YYQ_SQL_LOCK

typedef struct {
  YyqStorage *storage;
  YyqMasterKeys *keyring;
} Source;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_object_unref (self->storage);
  g_object_unref (self->keyring);
  g_free (self);
}

/* Another process may have been told of a newer master key before this one. */
static gboolean
have_version (YyqMasterKeys *keyring, gint64 version, GError **error)
{
  return version <= yyq_master_keys_get_version (keyring) ||
         yyq_master_keys_reload (keyring, error);
}

static gboolean
add_row (YyqFieldCipher *cipher, YyqMasterKeys *keyring, YyqRows *rows, GError **error)
{
  const YyqKeyPlace place = { YYQ_FIELD_KEY_PURPOSE, yyq_rows_get_text (rows, 1) };
  const gint64 version = yyq_rows_get_int (rows, 2);
  g_autoptr (GBytes) wrapped = yyq_rows_get_bytes (rows, 3);
  guint8 root[YYQ_AEAD_KEY];

  if (!have_version (keyring, version, error) ||
      !yyq_master_keys_unwrap (keyring, &place, version, wrapped, root, error))
    return FALSE;
  yyq_field_cipher_add_root (cipher, (guint) yyq_rows_get_int (rows, 0), root);
  explicit_bzero (root, sizeof root);
  return TRUE;
}

static gboolean
add_roots (YyqFieldCipher *cipher, gpointer data, GError **error)
{
  const Source *source = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = NULL;

  if (yyq_storage_in_transaction (source->storage) &&
      !yyq_storage_execute (source->storage, error, LOCK, ""))
    return FALSE;
  rows = yyq_storage_query (
    source->storage, error,
    "SELECT generation, name, key_version, wrapped FROM wrapped_key ORDER BY generation", "");
  if (rows == NULL)
    return FALSE;
  while (yyq_rows_next (rows, &local))
    if (!add_row (cipher, source->keyring, rows, error))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
insert (YyqStorage *storage, YyqMasterKeys *keyring, guint generation, const guint8 *root,
        GError **error)
{
  const gboolean shared = generation == YYQ_FIELD_GENERATION_SHARED;
  g_autofree char *name = shared ? g_strdup (YYQ_FIELD_KEY_PURPOSE)
                                 : g_strdup_printf (YYQ_FIELD_KEY_PURPOSE "-%u", generation);
  gint64 version = 0;
  g_autoptr (GBytes) wrapped =
    yyq_master_keys_wrap (keyring, &(YyqKeyPlace){ YYQ_FIELD_KEY_PURPOSE, name }, root, &version);

  /* Of two processes that begin at once one makes it. */
  return yyq_storage_execute (storage, error,
                              "INSERT INTO wrapped_key (name, generation, key_version, wrapped, "
                              "made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                              "siibi", name, (gint64) generation, version, wrapped,
                              shared ? (gint64) 0 : yyq_clock_now ());
}

static gboolean
insert_random (YyqStorage *storage, YyqMasterKeys *keyring, guint generation, GError **error)
{
  guint8 root[YYQ_AEAD_KEY];
  gboolean ok;

  if (generation > YYQ_FIELD_GENERATION_MOST) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY,
                 "the keys of fields were changed %d times: there is no further generation",
                 YYQ_FIELD_GENERATION_MOST);
    return FALSE;
  }
  yyq_aead_fill_random (root, sizeof root);
  ok = insert (storage, keyring, generation, root, error);
  explicit_bzero (root, sizeof root);
  return ok;
}

/* What the first release left. */
static gboolean
insert_file (YyqStorage *storage, YyqMasterKeys *keyring, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  gsize length = 0;
  gboolean ok;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;
  ok = length == YYQ_AEAD_KEY;
  if (!ok)
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY, "%s is not a key of %d bytes", path,
                 YYQ_AEAD_KEY);
  ok = ok && insert (storage, keyring, YYQ_FIELD_GENERATION_SHARED, (const guint8 *) data, error);
  explicit_bzero (data, length);
  return ok;
}

/* @generation 0: there is none. */
static gboolean
find_newest (YyqStorage *storage, guint *generation, gint64 *version, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, &local,
    "SELECT generation, key_version FROM wrapped_key ORDER BY generation DESC LIMIT 1", "");

  *generation = 0;
  *version = 0;
  if (rows != NULL && yyq_rows_next (rows, &local)) {
    *generation = (guint) yyq_rows_get_int (rows, 0);
    *version = yyq_rows_get_int (rows, 1);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
make_first (YyqStorage *storage, YyqMasterKeys *keyring, const char *old_path, GError **error)
{
  guint generation = 0;
  gint64 version = 0;

  return find_newest (storage, &generation, &version, error) &&
         (generation > 0 || insert_file (storage, keyring, old_path, error)) &&
         (generation > YYQ_FIELD_GENERATION_SHARED ||
          insert_random (storage, keyring, YYQ_FIELD_GENERATION_SHARED + 1, error));
}

static gboolean
make_next (YyqStorage *storage, YyqMasterKeys *keyring, GError **error)
{
  guint generation = 0;
  gint64 version = 0;

  return find_newest (storage, &generation, &version, error) &&
         (generation == 0 || version >= yyq_master_keys_get_version (keyring) ||
          insert_random (storage, keyring, generation + 1, error));
}

gboolean
yyq_field_key_renew (YyqStorage *storage, YyqMasterKeys *keyring, GError **error)
{
  if (!yyq_storage_begin (storage, error))
    return FALSE;
  if (yyq_storage_execute (storage, error, LOCK, "") && make_next (storage, keyring, error) &&
      yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

gboolean
yyq_field_key_drop_old (YyqStorage *storage, GError **error)
{
  return yyq_storage_execute (
    storage, error,
    "DELETE FROM wrapped_key WHERE generation < (SELECT COALESCE(MAX(n.generation), 0) FROM "
    "wrapped_key n WHERE n.made_at < $1)",
    "i", yyq_clock_now () - KEEP_MS);
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
  Source *source = g_new0 (Source, 1);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new (add_roots, source, source_free);
  gboolean ok;

  source->storage = g_object_ref (storage);
  source->keyring = g_object_ref (keyring);
  ok = yyq_storage_begin (storage, error) && make_first (storage, keyring, old_path, error) &&
       yyq_storage_commit (storage, error);
  if (!ok)
    yyq_storage_rollback (storage);
  ok = ok && yyq_field_cipher_refresh (cipher, error) && remove_old (old_path, error);
  yyq_storage_release (storage);
  return ok ? g_steal_pointer (&cipher) : NULL;
}
