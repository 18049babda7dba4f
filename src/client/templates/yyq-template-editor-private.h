/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control-inspector.h"
#include "yyq-control-nodes.h"
#include "yyq-control-outline.h"
#include "yyq-control-palette.h"
#include "yyq-control-typing.h"
#include "yyq-pdf-thumbnails.h"
#include "yyq-template-editor.h"

G_BEGIN_DECLS

/* YyqTemplateEditor is one object in files by job: yyq-template-editor.c puts the parts together,
 * -actions.c says what can be done and by which keys, -clipboard.c copies and pastes, -steps.c
 * lists what was done. */
struct _YyqTemplateEditor {
  GtkWidget parent_instance;

  GtkWidget *edit_tools;
  GtkWidget *arrange_box;
  GtkMenuButton *steps_button;
  GtkToggleButton *sidebar_toggle;
  GtkToggleButton *drawer_toggle;
  GtkStack *sides;
  GtkStackPage *palette_page;
  YyqControlPalette *palette;
  YyqControlOutline *outline;
  AdwBin *thumbnails_slot;
  YyqPdfView *view;
  YyqControlInspector *inspector;
  GtkLabel *count_label;
  GtkLabel *place_label;
  GtkLabel *status_label;
  GtkLabel *page_label;
  GtkMenuButton *zoom_button;
  GMenuModel *control_items;

  YyqTemplateEdit *edit;    /* (owned) */
  YyqControlLayer *layer;   /* (owned) */
  YyqControlNodes *nodes;   /* (owned) */
  YyqControlTyping *typing; /* weak (nullable) */
  YyqPdfThumbnails *thumbnails;
  GCancellable *cancellable; /* (owned): ends with the widget */
  guint show_id;             /* timeout */
  gint64 waits_since;        /* us */
  guint n_steps;             /* as the actions were told */
  gboolean dirty;            /* as it was told */
  gboolean read_only;
  gboolean snapping;
  gboolean grid;
  gboolean order;
  gboolean millimetres;
};

YyqLengthUnit yyq_template_editor_get_unit (YyqTemplateEditor *self);

/* (transfer none): what is selected. */
GPtrArray *yyq_template_editor_list_selected (YyqTemplateEditor *self);

/* A new control in the middle of what is seen, beside what lies there already. */
void yyq_template_editor_insert (YyqTemplateEditor *self, YyqControlKind kind);
void yyq_template_editor_type (YyqTemplateEditor *self, YyqControl *control, const char *member);

void yyq_template_editor_class_init_actions (GtkWidgetClass *klass);
void yyq_template_editor_init_actions (YyqTemplateEditor *self);

/* What can be done now. */
void yyq_template_editor_enable_actions (YyqTemplateEditor *self);

void yyq_template_editor_copy (YyqTemplateEditor *self);
void yyq_template_editor_paste (YyqTemplateEditor *self);

void yyq_template_editor_init_steps (YyqTemplateEditor *self);

G_END_DECLS
