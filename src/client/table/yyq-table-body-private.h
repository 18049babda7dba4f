/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-table-body.h"

G_BEGIN_DECLS

/* The files of this class: yyq-table-body.c keeps the rows, yyq-table-body-input.c hears keys and
 * pointer. */
struct _YyqTableBody {
  GtkWidget parent_instance;

  YyqTableLook *look; /* a child */

  YyqTableColumns *columns;      /* (owned) (nullable) */
  YyqTableSelection *selection;  /* (owned) */
  GListModel *model;             /* (owned) (nullable) */
  GtkAdjustment *adjustments[2]; /* (owned): by GtkOrientation */
  GPtrArray *rows;   /* (owned): of YyqTableRow, children: those of first, first + 1, … */
  GPtrArray *spare;  /* (owned): of YyqTableRow, children that are hidden */
  YyqTableRow *kept; /* (nullable): has the focus, and is out of sight */

  YyqTableSay say; /* (nullable) */
  guint first;
  guint cursor;
  guint anchor;      /* what Shift ticks begins here */
  gboolean chosen;   /* somebody has put the cursor where it is */
  gboolean extended; /* from the anchor to the cursor all was ticked in one go */
  int row_height;    /* px; 0: not known yet */

  guint pressed_position; /* what a pointer went down on */
  guint pressed_index;
};

guint yyq_table_body_get_n (YyqTableBody *self);

/* @focus: the keyboard goes there. */
void yyq_table_body_move_cursor (YyqTableBody *self, guint position, gboolean focus);

/* (transfer none) (nullable) */
YyqTableRow *yyq_table_body_get_row_at (YyqTableBody *self, double y);
const YyqTablePlace *yyq_table_body_get_place_at (YyqTableBody *self, double x);

void yyq_table_body_class_init_input (GtkWidgetClass *klass);
void yyq_table_body_init_input (YyqTableBody *self);

G_END_DECLS
