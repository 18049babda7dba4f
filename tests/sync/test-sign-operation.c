/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-flow.h"
#include "yyq-error.h"
#include "yyq-outbox-runner.h"
#include "yyq-pdf-verify.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"

#include <glib/gstdio.h>

/* Rows of docs/manual-coverage.md: 1, 75. */

#define COMPLETE "/complete"

typedef void (*Hook) (SyncFixture *fixture);

/* One signature, and what happens in the middle of it. */
typedef struct {
  SyncFixture *fixture;
  YyqSignOperation *operation;
  YyqSecret *pin;
  GCancellable *cancellable;
  YyqContract *signed_contract; /* (nullable) */
  GError *error;                /* (nullable) */
  YyqSignPhase at;
  Hook hook;
} Signing;

static char *contract_id;

static void
set_up (SyncFixture *fixture, gconstpointer module)
{
  sync_fixture_set_up (fixture, NULL);
  sync_fixture_add_ukey (fixture, module != NULL ? g_getenv (module) : NULL, 2000);
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, fixture->identity);
  contract_id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  sync_fixture_enter (fixture);
}

static void
tear_down (SyncFixture *fixture, gconstpointer module)
{
  sync_fixture_tear_down (fixture, NULL);
  g_clear_pointer (&contract_id, g_free);
}

static void
phase_cb (YyqSignOperation *operation, GParamSpec *pspec, Signing *signing)
{
  if (signing->hook != NULL && yyq_sign_operation_get_phase (operation) == signing->at)
    g_steal_pointer (&signing->hook) (signing->fixture);
}

static void
signing_init (Signing *signing, SyncFixture *fixture, YyqTestIdentity *identity, const char *pin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract = sync_fixture_load (fixture, contract_id, &error);
  YyqUkeyCertificate *certificate = NULL;
  g_autoptr (YyqUkey) ukey = sync_fixture_get_ukey (fixture, identity, &certificate);
  g_autoptr (YyqSeal) seal = sync_fixture_first_seal (fixture, contract);

  g_assert_no_error (error);
  memset (signing, 0, sizeof *signing);
  signing->fixture = fixture;
  signing->pin = yyq_secret_new_from_text (pin);
  signing->cancellable = g_cancellable_new ();
  signing->operation =
    yyq_sign_operation_new (fixture->session, contract, yyq_contract_find_my_turn (contract));
  yyq_sign_operation_set_ukey (signing->operation, fixture->manager, ukey, certificate,
                               signing->pin);
  yyq_sign_operation_set_seal (signing->operation, seal);
  g_signal_connect (signing->operation, "notify::phase", G_CALLBACK (phase_cb), signing);
}

static void
signing_run (Signing *signing)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_sign_operation_run_async (signing->operation, signing->cancellable, sync_keep_result,
                                &result);
  sync_wait_result (&result);
  signing->signed_contract =
    yyq_sign_operation_run_finish (signing->operation, result, &signing->error);
  /* Whatever came of it, the PIN is gone and the phase is the last one. */
  g_assert_cmpuint (yyq_secret_get_length (signing->pin), ==, 0);
  g_assert_cmpint (yyq_sign_operation_get_phase (signing->operation), ==,
                   signing->signed_contract != NULL ? YYQ_SIGN_PHASE_DONE : YYQ_SIGN_PHASE_FAILED);
}

