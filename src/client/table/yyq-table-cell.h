/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-columns.h"
#include "yyq-table-look.h"

G_BEGIN_DECLS

/* What a cell is drawn from. */
typedef struct {
  YyqTableLook *look;
  const YyqTablePlace *place;
  gpointer item;        /* never NULL */
  gboolean ticked;      /* of the row */
  PangoLayout **layout; /* (inout) (nullable): of the text, made when it is drawn first */
  int height;           /* px, of the row */
} YyqTableCell;

void yyq_table_cell_draw (const YyqTableCell *cell, GtkSnapshot *snapshot);

G_END_DECLS
