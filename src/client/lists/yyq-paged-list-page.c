/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-paged-list-page.h"

typedef struct {
  YyqListFilters *filters; /* (nullable) */
} YyqPagedListPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YyqPagedListPage, yyq_paged_list_page, YYQ_TYPE_LIST_PAGE)

static YyqListFilters *
filters_of (YyqPagedListPage *self)
{
  YyqPagedListPagePrivate *priv = yyq_paged_list_page_get_instance_private (self);

  return priv->filters;
}

YyqPagedList *
yyq_paged_list_page_get_list (YyqPagedListPage *self)
{
  g_return_val_if_fail (YYQ_IS_PAGED_LIST_PAGE (self), NULL);
  return (YyqPagedList *) yyq_list_page_get_model (YYQ_LIST_PAGE (self));
}

/* A name that is no value leaves the member as it is. */
static void
set_word (GObject *query, const char *field, const char *word)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (query), field);
  GEnumValue *value = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, word);

  if (value != NULL)
    g_object_set (query, field, value->value, NULL);
}

static gboolean
yyq_paged_list_page_query (YyqListPage *page, const YyqListQuery *asked)
{
  YyqPagedListPageClass *klass = YYQ_PAGED_LIST_PAGE_GET_CLASS (page);
  YyqListFilters *filters = filters_of (YYQ_PAGED_LIST_PAGE (page));
  g_autoptr (GObject) query = g_object_new (klass->query_type (), NULL);

  if (asked->tab != NULL)
    set_word (query, klass->tab_field, asked->tab);
  if (*asked->text != '\0')
    g_object_set (query, klass->text_field, asked->text, NULL);
  if (filters != NULL)
    yyq_list_filters_apply (filters, query);
  return yyq_paged_list_set_query (yyq_paged_list_page_get_list (YYQ_PAGED_LIST_PAGE (page)),
                                   YYQ_RECORD (query));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqListPage) page = user_data;

  /* The list shows the error itself: see "error" and "stale". */
  yyq_paged_list_refresh_finish (YYQ_PAGED_LIST (source), result, NULL);
  yyq_list_page_refreshed (page);
}

static void
yyq_paged_list_page_refresh (YyqListPage *page)
{
  YyqPagedListPage *self = YYQ_PAGED_LIST_PAGE (page);
  GCancellable *cancellable = yyq_page_get_cancellable (YYQ_PAGE (page));

  if (filters_of (self) != NULL)
    yyq_list_filters_refresh (filters_of (self), cancellable);
  yyq_paged_list_refresh_async (yyq_paged_list_page_get_list (self), cancellable, refreshed_cb,
                                g_object_ref (page));
}

static void
yyq_paged_list_page_clear_filters (YyqListPage *page)
{
  yyq_list_filters_clear (filters_of (YYQ_PAGED_LIST_PAGE (page)));
}

static void
filter_changed_cb (YyqListPage *page, YyqListFilters *filters)
{
  yyq_list_page_filter_changed (page, yyq_list_filters_is_narrow (filters));
}

static void
add_filters (YyqPagedListPage *self, const YyqPagedListPageClass *klass)
{
  YyqPagedListPagePrivate *priv = yyq_paged_list_page_get_instance_private (self);
  GtkWidget *filters = yyq_list_filters_new (yyq_page_get_session (YYQ_PAGE (self)), NULL,
                                             klass->filters, klass->n_filters);

  priv->filters = YYQ_LIST_FILTERS (filters);
  yyq_list_page_set_filters (YYQ_LIST_PAGE (self), filters);
  yyq_page_follow (YYQ_PAGE (self), filters, "changed", G_CALLBACK (filter_changed_cb));
}

static void
yyq_paged_list_page_constructed (GObject *object)
{
  YyqPagedListPageClass *klass = YYQ_PAGED_LIST_PAGE_GET_CLASS (object);
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (object));
  g_autoptr (YyqRecord) query = NULL;
  g_autoptr (YyqPagedList) list = NULL;

  G_OBJECT_CLASS (yyq_paged_list_page_parent_class)->constructed (object);
  if (session == NULL)
    return;
  if (klass->n_filters > 0)
    add_filters (YYQ_PAGED_LIST_PAGE (object), klass);
  if (klass->path == NULL)
    return;
  query = g_object_new (klass->query_type (), NULL);
  list = yyq_paged_list_new (session, klass->path, klass->item_type (), query);
  yyq_list_page_set_model (YYQ_LIST_PAGE (object), G_LIST_MODEL (list));
}

static void
yyq_paged_list_page_class_init (YyqPagedListPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yyq_paged_list_page_constructed;
  YYQ_LIST_PAGE_CLASS (klass)->query = yyq_paged_list_page_query;
  YYQ_LIST_PAGE_CLASS (klass)->clear_filters = yyq_paged_list_page_clear_filters;
  YYQ_LIST_PAGE_CLASS (klass)->refresh = yyq_paged_list_page_refresh;
}

static void
yyq_paged_list_page_init (YyqPagedListPage *self)
{
}
