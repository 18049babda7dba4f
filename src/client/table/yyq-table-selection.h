/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Which rows of a table are ticked. They are known by their keys (YyqKeyedModel), so that they stay
 * ticked wherever they stand after the list was sorted or fetched anew. A row that the list does
 * not show at the moment counts for nothing, and is ticked again when it comes back: nobody acts on
 * what he does not see. Nothing of a list without keys can be ticked. Main thread.
 *
 * Signal "changed": other rows are ticked, or other rows are there.
 */
#define YYQ_TYPE_TABLE_SELECTION (yyq_table_selection_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableSelection, yyq_table_selection, YYQ, TABLE_SELECTION, GObject)

YyqTableSelection *yyq_table_selection_new (void);

/* @model (nullable). What was ticked in another one is forgotten. */
void yyq_table_selection_set_model (YyqTableSelection *self, GListModel *model);

gboolean yyq_table_selection_contains (YyqTableSelection *self, guint position);

/* From @first to @last, both included, as far as there are rows. */
void yyq_table_selection_set (YyqTableSelection *self, guint first, guint last, gboolean ticked);

/* @ticked FALSE: also what the list does not show. */
void yyq_table_selection_set_all (YyqTableSelection *self, gboolean ticked);

/* Of what the list shows. */
guint yyq_table_selection_get_n (YyqTableSelection *self);

/* (transfer full): the positions of those. */
GtkBitset *yyq_table_selection_get_positions (YyqTableSelection *self);

G_END_DECLS
