/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keys of the whole program. Those of a page (page.NAME) do something while a page with such an
 * action is on top. help-overlay.ui tells people of them. */
void yyq_shortcuts_set (GtkApplication *application);

/* The window that tells people of them, over @parent. GTK would build it with every window if it
 * lay where GTK looks for it, and few open it. */
GtkWindow *yyq_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
