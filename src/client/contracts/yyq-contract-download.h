/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-contract.h"

G_BEGIN_DECLS

/* (transfer full): a file name from title and number that every file system takes, with ".pdf". */
char *yyq_contract_download_suggest_name (YyqContract *contract);

/*
 * Writes @pdf to @file in a worker: the old file stays until the new one is whole and on the disk.
 * Only the person who downloads may read it. Errors: G_IO_ERROR.
 */
void yyq_contract_download_write_async (GFile *file, GBytes *pdf, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_contract_download_write_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
