/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-router.h"

#include "yyq-id.h"

#include <string.h>

/* More than any route has: the rest stays in one piece, which fits nothing. */
#define MOST_SEGMENTS 16

typedef struct {
  const YyqRoute *route; /* static */
  char **segments;       /* (owned) */
  guint n_segments;
  guint n_params;
} Entry;

struct _YyqRouter {
  YyqPlatform *platform;
  const YyqRouterHooks *hooks;
  YyqRateLimiter *limiter;
  GArray *routes; /* (element-type Entry) */
};

static void
clear_entry (gpointer data)
{
  g_strfreev (((Entry *) data)->segments);
}

YyqRouter *
yyq_router_new (YyqPlatform *platform, const YyqRouterHooks *hooks)
{
  YyqRouter *self = g_new0 (YyqRouter, 1);

  self->platform = platform;
  self->hooks = hooks;
  self->limiter = yyq_rate_limiter_new ();
  self->routes = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->routes, clear_entry);
  return self;
}

void
yyq_router_free (YyqRouter *self)
{
  yyq_rate_limiter_free (self->limiter);
  g_array_unref (self->routes);
  g_free (self);
}

static gboolean
is_param (const char *segment)
{
  return segment[0] == '{';
}

static guint
count_params (char **segments)
{
  guint n = 0;

  for (; *segments != NULL; segments++)
    n += is_param (*segments);
  return n;
}

void
yyq_router_add_routes (YyqRouter *self, const YyqRoute *routes)
{
  for (const YyqRoute *route = routes; route->method != NULL; route++) {
    Entry entry = { .route = route, .segments = g_strsplit (route->path, "/", -1) };

    g_assert (route->permission != NULL && *route->permission != '\0' &&
              route->scope != YYQ_SCOPE_UNSET && route->rate != YYQ_RATE_UNSET);
    entry.n_segments = g_strv_length (entry.segments);
    entry.n_params = count_params (entry.segments);
    g_array_append_val (self->routes, entry);
  }
}

guint
yyq_router_get_n_routes (YyqRouter *self)
{
  return self->routes->len;
}

static const Entry *
get_entry (YyqRouter *self, guint index)
{
  return &g_array_index (self->routes, Entry, index);
}

const YyqRoute *
yyq_router_get_route (YyqRouter *self, guint index)
{
  return get_entry (self, index)->route;
}

/* From behind: that is where paths differ. */
static gboolean
segments_match (const Entry *entry, char **path)
{
  for (guint i = entry->n_segments; i > 0; i--) {
    const char *wanted = entry->segments[i - 1];

    if (is_param (wanted) ? *path[i - 1] == '\0' : !g_str_equal (wanted, path[i - 1]))
      return FALSE;
  }
  return TRUE;
}

static void
fill_params (YyqRequest *request, char **pattern, char **path)
{
  for (; *pattern != NULL; pattern++, path++)
    if (is_param (*pattern))
      g_hash_table_insert (request->params, g_strndup (*pattern + 1, strlen (*pattern) - 2),
                           g_strdup (*path));
}

/* (nullable): NULL: @allow has the methods of the path. /contracts/counts wins over
 * /contracts/{id}, whatever their order in the tables. */
static const Entry *
find (YyqRouter *self, const char *method, char **path, GString *allow)
{
  const guint n_segments = g_strv_length (path);
  const Entry *best = NULL;

  for (guint i = 0; i < self->routes->len; i++) {
    const Entry *entry = get_entry (self, i);

    if (entry->n_segments != n_segments || !segments_match (entry, path))
      continue;
    if (!g_str_equal (entry->route->method, method))
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", entry->route->method);
    else if (best == NULL || entry->n_params < best->n_params)
      best = entry;
  }
  return best;
}

/* @allow: methods that the path has, when this one is not among them. */
static const YyqRoute *
match (YyqRouter *self, YyqRequest *request, GString *allow)
{
  g_auto (GStrv) path = g_strsplit (request->path, "/", MOST_SEGMENTS);
  const Entry *best = find (self, request->method, path, allow);

  if (best == NULL)
    return NULL;
  fill_params (request, best->segments, path);
  return best->route;
}

static gsize
body_limit (const YyqRoute *route)
{
  return route->body_limit != 0 ? route->body_limit : YYQ_ROUTE_BODY;
}

