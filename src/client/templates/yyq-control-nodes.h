/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control-look.h"
#include "yyq-pdf-view.h"
#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * The controls on the pages in sight, for assistive technologies: a button for each, where it lies,
 * with its name, its party and its place. Nothing of them is drawn. When the pages have the focus
 * and one control is selected, its button has the focus, so that it is told. Main thread.
 */
#define YYQ_TYPE_CONTROL_NODES (yyq_control_nodes_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlNodes, yyq_control_nodes, YYQ, CONTROL_NODES, GObject)

/* Until yyq_control_nodes_leave(), which takes them from the view. */
YyqControlNodes *yyq_control_nodes_new (YyqTemplateEdit *edit, YyqPdfView *view);
void yyq_control_nodes_leave (YyqControlNodes *self);
void yyq_control_nodes_set_unit (YyqControlNodes *self, YyqLengthUnit unit);

G_END_DECLS
