/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-document.h"

#include "yyq-error.h"
#include "yyq-offline.h"
#include "yyq-template-api.h"

typedef struct {
  YyqDocumentCache *cache; /* (owned) */
  char *template_id;
  char *sha256;
  GBytes *document; /* (owned) (nullable): what the platform sent */
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->cache);
  g_free (fetch->template_id);
  g_free (fetch->sha256);
  g_clear_pointer (&fetch->document, g_bytes_unref);
  g_free (fetch);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!yyq_document_cache_put_finish (YYQ_DOCUMENT_CACHE (source), result, &error)) {
    if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT)) {
      g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "%s", error->message);
      return;
    }
    yyq_offline_report ("A document is not kept", error);
  }
  g_task_return_pointer (task, g_steal_pointer (&fetch->document), (GDestroyNotify) g_bytes_unref);
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->document = yyq_template_api_get_document_finish (YYQ_API_CLIENT (source), result, &error);
  if (fetch->document == NULL)
    g_task_return_error (task, error);
  else
    yyq_document_cache_put_async (fetch->cache, fetch->sha256, fetch->document, NULL, kept_cb,
                                  g_steal_pointer (&task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GBytes *document = yyq_document_cache_load_finish (YYQ_DOCUMENT_CACHE (source), result, &error);

  if (document != NULL) {
    g_task_return_pointer (task, document, (GDestroyNotify) g_bytes_unref);
    return;
  }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (error != NULL)
    yyq_offline_report ("A kept document cannot be read", error);
  yyq_template_api_get_document_async (g_task_get_source_object (task), fetch->template_id,
                                       fetch->sha256, g_task_get_cancellable (task), received_cb,
                                       g_object_ref (task));
}

void
yyq_template_document_fetch_async (YyqApiClient *client, YyqDocumentCache *cache,
                                   const char *template_id, const char *sha256,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->cache = g_object_ref (cache);
  fetch->template_id = g_strdup (template_id);
  fetch->sha256 = g_strdup (sha256);
  g_task_set_source_tag (task, yyq_template_document_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  yyq_document_cache_load_async (cache, sha256, cancellable, loaded_cb, task);
}

GBytes *
yyq_template_document_fetch_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
