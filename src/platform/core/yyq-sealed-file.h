/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A document at rest (D21): a head, then frames of 64 KiB, each sealed by itself (AES-256-GCM)
 * together with its number, whether it is the last, the head and the document's id. So a reader
 * opens only the frames that it wants, and a file that was cut, or has a frame of another place or
 * document, is refused.
 *
 *   head    "YYQSEAL1" | frame size (4, most significant first) | 0 (4) | length of the document
 * (8) | 0 (8) frame   up to 64 KiB sealed | tag (16); the nonce is its number, the key is used for
 * this file alone
 */
#define YYQ_SEALED_FRAME (64 * 1024)

/* Writes @plain to @fd; @key: 32 bytes, never used before; @id: what the file is the document of.
 */
gboolean yyq_sealed_file_write (int fd, const guint8 *key, const char *id, GBytes *plain);

/* An open document. One thread at a time; it outlives the file's name. */
typedef struct _YyqSealedFile YyqSealedFile;

/* Errors: YYQ_STORE_ERROR_NOT_FOUND, CORRUPT when the file is not as long as its head says. */
YyqSealedFile *yyq_sealed_file_open (const char *path, const guint8 *key, const char *id,
                                     GError **error);
void yyq_sealed_file_free (YyqSealedFile *self);

gint64 yyq_sealed_file_get_length (YyqSealedFile *self); /* of the document, in bytes */

/*
 * (transfer full): @n bytes from @first on, which must be inside the document. Reads and opens the
 * frames that they lie in. Errors: YYQ_STORE_ERROR_CORRUPT.
 */
GBytes *yyq_sealed_file_read (YyqSealedFile *self, gint64 first, gint64 n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqSealedFile, yyq_sealed_file_free)

G_END_DECLS
