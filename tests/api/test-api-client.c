/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-api-client.h"
#include "yyq-api-exchange.h"
#include "yyq-api-problem.h"
#include "yyq-auth-api.h"
#include "yyq-clock.h"
#include "yyq-contract-api.h"
#include "yyq-error.h"
#include "yyq-fault-server.h"
#include "yyq-test-wait.h"
#include "yyq-wire.h"

#define SESSION(token)                                                                            \
  "{\"access_token\":\"" token "\",\"access_expires_at\":9000000000000,\"refresh_token\":\"r2\"," \
  "\"account\":{\"id\":\"a\",\"name\":\"n\",\"phone_masked\":\"138****0001\"},\"enterprise_id\":" \
  "null}"

typedef struct {
  YyqFaultServer *server;
  YyqApiClient *client;
  GCancellable *cancellable;
  guint ended;     /* "session-ended" */
  guint exchanged; /* "exchanged" without an error */
  guint troubled;  /* with one */
} Fixture;

typedef struct {
  GError *error;
  char *value; /* (nullable) */
  gboolean done;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_error (&outcome->error);
  g_clear_pointer (&outcome->value, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
ended_cb (YyqApiClient *client, gpointer user_data)
{
  ((Fixture *) user_data)->ended++;
}

static void
exchanged_cb (YyqApiClient *client, const GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (error != NULL)
    fixture->troubled++;
  else
    fixture->exchanged++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = yyq_fault_server_new ();
  fixture->client = yyq_api_client_new (NULL);
  fixture->cancellable = g_cancellable_new ();
  yyq_api_client_set_base_url (fixture->client, yyq_fault_server_get_url (fixture->server), &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->client, "session-ended", G_CALLBACK (ended_cb), fixture);
  g_signal_connect (fixture->client, "exchanged", G_CALLBACK (exchanged_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->client);
  yyq_fault_server_free (fixture->server);
  g_object_unref (fixture->cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gpointer
decode_value (YyqApiClient *client, YyqApiReply *reply, GError **error)
{
  JsonObject *object = yyq_wire_node_object (reply->node, error);
  const char *value = NULL;

  return object != NULL && yyq_wire_get_string (object, "v", &value, error) ? g_strdup (value)
                                                                            : NULL;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->value = yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
start (Fixture *fixture, const YyqApiCall *call, Outcome *outcome)
{
  yyq_api_client_call_async (fixture->client, call, decode_value, g_free, fixture->cancellable,
                             called_cb, outcome);
}

static void
wait_for (Outcome *outcome)
{
  yyq_test_wait_while (!outcome->done);
}

static void
run (Fixture *fixture, const YyqApiCall *call, Outcome *outcome)
{
  start (fixture, call, outcome);
  wait_for (outcome);
}

static const YyqApiCall get = { .method = "GET",
                                .path = "/api/v1/x",
                                .flags = YYQ_API_CALL_PUBLIC };
static const YyqApiCall get_private = { .method = "GET", .path = "/api/v1/x" };
static const YyqApiCall post = { .method = "POST",
                                 .path = "/api/v1/x",
                                 .flags = YYQ_API_CALL_PUBLIC };

static void
answer (Fixture *fixture, const char *path, guint status, const char *body)
{
  yyq_fault_server_answer (fixture->server, &(YyqFaultAnswer){ path, status, body });
}

static void
test_value (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  answer (fixture, NULL, 200, "{\"v\":\"你好\"}");
  run (fixture, &get, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.value, ==, "你好");
  g_assert_cmpuint (fixture->exchanged, ==, 1);
}

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  answer (fixture, NULL, 500, "oops");
  answer (fixture, NULL, 503, "oops");
  answer (fixture, NULL, 200, "{\"v\":\"a\"}");
  run (fixture, &get, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, NULL), ==, 3);
  g_assert_cmpuint (fixture->troubled, ==, 2);
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  answer (fixture, NULL, 500, "oops");
  run (fixture, &get, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, NULL), ==, 4);
}

static void
test_post_once (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  answer (fixture, NULL, 500, "oops");
  run (fixture, &post, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, NULL), ==, 1);
}

static void
test_post_keyed (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  YyqApiCall call = post;

  call.idempotency_key = "0190-key";
  yyq_fault_server_answer (fixture->server,
                           &(YyqFaultAnswer){ NULL, 200, "{\"v\":\"a\"}", NULL, YYQ_FAULT_CUT });
  answer (fixture, NULL, 409, "{\"type\":\"urn:yyq:problem:in-progress\",\"title\":\"wait\"}");
  answer (fixture, NULL, 200, "{\"v\":\"a\"}");
  run (fixture, &call, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, NULL), ==, 3);
  g_assert_cmpstr (yyq_fault_server_get_last (fixture->server, "Idempotency-Key"), ==, "0190-key");
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_fault_server_answer (fixture->server, &(YyqFaultAnswer){ NULL, 200, "{\"v\":\"a\"}          ",
                                                               NULL, YYQ_FAULT_CUT });
  run (fixture, &get, &outcome);
  g_assert_nonnull (outcome.error);
  g_assert_cmpint (outcome.error->code, ==, YYQ_API_ERROR_BAD_REPLY);
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  YyqApiCall call = get;

  call.deadline_ms = 150;
  yyq_fault_server_answer (fixture->server,
                           &(YyqFaultAnswer){ NULL, 200, "", NULL, YYQ_FAULT_SILENT });
  run (fixture, &call, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT);
  g_assert_cmpuint (fixture->troubled, ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_fault_server_answer (fixture->server,
                           &(YyqFaultAnswer){ NULL, 200, "", NULL, YYQ_FAULT_SILENT });
  start (fixture, &get, &outcome);
  yyq_test_wait_while (yyq_fault_server_count (fixture->server, NULL) == 0);
  g_cancellable_cancel (fixture->cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->troubled, ==, 0);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = { "<html>", "{\"v\":\"a\"",    "{\"v\":1}",
                                        "[]",     "{\"v\":\"a\"}{}", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_auto (Outcome) outcome = { 0 };
    YyqApiCall call = get;

    call.flags |= YYQ_API_CALL_ONCE;
    answer (fixture, NULL, 200, bodies[i]);
    answer (fixture, NULL, 200, bodies[i]);
    run (fixture, &call, &outcome);
    g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
  }
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  YyqApiCall call = get;

  call.max_reply = 8;
  call.flags |= YYQ_API_CALL_ONCE;
  answer (fixture, NULL, 200, "{\"v\":\"0123456789\"}");
  run (fixture, &call, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *value = g_strnfill (300 * 1024, 'x');
  g_autofree char *body = g_strdup_printf ("{\"v\":\"%s\"}", value);

  answer (fixture, NULL, 200, body);
  run (fixture, &get, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.value, ==, value);
}

static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_fault_server_answer (fixture->server,
                           &(YyqFaultAnswer){ NULL, 429, "", "Retry-After: 3600" });
  run (fixture, &get, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_RATE_LIMITED);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, NULL), ==, 1);
}

