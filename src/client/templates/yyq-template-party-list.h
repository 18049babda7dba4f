/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * Who takes part, to be written: names, roles, how their will is asked for, and in which order they
 * sign; parties of one number sign at the same time. Main thread. Signal "changed" (): the content
 * that was given holds something else.
 */
#define YYQ_TYPE_TEMPLATE_PARTY_LIST (yyq_template_party_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplatePartyList, yyq_template_party_list, YYQ, TEMPLATE_PARTY_LIST,
                      AdwBin)

/* @content is written to. */
void yyq_template_party_list_set_content (YyqTemplatePartyList *self, YyqTemplateContent *content);

/* (transfer none) (nullable): translated, what is not right about it. */
const char *yyq_template_party_list_find_error (YyqTemplatePartyList *self);

G_END_DECLS