static void
signing_clear (Signing *signing)
{
  g_signal_handlers_disconnect_by_data (signing->operation, signing);
  g_clear_object (&signing->operation);
  g_clear_pointer (&signing->pin, yyq_secret_unref);
  g_clear_object (&signing->cancellable);
  g_clear_object (&signing->signed_contract);
  g_clear_error (&signing->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signing, signing_clear)

static gint64
signatures_at_platform (SyncFixture *fixture)
{
  return yyq_test_platform_ask (
    fixture->platform,
    "SELECT COUNT(*) FROM contract_party WHERE side = 'employer' AND state = 'signed'");
}

static gint64
open_leases (SyncFixture *fixture)
{
  return yyq_test_platform_ask (fixture->platform,
                                "SELECT COUNT(*) FROM sign_session WHERE state = 'open'");
}

static gboolean
is_lease_back (gpointer fixture)
{
  return open_leases (fixture) == 0;
}

/* Nothing is stored, and the lease is given back. */
static void
assert_nothing_signed (Signing *signing)
{
  g_assert_null (signing->signed_contract);
  g_assert_false (yyq_sign_operation_get_pending (signing->operation));
  g_assert_cmpint (signatures_at_platform (signing->fixture), ==, 0);
  sync_wait (is_lease_back, signing->fixture);
}

static void
assert_refused (Signing *signing, GQuark domain, int code)
{
  sync_assert_error (signing->error, domain, code);
  assert_nothing_signed (signing);
}

static guint
n_failed_checks (YyqSignOperation *operation)
{
  GListModel *checks = yyq_sign_operation_get_checks (operation);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (checks); i++) {
    g_autoptr (YyqSignCheck) check = g_list_model_get_item (checks, i);

    n += !yyq_sign_check_get_passed (check);
  }
  return n;
}

static YyqOutbox *
outbox_of (SyncFixture *fixture)
{
  return yyq_outbox_runner_get_outbox (
    yyq_workspace_get_runner (yyq_session_get_workspace (fixture->session)));
}

static GPtrArray *
outbox_entries (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  yyq_outbox_list_async (outbox_of (fixture), NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  entries = yyq_outbox_list_finish (outbox_of (fixture), result, &error);
  g_assert_no_error (error);
  return entries;
}

static void
assert_valid (SyncFixture *fixture, GBytes *document, guint n_signatures)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report =
    yyq_pdf_verify (document, yyq_session_get_trust (fixture->session), &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->verdict, ==, YYQ_PDF_VERDICT_VALID);
  g_assert_cmpuint (report->signatures->len, ==, n_signatures);
}

/* The signature is there once, in a file that is valid, and the client shows it. */
static void
assert_signed_once (SyncFixture *fixture)
{
  g_autoptr (GBytes) stored = yyq_test_platform_document (fixture->platform, contract_id);
  g_autoptr (YyqContract) contract = yyq_test_platform_load (fixture->platform, contract_id);

  assert_valid (fixture, stored, 2);
  g_assert_cmpint (yyq_contract_get_state (contract), ==, YYQ_CONTRACT_STATE_COMPLETED);
  g_assert_cmpint (
    yyq_test_platform_ask (fixture->platform,
                           "SELECT COUNT(*) FROM contract_event WHERE type = 'signed'"),
    ==, 2);
  g_assert_cmpint (
    yyq_test_platform_ask (fixture->platform,
                           "SELECT COUNT(*) FROM audit WHERE action = 'contract.sign'"),
    ==, 1);
}

/* Done */

static void
test_done (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;
  g_autoptr (GPtrArray) entries = NULL;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  g_assert_cmpint (yyq_contract_get_state (signing.signed_contract), ==,
                   YYQ_CONTRACT_STATE_COMPLETED);
  g_assert_false (yyq_sign_operation_get_stamping (signing.operation));
  g_assert_false (yyq_sign_operation_get_pending (signing.operation));
  g_assert_cmpuint (g_list_model_get_n_items (yyq_sign_operation_get_checks (signing.operation)),
                    >=, 5);
  g_assert_cmpuint (n_failed_checks (signing.operation), ==, 0);
  assert_signed_once (fixture);
  entries = outbox_entries (fixture);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_done_rsa (SyncFixture *fixture, gconstpointer module)
{
  g_autoptr (YyqTestIdentity) rsa =
    yyq_test_platform_issue (fixture->platform, &(YyqTestCertificate){ .key_type = "RSA" });
  g_auto (Signing) signing;

  yyq_test_softhsm_add (fixture->hsm, "rsa", "02", rsa, NULL);
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, rsa);
  signing_init (&signing, fixture, rsa, YYQ_TEST_PIN);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  assert_signed_once (fixture);
}

static void
test_shown (SyncFixture *fixture, gconstpointer module)
{
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;
  guint asked;
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  asked = yyq_test_front_count (fixture->front, "/document");
  yyq_test_front_go_down (fixture->front);
  contract = sync_fixture_load (fixture, contract_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_contract_get_state (contract), ==, YYQ_CONTRACT_STATE_COMPLETED);
  document =
    sync_fixture_load_document (fixture, contract_id, yyq_contract_get_revision (contract), &error);
  g_assert_no_error (error);
  assert_valid (fixture, document, 2);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, "/document"), ==, asked);
}

