/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AES-256-GCM, once for everything that is sealed at rest. Any thread. */
#define YYQ_AEAD_KEY 32
#define YYQ_AEAD_NONCE 12
#define YYQ_AEAD_TAG 16

typedef struct {
  const guint8 *key;   /* YYQ_AEAD_KEY bytes */
  const guint8 *nonce; /* YYQ_AEAD_NONCE bytes, never twice with one key */
  gconstpointer data;  /* what is bound to it and not sealed */
  gsize data_length;
} YyqAead;

/* @sealed: as long as @text; @tag: YYQ_AEAD_TAG bytes. */
void yyq_aead_seal (const YyqAead *self, gconstpointer text, gsize length, guint8 *sealed,
                    guint8 *tag);

/* FALSE when anything of it is not as it was sealed; @text is of no use then. */
gboolean yyq_aead_open (const YyqAead *self, const guint8 *sealed, gsize length, const guint8 *tag,
                        guint8 *text);

void yyq_aead_fill_random (guint8 *data, gsize length);

G_END_DECLS
