/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What stands in the popover of a filter: things to choose, one or several, with a search field
 * where they are many. What was chosen stays so, whatever becomes of the list. Main thread.
 *
 * Signal "changed": something else is chosen.
 */
#define YYQ_TYPE_CHOICE_LIST (yyq_choice_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqChoiceList, yyq_choice_list, YYQ, CHOICE_LIST, AdwBin)

/* @label: what is chosen here, for assistive technologies. @all (nullable): stands first for no
 * choice, and one thing can be chosen; NULL: several. */
GtkWidget *yyq_choice_list_new (const char *label, const char *all);

/* Of YyqChoice, in its order. */
void yyq_choice_list_set_model (YyqChoiceList *self, GListModel *choices);

/* (transfer none) (nullable) */
GListModel *yyq_choice_list_get_model (YyqChoiceList *self);

/* By the id of what is in the model. */
void yyq_choice_list_choose (YyqChoiceList *self, const char *id, gboolean chosen);
void yyq_choice_list_clear (YyqChoiceList *self);

guint yyq_choice_list_get_n_chosen (YyqChoiceList *self);

/* (transfer full): in the order in which they were chosen. */
GStrv yyq_choice_list_dup_ids (YyqChoiceList *self);
GStrv yyq_choice_list_dup_names (YyqChoiceList *self);

G_END_DECLS
