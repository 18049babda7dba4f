/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-record-narrow.h"
#include "yyq-record-repository.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * What a list can be narrowed by, from a table: a chip for each, and a button that gives up all of
 * them. Where a choice comes from follows from the list: records that are kept here know what
 * stands in their columns, and of what only the platform has it lists what there is to choose. Main
 * thread.
 *
 * Signal "changed": something else is chosen.
 */
#define YYQ_TYPE_LIST_FILTERS (yyq_list_filters_get_type ())
G_DECLARE_FINAL_TYPE (YyqListFilters, yyq_list_filters, YYQ, LIST_FILTERS, AdwBin)

typedef enum {
  YYQ_FILTER_TIME,    /* a range of days */
  YYQ_FILTER_OPTIONS, /* what stands in the table */
  YYQ_FILTER_VALUES,  /* what stands in the column of the records that are kept here; several */
  YYQ_FILTER_LISTED,  /* one of those that the platform lists (YyqChoice) */
} YyqListFilterKind;

/* Without values the time: now, or the end of the day so many days from today. */
typedef struct {
  const char *column; /* NULL: no further condition */
  YyqRecordRelation relation;
  const char *values[7]; /* NULL-terminated */
  int days;
} YyqListCondition;

#define YYQ_LIST_MOST_CONDITIONS 3

/* All of its conditions hold for what it leaves. */
typedef struct {
  const char *name;  /* for yyq_list_filters_choose() */
  const char *title; /* untranslated: N_() */
  YyqListCondition conditions[YYQ_LIST_MOST_CONDITIONS];
} YyqListOption;

typedef struct {
  YyqListFilterKind kind;
  const char *title; /* untranslated: N_() */
  const char *field; /* a column of the entity, or a member of the query */
  const char *until; /* of a time in a query: the member for its end */
  const char *all; /* (nullable): untranslated, stands first for no choice of one; NULL: several */

  YyqListCondition also; /* of a time, without a column: holds as soon as one is chosen */
  const YyqListOption *options;
  guint n_options;
  const char *path; /* where the platform lists what there is: "/log/accounts" */
} YyqListFilter;

/* @filters is static; @records (nullable): what the columns are of. */
GtkWidget *yyq_list_filters_new (YyqSession *session, YyqRecordRepository *records,
                                 const YyqListFilter *filters, guint n);

/* Asks what there is to choose from. */
void yyq_list_filters_refresh (YyqListFilters *self, GCancellable *cancellable);

/* Writes what is chosen into the members of @query. */
void yyq_list_filters_apply (YyqListFilters *self, GObject *query);

/* (transfer full): what is chosen, in columns. */
YyqRecordNarrow *yyq_list_filters_dup_narrow (YyqListFilters *self);

/* As the person does, of what there is to choose from. */
void yyq_list_filters_choose (YyqListFilters *self, const char *field, const char *id,
                              gboolean chosen);
/* (transfer full): what is chosen of it. */
GStrv yyq_list_filters_dup_chosen (YyqListFilters *self, const char *field);
void yyq_list_filters_clear (YyqListFilters *self);

gboolean yyq_list_filters_is_narrow (YyqListFilters *self);

G_END_DECLS
