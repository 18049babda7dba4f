/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-control-look.h"
#include "yyq-control-members.h"

G_BEGIN_DECLS

/*
 * One line of the inspector: what a member is called, a field for it, and below that a line for
 * what is wrong or what comes of it. What cannot be read as a value is marked and not told. Main
 * thread.
 *
 * Signals: "edited" (const GValue *): a person made it another value; "left" (): the focus has
 * gone.
 */
#define YYQ_TYPE_CONTROL_FIELD (yyq_control_field_get_type ())
G_DECLARE_FINAL_TYPE (YyqControlField, yyq_control_field, YYQ, CONTROL_FIELD, AdwBin)

/* @member is static. */
GtkWidget *yyq_control_field_new (const YyqControlMember *member);
const YyqControlMember *yyq_control_field_get_member (YyqControlField *self);

/* NULL: those that are selected differ. Tells nobody. */
void yyq_control_field_show (YyqControlField *self, const GValue *value);

/* In the line below; NULL: nothing. */
void yyq_control_field_say (YyqControlField *self, const char *text, gboolean wrong);

void yyq_control_field_set_unit (YyqControlField *self, YyqLengthUnit unit);

/* What can be chosen: parties (of YyqTemplateParty); keys that complete what is typed (of
 * strings). */
void yyq_control_field_set_parties (YyqControlField *self, GListModel *parties);
void yyq_control_field_set_keys (YyqControlField *self, const char *const *keys);

void yyq_control_field_focus (YyqControlField *self);

G_END_DECLS
