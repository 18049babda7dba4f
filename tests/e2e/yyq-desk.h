/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-manner.h"

G_BEGIN_DECLS

/*
 * A clerk's whole day at the desk, from a wrong PIN in the morning to a contract that is read when
 * the network is gone: one table of steps, walked in one manner or the other. After each step the
 * focus is somewhere that can be seen.
 */

/* All of a test program's main(), which walks it as the test @path. */
int yyq_desk_main (int argc, char **argv, const char *path, const YyqManner *manner);

G_END_DECLS
