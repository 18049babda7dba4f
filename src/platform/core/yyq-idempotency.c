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

/* How a body is kept: column sealed. */
#define SEALED 1
#define SEALED_PACKED 2

/* What is longer is packed first: templates with all of their controls, which are text that says
 * the same again and again. It takes some milliseconds a megabyte. */
#define PACKED_FROM 16384
#define PACKED_LEVEL 1

/* (transfer full) */
static GBytes *
convert (GBytes *bytes, GConverter *converter, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);

  if (!g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL, NULL, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* (transfer full) (nullable): NULL for what is not long. */
static GBytes *
pack (GBytes *body)
{
  g_autoptr (GZlibCompressor) packer = NULL;

  if (body == NULL || g_bytes_get_size (body) < PACKED_FROM)
    return NULL;
  packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, PACKED_LEVEL);
  return convert (body, G_CONVERTER (packer), NULL);
}

/* (transfer full) (nullable): @kept: how. */
static GBytes *
pack_and_seal (YyqPlatform *platform, const YyqKeyedRequest *request, GBytes *body, gint64 *kept)
{
  g_autoptr (GBytes) packed = pack (body);

  *kept = packed != NULL ? SEALED_PACKED : SEALED;
  return seal (platform, request->scope, request->key, packed != NULL ? packed : body);
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
  if (reply->body != NULL && yyq_rows_get_int (rows, 4) == SEALED_PACKED) {
    g_autoptr (GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
    g_autoptr (GBytes) packed = reply->body;

    reply->body = convert (packed, G_CONVERTER (unpacker), error);
  }
  return sealed == NULL || reply->body != NULL;
}

gboolean
yyq_idempotency_load (YyqPlatform *platform, const YyqKeyedRequest *request, YyqKeptReply *reply,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT request_hash, status, content_type, body, sealed FROM idempotency "
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
  gint64 kept = SEALED;
  g_autoptr (GBytes) sealed = pack_and_seal (platform, request, reply->body, &kept);

  /* With each new key, so that there is no job that could be forgotten. */
  return yyq_storage_execute (storage, error, "DELETE FROM idempotency WHERE at < $1", "i",
                              yyq_clock_now () - KEEP_MS) &&
         yyq_storage_execute (storage, error,
                              "INSERT INTO idempotency (scope, key, request_hash, status, "
                              "content_type, body, at, sealed) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                              "sssisbii", request->scope, request->key, hash,
                              (gint64) reply->status, reply->content_type, sealed, yyq_clock_now (),
                              kept);
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
