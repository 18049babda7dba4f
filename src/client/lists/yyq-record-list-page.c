/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-list-page.h"

typedef struct {
  YyqRecordRepository *records; /* (owned) (nullable) */
  YyqRecordList *list;          /* (owned) (nullable) */
  YyqListFilters *filters;      /* (nullable) */
  GCancellable *counting;       /* (owned) (nullable) */
} YyqRecordListPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YyqRecordListPage, yyq_record_list_page, YYQ_TYPE_LIST_PAGE)

static YyqRecordListPagePrivate *
priv_of (gpointer self)
{
  return yyq_record_list_page_get_instance_private (YYQ_RECORD_LIST_PAGE (self));
}

YyqRecordRepository *
yyq_record_list_page_get_records (YyqRecordListPage *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST_PAGE (self), NULL);
  return priv_of (self)->records;
}

YyqListFilters *
yyq_record_list_page_get_filters (YyqRecordListPage *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST_PAGE (self), NULL);
  return priv_of (self)->filters;
}

/* Numbers of the tabs */

/* The filter of the registration that a tab is. */
static const char *
filter_of (YyqListPage *page, const char *tab)
{
  return g_strcmp0 (tab, YYQ_LIST_PAGE_GET_CLASS (page)->tabs[0].name) != 0 ? g_intern_string (tab)
                                                                            : NULL;
}

static guint
index_of (YyqListPage *page, guint tab)
{
  const char *name = YYQ_LIST_PAGE_GET_CLASS (page)->tabs[tab].name;

  return yyq_record_repository_index_of (priv_of (page)->records, filter_of (page, name));
}

static void
show_all_counts (YyqListPage *page)
{
  const YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (page);

  for (guint i = 0; i < klass->n_tabs; i++) {
    guint count = 0;
    const gboolean known =
      yyq_record_repository_get_count (priv_of (page)->records, index_of (page, i), &count);

    yyq_list_page_set_count (page, klass->tabs[i].name, known, count);
  }
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqListPage) page = user_data;
  const YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts =
    yyq_record_repository_count_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  /* Another question has been asked since, or the list says what is wrong. */
  if (counts == NULL || yyq_page_is_left (YYQ_PAGE (page)))
    return;
  for (guint i = 0; i < klass->n_tabs; i++)
    yyq_list_page_set_count (page, klass->tabs[i].name, TRUE,
                             g_array_index (counts, guint, index_of (page, i)));
}

static void
stop_counting (YyqRecordListPagePrivate *priv)
{
  if (priv->counting != NULL)
    g_cancellable_cancel (priv->counting);
  g_clear_object (&priv->counting);
}

static void
show_counts (YyqListPage *page)
{
  YyqRecordListPagePrivate *priv = priv_of (page);
  const YyqRecordQuery *query = yyq_record_list_get_query (priv->list);

  stop_counting (priv);
  if (yyq_record_narrow_is_empty (query->narrow) && (query->text == NULL || *query->text == '\0')) {
    show_all_counts (page);
    return;
  }
  priv->counting = g_cancellable_new ();
  yyq_record_repository_count_async (priv->records, query, priv->counting, counted_cb,
                                     g_object_ref (page));
}

static void
moved_cb (YyqListPage *page)
{
  YyqRecordListPageClass *klass = YYQ_RECORD_LIST_PAGE_GET_CLASS (page);

  show_counts (page);
  if (klass->moved != NULL)
    klass->moved (YYQ_RECORD_LIST_PAGE (page));
}

/* What is asked for */

static gboolean
yyq_record_list_page_query (YyqListPage *page, const YyqListQuery *asked)
{
  YyqRecordListPageClass *klass = YYQ_RECORD_LIST_PAGE_GET_CLASS (page);
  YyqRecordListPagePrivate *priv = priv_of (page);
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  query->filter = filter_of (page, asked->tab);
  yyq_record_query_set_text (query, asked->text);
  if (asked->sort != NULL) {
    query->sort = g_intern_string (asked->sort);
    query->descending = asked->descending;
  }
  if (priv->filters != NULL)
    yyq_record_query_take_narrow (query, yyq_list_filters_dup_narrow (priv->filters));
  if (klass->requery != NULL)
    return klass->requery (YYQ_RECORD_LIST_PAGE (page), priv->list, query);
  return yyq_record_list_set_query (priv->list, query);
}

