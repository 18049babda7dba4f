/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The master keys of a platform, in a file of its own outside of its data: a line for each, version
 * and key in hex; the highest version is the one that seals. Blocks; any thread.
 */
#define YYQ_KEY_LENGTH 32

typedef struct {
  gint64 version; /* from 1 */
  guint8 key[YYQ_KEY_LENGTH];
} YyqMasterKey;

/*
 * (transfer full) (element-type YyqMasterKey): by version, zeroed when it is freed. At least one.
 * Errors: G_FILE_ERROR; YYQ_STORE_ERROR_KEY for a file that is none.
 */
GArray *yyq_key_file_read (const char *path, GError **error);

/*
 * Adds a random key of the next version to @path, which is made with mode 0600 when it is missing;
 * the file is replaced as a whole and synced. The new version; 0 with an error.
 */
gint64 yyq_key_file_add (const char *path, GError **error);

G_END_DECLS
