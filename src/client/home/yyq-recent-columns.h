/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table.h"

G_BEGIN_DECLS

#define YYQ_RECENT_ROWS 5

/* The table of the latest contracts (YyqContract) on the home page. */
extern const YyqTableShape yyq_recent_table;

G_END_DECLS
