/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control-place.h"

G_BEGIN_DECLS

/*
 * What a control that is moved or resized on a page comes to rest at: edges and centres of others,
 * the page, the grid, what the page has printed (lines of text, blanks, boxes, tables), and places
 * at which its distances to its neighbours are equal. Made once for a drag, with all that does not
 * move; asked for each motion in O(log n) for lines and O(n) for neighbours. All in pt of one page.
 * One thread at a time.
 */
typedef struct _YyqControlSnap YyqControlSnap;

typedef enum {
  YYQ_SNAP_X, /* a vertical line, at an x */
  YYQ_SNAP_Y,
} YyqSnapAxis;

/* The earlier is preferred where two are equally near. */
typedef enum {
  YYQ_SNAP_EDGE,        /* of another control */
  YYQ_SNAP_BLANK,       /* ____ of the page: a lower edge rests on it */
  YYQ_SNAP_BASELINE,    /* of a line of text: a lower edge rests on it */
  YYQ_SNAP_BOX,         /* □ of the page */
  YYQ_SNAP_TABLE,       /* a line of a table */
  YYQ_SNAP_CENTRE,      /* of another control: for centres */
  YYQ_SNAP_PAGE_CENTRE, /* for centres */
  YYQ_SNAP_MARGIN,      /* of the page, and its edges */
  YYQ_SNAP_GAP,         /* equal distances */
  YYQ_SNAP_GRID,
} YyqSnapKind;

/* Something to rest at: at @at of its axis, between @from and @to of the other one. */
typedef struct {
  YyqSnapAxis axis;
  YyqSnapKind kind;
  double at;
  double from;
  double to;
} YyqSnapTarget;

/* A distance to a neighbour, along @axis from @from to @to, at @at of the other axis. */
typedef struct {
  YyqSnapAxis axis;
  double from;
  double to;
  double at;
  gboolean equal; /* another one is as large */
} YyqSnapMeasure;

/* What moves. */
typedef enum {
  YYQ_SNAP_ALL = 0,
  YYQ_SNAP_LEFT = 1 << 0,
  YYQ_SNAP_RIGHT = 1 << 1,
  YYQ_SNAP_TOP = 1 << 2,
  YYQ_SNAP_BOTTOM = 1 << 3,
} YyqSnapEdges;

#define YYQ_SNAP_MOST_GUIDES 16
#define YYQ_SNAP_MOST_MEASURES 8

typedef struct {
  double dx; /* what is still to be added to what moves */
  double dy;
  YyqSnapTarget guides[YYQ_SNAP_MOST_GUIDES]; /* to be drawn, as long as what they join */
  guint n_guides;
  YyqSnapMeasure measures[YYQ_SNAP_MOST_MEASURES];
  guint n_measures;
} YyqSnapResult;

YyqControlSnap *yyq_control_snap_new (void);
void yyq_control_snap_free (YyqControlSnap *self);

/* Its edges, its centre, and margins of @margin. */
void yyq_control_snap_add_page (YyqControlSnap *self, double width, double height, double margin);

/* Another control of the page: edges, centres and distances. */
void yyq_control_snap_add_control (YyqControlSnap *self, const YyqControlPlace *place);

/* What else there is; copied. */
void yyq_control_snap_add_targets (YyqControlSnap *self, const YyqSnapTarget *targets, guint n);

/* Every so many pt from the page's top left; 0: none. */
void yyq_control_snap_set_grid (YyqControlSnap *self, double step);

/* @moving: where the hand has it; @tolerance: pt. Without anything so near, dx and dy are 0. */
void yyq_control_snap_find (YyqControlSnap *self, const YyqControlPlace *moving, YyqSnapEdges edges,
                            double tolerance, YyqSnapResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqControlSnap, yyq_control_snap_free)

G_END_DECLS
