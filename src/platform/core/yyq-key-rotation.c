/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-key-rotation.h"

#include <string.h>

#include "yyq-aead.h"
#include "yyq-field-key.h"
#include "yyq-master-keys.h"

/* Where wrapped keys lie: what names one, and the purpose that it is bound to. */
static const struct {
  const char *purpose;
  const char *list;
  const char *update;
} places[] = {
  { "field",
    "SELECT name, key_version, wrapped FROM wrapped_key WHERE key_version < $1 ORDER BY name LIMIT "
    "$2" YYQ_SQL_LOCK,
    "UPDATE wrapped_key SET key_version = $1, wrapped = $2 WHERE name = $3" },
  { "document",
    "SELECT sha256, key_version, wrapped FROM document WHERE key_version < $1 ORDER BY key_version "
    "LIMIT $2" YYQ_SQL_LOCK,
    "UPDATE document SET key_version = $1, wrapped = $2 WHERE sha256 = $3" },
};

typedef struct {
  char *name;
  gint64 version;
  GBytes *wrapped;
} Old;

static void
old_free (gpointer data)
{
  Old *self = data;

  g_free (self->name);
  g_bytes_unref (self->wrapped);
  g_free (self);
}

static GPtrArray *
list_old (YyqStorage *storage, const char *sql, gint64 version, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (old_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (storage, error, sql, "ii", version, limit);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    Old *old = g_new0 (Old, 1);

    old->name = g_strdup (yyq_rows_get_text (rows, 0));
    old->version = yyq_rows_get_int (rows, 1);
    old->wrapped = yyq_rows_get_bytes (rows, 2);
    g_ptr_array_add (list, old);
  }
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&list) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
wrap_anew (YyqStorage *storage, YyqMasterKeys *keyring, guint place, const Old *old, GError **error)
{
  const YyqKeyPlace bound = { places[place].purpose, old->name };
  g_autoptr (GBytes) wrapped = NULL;
  guint8 key[YYQ_AEAD_KEY];
  gint64 version = 0;

  if (!yyq_master_keys_unwrap (keyring, &bound, old->version, old->wrapped, key, error))
    return FALSE;
  wrapped = yyq_master_keys_wrap (keyring, &bound, key, &version);
  explicit_bzero (key, sizeof key);
  return yyq_storage_execute (storage, error, places[place].update, "ibs", version, wrapped,
                              old->name);
}

static gboolean
wrap_all (YyqStorage *storage, YyqMasterKeys *keyring, gint64 limit, YyqKeyRotation *rotation,
          GError **error)
{
  for (guint place = 0; place < G_N_ELEMENTS (places) && rotation->done < limit; place++) {
    g_autoptr (GPtrArray) list =
      list_old (storage, places[place].list, rotation->version, limit - rotation->done, error);

    if (list == NULL)
      return FALSE;
    for (guint i = 0; i < list->len; i++, rotation->done++)
      if (!wrap_anew (storage, keyring, place, g_ptr_array_index (list, i), error))
        return FALSE;
  }
  return TRUE;
}

/* A personal column of the roster; @index: "" where nothing is found by it. */
#define OF_EMPLOYEE(column, index)                                                 \
  {                                                                                \
    "employee|" column,                                                            \
      "SELECT id, " column "_sealed FROM employee WHERE SUBSTR(" column            \
      "_sealed, 1, 1) <> $1 ORDER BY id LIMIT $2" YYQ_SQL_LOCK,                    \
      "UPDATE employee SET " column "_sealed = $1" index " WHERE id = $2",         \
      "SELECT COUNT(*) FROM employee WHERE SUBSTR(" column "_sealed, 1, 1) <> $1", \
      sizeof index == 1                                                            \
  }

/* Fields that live longer than the roots of older generations are kept: each is bound to its place,
 * and found by what the newest generation makes of it. */
static const struct {
  const char *purpose;
  const char *list;
  const char *update; /* $1: sealed, $2: id, $3: what it is found by */
  const char *count;
  gboolean unfound; /* nothing is found by it: no $3 */
} fields[] = {
  { "account|phone",
    "SELECT id, phone_sealed FROM account WHERE SUBSTR(phone_sealed, 1, 1) <> $1 ORDER BY id LIMIT "
    "$2" YYQ_SQL_LOCK,
    "UPDATE account SET phone_sealed = $1, phone_index = $3 WHERE id = $2",
    "SELECT COUNT(*) FROM account WHERE SUBSTR(phone_sealed, 1, 1) <> $1" },
  { "contract_party|phone",
    "SELECT id, phone_sealed FROM contract_party WHERE SUBSTR(phone_sealed, 1, 1) <> $1 ORDER BY "
    "id LIMIT $2" YYQ_SQL_LOCK,
    "UPDATE contract_party SET phone_sealed = $1, phone_index = $3 WHERE id = $2",
    "SELECT COUNT(*) FROM contract_party WHERE SUBSTR(phone_sealed, 1, 1) <> $1" },
  OF_EMPLOYEE ("document_number", ", document_number_index = $3"),
  OF_EMPLOYEE ("birth_date", ""),
  OF_EMPLOYEE ("household_address", ""),
  OF_EMPLOYEE ("current_address", ""),
  OF_EMPLOYEE ("phone", ", phone_index = $3"),
  OF_EMPLOYEE ("email", ""),
};