/* Also from something in between, which knows no problem codes. */
static void
test_upgrade_required (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  answer (fixture, NULL, 426, "");
  run (fixture, &get, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_OUTDATED);
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  YyqApiCall call = get;

  call.flags |= YYQ_API_CALL_ONCE;
  yyq_fault_server_answer (fixture->server,
                           &(YyqFaultAnswer){ NULL, 302, "", "Location: /api/v1/y" });
  run (fixture, &call, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, "/api/v1/y"), ==, 0);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  YyqApiCall call = get;

  call.flags |= YYQ_API_CALL_ONCE;
  yyq_fault_server_free (fixture->server);
  run (fixture, &call, &outcome);
  fixture->server = yyq_fault_server_new ();
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
}

static void
test_one_renewal (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) second = { 0 };

  yyq_api_client_set_tokens (fixture->client, "old", yyq_clock_now () + 3600000, "r1");
  answer (fixture, "/api/v1/auth/refresh", 200, SESSION ("new"));
  answer (fixture, "/api/v1/x", 401, "{\"type\":\"urn:yyq:problem:unauthenticated\"}");
  answer (fixture, "/api/v1/x", 401, "{\"type\":\"urn:yyq:problem:unauthenticated\"}");
  answer (fixture, "/api/v1/x", 200, "{\"v\":\"a\"}");
  start (fixture, &get_private, &first);
  start (fixture, &get_private, &second);
  wait_for (&first);
  wait_for (&second);
  g_assert_no_error (first.error);
  g_assert_no_error (second.error);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, "/api/v1/auth/refresh"), ==, 1);
  g_assert_cmpstr (yyq_fault_server_get_last (fixture->server, "Authorization"), ==, "Bearer new");
  g_assert_cmpuint (fixture->ended, ==, 0);
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_api_client_set_tokens (fixture->client, "old", yyq_clock_now () - 1, "r1");
  answer (fixture, "/api/v1/auth/refresh", 200, SESSION ("new"));
  answer (fixture, "/api/v1/x", 200, "{\"v\":\"a\"}");
  run (fixture, &get_private, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (yyq_fault_server_count (fixture->server, "/api/v1/x"), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_api_client_set_tokens (fixture->client, "old", yyq_clock_now () + 3600000, "r1");
  answer (fixture, NULL, 401, "{\"type\":\"urn:yyq:problem:unauthenticated\"}");
  run (fixture, &get_private, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED);
  g_assert_cmpuint (fixture->ended, ==, 1);
  g_assert_false (yyq_api_client_has_tokens (fixture->client));
}

static void
test_renewal_offline (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_api_client_set_tokens (fixture->client, "old", yyq_clock_now () - 1, "r1");
  answer (fixture, NULL, 502, "");
  run (fixture, &get_private, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER);
  g_assert_cmpuint (fixture->ended, ==, 0);
  g_assert_true (yyq_api_client_has_tokens (fixture->client));
}

static void
test_log_out_while_renewing (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_api_client_set_tokens (fixture->client, "old", yyq_clock_now () - 1, "r1");
  answer (fixture, "/api/v1/auth/refresh", 200, SESSION ("new"));
  start (fixture, &get_private, &outcome);
  yyq_api_client_clear_tokens (fixture->client);
  wait_for (&outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED);
  g_assert_false (yyq_api_client_has_tokens (fixture->client));
  g_assert_cmpuint (fixture->ended, ==, 0);
}

static void
test_cancel_waiting (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_api_client_set_tokens (fixture->client, "old", yyq_clock_now () - 1, "r1");
  yyq_fault_server_answer (
    fixture->server, &(YyqFaultAnswer){ "/api/v1/auth/refresh", 200, "", NULL, YYQ_FAULT_SILENT });
  start (fixture, &get_private, &outcome);
  yyq_test_wait_while (yyq_fault_server_count (fixture->server, NULL) == 0);
  g_cancellable_cancel (fixture->cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  yyq_fault_server_answer (
    fixture->server,
    &(YyqFaultAnswer){
      NULL, 409,
      "{\"type\":\"urn:yyq:problem:contract-withdrawn\",\"title\":\"t\",\"detail\":\"已撤回\"}",
      "X-Request-Id: q-1" });
  run (fixture, &get, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_true (yyq_api_problem_is (outcome.error, "contract-withdrawn"));
  g_assert_false (yyq_api_problem_is (outcome.error, "contract"));
  g_assert_nonnull (strstr (outcome.error->message, "已撤回"));
  g_assert_nonnull (strstr (outcome.error->message, "q-1"));
}

/* By the first of those that the platform names; what makes no sense is no name. */
static void
test_problem_pointer (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *errors, *pointer;
  } cases[] = {
    { "[{\"pointer\":\"/phone\",\"code\":\"invalid\"},{\"pointer\":\"/name\"}]", "/phone" },
    { "[]", NULL },
    { "[\"/phone\"]", NULL },
    { "{\"pointer\":\"/phone\"}", NULL },
    { "[{\"pointer\":7}]", NULL },
  };

  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_ptr_array_add (bodies, g_strdup_printf ("{\"type\":\"urn:yyq:problem:invalid\",\"title\":"
                                              "\"t\",\"errors\":%s}",
                                              cases[i].errors));
    answer (fixture, NULL, 422, g_ptr_array_index (bodies, i));
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Outcome) outcome = { 0 };
    g_autoptr (GError) copy = NULL;

    run (fixture, &get, &outcome);
    g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID);
    copy = g_error_copy (outcome.error);
    g_assert_cmpstr (yyq_api_error_get_pointer (copy), ==, cases[i].pointer);
  }
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GBytes) bytes =
    yyq_contract_api_get_document_finish (YYQ_API_CLIENT (source), result, &outcome->error);

  outcome->value =
    bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  outcome->done = TRUE;
}

