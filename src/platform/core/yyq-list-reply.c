/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-reply.h"

#include "yyq-choice-store.h"
#include "yyq-service-error.h"
#include "yyq-wire-record.h"

#define DEFAULT_PAGE 50
#define LONGEST_PAGE 200

static gboolean
read_page (JsonObject *body, const char **after, gint64 *limit, GError **error)
{
  *after = NULL;
  *limit = DEFAULT_PAGE;
  if ((yyq_wire_has (body, "after") && !yyq_wire_get_string (body, "after", after, error)) ||
      (yyq_wire_has (body, "limit") && !yyq_wire_get_int (body, "limit", limit, error)))
    return FALSE;
  if (*limit >= 1 && *limit <= LONGEST_PAGE)
    return TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                       "/limit: no number of a page");
  return FALSE;
}

void
yyq_list_reply (YyqPlatform *platform, YyqRequest *request, const YyqListSource *source,
                YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqRecord) query = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  const char *after;
  gint64 limit;

  if (node == NULL)
    return;
  query = yyq_wire_record_decode (node, source->query_type (), &error);
  if (query != NULL && read_page (json_node_get_object (node), &after, &limit, &error)) {
    const YyqListAsk ask = { request->access, request->permission, query,
                             yyq_platform_get_cipher (platform) };

    records = yyq_list_source_read (source, yyq_platform_get_storage (platform), &ask, after,
                                    (guint) limit, &next, &error);
  }
  if (records != NULL)
    yyq_reply_page (response, records, next);
  else
    yyq_reply_error (response, error);
}

static void
reply_choices (YyqResponse *response, GPtrArray *choices, const GError *error)
{
  if (choices != NULL)
    yyq_reply_list (response, choices);
  else
    yyq_reply_error (response, error);
}

void
yyq_list_reply_accounts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices =
    yyq_choice_store_list_accounts (yyq_platform_get_storage (platform), request->access, &error);

  reply_choices (response, choices, error);
}

void
yyq_list_reply_units (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = yyq_choice_store_list_units (
    yyq_platform_get_storage (platform), request->access, request->permission, &error);

  reply_choices (response, choices, error);
}
