/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-row.h"
#include "yyq-table-selection.h"

G_BEGIN_DECLS

/*
 * The rows of a table that are in sight: as many widgets as fit, and the one with the focus. It
 * scrolls (GtkScrollable). It is one stop of Tab; the cursor is the row that has the keyboard.
 *
 * Up, Down, Page Up, Page Down, Home and End move the cursor, with Shift they tick what it passes;
 * Space ticks, Control+A ticks all, with Shift none. Enter, and a double click, activate. The Menu
 * key, Shift+F10 and a secondary click ask for the menu of a row. Main thread.
 *
 * Signals:
 *   activate (guint position)
 *   act (guint position, guint index)  the link in the column of this index was pressed
 *   menu (guint position, double x, double y)  where it is to open
 */
#define YYQ_TYPE_TABLE_BODY (yyq_table_body_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableBody, yyq_table_body, YYQ, TABLE_BODY, GtkWidget)

/* @say (nullable): see yyq_table_row_new(). */
GtkWidget *yyq_table_body_new (YyqTableColumns *columns, YyqTableSay say);

/* (transfer none) */
YyqTableSelection *yyq_table_body_get_selection (YyqTableBody *self);
YyqTableLook *yyq_table_body_get_look (YyqTableBody *self);
GListModel *yyq_table_body_get_model (YyqTableBody *self); /* (nullable) */

/* @model (nullable) */
void yyq_table_body_set_model (YyqTableBody *self, GListModel *model);

/* The rows are others: the first one is shown, and has the keyboard if the rows had it. */
void yyq_table_body_begin (YyqTableBody *self);

/* GTK_INVALID_LIST_POSITION while nobody has chosen one. */
guint yyq_table_body_get_cursor (YyqTableBody *self);
void yyq_table_body_set_cursor (YyqTableBody *self, guint position);

/* (transfer none) (nullable): NULL when it is out of sight. */
YyqTableRow *yyq_table_body_find_row (YyqTableBody *self, guint position);

G_END_DECLS
