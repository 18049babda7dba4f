/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-file-reply.h"

#include "yyq-blob-store.h"
#include "yyq-range.h"
#include "yyq-reply.h"

/* A part of a document that is being sent. */
typedef struct {
  YyqSealedFile *file;
  gint64 at;
  gint64 end;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *self = data;

  yyq_sealed_file_free (self->file);
  g_free (self);
}

/* Up to the end of a frame, so that each is opened once. */
static GBytes *
send_next (gpointer data, GError **error)
{
  Sending *self = data;
  gint64 n = MIN (self->end, (self->at / YYQ_SEALED_FRAME + 1) * YYQ_SEALED_FRAME) - self->at;
  GBytes *piece = yyq_sealed_file_read (self->file, self->at, n, error);

  self->at += n;
  return piece;
}

/* A range of another version of the document is no range (RFC 9110 §13.1.5). */
static const char *
range_of (YyqRequest *request, const char *etag)
{
  const char *condition = yyq_request_get_header (request, "if-range");

  return condition == NULL || g_str_equal (condition, etag)
           ? yyq_request_get_header (request, "range")
           : NULL;
}

/* Takes @file. */
static void
reply_file (YyqRequest *request, YyqSealedFile *file, const YyqFileReply *reply,
            YyqResponse *response)
{
  Sending *sending = g_new0 (Sending, 1);
  gint64 length = yyq_sealed_file_get_length (file);
  gint64 n = 0;
  YyqRange range = yyq_range_parse (range_of (request, reply->etag), length, &sending->at, &n);
  g_autofree char *content_range = NULL;

  sending->file = file;
  sending->end = sending->at + n;
  if (range == YYQ_RANGE_UNSATISFIABLE) {
    content_range = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, length);
    yyq_response_set (response, 416, NULL, NULL);
    sending_free (sending);
  } else {
    if (range == YYQ_RANGE_PART)
      content_range =
        g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                         sending->at, sending->end - 1, length);
    yyq_response_set_stream (response, range == YYQ_RANGE_PART ? 206 : 200, reply->type, n,
                             send_next, sending, sending_free);
  }
  if (content_range != NULL)
    yyq_response_set_header (response, "Content-Range", content_range);
  yyq_response_set_header (response, "Accept-Ranges", "bytes");
}

gboolean
yyq_file_reply (YyqPlatform *platform, YyqRequest *request, const YyqFileReply *reply,
                YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqSealedFile *file = yyq_blob_store_open (yyq_blob_store_of (platform), reply->blob, &error);

  if (file == NULL) {
    yyq_reply_error (response, error);
    return FALSE;
  }
  reply_file (request, file, reply, response);
  yyq_response_set_header (response, "Cache-Control", "private, no-transform");
  return TRUE;
}

/* RFC 9530: of the whole document, also for a part of it. */
static char *
make_digest (const char *sha256)
{
  guint8 digest[32];
  g_autofree char *base64 = NULL;

  for (guint i = 0; i < sizeof digest; i++)
    digest[i] = (guint8) (g_ascii_xdigit_value (sha256[2 * i]) * 16 +
                          g_ascii_xdigit_value (sha256[2 * i + 1]));
  base64 = g_base64_encode (digest, sizeof digest);
  return g_strdup_printf ("sha-256=:%s:", base64);
}

void
yyq_file_reply_pdf (YyqPlatform *platform, YyqRequest *request, const char *sha256,
                    YyqResponse *response)
{
  g_autofree char *etag = g_strdup_printf ("\"%s\"", sha256);
  g_autofree char *digest = NULL;

  if (g_strcmp0 (yyq_request_get_header (request, "if-none-match"), etag) == 0) {
    yyq_response_set (response, 304, NULL, NULL);
  } else {
    if (!yyq_file_reply (platform, request, &(YyqFileReply){ sha256, "application/pdf", etag },
                         response))
      return;
    digest = make_digest (sha256);
    yyq_response_set_header (response, "Repr-Digest", digest);
  }
  yyq_response_set_header (response, "ETag", etag);
}
