/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-form-row.h"

G_BEGIN_DECLS

/*
 * A form: the rows (YyqFormRow) that are anywhere below its child, and a line below that for what
 * concerns none of them alone. Its button, or Enter in a row, asks every row that is to be seen;
 * when one is wrong it gets the focus, and nothing is sent. Main thread.
 *
 * Properties: content (GtkWidget), submit-button (GtkButton, nullable, need not stand in the form),
 * ready (boolean, TRUE: what else must be there is), busy (boolean, read-only). Signal: "submitted"
 * (): all is right, and is to be sent. Action: form.submit.
 */
#define YYQ_TYPE_FORM (yyq_form_get_type ())
G_DECLARE_FINAL_TYPE (YyqForm, yyq_form, YYQ, FORM, GtkWidget)

void yyq_form_submit (YyqForm *self);
void yyq_form_set_ready (YyqForm *self, gboolean ready);

/* (transfer container) (element-type YyqFormRow): those to be seen, and all of them, as one reads
 * them. */
GPtrArray *yyq_form_list_rows (YyqForm *self);
GPtrArray *yyq_form_list_all_rows (YyqForm *self);

/*
 * It is being sent: no row takes anything. @cancellable (nullable): a button stops it; NULL: what
 * is on its way cannot be taken back. Afterwards the focus is where it was, unless it went on.
 */
void yyq_form_begin (YyqForm *self, GCancellable *cancellable);
void yyq_form_end (YyqForm *self);
gboolean yyq_form_get_busy (YyqForm *self);

/* In the line below, until it is sent again. NULL: nothing. */
void yyq_form_say (YyqForm *self, const char *text);

/* (nullable): what is said there. */
const char *yyq_form_get_said (YyqForm *self);

/*
 * What the platform answered: at the row that it names, which gets the focus, else in the line
 * below. @text (nullable): instead of the usual words for @error. Nothing of a cancelled call.
 */
void yyq_form_show_error (YyqForm *self, const GError *error, const char *text);

/* The first row that is called wrong gets the focus. FALSE: there is none. */
gboolean yyq_form_focus_error (YyqForm *self);

G_END_DECLS
