/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Personal data at rest: AES-256-GCM field by field with table|column|id|generation as additional
 * data, so that a value cannot be moved to another row, and HMACs to find a value again or to know
 * again what was given out. Any thread.
 *
 * Keys come in generations. Each has a root of its own, from which HKDF derives a key for sealing
 * and one for each purpose of an HMAC; the newest makes whatever is made, the others read. Versions
 * before there were roots left generations 1 and 2, which share one: 1 is the root itself, used for
 * everything, 2 is derived from it.
 */
#define YYQ_TYPE_FIELD_CIPHER (yyq_field_cipher_get_type ())
G_DECLARE_FINAL_TYPE (YyqFieldCipher, yyq_field_cipher, YYQ, FIELD_CIPHER, GObject)

#define YYQ_FIELD_GENERATION_SHARED 2 /* and below: one root */
#define YYQ_FIELD_GENERATION_MOST 255 /* what is sealed begins with it, as a byte */

/*
 * Adds the roots that this process does not know yet: another one may have changed the keys. Called
 * in the thread that needs them, in its transaction or without one.
 */
typedef gboolean (*YyqFieldKeySource) (YyqFieldCipher *self, gpointer data, GError **error);

/* Without roots, which @source adds. @source NULL: there will be no others than those added. */
YyqFieldCipher *yyq_field_cipher_new (YyqFieldKeySource source, gpointer data,
                                      GDestroyNotify destroy);

/* With one root, which nobody else will ever know. */
YyqFieldCipher *yyq_field_cipher_new_random (void);

/* @root: 32 bytes. Does nothing for a generation that is there. */
void yyq_field_cipher_add_root (YyqFieldCipher *self, guint generation, const guint8 *root);

/* Asks the source. Whoever looks for what another process may have made asks first. */
gboolean yyq_field_cipher_refresh (YyqFieldCipher *self, GError **error);

/* The first byte of what is sealed now; 0 without a root. */
guint yyq_field_cipher_get_generation (YyqFieldCipher *self);

/* @where: "account|phone|<id>". Errors of open: YYQ_STORE_ERROR, KEY. */
GBytes *yyq_field_cipher_seal (YyqFieldCipher *self, const char *where, const char *text);
char *yyq_field_cipher_open (YyqFieldCipher *self, const char *where, GBytes *sealed,
                             GError **error);

/* The same for what is not text. */
GBytes *yyq_field_cipher_seal_bytes (YyqFieldCipher *self, const char *where, GBytes *plain);
GBytes *yyq_field_cipher_open_bytes (YyqFieldCipher *self, const char *where, GBytes *sealed,
                                     GError **error);

/* By a key that is derived for @purpose ("account|phone"); lower-case hex. */
char *yyq_field_cipher_authenticate (YyqFieldCipher *self, const char *purpose, const char *text);

/* (transfer full): what every generation makes of it, the newest first: to look for what an older
 * one may have made. */
char **yyq_field_cipher_list_macs (YyqFieldCipher *self, const char *purpose, const char *text);

/* Whether a generation makes @mac of it, or has it as beginning, which is 32 characters or more. */
gboolean yyq_field_cipher_verify (YyqFieldCipher *self, const char *purpose, const char *text,
                                  const char *mac);

G_END_DECLS
