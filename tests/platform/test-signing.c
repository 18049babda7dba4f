/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-contract-event.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-verify.h"
#include "yyq-scheduler.h"
#include "yyq-service-error.h"
#include "yyq-sign-service.h"
#include "yyq-stamping.h"
#include "yyq-test-files.h"
#include "yyq-test-signing.h"
#include "yyq-test-storage.h"
#include "yyq-test-wait.h"

/* The employer's signature from outside: sign sessions, what they refuse, and time stamps that come
 * late. */

#define DAY 86400L

typedef YyqTestSigning Fixture;

static void
test_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) done = NULL;
  g_autoptr (YyqContract) contract = NULL;

  g_assert_cmpuint (session->status, ==, 201);
  g_assert_cmpstr (yyq_test_reply_get (session, "sha256"), ==,
                   yyq_contract_get_sha256 (fixture->contract));
  g_assert_cmpstr (yyq_test_reply_get (session, "seal_id"), !=, "");
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (done->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (done, "state"), ==, "completed");
  contract = yyq_test_signing_reload (fixture);
  g_assert_cmpint (yyq_contract_get_revision (contract), ==, 1);
  yyq_test_signing_assert_valid (fixture, contract);
}

/* The worker's signature as the platform itself stores it. */
static void
sign_as_worker (Fixture *fixture, YyqContract *contract)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (YyqTestKeyPair) event_key = yyq_test_key_pair_new_full (
    fixture->platform->pki, "陈小兰", -DAY, DAY, "critical,nonRepudiation");
  g_autoptr (YyqParty) worker = g_list_model_get_item (yyq_contract_get_parties (contract), 0);
  const YyqPdfSignOptions options = { .field = yyq_party_get_field (worker) };
  g_autoptr (GBytes) tail =
    yyq_test_key_pair_sign (event_key, fixture->platform, contract, &options, fixture->timestamper);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base = yyq_contract_store_document (platform, contract, -1, &error);
  g_autoptr (YyqNextRevision) next = NULL;

  g_assert_no_error (error);
  next = yyq_stamping_prepare (platform, contract, worker, base, tail, &error);
  g_assert_no_error (error);
  yyq_test_platform_begin (fixture->platform);
  yyq_stamping_accept (platform, fixture->platform->access, contract, worker, next, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_add_contract (
    fixture->platform, fixture->platform->company, "有员工的合同", TRUE);
  g_autoptr (YyqTestReply) early =
    yyq_test_signing_open (fixture, fixture->clerk, contract, fixture->key->der, NULL);
  g_autoptr (YyqTestReply) session = NULL;
  g_autoptr (YyqTestReply) done = NULL;
  g_autoptr (GBytes) tail = NULL;

  yyq_assert_problem (early, 409, "conflict");
  sign_as_worker (fixture, contract);
  g_set_object (&fixture->contract, contract);
  session = yyq_test_signing_open (fixture, fixture->clerk, contract, fixture->key->der, NULL);
  tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpstr (yyq_test_reply_get (done, "state"), ==, "completed");
  g_clear_object (&contract);
  contract = yyq_test_signing_reload (fixture);
  g_assert_cmpint (yyq_contract_get_revision (contract), ==, 2);
  yyq_test_signing_assert_valid (fixture, contract);
}

static void
test_lease (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) mine =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (YyqTestReply) taken = yyq_test_signing_open (
    fixture, fixture->colleague, fixture->contract, fixture->second->der, NULL);
  g_autoptr (YyqTestReply) again =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autofree char *target =
    g_strdup_printf ("/api/v1/sign-sessions/%s", yyq_test_reply_get (again, "id"));
  g_autoptr (YyqTestReply) not_theirs =
    yyq_test_platform_call (fixture->platform, "DELETE", target, fixture->colleague, NULL, NULL);
  g_autoptr (YyqTestReply) still = yyq_test_signing_open (
    fixture, fixture->colleague, fixture->contract, fixture->second->der, NULL);
  g_autoptr (YyqTestReply) released =
    yyq_test_platform_call (fixture->platform, "DELETE", target, fixture->clerk, NULL, NULL);
  g_autoptr (YyqTestReply) theirs = yyq_test_signing_open (
    fixture, fixture->colleague, fixture->contract, fixture->second->der, NULL);

  g_assert_cmpuint (mine->status, ==, 201);
  yyq_assert_problem (taken, 409, "leased");
  g_assert_cmpuint (again->status, ==, 201);
  g_assert_cmpuint (not_theirs->status, ==, 204);
  yyq_assert_problem (still, 409, "leased");
  g_assert_cmpuint (released->status, ==, 204);
  g_assert_cmpuint (theirs->status, ==, 201);
}

