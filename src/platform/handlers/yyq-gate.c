/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-gate.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-reply.h"
#include "yyq-session-service.h"

#include <string.h>

/* Longer than a client tries again. */
#define KEEP_MS (G_GINT64_CONSTANT (7) * 24 * 3600 * 1000)

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
  return g_strdup_printf ("%s|%s", request->account_id, request->enterprise_id != NULL ? request->enterprise_id : "");
}

static char *
request_hash (YyqRequest *request)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (request->body, &size);

  g_checksum_update (checksum, (const guchar *) request->method, (gssize) strlen (request->method) + 1);
  g_checksum_update (checksum, (const guchar *) request->path, (gssize) strlen (request->path) + 1);
  g_checksum_update (checksum, data, (gssize) size);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
replay_row (YyqRows *rows, const char *hash, YyqResponse *response)
{
  g_autoptr (GBytes) body = NULL;

  if (!g_str_equal (yyq_rows_get_text (rows, 0), hash)) {
    yyq_response_set_problem (response, "idempotency-mismatch", NULL, NULL);
    return;
  }
  body = yyq_rows_get_bytes (rows, 3);
  yyq_response_set (response, (guint) yyq_rows_get_int (rows, 1), yyq_rows_get_text (rows, 2), body);
  yyq_response_set_header (response, "Idempotency-Replayed", "true");
}

static gboolean
replay (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autofree char *scope = key_scope (request);
  g_autofree char *hash = request_hash (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), &error,
                                                "SELECT request_hash, status, content_type, body FROM idempotency "
                                                "WHERE scope = $1 AND key = $2",
                                                "ss", scope, yyq_request_get_header (request, "idempotency-key"));

  if (rows != NULL && yyq_rows_next (rows, &error)) {
    replay_row (rows, hash, response);
    return TRUE;
  }
  if (error != NULL)
    yyq_reply_error (response, error);
  return error != NULL;
}

/* With each new key, so that there is no job that could be forgotten. */
static gboolean
forget_old_keys (YyqPlatform *platform, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error, "DELETE FROM idempotency WHERE at < $1", "i",
                              yyq_clock_now () - KEEP_MS);
}

static gboolean
record (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, GError **error)
{
  const char *key = yyq_request_get_header (request, "idempotency-key");
  g_autofree char *scope = NULL;
  g_autofree char *hash = NULL;

  if (key == NULL || response->status >= 400 || (request->account_id == NULL && !request->admin))
    return TRUE;
  scope = key_scope (request);
  hash = request_hash (request);
  return forget_old_keys (platform, error) && yyq_storage_execute (yyq_platform_get_storage (platform), error,
                                                                   "INSERT INTO idempotency (scope, key, request_hash, status, content_type, body, at) "
                                                                   "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                                                                   "sssisbi", scope, key, hash, (gint64) response->status, response->content_type,
                                                                   response->body, yyq_clock_now ());
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
  if (!g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS) || !replay (platform, request, response))
    yyq_reply_error (response, error);
  return FALSE;
}

static void
release (YyqPlatform *platform)
{
  yyq_storage_release (yyq_platform_get_storage (platform));
}

const YyqGate yyq_platform_gate = { authenticate, parse, yyq_reply_begin, replay, finish, release };