static void
test_once (SyncFixture *fixture, gconstpointer module)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  yyq_sign_operation_run_async (signing.operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_null (yyq_sign_operation_run_finish (signing.operation, result, &error));
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_cmpint (yyq_sign_operation_get_phase (signing.operation), ==, YYQ_SIGN_PHASE_DONE);
}

/* The UKey */

static void
test_wrong_pin (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;
  g_auto (Signing) again;

  signing_init (&signing, fixture, fixture->identity, "654321");
  signing_run (&signing);
  assert_refused (&signing, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_WRONG);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, COMPLETE), ==, 0);

  signing_init (&again, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&again);
  g_assert_no_error (again.error);
  assert_signed_once (fixture);
}

static void
test_short_pin (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, "12");
  signing_run (&signing);
  assert_refused (&signing, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LENGTH);
}

static void
order (SyncFixture *fixture, const char *fault)
{
  g_assert_true (g_file_set_contents (fixture->fault, fault, -1, NULL));
}

static void
assert_driver_fails (SyncFixture *fixture, const char *fault, YyqUkeyError code)
{
  g_auto (Signing) signing;
  g_auto (Signing) again;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  order (fixture, fault);
  signing_run (&signing);
  assert_refused (&signing, YYQ_UKEY_ERROR, (int) code);

  g_assert_cmpint (g_remove (fixture->fault), ==, 0);
  signing_init (&again, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&again);
  g_assert_no_error (again.error);
  assert_signed_once (fixture);
}

static void
test_pulled (SyncFixture *fixture, gconstpointer module)
{
  assert_driver_fails (fixture, "error 0x32", YYQ_UKEY_ERROR_REMOVED);
}

static void
test_crash (SyncFixture *fixture, gconstpointer module)
{
  assert_driver_fails (fixture, "crash", YYQ_UKEY_ERROR_DRIVER_CRASH);
}

static void
test_hang (SyncFixture *fixture, gconstpointer module)
{
  assert_driver_fails (fixture, "hang", YYQ_UKEY_ERROR_TIMEOUT);
}

static void
test_garbage (SyncFixture *fixture, gconstpointer module)
{
  assert_driver_fails (fixture, "garbage", YYQ_UKEY_ERROR_DEVICE);
}

static void
test_locked (SyncFixture *fixture, gconstpointer module)
{
  assert_driver_fails (fixture, "error 0xa4", YYQ_UKEY_ERROR_PIN_LOCKED);
}

static void
test_cancel_hang (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  order (fixture, "hang");
  g_timeout_add_once (300, (GSourceOnceFunc) g_cancellable_cancel, signing.cancellable);
  signing_run (&signing);
  g_assert_error (signing.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_signed (&signing);
}

/* Somebody else */

static void
withdraw (SyncFixture *fixture)
{
  yyq_test_platform_withdraw (fixture->platform, contract_id);
}

static void
test_withdrawn_before (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  withdraw (fixture);
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_nonnull (strstr (signing.error->message, "contract-withdrawn"));
}

/* What changes at the platform while the signature is made, and what the refusal is about. */
static const struct {
  const char *sql;
  const char *problem;
  int code;
} changes[] = {
  { "UPDATE sign_session_form SET form_sha256 = (SELECT MIN(sha256) FROM contract_revision)",
    "seal-altered", YYQ_API_ERROR_SEAL_ALTERED },
  { "UPDATE sign_session SET state = 'released'", "lease-over", YYQ_API_ERROR_LEASE_OVER },
  { "UPDATE ukey_binding SET revoked_at = 1", "certificate-unbound", YYQ_API_ERROR_UNBOUND },
  { "UPDATE contract SET state = 'withdrawn'", "contract-withdrawn", YYQ_API_ERROR_CONFLICT },
};
static guint change;

static void
make_change (SyncFixture *fixture)
{
  yyq_test_platform_execute (fixture->platform, changes[change].sql);
}

static void
test_refused_is_kept (SyncFixture *fixture, gconstpointer module)
{
  for (change = 0; change < G_N_ELEMENTS (changes); change++) {
    g_autoptr (GPtrArray) entries = NULL;
    const YyqOutboxEntry *entry;
    g_auto (Signing) signing;

    yyq_test_platform_execute (fixture->platform, "UPDATE ukey_binding SET revoked_at = NULL");
    signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
    signing.at = YYQ_SIGN_PHASE_STAMPING;
    signing.hook = make_change;
    signing_run (&signing);
    assert_refused (&signing, YYQ_API_ERROR, changes[change].code);
    g_assert_nonnull (strstr (signing.error->message, changes[change].problem));
    entries = outbox_entries (fixture);
    /* The one that was refused before has been made anew, and is worth nothing any more. */
    g_assert_cmpuint (entries->len, ==, 1);
    entry = entries->pdata[0];
    g_assert_cmpint (entry->state, ==, YYQ_OUTBOX_PARKED);
    g_assert_cmpstr (entry->reason, ==, changes[change].problem);
    g_assert_cmpstr (entry->title, ==, "劳动合同");
  }
}

/* The seal was carved anew between the choice and the signature. */
static void
test_seal_changed (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_platform_execute (fixture->platform, "UPDATE seal SET company = 'x' || company");
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_SEAL);
}

