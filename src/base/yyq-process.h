/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on this process leaves no core file: PINs, keys and personal data could be in it.
 * Children inherit it. */
void yyq_process_leave_no_core (void);

/* Nor may another process of the same user read its memory, or follow it with a debugger. Not
 * inherited. */
void yyq_process_hide_memory (void);

/*
 * (transfer full): the path of our program @name: @chosen (nullable), what a developer's variable
 * says; in a build with -Ddeveloper=true that is not installed, @folder below the folder "src"
 * which the running program is in; else libexec.
 */
char *yyq_process_find_program (const char *name, const char *chosen, const char *folder);

G_END_DECLS
