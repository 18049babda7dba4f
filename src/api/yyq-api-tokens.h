/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

/*
 * What a client keeps of its log-in, in locked memory only, and of what the platform gave this
 * computer; for yyq-api-client.c. Main thread.
 */
typedef struct {
  YyqSecret *access;  /* (nullable) */
  YyqSecret *refresh; /* (nullable): there is none after the log-out */
  gint64 access_expires_at;
  guint generation;  /* grows with every change of these */
  YyqSecret *device; /* (nullable) */
  gboolean device_is_new;
} YyqApiTokens;

/* @expires_at: ms. */
void yyq_api_tokens_set (YyqApiTokens *self, const char *access, gint64 expires_at,
                         const char *refresh);

/* Of an earlier run: the access token is still to be had. */
void yyq_api_tokens_resume (YyqApiTokens *self, YyqSecret *refresh);

/* Of the same log-in, exchanged by another process. */
void yyq_api_tokens_replace_refresh (YyqApiTokens *self, YyqSecret *refresh);

/* Without the device's. */
void yyq_api_tokens_clear (YyqApiTokens *self);

/* TRUE when the access token, if there is one, would only earn a 401. */
gboolean yyq_api_tokens_are_stale (const YyqApiTokens *self);

/* From the "Session" of a reply. Errors: YYQ_WIRE_ERROR. */
gboolean yyq_api_tokens_take (YyqApiTokens *self, JsonObject *object, GError **error);

/* @secret (nullable) */
void yyq_api_tokens_set_device (YyqApiTokens *self, YyqSecret *secret);

/* From the reply to a log-in, which need not have one. Errors: YYQ_WIRE_ERROR. */
gboolean yyq_api_tokens_take_device (YyqApiTokens *self, JsonObject *object, GError **error);

G_END_DECLS
