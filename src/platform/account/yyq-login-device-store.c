/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-login-device-store.h"

#include "yyq-clock.h"
#include "yyq-id.h"

static char *
hash_secret (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
}

char *
yyq_login_device_store_find (YyqPlatform *platform, const char *account_id, const char *secret,
                             GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (YyqRows) rows = NULL;

  if (secret == NULL)
    return NULL;
  hash = hash_secret (secret);
  rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT id FROM login_device WHERE account_id = $1 AND secret_hash = $2",
                       "ss", account_id, hash);
  return rows != NULL && yyq_rows_next (rows, error) ? g_strdup (yyq_rows_get_text (rows, 0))
                                                     : NULL;
}

gboolean
yyq_login_device_store_is_new (YyqPlatform *platform, const char *account_id, const char *secret,
                               gboolean *is_new, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *hash = hash_secret (secret != NULL ? secret : "");
  gint64 known = 0;
  gint64 sessions = 0;

  if (!yyq_storage_query_int (
        storage, &known, error,
        "SELECT COUNT(*) FROM login_device WHERE account_id = $1 AND secret_hash = $2", "ss",
        account_id, hash) ||
      !yyq_storage_query_int (storage, &sessions, error,
                              "SELECT COUNT(*) FROM session WHERE account_id = $1", "s",
                              account_id))
    return FALSE;
  *is_new = known == 0 && sessions > 1;
  return TRUE;
}

/* What a client makes up itself is no secret of ours. */
static gboolean
is_ours (YyqPlatform *platform, const char *hash, gboolean *ours, GError **error)
{
  gint64 n = 0;

  if (!yyq_storage_query_int (yyq_platform_get_storage (platform), &n, error,
                              "SELECT COUNT(*) FROM login_device WHERE secret_hash = $1", "s",
                              hash))
    return FALSE;
  *ours = n > 0;
  return TRUE;
}

static gboolean
insert (YyqPlatform *platform, const char *account_id, const char *hash, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *id = yyq_id_new ();

  return yyq_storage_execute (storage, error,
                              "INSERT INTO login_device (id, account_id, secret_hash, created_at, "
                              "last_at) VALUES ($1, $2, $3, $4, $4) "
                              "ON CONFLICT (account_id, secret_hash) DO UPDATE SET last_at = $4",
                              "sssi", id, account_id, hash, yyq_clock_now ()) &&
         yyq_storage_execute (storage, error,
                              "DELETE FROM login_device WHERE account_id = $1 AND id NOT IN "
                              "(SELECT id FROM login_device WHERE account_id = $1 ORDER BY last_at "
                              "DESC, id DESC LIMIT $2)",
                              "si", account_id, (gint64) YYQ_LOGIN_DEVICES);
}

gboolean
yyq_login_device_store_remember (YyqPlatform *platform, const char *account_id, const char *secret,
                                 char **told, GError **error)
{
  g_autofree char *made = NULL;
  g_autofree char *hash = secret != NULL ? hash_secret (secret) : NULL;
  gboolean ours = FALSE;

  *told = NULL;
  if (hash != NULL && !is_ours (platform, hash, &ours, error))
    return FALSE;
  if (!ours) {
    made = yyq_random_hex (32);
    g_free (hash);
    hash = hash_secret (made);
  }
  if (!insert (platform, account_id, hash, error))
    return FALSE;
  *told = g_steal_pointer (&made);
  return TRUE;
}

gboolean
yyq_login_device_store_forget_all (YyqPlatform *platform, const char *account_id, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "DELETE FROM login_device WHERE account_id = $1", "s", account_id);
}