/* The first one's lease ran out while the second one took the contract and signed. */
static void
test_two_clients (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) first =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) first_tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (GBytes) second_tail = yyq_test_signing_sign (fixture, fixture->second, TRUE);
  g_autoptr (YyqTestReply) second = NULL;
  g_autoptr (YyqTestReply) signed_by_second = NULL;
  g_autoptr (YyqTestReply) too_late = NULL;
  g_autoptr (YyqContract) contract = NULL;

  yyq_clock_freeze (yyq_clock_now () + YYQ_LEASE_MS + 1);
  second = yyq_test_signing_open (fixture, fixture->colleague, fixture->contract,
                                  fixture->second->der, NULL);
  g_assert_cmpuint (second->status, ==, 201);
  signed_by_second = yyq_test_signing_complete_with (
    fixture, fixture->colleague, second, yyq_test_reply_get (second, "sha256"), second_tail, NULL);
  g_assert_cmpuint (signed_by_second->status, ==, 200);
  too_late = yyq_test_signing_complete (fixture, first, first_tail, NULL);
  yyq_assert_problem (too_late, 409, "lease-over");
  contract = yyq_test_signing_reload (fixture);
  g_assert_cmpint (yyq_contract_get_revision (contract), ==, 1);
}

static void
withdraw (Fixture *fixture)
{
  g_autoptr (YyqContract) contract = yyq_test_signing_reload (fixture);
  g_autoptr (GError) error = NULL;

  yyq_contract_flow_withdraw (contract, &error);
  g_assert_no_error (error);
  yyq_test_platform_begin (fixture->platform);
  yyq_contract_store_save (fixture->platform->platform, fixture->platform->access, contract,
                           &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
}

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) broken = NULL;
  g_autoptr (YyqTestReply) closed = NULL;

  withdraw (fixture);
  broken = yyq_test_signing_complete (fixture, session, tail, NULL);
  closed =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  yyq_assert_problem (broken, 409, "contract-withdrawn");
  yyq_assert_problem (closed, 409, "contract-withdrawn");
}

static void
test_revision_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autofree char *other = g_strnfill (64, 'a');
  g_autoptr (YyqTestReply) moved =
    yyq_test_signing_complete_with (fixture, fixture->clerk, session, other, tail, NULL);

  yyq_assert_problem (moved, 409, "revision-moved");
  yyq_test_signing_assert_unsigned (fixture);
}

/* Somebody who writes, and while he does the contract's next revision comes to lie on the disk. */
typedef struct {
  Fixture *fixture;
  YyqContract *contract; /* (nullable): withdrawn, but not yet in the database; NULL: logs out */
  guint n_documents;
  GMutex lock;
  GCond cond;
  gboolean writing;
} Writer;

static gpointer
write_meanwhile (gpointer data)
{
  Writer *self = data;
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (self->fixture->platform);
  g_mutex_lock (&self->lock);
  self->writing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  yyq_test_wait_aside_while (yyq_test_signing_count_documents (self->fixture) == self->n_documents);
  g_assert_cmpuint (yyq_test_signing_count_documents (self->fixture), ==, self->n_documents + 1);
  if (self->contract == NULL)
    yyq_test_platform_sql (self->fixture->platform, "UPDATE session SET revoked_at = 1");
  else
    yyq_contract_store_save (self->fixture->platform->platform, self->fixture->platform->access,
                             self->contract, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self->fixture->platform);
  return NULL;
}

/* (transfer full): the clerk completes while @writer writes. */
static YyqTestReply *
complete_meanwhile (Writer *writer, YyqTestReply *session, GBytes *tail)
{
  GThread *thread = g_thread_new ("writer", write_meanwhile, writer);
  YyqTestReply *late;

  g_mutex_lock (&writer->lock);
  while (!writer->writing)
    g_cond_wait (&writer->cond, &writer->lock);
  g_mutex_unlock (&writer->lock);
  late = yyq_test_signing_complete (writer->fixture, session, tail, NULL);
  g_thread_join (thread);
  return late;
}

