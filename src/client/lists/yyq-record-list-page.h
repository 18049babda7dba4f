/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-list-filters.h"
#include "yyq-list-page.h"
#include "yyq-record-repository.h"

G_BEGIN_DECLS

/*
 * A page for a list of records that are kept on this computer: it asks their repository, whose
 * registration knows its tabs (all but the first, which is all of them, are filters there), the
 * orders of its columns and the columns of its filters. The numbers of the tabs are of what the
 * search and the filters leave, so that they agree with the rows. Main thread.
 */
#define YYQ_TYPE_RECORD_LIST_PAGE (yyq_record_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqRecordListPage, yyq_record_list_page, YYQ, RECORD_LIST_PAGE,
                          YyqListPage)

struct _YyqRecordListPageClass {
  YyqListPageClass parent_class;

  /* (transfer none): of a session that is READY. */
  YyqRecordRepository *(*repository) (YyqSession *session);

  /* (transfer full): what is shown of @list. NULL: the list itself. */
  GListModel *(*wrap) (YyqRecordList *list);

  /* Has @list show @query; FALSE when it shows that already. NULL: nothing else is asked. */
  gboolean (*requery) (YyqRecordListPage *self, YyqRecordList *list, const YyqRecordQuery *query);

  /* What is kept has moved. May be NULL. */
  void (*moved) (YyqRecordListPage *self);

  /* Static, set in class_init */
  const YyqListFilter *filters;
  guint n_filters;
};

/* (transfer none) (nullable): NULL after the page was left. */
YyqRecordRepository *yyq_record_list_page_get_records (YyqRecordListPage *self);

/* (transfer none) (nullable): NULL where there are no filters. */
YyqListFilters *yyq_record_list_page_get_filters (YyqRecordListPage *self);

G_END_DECLS
