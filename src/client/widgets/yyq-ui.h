/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-contract.h"

G_BEGIN_DECLS

/* Small things that every page needs. Main thread. */

/* What happened and what to do, as one text for a label; NULL for a cancelled call. */
char *yyq_ui_error_text (const GError *error);

/* The word of a contract's state for this account, and the style class of its pill. */
const char *yyq_ui_contract_state_text (YyqContract *contract);
const char *yyq_ui_contract_state_class (YyqContract *contract);

/* A label that ellipsizes; @classes are space-separated, or NULL. */
GtkWidget *yyq_ui_label (const char *text, const char *classes);
GtkWidget *yyq_ui_pill (void);
void yyq_ui_pill_show (GtkLabel *pill, YyqContract *contract);

/* libadwaita reads the texts of rows, status pages and toasts as markup: these say what they are
 * given. NULL: nothing. */
void yyq_ui_set_row_text (gpointer row, const char *title, const char *subtitle);
void yyq_ui_set_group_text (gpointer group, const char *title, const char *description);
void yyq_ui_set_status_description (AdwStatusPage *page, const char *text);

void yyq_ui_set_accessible_label (gpointer widget, const char *label);
void yyq_ui_remove_children (GtkWidget *box);

G_END_DECLS
