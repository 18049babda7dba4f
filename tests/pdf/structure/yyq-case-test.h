/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-structure-kit.h"

G_BEGIN_DECLS

/*
 * Runs a test of each case, below /pdf/@group. "--write FOLDER" writes the files there instead,
 * with an INDEX (file | good, bad or unknown | name) and root.crt; "--check FILE" writes what is
 * not as expected into that file: name | expected | got | why. Returns what main() returns.
 */
int yyq_case_test_run (const char *group, YyqStructureKit *kit, GPtrArray *cases, int argc,
                       char **argv);

G_END_DECLS
