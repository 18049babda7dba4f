/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-sign-operation.h"

G_BEGIN_DECLS

/* How far a signature is: what is done, what runs, what comes. */
#define YYQ_TYPE_SIGN_PROGRESS (yyq_sign_progress_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignProgress, yyq_sign_progress, YYQ, SIGN_PROGRESS, AdwBin)

GtkWidget *yyq_sign_progress_new (void);
void yyq_sign_progress_set_phase (YyqSignProgress *self, YyqSignPhase phase);

G_END_DECLS
