/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pointer and keyboard, as the X server sends them (XTEST). What comes of it has to be waited for:
 * yyq_test_wait_while(). Main thread. */

/* To a point of @widget. */
void yyq_test_input_point (GtkWidget *widget, double x, double y);

/* GDK_BUTTON_PRIMARY, ...; where the pointer is. */
void yyq_test_input_button (GtkWidget *widget, guint button, gboolean down);
void yyq_test_input_click (GtkWidget *widget, guint button, double x, double y);

/* Into the window that has the keyboard; @modifiers: Shift, Control, Alt. */
void yyq_test_input_key (GtkWidget *widget, guint keyval, GdkModifierType modifiers);

G_END_DECLS
