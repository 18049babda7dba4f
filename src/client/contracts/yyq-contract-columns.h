/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "yyq-contract-query.h"

G_BEGIN_DECLS

/*
 * Appends the columns of a contract list (number, title, participants, initiator, start time,
 * state, view) to @view. A click on a sortable header changes the view's sorter; the rows are
 * sorted by whoever listens to it.
 */
void yyq_contract_columns_add (GtkColumnView *view);

/* Which header was clicked last, and how often; FALSE while none was. */
gboolean yyq_contract_columns_get_sort (GtkColumnView *view, YyqContractSort *sort,
                                        gboolean *descending);

G_END_DECLS
