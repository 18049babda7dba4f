/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-repository.h"

#include "yyq-contract-api.h"
#include "yyq-contract-document.h"
#include "yyq-contract-history.h"
#include "yyq-contract-sync.h"
#include "yyq-error.h"
#include "yyq-offline.h"
#include "yyq-sync-private.h"

/* A platform that takes longer lets a cached contract be shown; its answer still counts when it
 * comes. */
#define PATIENCE_MS 3000

struct _YyqContractRepository {
  GObject parent_instance;

  YyqApiClient *client;        /* (owned) */
  YyqContractCache *contracts; /* (owned) */
  YyqEntityCache *entities;    /* (owned) */
  YyqDocumentCache *documents; /* (owned) */
  GPtrArray *lists;            /* (owned): of GWeakRef */

  GPtrArray *waiting; /* (owned) (nullable): tasks of the refresh under way */
  GError *error;      /* (owned) (nullable): of the last refresh */
  gint64 synced_at;   /* ms, 0 = never */

  YyqContractCounts counts;
  gboolean counted;
  gboolean counting;
  gboolean count_again; /* the cache moved while it was counted */
};

G_DEFINE_FINAL_TYPE (YyqContractRepository, yyq_contract_repository, G_TYPE_OBJECT)

typedef enum {
  PROP_SYNCED_AT = 1,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

typedef void (*ListFunc) (YyqContractRepository *self, YyqContractList *list, gpointer data);

static void
for_each_list (YyqContractRepository *self, ListFunc func, gpointer data)
{
  for (guint i = self->lists->len; i > 0; i--) {
    g_autoptr (YyqContractList) list = g_weak_ref_get (g_ptr_array_index (self->lists, i - 1));

    if (list == NULL)
      g_ptr_array_remove_index (self->lists, i - 1);
    else
      func (self, list, data);
  }
}

static void
tell_condition (YyqContractRepository *self, YyqContractList *list, gpointer data)
{
  yyq_contract_list_set_condition (list, self->waiting != NULL, self->error != NULL, self->error);
}

static void
tell_touched (YyqContractRepository *self, YyqContractList *list, gpointer touched)
{
  yyq_contract_list_follow (list, touched);
}

static void
take_counts (YyqContractRepository *self, GArray *counts)
{
  self->counts.all = g_array_index (counts, guint, 0);
  self->counts.mine = g_array_index (counts, guint, 1);
  self->counts.others = g_array_index (counts, guint, 2);
  self->counts.done = g_array_index (counts, guint, 3);
  self->counted = TRUE;
}

/* "changed" comes with the new counts, so that tabs and badges are drawn once. */
static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractRepository) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts =
    yyq_contract_cache_count_finish (YYQ_CONTRACT_CACHE (source), result, &error);

  self->counting = FALSE;
  if (counts != NULL)
    take_counts (self, counts);
  else
    g_warning ("Contracts were not counted: %s", error->message);
  if (self->count_again) {
    self->count_again = FALSE;
    self->counting = TRUE;
    yyq_contract_cache_count_async (self->contracts, NULL, counted_cb, g_object_ref (self));
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
count (YyqContractRepository *self)
{
  if (self->counting) {
    self->count_again = TRUE;
    return;
  }
  self->counting = TRUE;
  yyq_contract_cache_count_async (self->contracts, NULL, counted_cb, g_object_ref (self));
}

static void
cache_moved (YyqContractRepository *self, GHashTable *touched)
{
  for_each_list (self, tell_touched, touched);
  count (self);
}

static void
page_cb (GHashTable *touched, guint n_deleted, gpointer user_data)
{
  if (g_hash_table_size (touched) > 0 || n_deleted > 0)
    cache_moved (user_data, touched);
}

static void
end_refresh (YyqContractRepository *self, GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  g_clear_error (&self->error);
  self->error = error;
  for_each_list (self, tell_condition, NULL);
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = g_ptr_array_index (waiting, i);

    if (g_task_return_error_if_cancelled (task))
      continue;
    if (error != NULL)
      g_task_return_error (task, g_error_copy (error));
    else
      g_task_return_boolean (task, TRUE);
  }
}

