/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-service.h"

#include "yyq-access-store.h"
#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-service-error.h"

#include <string.h>

void
yyq_tokens_free (YyqTokens *self)
{
  g_free (self->access_token);
  g_free (self->refresh_token);
  g_free (self->account_id);
  g_free (self->enterprise_id);
  g_free (self);
}

static char *
hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

static gboolean
next_row (YyqRows *rows, GError **error)
{
  return rows != NULL && yyq_rows_next (rows, error);
}

/* (transfer full) (nullable): of the row of a session that holds, with or without a company chosen.
 * Takes @rows. */
static YyqAccess *
access_of_row (YyqRows *rows, GError **error)
{
  g_autoptr (YyqRows) owned = rows;

  if (!next_row (owned, error))
    return NULL;
  return yyq_access_new (yyq_rows_get_text (owned, 1), yyq_rows_get_text (owned, 0),
                         yyq_rows_get_text (owned, 2));
}

/* A member who left keeps the session, but not the company. */
static YyqAccess *
with_roles (YyqPlatform *platform, YyqAccess *session, GError **error)
{
  g_autoptr (YyqAccess) owned = session;
  g_autoptr (GError) local = NULL;
  YyqAccess *access;

  if (session == NULL || yyq_access_get_tenant_id (session) == NULL)
    return g_steal_pointer (&owned);
  access = yyq_access_store_load (platform, yyq_access_get_account_id (session),
                                  yyq_access_get_session_id (session),
                                  yyq_access_get_tenant_id (session), &local);
  if (access != NULL)
    return access;
  if (local == NULL)
    return yyq_access_new (yyq_access_get_account_id (session), yyq_access_get_session_id (session),
                           NULL);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

#define SESSION_HOLDS " AND s.revoked_at IS NULL AND a.disabled_at IS NULL"

YyqAccess *
yyq_session_service_authenticate (YyqPlatform *platform, const char *access_token, GError **error)
{
  g_autofree char *hash = hash_token (access_token);
  YyqRows *rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT s.id, s.account_id, s.tenant_id FROM access_token t "
    "JOIN session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id "
    "WHERE t.hash = $1 AND t.expires_at > $2" SESSION_HOLDS,
    "si", hash, yyq_clock_now ());

  return with_roles (platform, access_of_row (rows, error), error);
}

/* The row of the session first: who revokes it waits for us, or we see that he did. */
YyqAccess *
yyq_session_service_renew (YyqPlatform *platform, const YyqAccess *access, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  const char *session_id = yyq_access_get_session_id (access);
  YyqRows *rows;

  if (!yyq_storage_execute (storage, error, "SELECT 1 FROM session WHERE id = $1" YYQ_SQL_LOCK, "s",
                            session_id))
    return NULL;
  rows = yyq_storage_query (storage, error,
                            "SELECT s.id, s.account_id, s.tenant_id FROM session s "
                            "JOIN account a ON a.id = s.account_id WHERE s.id = $1" SESSION_HOLDS,
                            "s", session_id);
  return with_roles (platform, access_of_row (rows, error), error);
}

static char *
issue (YyqPlatform *platform, const char *session_id, gboolean refresh, gint64 expires_at,
       GError **error)
{
  g_autofree char *token = yyq_random_hex (32);
  g_autofree char *hash = hash_token (token);
  const char *sql =
    refresh ? "INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1, $2, $3)"
            : "INSERT INTO access_token (hash, session_id, expires_at) VALUES ($1, $2, $3)";

  if (!yyq_storage_execute (yyq_platform_get_storage (platform), error, sql, "ssi", hash,
                            session_id, expires_at))
    return NULL;
  return g_steal_pointer (&token);
}

/* Account and enterprise of a live session. */
static YyqTokens *
describe (YyqPlatform *platform, const char *session_id, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT s.account_id, s.tenant_id FROM session s JOIN account a ON a.id = s.account_id "
    "WHERE s.id = $1 AND s.revoked_at IS NULL AND a.disabled_at IS NULL" YYQ_SQL_LOCK,
    "s", session_id);
  YyqTokens *tokens;

  if (!next_row (rows, error))
    return NULL;
  tokens = g_new0 (YyqTokens, 1);
  tokens->account_id = g_strdup (yyq_rows_get_text (rows, 0));
  tokens->enterprise_id = g_strdup (yyq_rows_get_text (rows, 1));
  return tokens;
}

static gboolean
issue_access (YyqPlatform *platform, const char *session_id, YyqTokens *tokens, GError **error)
{
  tokens->access_expires_at = yyq_clock_now () + YYQ_ACCESS_TOKEN_MS;
  tokens->access_token = issue (platform, session_id, FALSE, tokens->access_expires_at, error);
  return tokens->access_token != NULL;
}

static YyqTokens *
issue_pair (YyqPlatform *platform, const char *session_id, GError **error)
{
  g_autoptr (YyqTokens) tokens = describe (platform, session_id, error);

  if (tokens == NULL || !issue_access (platform, session_id, tokens, error))
    return NULL;
  tokens->refresh_token =
    issue (platform, session_id, TRUE, yyq_clock_now () + YYQ_REFRESH_TOKEN_MS, error);
  return tokens->refresh_token != NULL ? g_steal_pointer (&tokens) : NULL;
}

/* Cheap enough to do at each log-in, and then there is no job that could be forgotten. */
static gboolean
delete_expired (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 now = yyq_clock_now ();

  return yyq_storage_execute (storage, error, "DELETE FROM access_token WHERE expires_at < $1", "i",
                              now) &&
         yyq_storage_execute (storage, error, "DELETE FROM refresh_token WHERE expires_at < $1",
                              "i", now) &&
         yyq_storage_execute (storage, error, "DELETE FROM auth_challenge WHERE expires_at < $1",
                              "i", now);
}

