/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-list-store.h"
#include "yyq-contract-store.h"
#include "yyq-contracts-routes.h"
#include "yyq-file-reply.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-wire-record.h"

#include <string.h>

#define DEFAULT_PAGE 50
#define LONGEST_PAGE 200
#define LONGEST_TEXT 200

static gboolean
bad_parameter (YyqResponse *response, const char *name)
{
  yyq_response_set_problem (response, "invalid", name, NULL);
  return FALSE;
}

/* What a list is asked for, from the query of a GET or the body of a search; NULL and 0: not said.
 */
typedef struct {
  const char *tab, *sort, *order, *text, *after;
  gint64 from, to, limit;
} Wish;

static gboolean
read_wish (const Wish *wish, YyqContractQuery *query, YyqResponse *response)
{
  if (wish->tab != NULL && !yyq_contract_tab_from_string (wish->tab, &query->tab))
    return bad_parameter (response, "tab");
  if (wish->sort != NULL && g_str_equal (wish->sort, "initiated_at"))
    query->sort = YYQ_CONTRACT_SORT_INITIATED_AT;
  else if (wish->sort != NULL && !yyq_contract_sort_from_string (wish->sort, &query->sort))
    return bad_parameter (response, "sort");
  if (wish->order != NULL && !g_str_equal (wish->order, "asc") &&
      !g_str_equal (wish->order, "desc"))
    return bad_parameter (response, "order");
  query->descending = wish->order == NULL || g_str_equal (wish->order, "desc");
  query->from_ms = wish->from;
  query->to_ms = wish->to;
  if (wish->text != NULL && g_utf8_strlen (wish->text, -1) > LONGEST_TEXT)
    return bad_parameter (response, "q");
  yyq_contract_query_set_text (query, wish->text);
  return TRUE;
}

/* Words are names of people, and what stands in a URL stands in logs and histories: they have a
 * body of their own. */
static gboolean
wish_of_query (YyqRequest *request, Wish *wish, YyqResponse *response)
{
  *wish = (Wish){ .tab = yyq_request_get_query (request, "tab"),
                  .sort = yyq_request_get_query (request, "sort"),
                  .order = yyq_request_get_query (request, "order"),
                  .after = yyq_request_get_query (request, "after") };
  if (yyq_request_get_query (request, "q") != NULL)
    return bad_parameter (response, "q: words are sent with POST /api/v1/contracts/search");
  if (!yyq_request_get_query_int (request, "from", 0, G_MAXINT64, 0, &wish->from))
    return bad_parameter (response, "from");
  if (!yyq_request_get_query_int (request, "to", 0, G_MAXINT64, 0, &wish->to))
    return bad_parameter (response, "to");
  if (!yyq_request_get_query_int (request, "limit", 1, LONGEST_PAGE, DEFAULT_PAGE, &wish->limit))
    return bad_parameter (response, "limit");
  return TRUE;
}

static gboolean
get_optional (JsonObject *body, const char *name, const char **value, GError **error)
{
  return !yyq_wire_has (body, name) || yyq_wire_get_string (body, name, value, error);
}

static gboolean
get_optional_int (JsonObject *body, const char *name, gint64 *value, GError **error)
{
  return !yyq_wire_has (body, name) || yyq_wire_get_int (body, name, value, error);
}

static gboolean
wish_of_body (JsonObject *body, Wish *wish, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  *wish = (Wish){ .limit = DEFAULT_PAGE };
  if (!get_optional (body, "tab", &wish->tab, &error) ||
      !get_optional (body, "sort", &wish->sort, &error) ||
      !get_optional (body, "order", &wish->order, &error) ||
      !get_optional (body, "q", &wish->text, &error) ||
      !get_optional (body, "after", &wish->after, &error) ||
      !get_optional_int (body, "from", &wish->from, &error) ||
      !get_optional_int (body, "to", &wish->to, &error) ||
      !get_optional_int (body, "limit", &wish->limit, &error)) {
    yyq_reply_error (response, error);
    return FALSE;
  }
  if (wish->from < 0 || wish->to < 0)
    return bad_parameter (response, wish->from < 0 ? "from" : "to");
  return (wish->limit >= 1 && wish->limit <= LONGEST_PAGE) || bad_parameter (response, "limit");
}

