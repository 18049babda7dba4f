/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-client.h"

#include "yyq-api-exchange.h"
#include "yyq-api-problem.h"
#include "yyq-api-reply.h"
#include "yyq-api-text.h"
#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-http-error.h"
#include "yyq-wire.h"

#include <libsoup/soup.h>

#define DEFAULT_DEADLINE_MS 30000
#define DEFAULT_MAX_REPLY (8 * 1024 * 1024)
#define MAX_ATTEMPTS 4
#define FIRST_DELAY_MS 200
#define MAX_DELAY_MS 4000
/* An access token this close to its end would only earn a 401. */
#define RENEW_BEFORE_MS 10000

struct _YyqApiClient {
  GObject parent_instance;

  SoupSession *soup;
  GTlsDatabase *tls_database; /* (nullable) */
  char *base_url;             /* (nullable) */
  YyqSecret *access;          /* (nullable) */
  YyqSecret *refresh;         /* (nullable) */
  YyqSecret *device;          /* (nullable) */
  gboolean device_is_new;
  gint64 access_expires_at;
  guint token_generation;   /* grows with every change of the tokens */
  guint renewed_generation; /* whose refresh token was sent last */
  GPtrArray *waiting;       /* of GTask: calls that wait for a new access token */
  gboolean renewing;
};

G_DEFINE_FINAL_TYPE (YyqApiClient, yyq_api_client, G_TYPE_OBJECT)

enum {
  SIGNAL_EXCHANGED,
  SIGNAL_SESSION_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  char *method;
  char *path;
  GBytes *body;
  char *idempotency_key;
  YyqApiCallFlags flags;
  gsize max_reply;
  YyqApiDecode decode;
  GDestroyNotify result_free;
  void (*attempt) (GTask *task); /* the next one */

  GCancellable *own;    /* ends the exchange: caller or deadline */
  GSource *deadline;    /* (nullable) */
  GSource *cancelled;   /* (nullable) */
  GSource *delay;       /* (nullable): until the next attempt */
  gint64 ends_at;       /* monotonic µs */
  SoupMessage *message; /* of the running attempt */
  guint attempts;
  guint token_generation; /* the tokens the running attempt uses */
  gboolean renewed;
  gboolean timed_out;
  gboolean done;
} Call;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  clear_source (&call->deadline);
  clear_source (&call->cancelled);
  clear_source (&call->delay);
  g_clear_object (&call->own);
  g_clear_object (&call->message);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->method);
  g_free (call->path);
  g_free (call->idempotency_key);
  g_free (call);
}

/* Every call ends here or in fail(), exactly once. */
static void
succeed (GTask *task, gpointer result)
{
  Call *call = g_task_get_task_data (task);

  call->done = TRUE;
  clear_source (&call->deadline);
  clear_source (&call->cancelled);
  g_task_return_pointer (task, result, call->result_free);
}

static void
fail (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (call->done) {
    g_error_free (error);
    return;
  }
  call->done = TRUE;
  clear_source (&call->deadline);
  clear_source (&call->cancelled);
  clear_source (&call->delay);
  g_ptr_array_remove (YYQ_API_CLIENT (g_task_get_source_object (task))->waiting, task);
  g_task_return_error (task, error);
}

static void
emit_exchanged (YyqApiClient *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_EXCHANGED], 0, error);
}

/* What tells nothing about how the platform is: it answered, only not what was hoped for. */
static gboolean
is_trouble (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TLS) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

static gboolean
may_repeat (const Call *call)
{
  if (call->flags & YYQ_API_CALL_ONCE || call->attempts >= MAX_ATTEMPTS)
    return FALSE;
  return call->idempotency_key != NULL || g_str_equal (call->method, "GET") ||
         g_str_equal (call->method, "DELETE");
}

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_RATE_LIMITED) ||
         yyq_api_problem_is (error, "in-progress");
}

/* RFC 9110 §10.2.3; a date is not worth its parser: our own delay stands then. */
static gint64
retry_after_ms (SoupMessage *message)
{
  const char *text =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return 0;
  return (gint64) seconds * 1000;
}

/* Doubles each time; half of it by chance, so that many clients do not come back in step. */
static gint64
delay_ms (const Call *call)
{
  gint64 delay = MIN ((gint64) FIRST_DELAY_MS << (call->attempts - 1), MAX_DELAY_MS);

  return MAX (delay / 2 + g_random_int_range (0, (gint32) (delay / 2) + 1),
              retry_after_ms (call->message));
}

