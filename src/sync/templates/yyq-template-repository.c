/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-repository.h"

#include "yyq-offline.h"
#include "yyq-pdf-concat.h"
#include "yyq-template-api.h"
#include "yyq-template-document.h"
#include "yyq-template-entity.h"
#include "yyq-template-keeper.h"
#include "yyq-template-private.h"

struct _YyqTemplateRepository {
  YyqRecordRepository parent_instance;

  YyqApiClient *client;        /* (owned) */
  YyqDocumentCache *documents; /* (owned) */
  YyqFeed *feed;               /* (owned) */
  YyqTemplateKeeper *keeper;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqTemplateRepository, yyq_template_repository, YYQ_TYPE_RECORD_REPOSITORY)

YyqTemplateRepository *
yyq_template_repository_of (YyqSession *session)
{
  return (YyqTemplateRepository *) yyq_session_get_records (session, &yyq_template_entity);
}

void
yyq_template_repository_put (YyqTemplateRepository *self, YyqTemplate *template)
{
  YyqRecordChanges *changes = yyq_record_changes_new ();

  yyq_record_changes_put (changes, &yyq_template_entity, template, NULL);
  yyq_feed_apply (self->feed, changes);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_document_cache_put_finish (YYQ_DOCUMENT_CACHE (source), result, &error))
    yyq_offline_report ("A document is not kept", error);
}

void
yyq_template_repository_keep_document (YyqTemplateRepository *self, GBytes *document)
{
  yyq_document_cache_put_async (self->documents, NULL, document, NULL, kept_cb, NULL);
}

/* Documents */

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *document = yyq_template_document_fetch_finish (YYQ_API_CLIENT (source), result, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
yyq_template_repository_load_document_async (YyqTemplateRepository *self, const char *id,
                                             const char *sha256, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_TEMPLATE_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_template_repository_load_document_async);
  yyq_template_document_fetch_async (self->client, self->documents, id, sha256, cancellable,
                                     document_cb, task);
}

GBytes *
yyq_template_repository_load_document_finish (YyqTemplateRepository *self, GAsyncResult *result,
                                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* All pages: one document after the other, then joined. */
typedef struct {
  char *id;
  GPtrArray *wanted; /* (owned): char *, SHA-256 */
  GPtrArray *pdfs;   /* (owned): GBytes */
} Pages;

static void
pages_free (gpointer data)
{
  Pages *pages = data;

  g_free (pages->id);
  g_ptr_array_unref (pages->wanted);
  g_ptr_array_unref (pages->pdfs);
  g_free (pages);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *joined = yyq_pdf_concat_finish (result, &error);

  if (joined != NULL)
    g_task_return_pointer (task, joined, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void fetch_next (GTask *task);

static void
page_document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Pages *pages = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *document = yyq_template_document_fetch_finish (YYQ_API_CLIENT (source), result, &error);

  if (document == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_ptr_array_add (pages->pdfs, document);
  fetch_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
fetch_next (GTask *task)
{
  YyqTemplateRepository *self = g_task_get_source_object (task);
  Pages *pages = g_task_get_task_data (task);

  if (pages->pdfs->len < pages->wanted->len) {
    yyq_template_document_fetch_async (self->client, self->documents, pages->id,
                                       pages->wanted->pdata[pages->pdfs->len],
                                       g_task_get_cancellable (task), page_document_cb, task);
  } else if (pages->pdfs->len == 0) {
    g_task_return_pointer (task, NULL, NULL);
    g_object_unref (task);
  } else {
    yyq_pdf_concat_async (pages->pdfs, g_task_get_cancellable (task), joined_cb, task);
  }
}

void
yyq_template_repository_load_pages_async (YyqTemplateRepository *self, const char *id,
                                          YyqTemplateContent *content, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GListModel *files = yyq_template_content_get_files (content);
  const guint n = g_list_model_get_n_items (files);
  Pages *pages = g_new0 (Pages, 1);

  g_return_if_fail (YYQ_IS_TEMPLATE_REPOSITORY (self));

  pages->id = g_strdup (id);
  pages->wanted = g_ptr_array_new_with_free_func (g_free);
  pages->pdfs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    g_ptr_array_add (pages->wanted, g_strdup (yyq_template_file_get_sha256 (file)));
  }
  g_task_set_source_tag (task, yyq_template_repository_load_pages_async);
  g_task_set_task_data (task, pages, pages_free);
  fetch_next (task);
}

GBytes *
yyq_template_repository_load_pages_finish (YyqTemplateRepository *self, GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Editions */

void
yyq_template_repository_list_editions_async (YyqTemplateRepository *self, const char *id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_TEMPLATE_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_template_repository_list_editions_async);
  yyq_template_api_list_editions_async (self->client, id, cancellable, yyq_api_client_pass_object,
                                        task);
}

GListModel *
yyq_template_repository_list_editions_finish (YyqTemplateRepository *self, GAsyncResult *result,
                                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_template_repository_load_edition_async (YyqTemplateRepository *self, const char *id, int number,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_TEMPLATE_REPOSITORY (self));

  g_task_set_source_tag (task, yyq_template_repository_load_edition_async);
  yyq_template_api_get_edition_async (self->client, id, number, cancellable,
                                      yyq_api_client_pass_object, task);
}

YyqTemplateEdition *
yyq_template_repository_load_edition_finish (YyqTemplateRepository *self, GAsyncResult *result,
                                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Object */

static void
yyq_template_repository_dispose (GObject *object)
{
  YyqTemplateRepository *self = YYQ_TEMPLATE_REPOSITORY (object);

  if (self->keeper != NULL)
    yyq_template_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (yyq_template_repository_parent_class)->dispose (object);
}

static void
yyq_template_repository_finalize (GObject *object)
{
  YyqTemplateRepository *self = YYQ_TEMPLATE_REPOSITORY (object);

  g_clear_object (&self->client);
  g_clear_object (&self->documents);
  g_clear_object (&self->feed);
  G_OBJECT_CLASS (yyq_template_repository_parent_class)->finalize (object);
}

static void
yyq_template_repository_class_init (YyqTemplateRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_template_repository_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_template_repository_finalize;
}

static void
yyq_template_repository_init (YyqTemplateRepository *self)
{
}

YyqRecordRepository *
yyq_template_repository_new (const YyqRecordSource *source)
{
  YyqTemplateRepository *self = g_object_new (YYQ_TYPE_TEMPLATE_REPOSITORY, NULL);

  yyq_record_repository_set_source (YYQ_RECORD_REPOSITORY (self), source);
  self->client = g_object_ref (source->client);
  self->documents = g_object_ref (source->documents);
  self->feed = g_object_ref (source->feed);
  self->keeper = yyq_template_keeper_new (self);
  return YYQ_RECORD_REPOSITORY (self);
}
