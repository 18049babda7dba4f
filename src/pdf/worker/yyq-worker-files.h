/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Fonts and poppler's tables of character sets for a process that will not be able to open
 * anything. open(), fopen() and access() of the whole program are answered from them once the doors
 * are shut.
 */

/* Opens all there are, for reading, and keeps them open. */
void yyq_worker_files_open (void);

/* From here on nothing else is opened. */
void yyq_worker_files_shut (void);

G_END_DECLS
