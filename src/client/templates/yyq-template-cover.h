/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The upper part of a page, as on a desk: as wide as there is room, with a shadow. Without a
 * picture an empty page. Decoration: it says nothing. Main thread. */
#define YYQ_TYPE_TEMPLATE_COVER (yyq_template_cover_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateCover, yyq_template_cover, YYQ, TEMPLATE_COVER, GtkWidget)

/* @texture (nullable) */
void yyq_template_cover_set_texture (YyqTemplateCover *self, GdkTexture *texture);
GdkTexture *yyq_template_cover_get_texture (YyqTemplateCover *self);

G_END_DECLS
