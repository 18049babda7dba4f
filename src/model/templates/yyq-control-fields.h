/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-formula.h"
#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * The fields that formulas of a template can call: its controls by their key, or by their name
 * where they have none. Borrowed from the content, which must not change meanwhile. One thread at a
 * time.
 */
typedef struct _YyqControlFields YyqControlFields;

YyqControlFields *yyq_control_fields_new (YyqTemplateContent *content);
void yyq_control_fields_free (YyqControlFields *self);

/* (transfer none) (nullable): the first of this name. */
YyqControl *yyq_control_fields_find (const YyqControlFields *self, const char *name);

/* For yyq_formula_new(); @self is a YyqControlFields. */
YyqFormulaType yyq_control_fields_type_of (const char *name, gpointer self);

/* What the control is called in formulas; NULL where it has neither key nor name. */
const char *yyq_control_get_field (YyqControl *control);

/* What a value in such a control is. */
YyqFormulaType yyq_control_kind_get_type_of_value (YyqControlKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqControlFields, yyq_control_fields_free)

G_END_DECLS
