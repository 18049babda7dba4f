/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-call-state.h"

#define DEFAULT_MAX_REPLY (8 * 1024 * 1024)
#define DEFAULT_DEADLINE_MS 30000

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
yyq_api_call_state_free (gpointer data)
{
  YyqApiCallState *call = data;

  clear_source (&call->deadline);
  clear_source (&call->cancelled);
  clear_source (&call->delay);
  g_clear_object (&call->own);
  g_clear_object (&call->message);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->method);
  g_free (call->path);
  g_free (call->idempotency_key);
  g_free (call);
}

YyqApiCallState *
yyq_api_call_state_new (const YyqApiCall *spec, void (*attempt) (GTask *task))
{
  YyqApiCallState *call = g_new0 (YyqApiCallState, 1);

  call->method = g_strdup (spec->method);
  call->path = g_strdup (spec->path);
  call->body = spec->body != NULL ? g_bytes_ref (spec->body) : NULL;
  call->idempotency_key = g_strdup (spec->idempotency_key);
  call->spec =
    (YyqApiCall){ .method = call->method,
                  .path = call->path,
                  .body = call->body,
                  .idempotency_key = call->idempotency_key,
                  .flags = spec->flags,
                  .type = spec->type,
                  .deadline_ms = spec->deadline_ms > 0 ? spec->deadline_ms : DEFAULT_DEADLINE_MS,
                  .piece = spec->piece,
                  .piece_data = spec->piece_data,
                  .max_reply = spec->max_reply > 0 ? spec->max_reply : DEFAULT_MAX_REPLY };
  call->attempt = attempt;
  call->own = g_cancellable_new ();
  return call;
}

void
yyq_api_call_state_end (YyqApiCallState *self)
{
  self->done = TRUE;
  clear_source (&self->deadline);
  clear_source (&self->cancelled);
  clear_source (&self->delay);
}
