/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-list.h"

#include "yyq-keyed-model.h"
#include "yyq-row-changes.h"
#include "yyq-sync-private.h"

#define FIRST_ROWS 200
#define PAGE_ROWS 64
#define KEPT_ROWS 4096

/* Where it differs in more places the view does better with all between the first and the last. */
#define MAX_CHANGES 32

typedef struct {
  gint64 row;
  gpointer record; /* (owned) */
} Kept;

struct _YyqRecordList {
  GObject parent_instance;

  YyqRecordCache *cache; /* (owned) */
  const YyqEntity *entity;
  YyqRecordQuery *query; /* (owned) */
  int most;              /* rows that are wanted, -1 = all */
  GArray *rows;          /* (owned): gint64, what is shown */
  GHashTable *kept;      /* (owned): row -> link of kept_order */
  GQueue kept_order;     /* (owned): of Kept, the objects handed out last at the head */

  GCancellable *finding;   /* (owned) (nullable): the search under way */
  GHashTable *touched;     /* (owned): rows that were put since rows were found */
  gboolean find_again;     /* the cache moved while a search was under way */
  gboolean query_is_shown; /* rows are those of query */

  gboolean loading;
  gboolean refreshing;
  gboolean stale;
  GError *find_error;    /* (owned) (nullable) */
  GError *refresh_error; /* (owned) (nullable) */
};

typedef enum {
  PROP_LOADING = 1,
  PROP_REFRESHING,
  PROP_STALE,
  PROP_ERROR,
  PROP_N_ITEMS,
  PROP_QUERY,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

typedef struct {
  YyqRecordList *list;       /* (owned) */
  GCancellable *cancellable; /* (owned): tells this search from those that took its place */
  int limit;
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->list);
  g_object_unref (search->cancellable);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->record);
  g_free (kept);
}

static GType
get_item_type (GListModel *model)
{
  return YYQ_RECORD_LIST (model)->entity->get_type ();
}

static guint
get_n_items (GListModel *model)
{
  return YYQ_RECORD_LIST (model)->rows->len;
}

static void
forget_row (YyqRecordList *self, gint64 row)
{
  GList *link = g_hash_table_lookup (self->kept, &row);

  if (link == NULL)
    return;
  g_hash_table_remove (self->kept, &row);
  g_queue_unlink (&self->kept_order, link);
  kept_free (link->data);
  g_list_free_1 (link);
}

static void
forget_rows (YyqRecordList *self, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    forget_row (self, *(gint64 *) key);
}

static void
keep_row (YyqRecordList *self, gint64 row, gpointer record)
{
  Kept *kept = g_new (Kept, 1);

  kept->row = row;
  kept->record = g_object_ref (record);
  g_queue_push_head (&self->kept_order, kept);
  g_hash_table_insert (self->kept, &kept->row, self->kept_order.head);
  if (self->kept_order.length > KEPT_ROWS)
    forget_row (self, ((Kept *) self->kept_order.tail->data)->row);
}

