/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A handwritten signature: strokes of points on a sheet of @width x @height (any unit, origin top
 * left). Kept as strokes, because they stay sharp and are smaller than a picture. Not thread-safe
 * while points are added.
 */
typedef struct _YyqInk YyqInk;

#define YYQ_TYPE_INK (yyq_ink_get_type ())
GType yyq_ink_get_type (void);

YyqInk *yyq_ink_new (double width, double height);
YyqInk *yyq_ink_ref (YyqInk *self);
void yyq_ink_unref (YyqInk *self);

void yyq_ink_begin_stroke (YyqInk *self);
/* @pressure from 0 to 1; 0.5 where the device tells none. Points outside the sheet are moved to its
 * edge. */
void yyq_ink_add_point (YyqInk *self, double x, double y, double pressure);
gboolean yyq_ink_is_empty (const YyqInk *self);
double yyq_ink_get_width (const YyqInk *self);
double yyq_ink_get_height (const YyqInk *self);

/* Fits the sheet into @width_pt x @height_pt at the origin, centred, in the current colour of @cr.
 */
void yyq_ink_draw (cairo_t *cr, const YyqInk *self, double width_pt, double height_pt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqInk, yyq_ink_unref)

G_END_DECLS
