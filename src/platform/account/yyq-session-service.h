/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Log-in sessions. Tokens are 256 random bits, opaque, stored as SHA-256. A refresh token has one
 * successor, and stays good until that was used (D18): until then the same one is answered again
 * (a lost reply, a client that ended before it kept it, two processes). Used after that it is taken
 * as stolen, and the whole session is revoked (RFC 9700 §4.14.2): at the latest when one of the two
 * who have it lets one exchange go by; who keeps step with its owner is seen in the list of log-ins
 * alone. All calls block; those that write are made inside a transaction.
 */
#define YYQ_ACCESS_TOKEN_MS (10 * 60 * 1000)
#define YYQ_REFRESH_TOKEN_MS (G_GINT64_CONSTANT (30) * 24 * 3600 * 1000)

typedef struct {
  char *access_token;
  gint64 access_expires_at;
  char *refresh_token;
  char *account_id;
  char *enterprise_id; /* (nullable) */
} YyqTokens;

void yyq_tokens_free (YyqTokens *self);

/* (transfer full): who asks, and what he may now. NULL for an unknown, expired or revoked token;
 * @error only for a failure of storage. */
YyqAccess *yyq_session_service_authenticate (YyqPlatform *platform, const char *access_token,
                                             GError **error);

/*
 * The same in @state (nullable), which yyq_storage_begin_reading() has named: who asked before in
 * this very state is still known.
 */
YyqAccess *yyq_session_service_recognize (YyqPlatform *platform, const char *state,
                                          const char *access_token, GError **error);

/* (transfer full): the same, in the caller's writing transaction: NULL when the session was revoked
 * meanwhile, and the tenant and permissions that it has now. */
YyqAccess *yyq_session_service_renew (YyqPlatform *platform, const YyqAccess *access,
                                      GError **error);

/* @method: "password" or "ukey"; @enterprise_id and @ukey_id may be NULL. */
YyqTokens *yyq_session_service_open (YyqPlatform *platform, const char *account_id,
                                     const char *enterprise_id, const char *ukey_id,
                                     const char *method, const char *device, GError **error);

/* Errors: YYQ_SERVICE_ERROR_UNAUTHENTICATED; the caller commits even then. */
YyqTokens *yyq_session_service_refresh (YyqPlatform *platform, const char *refresh_token,
                                        GError **error);

/* Errors: YYQ_SERVICE_ERROR_NOT_FOUND when the account is not a member of it. */
gboolean yyq_session_service_choose (YyqPlatform *platform, const char *session_id,
                                     const char *account_id, const char *enterprise_id,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTokens, yyq_tokens_free)

G_END_DECLS
