/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-form-row.h"
#include "yyq-value.h"

G_BEGIN_DECLS

#define YYQ_TYPE_VALUE_KIND (yyq_value_kind_get_type ())
GType yyq_value_kind_get_type (void);

/*
 * A row for one line of text of a kind: see yyq-value.h. It is a GtkEditable.
 *
 * Properties: kind (YyqValueKind, YYQ_VALUE_TEXT), most (uint, 0: no limit: characters that it may
 * have; more is said, not cut off: an input method may yet make them fewer).
 */
#define YYQ_TYPE_FORM_ENTRY_ROW (yyq_form_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqFormEntryRow, yyq_form_entry_row, YYQ, FORM_ENTRY_ROW, YyqFormRow)

/* @widget stands behind the field: a button that finds what may be typed. */
void yyq_form_entry_row_add_suffix (YyqFormEntryRow *self, GtkWidget *widget);

G_END_DECLS