static void
move_revision (SyncFixture *fixture)
{
  yyq_test_platform_move_revision (fixture->platform, contract_id);
}

static void
test_moved_before (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  move_revision (fixture);
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_nonnull (strstr (signing.error->message, "revision-moved"));
  g_assert_cmpuint (n_failed_checks (signing.operation), ==, 1);
}

static void
test_moved_while (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing.at = YYQ_SIGN_PHASE_SIGNING;
  signing.hook = move_revision;
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_nonnull (strstr (signing.error->message, "revision-moved"));
}

static void
test_leased (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  yyq_test_platform_bind (fixture->platform, YYQ_TEST_OTHER_PHONE, fixture->identity);
  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_platform_lease (fixture->platform, contract_id, fixture->identity);
  signing_run (&signing);
  sync_assert_error (signing.error, YYQ_API_ERROR, YYQ_API_ERROR_LEASED);
  g_assert_cmpint (signatures_at_platform (fixture), ==, 0);
  g_assert_cmpint (open_leases (fixture), ==, 1);
}

static void
test_tampered (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  yyq_test_platform_tamper (fixture->platform, contract_id);
  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&signing);
  assert_refused (&signing, YYQ_PDF_ERROR, YYQ_PDF_ERROR_EARLIER_SIGNATURE);
  g_assert_cmpuint (n_failed_checks (signing.operation), ==, 1);
}

/* The certificate */

static void
assert_certificate_refused (SyncFixture *fixture, const YyqTestCertificate *spec, gboolean bound,
                            GQuark domain, int code, const char *word)
{
  g_autoptr (YyqTestIdentity) identity = yyq_test_platform_issue (fixture->platform, spec);
  g_auto (Signing) signing;

  yyq_test_softhsm_add (fixture->hsm, "bad", "03", identity, NULL);
  if (bound)
    yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, identity);
  signing_init (&signing, fixture, identity, YYQ_TEST_PIN);
  signing_run (&signing);
  assert_refused (&signing, domain, code);
  if (word != NULL)
    g_assert_nonnull (strstr (signing.error->message, word));
}

static void
test_expired (SyncFixture *fixture, gconstpointer module)
{
  assert_certificate_refused (fixture, &(YyqTestCertificate){ .from_days = -30, .to_days = -1 },
                              TRUE, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY, NULL);
}

static void
test_wrong_usage (SyncFixture *fixture, gconstpointer module)
{
  assert_certificate_refused (fixture, &(YyqTestCertificate){ .usage = "critical,keyEncipherment" },
                              TRUE, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY, NULL);
}

static void
test_foreign (SyncFixture *fixture, gconstpointer module)
{
  assert_certificate_refused (fixture, &(YyqTestCertificate){ .organisation = "别处测试有限公司" },
                              TRUE, YYQ_API_ERROR, YYQ_API_ERROR_CERTIFICATE,
                              "certificate-foreign");
}

