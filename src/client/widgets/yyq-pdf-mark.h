/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Draws the frame around a place on a page, with what will stand in it. @rect: on the screen, px;
 * @scale: px for each pt;
 * @preview (nullable): its size in pt is kept as far as it fits.
 */
void yyq_pdf_mark_snapshot (GtkSnapshot *snapshot, const graphene_rect_t *rect, float scale,
                            GdkPaintable *preview);

G_END_DECLS
