/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * -1, 0 or 1: is @a older than @b, the same, newer? Numbers between dots are compared as numbers,
 * missing ones are 0; what is no number counts as 0. Any thread.
 */
int yyq_version_compare (const char *a, const char *b);

G_END_DECLS
