/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full): where the master keys are: @configured, or else the credential "master.key" that
 * systemd hands over. Refused when it is missing, when anybody but its owner may read it, and when
 * it lies in @data_dir: whoever copies the data would have the key with it. Errors:
 * G_IO_ERROR_INVALID_ARGUMENT, G_FILE_ERROR.
 */
char *yyq_key_location_find (const char *configured, const char *data_dir, GError **error);

G_END_DECLS
