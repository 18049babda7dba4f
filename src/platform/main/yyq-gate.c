/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-gate.h"

#include "yyq-error.h"
#include "yyq-idempotency.h"
#include "yyq-reply.h"
#include "yyq-session-service.h"
#include "yyq-writer.h"

#include <string.h>

static gboolean
authenticate (YyqPlatform *platform, YyqRequest *request)
{
  const char *header = yyq_request_get_header (request, "authorization");
  g_autoptr (YyqPrincipal) principal = NULL;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return FALSE;
  principal = yyq_session_service_authenticate (platform, header + 7, NULL);
  if (principal == NULL)
    return FALSE;
  request->session_id = g_steal_pointer (&principal->session_id);
  request->account_id = g_steal_pointer (&principal->account_id);
  request->enterprise_id = g_steal_pointer (&principal->enterprise_id);
  request->permissions = g_steal_pointer (&principal->permissions);
  return TRUE;
}

static gboolean
parse (YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  request->json = yyq_wire_parse_limited (request->body, request->node_limit, &error);
  if (request->json == NULL)
    yyq_reply_error (response, error);
  return request->json != NULL;
}

/* Keys are the caller's own. */
static char *
key_scope (YyqRequest *request)
{
  if (request->admin)
    return g_strdup ("admin");
  return g_strdup_printf ("%s|%s", request->account_id,
                          request->enterprise_id != NULL ? request->enterprise_id : "");
}

/* (transfer none): bodies are large, so it is asked for once, when nobody waits. */
static const char *
request_hash (YyqRequest *request)
{
  g_autoptr (GChecksum) checksum = NULL;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (request->body, &size);

  if (request->hash != NULL)
    return request->hash;
  yyq_writer_check_is_free ("hashing a request");
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) request->method,
                     (gssize) strlen (request->method) + 1);
  g_checksum_update (checksum, (const guchar *) request->path, (gssize) strlen (request->path) + 1);
  g_checksum_update (checksum, data, (gssize) size);
  request->hash = g_strdup (g_checksum_get_string (checksum));
  return request->hash;
}

static gboolean
replay (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autofree char *scope = key_scope (request);
  const YyqKeyedRequest keyed = { scope, yyq_request_get_header (request, "idempotency-key"),
                                  request_hash (request) };
  g_auto (YyqKeptReply) kept = { 0 };
  g_autoptr (GError) error = NULL;

  if (!yyq_idempotency_load (platform, &keyed, &kept, &error)) {
    yyq_reply_error (response, error);
    return TRUE;
  }
  if (kept.other) {
    yyq_response_set_problem (response, "idempotency-mismatch", NULL, NULL);
  } else if (kept.found) {
    yyq_response_set (response, kept.status, kept.content_type, kept.body);
    yyq_response_set_header (response, "Idempotency-Replayed", "true");
  }
  return kept.found;
}

static gboolean
record (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, GError **error)
{
  const char *key = yyq_request_get_header (request, "idempotency-key");
  const YyqKeptReply kept = { .status = response->status,
                              .content_type = response->content_type,
                              .body = response->body };
  g_autofree char *scope = NULL;

  if (key == NULL || response->status >= 400 || (request->account_id == NULL && !request->admin))
    return TRUE;
  scope = key_scope (request);
  return yyq_idempotency_save (platform, &(YyqKeyedRequest){ scope, key, request_hash (request) },
                               &kept, error);
}

/* Two equal requests at once: the second finds the first one's record when it writes its own. */
static gboolean
finish (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, gboolean commit)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (GError) error = NULL;

  if (!yyq_storage_in_transaction (storage))
    return TRUE;
  if (!commit) {
    yyq_storage_rollback (storage);
    return TRUE;
  }
  if (record (platform, request, response, &error) && yyq_storage_commit (storage, &error))
    return TRUE;
  yyq_storage_rollback (storage);
  if (!g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS) ||
      !replay (platform, request, response))
    yyq_reply_error (response, error);
  return FALSE;
}

static void
release (YyqPlatform *platform)
{
  yyq_storage_release (yyq_platform_get_storage (platform));
}

const YyqGate yyq_platform_gate = { authenticate, parse, yyq_reply_begin, replay, finish, release };
