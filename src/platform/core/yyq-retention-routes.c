/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-core-routes.h"
#include "yyq-reply.h"
#include "yyq-retention.h"

static void
set_notice (JsonObject *object, const YyqRetentionNotice *notice, gint64 removable_before)
{
  if (notice->announced_at == 0)
    return;
  json_object_set_int_member (object, "announced_at", notice->announced_at);
  json_object_set_int_member (object, "announced_rows", notice->n);
  json_object_set_int_member (object, "announced_before_at", notice->before_at);
  json_object_set_boolean_member (object, "removed_next", removable_before > 0);
}

/* (transfer full) (nullable) */
static JsonObject *
describe (YyqPlatform *platform, const YyqRetentionTerm *term, GError **error)
{
  JsonObject *object = NULL;
  YyqRetentionNotice notice;
  gint64 before_at = 0;
  gint64 n = 0;

  if (!yyq_retention_count (platform, term, &before_at, &n, error) ||
      !yyq_retention_load_notice (platform, term, &notice, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "name", term->name);
  json_object_set_int_member (object, "days", yyq_retention_get_days (platform, term));
  json_object_set_int_member (object, "before_at", before_at);
  json_object_set_int_member (object, "rows", n);
  set_notice (object, &notice, yyq_retention_get_limit (platform, term, &notice));
  return object;
}

/* What the job will do, without doing it; a count must not keep writers waiting. */
static void
post_retention (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonObject) reply = json_object_new ();
  JsonArray *terms = json_array_new ();

  json_object_set_array_member (reply, "terms", terms);
  for (const YyqRetentionTerm *term = yyq_retention_terms; term->name != NULL; term++) {
    g_autoptr (GError) error = NULL;
    JsonObject *object = describe (platform, term, &error);

    if (object == NULL) {
      yyq_reply_error (response, error);
      return;
    }
    json_array_add_object_element (terms, object);
  }
  yyq_reply_json (response, 200, yyq_wire_take_object (g_steal_pointer (&reply)));
}

const YyqRoute yyq_retention_routes[] = {
  { "POST", "/admin/retention", "admin", YYQ_SCOPE_PLATFORM, YYQ_RATE_LOCAL, post_retention,
    .flags = YYQ_ROUTE_OWN_TRANSACTION },
  { NULL },
};
