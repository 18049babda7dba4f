/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A table as a file that people open in a spreadsheet. No cell of it is ever a formula, whatever
 * text comes in: what begins like one is marked as text in CSV (a quote before it), and written as
 * text in XLSX. One thread.
 */
typedef enum {
  YYQ_TABLE_CSV, /* UTF-8 with its mark, commas, CRLF */
  YYQ_TABLE_XLSX,
} YyqTableFormat;

/* "csv", "xlsx" */
gboolean yyq_table_format_from_string (const char *text, YyqTableFormat *format);
const char *yyq_table_format_get_suffix (YyqTableFormat self);
const char *yyq_table_format_get_type (YyqTableFormat self); /* media type */

/* What one sheet can hold. */
#define YYQ_TABLE_MOST_ROWS 1000000

typedef struct _YyqTableFile YyqTableFile;

/* (transfer full) (nullable): with a first row of titles. @sheet: its name in XLSX. */
YyqTableFile *yyq_table_file_new (YyqTableFormat format, const char *sheet,
                                  const char *const *titles, GError **error);
void yyq_table_file_free (YyqTableFile *self);

/* As many texts as there are titles; NULL and "" are empty cells. */
void yyq_table_file_add (YyqTableFile *self, const char *const *texts);

/* (transfer full): the whole file; nothing can be added any more. */
GBytes *yyq_table_file_finish (YyqTableFile *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTableFile, yyq_table_file_free)

G_END_DECLS
