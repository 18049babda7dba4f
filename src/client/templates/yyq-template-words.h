/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/* Templates in words. Static and translated, unless (transfer full). Main thread. */

/* "Open", or what has not reached the platform yet; and the style class of its pill. */
const char *yyq_template_words_state (YyqSession *session, YyqTemplate *template);
const char *yyq_template_words_state_class (YyqSession *session, YyqTemplate *template);

/* (transfer full): "Version 3", "Not opened yet", "Version 3, changed since". */
char *yyq_template_words_edition (YyqTemplate *template);

/* (transfer full): "Used 12 times". */
char *yyq_template_words_uses (YyqTemplate *template);

const char *yyq_template_words_role (YyqTemplateRole role);
const char *yyq_template_words_willingness (YyqWillingness willingness);

/* What a control is, translated; @control is called by its own name where it has one.
 * (transfer none) */
const char *yyq_template_words_control (YyqControl *control);

G_END_DECLS