static void
yyq_record_list_page_clear_filters (YyqListPage *page)
{
  yyq_list_filters_clear (priv_of (page)->filters);
}

static void
filter_changed_cb (YyqListPage *page, YyqListFilters *filters)
{
  yyq_list_page_filter_changed (page, yyq_list_filters_is_narrow (filters));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqListPage) page = user_data;
  YyqListFilters *filters = priv_of (page)->filters;

  /* The list shows the error itself: see "error" and "stale". */
  yyq_record_repository_refresh_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
  if (filters != NULL && !yyq_page_is_left (YYQ_PAGE (page)))
    yyq_list_filters_refresh (filters, yyq_page_get_cancellable (YYQ_PAGE (page)));
  yyq_list_page_refreshed (page);
}

static void
yyq_record_list_page_refresh (YyqListPage *page)
{
  YyqRecordListPagePrivate *priv = priv_of (page);
  GCancellable *cancellable = yyq_page_get_cancellable (YYQ_PAGE (page));

  if (priv->filters != NULL)
    yyq_list_filters_refresh (priv->filters, cancellable);
  yyq_record_repository_refresh_async (priv->records, cancellable, refreshed_cb,
                                       g_object_ref (page));
}

/* Object */

static void
add_filters (YyqListPage *page, const YyqRecordListPageClass *klass)
{
  YyqRecordListPagePrivate *priv = priv_of (page);
  GtkWidget *filters = yyq_list_filters_new (yyq_page_get_session (YYQ_PAGE (page)), priv->records,
                                             klass->filters, klass->n_filters);

  priv->filters = YYQ_LIST_FILTERS (filters);
  yyq_list_page_set_filters (page, filters);
  yyq_page_follow (YYQ_PAGE (page), filters, "changed", G_CALLBACK (filter_changed_cb));
}

/* As the table asks at first. */
static YyqRecordList *
first_list (YyqRecordListPage *self)
{
  const YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (self);
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  if (klass->sort != NULL) {
    query->sort = g_intern_string (klass->sort);
    query->descending = klass->descending;
  }
  return yyq_record_repository_list (priv_of (self)->records, query, -1);
}

static void
yyq_record_list_page_constructed (GObject *object)
{
  YyqRecordListPageClass *klass = YYQ_RECORD_LIST_PAGE_GET_CLASS (object);
  YyqRecordListPagePrivate *priv = priv_of (object);
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (object));
  g_autoptr (GListModel) model = NULL;

  G_OBJECT_CLASS (yyq_record_list_page_parent_class)->constructed (object);
  if (session == NULL)
    return;
  priv->records = g_object_ref (klass->repository (session));
  if (klass->n_filters > 0)
    add_filters (YYQ_LIST_PAGE (object), klass);
  priv->list = first_list (YYQ_RECORD_LIST_PAGE (object));
  model = klass->wrap != NULL ? klass->wrap (priv->list) : G_LIST_MODEL (g_object_ref (priv->list));
  yyq_page_follow (YYQ_PAGE (object), priv->records, "changed", G_CALLBACK (moved_cb));
  yyq_page_follow (YYQ_PAGE (object), priv->records, "notify::synced-at", G_CALLBACK (moved_cb));
  yyq_page_follow (YYQ_PAGE (object), priv->list, "notify::query", G_CALLBACK (show_counts));
  moved_cb (YYQ_LIST_PAGE (object));
  yyq_list_page_set_model (YYQ_LIST_PAGE (object), model);
}

static void
yyq_record_list_page_leave (YyqPage *page)
{
  YyqRecordListPagePrivate *priv = priv_of (page);

  stop_counting (priv);
  g_clear_object (&priv->list);
  g_clear_object (&priv->records);
  YYQ_PAGE_CLASS (yyq_record_list_page_parent_class)->leave (page);
}

static void
yyq_record_list_page_class_init (YyqRecordListPageClass *klass)
{
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = yyq_record_list_page_constructed;
  YYQ_PAGE_CLASS (klass)->leave = yyq_record_list_page_leave;
  list_class->query = yyq_record_list_page_query;
  list_class->refresh = yyq_record_list_page_refresh;
  list_class->clear_filters = yyq_record_list_page_clear_filters;
}

static void
yyq_record_list_page_init (YyqRecordListPage *self)
{
}
