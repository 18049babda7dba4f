/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "yyq-secret.h"
#include "yyq-token-keeper.h"

G_BEGIN_DECLS

/*
 * The way to one platform: deadlines, retries, tokens and errors of every call. Main thread; large
 * JSON is read in a worker. Errors of all calls: YYQ_API_ERROR, G_IO_ERROR_CANCELLED.
 *
 * Signals:
 *   "exchanged" (GError *error)  an exchange ended: NULL when the platform answered as it should,
 * else the transport's or the platform's failure. Not for cancelled calls. "session-ended" () the
 * refresh token is no longer accepted: the tokens are gone
 */
#define YYQ_TYPE_API_CLIENT (yyq_api_client_get_type ())
G_DECLARE_FINAL_TYPE (YyqApiClient, yyq_api_client, YYQ, API_CLIENT, GObject)

/* @tls_database (nullable): roots instead of the system's. */
YyqApiClient *yyq_api_client_new (GTlsDatabase *tls_database);

/*
 * "https://host[:port]", or http on the loopback only; a path is refused. Another origin drops the
 * tokens. FALSE with YYQ_API_ERROR_INVALID.
 */
gboolean yyq_api_client_set_base_url (YyqApiClient *self, const char *url, GError **error);

/* (nullable): normalised origin, "https://example.org:8443". */
const char *yyq_api_client_get_base_url (YyqApiClient *self);
GTlsDatabase *yyq_api_client_get_tls_database (YyqApiClient *self);

/* Tokens are kept in locked memory only. @expires_at: ms. */
void yyq_api_client_set_tokens (YyqApiClient *self, const char *access, gint64 expires_at,
                                const char *refresh);

/* The same from the "Session" of a reply. Errors: YYQ_WIRE_ERROR. */
gboolean yyq_api_client_take_session (YyqApiClient *self, JsonObject *object, GError **error);
void yyq_api_client_clear_tokens (YyqApiClient *self);

/* Goes on with the log-in of an earlier run. */
void yyq_api_client_resume (YyqApiClient *self, YyqSecret *refresh);

/* (transfer none) (nullable): what has to be kept for a later run. */
YyqSecret *yyq_api_client_get_refresh_token (YyqApiClient *self);

/* @keeper (nullable) */
void yyq_api_client_set_token_keeper (YyqApiClient *self, YyqTokenKeeper *keeper);
gboolean yyq_api_client_has_tokens (YyqApiClient *self);

/*
 * What the platform gave this computer at an earlier log-in; later ones bring it. Another origin
 * drops it. (transfer none) (nullable)
 */
void yyq_api_client_set_device_secret (YyqApiClient *self, YyqSecret *secret);
YyqSecret *yyq_api_client_get_device_secret (YyqApiClient *self);

/* (transfer full) (nullable): one that a log-in gave and nobody has kept yet. */
YyqSecret *yyq_api_client_take_new_device_secret (YyqApiClient *self);

/* From the reply to a log-in, which need not have one. Errors: YYQ_WIRE_ERROR. */
gboolean yyq_api_client_take_device (YyqApiClient *self, JsonObject *object, GError **error);

typedef enum {
  YYQ_API_CALL_PUBLIC = 1 << 0, /* no token, and a 401 is the answer */
  YYQ_API_CALL_ONCE = 1 << 1,   /* never tried again, also when that would be safe: probes */
  YYQ_API_CALL_BINARY = 1 << 2, /* the reply is no JSON */
  YYQ_API_CALL_STREAM = 1 << 3, /* text/event-stream that goes on until somebody ends it */
} YyqApiCallFlags;

/* What came of a stream; main thread. It is no trouble of the platform when a stream cannot be
 * had, or ends: "exchanged" tells only that one was heard. */
typedef void (*YyqApiPiece) (GBytes *piece, gpointer data);

/* An options object; only read during the call, but for @piece_data. */
typedef struct {
  const char *method;
  const char *path;            /* below the origin: "/api/v1/me", escaped */
  GBytes *body;                /* (nullable): JSON */
  const char *idempotency_key; /* (nullable): makes a POST safe to repeat */
  YyqApiCallFlags flags;
  guint deadline_ms; /* of all attempts together, of a stream between two pieces; 0 = 30 s */
  gsize max_reply;   /* bytes; 0 = 8 MiB */
  GType type;        /* of the records that the reply has; for the decoders of yyq-api-reply.h */
  YyqApiPiece piece; /* of a stream; the reply at its end is empty */
  gpointer piece_data;
} YyqApiCall;

/* What came back with a status below 300. */
typedef struct {
  guint status;
  GBytes *body;
  JsonNode *node;    /* (nullable): unless the body is empty or binary */
  char *etag;        /* (nullable): without quotes */
  char *repr_digest; /* (nullable): as sent */
  char *request_id;  /* (nullable) */
  GType type;        /* as the call has it */
} YyqApiReply;

void yyq_api_reply_free (YyqApiReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqApiReply, yyq_api_reply_free)

/*
 * Makes the result of a call out of the reply; a failure becomes YYQ_API_ERROR_BAD_REPLY. Must not
 * be NULL without @error. Runs in the main thread.
 */
typedef gpointer (*YyqApiDecode) (YyqApiClient *self, YyqApiReply *reply, GError **error);

/* GET and DELETE, and whatever has an idempotency key, are tried up to 4 times within the deadline.
 */
void yyq_api_client_call_async (YyqApiClient *self, const YyqApiCall *spec, YyqApiDecode decode,
                                GDestroyNotify result_free, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full): what @decode made. */
gpointer yyq_api_client_call_finish (YyqApiClient *self, GAsyncResult *result, GError **error);

/*
 * A callback for calls that give a GObject: what this one gave, or its error, becomes that of @task
 * (GTask, transfer full), whose source is whoever offers the call to others.
 */
void yyq_api_client_pass_object (GObject *self, GAsyncResult *result, gpointer task);

/* For decoders without a result. */
gpointer yyq_api_decode_nothing (YyqApiClient *self, YyqApiReply *reply, GError **error);

G_END_DECLS
