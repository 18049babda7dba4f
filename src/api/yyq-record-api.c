/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-api.h"

#include "yyq-api-reply.h"
#include "yyq-error.h"
#include "yyq-wire-record.h"
#include "yyq-wire-slice.h"
#include "yyq-wire.h"

/* A page of changes on a slow line. */
#define SYNC_MS 60000
#define MAX_SYNC (16 * 1024 * 1024)

void
yyq_api_record_free (YyqApiRecord *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self);
}

/* The decoder gets no argument of ours: the type comes afterwards. */
static gpointer
decode_whole (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  YyqApiChange *whole;

  if (yyq_api_reply_object (reply, error) == NULL)
    return NULL;
  whole = g_new0 (YyqApiChange, 1);
  whole->data = json_node_ref (reply->node);
  whole->payload = g_bytes_ref (reply->body);
  return whole;
}

static void
change_free (gpointer data)
{
  YyqApiChange *change = data;

  g_free (change->entity);
  g_free (change->id);
  g_clear_pointer (&change->data, json_node_unref);
  g_clear_pointer (&change->payload, g_bytes_unref);
  g_free (change);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GType type = GPOINTER_TO_SIZE (g_task_get_task_data (task));
  GError *error = NULL;
  YyqApiChange *whole = yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error);
  YyqApiRecord *record;

  if (whole == NULL) {
    g_task_return_error (task, error);
    return;
  }
  record = g_new0 (YyqApiRecord, 1);
  record->record = yyq_wire_record_decode (whole->data, type, &error);
  record->payload = g_steal_pointer (&whole->payload);
  change_free (whole);
  if (record->record != NULL) {
    g_task_return_pointer (task, record, (GDestroyNotify) yyq_api_record_free);
    return;
  }
  yyq_api_record_free (record);
  g_prefix_error (&error, "%s: ", g_type_name (type));
  g_task_return_error (task, error);
}

void
yyq_record_api_get_async (YyqApiClient *client, const char *path, const char *id, GType type,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *whole = yyq_api_path ("%s/%s", path, escaped);
  YyqApiCall call = { .method = "GET", .path = whole };

  g_task_set_source_tag (task, yyq_record_api_get_async);
  g_task_set_task_data (task, GSIZE_TO_POINTER (type), NULL);
  yyq_api_client_call_async (client, &call, decode_whole, change_free, cancellable, got_cb, task);
}

YyqApiRecord *
yyq_record_api_get_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_api_changes_free (YyqApiChanges *self)
{
  g_ptr_array_unref (self->list);
  g_free (self->cursor);
  g_free (self);
}

/* @payload (nullable): the text of the data, unless its name was written with escapes. */
static gboolean
decode_change (YyqApiChanges *changes, JsonNode *node, GBytes *payload, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  const char *entity = NULL, *id = NULL, *op = NULL;
  JsonObject *data = NULL;
  YyqApiChange *change;

  if (object == NULL || !yyq_wire_get_string (object, "entity", &entity, error) ||
      !yyq_wire_get_string (object, "id", &id, error) ||
      !yyq_wire_get_string (object, "op", &op, error))
    return FALSE;
  if (!g_str_equal (op, "put") && !g_str_equal (op, "delete")) {
    g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE, "/op: unknown “%s”", op);
    return FALSE;
  }
  if (g_str_equal (op, "put") && !yyq_wire_get_object (object, "data", &data, error))
    return FALSE;
  change = g_new0 (YyqApiChange, 1);
  change->entity = g_strdup (entity);
  change->id = g_strdup (id);
  if (data != NULL) {
    change->data = json_node_ref (json_object_get_member (object, "data"));
    change->payload = payload != NULL ? g_bytes_ref (payload) : yyq_wire_serialize (change->data);
  }
  g_ptr_array_add (changes->list, change);
  return TRUE;
}

static gpointer
decode_changes (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  g_autoptr (YyqApiChanges) changes = g_new0 (YyqApiChanges, 1);
  g_autoptr (GPtrArray) slices = yyq_wire_slice (reply->body, "changes", "data");
  JsonObject *object = yyq_api_reply_object (reply, error);
  JsonArray *array = NULL;
  const char *cursor = NULL;

  changes->list = g_ptr_array_new_with_free_func (change_free);
  if (object == NULL || !yyq_wire_get_array (object, "changes", &array, error) ||
      !yyq_wire_get_string (object, "cursor", &cursor, error) ||
      !yyq_wire_get_bool (object, "has_more", &changes->has_more, error))
    return NULL;
  changes->cursor = g_strdup (cursor);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    GBytes *payload = i < slices->len ? g_ptr_array_index (slices, i) : NULL;

    if (!decode_change (changes, json_array_get_element (array, i), payload, error)) {
      g_prefix_error (error, "/changes/%u", i);
      return NULL;
    }
  }
  return g_steal_pointer (&changes);
}

void
yyq_record_api_sync_async (YyqApiClient *client, const char *cursor, guint limit,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *escaped = g_uri_escape_string (cursor != NULL ? cursor : "", NULL, FALSE);
  g_autofree char *path =
    yyq_api_path ("/sync?limit=%u%s%s", limit, cursor != NULL ? "&cursor=" : "", escaped);
  YyqApiCall call = {
    .method = "GET", .path = path, .deadline_ms = SYNC_MS, .max_reply = MAX_SYNC
  };

  yyq_api_client_call_async (client, &call, decode_changes, (GDestroyNotify) yyq_api_changes_free,
                             cancellable, callback, user_data);
}

YyqApiChanges *
yyq_record_api_sync_finish (YyqApiClient *client, GAsyncResult *result, GError **error)
{
  return yyq_api_client_call_finish (client, result, error);
}
