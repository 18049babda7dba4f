/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/* What of a page a control's edge or middle may snap to while it is dragged. */
typedef enum {
  YYQ_SNAP_BASELINE = 1 << 0,   /* y: what text stands on */
  YYQ_SNAP_UNDERSCORE = 1 << 1, /* x: where a blank begins and ends; y: its line */
  YYQ_SNAP_BOX = 1 << 2,        /* edges of boxes that are printed or drawn, and of fields */
  YYQ_SNAP_CELL = 1 << 3,       /* lines of tables */
  YYQ_SNAP_MARGIN = 1 << 4,     /* edges of all the text of the page */
  YYQ_SNAP_CENTRE = 1 << 5,     /* middle of the page */
} YyqSnapKind;

#define YYQ_SNAP_MERGE_PT 0.3

typedef struct {
  double at; /* pt */
  YyqSnapKind kinds;
} YyqSnapTarget;

/* Both by at, nearer ones than YYQ_SNAP_MERGE_PT made one; so that a binary search finds the
 * nearest. Never changed once it was made; any thread. */
typedef struct {
  GArray *x; /* (owned) of YyqSnapTarget */
  GArray *y;
} YyqSnapTargets;

YyqSnapTargets *yyq_snap_targets_new (const YyqPageFacts *facts);
void yyq_snap_targets_free (YyqSnapTargets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqSnapTargets, yyq_snap_targets_free)

/* (transfer none) (nullable): the one of @targets (x or y) that is nearest to @at, and no farther
 * than @reach. */
const YyqSnapTarget *yyq_snap_targets_find (GArray *targets, double at, double reach);

G_END_DECLS
