/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The program's settings. When its schema is not installed (the program was copied, not installed)
 * the answer is NULL with a warning; every user then works with the defaults and remembers nothing.
 */
GSettings *yyq_settings_new (void);

/* The value, or "" without settings. Free it. */
char *yyq_settings_get_text (GSettings *settings, const char *key);
void yyq_settings_set_text (GSettings *settings, const char *key, const char *value);

G_END_DECLS
