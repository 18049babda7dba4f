/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Documents by their SHA-256 in a directory (0700): written once, never changed, so that a row in
 * the database can only ever point to the bytes it was made for. Any thread; blocks.
 */
#define YYQ_TYPE_BLOB_STORE (yyq_blob_store_get_type ())
G_DECLARE_FINAL_TYPE (YyqBlobStore, yyq_blob_store, YYQ, BLOB_STORE, GObject)

/* @directory is made when it is missing; NULL: a temporary one that goes away with the object. */
YyqBlobStore *yyq_blob_store_new (const char *directory, GError **error);

/* (transfer none): the platform's; yyq_contract_services_install() put it there. */
YyqBlobStore *yyq_blob_store_of (YyqPlatform *platform);

/* (transfer full): the hash under which @bytes are on the disk now, synced. YYQ_STORE_ERROR_FULL. */
char *yyq_blob_store_put (YyqBlobStore *self, GBytes *bytes, GError **error);

/* (transfer full): checked against its hash. YYQ_STORE_ERROR_NOT_FOUND or CORRUPT. */
GBytes *yyq_blob_store_get (YyqBlobStore *self, const char *sha256, GError **error);

G_END_DECLS
