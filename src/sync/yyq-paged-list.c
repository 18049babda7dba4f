/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-paged-list.h"

#include <string.h>

#include "yyq-session-private.h"
#include "yyq-wire-record.h"

/* So many rows before the end the next page is asked for. */
#define AHEAD 20

typedef struct {
  YyqApiClient *client; /* (owned) */
  GType type;
  char *path;       /* (nullable): a class of its own asks */
  YyqRecord *query; /* (owned) (nullable) */
  GPtrArray *items;
  char *next;    /* (nullable): where the next page begins */
  GError *error; /* (owned) (nullable): of the last attempt */
  guint n_asking;
  guint question; /* counts them: an answer to an earlier one is not taken */
  gboolean answered;
  gboolean more_asked;
  guint idle; /* 0: none */
} YyqPagedListPrivate;

/* A page that is asked for. */
typedef struct {
  guint question;
  char *after; /* (nullable): the first */
} Ask;

static void model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (YyqPagedList, yyq_paged_list, G_TYPE_OBJECT,
                         G_ADD_PRIVATE (YyqPagedList)
                           G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

typedef enum {
  PROP_LOADING = 1,
  PROP_REFRESHING,
  PROP_STALE,
  PROP_ERROR,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

static YyqPagedListPrivate *
get (gpointer self)
{
  return yyq_paged_list_get_instance_private (self);
}

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_free (ask->after);
  g_free (ask);
}

static void ask_for (YyqPagedList *self, const char *after, GTask *task);

static gboolean
more_cb (gpointer user_data)
{
  YyqPagedList *self = user_data;
  YyqPagedListPrivate *priv = get (self);

  priv->idle = 0;
  if (priv->next != NULL && !priv->more_asked) {
    priv->more_asked = TRUE;
    ask_for (self, priv->next, g_task_new (self, NULL, NULL, NULL));
  }
  return G_SOURCE_REMOVE;
}

static GType
get_item_type (GListModel *model)
{
  return get (model)->type;
}

static guint
get_n_items (GListModel *model)
{
  return get (model)->items->len;
}

/* Not from in here: whoever asks for a row must not see the list change. */
static gpointer
get_item (GListModel *model, guint position)
{
  YyqPagedListPrivate *priv = get (model);

  if (priv->next != NULL && priv->error == NULL && priv->idle == 0 &&
      position + AHEAD >= priv->items->len)
    priv->idle = g_idle_add (more_cb, model);
  return position < priv->items->len ? g_object_ref (g_ptr_array_index (priv->items, position))
                                     : NULL;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
notify_all (YyqPagedList *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

/* What comes of an answer */

static gboolean
has_key (YyqPagedList *self, gpointer item, const char *key)
{
  g_autofree char *own = NULL;

  g_object_get (item, YYQ_PAGED_LIST_GET_CLASS (self)->key, &own, NULL);
  return g_strcmp0 (own, key) == 0;
}

/* Behind what was asked for anew stays what was there before, as long as the two meet. */
static void
add_rest (YyqPagedList *self, GPtrArray *items)
{
  YyqPagedListPrivate *priv = get (self);
  g_autofree char *last = NULL;
  guint from = priv->items->len;

  if (items->len == 0)
    return;
  g_object_get (g_ptr_array_index (items, items->len - 1), YYQ_PAGED_LIST_GET_CLASS (self)->key,
                &last, NULL);
  for (guint i = 0; i < priv->items->len && from == priv->items->len; i++)
    if (has_key (self, g_ptr_array_index (priv->items, i), last))
      from = i + 1;
  for (guint i = from; i < priv->items->len; i++)
    g_ptr_array_add (items, g_object_ref (g_ptr_array_index (priv->items, i)));
}

/* Only what lies between the first and the last difference changes. */
static gboolean
replace (YyqPagedList *self, GPtrArray *items)
{
  YyqPagedListPrivate *priv = get (self);
  const guint before = priv->items->len;
  const guint least = MIN (before, items->len);
  guint first = 0;
  guint last = 0;

  while (first < least && yyq_record_equal (g_ptr_array_index (items, first),
                                            g_ptr_array_index (priv->items, first), NULL))
    first++;
  while (last < least - first &&
         yyq_record_equal (g_ptr_array_index (items, items->len - last - 1),
                           g_ptr_array_index (priv->items, before - last - 1), NULL))
    last++;
  if (first + last == items->len && items->len == before)
    return FALSE;
  if (before > first + last)
    g_ptr_array_remove_range (priv->items, first, before - first - last);
  for (guint i = first; i < items->len - last; i++)
    g_ptr_array_insert (priv->items, (int) i, g_object_ref (g_ptr_array_index (items, i)));
  g_list_model_items_changed (G_LIST_MODEL (self), first, before - first - last,
                              items->len - first - last);
  return TRUE;
}

static void
set_next (YyqPagedListPrivate *priv, const char *next)
{
  g_free (priv->next);
  priv->next = g_strdup (next);
}

static gboolean
take_first (YyqPagedList *self, YyqApiPage *page)
{
  YyqPagedListPrivate *priv = get (self);
  const guint n = g_list_model_get_n_items (page->items);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (page->items, i));
  add_rest (self, items);
  if (items->len == n)
    set_next (priv, page->next);
  return replace (self, items);
}

/* Behind what is there, which is not looked at once more. */
static gboolean
take_more (YyqPagedList *self, YyqApiPage *page)
{
  YyqPagedListPrivate *priv = get (self);
  const guint before = priv->items->len;
  const guint n = g_list_model_get_n_items (page->items);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (priv->items, g_list_model_get_item (page->items, i));
  set_next (priv, page->next);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
  return n > 0;
}

static void
settle (YyqPagedList *self, const Ask *ask, YyqApiPage *page, const GError *error)
{
  YyqPagedListPrivate *priv = get (self);
  gboolean changed = FALSE;

  if (ask->question != priv->question || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  priv->answered = TRUE;
  g_clear_error (&priv->error);
  priv->error = error != NULL ? g_error_copy (error) : NULL;
  if (page != NULL)
    changed = ask->after == NULL ? take_first (self, page) : take_more (self, page);
  if (YYQ_PAGED_LIST_GET_CLASS (self)->answered != NULL)
    YYQ_PAGED_LIST_GET_CLASS (self)->answered (self, changed);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqPagedList *self = g_task_get_source_object (task);
  YyqPagedListPrivate *priv = get (self);
  const Ask *ask = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqApiPage) page =
    yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error);

  priv->n_asking--;
  if (ask->after != NULL)
    priv->more_asked = FALSE;
  settle (self, ask, page, error);
  notify_all (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
ask_for (YyqPagedList *self, const char *after, GTask *task)
{
  YyqPagedListPrivate *priv = get (self);
  Ask *ask = g_new0 (Ask, 1);

  ask->question = priv->question;
  ask->after = g_strdup (after);
  g_task_set_task_data (task, ask, ask_free);
  priv->n_asking++;
  notify_all (self);
  YYQ_PAGED_LIST_GET_CLASS (self)->ask (self, priv->client, after, g_task_get_cancellable (task),
                                        answered_cb, task);
}

void
yyq_paged_list_refresh_async (YyqPagedList *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (YYQ_IS_PAGED_LIST (self));

  ask_for (self, NULL, g_task_new (self, cancellable, callback, user_data));
}

gboolean
yyq_paged_list_refresh_finish (YyqPagedList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_paged_list_restart (YyqPagedList *self)
{
  YyqPagedListPrivate *priv = get (self);
  const guint n = priv->items->len;

  priv->question++;
  priv->answered = FALSE;
  g_clear_error (&priv->error);
  g_clear_pointer (&priv->next, g_free);
  g_ptr_array_set_size (priv->items, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  yyq_paged_list_refresh_async (self, NULL, NULL, NULL);
}

/* (transfer full): the query, and where the page begins. */
static GBytes *
make_body (YyqRecord *query, const char *after)
{
  g_autoptr (JsonNode) node = yyq_wire_record_encode (query);
  char *text;

  if (after != NULL)
    json_object_set_string_member (json_node_get_object (node), "after", after);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* It only reads, also where it is a POST. */
static void
yyq_paged_list_ask (YyqPagedList *self, YyqApiClient *client, const char *after,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YyqPagedListPrivate *priv = get (self);
  g_autoptr (GBytes) body = priv->query != NULL ? make_body (priv->query, after) : NULL;
  const YyqApiCall call = {
    .method = body != NULL ? "POST" : "GET", .path = priv->path, .body = body, .type = priv->type
  };

  yyq_api_client_call_async (client, &call, yyq_api_decode_page, (GDestroyNotify) yyq_api_page_free,
                             cancellable, callback, user_data);
}

void
yyq_paged_list_set_up (YyqPagedList *self, YyqSession *session, const char *path, GType type)
{
  YyqPagedListPrivate *priv = get (self);

  priv->client = g_object_ref (yyq_session_get_client (session));
  priv->path = path != NULL ? yyq_api_path ("%s", path) : NULL;
  priv->type = type;
}

YyqPagedList *
yyq_paged_list_new (YyqSession *session, const char *path, GType type, YyqRecord *query)
{
  YyqPagedList *self = g_object_new (YYQ_TYPE_PAGED_LIST, NULL);

  yyq_paged_list_set_up (self, session, path, type);
  g_set_object (&get (self)->query, query);
  return self;
}

gboolean
yyq_paged_list_set_query (YyqPagedList *self, YyqRecord *query)
{
  g_return_val_if_fail (YYQ_IS_PAGED_LIST (self) && YYQ_IS_RECORD (query), FALSE);

  if (yyq_record_equal (get (self)->query, query, NULL))
    return FALSE;
  g_set_object (&get (self)->query, query);
  yyq_paged_list_restart (self);
  return TRUE;
}

YyqRecord *
yyq_paged_list_get_query (YyqPagedList *self)
{
  g_return_val_if_fail (YYQ_IS_PAGED_LIST (self), NULL);
  return get (self)->query;
}

YyqApiClient *
yyq_paged_list_get_client (YyqPagedList *self)
{
  return get (self)->client;
}

GPtrArray *
yyq_paged_list_get_items (YyqPagedList *self)
{
  return get (self)->items;
}

gboolean
yyq_paged_list_is_asking (YyqPagedList *self)
{
  return get (self)->n_asking > 0;
}

/* Object */

static void
yyq_paged_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyqPagedListPrivate *priv = get (object);

  switch ((Property) prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, !priv->answered);
    break;
  case PROP_REFRESHING:
    g_value_set_boolean (value, priv->n_asking > 0);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, priv->error != NULL);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, priv->error);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_paged_list_finalize (GObject *object)
{
  YyqPagedListPrivate *priv = get (object);

  g_clear_handle_id (&priv->idle, g_source_remove);
  g_clear_error (&priv->error);
  g_clear_object (&priv->client);
  g_clear_object (&priv->query);
  g_free (priv->path);
  g_free (priv->next);
  g_ptr_array_unref (priv->items);
  G_OBJECT_CLASS (yyq_paged_list_parent_class)->finalize (object);
}

static void
yyq_paged_list_class_init (YyqPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  klass->key = "id";
  klass->ask = yyq_paged_list_ask;
  object_class->get_property = yyq_paged_list_get_property;
  object_class->finalize = yyq_paged_list_finalize;
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yyq_paged_list_init (YyqPagedList *self)
{
  get (self)->items = g_ptr_array_new_with_free_func (g_object_unref);
}
