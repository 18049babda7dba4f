/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): the first of @type, @widget itself or below it. */
GtkWidget *yyq_test_find_widget (GtkWidget *widget, GType type);

/* (transfer none) (nullable): the button with this text that can be seen, in the same order. */
GtkWidget *yyq_test_find_button (GtkWidget *widget, const char *label);

/* Is this text to be seen in a label, or in a row of a table, that is @widget or below it? */
gboolean yyq_test_says (GtkWidget *widget, const char *text);

G_END_DECLS
