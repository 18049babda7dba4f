/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-filters.h"
#include "yyq-list-page.h"
#include "yyq-paged-list.h"

G_BEGIN_DECLS

/*
 * A page for a list that only the platform has. What it asks is a record, the query, of which its
 * class says which members the tab, the search field and the filters are. Main thread.
 */
#define YYQ_TYPE_PAGED_LIST_PAGE (yyq_paged_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqPagedListPage, yyq_paged_list_page, YYQ, PAGED_LIST_PAGE, YyqListPage)

struct _YyqPagedListPageClass {
  YyqListPageClass parent_class;

  /* Static, set in class_init */
  const char *path; /* nullable: the page sets a model, and asks it, by itself */
  GType (*item_type) (void);
  GType (*query_type) (void);
  const char *tab_field;  /* a word, of which the names of the tabs are values */
  const char *text_field; /* nullable: nothing can be searched for */
  const YyqListFilter *filters;
  guint n_filters;
};

/* (transfer none) (nullable): NULL after the page was left. */
YyqPagedList *yyq_paged_list_page_get_list (YyqPagedListPage *self);

G_END_DECLS