static void
cursor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractRepository) self = user_data;
  gint64 synced_at = 0;
  g_autofree char *cursor =
    yyq_contract_cache_cursor_finish (YYQ_CONTRACT_CACHE (source), result, &synced_at, NULL);

  if (cursor == NULL || self->synced_at == synced_at)
    return;
  self->synced_at = synced_at;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SYNCED_AT]);
}

static void
read_synced_at (YyqContractRepository *self)
{
  yyq_contract_cache_cursor_async (self->contracts, NULL, cursor_cb, g_object_ref (self));
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractRepository) self = user_data;
  GError *error = NULL;

  yyq_contract_sync_finish (YYQ_API_CLIENT (source), result, &error);
  read_synced_at (self);
  end_refresh (self, error);
}

void
yyq_contract_repository_refresh_async (YyqContractRepository *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gboolean under_way;

  g_return_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_contract_repository_refresh_async);
  under_way = self->waiting != NULL;
  if (!under_way)
    self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->waiting, task);
  if (under_way)
    return;
  for_each_list (self, tell_condition, NULL);
  yyq_contract_sync_async (self->client, self->contracts, page_cb, self, NULL, synced_cb,
                           g_object_ref (self));
}

gboolean
yyq_contract_repository_refresh_finish (YyqContractRepository *self, GAsyncResult *result,
                                        GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* @list: (transfer full): follows the cache from now on. */
static YyqContractList *
lead (YyqContractRepository *self, YyqContractList *list)
{
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_weak_ref_init (ref, list);
  g_ptr_array_add (self->lists, ref);
  tell_condition (self, list, NULL);
  return list;
}

YyqContractList *
yyq_contract_repository_query (YyqContractRepository *self, const YyqContractQuery *query)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), NULL);

  return lead (self, yyq_contract_list_new (self->contracts, query));
}

YyqContractList *
yyq_contract_repository_query_first (YyqContractRepository *self, const YyqContractQuery *query,
                                     guint most)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), NULL);

  return lead (self, yyq_contract_list_new_first (self->contracts, query, (int) most));
}

gboolean
yyq_contract_repository_get_counts (YyqContractRepository *self, YyqContractCounts *counts)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), FALSE);

  *counts = self->counts;
  /* Nothing in a cache that was never filled does not mean that there is nothing. */
  return self->counted && (self->counts.all > 0 || self->synced_at != 0);
}

gint64
yyq_contract_repository_get_synced_at (YyqContractRepository *self)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), 0);

  return self->synced_at;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractRepository) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) touched =
    yyq_contract_cache_apply_finish (YYQ_CONTRACT_CACHE (source), result, &error);

  if (error != NULL)
    g_warning ("A contract is not kept: %s", error->message);
  else if (g_hash_table_size (touched) > 0)
    cache_moved (self, touched);
}

/* The touched set of a deletion is empty, and yet the cache moved. */
static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractRepository) self = user_data;
  g_autoptr (GHashTable) touched =
    yyq_contract_cache_apply_finish (YYQ_CONTRACT_CACHE (source), result, NULL);

  if (touched != NULL)
    cache_moved (self, touched);
}

void
yyq_contract_repository_keep_contract (YyqContractRepository *self, YyqContract *contract)
{
  YyqContractChanges *changes = yyq_contract_changes_new ();

  g_ptr_array_add (changes->contracts, g_object_ref (contract));
  yyq_contract_cache_apply_async (self->contracts, changes, NULL, applied_cb, g_object_ref (self));
}

static void
drop_contract (YyqContractRepository *self, const char *id)
{
  YyqContractChanges *changes = yyq_contract_changes_new ();

  g_ptr_array_add (changes->deleted, g_strdup (id));
  yyq_contract_cache_apply_async (self->contracts, changes, NULL, dropped_cb, g_object_ref (self));
}