YyqTokens *
yyq_session_service_open (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                          const char *ukey_id, const char *method, const char *device,
                          GError **error)
{
  g_autofree char *id = yyq_id_new ();

  if (!delete_expired (platform, error) ||
      !yyq_storage_execute (
        yyq_platform_get_storage (platform), error,
        "INSERT INTO session (id, account_id, tenant_id, device, method, ukey_id, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        "ssssssi", id, account_id, enterprise_id, device, method, ukey_id, yyq_clock_now ()))
    return NULL;
  return issue_pair (platform, id, error);
}

typedef struct {
  char *session_id;
  gint64 expires_at;
  gint64 used_at; /* 0: not yet */
  GBytes *successor;
} RefreshRow;

static void
refresh_row_clear (RefreshRow *row)
{
  g_free (row->session_id);
  g_clear_pointer (&row->successor, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RefreshRow, refresh_row_clear)

static gboolean
load_refresh (YyqPlatform *platform, const char *hash, RefreshRow *row, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT session_id, expires_at, used_at, successor_sealed FROM "
                       "refresh_token WHERE hash = $1" YYQ_SQL_LOCK,
                       "s", hash);

  if (!next_row (rows, error))
    return FALSE;
  row->session_id = g_strdup (yyq_rows_get_text (rows, 0));
  row->expires_at = yyq_rows_get_int (rows, 1);
  row->used_at = yyq_rows_get_int (rows, 2);
  row->successor = yyq_rows_get_bytes (rows, 3);
  return TRUE;
}

static char *
successor_place (const char *hash)
{
  return g_strconcat ("refresh_token|successor|", hash, NULL);
}

static YyqTokens *
use_refresh (YyqPlatform *platform, const char *hash, const RefreshRow *row, GError **error)
{
  g_autoptr (YyqTokens) tokens = issue_pair (platform, row->session_id, error);
  g_autofree char *place = successor_place (hash);
  g_autoptr (GBytes) sealed = NULL;

  if (tokens == NULL)
    return NULL;
  sealed = yyq_field_cipher_seal (yyq_platform_get_cipher (platform), place, tokens->refresh_token);
  if (!yyq_storage_execute (
        yyq_platform_get_storage (platform), error,
        "UPDATE refresh_token SET used_at = $2, successor_sealed = $3 WHERE hash = $1", "sib", hash,
        yyq_clock_now (), sealed))
    return NULL;
  return g_steal_pointer (&tokens);
}

/* The same refresh token as the first time, with a new access token: both callers can go on. */
static YyqTokens *
repeat_refresh (YyqPlatform *platform, const char *hash, const RefreshRow *row, GError **error)
{
  g_autoptr (YyqTokens) tokens = describe (platform, row->session_id, error);
  g_autofree char *place = successor_place (hash);

  if (tokens == NULL || row->successor == NULL ||
      !issue_access (platform, row->session_id, tokens, error))
    return NULL;
  tokens->refresh_token =
    yyq_field_cipher_open (yyq_platform_get_cipher (platform), place, row->successor, error);
  return tokens->refresh_token != NULL ? g_steal_pointer (&tokens) : NULL;
}

static YyqTokens *
refresh_row (YyqPlatform *platform, const char *hash, const RefreshRow *row, GError **error)
{
  gint64 now = yyq_clock_now ();

  if (row->expires_at <= now)
    return NULL;
  if (row->used_at == 0)
    return use_refresh (platform, hash, row, error);
  if (now - row->used_at <= YYQ_REFRESH_GRACE_MS)
    return repeat_refresh (platform, hash, row, error);
  yyq_session_service_revoke (platform, row->session_id, "refresh token used again", error);
  return NULL;
}

YyqTokens *
yyq_session_service_refresh (YyqPlatform *platform, const char *refresh_token, GError **error)
{
  g_autofree char *hash = hash_token (refresh_token);
  g_auto (RefreshRow) row = { 0 };
  g_autoptr (GError) local = NULL;
  YyqTokens *tokens = NULL;

  if (load_refresh (platform, hash, &row, &local))
    tokens = refresh_row (platform, hash, &row, &local);
  if (tokens != NULL)
    return tokens;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_UNAUTHENTICATED,
                         "refresh token not accepted");
  return NULL;
}

gboolean
yyq_session_service_revoke (YyqPlatform *platform, const char *session_id, const char *why,
                            GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "UPDATE session SET revoked_at = $2, revoked_why = $3 WHERE id = $1 AND revoked_at IS NULL",
    "sis", session_id, yyq_clock_now (), why);
}

gboolean
yyq_session_service_revoke_account (YyqPlatform *platform, const char *account_id, const char *why,
                                    GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE session SET revoked_at = $2, revoked_why = $3 WHERE "
                              "account_id = $1 AND revoked_at IS NULL",
                              "sis", account_id, yyq_clock_now (), why);
}

gboolean
yyq_session_service_revoke_ukey (YyqPlatform *platform, const char *ukey_id, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE session SET revoked_at = $2, revoked_why = 'UKey unbound' "
                              "WHERE ukey_id = $1 AND revoked_at IS NULL",
                              "si", ukey_id, yyq_clock_now ());
}

gboolean
yyq_session_service_choose (YyqPlatform *platform, const char *session_id, const char *account_id,
                            const char *enterprise_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqAccess) access =
    yyq_access_store_load (platform, account_id, session_id, enterprise_id, &local);

  if (access == NULL && local == NULL)
    g_set_error_literal (&local, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND,
                         "no such enterprise");
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE session SET tenant_id = $2 WHERE id = $1", "ss", session_id,
                              enterprise_id);
}
