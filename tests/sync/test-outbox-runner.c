/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract.h"
#include "yyq-error.h"
#include "yyq-outbox-fixture.h"
#include "yyq-sign-command.h"
#include "yyq-sync-fixture.h"

#include <glib/gstdio.h>

typedef struct {
  char *directory;
  RecordingPlatform *platform;
  OutboxClient client;
  RecordingAnswer answers[3]; /* to the objects "a", "b", "c" */
  GString *answered;          /* "object/id ..." as the runner tells it */
} Fixture;

static RecordingAnswer
choose (const char *object_id, gint64 n, gpointer data)
{
  const Fixture *fixture = data;

  return fixture->answers[object_id[0] - 'a'];
}

static void
answered_cb (YyqOutboxRunner *runner, const char *entity, const char *object_id, GObject *record,
             GString *answered)
{
  g_assert_null (record);
  g_string_append_printf (answered, "%s/%s ", entity, object_id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("yyq-outbox-XXXXXX", NULL);
  fixture->platform = recording_platform_new ();
  fixture->platform->choose = choose;
  fixture->platform->data = fixture;
  fixture->answered = g_string_new (NULL);
  outbox_client_open (&fixture->client, fixture->directory,
                      yyq_test_front_get_url (fixture->platform->front));
  g_signal_connect (fixture->client.runner, "answered", G_CALLBACK (answered_cb),
                    fixture->answered);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->client.runner, fixture->answered);
  outbox_client_close (&fixture->client);
  recording_platform_free (fixture->platform);
  g_string_free (fixture->answered, TRUE);
  store_remove_tree (fixture->directory);
  g_free (fixture->directory);
}

static void
begin (Fixture *fixture, const YyqCommandKind *kind, const char *object_id, gint64 n,
       GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GBytes) body = recording_body_new (n, NULL, 0);
  g_autoptr (YyqOutboxEntry) entry = yyq_outbox_entry_new (kind->name, object_id, body);

  yyq_outbox_runner_send_async (fixture->client.runner, entry, cancellable, sync_keep_result,
                                result);
}

static void
assert_end (Fixture *fixture, GAsyncResult **result, YyqCommandFate fate, GQuark domain, int code)
{
  g_autoptr (GAsyncResult) owned = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCommandReply) reply = NULL;
  YyqCommandFate told;

  sync_wait_result (result);
  owned = g_steal_pointer (result);
  reply = yyq_outbox_runner_send_finish (fixture->client.runner, owned, &told, &error);
  g_assert_cmpint (told, ==, fate);
  if (fate == YYQ_COMMAND_ANSWERED) {
    g_assert_no_error (error);
    g_assert_cmpuint (reply->status, ==, 200);
  } else {
    g_assert_error (error, domain, code);
    g_assert_null (reply);
  }
}

static void
send_and_assert (Fixture *fixture, const char *object_id, gint64 n, YyqCommandFate fate, int code)
{
  GAsyncResult *result = NULL;

  begin (fixture, &outbox_test_kind, object_id, n, NULL, &result);
  assert_end (fixture, &result, fate, YYQ_API_ERROR, code);
}

static gint64
count (Fixture *fixture, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) FROM outbox WHERE %s", where);

  return store_ask (fixture->client.database, sql);
}

static gboolean
is_empty (gpointer data)
{
  return count (data, "1") == 0;
}

static void
test_answered (Fixture *fixture, gconstpointer data)
{
  send_and_assert (fixture, "a", 1, YYQ_COMMAND_ANSWERED, 0);
  g_assert_true (recording_platform_has_done (fixture->platform, "a", 1));
  g_assert_cmpint (count (fixture, "1"), ==, 0);
  g_assert_cmpstr (fixture->answered->str, ==, "object/a ");
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  yyq_test_front_go_down (fixture->platform->front);
  send_and_assert (fixture, "a", 1, YYQ_COMMAND_WAITS, YYQ_API_ERROR_OFFLINE);
  g_assert_cmpint (count (fixture, "state = 'waiting' AND attempts = 1 AND next_at > 0"), ==, 1);
  outbox_client_close (&fixture->client);

  yyq_test_front_come_up (fixture->platform->front);
  outbox_client_open (&fixture->client, fixture->directory,
                      yyq_test_front_get_url (fixture->platform->front));
  outbox_client_let_time_pass (&fixture->client);
  sync_wait (is_empty, fixture);
  g_assert_cmpuint (fixture->platform->n_done, ==, 1);
}