static GBytes *
make_generation (YyqPlatform *platform)
{
  const guint8 generation =
    (guint8) yyq_field_cipher_get_generation (yyq_platform_get_cipher (platform));

  return g_bytes_new (&generation, 1);
}

static gboolean
seal_anew (YyqPlatform *platform, guint field, const Old *old, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_autofree char *where = g_strjoin ("|", fields[field].purpose, old->name, NULL);
  g_autofree char *text = yyq_field_cipher_open (cipher, where, old->wrapped, error);
  g_autofree char *index = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (text == NULL)
    return FALSE;
  sealed = yyq_field_cipher_seal (cipher, where, text);
  if (fields[field].unfound)
    return yyq_storage_execute (storage, error, fields[field].update, "bs", sealed, old->name);
  index = yyq_field_cipher_authenticate (cipher, fields[field].purpose, text);
  return yyq_storage_execute (storage, error, fields[field].update, "bss", sealed, old->name,
                              index);
}

/* (transfer full) */
static GPtrArray *
list_fields (YyqPlatform *platform, guint field, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (old_free);
  g_autoptr (GBytes) generation = make_generation (platform);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                                                fields[field].list, "bi", generation, limit);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    Old *old = g_new0 (Old, 1);

    old->name = g_strdup (yyq_rows_get_text (rows, 0));
    old->wrapped = yyq_rows_get_bytes (rows, 1);
    g_ptr_array_add (list, old);
  }
  if (local == NULL)
    return rows != NULL ? g_steal_pointer (&list) : NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
seal_all (YyqPlatform *platform, gint64 limit, YyqKeyRotation *rotation, GError **error)
{
  for (guint field = 0; field < G_N_ELEMENTS (fields) && rotation->done < limit; field++) {
    g_autoptr (GPtrArray) list = list_fields (platform, field, limit - rotation->done, error);

    if (list == NULL)
      return FALSE;
    for (guint i = 0; i < list->len; i++, rotation->done++)
      if (!seal_anew (platform, field, g_ptr_array_index (list, i), error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
count_left (YyqPlatform *platform, YyqKeyRotation *rotation, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (GBytes) generation = make_generation (platform);
  gboolean ok =
    yyq_storage_query_int (storage, &rotation->left, error,
                           "SELECT (SELECT COUNT(*) FROM document WHERE key_version < $1) + "
                           "(SELECT COUNT(*) FROM wrapped_key WHERE key_version < $1)",
                           "i", rotation->version);

  for (guint field = 0; ok && field < G_N_ELEMENTS (fields); field++) {
    gint64 n = 0;

    ok = yyq_storage_query_int (storage, &n, error, fields[field].count, "b", generation);
    rotation->left += n;
  }
  return ok;
}

static gboolean
rotate_some (YyqPlatform *platform, YyqMasterKeys *keyring, gint64 limit, YyqKeyRotation *rotation,
             GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_begin (storage, error))
    return FALSE;
  if (wrap_all (storage, keyring, limit, rotation, error) &&
      seal_all (platform, limit, rotation, error) && yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

/* The cipher learns of a new root when that is in the database for good, and only then seals with
 * it. */
gboolean
yyq_key_rotation_step (YyqPlatform *platform, gboolean reload, gint64 limit,
                       YyqKeyRotation *rotation, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  YyqMasterKeys *keyring = yyq_platform_get_service (platform, YYQ_TYPE_MASTER_KEYS);

  if (reload && !yyq_master_keys_reload (keyring, error))
    return FALSE;
  *rotation = (YyqKeyRotation){ .version = yyq_master_keys_get_version (keyring) };
  return yyq_field_key_renew (storage, keyring, error) &&
         yyq_field_cipher_refresh (yyq_platform_get_cipher (platform), error) &&
         rotate_some (platform, keyring, limit, rotation, error) &&
         count_left (platform, rotation, error) &&
         (rotation->left > 0 || yyq_field_key_drop_old (storage, error));
}
