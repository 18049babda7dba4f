/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-retry.h"

#include "yyq-api-problem.h"
#include "yyq-error.h"

#define MAX_ATTEMPTS 4
#define FIRST_DELAY_MS 200
#define MAX_DELAY_MS 4000

gboolean
yyq_api_retry_is_allowed (const YyqApiCall *call, guint attempts)
{
  if (call->flags & YYQ_API_CALL_ONCE || attempts >= MAX_ATTEMPTS)
    return FALSE;
  return call->idempotency_key != NULL || g_str_equal (call->method, "GET") ||
         g_str_equal (call->method, "DELETE");
}

gboolean
yyq_api_retry_helps (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_RATE_LIMITED) ||
         yyq_api_problem_is (error, "in-progress");
}

/* RFC 9110 §10.2.3; a date is not worth its parser: our own delay stands then. */
static gint64
retry_after_ms (SoupMessage *message)
{
  const char *text =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return 0;
  return (gint64) seconds * 1000;
}

/* Doubles each time; half of it by chance, so that many clients do not come back in step. */
gint64
yyq_api_retry_delay (guint attempts, SoupMessage *message)
{
  gint64 delay = MIN ((gint64) FIRST_DELAY_MS << (attempts - 1), MAX_DELAY_MS);

  return MAX (delay / 2 + g_random_int_range (0, (gint32) (delay / 2) + 1),
              retry_after_ms (message));
}

gboolean
yyq_api_retry_is_trouble (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TLS) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}