gsize
yyq_router_get_body_limit (YyqRouter *self, const char *method, const char *target)
{
  g_autofree char *raw = g_strndup (target, strcspn (target, "?"));
  g_autofree char *plain = g_uri_unescape_string (raw, NULL);
  g_auto (GStrv) path = g_strsplit (plain != NULL ? plain : "", "/", MOST_SEGMENTS);
  g_autoptr (GString) allow = g_string_new (NULL);
  const Entry *entry = find (self, method, path, allow);

  return entry != NULL ? body_limit (entry->route) : YYQ_ROUTE_BODY;
}

static gboolean
refuse_for (guint seconds, YyqResponse *response)
{
  g_autofree char *text = g_strdup_printf ("%u", seconds);

  if (seconds == 0)
    return FALSE;
  yyq_response_set_problem (response, "rate-limited", NULL, NULL);
  yyq_response_set_header (response, "Retry-After", text);
  return TRUE;
}

/* The administration socket has no address: being able to open it is the permission. */
static gboolean
is_too_often (YyqRouter *self, YyqRateClass rate, YyqRequest *request, YyqResponse *response)
{
  const char *remote = request->remote != NULL ? request->remote : "";

  return !request->admin && refuse_for (yyq_rate_limiter_take_address (self->limiter, rate, remote,
                                                                       g_get_monotonic_time ()),
                                        response);
}

gboolean
yyq_router_begin (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  return request->hooks->begin (platform, request, response);
}

gboolean
yyq_router_permits (YyqRequest *request)
{
  if (g_str_equal (request->permission, "session"))
    return request->access != NULL;
  if (g_str_equal (request->permission, "member"))
    return yyq_access_get_tenant_id (request->access) != NULL;
  return yyq_access_may (request->access, request->permission);
}

static gboolean
authorize (YyqRouter *self, const YyqRoute *route, YyqRequest *request, YyqResponse *response)
{
  if (g_str_equal (route->permission, "public"))
    return TRUE;
  if (g_str_equal (route->permission, "admin")) {
    /* Only the socket's file mode lets someone in; over the network these paths do not exist. */
    if (!request->admin)
      yyq_response_set_problem (response, "not-found", NULL, NULL);
    return request->admin;
  }
  if (!self->hooks->authenticate (self->platform, request)) {
    yyq_response_set_problem (response, "unauthenticated", NULL, NULL);
    yyq_response_set_header (response, "WWW-Authenticate", "Bearer");
    return FALSE;
  }
  if (refuse_for (yyq_rate_limiter_take_account (self->limiter, route->rate,
                                                 yyq_access_get_account_id (request->access),
                                                 g_get_monotonic_time ()),
                  response))
    return FALSE;
  if (yyq_router_permits (request))
    return TRUE;
  yyq_response_set_problem (response, "forbidden", NULL, NULL);
  return FALSE;
}

static gboolean
check_key (const YyqRoute *route, YyqRequest *request, YyqResponse *response)
{
  const char *key = yyq_request_get_header (request, "idempotency-key");

  if (key == NULL && !(route->flags & YYQ_ROUTE_KEY_REQUIRED))
    return TRUE;
  if (key != NULL && g_uuid_string_is_valid (key))
    return TRUE;
  yyq_response_set_problem (response, "invalid", "Idempotency-Key must be a UUID", NULL);
  return FALSE;
}

static gboolean
is_answered (YyqResponse *response)
{
  return response->status != 500 || response->problem != NULL;
}

/* What was given up cannot be committed, whatever there is to keep. */
static gboolean
is_kept (YyqResponse *response)
{
  return !response->again && (response->status < 400 || response->keep);
}

/* Inside: the one writer's time, which everybody else waits for. */
static void
run_in_transaction (YyqRouter *self, const YyqRoute *route, YyqRequest *request,
                    YyqResponse *response, gboolean keyed)
{
  if (!self->hooks->begin (self->platform, request, response))
    return;
  if (keyed && self->hooks->replay (self->platform, request, response)) {
    self->hooks->finish (self->platform, request, response, FALSE);
    return;
  }
  route->handler (self->platform, request, response);
  self->hooks->finish (self->platform, request, response, is_kept (response));
}

static void
work (YyqRouter *self, const YyqRoute *route, YyqRequest *request, YyqResponse *response,
      gboolean keyed)
{
  if (route->prepare != NULL)
    route->prepare (self->platform, request, response);
  if (is_answered (response))
    return;
  if (route->flags & YYQ_ROUTE_OWN_TRANSACTION) {
    route->handler (self->platform, request, response);
    self->hooks->finish (self->platform, request, response, is_kept (response));
  } else if (route->handler != NULL) {
    run_in_transaction (self, route, request, response, keyed);
  }
}

