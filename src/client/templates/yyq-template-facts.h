/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"
#include "yyq-template-edition.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * What is known of a template beside its pages: what it is, who takes part, what it was when it was
 * opened. Main thread. Signals: "edition" (int number): that one is to be shown; "roll-back" (int
 * number): it is to be as that again.
 */
#define YYQ_TYPE_TEMPLATE_FACTS (yyq_template_facts_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateFacts, yyq_template_facts, YYQ, TEMPLATE_FACTS, AdwBin)

void yyq_template_facts_set_template (YyqTemplateFacts *self, YyqSession *session,
                                      YyqTemplate *template);

/* @editions: of YyqTemplateEdition, newest first; @may_roll_back: this account, in this state. */
void yyq_template_facts_set_editions (YyqTemplateFacts *self, GListModel *editions,
                                      gboolean may_roll_back);

/* Instead of them. */
void yyq_template_facts_set_editions_error (YyqTemplateFacts *self, const GError *error);

G_END_DECLS
