/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-store.h"

#include "yyq-clock.h"

/* --- sessions --- */

static YyqAccess *
read_access (YyqRows *rows)
{
  return yyq_access_new (yyq_rows_get_text (rows, 1), yyq_rows_get_text (rows, 0),
                         yyq_rows_get_text (rows, 2));
}

/* Takes @rows. */
static YyqAccess *
access_of_row (YyqRows *rows, GError **error)
{
  g_autoptr (YyqRows) owned = rows;

  return owned != NULL && yyq_rows_next (owned, error) ? read_access (owned) : NULL;
}

#define HOLDS " AND s.revoked_at IS NULL AND a.disabled_at IS NULL"

YyqAccess *
yyq_session_store_find (YyqPlatform *platform, const char *access_hash, gint64 *expires_at,
                        GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT s.id, s.account_id, s.tenant_id, t.expires_at FROM access_token t "
    "JOIN session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id "
    "WHERE t.hash = $1 AND t.expires_at > $2" HOLDS,
    "si", access_hash, yyq_clock_now ());

  if (rows == NULL || !yyq_rows_next (rows, error))
    return NULL;
  *expires_at = yyq_rows_get_int (rows, 3);
  return read_access (rows);
}

#define BY_ID                                                                                    \
  "SELECT s.id, s.account_id, s.tenant_id FROM session s JOIN account a ON a.id = s.account_id " \
  "WHERE s.id = $1" HOLDS

YyqAccess *
yyq_session_store_load (YyqPlatform *platform, const char *session_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (storage, error, "SELECT 1 FROM session WHERE id = $1" YYQ_SQL_LOCK, "s",
                            session_id))
    return NULL;
  return access_of_row (yyq_storage_query (storage, error, BY_ID, "s", session_id), error);
}

YyqAccess *
yyq_session_store_hold (YyqPlatform *platform, const char *session_id, GError **error)
{
  return access_of_row (yyq_storage_query (yyq_platform_get_storage (platform), error,
                                           BY_ID YYQ_SQL_LOCK, "s", session_id),
                        error);
}

static gboolean
delete_expired (YyqStorage *storage, GError **error)
{
  gint64 now = yyq_clock_now ();

  return yyq_storage_execute (storage, error, "DELETE FROM access_token WHERE expires_at < $1", "i",
                              now) &&
         yyq_storage_execute (storage, error, "DELETE FROM refresh_token WHERE expires_at < $1",
                              "i", now) &&
         yyq_storage_execute (storage, error, "DELETE FROM auth_challenge WHERE expires_at < $1",
                              "i", now);
}

gboolean
yyq_session_store_insert (YyqPlatform *platform, const YyqSessionRow *session, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return delete_expired (storage, error) &&
         yyq_storage_execute (
           storage, error,
           "INSERT INTO session (id, account_id, tenant_id, device, method, ukey_id, created_at, "
           "last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
           "ssssssi", session->id, session->account_id, session->tenant_id, session->device,
           session->method, session->ukey_id, yyq_clock_now ());
}

gboolean
yyq_session_store_note_use (YyqPlatform *platform, const char *session_id, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE session SET last_used_at = $2 WHERE id = $1", "si",
                              session_id, yyq_clock_now ());
}

static YyqLoginSession *
login_of_row (YyqRows *rows, const YyqAccess *access)
{
  const gboolean current =
    g_strcmp0 (yyq_rows_get_text (rows, 0), yyq_access_get_session_id (access)) == 0;

  return g_object_new (YYQ_TYPE_LOGIN_SESSION, "id", yyq_rows_get_text (rows, 0), "device",
                       yyq_rows_get_text (rows, 1), "method", yyq_rows_get_text (rows, 2),
                       "created-at", yyq_rows_get_int (rows, 3), "last-used-at",
                       yyq_rows_get_int (rows, 4), "current", current, NULL);
}

GPtrArray *
yyq_session_store_list (YyqPlatform *platform, const YyqAccess *access, gint64 since,
                        GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT id, device, method, created_at, last_used_at FROM session WHERE account_id = $1 AND "
    "revoked_at IS NULL AND last_used_at > $2 ORDER BY last_used_at DESC, id",
    "si", yyq_access_get_account_id (access), since);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, login_of_row (rows, access));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

gboolean
yyq_session_store_set_tenant (YyqPlatform *platform, const char *session_id, const char *tenant_id,
                              GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE session SET tenant_id = $2 WHERE id = $1", "ss", session_id,
                              tenant_id);
}

/* --- tokens --- */

gboolean
yyq_session_store_add_access (YyqPlatform *platform, const char *session_id, const char *hash,
                              gint64 expires_at, GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "INSERT INTO access_token (hash, session_id, expires_at) VALUES ($1, $2, $3)", "ssi", hash,
    session_id, expires_at);
}

gboolean
yyq_session_store_add_refresh (YyqPlatform *platform, const char *session_id, const char *hash,
                               gint64 expires_at, GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1, $2, $3)", "ssi", hash,
    session_id, expires_at);
}

void
yyq_refresh_row_clear (YyqRefreshRow *self)
{
  g_free (self->session_id);
  g_clear_pointer (&self->successor, g_bytes_unref);
}

gboolean
yyq_session_store_load_refresh (YyqPlatform *platform, const char *hash, YyqRefreshRow *row,
                                GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT session_id, expires_at, used_at, successor_sealed FROM "
                       "refresh_token WHERE hash = $1" YYQ_SQL_LOCK,
                       "s", hash);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  row->session_id = g_strdup (yyq_rows_get_text (rows, 0));
  row->expires_at = yyq_rows_get_int (rows, 1);
  row->used_at = yyq_rows_get_int (rows, 2);
  row->successor = yyq_rows_get_bytes (rows, 3);
  return TRUE;
}

gboolean
yyq_session_store_use_refresh (YyqPlatform *platform, const char *hash, GBytes *successor,
                               GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "UPDATE refresh_token SET used_at = $2, successor_sealed = $3 WHERE hash = $1", "sib", hash,
    yyq_clock_now (), successor);
}

/* --- the end of sessions --- */

#define REVOKE "UPDATE session SET revoked_at = $2, revoked_why = $3 WHERE revoked_at IS NULL AND "

gboolean
yyq_session_store_revoke (YyqPlatform *platform, const char *session_id, const char *why,
                          GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error, REVOKE "id = $1", "sis",
                              session_id, yyq_clock_now (), why);
}

gboolean
yyq_session_store_revoke_account (YyqPlatform *platform, const char *account_id, const char *why,
                                  GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error, REVOKE "account_id = $1",
                              "sis", account_id, yyq_clock_now (), why);
}

gboolean
yyq_session_store_revoke_own (YyqPlatform *platform, const YyqAccess *access,
                              const char *session_id, const char *why, gboolean *revoked,
                              GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (storage, error, REVOKE "id = $1 AND account_id = $4", "siss",
                            session_id, yyq_clock_now (), why, yyq_access_get_account_id (access)))
    return FALSE;
  *revoked = yyq_storage_get_changes (storage) == 1;
  return TRUE;
}

gboolean
yyq_session_store_revoke_others (YyqPlatform *platform, const YyqAccess *access, const char *why,
                                 GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error, REVOKE "account_id = $1 AND id <> $4", "siss",
    yyq_access_get_account_id (access), yyq_clock_now (), why, yyq_access_get_session_id (access));
}

gboolean
yyq_session_store_revoke_ukey (YyqPlatform *platform, const char *ukey_id, const char *why,
                               GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error, REVOKE "ukey_id = $1",
                              "sis", ukey_id, yyq_clock_now (), why);
}
