/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table.h"

G_BEGIN_DECLS

/* The list of templates as a table; rows are YyqTemplate. */
extern const YyqTableShape yyq_template_table;

G_END_DECLS
