/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A line of text over a page that slides in, with an optional button and an optional cross.
 * (libadwaita 1.2 has no banner.) Signals: "clicked" of the button, "dismissed" of the cross.
 *
 * Properties, write-only: icon-name, text, button-label (NULL: no button), dismissible (boolean: it
 * has a cross).
 */
#define YYQ_TYPE_INFO_BAR (yyq_info_bar_get_type ())
G_DECLARE_FINAL_TYPE (YyqInfoBar, yyq_info_bar, YYQ, INFO_BAR, AdwBin)

GtkWidget *yyq_info_bar_new (const char *icon_name);

/* The last three at once. */
void yyq_info_bar_set (YyqInfoBar *self, const char *text, const char *button,
                       gboolean dismissible);
void yyq_info_bar_set_revealed (YyqInfoBar *self, gboolean revealed);
gboolean yyq_info_bar_get_revealed (YyqInfoBar *self);

G_END_DECLS
