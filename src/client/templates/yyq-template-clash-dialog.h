/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-template-merge.h"

G_BEGIN_DECLS

/*
 * What two people changed both, side by side: for each what is mine and what is theirs, and which
 * of them it shall be. Main thread. Signal "chosen" (): @merge holds all of it.
 */
#define YYQ_TYPE_TEMPLATE_CLASH_DIALOG (yyq_template_clash_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateClashDialog, yyq_template_clash_dialog, YYQ, TEMPLATE_CLASH_DIALOG,
                      AdwWindow)

/* @merge outlives the dialog, or is told nothing any more once the dialog is closed. */
GtkWindow *yyq_template_clash_dialog_new (GtkWindow *parent, YyqTemplateMerge *merge);

G_END_DECLS