static void
take_find_error (YyqRecordList *self, GError *error)
{
  g_clear_error (&self->find_error);
  self->find_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

/* Reads the rows of the page around @position that are not at hand. */
static void
read_page (YyqRecordList *self, guint position)
{
  guint begin = position - position % PAGE_ROWS;
  guint end = MIN (begin + PAGE_ROWS, self->rows->len);
  gint64 missing[PAGE_ROWS];
  guint n_missing = 0;
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  for (guint i = begin; i < end; i++) {
    gint64 row = g_array_index (self->rows, gint64, i);

    if (!g_hash_table_contains (self->kept, &row))
      missing[n_missing++] = row;
  }
  records = yyq_record_cache_read_page (self->cache, self->entity, missing, n_missing, &error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    keep_row (self, missing[i], g_ptr_array_index (records, i));
  if (error != NULL)
    take_find_error (self, error);
}

static gpointer
get_item (GListModel *model, guint position)
{
  YyqRecordList *self = YYQ_RECORD_LIST (model);
  GList *link;
  gint64 row;

  if (position >= self->rows->len)
    return NULL;
  row = g_array_index (self->rows, gint64, position);
  if (!g_hash_table_contains (self->kept, &row))
    read_page (self, position);

  link = g_hash_table_lookup (self->kept, &row);
  if (link == NULL)
    return g_object_new (self->entity->get_type (), NULL);
  g_queue_unlink (&self->kept_order, link);
  g_queue_push_head_link (&self->kept_order, link);
  return g_object_ref (((Kept *) link->data)->record);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Row numbers of the cache are given from 1 on, and are never as many as this has room for. */
static guint
get_key (YyqKeyedModel *model, guint position)
{
  return (guint) g_array_index (YYQ_RECORD_LIST (model)->rows, gint64, position);
}

static void
keyed_model_init (YyqKeyedModelInterface *iface)
{
  iface->get_key = get_key;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqRecordList, yyq_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (YYQ_TYPE_KEYED_MODEL, keyed_model_init))

static void
replace (YyqRecordList *self, const YyqRowChange *change, const GArray *after)
{
  if (change->removed > 0)
    g_array_remove_range (self->rows, change->position, change->removed);
  if (change->added > 0)
    g_array_insert_vals (self->rows, change->position,
                         &g_array_index (after, gint64, change->new_position), change->added);
  g_list_model_items_changed (G_LIST_MODEL (self), change->position, change->removed,
                              change->added);
}

static void
join_changes (GArray *changes)
{
  YyqRowChange first = g_array_index (changes, YyqRowChange, 0);
  YyqRowChange last = g_array_index (changes, YyqRowChange, changes->len - 1);

  first.removed = last.position + last.removed - first.position;
  first.added = last.new_position + last.added - first.new_position;
  g_array_set_size (changes, 0);
  g_array_append_val (changes, first);
}

static void
show (YyqRecordList *self, const GArray *after)
{
  guint n_before = self->rows->len;
  YyqRowChange all = { 0, 0, n_before, after->len };
  g_autoptr (GArray) changes = NULL;

  forget_rows (self, self->touched);
  if (self->query_is_shown) {
    changes = yyq_row_changes_find (self->rows, after, self->touched);
    if (changes->len > MAX_CHANGES)
      join_changes (changes);
    /* From the end, so that positions in the old list stay right. */
    for (guint i = changes->len; i > 0; i--)
      replace (self, &g_array_index (changes, YyqRowChange, i - 1), after);
  } else if (n_before + after->len > 0) {
    replace (self, &all, after);
  }
  self->query_is_shown = TRUE;
  if (n_before != self->rows->len)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

static void
set_loading (YyqRecordList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
start_search (YyqRecordList *self, int limit, GAsyncReadyCallback callback)
{
  Search *search = g_new (Search, 1);

  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  self->find_again = FALSE;

  search->list = g_object_ref (self);
  search->cancellable = g_object_ref (self->finding);
  search->limit = limit;
  yyq_record_cache_find_async (self->cache, self->entity, self->query, limit, self->finding,
                               callback, search);
}

/* The first rows are shown as soon as they are known, all others behind them. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  YyqRecordList *self = search->list;
  GError *error = NULL;
  g_autoptr (GArray) rows =
    yyq_record_cache_find_finish (YYQ_RECORD_CACHE (source), result, &error);
  gboolean cut =
    rows != NULL && self->most < 0 && search->limit >= 0 && rows->len >= (guint) search->limit;
  gboolean again = self->find_again;

  if (self->finding != search->cancellable) {
    g_clear_error (&error);
    return;
  }
  g_clear_object (&self->finding);
  if (rows != NULL)
    show (self, rows);
  if (self->find_error != NULL || error != NULL)
    take_find_error (self, error);
  set_loading (self, FALSE);
  /* What was touched during this search may not be in its result. */
  if (!again)
    g_hash_table_remove_all (self->touched);
  if ((again || cut) && self->finding == NULL)
    start_search (self, self->most, found_cb);
}

void
yyq_record_list_follow (YyqRecordList *self, GHashTable *touched)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (YYQ_IS_RECORD_LIST (self));

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->touched, g_memdup2 (key, sizeof (gint64)));
  if (self->finding != NULL)
    self->find_again = TRUE;
  else
    start_search (self, self->most, found_cb);
}

void
yyq_record_list_set_condition (YyqRecordList *self, gboolean refreshing, gboolean stale,
                               const GError *error)
{
  g_return_if_fail (YYQ_IS_RECORD_LIST (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->refreshing != refreshing)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
  if (self->stale != stale)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STALE]);
  if (self->refresh_error != NULL || error != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  self->refreshing = refreshing;
  self->stale = stale;
  g_clear_error (&self->refresh_error);
  self->refresh_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
yyq_record_list_set_query (YyqRecordList *self, const YyqRecordQuery *query)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  if (yyq_record_query_equal (self->query, query))
    return FALSE;
  yyq_record_query_free (self->query);
  self->query = yyq_record_query_copy (query);
  self->query_is_shown = FALSE;
  start_search (self, self->most < 0 ? FIRST_ROWS : self->most, found_cb);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_QUERY]);
  return TRUE;
}

