/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-preflight.h"

G_BEGIN_DECLS

/* (transfer none): appended to @findings with the level, rule and words; @text is taken. */
YyqPreflightFinding *yyq_preflight_add (GPtrArray *findings, YyqPreflightLevel level,
                                        const char *rule, char *text);

/* The controls and parties. */
void yyq_preflight_add_controls (const YyqPreflight *self, GPtrArray *findings);

/* Their formulas and conditions, and the keys that these go by. */
void yyq_preflight_add_formulas (const YyqPreflight *self, GPtrArray *findings);

G_END_DECLS