static void
test_lost_reply (Fixture *fixture, gconstpointer data)
{
  fixture->answers[0] = RECORDING_LOSE_REPLY;
  send_and_assert (fixture, "a", 1, YYQ_COMMAND_ANSWERED, 0);
  g_assert_cmpuint (fixture->platform->n_done, ==, 1);
  g_assert_cmpuint (fixture->platform->n_replayed, ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  fixture->answers[0] = RECORDING_REFUSE;
  send_and_assert (fixture, "a", 1, YYQ_COMMAND_PARKED, YYQ_API_ERROR_CONFLICT);
  g_assert_cmpint (count (fixture, "state = 'parked' AND reason = 'conflict'"), ==, 1);

  /* The next one is told at once that it is held, and another object is not. */
  fixture->answers[0] = RECORDING_DO;
  send_and_assert (fixture, "a", 2, YYQ_COMMAND_WAITS, YYQ_API_ERROR_CONFLICT);
  send_and_assert (fixture, "b", 1, YYQ_COMMAND_ANSWERED, 0);
  g_assert_cmpint (count (fixture, "1"), ==, 2);
}

static char *
parked_key (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  yyq_outbox_list_async (fixture->client.outbox, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  entries = yyq_outbox_list_finish (fixture->client.outbox, result, NULL);
  g_assert_cmpint (((YyqOutboxEntry *) entries->pdata[0])->state, ==, YYQ_OUTBOX_PARKED);
  return g_strdup (((YyqOutboxEntry *) entries->pdata[0])->idempotency_key);
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = NULL;
  test_refused (fixture, data);
  key = parked_key (fixture);
  yyq_outbox_runner_retry (fixture->client.runner, key);
  sync_wait (is_empty, fixture);
  g_assert_true (recording_platform_has_done (fixture->platform, "a", 2));
  g_assert_true (g_hash_table_contains (fixture->platform->keys, key));
  g_assert_cmpuint (fixture->platform->n_out_of_order, ==, 0);
}

static void
test_independent (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *held = NULL;

  fixture->answers[0] = RECORDING_HOLD;
  begin (fixture, &outbox_test_kind, "a", 1, NULL, &held);
  send_and_assert (fixture, "b", 1, YYQ_COMMAND_ANSWERED, 0);
  g_assert_null (held);
  assert_end (fixture, &held, YYQ_COMMAND_WAITS, YYQ_API_ERROR, YYQ_API_ERROR_TIMEOUT);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;

  fixture->answers[0] = RECORDING_FAIL;
  begin (fixture, &outbox_test_kind, "a", 1, cancellable, &result);
  g_timeout_add_once (100, (GSourceOnceFunc) g_cancellable_cancel, cancellable);
  assert_end (fixture, &result, YYQ_COMMAND_WAITS, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture->answers[0] = RECORDING_DO;
  sync_wait (is_empty, fixture);
  g_assert_cmpuint (fixture->platform->n_done, ==, 1);
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  fixture->answers[0] = RECORDING_HOLD;
  begin (fixture, &outbox_test_kind, "a", 1, NULL, &result);
  g_timeout_add_once (100, (GSourceOnceFunc) yyq_outbox_runner_stop, fixture->client.runner);
  assert_end (fixture, &result, YYQ_COMMAND_WAITS, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (fixture, "state = 'waiting'"), ==, 1);
}

/* Closed while it is still being written down. */
static void
test_stopped_early (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  begin (fixture, &outbox_test_kind, "a", 1, NULL, &result);
  yyq_outbox_runner_stop (fixture->client.runner);
  assert_end (fixture, &result, YYQ_COMMAND_WAITS, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (fixture, "state = 'waiting'"), ==, 1);
}

static void
test_now (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  begin (fixture, &outbox_test_now_kind, "a", 1, NULL, &result);
  assert_end (fixture, &result, YYQ_COMMAND_ANSWERED, 0, 0);
  g_assert_cmpstr (fixture->answered->str, ==, "object/a ");
  yyq_test_front_go_down (fixture->platform->front);
  begin (fixture, &outbox_test_now_kind, "a", 2, NULL, &result);
  assert_end (fixture, &result, YYQ_COMMAND_NOT_SENT, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
  g_assert_cmpint (count (fixture, "1"), ==, 0);
}

/* Written by a newer program, or its file is gone. */
static void
assert_parked_unsent (Fixture *fixture, const char *sql, const char *reason)
{
  g_autofree char *where = g_strdup_printf ("state = 'parked' AND reason = '%s'", reason);
  gboolean parked = FALSE;

  yyq_test_front_go_down (fixture->platform->front);
  send_and_assert (fixture, "a", 1, YYQ_COMMAND_WAITS, YYQ_API_ERROR_OFFLINE);
  yyq_test_front_come_up (fixture->platform->front);
  store_ask (fixture->client.database, sql);
  outbox_client_let_time_pass (&fixture->client);
  while (!parked) {
    g_main_context_iteration (NULL, FALSE);
    parked = count (fixture, where) == 1;
  }
  g_assert_cmpuint (fixture->platform->n_done, ==, 0);
}

static void
test_unknown_kind (Fixture *fixture, gconstpointer data)
{
  assert_parked_unsent (fixture, "UPDATE outbox SET kind = 'test.of-tomorrow'",
                        YYQ_OUTBOX_REASON_UNKNOWN_KIND);
}

static void
test_body_missing (Fixture *fixture, gconstpointer data)
{
  assert_parked_unsent (fixture, "UPDATE outbox SET body_enc = NULL",
                        YYQ_OUTBOX_REASON_BODY_MISSING);
}

static void
test_wrong_reply (Fixture *fixture, gconstpointer data)
{
  static const YyqCommandKind kind = {
    .name = "test.record",
    .method = "POST",
    .path = "/objects/{object}/commands",
    .entity = "contract",
    .get_reply_type = yyq_contract_get_type,
    .waits = TRUE,
  };
  GAsyncResult *result = NULL;

  yyq_outbox_runner_add_kind (fixture->client.runner, &kind);
  begin (fixture, &kind, "a", 1, NULL, &result);
  assert_end (fixture, &result, YYQ_COMMAND_WAITS, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
  g_assert_cmpint (count (fixture, "state = 'waiting'"), ==, 1);
  g_assert_cmpstr (fixture->answered->str, ==, "");
}

/* Words */

static void
test_path (void)
{
  g_autofree char *sign = yyq_command_kind_make_path (&yyq_sign_command, "contract", "a/b c");
  g_autofree char *plain = yyq_command_kind_make_path (&outbox_test_kind, "ü", NULL);

  g_assert_cmpstr (sign, ==, "/sign-sessions/a%2Fb%20c/complete");
  g_assert_cmpstr (plain, ==, "/objects/%C3%BC/commands");
}

static void
assert_words (const YyqCommandKind *kind, const char *reason, const char *expected)
{
  g_autofree char *words = yyq_command_kind_explain (kind, reason);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  assert_words (&yyq_sign_command, "contract-withdrawn",
                "The contract was withdrawn before the signature arrived.");
  assert_words (&outbox_test_kind, "contract-withdrawn", "Someone else has changed this.");
  assert_words (&yyq_sign_command, "certificate-revoked",
                "The platform does not accept this certificate.");
  assert_words (NULL, YYQ_OUTBOX_REASON_ACCESS_LOST,
                "You no longer have access to what it is about. Nothing was sent.");
  assert_words (NULL, "of-tomorrow", "The platform did not accept it (of-tomorrow).");
  assert_words (NULL, NULL, "The platform did not accept it.");
}

#define ADD(name, function) \
  g_test_add ("/sync/outbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("a command goes out at once, and its answer comes back", test_answered);
  ADD ("without the platform it waits, and goes out when the client starts again", test_offline);
  ADD ("a lost reply is asked for again, and nothing is done twice", test_lost_reply);
  ADD ("a refused one is parked and holds the next one of its object", test_refused);
  ADD ("tried again it goes out under the same key, and then the next one", test_retry);
  ADD ("an object that gets no answer does not hold another", test_independent);
  ADD ("cancelling does not take a command back", test_cancelled);
  ADD ("when the workspace is closed what is under way waits", test_stopped);
  ADD ("when it is closed before a command is written that waits, too", test_stopped_early);
  ADD ("what must not wait is not kept", test_now);
  ADD ("a kind that is not known is parked and not thrown away", test_unknown_kind);
  ADD ("a body that is gone is parked and not sent empty", test_body_missing);
  ADD ("an answer that is not what the kind says is no answer", test_wrong_reply);
  g_test_add_func ("/sync/outbox/ids are escaped in the path", test_path);
  g_test_add_func ("/sync/outbox/every refusal has words, the kind's own first", test_words);
  return g_test_run ();
}