static void
answer_wish (YyqPlatform *platform, YyqRequest *request, const Wish *wish, YyqResponse *response)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  if (!read_wish (wish, query, response))
    return;
  page = yyq_contract_list_store_read (platform, request->access, query, (guint) wish->limit,
                                       wish->after, &next, &error);
  if (page != NULL)
    yyq_reply_page (response, page, next);
  else
    yyq_reply_error (response, error);
}

static void
get_contracts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  Wish wish;

  if (wish_of_query (request, &wish, response))
    answer_wish (platform, request, &wish, response);
}

/* Reads, and therefore answers before there would be a transaction. */
static void
post_search (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  Wish wish;

  if (node != NULL && wish_of_body (json_node_get_object (node), &wish, response))
    answer_wish (platform, request, &wish, response);
}

static void
get_counts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqContractCounts counts;
  JsonObject *object;

  if (!yyq_contract_list_store_count (platform, request->access, &counts, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  json_object_set_int_member (object, "all", counts.all);
  json_object_set_int_member (object, "mine", counts.mine);
  json_object_set_int_member (object, "others", counts.others);
  json_object_set_int_member (object, "done", counts.done);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

/* (transfer full) (nullable): the contract of the path, or the problem is set. */
static YyqContract *
load (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqContract *contract = yyq_contract_store_load (platform, request->access, YYQ_CONTRACT_VIEW,
                                                   yyq_request_get_param (request, "id"), &error);

  if (contract == NULL)
    yyq_reply_error (response, error);
  return contract;
}

static void
get_contract (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqContract) contract = load (platform, request, response);

  if (contract != NULL)
    yyq_reply_record (response, 200, contract);
}

/* TRUE when @number is one of the contract's; its hash names the document. */
static gboolean
find_revision (YyqContract *contract, gint64 number, char **sha256)
{
  GListModel *revisions = yyq_contract_get_revisions (contract);

  for (guint i = 0; i < g_list_model_get_n_items (revisions); i++) {
    g_autoptr (YyqRevision) revision = g_list_model_get_item (revisions, i);

    if (yyq_revision_get_number (revision) == number) {
      *sha256 = g_strdup (yyq_revision_get_sha256 (revision));
      return TRUE;
    }
  }
  return FALSE;
}

static void
get_document (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqContract) contract = load (platform, request, response);
  g_autofree char *sha256 = NULL;
  guint64 number = 0;

  if (contract == NULL)
    return;
  if (!g_ascii_string_to_unsigned (yyq_request_get_param (request, "revision"), 10, 0, G_MAXINT,
                                   &number, NULL) ||
      !find_revision (contract, (gint64) number, &sha256)) {
    yyq_response_set_problem (response, "not-found", NULL, NULL);
    return;
  }
  yyq_file_reply_pdf (platform, request, sha256, response);
}

static void
get_events (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqContract) contract = load (platform, request, response);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;

  if (contract == NULL)
    return;
  events = yyq_contract_store_events (platform, yyq_contract_get_id (contract), &error);
  if (events != NULL)
    yyq_reply_list (response, events);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_contract_routes[] = {
  { "GET", "/api/v1/contracts", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_SEARCH, get_contracts },
  { "POST", "/api/v1/contracts/search", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_SEARCH,
    .prepare = post_search },
  { "GET", "/api/v1/contracts/counts", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_counts },
  { "GET", "/api/v1/contracts/{id}", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_contract },
  { "GET", "/api/v1/contracts/{id}/documents/{revision}", "contract.view", YYQ_SCOPE_TENANT,
    YYQ_RATE_READ, get_document },
  { "GET", "/api/v1/contracts/{id}/events", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_events },
  { NULL },
};
