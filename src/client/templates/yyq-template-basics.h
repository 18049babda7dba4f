/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-template-work.h"

G_BEGIN_DECLS

/*
 * The first step of making a template (基本信息): name, type, unit, folder and tags, files,
 * parties. Whatever is typed or chosen is kept at once. Main thread. Signal "changed" ().
 */
#define YYQ_TYPE_TEMPLATE_BASICS (yyq_template_basics_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateBasics, yyq_template_basics, YYQ, TEMPLATE_BASICS, AdwBin)

/* @work (nullable): what is under way ends. */
void yyq_template_basics_set_work (YyqTemplateBasics *self, YyqSession *session,
                                   YyqTemplateWork *work);

/* All is there that the next step needs; else it says what is not, and goes there. */
gboolean yyq_template_basics_judge (YyqTemplateBasics *self);

/* What the platform says of the name. */
void yyq_template_basics_say (YyqTemplateBasics *self, const char *text);

G_END_DECLS
