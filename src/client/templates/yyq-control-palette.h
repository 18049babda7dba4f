/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * The kinds of controls, in groups, for one party: dragged onto a page (the value is of
 * YYQ_TYPE_CONTROL_KIND), or chosen by a click or Enter. What is searched for is found by its name
 * in the person's language, by its sign, and by the word that the API has for it. Main thread.
 *
 * Signal: "chosen" (YyqControlKind): by click or key. Property: drawing (boolean): what is chosen
 * is to be drawn on the page.
 */
#define YYQ_TYPE_CONTROL_PALETTE (yyq_control_palette_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlPalette, yyq_control_palette, YYQ, CONTROL_PALETTE, AdwBin)

GtkWidget *yyq_control_palette_new (void);

/* Whose parties can be chosen. */
void yyq_control_palette_set_content (YyqControlPalette *self, YyqTemplateContent *content);

/* (transfer none) (nullable): key of the party whose the next control is; of an automatic one it is
 * nobody's. */
const char *yyq_control_palette_get_party (YyqControlPalette *self);

gboolean yyq_control_palette_get_drawing (YyqControlPalette *self);
void yyq_control_palette_set_drawing (YyqControlPalette *self, gboolean drawing);
void yyq_control_palette_focus_search (YyqControlPalette *self);

G_END_DECLS
