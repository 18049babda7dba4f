/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * Applies the numbered files that the database has not seen, all or none of them; of processes that
 * start at the same time one does it while the others wait. A file is never changed once released: its SHA-256 is kept and compared. @blob: what {{BLOB}} is here.
 * Errors: YYQ_STORE_ERROR_NEWER for a database of a later version, CORRUPT for a changed file.
 */
gboolean yyq_migrations_apply (YyqStorage *storage, const char *blob, GError **error);

G_END_DECLS
