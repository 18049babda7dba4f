/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "yyq-template-content.h"

G_BEGIN_DECLS

/* What controls look like and are called, in editor, palette and lists alike. Main thread. */

/* One or two characters that stand for the kind, as on the palette. Static. */
const char *yyq_control_look_glyph (YyqControlKind kind);

/* Whether it is drawn round: a seal of a company. */
gboolean yyq_control_look_is_round (YyqControlKind kind);

/* Of its number among the parties, on white paper; of what has no party, and of one that there is
 * not: grey. */
void yyq_control_look_party_colour (YyqTemplateContent *content, const char *party,
                                    GdkRGBA *colour);

/* (transfer none): what the party is called, or "Automatic". */
const char *yyq_control_look_party_name (YyqTemplateContent *content, const char *party);

/* (transfer none): its name, or what its kind is called. */
const char *yyq_control_look_name (YyqControl *control);

/* Lengths are shown in mm or in pt. (transfer full): "30.0 mm". */
typedef enum {
  YYQ_LENGTH_MM,
  YYQ_LENGTH_PT,
} YyqLengthUnit;

#define YYQ_PT_PER_MM (72 / 25.4)

char *yyq_control_look_length (double pt, YyqLengthUnit unit, gboolean with_unit);

/* FALSE: it is no length. Either unit may be typed behind the number, whatever is shown. */
gboolean yyq_control_look_read_length (const char *text, YyqLengthUnit unit, double *pt);

/* (transfer full): for a screen reader: "Page 1, 30.0 mm from the left, 50.0 mm from the top,
 * 42.3 mm wide, 6.4 mm high". */
char *yyq_control_look_say_place (YyqControl *control, YyqLengthUnit unit);

/* (transfer full): "Name, 乙方, required". */
char *yyq_control_look_say (YyqTemplateContent *content, YyqControl *control);

/* A small square with the glyph of @kind in it. */
GtkWidget *yyq_control_look_badge_new (YyqControlKind kind);

G_END_DECLS
