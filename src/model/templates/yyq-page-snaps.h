/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/* What of a page a control's edge or middle may snap to while it is dragged. */
typedef enum {
  YYQ_PAGE_SNAP_BASELINE = 1 << 0,   /* y: what text stands on */
  YYQ_PAGE_SNAP_UNDERSCORE = 1 << 1, /* x: where a blank begins and ends; y: its line */
  YYQ_PAGE_SNAP_BOX = 1 << 2,        /* edges of boxes that are printed or drawn, and of fields */
  YYQ_PAGE_SNAP_CELL = 1 << 3,       /* lines of tables */
  YYQ_PAGE_SNAP_MARGIN = 1 << 4,     /* edges of all the text of the page */
  YYQ_PAGE_SNAP_CENTRE = 1 << 5,     /* middle of the page */
} YyqPageSnapKind;

#define YYQ_PAGE_SNAP_MERGE_PT 0.3

typedef struct {
  double at; /* pt */
  YyqPageSnapKind kinds;
} YyqPageSnap;

/* Both by at, nearer ones than YYQ_PAGE_SNAP_MERGE_PT made one; so that a binary search finds the
 * nearest. Never changed once it was made; any thread. */
typedef struct {
  GArray *x; /* (owned) of YyqPageSnap */
  GArray *y;
} YyqPageSnaps;

YyqPageSnaps *yyq_page_snaps_new (const YyqPageFacts *facts);
void yyq_page_snaps_free (YyqPageSnaps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPageSnaps, yyq_page_snaps_free)

/* (transfer none) (nullable): the one of @targets (x or y) that is nearest to @at, and no farther
 * than @reach. */
const YyqPageSnap *yyq_page_snaps_find (GArray *targets, double at, double reach);

G_END_DECLS
