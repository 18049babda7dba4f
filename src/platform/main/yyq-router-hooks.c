/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-router-hooks.h"

#include "yyq-error.h"
#include "yyq-idempotency.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-session-service.h"
#include "yyq-tenant.h"
#include "yyq-writer.h"

#include <string.h>

/* What only reads does so in the state of the database in which it was permitted. Anything else may
 * go on for seconds before it writes, and asks again then. */
static gboolean
authenticate (YyqPlatform *platform, YyqRequest *request)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  const char *header = yyq_request_get_header (request, "authorization");
  g_autofree char *state = NULL;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return FALSE;
  state = yyq_storage_begin_reading (storage, NULL);
  yyq_request_set_access (request,
                          yyq_session_service_recognize (platform, state, header + 7, NULL));
  if (!g_str_equal (request->method, "GET"))
    yyq_storage_end_reading (storage);
  return request->access != NULL;
}

/*
 * What was true when the request came in may not be so when its transaction begins, after a wait of
 * seconds: who was logged out, left or lost the role in between writes nothing.
 */
static gboolean
renew (YyqPlatform *platform, YyqRequest *request, GError **error)
{
  g_autofree char *tenant_id = g_strdup (yyq_access_get_tenant_id (request->access));
  g_autoptr (GError) local = NULL;
  YyqAccess *access = yyq_session_service_renew (platform, request->access, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  yyq_request_set_access (request, access);
  if (access == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_UNAUTHENTICATED,
                         "the session is over");
  else if (g_strcmp0 (tenant_id, yyq_access_get_tenant_id (access)) != 0 ||
           !yyq_router_permits (request))
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_FORBIDDEN,
                         "the role was taken away, or another company chosen");
  else
    return TRUE;
  return FALSE;
}

static gboolean
begin (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;

  if (yyq_tenant_begin (platform, yyq_access_get_tenant_id (request->access), &error) &&
      (request->access == NULL || renew (platform, request, &error)))
    return TRUE;
  if (yyq_storage_in_transaction (yyq_platform_get_storage (platform)))
    yyq_storage_rollback (yyq_platform_get_storage (platform));
  yyq_reply_error (response, error);
  return FALSE;
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
  const char *tenant_id = yyq_access_get_tenant_id (request->access);

  if (request->admin)
    return g_strdup ("admin");
  return g_strdup_printf ("%s|%s", yyq_access_get_account_id (request->access),
                          tenant_id != NULL ? tenant_id : "");
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

  if (key == NULL || response->status >= 400 || (request->access == NULL && !request->admin))
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

const YyqRouterHooks yyq_platform_router_hooks = { authenticate, parse,  begin,
                                                   replay,       finish, release };
