/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A process and all that it and its children have started. */

gboolean yyq_process_tree_contains (GPid root, GPid pid);

/*
 * (transfer full) (nullable): where in the memory, the arguments or the environment of these
 * processes
 * @secret stands, in words; NULL: nowhere. As root, or where nobody forbids it.
 */
char *yyq_process_tree_find (GPid root, const char *secret);

G_END_DECLS
