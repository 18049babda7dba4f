/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-keyword-anchor.h"

#include <string.h>

#include "yyq-page-text.h"

/* What is behind, below or on a keyword is so to its end; what is before it, to its beginning. */
static YyqPageBox
part_that_counts (GArray *boxes, YyqKeywordRelation relation)
{
  return g_array_index (boxes, YyqPageBox, relation == YYQ_KEYWORD_LEFT_OF ? 0 : boxes->len - 1);
}

static YyqPageBox
place_of (const YyqKeywordAnchor *anchor, const YyqPageBox *keyword)
{
  double x = keyword->x0;
  double y = (keyword->y0 + keyword->y1 - anchor->height) / 2;

  switch (anchor->relation) {
  case YYQ_KEYWORD_RIGHT_OF:
    x = keyword->x1;
    break;
  case YYQ_KEYWORD_BELOW:
    y = keyword->y1;
    break;
  case YYQ_KEYWORD_OVER:
    x = (keyword->x0 + keyword->x1 - anchor->width) / 2;
    break;
  case YYQ_KEYWORD_LEFT_OF:
    x = keyword->x0 - anchor->width;
    break;
  }
  x += anchor->dx;
  y += anchor->dy;
  return (YyqPageBox){ x, y, x + anchor->width, y + anchor->height };
}

static void
add_place (const YyqKeywordAnchor *anchor, const YyqPageText *text, gsize start, gsize end,
           GArray *places)
{
  g_autoptr (GArray) boxes = yyq_page_text_find_boxes (text, start, end);
  YyqKeywordPlace place = { .page = text->facts->page };

  if (boxes->len == 0)
    return;
  place.keyword = part_that_counts (boxes, anchor->relation);
  place.place = place_of (anchor, &place.keyword);
  place.moved = yyq_page_box_clamp (&place.place, text->facts->width, text->facts->height);
  g_array_append_val (places, place);
}

static void
find_on_page (const YyqPageFacts *facts, const YyqKeywordAnchor *anchor, const char *folded,
              GArray *places)
{
  g_autoptr (YyqPageText) text = yyq_page_text_new (facts);
  const gsize length = strlen (folded);

  for (const char *at = text->text->str;
       places->len < YYQ_KEYWORD_MAX_PLACES && (at = strstr (at, folded)) != NULL; at += length) {
    const gsize start = (gsize) (at - text->text->str);

    add_place (anchor, text, start, start + length, places);
  }
}

/* Keeps the one that was asked for. */
static void
choose (GArray *places, int nth)
{
  const int n = (int) places->len;
  const int index = nth > 0 ? nth - 1 : n + nth;

  if (nth == YYQ_KEYWORD_EVERY)
    return;
  if (index < 0 || index >= n) {
    g_array_set_size (places, 0);
    return;
  }
  g_array_index (places, YyqKeywordPlace, 0) = g_array_index (places, YyqKeywordPlace, index);
  g_array_set_size (places, 1);
}

GArray *
yyq_keyword_anchor_find (GPtrArray *pages, const YyqKeywordAnchor *anchor)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (YyqKeywordPlace));
  g_autofree char *folded = NULL;

  if (strlen (anchor->keyword) > YYQ_KEYWORD_MAX_LENGTH)
    return places;
  folded = yyq_page_text_fold (anchor->keyword);
  for (guint i = 0; *folded != '\0' && i < pages->len; i++)
    find_on_page (g_ptr_array_index (pages, i), anchor, folded, places);
  choose (places, anchor->nth);
  return places;
}
