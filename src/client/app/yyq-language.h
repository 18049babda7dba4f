/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Sets the locale and the message domain. @language: "system", "zh_CN" or "en". Before GTK starts
 * and before the first thread, because it writes the environment.
 */
void yyq_language_apply (const char *language);

G_END_DECLS
