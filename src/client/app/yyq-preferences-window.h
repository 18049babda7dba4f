/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* Language, style and UKey driver. A new driver is loaded at once, a new language at the next
 * start. */
#define YYQ_TYPE_PREFERENCES_WINDOW (yyq_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (YyqPreferencesWindow, yyq_preferences_window, YYQ, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/* @settings is nullable: see yyq_settings_new(). */
GtkWindow *yyq_preferences_window_new (GtkWindow *parent, GSettings *settings,
                                       YyqUkeyManager *manager);

/* Applies the word of the color-scheme key: "system", "light" or "dark". */
void yyq_preferences_apply_style (const char *style);

G_END_DECLS
