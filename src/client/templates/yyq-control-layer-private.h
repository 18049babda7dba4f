/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control-layer.h"

G_BEGIN_DECLS

/* YyqControlLayer is one object in files by job: yyq-control-layer.c has what is set and selected,
 * -draw.c the picture, -drag.c the pointer, -keys.c the keys. */

typedef enum {
  YYQ_LAYER_IDLE,
  YYQ_LAYER_PRESSED, /* on a control, not moved yet */
  YYQ_LAYER_MOVING,
  YYQ_LAYER_RESIZING,
  YYQ_LAYER_MARQUEE,
  YYQ_LAYER_DRAWING,
} YyqLayerMode;

struct _YyqControlLayer {
  GObject parent_instance;

  YyqTemplateEdit *edit;          /* (owned) */
  YyqControlSelection *selection; /* of edit */
  YyqPdfView *view;               /* weak (nullable) */
  YyqLengthUnit unit;
  gboolean read_only;
  gboolean shows_order;
  gboolean snapping;
  double grid;

  YyqControlLayerTargets targets; /* (nullable) */
  gpointer targets_data;
  GDestroyNotify targets_destroy;

  /* Pictures, in px from the top left of the control or page. */
  GHashTable *looks;     /* (owned): YyqControl -> how it is drawn, see -draw.c */
  GHashTable *stills;    /* (owned): page -> GskRenderNode of what is not selected */
  double drawn_scale;    /* px per pt for which they are */
  PangoContext *context; /* (owned) (nullable) */

  /* The pointer. */
  YyqLayerMode mode;
  YyqPdfSpot start;
  YyqPdfSpot hand;
  YyqPdfHit handle;
  guint merge;
  GPtrArray *moving;        /* (owned): of YyqControl */
  YyqControlPlace *origins; /* (owned) (nullable): where they began */
  YyqControlPlace box;      /* around them, when it began */
  YyqControlSnap *snap;     /* (owned) (nullable): for @snap_page */
  int snap_page;
  YyqSnapResult snapped;
  GPtrArray *before; /* (owned) (nullable): what was selected when a marquee began */

  gboolean armed;
  YyqControlKind armed_kind;
  char *armed_party; /* (owned) (nullable) */

  gboolean has_ghost; /* what is drawn, or would be dropped */
  YyqControlKind ghost_kind;
  char *ghost_party; /* (owned) (nullable) */
  YyqControlPlace ghost;

  gint64 nudged_at; /* monotonic us: arrows in a row are one step */
  guint nudge_merge;
};

void yyq_control_layer_snapshot (YyqPdfOverlay *overlay, GtkSnapshot *snapshot, guint page,
                                 double px_per_pt);
void yyq_control_layer_free_look (gpointer look);
void yyq_control_layer_forget_stills (YyqControlLayer *self);
void yyq_control_layer_forget_all (YyqControlLayer *self);

YyqPdfHit yyq_control_layer_hit (YyqPdfOverlay *overlay, const YyqPdfSpot *spot);
const char *yyq_control_layer_get_cursor (YyqPdfOverlay *overlay, const YyqPdfSpot *spot);
void yyq_control_layer_pressed (YyqPdfOverlay *overlay, const YyqPdfSpot *spot, int n_press,
                                GdkModifierType state);
void yyq_control_layer_dragged (YyqPdfOverlay *overlay, const YyqPdfSpot *spot);
void yyq_control_layer_released (YyqPdfOverlay *overlay, const YyqPdfSpot *spot);
gboolean yyq_control_layer_key_pressed (YyqPdfOverlay *overlay, guint keyval,
                                        GdkModifierType state);

/* (nullable): the topmost control at @spot. */
YyqControl *yyq_control_layer_find (YyqControlLayer *self, const YyqPdfSpot *spot);

/* What is begun with the pointer is given up. FALSE: nothing was. */
gboolean yyq_control_layer_cancel (YyqControlLayer *self);

/* Those that are selected on this page, and the box around all selected. */
gboolean yyq_control_layer_get_box (YyqControlLayer *self, YyqControlPlace *box);

void yyq_control_layer_ask_typing (YyqControlLayer *self, YyqControl *control, const char *member);
void yyq_control_layer_tell_drawn (YyqControlLayer *self);

#define YYQ_LAYER_HANDLE_PX 7.0 /* across */
#define YYQ_LAYER_REACH_PX 6.0  /* what is nearer is hit */
#define YYQ_LAYER_SNAP_PX 6.0

G_END_DECLS
