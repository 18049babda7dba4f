/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * One column of a list: a cell of text, or a widget of one's own. Tables of these are static; the
 * items are what the list model gives.
 */
typedef struct {
  const char *title; /* untranslated: N_() */
  int width;         /* px */
  gboolean expand;   /* takes the room that is left, too */
  const char *sort;  /* nullable: the word by which the header sorts */

  const char *property;          /* nullable: a string of the item is the text */
  char *(*text) (gpointer item); /* nullable, (transfer full) (nullable) result */
  gboolean dim;                  /* of the text: less important, figures below each other */

  /* When both are NULL. @cell says which item is shown at any later moment. */
  GtkWidget *(*create) (GtkListItem *cell);
  void (*bind) (GtkWidget *widget, gpointer item);
} YyqListColumn;

/* Appends the columns to @view; @columns is static. A click on a header that sorts changes the
 * view's sorter; whoever listens to that sorts the rows. */
void yyq_list_columns_add (GtkColumnView *view, const YyqListColumn *columns, guint n_columns);

/* (nullable): the word of the header that was clicked last; NULL while none was. */
const char *yyq_list_columns_get_sort (GtkColumnView *view, gboolean *descending);

/* A cell for text that ellipsizes and tells the whole of it beside the pointer. Its text is set by
 * gtk_inscription_set_text(). */
GtkWidget *yyq_list_text_cell_new (gboolean dim);

G_END_DECLS
