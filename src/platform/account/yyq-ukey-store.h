/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-platform.h"
#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/*
 * Rows of auth_challenge and ukey_binding: what a UKey is to sign, and which certificates are
 * whose. What writes does so in the caller's transaction. Any thread; blocks. Errors:
 * YYQ_STORE_ERROR.
 */

typedef struct {
  char *purpose;
  char *cert_sha256;
  char *account_id; /* (nullable) */
  GBytes *to_sign;
} YyqChallengeRow;

void yyq_challenge_row_clear (YyqChallengeRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqChallengeRow, yyq_challenge_row_clear)

/* Also forgets those that ended @keep_ms ago. */
gboolean yyq_ukey_store_add_challenge (YyqPlatform *platform, const char *id,
                                       const YyqChallengeRow *row, gint64 expires_at,
                                       gint64 keep_ms, GError **error);

/* Fills @row; FALSE without an error: it is unknown, used or over. */
gboolean yyq_ukey_store_load_challenge (YyqPlatform *platform, const char *id, YyqChallengeRow *row,
                                        GError **error);

/* @used (out): now, and by nobody before. */
gboolean yyq_ukey_store_use_challenge (YyqPlatform *platform, const char *id, gboolean *used,
                                       GError **error);

/* Whose key it is. With one enterprise bound it is entered at once. */
typedef struct {
  char *ukey_id;
  char *account_id;
  char *enterprise_id; /* (nullable): bound for several */
} YyqUkeyOwner;

void yyq_ukey_owner_free (YyqUkeyOwner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqUkeyOwner, yyq_ukey_owner_free)

/* (transfer full) (element-type YyqUkeyOwner): one for each living binding. */
GPtrArray *yyq_ukey_store_find_owners (YyqPlatform *platform, const char *cert_sha256,
                                       GError **error);

/* (transfer full) (element-type YyqUkeyBinding): of the account that asks, newest first, also those
 * that were reported lost; without a chosen enterprise: of all. */
GPtrArray *yyq_ukey_store_list (YyqPlatform *platform, const YyqAccess *access, GError **error);

/* (transfer full) (element-type GBytes): the certificates of an account in an enterprise, DER. */
GPtrArray *yyq_ukey_store_list_certificates (YyqPlatform *platform, const char *account_id,
                                             const char *enterprise_id, GError **error);

/* @bound (out): there is such a binding, and there will be until the transaction ends. */
gboolean yyq_ukey_store_hold (YyqPlatform *platform, const char *cert_sha256,
                              const char *account_id, const char *enterprise_id, gboolean *bound,
                              GError **error);

/* @added (out): FALSE when it was bound already. */
gboolean yyq_ukey_store_insert (YyqPlatform *platform, const char *account_id,
                                const char *enterprise_id, YyqUkeyBinding *binding,
                                GBytes *certificate, gboolean *added, GError **error);

/* @revoked (out): FALSE when @account_id had none of this id. */
gboolean yyq_ukey_store_revoke (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                                gboolean *revoked, GError **error);

/* Until it is bound anew. @suspended (out): FALSE when @account_id has none of this id that lives.
 */
gboolean yyq_ukey_store_suspend (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                                 gboolean *suspended, GError **error);

/* Makes room for that. */
gboolean yyq_ukey_store_end_suspended (YyqPlatform *platform, const char *account_id,
                                       const char *enterprise_id, const char *cert_sha256,
                                       GError **error);

/* @name (nullable). @renamed (out): FALSE when @account_id has none of this id. */
gboolean yyq_ukey_store_rename (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                                const char *name, gboolean *renamed, GError **error);

/* The account has logged in or signed with it. */
gboolean yyq_ukey_store_note_use (YyqPlatform *platform, const char *account_id,
                                  const char *cert_sha256, GError **error);

G_END_DECLS