static void
test_unbound (SyncFixture *fixture, gconstpointer module)
{
  assert_certificate_refused (fixture, &(YyqTestCertificate){ 0 }, FALSE, YYQ_API_ERROR,
                              YYQ_API_ERROR_UNBOUND, "certificate-unbound");
}

static void
test_untrusted (SyncFixture *fixture, gconstpointer module)
{
  g_autoptr (YyqTestIdentity) stranger =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "外人", NULL, -1, 30 });
  g_auto (Signing) signing;

  yyq_test_softhsm_add (fixture->hsm, "stranger", "04", stranger, NULL);
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, stranger);
  signing_init (&signing, fixture, stranger, YYQ_TEST_PIN);
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_CERTIFICATE);
}

/* Time stamp */

static gboolean
is_stamped (gpointer data)
{
  return signatures_at_platform (data) == 1;
}

static void
test_no_stamp (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_SILENT, TRUE);
  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  g_assert_true (yyq_sign_operation_get_stamping (signing.operation));
  g_assert_cmpuint (n_failed_checks (signing.operation), ==, 1);
  g_assert_cmpint (yyq_contract_get_state (signing.signed_contract), ==,
                   YYQ_CONTRACT_STATE_SIGNING);
  g_assert_cmpint (signatures_at_platform (fixture), ==, 0);

  yyq_test_platform_execute (fixture->platform,
                             "UPDATE sign_session SET next_try_at = 0 WHERE state = 'held'");
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_HONEST, TRUE);
  sync_wait (is_stamped, fixture);
  assert_signed_once (fixture);
}

static void
test_bad_stamp (SyncFixture *fixture, gconstpointer mode)
{
  g_auto (Signing) signing;

  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_OTHER_DAY, FALSE);
  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  g_assert_true (yyq_sign_operation_get_stamping (signing.operation));
  sync_wait (is_stamped, fixture);
  assert_signed_once (fixture);
}

/* The network */

static void
test_offline (SyncFixture *fixture, gconstpointer module)
{
  g_autoptr (GError) error = NULL;
  guint asked;
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_front_go_down (fixture->front);
  sync_fixture_refresh (fixture, &error);
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
  yyq_test_front_come_up (fixture->front);
  asked = yyq_test_front_count (fixture->front, "sign-sessions");
  if (!yyq_session_get_online (fixture->session)) {
    signing_run (&signing);
    assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
    g_assert_cmpuint (yyq_test_front_count (fixture->front, "sign-sessions"), ==, asked);
  } else {
    g_assert_not_reached ();
  }
}

static void
test_lease_unreachable (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_front_spoil (fixture->front, "sign-sessions", YYQ_TEST_FAULT_STATUS_500, 10);
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_SERVER);
}

static gboolean
is_outbox_empty (gpointer data)
{
  g_autoptr (GPtrArray) entries = outbox_entries (data);

  return entries->len == 0;
}

static void
assert_sent_later (SyncFixture *fixture, YyqTestFault fault)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_front_spoil (fixture->front, COMPLETE, fault, 100);
  signing_run (&signing);
  g_assert_nonnull (signing.error);
  sync_assert_error (signing.error, YYQ_API_ERROR, signing.error->code);
  g_assert_true (yyq_outbox_runner_is_passing (signing.error));
  g_assert_true (yyq_sign_operation_get_pending (signing.operation));
  entries = outbox_entries (fixture);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((YyqOutboxEntry *) entries->pdata[0])->state, ==, YYQ_OUTBOX_WAITING);

  yyq_test_front_heal (fixture->front);
  sync_wait (is_outbox_empty, fixture);
  keys = yyq_test_front_list_keys (fixture->front, COMPLETE);
  g_assert_cmpuint (keys->len, >=, 2);
  for (guint i = 1; i < keys->len; i++)
    g_assert_cmpstr (keys->pdata[i], ==, keys->pdata[0]);
  assert_signed_once (fixture);
}

static void
test_reply_lost (SyncFixture *fixture, gconstpointer module)
{
  assert_sent_later (fixture, YYQ_TEST_FAULT_LOSE_REPLY);
}

static void
test_reply_cut (SyncFixture *fixture, gconstpointer module)
{
  assert_sent_later (fixture, YYQ_TEST_FAULT_CUT_REPLY);
}

