/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-client.h"

#include "yyq-api-call-state.h"
#include "yyq-api-exchange.h"
#include "yyq-api-reply.h"
#include "yyq-api-request.h"
#include "yyq-api-retry.h"
#include "yyq-api-text.h"
#include "yyq-api-tokens.h"
#include "yyq-error.h"

#include <libsoup/soup.h>

struct _YyqApiClient {
  GObject parent_instance;

  SoupSession *soup;
  SoupSession *streams; /* of their own: they keep no connection from what is asked meanwhile */
  GTlsDatabase *tls_database; /* (nullable) */
  char *base_url;             /* (nullable) */
  YyqApiTokens tokens;
  guint renewed_generation; /* whose refresh token was sent last */
  YyqTokenKeeper *keeper;   /* (nullable) */
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

/* Every call ends here or in fail(), exactly once. */
static void
succeed (GTask *task, gpointer result)
{
  YyqApiCallState *call = g_task_get_task_data (task);

  yyq_api_call_state_end (call);
  g_task_return_pointer (task, result, call->result_free);
}

static void
fail (GTask *task, GError *error)
{
  YyqApiCallState *call = g_task_get_task_data (task);

  if (call->done) {
    g_error_free (error);
    return;
  }
  yyq_api_call_state_end (call);
  g_ptr_array_remove (YYQ_API_CLIENT (g_task_get_source_object (task))->waiting, task);
  g_task_return_error (task, error);
}

static void
emit_exchanged (YyqApiClient *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_EXCHANGED], 0, error);
}

static void
decode_reply (GTask *task, YyqApiReply *reply)
{
  YyqApiCallState *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value;

  reply->type = call->spec.type;
  value = call->decode (g_task_get_source_object (task), reply, &error);
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
should_renew (YyqApiClient *self, const YyqApiCallState *call, const GError *error)
{
  return g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED) &&
         !(call->spec.flags & YYQ_API_CALL_PUBLIC) && !call->renewed &&
         self->tokens.refresh != NULL;
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
    YyqApiCallState *call = g_task_get_task_data (task);

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

/* Takes @error (nullable). */
static void
end_renewal (YyqApiClient *self, GError *error)
{
  g_autoptr (GError) owned = error;

  self->renewing = FALSE;
  if (self->keeper != NULL)
    yyq_token_keeper_release (self->keeper);
  if (ends_session (error)) {
    error->code = YYQ_API_ERROR_UNAUTHENTICATED;
    end_session (self);
  }
  wake_waiting (self, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqApiClient) self = user_data;

  yyq_token_keeper_store_finish (YYQ_TOKEN_KEEPER (source), result);
  end_renewal (self, NULL);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyqApiClient *self = YYQ_API_CLIENT (source);
  GError *error = NULL;

  yyq_api_client_call_finish (self, result, &error);
  /* After a log-out or a new log-in in the meantime the answer is about nobody who is still here.
   */
  if (self->renewed_generation != self->tokens.generation)
    g_clear_error (&error);
  else if (error == NULL && self->keeper != NULL) {
    yyq_token_keeper_store_async (self->keeper, self->tokens.refresh, stored_cb,
                                  g_object_ref (self));
    return;
  }
  end_renewal (self, error);
}

static gpointer
decode_tokens (YyqApiClient *self, YyqApiReply *reply, GError **error)
{
  JsonObject *object = yyq_api_reply_object (reply, error);

  if (object == NULL)
    return NULL;
  if (self->renewed_generation == self->tokens.generation) {
    if (!yyq_api_client_take_session (self, object, error))
      return NULL;
    self->renewed_generation = self->tokens.generation;
  }
  return GINT_TO_POINTER (TRUE);
}

static void
send_refresh (YyqApiClient *self)
{
  g_autoptr (GBytes) body = NULL;
  YyqApiText *text;
  YyqApiCall call = { "POST", "/api/v1/auth/refresh", NULL, NULL,
                      YYQ_API_CALL_PUBLIC | YYQ_API_CALL_ONCE };

  text = yyq_api_text_new ();
  yyq_api_text_add (text, "refresh_token", yyq_secret_peek (self->tokens.refresh));
  body = yyq_api_text_finish (text);
  call.body = body;
  yyq_api_client_call_async (self, &call, decode_tokens, NULL, NULL, renewed_cb, NULL);
}

/* Another process may have exchanged it: then its successor is the one that counts. */
static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqApiClient) self = user_data;
  g_autoptr (YyqSecret) kept = yyq_token_keeper_lock_finish (YYQ_TOKEN_KEEPER (source), result);

  if (self->renewed_generation != self->tokens.generation) {
    end_renewal (self, NULL);
    return;
  }
  if (kept != NULL)
    yyq_api_tokens_replace_refresh (&self->tokens, kept);
  send_refresh (self);
}

