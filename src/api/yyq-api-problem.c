/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-problem.h"

#include "yyq-error.h"
#include "yyq-wire-problem.h"
#include "yyq-wire.h"

#define URN "urn:yyq:problem:"
/* A problem is a few lines; whatever is longer came from something in between. */
#define MAX_DETAIL 400
#define MOST_LIMIT (7 * 24 * 3600)
#define LONGEST_POINTER 200 /* bytes */

static YyqApiError
error_of_status (guint status)
{
  switch (status) {
  case 401:
    return YYQ_API_ERROR_UNAUTHENTICATED;
  case 403:
    return YYQ_API_ERROR_FORBIDDEN;
  case 404:
    return YYQ_API_ERROR_NOT_FOUND;
  case 408:
    return YYQ_API_ERROR_TIMEOUT;
  case 409:
  case 412:
    return YYQ_API_ERROR_CONFLICT;
  case 410:
    return YYQ_API_ERROR_RESYNC;
  case 423:
    return YYQ_API_ERROR_LEASED;
  case 426:
    return YYQ_API_ERROR_OUTDATED;
  case 429:
    return YYQ_API_ERROR_RATE_LIMITED;
  default:
    return status >= 500   ? YYQ_API_ERROR_SERVER
           : status >= 400 ? YYQ_API_ERROR_INVALID
                           : YYQ_API_ERROR_BAD_REPLY;
  }
}

static YyqApiError
error_of (guint status, const char *code)
{
  const YyqProblem *problem;

  /* 410 means the same under every code: start anew. */
  if (code == NULL || status == 410)
    return error_of_status (status);
  problem = yyq_problem_find (code);
  return problem != NULL ? problem->client : error_of_status (status);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  const char *value = NULL;

  if (object == NULL || !yyq_wire_get_string (object, name, &value, NULL))
    return NULL;
  return value;
}

static guint
get_number (JsonObject *object, const char *name)
{
  gint64 value = 0;

  if (object == NULL || !yyq_wire_has (object, name) ||
      !yyq_wire_get_int (object, name, &value, NULL))
    return 0;
  return (guint) CLAMP (value, 0, MOST_LIMIT);
}

/* (nullable): of the first member that is named. */
static const char *
get_pointer (JsonObject *object)
{
  JsonArray *errors = NULL;
  JsonObject *first;
  const char *pointer;

  if (object == NULL || !yyq_wire_get_array (object, "errors", &errors, NULL) ||
      json_array_get_length (errors) == 0)
    return NULL;
  first = yyq_wire_node_object (json_array_get_element (errors, 0), NULL);
  pointer = get_text (first, "pointer");
  return pointer != NULL && strlen (pointer) <= LONGEST_POINTER ? pointer : NULL;
}

GError *
yyq_api_problem_new_error (guint status, GBytes *body, const char *request_id)
{
  g_autoptr (JsonNode) node = body != NULL ? yyq_wire_parse (body, NULL) : NULL;
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, NULL) : NULL;
  const char *type = get_text (object, "type");
  const char *code = type != NULL && g_str_has_prefix (type, URN) ? type + strlen (URN) : NULL;
  const char *text = get_text (object, "detail");
  g_autofree char *said = NULL;
  GError *error;

  if (text == NULL)
    text = get_text (object, "title");
  said = text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_DETAIL))
                      : g_strdup ("");
  error =
    g_error_new (YYQ_API_ERROR, (int) error_of (status, code), "%s: %s [HTTP %u, request %s]",
                 code != NULL ? code : "-", said, status, request_id != NULL ? request_id : "-");
  yyq_api_error_set_limits (error, get_number (object, "tries_left"),
                            get_number (object, "retry_after"));
  yyq_api_error_set_pointer (error, get_pointer (object));
  return error;
}

gboolean
yyq_api_problem_is (const GError *error, const char *code)
{
  gsize length = strlen (code);

  return error != NULL && error->domain == YYQ_API_ERROR &&
         strncmp (error->message, code, length) == 0 && error->message[length] == ':';
}

char *
yyq_api_problem_get_code (const GError *error)
{
  for (guint i = 0; i < yyq_n_problems; i++)
    if (yyq_api_problem_is (error, yyq_problems[i].code))
      return g_strdup (yyq_problems[i].code);
  return NULL;
}

GError *
yyq_api_problem_new_from_code (const char *code)
{
  const YyqProblem *problem = yyq_problem_find (code);

  return problem != NULL ? g_error_new_literal (YYQ_API_ERROR, (int) problem->client, code) : NULL;
}