static SoupMessage *
make_message (YyqApiClient *self, Call *call)
{
  g_autofree char *url = g_strconcat (self->base_url, call->path, NULL);
  SoupMessage *message = soup_message_new (call->method, url);
  SoupMessageHeaders *headers = NULL;

  if (message == NULL)
    return NULL;
  /* A redirect to another host would carry the token there. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* The demo's server closes after each reply; libsoup 3.2 may take that connection once more all
   * the same. */
  if (g_str_has_prefix (self->base_url, "http:"))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (
    headers, "Accept",
    call->flags & YYQ_API_CALL_BINARY ? "*/*" : "application/json, application/problem+json");
  if (call->idempotency_key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", call->idempotency_key);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", call->body);
  if (!(call->flags & YYQ_API_CALL_PUBLIC)) {
    g_autofree char *value = g_strconcat ("Bearer ", yyq_secret_peek (self->access), NULL);

    soup_message_headers_replace (headers, "Authorization", value);
    explicit_bzero (value, strlen (value));
  }
  return message;
}

static gboolean
token_is_stale (YyqApiClient *self)
{
  return self->access == NULL || self->access_expires_at - RENEW_BEFORE_MS <= yyq_clock_now ();
}

static void
decode_reply (GTask *task, YyqApiReply *reply)
{
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = call->decode (g_task_get_source_object (task), reply, &error);

  if (error == NULL) {
    succeed (task, value);
    return;
  }
  if (error->domain != YYQ_API_ERROR) {
    g_autoptr (GError) reason = g_steal_pointer (&error);

    error = g_error_new (YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "%s: %s [request %s]", call->path,
                         reason->message, reply->request_id);
  }
  fail (task, error);
}

/* The token was taken away, or was replaced while this attempt was on its way. */
static gboolean
should_renew (YyqApiClient *self, const Call *call, const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED) &&
         !(call->flags & YYQ_API_CALL_PUBLIC) && !call->renewed && self->refresh != NULL;
}

static void
end_session (YyqApiClient *self)
{
  yyq_api_client_clear_tokens (self);
  g_signal_emit (self, signals[SIGNAL_SESSION_ENDED], 0);
}

/* Those who waited go on with the new token, or learn why there is none. */
static void
wake_waiting (YyqApiClient *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = waiting->pdata[i];
    Call *call = g_task_get_task_data (task);

    if (error != NULL)
      fail (task, g_error_copy (error));
    else if (!call->done)
      call->attempt (task);
  }
}

static gboolean
ends_session (const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS) ||
         g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_FORBIDDEN);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyqApiClient *self = YYQ_API_CLIENT (source);
  g_autoptr (GError) error = NULL;

  yyq_api_client_call_finish (self, result, &error);
  self->renewing = FALSE;

  /* After a log-out or a new log-in in the meantime the answer is about nobody who is still here.
   */
  if (self->renewed_generation != self->token_generation)
    g_clear_error (&error);
  if (ends_session (error)) {
    error->code = YYQ_API_ERROR_UNAUTHENTICATED;
    end_session (self);
  }
  wake_waiting (self, error);
}

static gpointer
decode_tokens (YyqApiClient *self, YyqApiReply *reply, GError **error)
{
  JsonObject *object = yyq_api_reply_object (reply, error);

  if (object == NULL)
    return NULL;
  if (self->renewed_generation == self->token_generation) {
    if (!yyq_api_client_take_session (self, object, error))
      return NULL;
    self->renewed_generation = self->token_generation;
  }
  return GINT_TO_POINTER (TRUE);
}

/*
 * One at a time, because a refresh token works once; not repeated, for the same reason: when its
 * reply is lost the platform decides whether the old one may be used again.
 */
static void
renew (YyqApiClient *self, GTask *task)
{
  g_autoptr (GBytes) body = NULL;
  YyqApiText *text;
  YyqApiCall call = { "POST", "/api/v1/auth/refresh", NULL, NULL,
                      YYQ_API_CALL_PUBLIC | YYQ_API_CALL_ONCE };

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (self->renewing)
    return;

  self->renewing = TRUE;
  self->renewed_generation = self->token_generation;
  text = yyq_api_text_new ();
  yyq_api_text_add (text, "refresh_token", yyq_secret_peek (self->refresh));
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (self, &call, decode_tokens, NULL, NULL, renewed_cb, NULL);
}

static gboolean
delay_cb (gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);

  g_clear_pointer (&call->delay, g_source_unref);
  call->attempt (task);
  return G_SOURCE_REMOVE;
}

/* FALSE when the call would not end in time. */
static gboolean
try_later (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  gint64 wait = delay_ms (call);

  if (g_get_monotonic_time () + wait * 1000 >= call->ends_at)
    return FALSE;
  call->delay = g_timeout_source_new ((guint) wait);
  g_source_set_callback (call->delay, delay_cb, g_object_ref (task), g_object_unref);
  g_source_attach (call->delay, g_main_context_get_thread_default ());
  return TRUE;
}