const YyqRecordQuery *
yyq_record_list_get_query (YyqRecordList *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST (self), NULL);

  return self->query;
}

gboolean
yyq_record_list_get_loading (YyqRecordList *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST (self), FALSE);

  return self->loading;
}

gboolean
yyq_record_list_get_refreshing (YyqRecordList *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST (self), FALSE);

  return self->refreshing;
}

gboolean
yyq_record_list_get_stale (YyqRecordList *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST (self), FALSE);

  return self->stale;
}

const GError *
yyq_record_list_get_error (YyqRecordList *self)
{
  g_return_val_if_fail (YYQ_IS_RECORD_LIST (self), NULL);

  return self->find_error != NULL ? self->find_error : self->refresh_error;
}

static void
yyq_record_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyqRecordList *self = YYQ_RECORD_LIST (object);

  switch ((Property) prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, self->loading);
    break;
  case PROP_REFRESHING:
    g_value_set_boolean (value, self->refreshing);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, self->stale);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, yyq_record_list_get_error (self));
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->rows->len);
    break;
  case PROP_QUERY:
    g_value_set_boxed (value, self->query);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_record_list_dispose (GObject *object)
{
  YyqRecordList *self = YYQ_RECORD_LIST (object);

  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  G_OBJECT_CLASS (yyq_record_list_parent_class)->dispose (object);
}

static void
yyq_record_list_finalize (GObject *object)
{
  YyqRecordList *self = YYQ_RECORD_LIST (object);

  g_hash_table_unref (self->kept);
  g_queue_clear_full (&self->kept_order, kept_free);
  g_hash_table_unref (self->touched);
  g_array_unref (self->rows);
  g_clear_pointer (&self->query, yyq_record_query_free);
  g_clear_object (&self->cache);
  g_clear_error (&self->find_error);
  g_clear_error (&self->refresh_error);
  G_OBJECT_CLASS (yyq_record_list_parent_class)->finalize (object);
}

static void
yyq_record_list_class_init (YyqRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_record_list_get_property;
  object_class->dispose = yyq_record_list_dispose;
  object_class->finalize = yyq_record_list_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_QUERY] = g_param_spec_boxed ("query", NULL, NULL, YYQ_TYPE_RECORD_QUERY, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yyq_record_list_init (YyqRecordList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->kept_order);
  self->loading = TRUE;
}

YyqRecordList *
yyq_record_list_new (YyqRecordCache *cache, const YyqEntity *entity, const YyqRecordQuery *query,
                     int most)
{
  YyqRecordList *self = g_object_new (YYQ_TYPE_RECORD_LIST, NULL);

  self->cache = g_object_ref (cache);
  self->entity = entity;
  self->query = yyq_record_query_copy (query);
  self->most = most;
  start_search (self, self->most < 0 ? FIRST_ROWS : self->most, found_cb);
  return self;
}
