/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes @directory with all that is in it, as far as that goes; links are removed, not followed.
 * Blocks. */
void yyq_file_tree_remove (const char *directory);

G_END_DECLS