static void
document_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_document_cache_put_finish (YYQ_DOCUMENT_CACHE (source), result, &error))
    g_warning ("A document is not kept: %s", error->message);
}

void
yyq_contract_repository_keep_document (YyqContractRepository *self, GBytes *document)
{
  yyq_document_cache_put_async (self->documents, NULL, document, NULL, document_kept_cb, NULL);
}

/* A contract that is asked for. */
typedef struct {
  char *id;
  GError *error;  /* (owned) (nullable): of the platform */
  guint patience; /* source, 0 when it ran out */
  gboolean told;  /* the task has its result; the platform's answer is for the cache only */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->id);
  g_clear_error (&load->error);
  g_clear_handle_id (&load->patience, g_source_remove);
  g_free (load);
}

static void
tell (GTask *task, YyqContract *contract, GError *error)
{
  Load *load = g_task_get_task_data (task);

  load->told = TRUE;
  g_clear_handle_id (&load->patience, g_source_remove);
  if (contract != NULL)
    g_task_return_pointer (task, g_object_ref (contract), g_object_unref);
  else
    g_task_return_error (task, g_error_copy (error));
}

static void
cached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract =
    yyq_contract_cache_load_finish (YYQ_CONTRACT_CACHE (source), result, &error);

  if (error != NULL)
    g_warning ("A kept contract cannot be read: %s", error->message);
  if (!load->told && (contract != NULL || load->error != NULL))
    tell (task, contract, load->error);
}

static gboolean
patience_cb (gpointer user_data)
{
  GTask *task = user_data;
  YyqContractRepository *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  load->patience = 0;
  yyq_contract_cache_load_async (self->contracts, load->id, NULL, cached_cb, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqContractRepository *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (YyqContract) contract =
    yyq_contract_api_get_finish (YYQ_API_CLIENT (source), result, &load->error);

  if (contract != NULL)
    yyq_contract_repository_keep_contract (self, contract);
  else if (g_error_matches (load->error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND))
    drop_contract (self, load->id);
  if (load->told)
    return;
  if (contract == NULL && yyq_offline_may_use_cache (load->error))
    yyq_contract_cache_load_async (self->contracts, load->id, NULL, cached_cb,
                                   g_steal_pointer (&task));
  else
    tell (task, contract, load->error);
}

void
yyq_contract_repository_load_async (YyqContractRepository *self, const char *id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_return_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self));

  load->id = g_strdup (id);
  g_task_set_source_tag (task, yyq_contract_repository_load_async);
  g_task_set_task_data (task, load, load_free);
  /* The call below holds the task, and ends before or after; its callback ends the wait. */
  load->patience = g_timeout_add (PATIENCE_MS, patience_cb, task);
  yyq_contract_api_get_async (self->client, id, cancellable, got_cb, g_object_ref (task));
}

YyqContract *
yyq_contract_repository_load_finish (YyqContractRepository *self, GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A document that is asked for. */
typedef struct {
  char *id;
  int revision; /* <= 0: the latest */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->id);
  g_free (wanted);
}

/* (nullable) (transfer full): only a contract with its revisions can tell. */
static char *
find_sha256 (YyqContract *contract, int revision)
{
  GListModel *revisions = yyq_contract_get_revisions (contract);
  guint n = g_list_model_get_n_items (revisions);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqRevision) each = g_list_model_get_item (revisions, i);

    if (yyq_revision_get_number (each) == revision)
      return g_strdup (yyq_revision_get_sha256 (each));
  }
  return NULL;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *document = yyq_contract_document_fetch_finish (YYQ_API_CLIENT (source), result, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
fetch (GTask *task, YyqContract *contract)
{
  YyqContractRepository *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);
  int revision = wanted->revision > 0 ? wanted->revision : yyq_contract_get_revision (contract);
  g_autofree char *sha256 = find_sha256 (contract, revision);

  if (sha256 == NULL)
    return FALSE;
  yyq_contract_document_fetch_async (self->client, self->documents, wanted->id, revision, sha256,
                                     g_task_get_cancellable (task), fetched_cb,
                                     g_object_ref (task));
  return TRUE;
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqContract) contract =
    yyq_contract_repository_load_finish (YYQ_CONTRACT_REPOSITORY (source), result, &error);

  if (contract == NULL)
    g_task_return_error (task, error);
  else if (!fetch (task, contract))
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND,
                             "Contract %s has no revision %d", wanted->id, wanted->revision);
}

