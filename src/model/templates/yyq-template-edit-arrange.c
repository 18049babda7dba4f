/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-edit-private.h"

#include <glib/gi18n.h>

static const char *const NAMES[] = {
  [YYQ_ARRANGE_LEFT] = N_ ("Align left edges"),
  [YYQ_ARRANGE_CENTRE] = N_ ("Align centres"),
  [YYQ_ARRANGE_RIGHT] = N_ ("Align right edges"),
  [YYQ_ARRANGE_TOP] = N_ ("Align top edges"),
  [YYQ_ARRANGE_MIDDLE] = N_ ("Align middles"),
  [YYQ_ARRANGE_BOTTOM] = N_ ("Align bottom edges"),
  [YYQ_ARRANGE_HORIZONTALLY] = N_ ("Distribute horizontally"),
  [YYQ_ARRANGE_VERTICALLY] = N_ ("Distribute vertically"),
  [YYQ_ARRANGE_WIDTH] = N_ ("Make equally wide"),
  [YYQ_ARRANGE_HEIGHT] = N_ ("Make equally high"),
};

/* (nullable): what the others come to: one that is locked, else the last one. */
static YyqControl *
find_model (GPtrArray *controls)
{
  for (guint i = 0; i < controls->len; i++)
    if (yyq_control_get_locked (controls->pdata[i]))
      return controls->pdata[i];
  return controls->len > 0 ? controls->pdata[controls->len - 1] : NULL;
}

static void
align_one (YyqControlPlace *it, const YyqControlPlace *to, YyqArrange how)
{
  switch (how) {
  case YYQ_ARRANGE_LEFT:
    it->x = to->x;
    break;
  case YYQ_ARRANGE_CENTRE:
    it->x = to->x + (to->width - it->width) / 2;
    break;
  case YYQ_ARRANGE_RIGHT:
    it->x = to->x + to->width - it->width;
    break;
  case YYQ_ARRANGE_TOP:
    it->y = to->y;
    break;
  case YYQ_ARRANGE_MIDDLE:
    it->y = to->y + (to->height - it->height) / 2;
    break;
  case YYQ_ARRANGE_BOTTOM:
    it->y = to->y + to->height - it->height;
    break;
  case YYQ_ARRANGE_WIDTH:
    it->width = to->width;
    break;
  case YYQ_ARRANGE_HEIGHT:
    it->height = to->height;
    break;
  case YYQ_ARRANGE_HORIZONTALLY:
  case YYQ_ARRANGE_VERTICALLY:
  default:
    g_assert_not_reached ();
  }
}

typedef struct {
  guint i; /* which control */
  double at;
  double length;
} Span;

static int
compare_spans (gconstpointer some, gconstpointer other)
{
  const double a = ((const Span *) some)->at + ((const Span *) some)->length / 2;
  const double b = ((const Span *) other)->at + ((const Span *) other)->length / 2;

  return (a > b) - (a < b);
}

/* The outermost stay; the gaps between all become equal (and may be negative). */
static void
distribute (YyqControlPlace *places, guint n, gboolean horizontally)
{
  g_autofree Span *spans = g_new (Span, n);
  double room = 0, at = 0;

  for (guint i = 0; i < n; i++) {
    spans[i] = horizontally ? (Span){ i, places[i].x, places[i].width }
                            : (Span){ i, places[i].y, places[i].height };
    room -= spans[i].length;
  }
  qsort (spans, n, sizeof *spans, compare_spans);
  room += spans[n - 1].at + spans[n - 1].length - spans[0].at;
  at = spans[0].at;
  for (guint i = 0; i < n; i++) {
    if (horizontally)
      places[spans[i].i].x = at;
    else
      places[spans[i].i].y = at;
    at += spans[i].length + room / (n - 1);
  }
}

void
yyq_template_edit_arrange (YyqTemplateEdit *self, GPtrArray *controls, YyqArrange how)
{
  const gboolean spread = how == YYQ_ARRANGE_HORIZONTALLY || how == YYQ_ARRANGE_VERTICALLY;
  g_autofree YyqControlPlace *places = NULL;
  YyqControlPlace to;

  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  g_return_if_fail ((guint) how < G_N_ELEMENTS (NAMES));
  if (controls->len < (spread ? 3 : 2))
    return;
  places = g_new (YyqControlPlace, controls->len);
  to = yyq_control_place_of (find_model (controls));
  for (guint i = 0; i < controls->len; i++) {
    places[i] = yyq_control_place_of (controls->pdata[i]);
    if (!spread)
      align_one (&places[i], &to, how);
  }
  if (spread)
    distribute (places, controls->len, how == YYQ_ARRANGE_HORIZONTALLY);
  yyq_template_edit_place (self, controls, places, NAMES[how], 0);
}