static void
test_not_sent (SyncFixture *fixture, gconstpointer module)
{
  assert_sent_later (fixture, YYQ_TEST_FAULT_STATUS_500);
}

static void
test_reply_lost_once (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_front_spoil (fixture->front, COMPLETE, YYQ_TEST_FAULT_LOSE_REPLY, 1);
  signing_run (&signing);
  g_assert_no_error (signing.error);
  assert_signed_once (fixture);
}

/* The document that the platform sends is not the one it named. */
static void
test_other_document (SyncFixture *fixture, gconstpointer module)
{
  g_auto (Signing) signing;

  signing_init (&signing, fixture, fixture->identity, YYQ_TEST_PIN);
  yyq_test_front_spoil (fixture->front, "/document", YYQ_TEST_FAULT_GARBAGE, 10);
  signing_run (&signing);
  assert_refused (&signing, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

#define FAULT "YYQ_FAULT_MODULE"
/* Two suites, which run at the same time (meson.build). */
#define ADD(name, module, function) \
  g_test_add ("/sync/sign-made/" name, SyncFixture, module, set_up, function, tear_down)
#define ADD_REFUSED(name, function) \
  g_test_add ("/sync/sign-refused/" name, SyncFixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("a signature is made, checked, stamped, stored and valid", NULL, test_done);
  ADD ("an RSA key signs as well", NULL, test_done_rsa);
  ADD ("what was signed opens offline afterwards", NULL, test_shown);
  ADD ("an operation runs once", NULL, test_once);
  ADD ("a wrong PIN is named and the right one signs after it", NULL, test_wrong_pin);
  ADD ("a PIN of impossible length is refused", NULL, test_short_pin);
  ADD ("a UKey pulled while signing is named and signs when it is back", FAULT, test_pulled);
  ADD ("a driver that crashes is named and signs the next time", FAULT, test_crash);
  ADD ("a driver that hangs is stopped and signs the next time", FAULT, test_hang);
  ADD ("a signature that does not fit its certificate never leaves the computer", FAULT,
       test_garbage);
  ADD ("a locked PIN is named", FAULT, test_locked);
  ADD ("cancelling stops a driver that hangs and gives the lease back", FAULT, test_cancel_hang);
  ADD ("without a time stamp the signature waits at the platform until it has one", NULL,
       test_no_stamp);
  ADD ("a lost reply is asked for again under the same key", NULL, test_reply_lost_once);
  ADD ("when every reply is lost it is sent later under the same key and signed once", NULL,
       test_reply_lost);
  ADD ("when every reply is cut it is sent later under the same key and signed once", NULL,
       test_reply_cut);
  ADD ("when the platform fails it is sent later under the same key and signed once", NULL,
       test_not_sent);
  ADD_REFUSED ("a contract that was withdrawn before is not signed", test_withdrawn_before);
  ADD_REFUSED ("a signature that is refused is kept with the reason until a new one is made",
               test_refused_is_kept);
  ADD_REFUSED ("a seal that looks different from the one shown is not signed with",
               test_seal_changed);
  ADD_REFUSED ("a revision newer than the one shown is not signed", test_moved_before);
  ADD_REFUSED ("a revision that moves on while signing is refused", test_moved_while);
  ADD_REFUSED ("a contract that somebody else is signing is left to him", test_leased);
  ADD_REFUSED ("a document whose earlier signature is broken is not signed", test_tampered);
  ADD_REFUSED ("a document that is not the one named is not signed", test_other_document);
  ADD_REFUSED ("an expired certificate is refused before the PIN is used", test_expired);
  ADD_REFUSED ("a certificate that is not for signing is refused", test_wrong_usage);
  ADD_REFUSED ("a certificate of another company is refused", test_foreign);
  ADD_REFUSED ("a certificate that is not bound is refused", test_unbound);
  ADD_REFUSED ("a certificate of an unknown authority is refused", test_untrusted);
  ADD_REFUSED ("a time stamp for something else is not taken", test_bad_stamp);
  ADD_REFUSED ("offline nothing is begun", test_offline);
  ADD_REFUSED ("without a lease nothing is signed", test_lease_unreachable);
  return g_test_run ();
}
