/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-keyring.h"

G_BEGIN_DECLS

/*
 * What a client needs to open without its platform (D18): the refresh token and what was known of
 * account and platform, in one sealed file for each server. Its key lies in the Secret Service, or
 * comes from the passphrase of this computer. All calls but new block: worker threads only, one at
 * a time; processes keep out of each other's way with lock.
 */
#define YYQ_TYPE_SESSION_VAULT (yyq_session_vault_get_type ())
G_DECLARE_FINAL_TYPE (YyqSessionVault, yyq_session_vault, YYQ, SESSION_VAULT, GObject)

/* @server: the platform's origin. */
YyqSessionVault *yyq_session_vault_new (const char *cache_dir, const char *server);

/* Is there something? */
gboolean yyq_session_vault_exists (YyqSessionVault *self);

/*
 * @passphrase (nullable). TRUE with @kind SECRET_SERVICE or PASSPHRASE: it can be read and written;
 * else there is no place for its key, or LOCKED: it wants a passphrase. Errors: YYQ_STORE_ERROR_KEY
 * for a wrong one, G_IO_ERROR.
 */
gboolean yyq_session_vault_unlock (YyqSessionVault *self, YyqSecret *passphrase,
                                   YyqKeyringKind *kind, GError **error);

/*
 * (transfer full) (nullable): the token, and @rest (transfer full); NULL without an error when
 * there is nothing. It is unlocked. Errors: YYQ_STORE_ERROR_KEY, _CORRUPT.
 */
YyqSecret *yyq_session_vault_read (YyqSessionVault *self, GBytes **rest, GError **error);

/* Whole or not at all. Errors: G_FILE_ERROR. */
gboolean yyq_session_vault_write (YyqSessionVault *self, YyqSecret *token, GBytes *rest,
                                  GError **error);

/* Also its key. */
void yyq_session_vault_remove (YyqSessionVault *self);

/* Waits for other processes; one that ends lets go. FALSE: there can be no lock here, and it goes
 * on without. A second time it is no-op. */
gboolean yyq_session_vault_lock (YyqSessionVault *self);
gboolean yyq_session_vault_is_locked (YyqSessionVault *self);
void yyq_session_vault_release (YyqSessionVault *self);

G_END_DECLS
