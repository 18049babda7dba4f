/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-columns.h"

G_BEGIN_DECLS

/* (transfer floating): a popover that says which columns are shown, and how high rows are.
 * @settings (nullable): without them there is no choice of the height. */
GtkWidget *yyq_table_options_new (YyqTableColumns *columns, GSettings *settings);

G_END_DECLS
