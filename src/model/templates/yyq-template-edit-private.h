/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * YyqTemplateEdit is one object in files by job: yyq-template-edit.c has the content and what is
 * told of it, -steps.c does and undoes, -verbs.c and -arrange.c say what is done.
 */

typedef struct _YyqTemplateStep YyqTemplateStep;

struct _YyqTemplateEdit {
  GObject parent_instance;

  YyqTemplateContent *content;    /* (owned) */
  YyqControlSelection *selection; /* (owned) */
  GPtrArray *controls;            /* (owned): of YyqControl, as the content's list */
  GHashTable *by_id;              /* (owned): id of the control -> YyqControl */
  GPtrArray *by_page;             /* (owned): of GPtrArray, nullable; of no use when stale */
  gboolean pages_stale;
  GHashTable *styles; /* (owned): kind -> YyqControl, the last that was touched */

  GPtrArray *steps; /* (owned): of YyqTemplateStep, the oldest first */
  guint n_done;     /* of them; the others can be redone */
  guint n_saved;    /* so many were done when it was saved; G_MAXUINT: that state is lost */
  guint last_merge;

  /* What is being done. */
  YyqTemplateStep *open; /* (nullable): one of @steps */
  guint hint;            /* where in it the next change is looked for first */
  YyqTemplateChange change;
};

/* Of the table of YyqControl's members. */
typedef enum {
  YYQ_PLACE_PAGE,
  YYQ_PLACE_X,
  YYQ_PLACE_Y,
  YYQ_PLACE_WIDTH,
  YYQ_PLACE_HEIGHT,
} YyqPlaceMember;

const YyqField *yyq_control_find_field (const char *name);

/* A step: begin, any of these, end. @name is static, N_(). */
void yyq_template_edit_begin (YyqTemplateEdit *self, const char *name, guint merge);
void yyq_template_edit_put (YyqTemplateEdit *self, YyqControl *control, const YyqField *field,
                            const GValue *value);
void yyq_template_edit_put_place (YyqTemplateEdit *self, YyqControl *control,
                                  const YyqControlPlace *place);
void yyq_template_edit_insert (YyqTemplateEdit *self, YyqControl *control, guint at);
void yyq_template_edit_take_out (YyqTemplateEdit *self, guint at);
void yyq_template_edit_end (YyqTemplateEdit *self);

/* The list itself, without a step; and what is told of it. */
void yyq_template_edit_list_insert (YyqTemplateEdit *self, YyqControl *control, guint at);
void yyq_template_edit_list_remove (YyqTemplateEdit *self, guint at);
void yyq_template_edit_note (YyqTemplateEdit *self, YyqControl *control, YyqTemplateChanged what);
void yyq_template_edit_tell (YyqTemplateEdit *self);

void yyq_template_edit_forget_steps (YyqTemplateEdit *self);
void yyq_template_step_free (YyqTemplateStep *self);

G_END_DECLS
