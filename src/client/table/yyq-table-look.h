/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * How the cells of a table look. Rows draw their cells themselves, so that a cell is no widget with
 * a style of its own: for all cells of a kind one hidden widget in here stands in the style sheet,
 * and gives its colours and its font. It also keeps what many rows say alike. A widget, below the
 * table, so that the style sheet reaches it. Main thread.
 *
 * Names of looks are style classes of a "cell", separated by spaces.
 *
 * Signal "changed": font, size of text or density are others, and so is the height of rows.
 */
#define YYQ_TYPE_TABLE_LOOK (yyq_table_look_get_type ())
G_DECLARE_FINAL_TYPE (YyqTableLook, yyq_table_look, YYQ, TABLE_LOOK, GtkWidget)

GtkWidget *yyq_table_look_new (void);

/* More rows on the screen, with less room around them. */
void yyq_table_look_set_dense (YyqTableLook *self, gboolean dense);

/* px: a line of Chinese and the room around it. */
int yyq_table_look_get_row_height (YyqTableLook *self);

/* 1 at the usual size of text. */
double yyq_table_look_get_scale (YyqTableLook *self);

/* px */
int yyq_table_look_get_disc_size (YyqTableLook *self);

void yyq_table_look_get_color (YyqTableLook *self, const char *look, GdkRGBA *color);

/* (transfer none): for what is drawn with a background. */
GtkStyleContext *yyq_table_look_get_style (YyqTableLook *self, const char *look);

/* (transfer none): of the disc of the person of this name. The same as of an AdwAvatar. */
GtkStyleContext *yyq_table_look_get_disc (YyqTableLook *self, const char *name);

/* (transfer full): one line that ellipsizes. */
PangoLayout *yyq_table_look_create_layout (YyqTableLook *self, const char *look, const char *text);

/* (transfer none): for what many rows say alike. */
PangoLayout *yyq_table_look_share_layout (YyqTableLook *self, const char *look, const char *text);

/* (transfer none): a symbolic icon of 16 px. */
GtkSymbolicPaintable *yyq_table_look_get_icon (YyqTableLook *self, const char *icon_name);

/* Shown or not, for the eyes and for assistive technologies. Not by "visible": that would ask all
 * parents for room anew, which may not be while sizes are allocated. */
void yyq_table_look_show (GtkWidget *widget, gboolean shown);

G_END_DECLS
