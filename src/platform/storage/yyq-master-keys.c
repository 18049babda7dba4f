/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-master-keys.h"

#include <string.h>

#include "yyq-aead.h"
#include "yyq-derived-key.h"
#include "yyq-error.h"
#include "yyq-key-file.h"

/* Wrapped: nonce | tag | key. */
#define WRAPPED_LENGTH (YYQ_AEAD_NONCE + YYQ_AEAD_TAG + YYQ_KEY_LENGTH)

struct _YyqMasterKeys {
  GObject parent_instance;

  char *path;   /* (nullable) */
  GMutex lock;  /* for what follows */
  GArray *keys; /* (element-type YyqMasterKey) by version */
};

G_DEFINE_FINAL_TYPE (YyqMasterKeys, yyq_master_keys, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  YyqMasterKeys *self = YYQ_MASTER_KEYS (object);

  g_clear_pointer (&self->keys, g_array_unref);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  G_OBJECT_CLASS (yyq_master_keys_parent_class)->finalize (object);
}

static void
yyq_master_keys_class_init (YyqMasterKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_master_keys_init (YyqMasterKeys *self)
{
  g_mutex_init (&self->lock);
}

YyqMasterKeys *
yyq_master_keys_load (const char *path, GError **error)
{
  g_autoptr (GArray) keys = yyq_key_file_read (path, error);
  YyqMasterKeys *self;

  if (keys == NULL)
    return NULL;
  self = g_object_new (YYQ_TYPE_MASTER_KEYS, NULL);
  self->path = g_strdup (path);
  self->keys = g_steal_pointer (&keys);
  return self;
}

YyqMasterKeys *
yyq_master_keys_new_random (void)
{
  YyqMasterKeys *self = g_object_new (YYQ_TYPE_MASTER_KEYS, NULL);
  YyqMasterKey key = { 1, { 0 } };

  yyq_aead_fill_random (key.key, sizeof key.key);
  self->keys = g_array_new (FALSE, TRUE, sizeof (YyqMasterKey));
  g_array_append_val (self->keys, key);
  return self;
}

gboolean
yyq_master_keys_reload (YyqMasterKeys *self, GError **error)
{
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GMutexLocker) locker = NULL;

  if (self->path == NULL)
    return TRUE;
  keys = yyq_key_file_read (self->path, error);
  if (keys == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&self->lock);
  g_array_unref (self->keys);
  self->keys = g_steal_pointer (&keys);
  return TRUE;
}

gint64
yyq_master_keys_get_version (YyqMasterKeys *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_array_index (self->keys, YyqMasterKey, self->keys->len - 1).version;
}

static void
derive (const YyqMasterKey *master, const char *purpose, guint8 *key)
{
  g_autofree char *info = g_strdup_printf ("yuyunqian wrap %s", purpose);

  yyq_derived_key (master->key, info, key);
}

/* @version 0: the newest. FALSE: not there. */
static gboolean
derive_of_version (YyqMasterKeys *self, const char *purpose, gint64 *version, guint8 *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = self->keys->len; i > 0; i--) {
    const YyqMasterKey *master = &g_array_index (self->keys, YyqMasterKey, i - 1);

    if (*version != 0 && master->version != *version)
      continue;
    *version = master->version;
    derive (master, purpose, key);
    return TRUE;
  }
  return FALSE;
}

static char *
describe (const YyqKeyPlace *place, gint64 version)
{
  return g_strdup_printf ("%s|%s|%" G_GINT64_FORMAT, place->purpose, place->name, version);
}

GBytes *
yyq_master_keys_wrap (YyqMasterKeys *self, const YyqKeyPlace *place, const guint8 *key,
                      gint64 *version)
{
  guint8 *wrapped = g_malloc (WRAPPED_LENGTH);
  guint8 wrapping[YYQ_AEAD_KEY];
  g_autofree char *data = NULL;

  *version = 0;
  derive_of_version (self, place->purpose, version, wrapping);
  data = describe (place, *version);
  yyq_aead_fill_random (wrapped, YYQ_AEAD_NONCE);
  yyq_aead_seal (&(YyqAead){ wrapping, wrapped, data, strlen (data) }, key, YYQ_KEY_LENGTH,
                 wrapped + YYQ_AEAD_NONCE + YYQ_AEAD_TAG, wrapped + YYQ_AEAD_NONCE);
  explicit_bzero (wrapping, sizeof wrapping);
  return g_bytes_new_take (wrapped, WRAPPED_LENGTH);
}

gboolean
yyq_master_keys_unwrap (YyqMasterKeys *self, const YyqKeyPlace *place, gint64 version,
                        GBytes *wrapped, guint8 *key, GError **error)
{
  g_autofree char *data = describe (place, version);
  const guint8 *bytes = g_bytes_get_data (wrapped, NULL);
  guint8 wrapping[YYQ_AEAD_KEY];
  gboolean ok = g_bytes_get_size (wrapped) == WRAPPED_LENGTH && version > 0 &&
                derive_of_version (self, place->purpose, &version, wrapping) &&
                yyq_aead_open (&(YyqAead){ wrapping, bytes, data, strlen (data) },
                               bytes + YYQ_AEAD_NONCE + YYQ_AEAD_TAG, YYQ_KEY_LENGTH,
                               bytes + YYQ_AEAD_NONCE, key);

  explicit_bzero (wrapping, sizeof wrapping);
  if (!ok)
    g_set_error (
      error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY,
      "the %s key of %s was not wrapped with a master key that is here (version %" G_GINT64_FORMAT
      ")",
      place->purpose, place->name, version);
  return ok;
}
