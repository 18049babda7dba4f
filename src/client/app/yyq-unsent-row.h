/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-unsent-list.h"

G_BEGIN_DECLS

/* One thing that was not sent: what, when, why, and what a person can do with it. */
#define YYQ_TYPE_UNSENT_ROW (yyq_unsent_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqUnsentRow, yyq_unsent_row, YYQ, UNSENT_ROW, GtkListBoxRow)

/* (transfer floating): of @unsent, an item of @list. */
GtkWidget *yyq_unsent_row_new (YyqUnsentList *list, YyqUnsent *unsent);

G_END_DECLS
