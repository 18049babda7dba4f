/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-text.h"

#include <math.h>

#include "yyq-worker-content.h"

/* Of the height that poppler gives a line: it takes ascent and descent from the font. */
#define BASELINE 0.8
#define BESIDE_PT 3.0
#define MAX_LENGTH_PT 1e6

typedef struct {
  double x, y;
} Middle;

static Middle
middle_of (const YyqPageFacts *facts, guint i)
{
  const YyqPageBox *box = &yyq_page_facts_character (facts, i)->box;

  return (Middle){ (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2 };
}

/* From the first character to the last: the way a line is read. */
static guint
turn_of (const YyqPageFacts *facts, guint first)
{
  const Middle a = middle_of (facts, first);
  const Middle b = middle_of (facts, facts->characters->len - 1);
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;

  if (fabs (dx) >= fabs (dy))
    return dx < 0 ? 180 : 0;
  return dy > 0 ? 90 : 270;
}

static YyqPageBox
box_of_line (const YyqPageFacts *facts, guint first)
{
  YyqPageBox box = { 0 };

  for (guint i = first; i < facts->characters->len; i++)
    box = yyq_page_box_union (box, yyq_page_facts_character (facts, i)->box);
  return box;
}

/* The first origin that is not above @y. */
static guint
find_origin (GArray *origins, double y)
{
  guint low = 0, high = origins->len;

  while (low < high) {
    const guint middle = (low + high) / 2;

    if (g_array_index (origins, YyqWorkerOrigin, middle).y < y)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static double
baseline_of (const YyqPageBox *box, GArray *origins)
{
  const double guess = box->y0 + BASELINE * (box->y1 - box->y0);
  double nearest = guess;
  double least = G_MAXDOUBLE;

  for (guint i = find_origin (origins, box->y0); i < origins->len; i++) {
    const YyqWorkerOrigin *origin = &g_array_index (origins, YyqWorkerOrigin, i);

    if (origin->y > box->y1)
      break;
    if (origin->x >= box->x0 - BESIDE_PT && origin->x <= box->x1 + BESIDE_PT &&
        fabs (origin->y - guess) < least) {
      least = fabs (origin->y - guess);
      nearest = origin->y;
    }
  }
  return nearest;
}

/* A baseline that runs down the page is as good as the edge of its characters. */
static void
end_line (YyqPageFacts *facts, guint *first, GArray *origins)
{
  YyqPageBox box;
  guint turn;

  if (*first == facts->characters->len)
    return;
  turn = turn_of (facts, *first);
  box = box_of_line (facts, *first);
  if (turn == 0)
    yyq_page_facts_end_line (facts, turn, baseline_of (&box, origins));
  else if (turn == 180)
    yyq_page_facts_end_line (facts, turn, box.y1 - BASELINE * (box.y1 - box.y0));
  else
    yyq_page_facts_end_line (facts, turn, turn == 90 ? box.x0 : box.x1);
  *first = facts->characters->len;
}

static double
length_of (double points, double unit)
{
  return isfinite (points) ? CLAMP (points * unit, -MAX_LENGTH_PT, MAX_LENGTH_PT) : 0;
}

static gboolean
add (YyqPageFacts *facts, gunichar character, const PopplerRectangle *at, double unit)
{
  const double x1 = length_of (at->x1, unit), x2 = length_of (at->x2, unit);
  const double y1 = length_of (at->y1, unit), y2 = length_of (at->y2, unit);
  const YyqPageBox box = { MIN (x1, x2), MIN (y1, y2), MAX (x1, x2), MAX (y1, y2) };

  if (g_unichar_isspace (character))
    character = ' ';
  return g_unichar_iscntrl (character) || yyq_page_facts_add_character (facts, character, box);
}

void
yyq_worker_text_read (PopplerPage *page, double unit, GArray *origins, YyqPageFacts *facts)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  const char *at = text;
  guint n = 0, first = 0;

  poppler_page_get_text_layout (page, &boxes, &n);
  for (guint i = 0; at != NULL && *at != '\0' && i < n; i++, at = g_utf8_next_char (at)) {
    const gunichar character = g_utf8_get_char (at);

    if (character == '\n')
      end_line (facts, &first, origins);
    else if (!add (facts, character, &boxes[i], unit))
      break;
  }
  end_line (facts, &first, origins);
}
