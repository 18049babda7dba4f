/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * (transfer full): the storage that the configuration names. @address NULL: the SQLite file
 * platform.db of @data_dir; else "postgresql://...". Errors: YYQ_STORE_ERROR,
 * G_IO_ERROR_INVALID_ARGUMENT for another address, NOT_SUPPORTED for one that this build knows
 * nothing of (-Dpostgresql=disabled).
 */
YyqStorage *yyq_storage_open (const char *address, const char *data_dir, GError **error);

G_END_DECLS
