/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control.h"

G_BEGIN_DECLS

/* Where a control lies: pt from the top left of the page as it is seen, pages 0-based (D6). */
typedef struct {
  int page;
  double x;
  double y;
  double width;
  double height;
} YyqControlPlace;

YyqControlPlace yyq_control_place_of (YyqControl *control);

/* The smallest that has all of @controls (element-type YyqControl), on the page of the first; of
 * none: all 0. */
YyqControlPlace yyq_control_place_around (GPtrArray *controls);

gboolean yyq_control_place_overlaps (const YyqControlPlace *self, const YyqControlPlace *other);
gboolean yyq_control_place_has (const YyqControlPlace *self, double x, double y);

/* Between the limits of what can be kept: no smaller than YYQ_CONTROL_SMALLEST, and not too far
 * from the page. */
void yyq_control_place_limit (YyqControlPlace *self);

G_END_DECLS
