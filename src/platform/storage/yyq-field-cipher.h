/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Personal data at rest: AES-256-GCM field by field with table|column|id|key version as additional
 * data, so that a value cannot be moved to another row, and an HMAC to find a value again. Any
 * thread.
 */
#define YYQ_TYPE_FIELD_CIPHER (yyq_field_cipher_get_type ())
G_DECLARE_FINAL_TYPE (YyqFieldCipher, yyq_field_cipher, YYQ, FIELD_CIPHER, GObject)

/* @key: 32 bytes. */
YyqFieldCipher *yyq_field_cipher_new (GBytes *key);
YyqFieldCipher *yyq_field_cipher_new_random (void);

/* The first byte of what is sealed now. Older generations are read, and sealed anew by a rotation
 * (yyq-key-rotation.h). */
#define YYQ_FIELD_GENERATION 2

/* @where: "account|phone|<id>". */
GBytes *yyq_field_cipher_seal (YyqFieldCipher *self, const char *where, const char *text);
char *yyq_field_cipher_open (YyqFieldCipher *self, const char *where, GBytes *sealed,
                             GError **error);

/* The same for what is not text. */
GBytes *yyq_field_cipher_seal_bytes (YyqFieldCipher *self, const char *where, GBytes *plain);
GBytes *yyq_field_cipher_open_bytes (YyqFieldCipher *self, const char *where, GBytes *sealed,
                                     GError **error);

/* To find a value again. @purpose: "account|phone"; lower-case hex. It stays the same for ever. */
char *yyq_field_cipher_index (YyqFieldCipher *self, const char *purpose, const char *text);

/* To know again what the platform gave out: by a key that is derived for @purpose. Lower-case hex.
 */
char *yyq_field_cipher_authenticate (YyqFieldCipher *self, const char *purpose, const char *text);

G_END_DECLS
