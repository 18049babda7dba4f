/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-control-place.h"
#include "yyq-control-selection.h"
#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * A content that somebody edits: each verb is one step that has a name and can be taken back, bit
 * by bit. Steps keep what became different and nothing else; there are YYQ_TEMPLATE_EDIT_MOST_STEPS
 * of them, then the oldest go. While it is edited nobody else writes to the content's controls.
 * Verbs leave locked controls where they are and as large as they are. Main thread.
 *
 * A drag, or a value that is being typed, is many calls and one step: they have the same merge
 * number (yyq_template_edit_new_merge); 0 is a step of its own.
 *
 * Signal: "changed" (const YyqTemplateChange *): once after each verb, and after undo and redo.
 */
#define YYQ_TYPE_TEMPLATE_EDIT (yyq_template_edit_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateEdit, yyq_template_edit, YYQ, TEMPLATE_EDIT, GObject)

#define YYQ_TEMPLATE_EDIT_MOST_STEPS 10000

typedef enum {
  YYQ_TEMPLATE_CHANGED_PLACE = 1 << 0, /* of controls; a page that was left is among the pages */
  YYQ_TEMPLATE_CHANGED_LOOK = 1 << 1,  /* anything else of controls */
  YYQ_TEMPLATE_CHANGED_LIST = 1 << 2,  /* which there are, or their order */
  YYQ_TEMPLATE_CHANGED_ALL = 1 << 3,   /* it is another content */
} YyqTemplateChanged;

typedef struct {
  YyqTemplateChanged what;
  GArray *pages;       /* of int: those that look different */
  GPtrArray *controls; /* of YyqControl: the changed, the new, and those that are gone */
} YyqTemplateChange;

YyqTemplateEdit *yyq_template_edit_new (YyqTemplateContent *content);

/* Another content: nothing can be undone, nothing is selected. */
void yyq_template_edit_set_content (YyqTemplateEdit *self, YyqTemplateContent *content);
YyqTemplateContent *yyq_template_edit_get_content (YyqTemplateEdit *self); /* (transfer none) */

/* (transfer none): its selection, which loses what is deleted, and after undo and redo has what
 * changed. */
YyqControlSelection *yyq_template_edit_get_selection (YyqTemplateEdit *self);

/* Controls in the order of filling in; all (transfer none). */
guint yyq_template_edit_get_n_controls (YyqTemplateEdit *self);
YyqControl *yyq_template_edit_get_control (YyqTemplateEdit *self, guint i);
YyqControl *yyq_template_edit_find (YyqTemplateEdit *self, const char *id); /* (nullable) */

/* FALSE: it is not there. */
gboolean yyq_template_edit_find_index (YyqTemplateEdit *self, YyqControl *control, guint *i);

/* (element-type YyqControl): of a page, those that lie on top last; until the next change. */
GPtrArray *yyq_template_edit_list_page (YyqTemplateEdit *self, int page);

/* (transfer container): of this kind; all of them. */
GPtrArray *yyq_template_edit_list_kind (YyqTemplateEdit *self, YyqControlKind kind);
GPtrArray *yyq_template_edit_list_all (YyqTemplateEdit *self);

/* Verbs; @controls is (element-type YyqControl) and may be the selection's list. */

/* A number that no call had before. */
guint yyq_template_edit_new_merge (YyqTemplateEdit *self);

/*
 * (transfer full): a new control that is not there yet, with the style (font, size, alignment and
 * so on) of the last one of its kind, which was made or changed, and a name of its own.
 */
YyqControl *yyq_template_edit_make (YyqTemplateEdit *self, YyqControlKind kind, const char *party,
                                    const YyqControlPlace *place);

/* Takes new ones to the end of the order; @name: N_(), of the step. FALSE: there is no room for so
 * many. */
gboolean yyq_template_edit_add (YyqTemplateEdit *self, GPtrArray *controls, const char *name);
void yyq_template_edit_remove (YyqTemplateEdit *self, GPtrArray *controls, const char *name);

/* @places: one for each control. */
void yyq_template_edit_place (YyqTemplateEdit *self, GPtrArray *controls,
                              const YyqControlPlace *places, const char *name, guint merge);
void yyq_template_edit_move (YyqTemplateEdit *self, GPtrArray *controls, double dx, double dy,
                             guint merge);
void yyq_template_edit_resize (YyqTemplateEdit *self, GPtrArray *controls, double dw, double dh,
                               guint merge);

/* @member: of YyqControl, by name; @value of its type. Also of locked ones, unless it is a place.
 */
void yyq_template_edit_set (YyqTemplateEdit *self, GPtrArray *controls, const char *member,
                            const GValue *value, guint merge);

/* (transfer container): copies of @controls on each of @pages (of int), which are selected then;
 * NULL: there is no room for so many. */
GPtrArray *yyq_template_edit_duplicate (YyqTemplateEdit *self, GPtrArray *controls, GArray *pages);

/*
 * Takes in what comes from a clipboard, from @page on, with the distances that the controls have
 * among one another, and selects it. Where the same lies there already it is put a little beside
 * it. A party that this content has not becomes the first one, and conditions on keys that it has
 * not go. FALSE: there is no room for so many, or no page for any.
 */
gboolean yyq_template_edit_paste (YyqTemplateEdit *self, GPtrArray *controls, int page);

/* To the place @at of the order: there the first of them is then. */
void yyq_template_edit_reorder (YyqTemplateEdit *self, GPtrArray *controls, guint at);

typedef enum {
  YYQ_ARRANGE_LEFT,
  YYQ_ARRANGE_CENTRE,
  YYQ_ARRANGE_RIGHT,
  YYQ_ARRANGE_TOP,
  YYQ_ARRANGE_MIDDLE,
  YYQ_ARRANGE_BOTTOM,
  YYQ_ARRANGE_HORIZONTALLY, /* equal gaps; of three or more */
  YYQ_ARRANGE_VERTICALLY,
  YYQ_ARRANGE_WIDTH, /* as wide as the last one selected */
  YYQ_ARRANGE_HEIGHT,
} YyqArrange;

/* Of one page; aligned with the last of @controls (one that is locked stays, and the others come to
 * it). */
void yyq_template_edit_arrange (YyqTemplateEdit *self, GPtrArray *controls, YyqArrange how);

/* Steps */

gboolean yyq_template_edit_undo (YyqTemplateEdit *self); /* FALSE: nothing to undo */
gboolean yyq_template_edit_redo (YyqTemplateEdit *self);

/* What has this merge number is undone, and cannot be redone. */
void yyq_template_edit_abandon (YyqTemplateEdit *self, guint merge);

guint yyq_template_edit_get_n_undo (YyqTemplateEdit *self);
guint yyq_template_edit_get_n_redo (YyqTemplateEdit *self);

/* (transfer full): "Move: 3 controls"; @i: 0 is what would be undone (redone) first. */
char *yyq_template_edit_get_undo_name (YyqTemplateEdit *self, guint i);
char *yyq_template_edit_get_redo_name (YyqTemplateEdit *self, guint i);

/* Whether something was done since the content came or yyq_template_edit_mark_saved(). */
gboolean yyq_template_edit_is_dirty (YyqTemplateEdit *self);
void yyq_template_edit_mark_saved (YyqTemplateEdit *self);

G_END_DECLS
