/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-change-log.h"
#include "yyq-core-routes.h"
#include "yyq-feed-entity.h"
#include "yyq-reply.h"
#include "yyq-wire-record.h"

#define DEFAULT_PAGE 200
#define LONGEST_PAGE 500

/* (transfer full): entity -> (id -> record), of all that @changes put. */
static GHashTable *
load_records (YyqPlatform *platform, const YyqAccess *access, GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) ids =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) records =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  GHashTableIter iter;
  gpointer name, wanted;

  for (guint i = 0; i < changes->len; i++) {
    const YyqChange *change = g_ptr_array_index (changes, i);
    GPtrArray *list = g_hash_table_lookup (ids, change->entity);

    if (change->op != YYQ_CHANGE_PUT)
      continue;
    if (list == NULL)
      g_hash_table_insert (ids, (gpointer) change->entity, list = g_ptr_array_new ());
    g_ptr_array_add (list, (gpointer) change->entity_id);
  }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &name, &wanted)) {
    const YyqFeedEntity *entity = yyq_feed_entity_find (platform, name);
    GHashTable *loaded;

    g_ptr_array_add (wanted, NULL);
    loaded =
      entity->load (platform, access, (const char *const *) ((GPtrArray *) wanted)->pdata, error);
    if (loaded == NULL)
      return NULL;
    g_hash_table_insert (records, name, loaded);
  }
  return g_steal_pointer (&records);
}

/* A thing that went meanwhile, or to where the caller may not see, is a deletion. */
static JsonObject *
encode_change (const YyqChange *change, GHashTable *records)
{
  GHashTable *of_entity = g_hash_table_lookup (records, change->entity);
  gpointer record = of_entity != NULL && change->op == YYQ_CHANGE_PUT
                      ? g_hash_table_lookup (of_entity, change->entity_id)
                      : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "entity", change->entity);
  json_object_set_string_member (object, "id", change->entity_id);
  json_object_set_string_member (object, "op", record != NULL ? "put" : "delete");
  json_object_set_int_member (object, "version", change->version);
  if (record != NULL)
    json_object_set_member (object, "data", yyq_wire_record_encode (record));
  return object;
}

static void
reply_page (YyqResponse *response, const YyqFeedPage *page, GHashTable *records)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < page->changes->len; i++)
    json_array_add_object_element (array,
                                   encode_change (g_ptr_array_index (page->changes, i), records));
  json_object_set_array_member (object, "changes", array);
  json_object_set_string_member (object, "cursor", page->cursor);
  json_object_set_boolean_member (object, "has_more", page->has_more);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
get_sync (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_auto (YyqFeedPage) page = { NULL };
  g_autoptr (GHashTable) records = NULL;
  g_autoptr (GError) error = NULL;
  gint64 limit;

  if (!yyq_request_get_query_int (request, "limit", 1, LONGEST_PAGE, DEFAULT_PAGE, &limit)) {
    yyq_response_set_problem (response, "invalid", "limit", NULL);
    return;
  }
  if (yyq_change_log_read (platform, request->access, yyq_request_get_query (request, "cursor"),
                           (guint) limit, &page, &error) &&
      !page.unknown)
    records = load_records (platform, request->access, page.changes, &error);
  if (records != NULL)
    reply_page (response, &page, records);
  else if (page.unknown)
    yyq_response_set_problem (response, "cursor-unknown", NULL, NULL);
  else
    yyq_reply_error (response, error);
}

/* Each entity has a permission of its own, or tells one account. */
const YyqRoute yyq_sync_routes[] = {
  { "GET", "/api/v1/sync", "member", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_sync },
  { NULL },
};
