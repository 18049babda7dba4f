/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-place.h"

/* As far as a content may have them (yyq_template_content_check). */
#define FARTHEST_PT 14400.0

YyqControlPlace
yyq_control_place_of (YyqControl *control)
{
  return (YyqControlPlace){ yyq_control_get_page (control), yyq_control_get_x (control),
                            yyq_control_get_y (control), yyq_control_get_width (control),
                            yyq_control_get_height (control) };
}

YyqControlPlace
yyq_control_place_around (GPtrArray *controls)
{
  YyqControlPlace all = { 0 };

  for (guint i = 0; i < controls->len; i++) {
    const YyqControlPlace one = yyq_control_place_of (controls->pdata[i]);
    const double right = MAX (all.x + all.width, one.x + one.width);
    const double bottom = MAX (all.y + all.height, one.y + one.height);

    if (i == 0) {
      all = one;
      continue;
    }
    all.x = MIN (all.x, one.x);
    all.y = MIN (all.y, one.y);
    all.width = right - all.x;
    all.height = bottom - all.y;
  }
  return all;
}

gboolean
yyq_control_place_overlaps (const YyqControlPlace *self, const YyqControlPlace *other)
{
  return self->page == other->page && self->x < other->x + other->width &&
         other->x < self->x + self->width && self->y < other->y + other->height &&
         other->y < self->y + self->height;
}

gboolean
yyq_control_place_has (const YyqControlPlace *self, double x, double y)
{
  return x >= self->x && x <= self->x + self->width && y >= self->y && y <= self->y + self->height;
}

void
yyq_control_place_limit (YyqControlPlace *self)
{
  self->x = CLAMP (self->x, -FARTHEST_PT, FARTHEST_PT);
  self->y = CLAMP (self->y, -FARTHEST_PT, FARTHEST_PT);
  self->width = CLAMP (self->width, YYQ_CONTROL_SMALLEST, FARTHEST_PT);
  self->height = CLAMP (self->height, YYQ_CONTROL_SMALLEST, FARTHEST_PT);
}
