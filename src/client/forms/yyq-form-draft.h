/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-form.h"
#include "yyq-kept-values.h"

G_BEGIN_DECLS

/* Puts what was kept into the rows of @form that have a member and hold no secret, and keeps what
 * is typed and chosen there from now on, each keystroke. It is not judged by that. Once for a form;
 * @kept lives as long as that. */
void yyq_form_draft_follow (YyqForm *form, YyqKeptValues *kept);

G_END_DECLS
