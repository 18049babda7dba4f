/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

#define YYQ_CIPHER_KEY_SIZE 32

/*
 * AES-256-GCM for columns and files. What is sealed is bound to its place: "table|column|id" and
 * the key's version are authenticated with it, so a value that was moved to another row does not
 * open. Layout: nonce 12, ciphertext, tag 16. Immutable; any thread.
 */
typedef struct _YyqCipher YyqCipher;

#define YYQ_TYPE_CIPHER (yyq_cipher_get_type ())
GType yyq_cipher_get_type (void);

/* @key holds YYQ_CIPHER_KEY_SIZE bytes and is referenced. */
YyqCipher *yyq_cipher_new (YyqSecret *key, guint key_version);

/* With a key that nobody keeps: what it seals is lost with the process. */
YyqCipher *yyq_cipher_new_random (void);
YyqCipher *yyq_cipher_ref (YyqCipher *self);
void yyq_cipher_unref (YyqCipher *self);

/* (transfer full) */
GBytes *yyq_cipher_seal (YyqCipher *self, const char *table, const char *column, const char *id,
                         GBytes *plain);

/* (transfer full) (nullable): YYQ_STORE_ERROR_KEY when key, place or bytes do not belong together.
 */
GBytes *yyq_cipher_open (YyqCipher *self, const char *table, const char *column, const char *id,
                         GBytes *sealed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqCipher, yyq_cipher_unref)

G_END_DECLS