/* Checking and writing the file does not wait for the writer, and what he did is seen afterwards.
 */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  gboolean stamped = GPOINTER_TO_INT (data);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, stamped);
  Writer writer = { .fixture = fixture,
                    .contract = yyq_test_signing_reload (fixture),
                    .n_documents = yyq_test_signing_count_documents (fixture) };
  g_autoptr (YyqTestReply) late = NULL;

  g_assert_true (yyq_contract_flow_withdraw (writer.contract, NULL));
  late = complete_meanwhile (&writer, session, tail);
  yyq_assert_problem (late, 409, "contract-withdrawn");
  g_assert_cmpuint (yyq_test_signing_count_documents (fixture), ==, writer.n_documents);
  g_set_object (&writer.contract, NULL);
  writer.contract = yyq_test_signing_reload (fixture);
  g_assert_cmpint (yyq_contract_get_revision (writer.contract), ==, 0);
  g_object_unref (writer.contract);
}

/* The check took seconds, and in these somebody ended the session. */
static void
test_logged_out_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  Writer writer = { .fixture = fixture, .n_documents = yyq_test_signing_count_documents (fixture) };
  g_autoptr (YyqTestReply) late = complete_meanwhile (&writer, session, tail);

  yyq_assert_problem (late, 401, "unauthenticated");
  yyq_test_signing_assert_unsigned (fixture);
  g_assert_cmpuint (yyq_test_signing_count_documents (fixture), ==, writer.n_documents);
}

static void
test_stamped_meanwhile (Fixture *fixture, gconstpointer data)
{
  test_meanwhile (fixture, GINT_TO_POINTER (TRUE));
}

static void
test_held_meanwhile (Fixture *fixture, gconstpointer data)
{
  test_meanwhile (fixture, GINT_TO_POINTER (FALSE));
}

/* What was prepared behind one revision is never stored behind another. */
static void
test_prepared_for_another (Fixture *fixture, gconstpointer data)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (YyqContract) contract = yyq_test_signing_reload (fixture);
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (contract);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base = yyq_contract_store_document (platform, contract, -1, &error);
  g_autoptr (YyqNextRevision) next =
    yyq_stamping_prepare (platform, contract, party, base, tail, &error);
  guint n = yyq_test_signing_count_documents (fixture);

  g_assert_no_error (error);
  g_object_set (contract, "sha256", "another", NULL);
  yyq_test_platform_begin (fixture->platform);
  g_assert_false (
    yyq_stamping_accept (platform, fixture->platform->access, contract, party, next, &error));
  g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_REVISION_MOVED);
  yyq_storage_rollback (yyq_platform_get_storage (platform));
  g_clear_pointer (&next, yyq_next_revision_free);
  g_assert_cmpuint (yyq_test_signing_count_documents (fixture), ==, n - 1);
  yyq_test_signing_assert_unsigned (fixture);
}

static void
assert_rejected (Fixture *fixture, YyqTestReply *session, GBytes *tail)
{
  g_autoptr (YyqTestReply) reply = yyq_test_signing_complete (fixture, session, tail, NULL);

  yyq_assert_problem (reply, 422, "signature-rejected");
  yyq_test_signing_assert_unsigned (fixture);
}

static GBytes *
change_byte (GBytes *tail, gsize at)
{
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  array->data[at] ^= 1;
  return g_byte_array_free_to_bytes (array);
}

static void
test_tampered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (GBytes) others = yyq_test_signing_sign (fixture, fixture->second, TRUE);
  g_autoptr (GBytes) changed = change_byte (tail, 20);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (tail, 0, g_bytes_get_size (tail) - 30);
  g_autoptr (GBytes) twice = yyq_pdf_join (tail, tail);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  GBytes *const tails[] = { others, changed, cut, twice, empty, nonsense };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++) {
    g_test_message ("%u", i);
    assert_rejected (fixture, session, tails[i]);
  }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autofree char *zeros = g_strnfill (YYQ_PDF_MAX_TAIL + 1, '0');
  g_autoptr (GBytes) tail = g_bytes_new_static (zeros, YYQ_PDF_MAX_TAIL + 1);
  g_autoptr (YyqTestReply) reply = yyq_test_signing_complete (fixture, session, tail, NULL);

  yyq_assert_problem (reply, 413, "too-large");
  yyq_test_signing_assert_unsigned (fixture);
}

