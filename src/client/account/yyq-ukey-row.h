/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/*
 * (transfer floating): a bound UKey as a row, with its state and what can be done with it: the
 * actions ukeys.unbind, ukeys.rename and ukeys.report-loss of a widget around it, each with the id
 * of the binding.
 */
GtkWidget *yyq_ukey_row_new (YyqUkeyBinding *binding);

G_END_DECLS