/* What a revision is never changes, so a cached contract that knows it is as good as the
 * platform's. */
static void
known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqContractRepository *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);
  g_autoptr (YyqContract) contract =
    yyq_contract_cache_load_finish (YYQ_CONTRACT_CACHE (source), result, NULL);

  if (g_task_return_error_if_cancelled (task) || (contract != NULL && fetch (task, contract)))
    return;
  yyq_contract_repository_load_async (self, wanted->id, g_task_get_cancellable (task), told_cb,
                                      g_object_ref (task));
}

void
yyq_contract_repository_load_document_async (YyqContractRepository *self, const char *id,
                                             int revision, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  g_return_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self));

  wanted->id = g_strdup (id);
  wanted->revision = revision;
  g_task_set_source_tag (task, yyq_contract_repository_load_document_async);
  g_task_set_task_data (task, wanted, wanted_free);
  if (revision > 0)
    yyq_contract_cache_load_async (self->contracts, id, cancellable, known_cb, task);
  else
    yyq_contract_repository_load_async (self, id, cancellable, told_cb, task);
}

GBytes *
yyq_contract_repository_load_document_finish (YyqContractRepository *self, GAsyncResult *result,
                                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GListModel *events = yyq_contract_history_load_finish (YYQ_API_CLIENT (source), result, &error);

  if (events != NULL)
    g_task_return_pointer (task, events, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_contract_repository_load_events_async (YyqContractRepository *self, const char *id,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_contract_repository_load_events_async);
  yyq_contract_history_load_async (self->client, self->entities, id, cancellable, history_cb, task);
}

GListModel *
yyq_contract_repository_load_events_finish (YyqContractRepository *self, GAsyncResult *result,
                                            GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
yyq_contract_repository_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  switch ((Property) prop_id) {
  case PROP_SYNCED_AT:
    g_value_set_int64 (value, YYQ_CONTRACT_REPOSITORY (object)->synced_at);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
yyq_contract_repository_finalize (GObject *object)
{
  YyqContractRepository *self = YYQ_CONTRACT_REPOSITORY (object);

  g_ptr_array_unref (self->lists);
  g_clear_error (&self->error);
  g_clear_object (&self->client);
  g_clear_object (&self->contracts);
  g_clear_object (&self->entities);
  g_clear_object (&self->documents);
  G_OBJECT_CLASS (yyq_contract_repository_parent_class)->finalize (object);
}

static void
yyq_contract_repository_class_init (YyqContractRepositoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yyq_contract_repository_get_property;
  object_class->finalize = yyq_contract_repository_finalize;

  props[PROP_SYNCED_AT] =
    g_param_spec_int64 ("synced-at", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_contract_repository_init (YyqContractRepository *self)
{
  self->lists = g_ptr_array_new_with_free_func (weak_ref_free);
}

YyqContractRepository *
yyq_contract_repository_new (YyqApiClient *client, YyqContractCache *contracts,
                             YyqEntityCache *entities, YyqDocumentCache *documents)
{
  YyqContractRepository *self = g_object_new (YYQ_TYPE_CONTRACT_REPOSITORY, NULL);

  self->client = g_object_ref (client);
  self->contracts = g_object_ref (contracts);
  self->entities = g_object_ref (entities);
  self->documents = g_object_ref (documents);
  count (self);
  read_synced_at (self);
  return self;
}
