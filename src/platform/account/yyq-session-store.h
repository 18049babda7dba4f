/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-login-session.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Rows of session, access_token and refresh_token: tokens by their hashes. What writes does so in
 * the caller's transaction. Any thread; blocks. Errors: YYQ_STORE_ERROR. Where something is asked
 * for, NULL or FALSE without an error says that it is not there or does not hold: a session holds
 * while neither it nor its account was ended.
 */

/* (transfer full) (nullable): whose session it is, with or without a company, and no permission.
 * @expires_at: until when the token is good. */
YyqAccess *yyq_session_store_find (YyqPlatform *platform, const char *access_hash,
                                   gint64 *expires_at, GError **error);

/* The same by its id; the row is locked first: who ends it waits for us, or we see that he did. */
YyqAccess *yyq_session_store_load (YyqPlatform *platform, const char *session_id, GError **error);

/* The same, and the account's row is locked as well: for whom tokens are made. */
YyqAccess *yyq_session_store_hold (YyqPlatform *platform, const char *session_id, GError **error);

/* A session that begins. */
typedef struct {
  const char *id;
  const char *account_id;
  const char *tenant_id; /* (nullable) */
  const char *ukey_id;   /* (nullable) */
  const char *method;
  const char *device;
} YyqSessionRow;

/* Also forgets tokens and challenges that ran out: cheap enough to do at each log-in, and then
 * there is no job that could be forgotten. */
gboolean yyq_session_store_insert (YyqPlatform *platform, const YyqSessionRow *session,
                                   GError **error);

/* It has got tokens. */
gboolean yyq_session_store_note_use (YyqPlatform *platform, const char *session_id, GError **error);

/* (transfer full) (element-type YyqLoginSession): of the account that asks, those that have not
 * ended and were used after @since (ms); the one that was used last first. */
GPtrArray *yyq_session_store_list (YyqPlatform *platform, const YyqAccess *access, gint64 since,
                                   GError **error);
gboolean yyq_session_store_set_tenant (YyqPlatform *platform, const char *session_id,
                                       const char *tenant_id, GError **error);

gboolean yyq_session_store_add_access (YyqPlatform *platform, const char *session_id,
                                       const char *hash, gint64 expires_at, GError **error);
gboolean yyq_session_store_add_refresh (YyqPlatform *platform, const char *session_id,
                                        const char *hash, gint64 expires_at, GError **error);

typedef struct {
  char *session_id;
  gint64 expires_at;
  gint64 used_at;    /* 0: not yet */
  GBytes *successor; /* (nullable): sealed */
} YyqRefreshRow;

void yyq_refresh_row_clear (YyqRefreshRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqRefreshRow, yyq_refresh_row_clear)

/* Fills @row, and locks it. */
gboolean yyq_session_store_load_refresh (YyqPlatform *platform, const char *hash,
                                         YyqRefreshRow *row, GError **error);
gboolean yyq_session_store_use_refresh (YyqPlatform *platform, const char *hash, GBytes *successor,
                                        GError **error);

/* Ends a session, an account's, those of a UKey; what had ended stays as it was. */
gboolean yyq_session_store_revoke (YyqPlatform *platform, const char *session_id, const char *why,
                                   GError **error);
gboolean yyq_session_store_revoke_account (YyqPlatform *platform, const char *account_id,
                                           const char *why, GError **error);

/* One of the account that asks; @revoked (out): FALSE when it has none of this id. */
gboolean yyq_session_store_revoke_own (YyqPlatform *platform, const YyqAccess *access,
                                       const char *session_id, const char *why, gboolean *revoked,
                                       GError **error);

/* All of the account's but the one that asks. */
gboolean yyq_session_store_revoke_others (YyqPlatform *platform, const YyqAccess *access,
                                          const char *why, GError **error);
gboolean yyq_session_store_revoke_ukey (YyqPlatform *platform, const char *ukey_id, const char *why,
                                        GError **error);

G_END_DECLS
