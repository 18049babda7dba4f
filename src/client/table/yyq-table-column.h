/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_CELL_TEXT,
  YYQ_CELL_PERSON,   /* the initial on a disc, then the text */
  YYQ_CELL_PILL,     /* the text in the colours of a state */
  YYQ_CELL_PROGRESS, /* a bar, then the text */
  YYQ_CELL_LINK,     /* can be pressed; not spoken of as part of the row */

  /* A table puts these in by itself. */
  YYQ_CELL_CHECK,
  YYQ_CELL_MENU,
} YyqCellKind;

/*
 * One column of a table: what its cells say, how they look, and what becomes of it where there is
 * little room. Arrays of these are static; the items are what the list model gives.
 */
typedef struct {
  const char *title; /* untranslated: N_(); the settings know the column by it */
  YyqCellKind kind;
  int width;        /* px at the usual size of text: what it needs to be read */
  gboolean expand;  /* takes the room that is left, too */
  guint rank;       /* where there is no room the highest goes first; 0: never */
  const char *sort; /* (nullable): the word by which the header sorts */

  const char *property;          /* (nullable): a string of the item is the text, else: */
  char *(*text) (gpointer item); /* (transfer full) (nullable) result */
  gboolean dim;                  /* less important, figures below each other */

  const char *(*style) (gpointer item); /* of a pill: the style class of its colours */
  double (*fraction) (gpointer item);   /* of a bar: 0 to 1 */

  /* Of a link, (nullable): what pressing does; NULL: the same as for the row. */
  void (*act) (GtkWidget *table, gpointer item);
} YyqTableColumn;

/* (transfer full) (nullable): what the cell of @item says. */
char *yyq_table_column_get_text (const YyqTableColumn *column, gpointer item);

G_END_DECLS