static void
assert_refused (Fixture *fixture, YyqTestKeyPair *pair, gboolean bound, guint status,
                const char *code)
{
  g_autoptr (YyqTestKeyPair) key = pair;
  g_autofree char *id =
    bound ? yyq_test_key_pair_bind (key, fixture->platform, fixture->platform->clerk,
                                    fixture->platform->company)
          : NULL;
  g_autoptr (YyqTestReply) reply =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, key->der, NULL);

  g_test_message ("%s", code);
  yyq_assert_problem (reply, status, code);
}

static void
test_certificates (Fixture *fixture, gconstpointer data)
{
  YyqTestPki *pki = fixture->platform->pki;
  const char *uscc = fixture->platform->uscc;
  const char *usage = "critical,digitalSignature";
  g_autoptr (YyqTestPki) unknown = yyq_test_pki_new ();
  YyqTestKeyPair *revoked = yyq_test_key_pair_new (fixture->platform);
  g_autoptr (GBytes) crl = yyq_test_pki_crl (pki, revoked->x509, 3600);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autoptr (YyqTestReply) invalid = NULL;

  assert_refused (fixture, yyq_test_key_pair_new_full (pki, "别家公司", -DAY, DAY, usage), TRUE,
                  403, "certificate-foreign");
  assert_refused (fixture, yyq_test_key_pair_new_full (pki, "91419999MA0ABCDE35", -DAY, DAY, usage),
                  TRUE, 403, "certificate-foreign");
  assert_refused (fixture, yyq_test_key_pair_new (fixture->platform), FALSE, 403,
                  "certificate-unbound");
  assert_refused (fixture, yyq_test_key_pair_new_full (pki, uscc, -2 * DAY, -DAY, usage), TRUE, 403,
                  "certificate-expired");
  assert_refused (fixture, yyq_test_key_pair_new_full (pki, uscc, DAY, 2 * DAY, usage), TRUE, 403,
                  "certificate-expired");
  assert_refused (fixture,
                  yyq_test_key_pair_new_full (pki, uscc, -DAY, DAY, "critical,keyEncipherment"),
                  TRUE, 403, "certificate-usage");
  assert_refused (fixture, yyq_test_key_pair_new_full (unknown, uscc, -DAY, DAY, usage), TRUE, 403,
                  "certificate-untrusted");
  yyq_test_platform_publish (fixture->platform, crl);
  assert_refused (fixture, revoked, TRUE, 403, "certificate-revoked");
  invalid = yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, nonsense, NULL);
  yyq_assert_problem (invalid, 422, "invalid");
}

/* A key that names a unit of the group signs the unit's contracts, and only those. */
static void
test_unit (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqContract) contract =
    yyq_test_platform_add_contract (platform, platform->unit, "分公司的合同", FALSE);
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, contract, fixture->key->der, NULL);

  yyq_assert_problem (session, 403, "certificate-foreign");
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *complete_key = g_uuid_string_random ();
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, key);
  g_autoptr (YyqTestReply) repeated =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, key);
  g_autoptr (YyqTestReply) other_body =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->second->der, key);
  g_autoptr (YyqTestReply) bad_key = yyq_test_signing_open (
    fixture, fixture->clerk, fixture->contract, fixture->key->der, "not a uuid");
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) done = yyq_test_signing_complete (fixture, session, tail, complete_key);
  g_autoptr (YyqTestReply) again = yyq_test_signing_complete (fixture, session, tail, complete_key);

  g_assert_true (g_bytes_equal (session->body, repeated->body));
  g_assert_cmpstr (soup_message_headers_get_one (repeated->headers, "Idempotency-Replayed"), ==,
                   "true");
  g_assert_null (soup_message_headers_get_one (session->headers, "Idempotency-Replayed"));
  yyq_assert_problem (other_body, 422, "idempotency-mismatch");
  yyq_assert_problem (bad_key, 422, "invalid");
  g_assert_cmpuint (done->status, ==, 200);
  g_assert_true (g_bytes_equal (done->body, again->body));
}

