/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table.h"

G_BEGIN_DECLS

/*
 * What rows say, as lines of fields with tabs between them, which spreadsheets take when they are
 * pasted: the titles of the columns that are shown, and the rows that are ticked; when none is, the
 * one that has the keyboard. Many rows are read in many turns of the main loop. Errors: G_IO_ERROR.
 */
void yyq_table_export_async (YyqTable *table, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
char *yyq_table_export_finish (YyqTable *table, GAsyncResult *result, GError **error);

/* The same to the clipboard, when it is read. */
void yyq_table_copy (YyqTable *table);

G_END_DECLS
