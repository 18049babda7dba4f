/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-idempotency.h"

#include "yyq-clock.h"

/* Longer than a client tries again. */
#define KEEP_MS (G_GINT64_CONSTANT (7) * 24 * 3600 * 1000)
#define PURPOSE "idempotency|request"
#define SEAL_STEP 200

void
yyq_kept_reply_clear (YyqKeptReply *self)
{
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
}

static char *
place_of (const char *scope, const char *key)
{
  return g_strdup_printf ("idempotency|body|%s|%s", scope, key);
}

/* (transfer full) (nullable). */
static GBytes *
seal (YyqPlatform *platform, const char *scope, const char *key, GBytes *body)
{
  g_autofree char *place = place_of (scope, key);

  return body != NULL
           ? yyq_field_cipher_seal_bytes (yyq_platform_get_cipher (platform), place, body)
           : NULL;
}

static gboolean
read_row (YyqPlatform *platform, const YyqKeyedRequest *request, YyqRows *rows, YyqKeptReply *reply,
          GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  g_autofree char *place = place_of (request->scope, request->key);
  g_autoptr (GBytes) sealed = yyq_rows_get_bytes (rows, 3);

  reply->found = TRUE;
  reply->other =
    !yyq_field_cipher_verify (cipher, PURPOSE, request->hash, yyq_rows_get_text (rows, 0));
  if (reply->other)
    return TRUE;
  reply->status = (guint) yyq_rows_get_int (rows, 1);
  reply->content_type = g_strdup (yyq_rows_get_text (rows, 2));
  if (sealed != NULL)
    reply->body = yyq_field_cipher_open_bytes (cipher, place, sealed, error);
  return sealed == NULL || reply->body != NULL;
}

gboolean
yyq_idempotency_load (YyqPlatform *platform, const YyqKeyedRequest *request, YyqKeptReply *reply,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT request_hash, status, content_type, body FROM idempotency "
                       "WHERE scope = $1 AND key = $2",
                       "ss", request->scope, request->key);

  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local))
    return read_row (platform, request, rows, reply, error);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_idempotency_save (YyqPlatform *platform, const YyqKeyedRequest *request,
                      const YyqKeptReply *reply, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autofree char *hash =
    yyq_field_cipher_authenticate (yyq_platform_get_cipher (platform), PURPOSE, request->hash);
  g_autoptr (GBytes) sealed = seal (platform, request->scope, request->key, reply->body);

  /* With each new key, so that there is no job that could be forgotten. */
  return yyq_storage_execute (storage, error, "DELETE FROM idempotency WHERE at < $1", "i",
                              yyq_clock_now () - KEEP_MS) &&
         yyq_storage_execute (storage, error,
                              "INSERT INTO idempotency (scope, key, request_hash, status, "
                              "content_type, body, at, sealed) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
                              "sssisbi", request->scope, request->key, hash, (gint64) reply->status,
                              reply->content_type, sealed, yyq_clock_now ());
}

static gboolean
seal_row (YyqPlatform *platform, YyqRows *rows, GError **error)
{
  const char *scope = yyq_rows_get_text (rows, 0);
  const char *key = yyq_rows_get_text (rows, 1);
  g_autoptr (GBytes) body = yyq_rows_get_bytes (rows, 3);
  g_autoptr (GBytes) sealed = seal (platform, scope, key, body);
  g_autofree char *hash = yyq_field_cipher_authenticate (yyq_platform_get_cipher (platform),
                                                         PURPOSE, yyq_rows_get_text (rows, 2));

  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "UPDATE idempotency SET request_hash = $1, body = $2, sealed = 1 WHERE scope = $3 AND key = $4",
    "sbss", hash, sealed, scope, key);
}

/* @n: how many it were. */
static gboolean
seal_some (YyqPlatform *platform, gint64 *n, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT scope, key, request_hash, body FROM idempotency WHERE sealed = 0 ORDER BY scope, key "
    "LIMIT $1",
    "i", (gint64) SEAL_STEP);
  gboolean ok = rows != NULL;

  for (*n = 0; ok && yyq_rows_next (rows, &local); (*n)++)
    ok = seal_row (platform, rows, error);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return ok && (error == NULL || *error == NULL);
}

gboolean
yyq_idempotency_seal_old (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gboolean ok = TRUE;

  for (gint64 n = SEAL_STEP; ok && n == SEAL_STEP;) {
    ok = yyq_storage_begin (storage, error) && seal_some (platform, &n, error) &&
         yyq_storage_commit (storage, error);
    if (!ok)
      yyq_storage_rollback (storage);
  }
  yyq_storage_release (storage);
  return ok;
}
