/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-bomb.h"

#include <string.h>
#include <zlib.h>

#define MAX_STREAM (128 * 1024 * 1024) /* a colour scan of A3 has 52 MB */
#define MAX_ALL (1024 * 1024 * 1024)

/* Bytes that the stream at @data unpacks to, as far as it is one; stops above @limit. */
static gsize
measure (const char *data, gsize length, gsize limit)
{
  guint8 chunk[64 * 1024];
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) MIN (length, G_MAXUINT32) };
  int result = inflateInit (&stream);
  gsize total = 0;

  while (result == Z_OK && total <= limit) {
    stream.next_out = chunk;
    stream.avail_out = sizeof chunk;
    result = inflate (&stream, Z_NO_FLUSH);
    total += sizeof chunk - stream.avail_out;
  }
  inflateEnd (&stream);
  return total;
}

gboolean
yyq_pdf_is_bomb (GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *end = data + length;
  gsize all = 0;

  for (const char *at = data; (at = memmem (at, (gsize) (end - at), "stream", 6)) != NULL;) {
    gsize size;

    at += 6;
    while (at < end && (*at == '\r' || *at == '\n'))
      at++;
    size = measure (at, (gsize) (end - at), MAX_STREAM);
    all += size;
    if (size > MAX_STREAM || all > MAX_ALL)
      return TRUE;
  }
  return FALSE;
}