/* Somebody else's key is not mine: the same UUID is another command for another account. */
static void
test_keys_are_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YyqTestReply) mine =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, key);
  g_autoptr (YyqTestReply) theirs =
    yyq_test_signing_open (fixture, fixture->colleague, fixture->contract, fixture->key->der, key);

  g_assert_cmpuint (mine->status, ==, 201);
  yyq_assert_problem (theirs, 403, "certificate-unbound");
}

static gboolean
is_completed (Fixture *fixture)
{
  g_autoptr (YyqContract) contract = yyq_test_signing_reload (fixture);

  return yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_COMPLETED;
}

static void
wait_until_completed (Fixture *fixture)
{
  g_autoptr (YyqContract) contract = NULL;

  yyq_test_wait_aside_while (!is_completed (fixture));
  contract = yyq_test_signing_reload (fixture);
  yyq_test_signing_assert_valid (fixture, contract);
}

static void
assert_held (Fixture *fixture)
{
  g_autoptr (YyqContract) contract = yyq_test_signing_reload (fixture);
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (contract);

  g_assert_cmpint (yyq_party_get_state (party), ==, YYQ_PARTY_STATE_STAMPING);
  yyq_test_signing_assert_unsigned (fixture);
}

static void
test_stamped_later (Fixture *fixture, gconstpointer data)
{
  YyqScheduler *scheduler = yyq_scheduler_of (fixture->platform->platform);
  g_autoptr (YyqTestReply) busy = NULL;

  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_DOWN);
  yyq_test_signing_hold (fixture);
  yyq_test_signing_stamp_now (fixture);
  assert_held (fixture);
  busy = yyq_test_signing_open (fixture, fixture->colleague, fixture->contract,
                                fixture->second->der, NULL);
  yyq_assert_problem (busy, 409, "conflict");
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
  yyq_test_platform_sql (fixture->platform, "UPDATE sign_session SET next_try_at = 0");
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
  yyq_scheduler_start (scheduler);
  wait_until_completed (fixture);
}

static void
test_foreign_stamp (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = NULL;

  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_FOREIGN);
  tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  assert_rejected (fixture, session, tail);
  yyq_test_signing_hold (fixture);
  yyq_test_signing_stamp_now (fixture);
  assert_held (fixture);
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
  yyq_test_signing_stamp_now (fixture);
  wait_until_completed (fixture);
}

static void
test_withdrawn_while_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = NULL;

  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_DOWN);
  yyq_test_signing_hold (fixture);
  withdraw (fixture);
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
  yyq_test_signing_stamp_now (fixture);
  contract = yyq_test_signing_reload (fixture);
  g_assert_cmpint (yyq_contract_get_state (contract), ==, YYQ_CONTRACT_STATE_WITHDRAWN);
  g_assert_cmpint (yyq_contract_get_revision (contract), ==, 0);
}

static void
test_revoked_while_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) crl = yyq_test_pki_crl (fixture->platform->pki, fixture->key->x509, 3600);
  g_autoptr (YyqTestReply) again = NULL;

  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_DOWN);
  yyq_test_signing_hold (fixture);
  yyq_test_platform_publish (fixture->platform, crl);
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
  yyq_test_signing_stamp_now (fixture);
  yyq_test_signing_assert_handed_back (fixture, "certificate-revoked");
  again = yyq_test_signing_open (fixture, fixture->colleague, fixture->contract,
                                 fixture->second->der, NULL);
  g_assert_cmpuint (again->status, ==, 201);
}

static void
test_held_too_long (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_DOWN);
  yyq_test_signing_hold (fixture);
  yyq_test_signing_stamp_now (fixture);
  assert_held (fixture);
  yyq_test_platform_sql (fixture->platform,
                         "UPDATE sign_session SET created_at = created_at - 8 * 86400000");
  yyq_test_signing_stamp_now (fixture);
  yyq_test_signing_assert_handed_back (fixture, "timestamp-unavailable");
}

/* PostgreSQL gives a transaction up for another one twice, once for either reason. A sequence does
 * not go back with it. */
