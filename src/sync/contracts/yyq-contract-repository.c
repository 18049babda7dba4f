/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-repository.h"

#include "yyq-contract-api.h"
#include "yyq-contract-document.h"
#include "yyq-contract-entity.h"
#include "yyq-contract-history.h"
#include "yyq-contract-private.h"
#include "yyq-error.h"
#include "yyq-offline.h"
#include "yyq-phone-search.h"
#include "yyq-record-source.h"

struct _YyqContractRepository {
  YyqRecordRepository parent_instance;

  YyqApiClient *client;        /* (owned) */
  YyqReplyCache *replies;      /* (owned) */
  YyqDocumentCache *documents; /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqContractRepository, yyq_contract_repository, YYQ_TYPE_RECORD_REPOSITORY)

static YyqRecordList *
list (YyqContractRepository *self, const YyqContractQuery *query, int most)
{
  g_autoptr (YyqRecordQuery) records = yyq_contract_entity_query (query);

  return yyq_record_repository_list (YYQ_RECORD_REPOSITORY (self), records, most);
}

YyqRecordList *
yyq_contract_repository_query (YyqContractRepository *self, const YyqContractQuery *query)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), NULL);

  return list (self, query, -1);
}

YyqRecordList *
yyq_contract_repository_query_first (YyqContractRepository *self, const YyqContractQuery *query,
                                     guint most)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), NULL);

  return list (self, query, (int) most);
}

YyqRecordList *
yyq_contract_repository_query_nearest_due (YyqContractRepository *self)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();
  YyqRecordNarrow *has_one = yyq_record_narrow_new ();

  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), NULL);

  yyq_record_narrow_begin_part (has_one);
  yyq_record_narrow_add_number (has_one, "due_at", YYQ_RECORD_FROM, 1);
  yyq_record_query_take_narrow (query, has_one);
  query->filter = yyq_contract_tab_to_string (YYQ_CONTRACT_TAB_MINE);
  query->sort = "due_at";
  query->descending = FALSE;
  return yyq_record_repository_list (YYQ_RECORD_REPOSITORY (self), query, 1);
}

/* A phone number that the platform was asked for. */
typedef struct {
  YyqRecordList *list;   /* (owned) */
  YyqRecordQuery *query; /* (owned): what the list showed when it was asked */
} PhoneQuestion;

static void
phone_question_free (PhoneQuestion *self)
{
  g_object_unref (self->list);
  yyq_record_query_free (self->query);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneQuestion, phone_question_free)

/* Without the platform nobody is found by a number, which the list's page says. */
static void
phone_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PhoneQuestion) question = user_data;
  g_autoptr (GError) error = NULL;
  GStrv ids = yyq_phone_search_finish (YYQ_API_CLIENT (source), result, &error);

  if (ids == NULL) {
    g_debug ("Nobody is looked for by phone: %s", error->message);
    return;
  }
  if (!yyq_record_query_equal (yyq_record_list_get_query (question->list), question->query)) {
    g_strfreev (ids);
    return;
  }
  yyq_record_query_take_ids (question->query, ids);
  yyq_record_list_set_query (question->list, question->query);
}

gboolean
yyq_contract_repository_requery (YyqContractRepository *self, YyqRecordList *list,
                                 const YyqContractQuery *query)
{
  g_autoptr (YyqRecordQuery) records = yyq_contract_entity_query (query);

  return yyq_contract_repository_ask (self, list, records);
}

gboolean
yyq_contract_repository_ask (YyqContractRepository *self, YyqRecordList *list,
                             const YyqRecordQuery *query)
{
  PhoneQuestion *question;

  g_return_val_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self), FALSE);

  if (!yyq_record_list_set_query (list, query))
    return FALSE;
  if (query->text == NULL || !yyq_phone_search_is_wanted (query->text))
    return TRUE;
  question = g_new (PhoneQuestion, 1);
  question->list = g_object_ref (list);
  question->query = yyq_record_query_copy (query);
  yyq_phone_search_async (self->client, query->text, NULL, phone_found_cb, question);
  return TRUE;
}

