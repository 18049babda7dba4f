/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-change-log.h"
#include "yyq-contract-store.h"
#include "yyq-contracts-routes.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-wire-record.h"

#define DEFAULT_PAGE 200
#define LONGEST_PAGE 500

/* (transfer full) (nullable): what a client has to do; a thing that went meanwhile is a deletion.
 */
static JsonObject *
encode_change (YyqPlatform *platform, const char *scope_id, const YyqChange *change, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqContract) contract =
    change->op == YYQ_CHANGE_PUT
      ? yyq_contract_store_load (platform, scope_id, change->entity_id, &local)
      : NULL;
  JsonObject *object;

  if (local != NULL && !g_error_matches (local, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  object = json_object_new ();
  json_object_set_string_member (object, "entity", change->entity);
  json_object_set_string_member (object, "id", change->entity_id);
  json_object_set_string_member (object, "op", contract != NULL ? "put" : "delete");
  json_object_set_int_member (object, "version", change->version);
  if (contract != NULL)
    json_object_set_member (object, "data", yyq_wire_record_encode (contract));
  return object;
}

static JsonArray *
encode_changes (YyqPlatform *platform, const char *scope_id, GPtrArray *changes, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < changes->len; i++) {
    JsonObject *object = encode_change (platform, scope_id, g_ptr_array_index (changes, i), error);

    if (object == NULL)
      return NULL;
    json_array_add_object_element (array, object);
  }
  return g_steal_pointer (&array);
}

static void
reply_changes (YyqResponse *response, JsonArray *array, const char *cursor, gboolean has_more)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "changes", array);
  json_object_set_string_member (object, "cursor", cursor);
  json_object_set_boolean_member (object, "has_more", has_more);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
get_sync (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;
  gboolean has_more = FALSE;
  gboolean unknown = FALSE;
  JsonArray *array;
  gint64 limit;

  if (!yyq_request_get_query_int (request, "limit", 1, LONGEST_PAGE, DEFAULT_PAGE, &limit)) {
    yyq_response_set_problem (response, "invalid", "limit", NULL);
    return;
  }
  changes = yyq_change_log_read (platform, request->enterprise_id,
                                 yyq_request_get_query (request, "cursor"), (guint) limit, &cursor,
                                 &has_more, &unknown, &error);
  array =
    changes != NULL ? encode_changes (platform, request->enterprise_id, changes, &error) : NULL;
  if (array != NULL) {
    reply_changes (response, array, cursor, has_more);
  } else if (unknown) {
    yyq_response_set_problem (response, "cursor-unknown", NULL, NULL);
  } else {
    yyq_reply_error (response, error);
  }
}

const YyqRoute yyq_sync_routes[] = {
  { "GET", "/api/v1/sync", "contract.view", YYQ_SCOPE_ENTERPRISE, YYQ_RATE_READ, get_sync },
  { NULL },
};
