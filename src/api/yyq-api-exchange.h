/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "yyq-api-client.h"

G_BEGIN_DECLS

typedef struct {
  gsize max_reply;   /* bytes */
  gboolean binary;   /* not JSON */
  YyqApiPiece piece; /* (nullable): of a stream, which is not kept */
  gpointer piece_data;
} YyqApiExchangeOptions;

/*
 * One request and its reply, without retries and tokens; for yyq-api-client.c. The body is read to
 * at most max_reply bytes, JSON strictly, in a worker when it is large. (transfer full). Errors:
 * YYQ_API_ERROR for everything but a status below 300, G_IO_ERROR_CANCELLED.
 */
void yyq_api_exchange_async (SoupSession *session, SoupMessage *message,
                             const YyqApiExchangeOptions *options, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
YyqApiReply *yyq_api_exchange_finish (GAsyncResult *result, GError **error);

G_END_DECLS
