/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-form-row.h"
#include "yyq-pin-entry.h"

G_BEGIN_DECLS

/*
 * A row for a password or a PIN. It has no value that anybody could keep: the secret is in its
 * entry.
 *
 * Property: password (boolean, FALSE, construct only: a password is pasted and may be shown to the
 * eye, a PIN never is; see YyqPinEntry).
 */
#define YYQ_TYPE_FORM_SECRET_ROW (yyq_form_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqFormSecretRow, yyq_form_secret_row, YYQ, FORM_SECRET_ROW, YyqFormRow)

/* (transfer none) */
YyqPinEntry *yyq_form_secret_row_get_entry (YyqFormSecretRow *self);

/* Nothing is typed, and nothing is called wrong. */
void yyq_form_secret_row_clear (YyqFormSecretRow *self);

/* Dots cannot be corrected: what was refused is typed anew. @text says why. */
void yyq_form_secret_row_refuse (YyqFormSecretRow *self, const char *text);

/* Do both hold the same? */
gboolean yyq_form_secret_row_is_same (YyqFormSecretRow *self, YyqFormSecretRow *other);

G_END_DECLS
