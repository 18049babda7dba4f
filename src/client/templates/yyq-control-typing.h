/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-view.h"
#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * Types a text of a control where it lies on the page: a GtkText, so that input methods work. Enter
 * and leaving it keep what was typed, as one step; Escape does not. The view keeps it until then.
 */
#define YYQ_TYPE_CONTROL_TYPING (yyq_control_typing_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlTyping, yyq_control_typing, YYQ, CONTROL_TYPING, GtkWidget)

/* @member: "name" or "preset"; NULL: what is shown of it, a default where there is one. (transfer
 * none): a child of @view. */
YyqControlTyping *yyq_control_typing_begin (YyqTemplateEdit *edit, YyqPdfView *view,
                                            YyqControl *control, const char *member);

/* Once; then it is gone. */
void yyq_control_typing_end (YyqControlTyping *self, gboolean keep);

G_END_DECLS
