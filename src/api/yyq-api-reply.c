/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-reply.h"

#include "yyq-error.h"
#include "yyq-wire.h"

void
yyq_api_reply_free (YyqApiReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_pointer (&reply->node, json_node_unref);
  g_free (reply->etag);
  g_free (reply->repr_digest);
  g_free (reply->request_id);
  g_free (reply);
}

JsonObject *
yyq_api_reply_object (YyqApiReply *reply, GError **error)
{
  if (reply->node == NULL) {
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE, "The reply is empty");
    return NULL;
  }
  return yyq_wire_node_object (reply->node, error);
}

GListModel *
yyq_api_reply_list (YyqApiReply *reply, const char *member, GType type, GError **error)
{
  JsonObject *object = yyq_api_reply_object (reply, error);
  JsonArray *array = NULL;
  g_autoptr (GListStore) store = NULL;

  if (object == NULL || !yyq_wire_get_array (object, member, &array, error))
    return NULL;
  store = g_list_store_new (type);
  if (!yyq_wire_records_decode (object, member, store, error))
    return NULL;
  return G_LIST_MODEL (g_steal_pointer (&store));
}

void
yyq_api_page_free (YyqApiPage *self)
{
  g_clear_object (&self->items);
  g_free (self->next);
  g_free (self);
}

YyqApiPage *
yyq_api_reply_page (YyqApiReply *reply, GType type, GError **error)
{
  g_autoptr (YyqApiPage) page = g_new0 (YyqApiPage, 1);
  JsonObject *object;
  const char *next = NULL;

  page->items = yyq_api_reply_list (reply, "items", type, error);
  if (page->items == NULL)
    return NULL;
  object = yyq_api_reply_object (reply, error);
  if (yyq_wire_has (object, "next") && !yyq_wire_get_string (object, "next", &next, error))
    return NULL;
  page->next = g_strdup (next);
  return g_steal_pointer (&page);
}

gpointer
yyq_api_decode_page (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_page (reply, reply->type, error);
}

gpointer
yyq_api_decode_record (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  return yyq_api_reply_object (reply, error) != NULL
           ? yyq_wire_record_decode (reply->node, reply->type, error)
           : NULL;
}

char *
yyq_api_path (const char *format, ...)
{
  g_autofree char *rest = NULL;
  va_list arguments;

  va_start (arguments, format);
  rest = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return g_strconcat ("/api/v1", rest, NULL);
}
