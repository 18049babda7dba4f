/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a whole file of at most 256 MiB. Errors: G_IO_ERROR, YYQ_PDF_ERROR_TOO_LARGE. */
GBytes *yyq_ctl_file_read (const char *path, GError **error);

/*
 * All or nothing: written beside @path, synced and renamed over it. Mode 0600, because contracts
 * hold personal data. Errors: G_IO_ERROR.
 */
gboolean yyq_ctl_file_write (const char *path, GBytes *data, GError **error);

G_END_DECLS