/*
 * One at a time, because a refresh token has one successor; not repeated: when the reply is lost
 * the next call that wants a token asks once more.
 */
static void
renew (YyqApiClient *self, GTask *task)
{
  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (self->renewing)
    return;
  self->renewing = TRUE;
  self->renewed_generation = self->tokens.generation;
  if (self->keeper != NULL)
    yyq_token_keeper_lock_async (self->keeper, locked_cb, g_object_ref (self));
  else
    send_refresh (self);
}

static gboolean
delay_cb (gpointer user_data)
{
  GTask *task = user_data;
  YyqApiCallState *call = g_task_get_task_data (task);

  g_clear_pointer (&call->delay, g_source_unref);
  call->attempt (task);
  return G_SOURCE_REMOVE;
}

/* FALSE when the call would not end in time. */
static gboolean
try_later (GTask *task)
{
  YyqApiCallState *call = g_task_get_task_data (task);
  gint64 wait = yyq_api_retry_delay (call->attempts, call->message);

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
  YyqApiCallState *call = g_task_get_task_data (task);

  if (should_renew (self, call, error)) {
    call->renewed = TRUE;
    g_error_free (error);
    if (call->token_generation == self->tokens.generation)
      renew (self, task);
    else
      call->attempt (task);
    return;
  }
  if (g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED) &&
      !(call->spec.flags & YYQ_API_CALL_PUBLIC) &&
      call->token_generation == self->tokens.generation)
    end_session (self);
  if (yyq_api_retry_helps (error) && yyq_api_retry_is_allowed (&call->spec, call->attempts) &&
      try_later (task))
    g_error_free (error);
  else
    fail (task, error);
}

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqApiClient *self = g_task_get_source_object (task);
  YyqApiCallState *call = g_task_get_task_data (task);
  GError *error = NULL;
  YyqApiReply *reply = yyq_api_exchange_finish (result, &error);

  if (call->done) {
    g_clear_error (&error);
    g_clear_pointer (&reply, yyq_api_reply_free);
    return;
  }
  if (!(call->spec.flags & YYQ_API_CALL_STREAM))
    emit_exchanged (self, error != NULL && yyq_api_retry_is_trouble (error) ? error : NULL);
  if (error != NULL)
    handle_error (self, task, error);
  else
    decode_reply (task, reply);
  g_clear_pointer (&reply, yyq_api_reply_free);
}

/* The deadline begins anew. */
static void
piece_cb (GBytes *piece, gpointer data)
{
  GTask *task = data;
  YyqApiCallState *call = g_task_get_task_data (task);

  if (call->done)
    return;
  g_source_set_ready_time (call->deadline,
                           g_get_monotonic_time () + (gint64) call->spec.deadline_ms * 1000);
  if (!call->heard) {
    call->heard = TRUE;
    emit_exchanged (g_task_get_source_object (task), NULL);
  }
  call->spec.piece (piece, call->spec.piece_data);
}

static void
send_message (YyqApiClient *self, GTask *task, YyqApiCallState *call)
{
  const gboolean stream = (call->spec.flags & YYQ_API_CALL_STREAM) != 0;
  const YyqApiExchangeOptions options = {
    .max_reply = call->spec.max_reply,
    .binary = stream || (call->spec.flags & YYQ_API_CALL_BINARY) != 0,
    .piece = stream ? piece_cb : NULL,
    .piece_data = task,
  };

  yyq_api_exchange_async (stream ? self->streams : self->soup, call->message, &options, call->own,
                          exchanged_cb, g_object_ref (task));
}

static void
attempt (GTask *task)
{
  YyqApiClient *self = g_task_get_source_object (task);
  YyqApiCallState *call = g_task_get_task_data (task);

  if (!(call->spec.flags & YYQ_API_CALL_PUBLIC)) {
    if (self->tokens.refresh == NULL) {
      fail (task,
            g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED, "Not logged in"));
      return;
    }
    if (yyq_api_tokens_are_stale (&self->tokens)) {
      renew (self, task);
      return;
    }
  }
  g_clear_object (&call->message);
  call->message = yyq_api_request_new (self->base_url, &call->spec, self->tokens.access);
  if (call->message == NULL) {
    fail (task,
          g_error_new (YYQ_API_ERROR, YYQ_API_ERROR_INVALID, "“%s” is no address", call->path));
    return;
  }
  call->attempts++;
  call->token_generation = self->tokens.generation;
  send_message (self, task, call);
}

