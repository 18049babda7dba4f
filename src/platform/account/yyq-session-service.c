/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-service.h"

#include "yyq-access-cache.h"
#include "yyq-access-store.h"
#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-session-store.h"

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

YyqAccess *
yyq_session_service_authenticate (YyqPlatform *platform, const char *access_token, GError **error)
{
  return yyq_session_service_recognize (platform, NULL, access_token, error);
}

YyqAccess *
yyq_session_service_recognize (YyqPlatform *platform, const char *state, const char *access_token,
                               GError **error)
{
  YyqAccessCache *cache = state != NULL ? yyq_access_cache_of (platform) : NULL;
  g_autofree char *hash = hash_token (access_token);
  YyqAccess *access = cache != NULL ? yyq_access_cache_find (cache, state, hash) : NULL;
  gint64 expires_at = 0;

  if (access != NULL)
    return access;
  access =
    with_roles (platform, yyq_session_store_find (platform, hash, &expires_at, error), error);
  if (access != NULL && cache != NULL)
    yyq_access_cache_add (cache, state, hash, access, expires_at);
  return access;
}

YyqAccess *
yyq_session_service_renew (YyqPlatform *platform, const YyqAccess *access, GError **error)
{
  return with_roles (
    platform, yyq_session_store_load (platform, yyq_access_get_session_id (access), error), error);
}

typedef gboolean (*AddToken) (YyqPlatform *platform, const char *session_id, const char *hash,
                              gint64 expires_at, GError **error);

static char *
issue (YyqPlatform *platform, const char *session_id, AddToken add, gint64 expires_at,
       GError **error)
{
  g_autofree char *token = yyq_random_hex (32);
  g_autofree char *hash = hash_token (token);

  return add (platform, session_id, hash, expires_at, error) ? g_steal_pointer (&token) : NULL;
}

/* Account and enterprise of a live session, which is used with that. */
static YyqTokens *
describe (YyqPlatform *platform, const char *session_id, GError **error)
{
  g_autoptr (YyqAccess) access = yyq_session_store_hold (platform, session_id, error);
  YyqTokens *tokens;

  if (access == NULL || !yyq_session_store_note_use (platform, session_id, error))
    return NULL;
  tokens = g_new0 (YyqTokens, 1);
  tokens->account_id = g_strdup (yyq_access_get_account_id (access));
  tokens->enterprise_id = g_strdup (yyq_access_get_tenant_id (access));
  return tokens;
}

static gboolean
issue_access (YyqPlatform *platform, const char *session_id, YyqTokens *tokens, GError **error)
{
  tokens->access_expires_at = yyq_clock_now () + YYQ_ACCESS_TOKEN_MS;
  tokens->access_token =
    issue (platform, session_id, yyq_session_store_add_access, tokens->access_expires_at, error);
  return tokens->access_token != NULL;
}

static YyqTokens *
issue_pair (YyqPlatform *platform, const char *session_id, GError **error)
{
  g_autoptr (YyqTokens) tokens = describe (platform, session_id, error);

  if (tokens == NULL || !issue_access (platform, session_id, tokens, error))
    return NULL;
  tokens->refresh_token = issue (platform, session_id, yyq_session_store_add_refresh,
                                 yyq_clock_now () + YYQ_REFRESH_TOKEN_MS, error);
  return tokens->refresh_token != NULL ? g_steal_pointer (&tokens) : NULL;
}

YyqTokens *
yyq_session_service_open (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                          const char *ukey_id, const char *method, const char *device,
                          GError **error)
{
  g_autofree char *id = yyq_id_new ();
  const YyqSessionRow session = { id, account_id, enterprise_id, ukey_id, method, device };

  return yyq_session_store_insert (platform, &session, error) ? issue_pair (platform, id, error)
                                                              : NULL;
}

static char *
successor_place (const char *hash)
{
  return g_strconcat ("refresh_token|successor|", hash, NULL);
}

static YyqTokens *
use_refresh (YyqPlatform *platform, const char *hash, const YyqRefreshRow *row, GError **error)
{
  g_autoptr (YyqTokens) tokens = issue_pair (platform, row->session_id, error);
  g_autofree char *place = successor_place (hash);
  g_autoptr (GBytes) sealed = NULL;

  if (tokens == NULL)
    return NULL;
  sealed = yyq_field_cipher_seal (yyq_platform_get_cipher (platform), place, tokens->refresh_token);
  return yyq_session_store_use_refresh (platform, hash, sealed, error) ? g_steal_pointer (&tokens)
                                                                       : NULL;
}

/* The same refresh token as the first time, with a new access token: both callers can go on. */
static YyqTokens *
repeat_refresh (YyqPlatform *platform, const char *hash, const YyqRefreshRow *row, GError **error)
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

/* FALSE also for one that is gone: then nobody can have it any more. */
static gboolean
is_successor_unused (YyqPlatform *platform, const char *hash, const YyqRefreshRow *row,
                     gboolean *unused, GError **error)
{
  g_autofree char *place = successor_place (hash);
  g_autofree char *token =
    row->successor != NULL
      ? yyq_field_cipher_open (yyq_platform_get_cipher (platform), place, row->successor, error)
      : NULL;
  g_autofree char *successor_hash = token != NULL ? hash_token (token) : NULL;
  g_auto (YyqRefreshRow) successor = { 0 };
  g_autoptr (GError) local = NULL;

  *unused = FALSE;
  if (token == NULL)
    return row->successor == NULL;
  *unused = yyq_session_store_load_refresh (platform, successor_hash, &successor, &local) &&
            successor.used_at == 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Good until its successor was used: whoever lost the reply, or did not get as far as keeping it,
 * comes back with this one. */
static YyqTokens *
refresh_row (YyqPlatform *platform, const char *hash, const YyqRefreshRow *row, GError **error)
{
  gboolean unused = FALSE;

  if (row->expires_at <= yyq_clock_now ())
    return NULL;
  if (row->used_at == 0)
    return use_refresh (platform, hash, row, error);
  if (!is_successor_unused (platform, hash, row, &unused, error))
    return NULL;
  if (unused)
    return repeat_refresh (platform, hash, row, error);
  yyq_session_store_revoke (platform, row->session_id, "refresh token used again", error);
  return NULL;
}

YyqTokens *
yyq_session_service_refresh (YyqPlatform *platform, const char *refresh_token, GError **error)
{
  g_autofree char *hash = hash_token (refresh_token);
  g_auto (YyqRefreshRow) row = { 0 };
  g_autoptr (GError) local = NULL;
  YyqTokens *tokens = NULL;

  if (yyq_session_store_load_refresh (platform, hash, &row, &local))
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
  return yyq_session_store_set_tenant (platform, session_id, enterprise_id, error);
}
