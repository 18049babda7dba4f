/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-flow.h"
#include "yyq-error.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-reader.h"

/* The signature of a contract with a card in a reader, through pcscd and OpenSC: what a pulled UKey
 * does to it. */

typedef struct {
  SyncFixture sync;
  YyqTestReader *reader;
  YyqTestIdentity *login;
  char *contract_id;
  const char *command; /* (nullable): told to the reader at this phase */
  YyqSignPhase at;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, data);
  fixture->login =
    yyq_test_platform_issue (fixture->sync.platform, &(YyqTestCertificate){ .key_type = "RSA" });
  fixture->sync.identity =
    yyq_test_platform_issue (fixture->sync.platform, &(YyqTestCertificate){ .key_type = "RSA" });
  fixture->reader =
    yyq_test_reader_new (fixture->login, fixture->sync.identity, YYQ_TEST_READER_PIN);
  fixture->sync.manager = yyq_ukey_manager_new ();
  yyq_ukey_manager_set_discovery (fixture->sync.manager, FALSE);
  yyq_ukey_manager_add_module (fixture->sync.manager, g_getenv ("YYQ_TEST_OPENSC"));
  yyq_test_platform_bind (fixture->sync.platform, YYQ_TEST_PHONE, fixture->sync.identity);
  fixture->contract_id =
    yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  sync_fixture_enter (&fixture->sync);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sync_fixture_tear_down (&fixture->sync, data);
  yyq_test_reader_free (fixture->reader);
  yyq_test_identity_free (fixture->login);
  g_free (fixture->contract_id);
}

static void
phase_cb (YyqSignOperation *operation, GParamSpec *pspec, Fixture *fixture)
{
  if (fixture->command == NULL || yyq_sign_operation_get_phase (operation) != fixture->at)
    return;
  yyq_test_reader_tell (fixture->reader, fixture->command, NULL, NULL);
  fixture->command = NULL;
}

static YyqSignOperation *
new_operation (Fixture *fixture, YyqSecret *pin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract =
    sync_fixture_load (&fixture->sync, fixture->contract_id, &error);
  YyqUkeyCertificate *certificate = NULL;
  g_autoptr (YyqUkey) ukey =
    sync_fixture_get_ukey (&fixture->sync, fixture->sync.identity, &certificate);
  g_autoptr (YyqSeal) seal = sync_fixture_first_seal (&fixture->sync, contract);
  YyqSignOperation *operation;

  g_assert_no_error (error);
  operation =
    yyq_sign_operation_new (fixture->sync.session, contract, yyq_contract_find_my_turn (contract));
  yyq_sign_operation_set_ukey (operation, fixture->sync.manager, ukey, certificate, pin);
  yyq_sign_operation_set_seal (operation, seal);
  g_signal_connect (operation, "notify::phase", G_CALLBACK (phase_cb), fixture);
  return operation;
}

static gboolean
sign (Fixture *fixture, const char *pin, YyqSignPhase at, const char *command, GError **error)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (pin);
  g_autoptr (YyqSignOperation) operation = new_operation (fixture, secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YyqContract) contract = NULL;

  fixture->at = at;
  fixture->command = command;
  yyq_sign_operation_run_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  contract = yyq_sign_operation_run_finish (operation, result, error);
  g_assert_cmpuint (yyq_secret_get_length (secret), ==, 0);
  g_signal_handlers_disconnect_by_data (operation, fixture);
  return contract != NULL;
}

static guint
n_card_signatures (Fixture *fixture)
{
  guint n = 0;

  yyq_test_reader_tell (fixture->reader, "stat", NULL, &n);
  return n;
}

static void
assert_signs (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sign (fixture, YYQ_TEST_READER_PIN, YYQ_SIGN_PHASE_IDLE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (
    yyq_test_platform_ask (
      fixture->sync.platform,
      "SELECT COUNT(*) FROM contract_party WHERE side = 'employer' AND state = 'signed'"),
    ==, 1);
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  assert_signs (fixture);
  g_assert_cmpuint (n_card_signatures (fixture), ==, 1);
}

static void
test_pulled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign (fixture, YYQ_TEST_READER_PIN, YYQ_SIGN_PHASE_CHECKING, "remove", &error));
  g_assert_cmpuint (error->domain, ==, YYQ_UKEY_ERROR);
  g_assert_true (error->code == YYQ_UKEY_ERROR_NO_TOKEN || error->code == YYQ_UKEY_ERROR_REMOVED);
  sync_assert_error (error, YYQ_UKEY_ERROR, error->code);
  yyq_test_reader_tell (fixture->reader, "insert", NULL, NULL);
  assert_signs (fixture);
}

static void
test_pulled_during (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign (fixture, YYQ_TEST_READER_PIN, YYQ_SIGN_PHASE_CHECKING, "pull", &error));
  sync_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED);
  yyq_test_reader_tell (fixture->reader, "insert", NULL, NULL);
  assert_signs (fixture);
}

static void
test_pulled_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sign (fixture, YYQ_TEST_READER_PIN, YYQ_SIGN_PHASE_STAMPING, "remove", &error));
  g_assert_no_error (error);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  static const YyqUkeyError expected[] = { YYQ_UKEY_ERROR_PIN_WRONG, YYQ_UKEY_ERROR_PIN_FINAL_TRY,
                                           YYQ_UKEY_ERROR_PIN_LOCKED, YYQ_UKEY_ERROR_PIN_LOCKED };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (
      sign (fixture, i < 3 ? "654321" : YYQ_TEST_READER_PIN, YYQ_SIGN_PHASE_IDLE, NULL, &error));
    sync_assert_error (error, YYQ_UKEY_ERROR, (int) expected[i]);
  }
  g_assert_cmpuint (n_card_signatures (fixture), ==, 0);
  g_assert_cmpint (
    yyq_test_platform_ask (
      fixture->sync.platform,
      "SELECT COUNT(*) FROM contract_party WHERE side = 'employer' AND state = 'signed'"),
    ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/sync/card/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  g_assert_true (yyq_test_reader_prepare ());
  ADD ("a contract is signed by one operation of the card", test_done);
  ADD ("a card pulled before it signs is named, and signs when it is back", test_pulled_before);
  ADD ("a card pulled while it signs is named, and signs when it is back", test_pulled_during);
  ADD ("a card pulled after it has signed is no longer needed", test_pulled_after);
  ADD ("wrong PINs lead to the last try and the lock, and nothing is signed", test_locked);
  return g_test_run ();
}
