/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/* What two engines do not say the same way. */
typedef struct {
  const char *name; /* statements behind a line "-- only NAME" are for this engine alone, until the
                       next line "--" */
  const char *blob; /* what {{BLOB}} is */
  const char
    *first[2]; /* (nullable): begin the transaction; from here on only one process migrates */
} YyqMigrationDialect;

/*
 * Applies the numbered files that the database has not seen, all or none of them; of processes that
 * start at the same time one does it while the others wait. A file is never changed once released:
 * its SHA-256 is kept and compared. Errors: YYQ_STORE_ERROR_NEWER for a database of a later
 * version, CORRUPT for a changed file.
 */
gboolean yyq_migrations_apply (YyqStorage *storage, const YyqMigrationDialect *dialect,
                               GError **error);

G_END_DECLS
