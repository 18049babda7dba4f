/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-contract-list-store.h"
#include "yyq-home-routes.h"
#include "yyq-home-service.h"
#include "yyq-reply.h"
#include "yyq-wire-record.h"

/* How many contracts the to-do list shows. */
#define N_TODO 5
#define HALF_YEAR_MS (G_GINT64_CONSTANT (184) * 24 * 3600 * 1000)

static GPtrArray *
list_mine (YyqPlatform *platform, YyqRequest *request, GError **error)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autofree char *next = NULL;

  query->tab = YYQ_CONTRACT_TAB_MINE;
  query->descending = FALSE;
  return yyq_contract_list_store_read (platform, request->access, query, N_TODO, NULL, &next,
                                       error);
}

static void
get_todo (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mine = list_mine (platform, request, &error);
  YyqContractCounts counts = { 0 };
  gint64 oldest_at = 0;
  JsonObject *object;
  JsonArray *items;

  if (mine == NULL || !yyq_contract_list_store_count (platform, request->access, &counts, &error) ||
      !yyq_home_store_oldest (platform, request->access, &oldest_at, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  items = json_array_new ();
  for (guint i = 0; i < mine->len; i++)
    json_array_add_element (items, yyq_wire_record_encode (g_ptr_array_index (mine, i)));
  json_object_set_int_member (object, "contracts_to_sign", counts.mine);
  json_object_set_int_member (object, "oldest_at", oldest_at);
  json_object_set_array_member (object, "items", items);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
get_overview (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqHomeOverview overview = { 0 };
  JsonObject *object;

  if (!yyq_home_store_overview (platform, request->access, &overview, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  object = json_object_new ();
  json_object_set_int_member (object, "contracts_total", overview.total);
  json_object_set_int_member (object, "contracts_completed", overview.completed);
  json_object_set_int_member (object, "contracts_signing", overview.signing);
  json_object_set_int_member (object, "mean_signing_ms", overview.mean_signing_ms);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static gboolean
read_unit (YyqRequest *request, YyqHomeUnit *unit)
{
  const char *word = yyq_request_get_query (request, "unit");

  if (word == NULL || g_str_equal (word, "month"))
    *unit = YYQ_HOME_MONTH;
  else if (g_str_equal (word, "week"))
    *unit = YYQ_HOME_WEEK;
  else if (g_str_equal (word, "day"))
    *unit = YYQ_HOME_DAY;
  else
    return FALSE;
  return TRUE;
}

static void
reply_stats (YyqResponse *response, GArray *buckets)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < buckets->len; i++) {
    const YyqHomeBucket *bucket = &g_array_index (buckets, YyqHomeBucket, i);
    JsonObject *item = json_object_new ();

    json_object_set_int_member (item, "from", bucket->from_ms);
    json_object_set_int_member (item, "to", bucket->to_ms);
    json_object_set_int_member (item, "initiated", bucket->initiated);
    json_object_set_int_member (item, "completed", bucket->completed);
    json_array_add_object_element (items, item);
  }
  json_object_set_array_member (object, "items", items);
  yyq_reply_json (response, 200, yyq_wire_take_object (object));
}

static void
get_stats (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) buckets = NULL;
  YyqHomeUnit unit;
  gint64 from, to;

  if (!read_unit (request, &unit) ||
      !yyq_request_get_query_int (request, "to", 0, G_MAXINT64, yyq_clock_now (), &to) ||
      !yyq_request_get_query_int (request, "from", 0, to, MAX (to - HALF_YEAR_MS, 0), &from)) {
    yyq_response_set_problem (response, "invalid", "unit, from or to", NULL);
    return;
  }
  buckets = yyq_home_service_stats (platform, request->access, unit, from, to, &error);
  if (buckets != NULL)
    reply_stats (response, buckets);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_home_routes[] = {
  { "GET", "/api/v1/home/todo", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_todo },
  { "GET", "/api/v1/home/overview", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_overview },
  { "GET", "/api/v1/home/contract-stats", "contract.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_stats },
  { NULL },
};
