/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/*
 * A round company seal: ring, star, company on the upper arc, title below the star, code on the
 * lower arc. Sizes follow the State Council's rule of 1999 (国发〔1999〕25号): 42 mm across for a
 * company, star a third of it.
 */
typedef struct {
  const char *company;
  const char *title; /* (nullable): "合同专用章" */
  const char *code;  /* (nullable): the 13-digit number of the seal's registration */
  double diameter_mm;
  gboolean star;
} YyqSealSpec;

/*
 * Fills the square of @size_pt at the origin of @cr; characters are drawn as paths, so nothing
 * depends on fonts later. Any thread, one @cr each.
 */
void yyq_seal_draw (cairo_t *cr, const YyqSealSpec *spec, double size_pt);

G_END_DECLS
