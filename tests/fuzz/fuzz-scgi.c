/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fuzz.h"
#include "yyq-scgi-parser.h"

/* What comes in over the socket behind nginx, or that of administration. */

#define BODY_LIMIT 65536

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GHashTable) header = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YyqRequest) request = NULL;
  gsize consumed = 0, length = 0;
  gint64 number;

  if (!yyq_scgi_take_header ((const char *) data, size, &header, &consumed, NULL) || header == NULL)
    return 0;
  g_assert_cmpuint (consumed, <=, size);
  if (!yyq_scgi_get_length (header, BODY_LIMIT, &length))
    return 0;
  g_assert_cmpuint (length, <=, BODY_LIMIT);
  body = g_bytes_new (data + consumed, MIN (length, size - consumed));
  request = yyq_scgi_make_request (header, body);
  if (request == NULL)
    return 0;
  g_assert_nonnull (request->path);
  yyq_request_get_query_int (request, "limit", 1, 100, 20, &number);
  yyq_request_get_header (request, "authorization");
  return 0;
}
