/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-edit.h"

G_BEGIN_DECLS

/* What is wrong with a formula or a pattern while it is typed, and what comes of it. */

/* (transfer full) (nullable): @wrong says which of the two it is; NULL: nothing to say. */
char *yyq_control_check_formula (YyqTemplateEdit *edit, const char *text, gboolean *wrong);
char *yyq_control_check_pattern (const char *pattern, const char *preset, const char *message,
                                 gboolean *wrong);

G_END_DECLS