gboolean
yyq_contract_repository_get_counts (YyqContractRepository *self, YyqContractCounts *counts)
{
  YyqRecordRepository *records = YYQ_RECORD_REPOSITORY (self);

  yyq_record_repository_get_count (records, YYQ_CONTRACT_COUNT_MINE, &counts->mine);
  yyq_record_repository_get_count (records, YYQ_CONTRACT_COUNT_OTHERS, &counts->others);
  yyq_record_repository_get_count (records, YYQ_CONTRACT_COUNT_DONE, &counts->done);
  return yyq_record_repository_get_count (records, YYQ_CONTRACT_COUNT_ALL, &counts->all);
}

static void
document_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_document_cache_put_finish (YYQ_DOCUMENT_CACHE (source), result, &error))
    yyq_offline_report ("A document is not kept", error);
}

void
yyq_contract_repository_keep_document (YyqContractRepository *self, GBytes *document)
{
  yyq_document_cache_put_async (self->documents, NULL, document, NULL, document_kept_cb, NULL);
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
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

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
  Wanted *wanted = g_task_get_task_data (task);
  g_autoptr (YyqContract) contract =
    yyq_record_repository_recall_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);

  if (g_task_return_error_if_cancelled (task) || (contract != NULL && fetch (task, contract)))
    return;
  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (source), wanted->id,
                                    g_task_get_cancellable (task), told_cb, g_object_ref (task));
}

void
yyq_contract_repository_load_document_async (YyqContractRepository *self, const char *id,
                                             int revision, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  YyqRecordRepository *records = YYQ_RECORD_REPOSITORY (self);
  Wanted *wanted = g_new0 (Wanted, 1);

  g_return_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self));

  wanted->id = g_strdup (id);
  wanted->revision = revision;
  g_task_set_source_tag (task, yyq_contract_repository_load_document_async);
  g_task_set_task_data (task, wanted, wanted_free);
  if (revision > 0)
    yyq_record_repository_recall_async (records, id, cancellable, known_cb, task);
  else
    yyq_record_repository_load_async (records, id, cancellable, told_cb, task);
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
  yyq_contract_history_load_async (self->client, self->replies, id, cancellable, history_cb, task);
}

GListModel *
yyq_contract_repository_load_events_finish (YyqContractRepository *self, GAsyncResult *result,
                                            GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_contract_repository_list_seals_async (YyqContractRepository *self, const char *id,
                                          const char *party_id, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_CONTRACT_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_contract_repository_list_seals_async);
  yyq_contract_api_list_seals_async (self->client, id, party_id, cancellable,
                                     yyq_api_client_pass_object, task);
}

GListModel *
yyq_contract_repository_list_seals_finish (YyqContractRepository *self, GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

YyqContractRepository *
yyq_contract_repository_of (YyqSession *session)
{
  return (YyqContractRepository *) yyq_session_get_records (session, &yyq_contract_entity);
}

static void
yyq_contract_repository_finalize (GObject *object)
{
  YyqContractRepository *self = YYQ_CONTRACT_REPOSITORY (object);

  g_clear_object (&self->client);
  g_clear_object (&self->replies);
  g_clear_object (&self->documents);
  G_OBJECT_CLASS (yyq_contract_repository_parent_class)->finalize (object);
}

static void
yyq_contract_repository_class_init (YyqContractRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_contract_repository_finalize;
}

static void
yyq_contract_repository_init (YyqContractRepository *self)
{
}

YyqRecordRepository *
yyq_contract_repository_new (const YyqRecordSource *source)
{
  YyqContractRepository *self = g_object_new (YYQ_TYPE_CONTRACT_REPOSITORY, NULL);

  yyq_record_repository_set_source (YYQ_RECORD_REPOSITORY (self), source);
  self->client = g_object_ref (source->client);
  self->replies = g_object_ref (source->replies);
  self->documents = g_object_ref (source->documents);
  return YYQ_RECORD_REPOSITORY (self);
}
