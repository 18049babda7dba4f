/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-phone-search.h"

#include "yyq-api-reply.h"
#include "yyq-api-text.h"
#include "yyq-contract.h"
#include "yyq-search-tokens.h"
#include "yyq-value.h"

typedef struct {
  char *text;
  GStrvBuilder *ids;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->text);
  g_strv_builder_unref (wanted->ids);
  g_free (wanted);
}

gboolean
yyq_phone_search_is_wanted (const char *text)
{
  g_autoptr (GPtrArray) words = yyq_search_parse (text);

  for (guint i = 0; i < words->len; i++) {
    const YyqSearchWord *word = g_ptr_array_index (words, i);
    g_autofree char *phone = yyq_value_normalize (YYQ_VALUE_MOBILE, word->text);

    if (phone != NULL)
      return TRUE;
  }
  return FALSE;
}

static gpointer
decode_page (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_page (reply, YYQ_TYPE_CONTRACT, error);
}

static void
free_page (gpointer page)
{
  yyq_api_page_free (page);
}

static void ask (GTask *task, const char *after);

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqApiPage) page =
    yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error);

  if (page == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < g_list_model_get_n_items (page->items); i++) {
    g_autoptr (YyqContract) contract = g_list_model_get_item (page->items, i);

    g_strv_builder_add (wanted->ids, yyq_contract_get_id (contract));
  }
  if (page->next != NULL)
    ask (task, page->next);
  else
    g_task_return_pointer (task, g_strv_builder_end (wanted->ids), (GDestroyNotify) g_strfreev);
}

/* @after (nullable): where the page begins. */
static void
ask (GTask *task, const char *after)
{
  Wanted *wanted = g_task_get_task_data (task);
  YyqApiText *text = yyq_api_text_new ();
  g_autofree char *path = yyq_api_path ("/contracts/search");
  g_autoptr (GBytes) body = NULL;
  YyqApiCall call = { .method = "POST", .path = path };

  yyq_api_text_add (text, "q", wanted->text);
  if (after != NULL)
    yyq_api_text_add (text, "after", after);
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (g_task_get_source_object (task), &call, decode_page, free_page,
                             g_task_get_cancellable (task), told_cb, g_object_ref (task));
}

void
yyq_phone_search_async (YyqApiClient *client, const char *text, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->text = g_strdup (text);
  wanted->ids = g_strv_builder_new ();
  g_task_set_source_tag (task, yyq_phone_search_async);
  g_task_set_task_data (task, wanted, wanted_free);
  ask (task, NULL);
}

GStrv
yyq_phone_search_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
