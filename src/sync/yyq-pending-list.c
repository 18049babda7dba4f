/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pending-list.h"

#include "yyq-offline.h"
#include "yyq-pending-private.h"

struct _YyqPendingList {
  GObject parent_instance;

  YyqOutboxRunner *runner; /* (owned) */
  YyqDrafts *drafts;       /* (owned) */
  GPtrArray *entries;      /* (owned) (nullable): of the outbox, while the drafts are read */
  GPtrArray *items;        /* (owned) (element-type YyqPendingItem) */
  guint n_parked;
  gboolean loaded;
  gboolean reading;
  gboolean again; /* it changed while it was read */
};

typedef enum {
  PROP_N_PARKED = 1,
  PROP_LOADED,
  N_PROPS
} YyqPendingListProperty;

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return YYQ_TYPE_PENDING_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return YYQ_PENDING_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  YyqPendingList *self = YYQ_PENDING_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqPendingList, yyq_pending_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void read_outbox (YyqPendingList *self);

static void
add_items (YyqPendingList *self, GPtrArray *entries, YyqOutboxState state, GPtrArray *items)
{
  for (guint i = 0; i < entries->len; i++) {
    const YyqOutboxEntry *entry = entries->pdata[i];

    if (entry->state == state)
      g_ptr_array_add (items, yyq_pending_item_new (
                                yyq_outbox_runner_find_kind (self->runner, entry->kind), entry));
  }
}

/* Only what differs is told: a list that a person works in keeps its rows, and the focus in them.
 */
static void
show (YyqPendingList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) old = self->items;
  const guint most = MIN (old->len, items->len);
  guint head = 0;
  guint tail = 0;

  while (head < most && yyq_pending_item_equal (old->pdata[head], items->pdata[head]))
    head++;
  while (tail < most - head && yyq_pending_item_equal (old->pdata[old->len - 1 - tail],
                                                       items->pdata[items->len - 1 - tail]))
    tail++;
  self->items = g_ptr_array_ref (items);
  if (head + tail < MAX (old->len, items->len))
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                items->len - head - tail);
}

/* Only what is parked: other drafts are the affair of their forms. */
static void
add_drafts (YyqPendingList *self, GPtrArray *infos, GPtrArray *items)
{
  for (guint i = 0; i < infos->len; i++) {
    const YyqDraftInfo *info = infos->pdata[i];

    if (*info->reason != '\0')
      g_ptr_array_add (items, yyq_pending_item_new_for_draft (
                                yyq_drafts_find_kind (self->drafts, info->kind), info));
  }
}

static void
show_entries (YyqPendingList *self, GPtrArray *entries, GPtrArray *infos)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_parked;

  add_items (self, entries, YYQ_OUTBOX_PARKED, items);
  add_drafts (self, infos, items);
  n_parked = items->len;
  add_items (self, entries, YYQ_OUTBOX_WAITING, items);
  show (self, items);
  if (self->n_parked != n_parked) {
    self->n_parked = n_parked;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PARKED]);
  }
  if (!self->loaded) {
    self->loaded = TRUE;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  }
}

static void
end_reading (YyqPendingList *self)
{
  self->reading = FALSE;
  if (self->again)
    read_outbox (self);
}

static void
drafts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPendingList) self = user_data;
  g_autoptr (GPtrArray) entries = g_steal_pointer (&self->entries);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = yyq_drafts_list_finish (YYQ_DRAFTS (source), result, &error);

  if (infos != NULL)
    show_entries (self, entries, infos);
  else
    yyq_offline_report ("The drafts cannot be read", error);
  end_reading (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPendingList) self = user_data;
  g_autoptr (GError) error = NULL;

  self->entries = yyq_outbox_list_finish (YYQ_OUTBOX (source), result, &error);
  if (self->entries == NULL) {
    yyq_offline_report ("The outbox cannot be read", error);
    end_reading (self);
    return;
  }
  yyq_drafts_list_async (self->drafts, drafts_cb, g_object_ref (self));
}

static void
read_outbox (YyqPendingList *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  yyq_outbox_list_async (yyq_outbox_runner_get_outbox (self->runner), NULL, listed_cb,
                         g_object_ref (self));
}

guint
yyq_pending_list_get_n_parked (YyqPendingList *self)
{
  return self->n_parked;
}

gboolean
yyq_pending_list_get_loaded (YyqPendingList *self)
{
  return self->loaded;
}

YyqPendingItem *
yyq_pending_list_find (YyqPendingList *self, const char *object_id, gboolean parked)
{
  for (guint i = self->items->len; i > 0; i--) {
    YyqPendingItem *pending = self->items->pdata[i - 1];

    if (yyq_pending_item_get_parked (pending) == parked &&
        g_str_equal (yyq_pending_item_get_object_id (pending), object_id))
      return pending;
  }
  return NULL;
}