static void
handle_error (YyqApiClient *self, GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (should_renew (self, call, error)) {
    call->renewed = TRUE;
    g_error_free (error);
    if (call->token_generation == self->token_generation)
      renew (self, task);
    else
      call->attempt (task);
    return;
  }
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED) &&
      !(call->flags & YYQ_API_CALL_PUBLIC) && call->token_generation == self->token_generation)
    end_session (self);
  if (is_passing (error) && may_repeat (call) && try_later (task))
    g_error_free (error);
  else
    fail (task, error);
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  YyqApiReply *reply = yyq_api_exchange_finish (result, &error);

  if (call->done) {
    g_clear_error (&error);
    g_clear_pointer (&reply, yyq_api_reply_free);
    return;
  }
  emit_exchanged (self, error != NULL && is_trouble (error) ? error : NULL);
  if (error != NULL)
    handle_error (self, task, error);
  else
    decode_reply (task, reply);
  g_clear_pointer (&reply, yyq_api_reply_free);
}

static void
attempt (GTask *task)
{
  YyqApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (!(call->flags & YYQ_API_CALL_PUBLIC)) {
    if (self->refresh == NULL) {
      fail (task,
            g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED, "Not logged in"));
      return;
    }
    if (token_is_stale (self)) {
      renew (self, task);
      return;
    }
  }
  g_clear_object (&call->message);
  call->message = make_message (self, call);
  if (call->message == NULL) {
    fail (task,
          g_error_new (YYQ_API_ERROR, YYQ_API_ERROR_INVALID, "“%s” is no address", call->path));
    return;
  }
  call->attempts++;
  call->token_generation = self->token_generation;
  yyq_api_exchange_async (self->soup, call->message, call->max_reply,
                          (call->flags & YYQ_API_CALL_BINARY) != 0, call->own, exchanged_cb,
                          g_object_ref (task));
}

static gboolean
deadline_cb (gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = g_error_new (YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT, "%s %s: no answer in time",
                               call->method, call->path);

  emit_exchanged (g_task_get_source_object (task), error);
  g_object_ref (task);
  fail (task, error);
  g_cancellable_cancel (call->own);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);

  g_object_ref (task);
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  g_cancellable_cancel (call->own);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static Call *
call_new (const YyqApiCall *spec)
{
  Call *call = g_new0 (Call, 1);

  call->method = g_strdup (spec->method);
  call->path = g_strdup (spec->path);
  call->body = spec->body != NULL ? g_bytes_ref (spec->body) : NULL;
  call->idempotency_key = g_strdup (spec->idempotency_key);
  call->flags = spec->flags;
  call->max_reply = spec->max_reply > 0 ? spec->max_reply : DEFAULT_MAX_REPLY;
  call->attempt = attempt;
  call->own = g_cancellable_new ();
  return call;
}

static void
watch (GTask *task, guint deadline_ms)
{
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  call->ends_at = g_get_monotonic_time () + (gint64) deadline_ms * 1000;
  call->deadline = g_timeout_source_new (deadline_ms);
  g_source_set_callback (call->deadline, deadline_cb, g_object_ref (task), g_object_unref);
  g_source_attach (call->deadline, g_main_context_get_thread_default ());
  if (cancellable == NULL)
    return;
  call->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (call->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (call->cancelled, g_main_context_get_thread_default ());
}

void
yyq_api_client_call_async (YyqApiClient *self, const YyqApiCall *spec, YyqApiDecode decode,
                           GDestroyNotify result_free, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = call_new (spec);

  g_task_set_source_tag (task, yyq_api_client_call_async);
  call->decode = decode;
  call->result_free = result_free;
  g_task_set_task_data (task, call, call_free);
  if (self->base_url == NULL) {
    fail (task, g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE, "No platform is set"));
    return;
  }
  watch (task, spec->deadline_ms > 0 ? spec->deadline_ms : DEFAULT_DEADLINE_MS);
  attempt (task);
}

