/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-columns.h"
#include "yyq-table-look.h"

G_BEGIN_DECLS

/* (transfer full): an item as one sentence. */
typedef char *(*YyqTableSay) (gpointer item);

/*
 * A row of a table, which draws its cells. Its accessible name is its sentence; its children are
 * cells for assistive technologies alone, "State: Completed". Main thread.
 *
 * Actions, for assistive technologies: row.open, row.toggle, row.menu; they are table.open,
 * table.toggle and table.menu of a parent, with the position of the row.
 */
#define YYQ_TYPE_TABLE_ROW (yyq_table_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableRow, yyq_table_row, YYQ, TABLE_ROW, GtkWidget)

/* @say (nullable): what the cells say, one after the other. */
GtkWidget *yyq_table_row_new (YyqTableLook *look, YyqTableColumns *columns, YyqTableSay say);

/* @item (nullable) */
void yyq_table_row_bind (YyqTableRow *self, guint position, gpointer item);
gpointer yyq_table_row_get_item (YyqTableRow *self); /* (transfer none) (nullable) */

/* GTK_INVALID_LIST_POSITION: it shows no row of the list. */
guint yyq_table_row_get_position (YyqTableRow *self);
void yyq_table_row_set_position (YyqTableRow *self, guint position);

/* @current: the one that keys act on. */
void yyq_table_row_mark (YyqTableRow *self, gboolean ticked, gboolean current);

/* Columns are elsewhere, or texts are of another size. */
void yyq_table_row_arrange (YyqTableRow *self);

/* (transfer full) (nullable): what the cell of the column says, if it is cut. */
char *yyq_table_row_get_cut_text (YyqTableRow *self, guint index);

G_END_DECLS
