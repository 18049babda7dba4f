/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "yyq-entity.h"

G_BEGIN_DECLS

/*
 * Records that the platform has sent and that this program cannot read: it is older than the
 * platform, and a word or a shape is new to it. None of them has a row in its table, because an
 * older state would pass for the present one; what is remembered is which they are, until one comes
 * that can be read, or is gone. Worker thread only; in a transaction.
 */

/* Another version of the program may be able to read what this one could not: the feed begins anew.
 */
gboolean yyq_record_unreadable_prepare (sqlite3 *db, GError **error);

/* @version: of the record, 0 = unknown. */
gboolean yyq_record_unreadable_add (const YyqEntity *entity, sqlite3 *db, const char *id,
                                    gint64 version, GError **error);

/* @found (out): it was one of them. */
gboolean yyq_record_unreadable_remove (const YyqEntity *entity, sqlite3 *db, const char *id,
                                       gboolean *found, GError **error);

/* @newer (out): it is one of them, in a version after @version. */
gboolean yyq_record_unreadable_is_newer (const YyqEntity *entity, sqlite3 *db, const char *id,
                                         gint64 version, gboolean *newer, GError **error);

/* @any (out): there are some of @entity. */
gboolean yyq_record_unreadable_exist (const YyqEntity *entity, sqlite3 *db, gboolean *any,
                                      GError **error);

G_END_DECLS