gpointer
yyq_api_client_call_finish (YyqApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
yyq_api_decode_nothing (YyqApiClient *self, YyqApiReply *reply, GError **error)
{
  return GINT_TO_POINTER (TRUE);
}

void
yyq_api_client_set_tokens (YyqApiClient *self, const char *access, gint64 expires_at,
                           const char *refresh)
{
  yyq_api_client_clear_tokens (self);
  self->access = yyq_secret_new_from_text (access);
  self->refresh = yyq_secret_new_from_text (refresh);
  self->access_expires_at = expires_at;
}

void
yyq_api_client_clear_tokens (YyqApiClient *self)
{
  g_clear_pointer (&self->access, yyq_secret_unref);
  g_clear_pointer (&self->refresh, yyq_secret_unref);
  self->token_generation++;
}

gboolean
yyq_api_client_has_tokens (YyqApiClient *self)
{
  return self->refresh != NULL;
}

/* RFC 6750 §2.1: no more than this may follow "Bearer". */
static gboolean
is_token (const char *text)
{
  return *text != '\0' && strlen (text) <= 512 &&
         text[strspn (
           text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~+/=")] == '\0';
}

gboolean
yyq_api_client_take_session (YyqApiClient *self, JsonObject *object, GError **error)
{
  const char *access = NULL;
  const char *refresh = NULL;
  gint64 expires_at = 0;

  if (!yyq_wire_get_string (object, "access_token", &access, error) ||
      !yyq_wire_get_string (object, "refresh_token", &refresh, error) ||
      !yyq_wire_get_int (object, "access_expires_at", &expires_at, error))
    return FALSE;
  if (!is_token (access) || !is_token (refresh)) {
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE,
                         "/access_token: cannot stand in a header");
    return FALSE;
  }
  yyq_api_client_set_tokens (self, access, expires_at, refresh);
  return TRUE;
}

void
yyq_api_client_set_device_secret (YyqApiClient *self, YyqSecret *secret)
{
  g_clear_pointer (&self->device, yyq_secret_unref);
  self->device = secret != NULL ? yyq_secret_ref (secret) : NULL;
  self->device_is_new = FALSE;
}

YyqSecret *
yyq_api_client_get_device_secret (YyqApiClient *self)
{
  return self->device;
}

YyqSecret *
yyq_api_client_take_new_device_secret (YyqApiClient *self)
{
  if (!self->device_is_new)
    return NULL;
  self->device_is_new = FALSE;
  return yyq_secret_ref (self->device);
}

gboolean
yyq_api_client_take_device (YyqApiClient *self, JsonObject *object, GError **error)
{
  g_autoptr (YyqSecret) secret = NULL;
  const char *text = NULL;

  if (!yyq_wire_has (object, "device_secret"))
    return TRUE;
  if (!yyq_wire_get_string (object, "device_secret", &text, error))
    return FALSE;
  secret = yyq_secret_new_from_text (text);
  yyq_api_client_set_device_secret (self, secret);
  self->device_is_new = TRUE;
  return TRUE;
}

static char *
normalize_origin (const char *url, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, &reason);
  const char *path;

  if (uri == NULL) {
    g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID, reason->message);
    return NULL;
  }
  path = g_uri_get_path (uri);
  if (!yyq_http_uri_is_safe (uri)) {
    g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID,
                         "The address must begin with https://");
    return NULL;
  }
  if ((*path != '\0' && !g_str_equal (path, "/")) || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL) {
    g_set_error_literal (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID,
                         "The address must not name more than a host and a port");
    return NULL;
  }
  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
}

gboolean
yyq_api_client_set_base_url (YyqApiClient *self, const char *url, GError **error)
{
  g_autofree char *origin = normalize_origin (url, error);

  if (origin == NULL)
    return FALSE;
  if (g_strcmp0 (origin, self->base_url) == 0)
    return TRUE;
  yyq_api_client_clear_tokens (self);
  yyq_api_client_set_device_secret (self, NULL);
  g_free (self->base_url);
  self->base_url = g_steal_pointer (&origin);
  return TRUE;
}

const char *
yyq_api_client_get_base_url (YyqApiClient *self)
{
  return self->base_url;
}

GTlsDatabase *
yyq_api_client_get_tls_database (YyqApiClient *self)
{
  return self->tls_database;
}

static void
yyq_api_client_finalize (GObject *object)
{
  YyqApiClient *self = YYQ_API_CLIENT (object);

  soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  g_clear_object (&self->tls_database);
  g_clear_pointer (&self->access, yyq_secret_unref);
  g_clear_pointer (&self->refresh, yyq_secret_unref);
  g_clear_pointer (&self->device, yyq_secret_unref);
  g_ptr_array_unref (self->waiting);
  g_free (self->base_url);
  G_OBJECT_CLASS (yyq_api_client_parent_class)->finalize (object);
}

static void
yyq_api_client_class_init (YyqApiClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_api_client_finalize;

  signals[SIGNAL_EXCHANGED] =
    g_signal_new ("exchanged", YYQ_TYPE_API_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_SESSION_ENDED] = g_signal_new (
    "session-ended", YYQ_TYPE_API_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_api_client_init (YyqApiClient *self)
{
  /* The deadline of a call stands above these; an idle timeout only spares a dead connection. */
  self->soup =
    soup_session_new_with_options ("user-agent", "Yuyunqian/" YYQ_VERSION, "timeout", 60, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

YyqApiClient *
yyq_api_client_new (GTlsDatabase *tls_database)
{
  YyqApiClient *self = g_object_new (YYQ_TYPE_API_CLIENT, NULL);

  if (tls_database != NULL) {
    self->tls_database = g_object_ref (tls_database);
    soup_session_set_tls_database (self->soup, tls_database);
  }
  return self;
}
