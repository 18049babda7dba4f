/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-overlay.h"
#include "yyq-template-content.h"

G_BEGIN_DECLS

/* The controls of a template over its pages, to be looked at: each in the colour of its party.
 * Main thread. */
#define YYQ_TYPE_TEMPLATE_MARKS (yyq_template_marks_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateMarks, yyq_template_marks, YYQ, TEMPLATE_MARKS, GObject)

/* @widget, over which they lie, gives the font; it outlives them. */
YyqTemplateMarks *yyq_template_marks_new (GtkWidget *widget);

/* @content (nullable) is referenced, and not changed while it is shown. */
void yyq_template_marks_set_content (YyqTemplateMarks *self, YyqTemplateContent *content);

/* The colour of a party by its place in the list, as the marks have it. */
void yyq_template_marks_get_color (guint party, GdkRGBA *color);

G_END_DECLS
