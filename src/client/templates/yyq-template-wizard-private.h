/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-error-view.h"
#include "yyq-info-bar.h"
#include "yyq-state-page.h"
#include "yyq-template-basics.h"
#include "yyq-template-editor.h"
#include "yyq-template-wizard.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_WIZARD_BASICS,
  YYQ_WIZARD_CONTROLS,
  YYQ_WIZARD_DONE,
} YyqWizardStep;

/* YyqTemplateWizard is one object in two files: yyq-template-wizard.c opens, sends and ends,
 * -steps.c shows the steps. */
struct _YyqTemplateWizard {
  YyqPage parent_instance;

  GtkStack *stack;
  YyqStatePage *state_page;
  GtkBox *steps;
  YyqInfoBar *found_bar;
  YyqInfoBar *warning_bar;
  YyqTemplateBasics *basics;
  AdwBin *editor_slot; /* of the second step */
  GtkStack *controls_stack;
  YyqStatePage *controls_state;
  YyqErrorView *error_view; /* of sending */
  GtkWidget *copy_button;
  AdwStatusPage *done_page;
  GtkWidget *open_button;
  GtkWidget *view_button;
  GtkWidget *previous_button;
  GtkButton *next_button;

  YyqTemplateWork *work; /* (owned) (nullable) */
  char *id;              /* (owned) (nullable): of a template that is there; NULL: a new one */
  YyqTemplate *made;     /* (owned) (nullable): what was sent */
  YyqWizardStep step;
  guint save_source; /* 0: what was done in the editor is kept */
  gboolean sending;
  GtkWindow *dialog; /* (unowned) (nullable) */
};

/* Keeps what was done in the editor a moment ago. */
void yyq_template_wizard_save_edits (YyqTemplateWizard *self);

/* Sending has put the work together with what others did: the steps show what it is now. */
void yyq_template_wizard_follow_work (YyqTemplateWizard *self);

void yyq_template_wizard_show_step (YyqTemplateWizard *self, YyqWizardStep step);

/* Of what is sent: @waits: later. */
void yyq_template_wizard_show_done (YyqTemplateWizard *self, gboolean waits);

G_END_DECLS