/* Of two transactions that wait for each other one is given up, by the database and after about a
 * second. */
#define TRIES 4

/* Prepared anew, too: what was prepared went with the transaction. */
static void
work_until_done (YyqRouter *self, const YyqRoute *route, YyqRequest *request, YyqResponse *response,
                 gboolean keyed)
{
  gint64 last = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

  work (self, route, request, response, keyed);
  for (guint i = 1; i < TRIES && response->again && g_get_monotonic_time () < last; i++) {
    yyq_response_reset (response);
    work (self, route, request, response, keyed);
  }
}

static gboolean
parse (YyqRouter *self, const YyqRoute *route, YyqRequest *request, YyqResponse *response)
{
  if (route->flags & YYQ_ROUTE_RAW_BODY || g_bytes_get_size (request->body) == 0)
    return TRUE;
  return self->hooks->parse (request, response);
}

static void
change (YyqRouter *self, const YyqRoute *route, YyqRequest *request, YyqResponse *response)
{
  /* Replies of public routes are tokens, which are never stored; nothing there needs a key. */
  gboolean keyed = yyq_request_get_header (request, "idempotency-key") != NULL &&
                   !g_str_equal (route->permission, "public");

  if (!check_key (route, request, response) ||
      (keyed && self->hooks->replay (self->platform, request, response)) ||
      !parse (self, route, request, response))
    return;
  work_until_done (self, route, request, response, keyed);
  /* A repeat that overtook the end of the first request: its answer is there by now. */
  if (keyed && response->status >= 400)
    self->hooks->replay (self->platform, request, response);
}

/* What the administration socket has does not exist over the network, with no method. */
static void
refuse_path (YyqRequest *request, GString *allow, YyqResponse *response)
{
  if (allow->len == 0 || (!request->admin && g_str_has_prefix (request->path, "/admin/"))) {
    yyq_response_set_problem (response, "not-found", NULL, NULL);
    return;
  }
  yyq_response_set_problem (response, "method-not-allowed", NULL, NULL);
  yyq_response_set_header (response, "Allow", allow->str);
}

static void
serve (YyqRouter *self, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GString) allow = g_string_new (NULL);
  const YyqRoute *route = match (self, request, allow);

  if (is_too_often (self, route != NULL ? route->rate : YYQ_RATE_OPEN, request, response))
    return;
  if (route == NULL) {
    refuse_path (request, allow, response);
    return;
  }
  request->pattern = route->path;
  request->permission = route->permission;
  request->hooks = self->hooks;
  request->node_limit = route->node_limit != 0 ? route->node_limit : YYQ_ROUTE_NODES;
  if (g_bytes_get_size (request->body) > body_limit (route)) {
    yyq_response_set_problem (response, "too-large", NULL, NULL);
    return;
  }
  if (!authorize (self, route, request, response))
    return;
  if (g_str_equal (request->method, "GET"))
    route->handler (self->platform, request, response);
  else
    change (self, route, request, response);
}

/* Neither ids of things nor query, body or tokens go to the log: the pattern and the codes do. */
static void
log_request (YyqRequest *request, YyqResponse *response, gint64 started)
{
  g_autofree char *status = g_strdup_printf ("%u", response->status);
  g_autofree char *micros =
    g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time () - started);

  g_log_structured (G_LOG_DOMAIN, response->status >= 500 ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_INFO,
                    "YYQ_REQUEST_ID", request->id, "YYQ_METHOD", request->method, "YYQ_ROUTE",
                    request->pattern != NULL ? request->pattern : "-", "YYQ_STATUS", status,
                    "YYQ_PROBLEM", response->problem != NULL ? response->problem : "-",
                    "YYQ_DURATION_US", micros, "MESSAGE", "%s %s %s %s %sus %s", request->id,
                    request->method, request->pattern != NULL ? request->pattern : "-", status,
                    micros, response->problem != NULL ? response->problem : "");
}

YyqResponse *
yyq_router_dispatch (YyqRouter *self, YyqRequest *request)
{
  g_autoptr (YyqResponse) response = yyq_response_new ();
  gint64 started = g_get_monotonic_time ();

  g_free (request->id);
  request->id = yyq_id_new ();
  serve (self, request, response);
  self->hooks->release (self->platform);
  if (response->status == 500 && response->problem == NULL)
    yyq_response_set_problem (response, "internal", NULL, NULL);
  yyq_response_seal (response, request->id);
  log_request (request, response, started);
  return g_steal_pointer (&response);
}