static const char *const give_up_twice[] = {
  "CREATE SEQUENCE tries",
  "CREATE FUNCTION give_up () RETURNS trigger LANGUAGE plpgsql AS "
  "'DECLARE n bigint := nextval (''tries''); BEGIN "
  "IF n = 1 THEN RAISE EXCEPTION USING ERRCODE = ''serialization_failure''; END IF; "
  "IF n = 2 THEN RAISE EXCEPTION USING ERRCODE = ''deadlock_detected''; END IF; "
  "RETURN NEW; END'",
  "CREATE TRIGGER give_up BEFORE INSERT ON contract_event FOR EACH ROW EXECUTE FUNCTION give_up ()",
};

static gint64
count (Fixture *fixture, const char *sql)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform->platform);
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (storage, &n, &error, sql, "");
  g_assert_no_error (error);
  yyq_storage_release (storage);
  return n;
}

static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) done = NULL;
  g_autoptr (YyqContract) contract = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (give_up_twice); i++)
    yyq_test_platform_sql (fixture->platform, give_up_twice[i]);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (done->status, ==, 200);
  g_assert_cmpint (count (fixture, "SELECT last_value FROM tries"), >, 2);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM contract_event WHERE type = 'signed'"), ==,
                   1);
  g_assert_cmpint (count (fixture, "SELECT COUNT(*) FROM audit WHERE action = 'contract.sign'"), ==,
                   1);
  contract = yyq_test_signing_reload (fixture);
  g_assert_cmpint (yyq_contract_get_revision (contract), ==, 1);
  yyq_test_signing_assert_valid (fixture, contract);
}

static const YyqTestCase cases[] = {
  { "a contract is signed, stored and complete", (GTestFixtureFunc) test_signed },
  { "the company signs after the worker", (GTestFixtureFunc) test_order },
  { "one at a time has the right to sign", (GTestFixtureFunc) test_lease },
  { "of two who sign the same contract one is refused", (GTestFixtureFunc) test_two_clients },
  { "withdrawal breaks the right to sign", (GTestFixtureFunc) test_withdrawn },
  { "a signature of an older revision is refused", (GTestFixtureFunc) test_revision_moved },
  { "a signature is worked on while somebody else writes, and refused by what he wrote",
    (GTestFixtureFunc) test_stamped_meanwhile },
  { "one without a time stamp likewise", (GTestFixtureFunc) test_held_meanwhile },
  { "who was logged out while the signature was checked has not signed",
    (GTestFixtureFunc) test_logged_out_meanwhile },
  { "what was prepared for another revision is refused and leaves no file",
    (GTestFixtureFunc) test_prepared_for_another },
  { "a tail that is not exactly this signature is refused", (GTestFixtureFunc) test_tampered },
  { "a tail that is larger than any signature is refused unread",
    (GTestFixtureFunc) test_too_large },
  { "unfit certificates are refused, each with its reason", (GTestFixtureFunc) test_certificates },
  { "a unit's contract wants the unit's certificate", (GTestFixtureFunc) test_unit },
  { "a repeated command is answered, not done again", (GTestFixtureFunc) test_replay },
  { "idempotency keys are the account's own", (GTestFixtureFunc) test_keys_are_private },
  { "without a time stamp it is held, and stamped later", (GTestFixtureFunc) test_stamped_later },
  { "a time stamp that nobody trusts never gets in", (GTestFixtureFunc) test_foreign_stamp },
  { "what is held is handed back when its certificate was revoked",
    (GTestFixtureFunc) test_revoked_while_held },
  { "what is held for a week without a time stamp is handed back",
    (GTestFixtureFunc) test_held_too_long },
  { "what is withdrawn while it is held stays unsigned",
    (GTestFixtureFunc) test_withdrawn_while_held },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("signing", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) yyq_test_signing_set_up,
                          (GTestFixtureFunc) yyq_test_signing_tear_down);
  if (yyq_test_storage_is_postgresql ())
    g_test_add ("/signing/what PostgreSQL gives up for another transaction is done again, and once",
                Fixture, GUINT_TO_POINTER (YYQ_TEST_SOUP), yyq_test_signing_set_up, test_given_up,
                yyq_test_signing_tear_down);
  return g_test_run ();
}
