/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Answers that were given, by scope and key, for whoever asks once more. Bodies are sealed, and
 * what is kept of a request is an HMAC: neither tells anything without the platform's keys.
 */
typedef struct {
  gboolean found;
  gboolean other; /* the key was used for another request */
  guint status;
  char *content_type; /* (nullable) */
  GBytes *body;       /* (nullable) */
} YyqKeptReply;

void yyq_kept_reply_clear (YyqKeptReply *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqKeptReply, yyq_kept_reply_clear)

/* One request: @hash is SHA-256 over all of it. */
typedef struct {
  const char *scope;
  const char *key;
  const char *hash;
} YyqKeyedRequest;

gboolean yyq_idempotency_load (YyqPlatform *platform, const YyqKeyedRequest *request,
                               YyqKeptReply *reply, GError **error);

/* In the caller's transaction; also forgets what is older than a client tries again. */
gboolean yyq_idempotency_save (YyqPlatform *platform, const YyqKeyedRequest *request,
                               const YyqKeptReply *reply, GError **error);

/* At the start: seals what the first release kept as it was. Does nothing the second time. */
gboolean yyq_idempotency_seal_old (YyqPlatform *platform, GError **error);

G_END_DECLS
