/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/* A control that stands beside words, wherever they are: "乙方（签字）：". */
typedef enum {
  YYQ_KEYWORD_RIGHT_OF, /* behind the keyword, its middle as high as the keyword's */
  YYQ_KEYWORD_BELOW,    /* below it, left edges in line */
  YYQ_KEYWORD_OVER,     /* on it, middle on middle: where a seal goes */
  YYQ_KEYWORD_LEFT_OF,
} YyqKeywordRelation;

#define YYQ_KEYWORD_EVERY 0
#define YYQ_KEYWORD_LAST (-1)
#define YYQ_KEYWORD_MAX_PLACES 1000
#define YYQ_KEYWORD_MAX_LENGTH 200 /* bytes */

typedef struct {
  const char *keyword; /* as it is written or not: widths, and gaps beside Chinese, are folded */
  int nth;             /* 1: the first one of all pages, 2, ...; -1 the last one, -2, ...; EVERY */
  YyqKeywordRelation relation;
  double dx, dy;        /* pt, right and down from there */
  double width, height; /* pt, of the control */
} YyqKeywordAnchor;

typedef struct {
  guint page;
  YyqPageBox keyword; /* where a line breaks in it: of its part on the line that counts */
  YyqPageBox place;   /* of the control */
  gboolean moved;     /* it would not be all on the page, and was moved or made smaller */
} YyqKeywordPlace;

/*
 * (transfer full) (element-type YyqKeywordPlace): those that are asked for, in reading order over
 * @pages (element-type YyqPageFacts); none when the keyword is empty, too long, or not there often
 * enough. A keyword is found across line breaks, not across pages; its finds do not overlap. Any
 * thread.
 */
GArray *yyq_keyword_anchor_find (GPtrArray *pages, const YyqKeywordAnchor *anchor);

G_END_DECLS
