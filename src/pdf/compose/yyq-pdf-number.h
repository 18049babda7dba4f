/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Appends a number as PDF has it, in every locale, rounded to @decimals (at most 6) and without
 * zeros at its end, and a space behind it. Gives what was written.
 */
double yyq_pdf_append_number (GString *out, double number, guint decimals);

G_END_DECLS
