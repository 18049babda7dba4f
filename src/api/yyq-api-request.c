/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-request.h"

#include "yyq-error.h"
#include "yyq-value.h"

/* Packed, a stream would come in lumps. */
static void
accept_stream (SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "Accept", "text/event-stream, application/problem+json");
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");
}

SoupMessage *
yyq_api_request_new (const char *base_url, const YyqApiCall *call, YyqSecret *access)
{
  g_autofree char *url = g_strconcat (base_url, call->path, NULL);
  SoupMessage *message = soup_message_new (call->method, url);
  SoupMessageHeaders *headers = NULL;

  if (message == NULL)
    return NULL;
  /* A redirect to another host would carry the token there. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* The demo's server closes after each reply; libsoup 3.2 may take that connection once more all
   * the same. */
  if (g_str_has_prefix (base_url, "http:"))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (
    headers, "Accept",
    call->flags & YYQ_API_CALL_BINARY ? "*/*" : "application/json, application/problem+json");
  if (call->flags & YYQ_API_CALL_STREAM)
    accept_stream (headers);
  if (call->idempotency_key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", call->idempotency_key);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", call->body);
  if (!(call->flags & YYQ_API_CALL_PUBLIC)) {
    g_autofree char *value = g_strconcat ("Bearer ", yyq_secret_peek (access), NULL);

    soup_message_headers_replace (headers, "Authorization", value);
    explicit_bzero (value, strlen (value));
  }
  return message;
}

char *
yyq_api_request_normalize_origin (const char *url, GError **error)
{
  g_auto (YyqVerdict) verdict = { 0 };

  yyq_value_judge (YYQ_VALUE_SERVER_ADDRESS, url, &verdict);
  if (verdict.error == NULL && *verdict.value != '\0')
    return g_steal_pointer (&verdict.value);
  g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID,
                       verdict.error != NULL ? verdict.error : "There is no address");
  return NULL;
}
