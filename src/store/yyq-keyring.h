/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_KEYRING_SECRET_SERVICE,
  YYQ_KEYRING_PASSPHRASE,
  YYQ_KEYRING_NONE,   /* no place for a key: only a cache in memory may be used */
  YYQ_KEYRING_LOCKED, /* as NONE, but there is a cache whose passphrase was not given */
} YyqKeyringKind;

/*
 * The key of one cache, named by @scope (no personal data in it): from the Secret Service, where it
 * is made the first time; else from @passphrase (nullable) by argon2id, with the salt in
 * @directory; else NONE or LOCKED, and @cipher is a random one. Blocks: worker threads only. FALSE
 * with YYQ_STORE_ERROR_KEY for a wrong passphrase, G_IO_ERROR_CANCELLED.
 */
gboolean yyq_keyring_unlock_in_worker (const char *scope, const char *directory,
                                       YyqSecret *passphrase, YyqKeyringKind *kind,
                                       YyqCipher **cipher, GCancellable *cancellable,
                                       GError **error);

/*
 * The key of the cache @from, whose directory is @directory, is also that of @to when it gets that
 * directory. FALSE: then it is not. Blocks.
 */
gboolean yyq_keyring_copy_in_worker (const char *from, const char *to, const char *directory,
                                     GCancellable *cancellable);

/* Forgets the key: what was cached under it can never be read again. Blocks. */
void yyq_keyring_forget_in_worker (const char *scope, const char *directory,
                                   GCancellable *cancellable);

/*
 * Around each call of libsecret that a thread of ours makes: where there is no Secret Service it
 * reads and writes a file, and its table in memory is not for several threads at once.
 */
void yyq_keyring_begin_turn (void);
void yyq_keyring_end_turn (void);

G_END_DECLS
