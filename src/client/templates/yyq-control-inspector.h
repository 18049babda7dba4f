/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-control-look.h"
#include "yyq-template-edit.h"

G_BEGIN_DECLS

/*
 * The properties of what is selected in a YyqTemplateEdit: of one control, or what several have in
 * common. Each is a step; what is typed into one field is one step. Main thread.
 */
#define YYQ_TYPE_CONTROL_INSPECTOR (yyq_control_inspector_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlInspector, yyq_control_inspector, YYQ, CONTROL_INSPECTOR, AdwBin)

GtkWidget *yyq_control_inspector_new (void);
void yyq_control_inspector_set_edit (YyqControlInspector *self, YyqTemplateEdit *edit);
void yyq_control_inspector_set_read_only (YyqControlInspector *self, gboolean read_only);
void yyq_control_inspector_set_unit (YyqControlInspector *self, YyqLengthUnit unit);

/* Puts the focus on the field of @member; FALSE: it is not to be seen. */
gboolean yyq_control_inspector_focus (YyqControlInspector *self, const char *member);

G_END_DECLS
