/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * Content as it is stored and sent: the text of its JSON. Whoever writes makes it before the
 * transaction, and replies hold it without having read it. The same content is the same text.
 */

/* (transfer full) */
char *yyq_template_text_new (YyqTemplateContent *content);

/* (transfer full): errors: YYQ_WIRE_ERROR. */
YyqTemplateContent *yyq_template_text_read (const char *text, GError **error);

/* The JSON of @record, a template or an edition, whose content is not loaded, with @text as its
 * content. */
void yyq_template_text_append (GString *out, gpointer record, const char *text);

G_END_DECLS