static gboolean
deadline_cb (gpointer user_data)
{
  GTask *task = user_data;
  YyqApiCallState *call = g_task_get_task_data (task);
  GError *error = g_error_new (YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT, "%s %s: no answer in time",
                               call->method, call->path);

  if (!(call->spec.flags & YYQ_API_CALL_STREAM))
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
  YyqApiCallState *call = g_task_get_task_data (task);

  g_object_ref (task);
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  g_cancellable_cancel (call->own);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
watch (GTask *task)
{
  YyqApiCallState *call = g_task_get_task_data (task);
  const guint deadline_ms = call->spec.deadline_ms;
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
  YyqApiCallState *call = yyq_api_call_state_new (spec, attempt);

  g_task_set_source_tag (task, yyq_api_client_call_async);
  call->decode = decode;
  call->result_free = result_free;
  g_task_set_task_data (task, call, yyq_api_call_state_free);
  if (self->base_url == NULL) {
    fail (task, g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE, "No platform is set"));
    return;
  }
  watch (task);
  attempt (task);
}

gpointer
yyq_api_client_call_finish (YyqApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_api_client_pass_object (GObject *self, GAsyncResult *result, gpointer task)
{
  g_autoptr (GTask) owned = task;
  GError *error = NULL;
  gpointer object = yyq_api_client_call_finish (YYQ_API_CLIENT (self), result, &error);

  if (error == NULL)
    g_task_return_pointer (owned, object, g_object_unref);
  else
    g_task_return_error (owned, error);
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
  yyq_api_tokens_set (&self->tokens, access, expires_at, refresh);
}

void
yyq_api_client_clear_tokens (YyqApiClient *self)
{
  yyq_api_tokens_clear (&self->tokens);
}

void
yyq_api_client_resume (YyqApiClient *self, YyqSecret *refresh)
{
  yyq_api_tokens_resume (&self->tokens, refresh);
}

YyqSecret *
yyq_api_client_get_refresh_token (YyqApiClient *self)
{
  return self->tokens.refresh;
}

void
yyq_api_client_set_token_keeper (YyqApiClient *self, YyqTokenKeeper *keeper)
{
  g_set_object (&self->keeper, keeper);
}

gboolean
yyq_api_client_has_tokens (YyqApiClient *self)
{
  return self->tokens.refresh != NULL;
}

gboolean
yyq_api_client_take_session (YyqApiClient *self, JsonObject *object, GError **error)
{
  return yyq_api_tokens_take (&self->tokens, object, error);
}

void
yyq_api_client_set_device_secret (YyqApiClient *self, YyqSecret *secret)
{
  yyq_api_tokens_set_device (&self->tokens, secret);
}

YyqSecret *
yyq_api_client_get_device_secret (YyqApiClient *self)
{
  return self->tokens.device;
}

YyqSecret *
yyq_api_client_take_new_device_secret (YyqApiClient *self)
{
  if (!self->tokens.device_is_new)
    return NULL;
  self->tokens.device_is_new = FALSE;
  return yyq_secret_ref (self->tokens.device);
}

gboolean
yyq_api_client_take_device (YyqApiClient *self, JsonObject *object, GError **error)
{
  return yyq_api_tokens_take_device (&self->tokens, object, error);
}

gboolean
yyq_api_client_set_base_url (YyqApiClient *self, const char *url, GError **error)
{
  g_autofree char *origin = yyq_api_request_normalize_origin (url, error);

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
  soup_session_abort (self->streams);
  g_clear_object (&self->soup);
  g_clear_object (&self->streams);
  g_clear_object (&self->tls_database);
  yyq_api_tokens_clear (&self->tokens);
  yyq_api_tokens_set_device (&self->tokens, NULL);
  g_clear_object (&self->keeper);
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
  self->streams =
    soup_session_new_with_options ("user-agent", "Yuyunqian/" YYQ_VERSION, "timeout", 120, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

YyqApiClient *
yyq_api_client_new (GTlsDatabase *tls_database)
{
  YyqApiClient *self = g_object_new (YYQ_TYPE_API_CLIENT, NULL);

  if (tls_database != NULL) {
    self->tls_database = g_object_ref (tls_database);
    soup_session_set_tls_database (self->soup, tls_database);
    soup_session_set_tls_database (self->streams, tls_database);
  }
  return self;
}
