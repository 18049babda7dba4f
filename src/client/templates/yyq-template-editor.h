/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-control-layer.h"
#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * The editor of a template's controls: palette, outline and pages on the left, the pages with their
 * controls in the middle, the properties of what is selected on the right, tools above, a status
 * line below. It knows a content and a PDF, and nothing of where they come from. Main thread.
 *
 * Properties: dirty (boolean, read-only; see yyq_template_editor_mark_saved()), read-only (boolean:
 * a template is looked at), drawer (boolean: properties are shown).
 * Signal: "changed" (): the content is another one than before.
 * Actions, all with keys and names in its menus: "controls.undo" and so on; see -actions.c.
 */
#define YYQ_TYPE_TEMPLATE_EDITOR (yyq_template_editor_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateEditor, yyq_template_editor, YYQ, TEMPLATE_EDITOR, GtkWidget)

GtkWidget *yyq_template_editor_new (void);

/* The pages of all files of the content, one after the other. Errors: those of
 * yyq_pdf_view_open_async(). */
void yyq_template_editor_set_document_async (YyqTemplateEditor *self, GBytes *pdf,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_template_editor_set_document_finish (YyqTemplateEditor *self, GAsyncResult *result,
                                                  GError **error);

/* It is edited in place: what is read from it is what is on the pages. What was done before can not
 * be undone any more. */
void yyq_template_editor_set_content (YyqTemplateEditor *self, YyqTemplateContent *content);
YyqTemplateContent *yyq_template_editor_get_content (YyqTemplateEditor *self); /* (transfer none) */

void yyq_template_editor_set_read_only (YyqTemplateEditor *self, gboolean read_only);
gboolean yyq_template_editor_is_dirty (YyqTemplateEditor *self);
void yyq_template_editor_mark_saved (YyqTemplateEditor *self);

/* At the end of the status line: when it was saved, or why not. NULL: nothing. */
void yyq_template_editor_set_status (YyqTemplateEditor *self, const char *text);

/* What pages have printed, for snapping: see yyq-control-layer.h. */
void yyq_template_editor_set_targets (YyqTemplateEditor *self, YyqControlLayerTargets targets,
                                      gpointer user_data, GDestroyNotify destroy);

/* Selects and shows this control, with the focus on @member of its properties (nullable): where a
 * pre-flight says that something is missing. FALSE: there is no such control. */
gboolean yyq_template_editor_show_control (YyqTemplateEditor *self, const char *id,
                                           const char *member);

/* All (transfer none): for what stands around it. */
YyqTemplateEdit *yyq_template_editor_get_edit (YyqTemplateEditor *self);
YyqPdfView *yyq_template_editor_get_view (YyqTemplateEditor *self);

G_END_DECLS
