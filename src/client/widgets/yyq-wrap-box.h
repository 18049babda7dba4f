/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Puts its children beside each other at their natural width, and goes on below where there is no
 * more room. A child that is wider than the box gets as much as there is. Main thread.
 */
#define YYQ_TYPE_WRAP_BOX (yyq_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (YyqWrapBox, yyq_wrap_box, YYQ, WRAP_BOX, GtkWidget)

/* @spacing: px between children, and between lines. */
GtkWidget *yyq_wrap_box_new (int spacing);
void yyq_wrap_box_append (YyqWrapBox *self, GtkWidget *child);

G_END_DECLS
