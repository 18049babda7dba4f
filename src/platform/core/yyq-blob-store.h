/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-master-keys.h"
#include "yyq-platform.h"
#include "yyq-sealed-file.h"

G_BEGIN_DECLS

/*
 * Documents by their SHA-256, sealed (yyq-sealed-file.h) in a directory (0700). A file is written
 * once under a random name and never changed; table document says which it is, and has its wrapped
 * key. A file goes to the disk before the transaction (D22), its row into it: without the row
 * nobody has its key, and when the transaction is rolled back the file is removed. Only a process
 * that was killed between the two leaves one, which nobody can open. Any thread; blocks.
 */
#define YYQ_TYPE_BLOB_STORE (yyq_blob_store_get_type ())
G_DECLARE_FINAL_TYPE (YyqBlobStore, yyq_blob_store, YYQ, BLOB_STORE, GObject)

/* @directory is made when it is missing; NULL: a temporary one that goes away with the object. */
YyqBlobStore *yyq_blob_store_new (YyqStorage *storage, YyqMasterKeys *keyring,
                                  const char *directory, GError **error);

/* (transfer none): the platform's; yyq_platform_services_install() put it there. */
YyqBlobStore *yyq_blob_store_of (YyqPlatform *platform);

/* Where the files are. */
const char *yyq_blob_store_get_directory (YyqBlobStore *self);

/* A document on the disk that no row names yet. Freed without one, it is gone. One thread. */
typedef struct _YyqNewBlob YyqNewBlob;

/* (transfer full): @bytes, sealed and synced, unless they are there already. Outside of any
 * transaction. YYQ_STORE_ERROR_FULL. */
YyqNewBlob *yyq_blob_store_write (YyqBlobStore *self, GBytes *bytes, GError **error);

/* (transfer full): the same under an id that no other document has, whatever is in it: what will be
 * removed again. */
YyqNewBlob *yyq_blob_store_write_own (YyqBlobStore *self, GBytes *bytes, GError **error);

/* In the caller's transaction: nobody can open it any more, and its file goes when it is committed.
 * Only of what was written with write_own(). One that is not there is removed already. */
gboolean yyq_blob_store_remove (YyqBlobStore *self, const char *id, GError **error);

/*
 * In the caller's transaction, or in one of its own: the document is there under its hash. When the
 * transaction is rolled back it is not, and @blob is of no further use.
 */
gboolean yyq_blob_store_add (YyqBlobStore *self, YyqNewBlob *blob, GError **error);

const char *yyq_new_blob_get_sha256 (const YyqNewBlob *self); /* or the id of its own */
gint64 yyq_new_blob_get_length (const YyqNewBlob *self);
void yyq_new_blob_free (YyqNewBlob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqNewBlob, yyq_new_blob_free)

/* (transfer full): the whole document. YYQ_STORE_ERROR_NOT_FOUND, CORRUPT, or KEY. */
GBytes *yyq_blob_store_get (YyqBlobStore *self, const char *sha256, GError **error);

/* (transfer full): the same, to read parts of it. */
YyqSealedFile *yyq_blob_store_open (YyqBlobStore *self, const char *sha256, GError **error);

/*
 * At the start: seals the documents that the first release left as they were in @old_directory, and
 * removes each once its sealed copy and its key are on the disk for good; it may be killed at any
 * time and goes on the next time. What is damaged stays where it is and is told. Does nothing
 * without the directory.
 */
gboolean yyq_blob_store_seal_old (YyqBlobStore *self, const char *old_directory, GError **error);

G_END_DECLS
