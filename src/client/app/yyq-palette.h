/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Everything that can be reached, by typing what it is called: chapters and actions that are
 * possible now, and contracts of this company. Main thread.
 */
#define YYQ_TYPE_PALETTE (yyq_palette_get_type ())
G_DECLARE_FINAL_TYPE (YyqPalette, yyq_palette, YYQ, PALETTE, AdwWindow)

/* @session is READY. */
GtkWindow *yyq_palette_new (GtkWindow *parent, YyqSession *session);

G_END_DECLS
