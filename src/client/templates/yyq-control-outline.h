/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-control-look.h"
#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * All controls as a list, in the order of filling in: the way to everything without a pointer. What
 * is selected in it is selected on the pages, and the other way round. Enter goes to the control,
 * Delete removes, Alt with the arrows moves it in the order. Main thread.
 *
 * Signal: "go" (): what is selected is to be shown, and to have the focus.
 */
#define YYQ_TYPE_CONTROL_OUTLINE (yyq_control_outline_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlOutline, yyq_control_outline, YYQ, CONTROL_OUTLINE, AdwBin)

GtkWidget *yyq_control_outline_new (void);
void yyq_control_outline_set_edit (YyqControlOutline *self, YyqTemplateEdit *edit);
/* Puts the focus into the list, as soon as it has rows. */
void yyq_control_outline_focus (YyqControlOutline *self);
void yyq_control_outline_set_read_only (YyqControlOutline *self, gboolean read_only);

G_END_DECLS
