/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Once, before any window: tooltips stand on one line while there is room. GTK 4.8 gives them as
 * many columns as their text has characters, and a Chinese one takes two. Main thread.
 */
void yyq_tooltips_keep_lines (void);

G_END_DECLS
