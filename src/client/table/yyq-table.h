/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-body.h"

G_BEGIN_DECLS

/* What a table is made of; static. */
typedef struct {
  const char *name; /* by which the settings know its columns */
  const YyqTableColumn *columns;
  guint n_columns;
  YyqTableSay say; /* (nullable): a row as a sentence; NULL: what its cells say */
  gboolean ticks;  /* rows can be ticked: the model has keys (YyqKeyedModel) */
  gboolean menus;  /* rows have menus: see "row-menu" */
  guint n_rows;    /* that have room at least, however large text is; 0: as there is */
} YyqTableShape;

/*
 * A table of any length: titles (yyq-table-header.h) above the rows that are in sight
 * (yyq-table-body.h). The person moves columns, makes them wider and puts them away; it remembers
 * that. Control+C, or the action rows.copy, puts what rows say on the clipboard. Main thread.
 *
 * Signals:
 *   activate (guint position)       a row is to be opened
 *   row-menu (gpointer item) -> GMenuModel (transfer full) (nullable)
 *   selection-changed               other rows are ticked
 *   sort-changed                    the person wants another order
 */
#define YYQ_TYPE_TABLE (yyq_table_get_type ())
G_DECLARE_FINAL_TYPE (YyqTable, yyq_table, YYQ, TABLE, GtkWidget)

/* Once, before anything else. */
void yyq_table_set_up (YyqTable *self, const YyqTableShape *shape);

/* @model (nullable) */
void yyq_table_set_model (YyqTable *self, GListModel *model);
GListModel *yyq_table_get_model (YyqTable *self); /* (transfer none) (nullable) */

/* The rows answer another question: the first one is shown. */
void yyq_table_begin (YyqTable *self);

/* (transfer none) */
YyqTableColumns *yyq_table_get_columns (YyqTable *self);
YyqTableSelection *yyq_table_get_selection (YyqTable *self);
YyqTableBody *yyq_table_get_body (YyqTable *self);
GtkScrolledWindow *yyq_table_get_scroller (YyqTable *self);

/* How the table is called by assistive technologies. */
void yyq_table_set_label (YyqTable *self, const char *label);

G_END_DECLS
