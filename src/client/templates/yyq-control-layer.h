/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control-look.h"
#include "yyq-control-snap.h"
#include "yyq-pdf-view.h"
#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * The controls of a template over the pages of a YyqPdfView: drawn, selected, moved, resized, drawn
 * anew; by pointer and by keyboard. It draws anew what has changed and nothing else. The view keeps
 * it as an overlay; it does not keep the view. Main thread.
 *
 * Signals: "hovered" (int page, double x, double y; pt): the pointer is there; page -1: it has
 * left. "typing" (YyqControl *, const char *member): a text of it is to be typed on the page.
 * "drawn" (): a control was drawn, or was not wanted: nothing is to be drawn any more. "menu" ():
 * (transfer full) (nullable) a GMenuModel for what is selected.
 */
#define YYQ_TYPE_CONTROL_LAYER (yyq_control_layer_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlLayer, yyq_control_layer, YYQ, CONTROL_LAYER, GObject)

YyqControlLayer *yyq_control_layer_new (YyqTemplateEdit *edit, YyqPdfView *view);

/* Nothing can be changed; all can be selected. */
void yyq_control_layer_set_read_only (YyqControlLayer *self, gboolean read_only);

/* With the place of each in the order of filling in. */
void yyq_control_layer_show_order (YyqControlLayer *self, gboolean shown);

void yyq_control_layer_set_unit (YyqControlLayer *self, YyqLengthUnit unit);

/* What snaps: nothing, when it is FALSE; a grid of @step pt, 0: none. */
void yyq_control_layer_set_snapping (YyqControlLayer *self, gboolean snapping, double step);

/*
 * What the page has printed, for snapping: (transfer full) (nullable) of YyqSnapTarget. It is asked
 * when a drag begins or comes to another page, and must not block. NULL: nothing.
 */
typedef GArray *(*YyqControlLayerTargets) (guint page, gpointer user_data);
void yyq_control_layer_set_targets (YyqControlLayer *self, YyqControlLayerTargets targets,
                                    gpointer user_data, GDestroyNotify destroy);

/* The next press on a page draws a control of this kind: as large as it is drawn, or by a click. */
void yyq_control_layer_arm (YyqControlLayer *self, YyqControlKind kind, const char *party);
void yyq_control_layer_disarm (YyqControlLayer *self);

/* Where a control of this kind would come to lie if it were dropped here: it is shown there. */
void yyq_control_layer_show_ghost (YyqControlLayer *self, YyqControlKind kind, const char *party,
                                   const YyqPdfSpot *spot);
void yyq_control_layer_hide_ghost (YyqControlLayer *self);

/* Puts it there, as show_ghost() has shown it, and selects it. FALSE: there is no room for more. */
gboolean yyq_control_layer_drop (YyqControlLayer *self, YyqControlKind kind, const char *party,
                                 const YyqPdfSpot *spot);

/* Selects the next or previous one in the order of filling in, and shows it. */
void yyq_control_layer_go (YyqControlLayer *self, int way);

/* Brings what is selected into sight. */
void yyq_control_layer_show_selection (YyqControlLayer *self);

G_END_DECLS
