/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-command-call.h"

#include "yyq-api-reply.h"
#include "yyq-error.h"
#include "yyq-wire-record.h"

void
yyq_command_reply_free (YyqCommandReply *self)
{
  g_clear_object (&self->record);
  g_free (self);
}

/* What came back, before it is known of which kind it is. */
typedef struct {
  guint status;
  JsonNode *node; /* (nullable) */
} RawReply;

static void
raw_reply_free (gpointer data)
{
  RawReply *raw = data;

  g_clear_pointer (&raw->node, json_node_unref);
  g_free (raw);
}

static gpointer
decode_raw (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  RawReply *raw = g_new (RawReply, 1);

  raw->status = reply->status;
  raw->node = reply->node != NULL ? json_node_ref (reply->node) : NULL;
  return raw;
}

static YyqCommandReply *
decode_reply (const YyqCommandKind *kind, RawReply *raw, GError **error)
{
  g_autoptr (YyqCommandReply) reply = g_new0 (YyqCommandReply, 1);
  g_autoptr (GError) failure = NULL;

  reply->status = raw->status;
  if (kind->get_reply_type == NULL)
    return g_steal_pointer (&reply);
  if (raw->node != NULL)
    reply->record = yyq_wire_record_decode (raw->node, kind->get_reply_type (), &failure);
  if (reply->record != NULL)
    return g_steal_pointer (&reply);
  g_set_error (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "%s: %s", kind->name,
               failure != NULL ? failure->message : "The reply is empty");
  return NULL;
}

YyqCommandReply *
yyq_command_call_finish (YyqApiClient *client, const YyqCommandKind *kind, GAsyncResult *result,
                         GError **error)
{
  RawReply *raw = yyq_api_client_call_finish (client, result, error);
  YyqCommandReply *reply = raw != NULL ? decode_reply (kind, raw, error) : NULL;

  g_clear_pointer (&raw, raw_reply_free);
  return reply;
}

void
yyq_command_call_async (YyqApiClient *client, const YyqCommandKind *kind,
                        const YyqOutboxEntry *entry, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *rest = yyq_command_kind_make_path (kind, entry->object_id, entry->target);
  g_autofree char *path = yyq_api_path ("%s", rest);
  const YyqApiCall options = { .method = kind->method,
                               .path = path,
                               .body = entry->body,
                               .idempotency_key = entry->idempotency_key,
                               .deadline_ms = kind->deadline_ms };

  yyq_api_client_call_async (client, &options, decode_raw, raw_reply_free, cancellable, callback,
                             user_data);
}
