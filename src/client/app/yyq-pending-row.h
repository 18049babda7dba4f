/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-pending-list.h"

G_BEGIN_DECLS

/* One thing that was not sent: what, when, why, and what a person can do with it. */
#define YYQ_TYPE_PENDING_ROW (yyq_pending_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqPendingRow, yyq_pending_row, YYQ, PENDING_ROW, GtkListBoxRow)

/* (transfer floating): of @pending, an item of @list. */
GtkWidget *yyq_pending_row_new (YyqPendingList *list, YyqPendingItem *pending);

G_END_DECLS
