/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A PIN, password or token: at most @capacity bytes in locked memory that is left out of core
 * dumps and zeroed when the last reference goes. Not thread-safe; hand it over, do not share it.
 */
typedef struct _YyqSecret YyqSecret;

#define YYQ_TYPE_SECRET (yyq_secret_get_type ())
GType yyq_secret_get_type (void);

YyqSecret *yyq_secret_new (gsize capacity);
YyqSecret *yyq_secret_new_from_text (const char *text);
YyqSecret *yyq_secret_ref (YyqSecret *self);
void yyq_secret_unref (YyqSecret *self);

/* FALSE, and nothing changed, when @length more bytes do not fit. */
gboolean yyq_secret_append (YyqSecret *self, const void *bytes, gsize length);
void yyq_secret_truncate (YyqSecret *self, gsize length);
void yyq_secret_clear (YyqSecret *self);

/* NUL-terminated, valid until the next change. Never copy it to ordinary memory. */
const char *yyq_secret_peek (YyqSecret *self);
gsize yyq_secret_get_length (YyqSecret *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqSecret, yyq_secret_unref)

G_END_DECLS