static void
fetch_document (Fixture *fixture, const char *header, Outcome *outcome)
{
  yyq_api_client_set_tokens (fixture->client, "t", yyq_clock_now () + 3600000, "r");
  yyq_fault_server_answer (
    fixture->server, &(YyqFaultAnswer){ "/api/v1/contracts/c/documents/1", 200, "hello", header });
  yyq_contract_api_get_document_async (fixture->client, "c", 1, NULL, document_cb, outcome);
  wait_for (outcome);
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  fetch_document (fixture,
                  "ETag: \"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"",
                  &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.value, ==, "hello");
}

static void
test_document_changed (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  fetch_document (fixture,
                  "ETag: \"00f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"",
                  &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

static void
test_document_unhashed (Fixture *fixture, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  fetch_document (fixture, NULL, &outcome);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

static void
test_addresses (void)
{
  static const char *const good[] = { "https://example.org", "https://example.org:8443/",
                                      "http://127.0.0.1:80", "http://localhost:8080",
                                      "http://[::1]:81",     "example.org" };
  static const char *const bad[] = { "http://example.org",
                                     "https://example.org/api",
                                     "https://a:b@example.org",
                                     "ftp://example.org",
                                     "example org",
                                     "",
                                     "http://127.0.0.1.example.org" };
  g_autoptr (YyqApiClient) client = yyq_api_client_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (yyq_api_client_set_base_url (client, good[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (yyq_api_client_set_base_url (client, bad[i], &error));
    g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_INVALID);
  }
}

static void
test_another_platform (void)
{
  g_autoptr (YyqApiClient) client = yyq_api_client_new (NULL);

  yyq_api_client_set_base_url (client, "https://one.example", NULL);
  yyq_api_client_set_tokens (client, "a", 1, "r");
  yyq_api_client_set_base_url (client, "https://one.example/", NULL);
  g_assert_true (yyq_api_client_has_tokens (client));
  yyq_api_client_set_base_url (client, "https://two.example", NULL);
  g_assert_false (yyq_api_client_has_tokens (client));
}

#define ADD(path, function) \
  g_test_add ("/api/client/" path, Fixture, NULL, set_up, function, tear_down)

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  YyqApiReply *reply = yyq_api_exchange_finish (result, &outcome->error);

  g_assert_null (reply);
  outcome->done = TRUE;
}

/* Whoever is told that he has cancelled says nothing to the person. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  const YyqFaultAnswer silent = { NULL, 200, "{}", NULL, YYQ_FAULT_SILENT };
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message =
    soup_message_new ("GET", yyq_fault_server_get_url (fixture->server));
  const YyqApiExchangeOptions options = { .max_reply = 1024 };
  g_auto (Outcome) outcome = { 0 };

  yyq_fault_server_answer (fixture->server, &silent);
  yyq_api_exchange_async (session, message, &options, NULL, given_up_cb, &outcome);
  yyq_test_wait_while (yyq_fault_server_count (fixture->server, NULL) == 0);
  soup_session_abort (session);
  yyq_test_wait_while (!outcome.done);
  g_assert_error (outcome.error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a reply is decoded", test_value);
  ADD ("a read is tried again after a server error", test_repeat);
  ADD ("and not for ever", test_bounded);
  ADD ("a write without a key is sent once", test_post_once);
  ADD ("a write with a key is sent again under the same key", test_post_keyed);
  ADD ("a cut body is no reply", test_cut);
  ADD ("the deadline is for the whole call", test_silent);
  ADD ("a cancelled call says so and troubles nobody", test_cancel);
  ADD ("what is not the API's JSON is refused", test_garbage);
  ADD ("a reply that is too long is refused", test_too_long);
  ADD ("a large reply is read whole", test_large);
  ADD ("Retry-After beyond the deadline is not waited for", test_retry_after);
  ADD ("426 says that the program must be updated", test_upgrade_required);
  ADD ("a redirect is not followed", test_redirect);
  ADD ("nobody at home is offline", test_nobody);
  ADD ("two calls renew the token once", test_one_renewal);
  ADD ("an expired token is renewed before it is used", test_stale);
  ADD ("a refused refresh token ends the session", test_refused);
  ADD ("a platform in trouble does not end the session", test_renewal_offline);
  ADD ("a log-out while renewing stays a log-out", test_log_out_while_renewing);
  ADD ("a call that waits for a token can be cancelled", test_cancel_waiting);
  ADD ("a problem keeps its code, words and request", test_problem);
  ADD ("a problem names what it means in the request", test_problem_pointer);
  ADD ("a document has the hash it was announced with", test_document);
  ADD ("a document with another hash is refused", test_document_changed);
  ADD ("a document without a hash is refused", test_document_unhashed);
  ADD ("what libsoup gives up by itself is a lost connection, not a cancelled call", test_given_up);
  g_test_add_func ("/api/client/only safe origins are accepted", test_addresses);
  g_test_add_func ("/api/client/tokens never go to another platform", test_another_platform);
  return g_test_run ();
}
