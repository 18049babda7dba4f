/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"

G_BEGIN_DECLS

#define YYQ_DOCUMENT_CACHE_LIMIT (G_GUINT64_CONSTANT (512) << 20)

/*
 * Documents by the SHA-256 of their bytes: one encrypted file each, named by that hash. A file is
 * there wholly or not at all (temporary file, fsync, rename). Over the limit those go that were not
 * opened for the longest time. Main thread; files are read and written in workers.
 */
#define YYQ_TYPE_DOCUMENT_CACHE (yyq_document_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyqDocumentCache, yyq_document_cache, YYQ, DOCUMENT_CACHE, GObject)

/*
 * @directory (nullable): of this object alone, made with mode 0700 when needed; NULL keeps the
 * documents in memory. @limit: bytes of all documents.
 */
YyqDocumentCache *yyq_document_cache_new (const char *directory, YyqCipher *cipher, guint64 limit);

/*
 * @sha256: lower-case hex. (transfer full) (nullable): NULL without an error when it is not here. A
 * file that is damaged, or was sealed with another key, is removed and is then not here either.
 */
void yyq_document_cache_load_async (YyqDocumentCache *self, const char *sha256,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *yyq_document_cache_load_finish (YyqDocumentCache *self, GAsyncResult *result,
                                        GError **error);

/*
 * On disk when it finishes. @sha256 (nullable): what the document must have, else
 * YYQ_STORE_ERROR_CORRUPT before anything is written. YYQ_STORE_ERROR_FULL: the disk is full,
 * nothing is left behind.
 */
void yyq_document_cache_put_async (YyqDocumentCache *self, const char *sha256, GBytes *document,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yyq_document_cache_put_finish (YyqDocumentCache *self, GAsyncResult *result,
                                        GError **error);

/* What belongs to nothing any more; one that is not here is no error. Blocks; any thread. */
gboolean yyq_document_cache_remove_in_worker (YyqDocumentCache *self, const char *sha256,
                                              GError **error);

G_END_DECLS
