/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "yyq-cipher.h"

G_BEGIN_DECLS

/*
 * Bodies of outbox entries that are too large for a row: a sealed file each, named by the entry's
 * idempotency key. Written by temporary file, fsync and rename before the row, removed after it, so
 * that a row never misses its file. All of this blocks: worker threads only.
 */

/* From this size on (bytes) a body is a file. */
#define YYQ_OUTBOX_BODY_LARGE (256 * 1024)

/* Errors: YYQ_STORE_ERROR. @directory is made with mode 0700. */
gboolean yyq_outbox_body_write_in_worker (const char *directory, YyqCipher *cipher, const char *key,
                                          GBytes *body, GError **error);

/* (transfer full) (nullable): NULL without an error when there is no such file. */
GBytes *yyq_outbox_body_read_in_worker (const char *directory, YyqCipher *cipher, const char *key,
                                        GError **error);

/*
 * Removes the files that no row of the outbox has: of entries that are gone, and what a kill left
 * behind. Inside a writing transaction, so that no other process is between file and row.
 */
void yyq_outbox_body_sweep_in_worker (sqlite3 *db, const char *directory);

G_END_DECLS
