/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-reply.h"
#include "yyq-journal-routes.h"
#include "yyq-log-export-job.h"
#include "yyq-log-store.h"
#include "yyq-reply.h"
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

/* Reads, and therefore answers before there would be a transaction. In the body, since the words
 * name people. */
static void
post_search (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqLogQuery) query = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  const char *after;
  gint64 limit;

  if (node == NULL)
    return;
  query = yyq_wire_record_decode (node, YYQ_TYPE_LOG_QUERY, &error);
  if (query != NULL && read_page (json_node_get_object (node), &after, &limit, &error))
    entries = yyq_log_store_read (yyq_platform_get_storage (platform), request->access,
                                  YYQ_LOG_VIEW, query, after, (guint) limit, &next, &error);
  if (entries != NULL)
    yyq_reply_page (response, entries, (YyqReplyEncode) yyq_wire_record_encode, next);
  else
    yyq_reply_error (response, error);
}

typedef GPtrArray *(*ListChoices) (YyqStorage *storage, const YyqAccess *access, GError **error);

static void
reply_choices (YyqPlatform *platform, YyqRequest *request, ListChoices list, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices =
    list (yyq_platform_get_storage (platform), request->access, &error);

  if (choices != NULL)
    yyq_reply_list (response, choices, (YyqReplyEncode) yyq_wire_record_encode);
  else
    yyq_reply_error (response, error);
}

static void
get_accounts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  reply_choices (platform, request, yyq_log_store_list_accounts, response);
}

static void
get_units (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  reply_choices (platform, request, yyq_log_store_list_units, response);
}

static void
post_export (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqLogQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *params = NULL;
  YyqTableFormat format;
  const char *word;

  if (node == NULL)
    return;
  query = yyq_wire_record_decode (node, YYQ_TYPE_LOG_QUERY, &error);
  if (query == NULL ||
      !yyq_wire_get_string (json_node_get_object (node), "format", &word, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  if (!yyq_table_format_from_string (word, &format)) {
    yyq_response_set_problem (response, "invalid", "csv or xlsx", "/format");
    return;
  }
  params = yyq_log_export_job_describe (query, format);
  yyq_job_reply_start (platform, request, &yyq_log_export_job_kind, params, FALSE, response);
}

const YyqRoute yyq_log_routes[] = {
  { "POST", "/api/v1/log/search", YYQ_LOG_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_SEARCH,
    .prepare = post_search },
  { "GET", "/api/v1/log/accounts", YYQ_LOG_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_accounts },
  { "GET", "/api/v1/log/units", YYQ_LOG_VIEW, YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_units },
  { "POST", "/api/v1/log/export", YYQ_LOG_EXPORT, YYQ_SCOPE_TENANT, YYQ_RATE_WORK, post_export },
  { NULL },
};
