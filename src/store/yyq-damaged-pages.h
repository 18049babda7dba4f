/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Rows of a SQLite file that SQLite itself refuses: every page is looked at for itself, whatever
 * became of the header, the schema and the pages that point to it. What the write-ahead log has
 * committed counts before the file. Format: https://www.sqlite.org/fileformat2.html
 */

typedef struct {
  enum {
    YYQ_DAMAGED_NULL,
    YYQ_DAMAGED_INTEGER,
    YYQ_DAMAGED_TEXT,
    YYQ_DAMAGED_BLOB,
    YYQ_DAMAGED_OTHER, /* a floating-point number */
    YYQ_DAMAGED_LOST,  /* it was on a page that is not there */
  } kind;
  gint64 number;
  const guint8 *bytes; /* of text and blob; no NUL behind it */
  gsize length;
} YyqDamagedValue;

/* @values are valid during the call; @rowid is what an INTEGER PRIMARY KEY column, stored as NULL,
 * stands for. */
typedef void (*YyqDamagedRowFunc) (gint64 rowid, const YyqDamagedValue *values, guint n_values,
                                   gpointer data);

/*
 * Calls @func for each row of any table that has @n_values columns and can be read at least to the
 * end of its own page. Blocks.
 */
void yyq_damaged_pages_walk (GBytes *file, GBytes *wal, guint n_values, YyqDamagedRowFunc func,
                             gpointer data);

G_END_DECLS
