/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Linked buttons of which one is down, as soon as there are any; tabs are numbered from 0 in the
 * order in which they came. Signal "changed": another one is down. Main thread.
 */
#define YYQ_TYPE_TAB_ROW (yyq_tab_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqTabRow, yyq_tab_row, YYQ, TAB_ROW, GtkBox)

void yyq_tab_row_append (YyqTabRow *self, const char *title);

/* Shows @count behind the title; @known FALSE: the title alone. */
void yyq_tab_row_set_count (YyqTabRow *self, guint tab, gboolean known, guint count);

guint yyq_tab_row_get_current (YyqTabRow *self);
void yyq_tab_row_set_current (YyqTabRow *self, guint tab);

G_END_DECLS
