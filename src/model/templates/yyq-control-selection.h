/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control.h"

G_BEGIN_DECLS

/*
 * Which controls are selected, in the order in which they became so: the last one is the one that
 * others are aligned with. Keeps references. Main thread.
 *
 * Signal: "changed" ().
 */
#define YYQ_TYPE_CONTROL_SELECTION (yyq_control_selection_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlSelection, yyq_control_selection, YYQ, CONTROL_SELECTION, GObject)

YyqControlSelection *yyq_control_selection_new (void);

/* (transfer none) (element-type YyqControl): good until the selection changes. */
GPtrArray *yyq_control_selection_list (YyqControlSelection *self);
guint yyq_control_selection_get_n (YyqControlSelection *self);
gboolean yyq_control_selection_has (YyqControlSelection *self, YyqControl *control);

/* (transfer none) (nullable): the one that became selected last. */
YyqControl *yyq_control_selection_get_last (YyqControlSelection *self);

void yyq_control_selection_clear (YyqControlSelection *self);
void yyq_control_selection_set_only (YyqControlSelection *self, YyqControl *control);
void yyq_control_selection_toggle (YyqControlSelection *self, YyqControl *control);

/* @controls (element-type YyqControl), and nothing else; they may be its own list. */
void yyq_control_selection_set (YyqControlSelection *self, GPtrArray *controls);

/* Those of @gone (element-type YyqControl) are not selected any more. */
void yyq_control_selection_drop (YyqControlSelection *self, GPtrArray *gone);

G_END_DECLS
