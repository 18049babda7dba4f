/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"
#include "yyq-table.h"

G_BEGIN_DECLS

/*
 * A page that is a list: tabs, search and filters in a row, the table below it, and what stands in
 * its place while there are no rows. What a list is made of stands in tables of its class; its
 * words are properties, set in its template. Whatever changes the question (a tab, a text, a
 * filter, the order) leads to query(), and the rows of the answer are read from the first one.
 *
 * The model tells by properties, where it has them, how it stands: loading (boolean: nothing can be
 * shown yet), refreshing (boolean: the platform is being asked), stale (boolean: older than the
 * last attempt to ask), error (boxed GError, nullable).
 *
 * In a template a child of type "tool" goes behind the search field, and one of type "selection"
 * into the bar that is there while rows are ticked. Main thread.
 *
 * Properties: search-hint (stands in the empty search field; NULL: nothing can be searched for),
 * search-label (the accessible name of the field), loading-text, no-match-text (why a search or a
 * filter finds nothing).
 */
#define YYQ_TYPE_LIST_PAGE (yyq_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqListPage, yyq_list_page, YYQ, LIST_PAGE, YyqPage)

/* What stands in place of rows that do not exist yet. Untranslated: N_(). */
typedef struct {
  const char *icon_name;
  const char *title;
  const char *description;
} YyqListEmpty;

typedef struct {
  const char *name;    /* for yyq_list_page_choose_tab() and queries */
  const char *context; /* nullable: that of the title, see NC_() */
  const char *title;   /* untranslated */
  YyqListEmpty empty;  /* without a title: that of the class */
} YyqListTab;

/* What is asked for, besides the filters, which the list itself knows. */
typedef struct {
  const char *tab;  /* nullable: there are no tabs */
  const char *text; /* "" = everything */
  const char *sort; /* nullable: the list's own order */
  gboolean descending;
} YyqListQuery;

struct _YyqListPageClass {
  YyqPageClass parent_class;

  /* Static, set in class_init */
  YyqTableShape table;
  const char *sort; /* (nullable): of a column, the order at first */
  gboolean descending;
  const YyqListTab *tabs;
  guint n_tabs;
  YyqListEmpty empty;

  /* Asks the model for @query and the filters; FALSE when that is what it shows already. */
  gboolean (*query) (YyqListPage *self, const YyqListQuery *query);

  /* Asks the platform; ends with yyq_list_page_refreshed(), whatever came of it. */
  void (*refresh) (YyqListPage *self);

  /* A row was activated. */
  void (*open) (YyqListPage *self, gpointer item);

  /* (transfer full) (nullable): what can be done with it, where the table has menus. */
  GMenuModel *(*menu) (YyqListPage *self, gpointer item);

  /* Gives up all filters, where there are some. */
  void (*clear_filters) (YyqListPage *self);
};

/* Once, while the page is made; the model answers the first question already: the first tab, no
 * text, no filter. */
void yyq_list_page_set_model (YyqListPage *self, GListModel *model);

/* (transfer none) (nullable): NULL before it is set, and after the page was left. */
GListModel *yyq_list_page_get_model (YyqListPage *self);

/* (transfer none) */
YyqTable *yyq_list_page_get_table (YyqListPage *self);

/*
 * Another way to see the rows than the table, which is called "list": @widget (a GtkScrolledWindow
 * around what shows the model) stands in its place while @name (static) is chosen.
 */
void yyq_list_page_add_view (YyqListPage *self, const char *name, GtkWidget *widget);
void yyq_list_page_choose_view (YyqListPage *self, const char *name);

/* How many rows a tab has; @known FALSE: nobody knows. */
void yyq_list_page_set_count (YyqListPage *self, const char *tab, gboolean known, guint count);

/* Once: the row of filters, above the table. */
void yyq_list_page_set_filters (YyqListPage *self, GtkWidget *filters);

/* A filter has another value; @narrow: at least one of them leaves rows out. */
void yyq_list_page_filter_changed (YyqListPage *self, gboolean narrow);

void yyq_list_page_refreshed (YyqListPage *self);

/* An unknown name means the first tab. */
void yyq_list_page_choose_tab (YyqListPage *self, const char *name);

/* Puts @text into the search field and searches at once. */
void yyq_list_page_search (YyqListPage *self, const char *text);

G_END_DECLS
