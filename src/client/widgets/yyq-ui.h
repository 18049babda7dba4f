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

/* The name of a row of libadwaita's, instead of its title. */
void yyq_ui_name_row (gpointer row, const char *name);

/* The first list below @widget, which libadwaita makes for a group and gives no name. */
void yyq_ui_name_list (gpointer widget, const char *label);

/* @combo: an AdwComboRow or GtkDropDown; its button, its lists and what stands in them, which GTK
 * gives no names. */
void yyq_ui_name_choices (gpointer combo, const char *label);

/*
 * Rows of a list that are made anew: where the keyboard was among them (-1: not there), and back to
 * that place, on what can be pressed there, or to the last row. FALSE: there is nothing to go to.
 */
int yyq_ui_get_focused_row (GtkListBox *list);
gboolean yyq_ui_focus_row (GtkListBox *list, int place);

/* What a widget that draws by itself writes hints and numbers of an axis with: see style.css. */
void yyq_ui_get_dim_color (GtkWidget *widget, GdkRGBA *color);
void yyq_ui_remove_children (GtkWidget *container);

G_END_DECLS