/* What a person decides */

void
yyq_pending_list_retry (YyqPendingList *self, YyqPendingItem *pending)
{
  g_return_if_fail (!yyq_pending_item_get_draft (pending));
  yyq_outbox_runner_retry (self->runner, yyq_pending_item_get_key (pending));
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPendingList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error))
    yyq_offline_report ("The outbox cannot be changed", error);
  else /* It may have held others of its object. */
    yyq_outbox_runner_run (self->runner);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* BUSY: the form that has it open gives it up when it is closed. */
  if (!yyq_drafts_change_finish (YYQ_DRAFTS (source), result, &error))
    yyq_offline_report ("A draft cannot be removed", error);
}

void
yyq_pending_list_discard (YyqPendingList *self, YyqPendingItem *pending)
{
  if (yyq_pending_item_get_draft (pending)) {
    yyq_drafts_remove_async (self->drafts, yyq_pending_item_get_key (pending), removed_cb, NULL);
    return;
  }
  yyq_outbox_discard_async (yyq_outbox_runner_get_outbox (self->runner),
                            yyq_pending_item_get_key (pending), discarded_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqPendingList *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (YyqOutboxEntry) entry = yyq_outbox_load_finish (YYQ_OUTBOX (source), result, &error);
  const YyqCommandKind *kind;
  g_autofree char *typed = NULL;

  if (entry == NULL) {
    g_task_return_error (task, error);
    return;
  }
  kind = yyq_outbox_runner_find_kind (self->runner, entry->kind);
  if (kind != NULL && kind->describe != NULL && entry->body != NULL)
    typed = kind->describe (entry->body);
  g_task_return_pointer (task, yyq_pending_item_to_text (g_task_get_task_data (task), typed),
                         g_free);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqPendingItem *pending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqDraft) draft = yyq_drafts_open_finish (YYQ_DRAFTS (source), result, &error);
  g_autofree char *typed = NULL;

  if (draft == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (yyq_draft_get_kind (draft)->describe != NULL)
    typed = yyq_draft_get_kind (draft)->describe (yyq_draft_get_local (draft));
  g_task_return_pointer (task, yyq_pending_item_to_text (pending, typed), g_free);
}

static void
read_draft (YyqPendingList *self, GTask *task, YyqPendingItem *pending, const char *kind_name)
{
  const YyqDraftKind *kind = yyq_drafts_find_kind (self->drafts, kind_name);

  if (kind != NULL)
    yyq_drafts_open_async (self->drafts, kind, yyq_pending_item_get_key (pending), opened_cb,
                           g_object_ref (task));
  else
    g_task_return_pointer (task, yyq_pending_item_to_text (pending, NULL), g_free);
}

void
yyq_pending_list_read_async (YyqPendingList *self, YyqPendingItem *pending,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_pending_list_read_async);
  g_task_set_task_data (task, g_object_ref (pending), g_object_unref);
  if (yyq_pending_item_get_draft (pending))
    read_draft (self, task, pending, yyq_pending_item_get_kind (pending));
  else
    yyq_outbox_load_async (yyq_outbox_runner_get_outbox (self->runner),
                           yyq_pending_item_get_key (pending), cancellable, loaded_cb,
                           g_object_ref (task));
}

char *
yyq_pending_list_read_finish (YyqPendingList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Object */

static void
yyq_pending_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqPendingList *self = YYQ_PENDING_LIST (object);

  switch ((YyqPendingListProperty) id) {
  case PROP_N_PARKED:
    g_value_set_uint (value, self->n_parked);
    break;
  case PROP_LOADED:
    g_value_set_boolean (value, self->loaded);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_pending_list_finalize (GObject *object)
{
  YyqPendingList *self = YYQ_PENDING_LIST (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->drafts);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (yyq_pending_list_parent_class)->finalize (object);
}

static void
yyq_pending_list_class_init (YyqPendingListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_pending_list_get_property;
  object_class->finalize = yyq_pending_list_finalize;
  properties[PROP_N_PARKED] = g_param_spec_uint ("n-parked", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_pending_list_init (YyqPendingList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

YyqPendingList *
yyq_pending_list_new (YyqOutboxRunner *runner, YyqDrafts *drafts)
{
  YyqPendingList *self = g_object_new (YYQ_TYPE_PENDING_LIST, NULL);

  self->runner = g_object_ref (runner);
  self->drafts = g_object_ref (drafts);
  g_signal_connect_object (drafts, "changed", G_CALLBACK (read_outbox), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_outbox_runner_get_outbox (runner), "changed",
                           G_CALLBACK (read_outbox), self, G_CONNECT_SWAPPED);
  read_outbox (self);
  return self;
}
