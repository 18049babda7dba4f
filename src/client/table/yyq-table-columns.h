/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-column.h"

G_BEGIN_DECLS

/* Where a column is. */
typedef struct {
  const YyqTableColumn *column;
  guint index;     /* among those of the table, in whatever order they stand */
  int width;       /* px at the usual size of text, as the person left it */
  gboolean fixed;  /* by the person: it takes no room that is left */
  gboolean wanted; /* the person has not put it away */
  gboolean shown;  /* wanted, and there is room */
  int x;           /* px, as laid out */
  int w;
} YyqTablePlace;

/*
 * The columns of a table: in which order, how wide, which of them are shown, and by which one
 * sorts. Places are counted from left to right. Main thread.
 *
 * Signals: "changed", the person wants them otherwise; "sort-changed".
 */
#define YYQ_TYPE_TABLE_COLUMNS (yyq_table_columns_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableColumns, yyq_table_columns, YYQ, TABLE_COLUMNS, GObject)

/* @columns is static. */
YyqTableColumns *yyq_table_columns_new (const YyqTableColumn *columns, guint n_columns);

/* Before the columns are used: a box to tick in front of them, and a button behind them. */
void yyq_table_columns_add_check (YyqTableColumns *self);
void yyq_table_columns_add_menu (YyqTableColumns *self);

/* Without a menu: @px behind the last column belong to the button that the header has there. */
void yyq_table_columns_keep_end (YyqTableColumns *self, int px);
gboolean yyq_table_columns_has_check (YyqTableColumns *self);

guint yyq_table_columns_get_n (YyqTableColumns *self);

/* (transfer none): by its place; by its index; (nullable) the one that is shown there. */
const YyqTablePlace *yyq_table_columns_get_place (YyqTableColumns *self, guint place);
const YyqTablePlace *yyq_table_columns_get_indexed (YyqTableColumns *self, guint index);
const YyqTablePlace *yyq_table_columns_get_at (YyqTableColumns *self, double x);
guint yyq_table_columns_get_nth (YyqTableColumns *self, const YyqTablePlace *place);

/*
 * Shares @width px out; @scale: of text. Columns that do not fit go one after the other, by their
 * rank, before any of those that stay becomes narrower than it needs to be.
 */
void yyq_table_columns_lay_out (YyqTableColumns *self, int width, double scale);

/* px: all that are shown, or the width that they share if that is more. */
int yyq_table_columns_get_total (YyqTableColumns *self);
double yyq_table_columns_get_scale (YyqTableColumns *self);

/* How many the person wants to see, and for which there is no room. */
guint yyq_table_columns_get_n_without_room (YyqTableColumns *self);

/* What a person does with them. @width is in px at the usual size of text. */
void yyq_table_columns_resize (YyqTableColumns *self, guint place, int width);
gboolean yyq_table_columns_can_move (YyqTableColumns *self, guint from, guint to);
void yyq_table_columns_move (YyqTableColumns *self, guint from, guint to);
void yyq_table_columns_set_wanted (YyqTableColumns *self, guint index, gboolean wanted);
void yyq_table_columns_reset (YyqTableColumns *self);

/* (nullable): the word of the column that one sorts by; NULL while none was chosen. */
const char *yyq_table_columns_get_sort (YyqTableColumns *self, gboolean *descending);
void yyq_table_columns_sort_by (YyqTableColumns *self, const char *sort, gboolean descending);

/* (transfer floating): what the person wants, as "a(sib)": title, width or 0, wanted. */
#define YYQ_TABLE_COLUMNS_FORMAT "a(sib)"
GVariant *yyq_table_columns_store (YyqTableColumns *self);
void yyq_table_columns_restore (YyqTableColumns *self, GVariant *stored);

G_END_DECLS
