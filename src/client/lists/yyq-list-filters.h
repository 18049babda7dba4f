/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * What a list can be narrowed by, from a table: a time, which is a button of its own, and choices
 * among what the platform lists (YyqChoice), which stand below one button. A choice between fewer
 * than two things is not shown. Main thread.
 *
 * Signal "changed": something else is chosen.
 */
#define YYQ_TYPE_LIST_FILTERS (yyq_list_filters_get_type ())
G_DECLARE_FINAL_TYPE (YyqListFilters, yyq_list_filters, YYQ, LIST_FILTERS, AdwBin)

typedef struct {
  const char *field; /* a member of the query: the id that was chosen, or ms: not before */
  const char *until; /* of a time: the member for its end, ms: before */
  const char *title; /* untranslated: N_(); of a choice with a mnemonic */

  /* Of a choice */
  const char *path; /* where the platform lists what there is: "/log/accounts" */
  const char *all;  /* untranslated: no choice */
} YyqListFilter;

/* @filters is static. */
GtkWidget *yyq_list_filters_new (YyqSession *session, const YyqListFilter *filters, guint n);

/* Asks the platform what there is to choose from. */
void yyq_list_filters_refresh (YyqListFilters *self, GCancellable *cancellable);

/* Writes what is chosen into the members of @query. */
void yyq_list_filters_apply (YyqListFilters *self, GObject *query);

gboolean yyq_list_filters_is_narrow (YyqListFilters *self);

G_END_DECLS
