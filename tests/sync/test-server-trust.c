/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"
#include "yyq-openssl.h"
#include "yyq-pdf-verify.h"
#include "yyq-sync-fixture.h"

/* Whom the client trusts at a server (D7): what it keeps, what it tells, and lists that come. */

#define DAY 86400L

static YyqServerTrust *
trust_of (SyncFixture *fixture)
{
  return yyq_session_get_server_trust (fixture->session);
}

/* The answer for a certificate of a company, below the authority of @pki. */
static YyqPdfCheckState
judge (SyncFixture *fixture, X509 *certificate)
{
  const YyqTrustQuestion question = { .purpose = YYQ_TRUST_SIGNER,
                                      .at = g_get_real_time () / 1000 };
  g_autoptr (GBytes) der = yyq_x509_to_der (certificate);
  g_autoptr (YyqPdfCheck) check =
    yyq_trust_check_chain (yyq_session_get_trust (fixture->session), der, &question, NULL);

  return check->state;
}

static X509 *
issue (YyqTestPki *pki)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);

  return yyq_test_pki_issue (pki, key, "签署人", -DAY, DAY,
                             "critical,digitalSignature,nonRepudiation");
}

static void
test_pinned (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  g_autoptr (X509) ours = issue (yyq_test_platform_get_pki (fixture->platform));
  g_autoptr (X509) theirs = issue (other);

  sync_fixture_connect (fixture);
  g_assert_false (yyq_server_trust_get_pending (trust_of (fixture)));
  yyq_test_platform_set_root (fixture->platform, other);
  sync_fixture_restart_client (fixture, NULL);
  sync_fixture_connect (fixture);
  g_assert_true (yyq_server_trust_get_pending (trust_of (fixture)));
  g_assert_cmpint (judge (fixture, ours), ==, YYQ_PDF_CHECK_GOOD);
  g_assert_cmpint (judge (fixture, theirs), !=, YYQ_PDF_CHECK_GOOD);
}

static void
test_told (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  g_autoptr (GPtrArray) going = NULL;
  g_autoptr (GPtrArray) coming = NULL;
  const YyqServerTrustItem *item;

  sync_fixture_connect (fixture);
  yyq_test_platform_set_root (fixture->platform, other);
  sync_fixture_connect (fixture);
  going = yyq_server_trust_list_going (trust_of (fixture));
  coming = yyq_server_trust_list_coming (trust_of (fixture));
  g_assert_cmpuint (going->len, ==, 1);
  g_assert_cmpuint (coming->len, ==, 1);
  item = g_ptr_array_index (going, 0);
  g_assert_cmpstr (yyq_trust_root_get_name (item->root), ==, "test");
  item = g_ptr_array_index (coming, 0);
  g_assert_cmpstr (yyq_trust_root_get_name (item->root), ==, "other");
  g_assert_false (item->for_timestamps);
  g_assert_cmpint (yyq_server_trust_get_offered_at (trust_of (fixture)), >, 0);
}

/* Also when the platform cannot be reached, and after the client was closed. */
static void
test_confirmed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  g_autoptr (X509) ours = issue (yyq_test_platform_get_pki (fixture->platform));
  g_autoptr (X509) theirs = issue (other);

  sync_fixture_connect (fixture);
  yyq_test_platform_set_root (fixture->platform, other);
  sync_fixture_connect (fixture);
  yyq_test_front_go_down (fixture->front);
  yyq_server_trust_confirm (trust_of (fixture));
  g_assert_false (yyq_server_trust_get_pending (trust_of (fixture)));
  g_assert_cmpint (judge (fixture, theirs), ==, YYQ_PDF_CHECK_GOOD);
  g_assert_cmpint (judge (fixture, ours), !=, YYQ_PDF_CHECK_GOOD);
  yyq_test_front_come_up (fixture->front);
  sync_fixture_connect (fixture);
  sync_fixture_restart_client (fixture, NULL);
  sync_fixture_connect (fixture);
  g_assert_false (yyq_server_trust_get_pending (trust_of (fixture)));
  g_assert_cmpint (judge (fixture, theirs), ==, YYQ_PDF_CHECK_GOOD);
}

static void
test_withdrawn (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();

  sync_fixture_connect (fixture);
  yyq_test_platform_set_root (fixture->platform, other);
  sync_fixture_connect (fixture);
  g_assert_true (yyq_server_trust_get_pending (trust_of (fixture)));
  yyq_test_platform_set_root (fixture->platform, yyq_test_platform_get_pki (fixture->platform));
  sync_fixture_connect (fixture);
  g_assert_false (yyq_server_trust_get_pending (trust_of (fixture)));
}

static void
test_not_signed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "陈小兰");
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (YyqParty) party = NULL;
  g_autoptr (YyqSignOperation) operation = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_platform_set_root (fixture->platform, other);
  sync_fixture_connect (fixture);
  contract = sync_fixture_load (fixture, id, &error);
  g_assert_no_error (error);
  document = sync_fixture_load_document (fixture, id, yyq_contract_get_revision (contract), &error);
  g_assert_no_error (error);
  party = g_list_model_get_item (yyq_contract_get_parties (contract), 1);
  operation = yyq_sign_operation_new (fixture->session, contract, party);
  yyq_sign_operation_run_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_null (yyq_sign_operation_run_finish (operation, result, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_TRUST_CHANGED);
}

static void
test_revoked (SyncFixture *fixture, gconstpointer data)
{
  YyqTestPki *pki = yyq_test_platform_get_pki (fixture->platform);
  g_autoptr (X509) certificate = issue (pki);
  g_autoptr (GBytes) newer = yyq_test_pki_crl_full (pki, certificate, 3600, 20, -60, DAY);
  guint asked;

  sync_fixture_connect (fixture);
  g_assert_cmpint (judge (fixture, certificate), ==, YYQ_PDF_CHECK_GOOD);
  yyq_test_platform_publish (fixture->platform, newer);
  sync_fixture_connect (fixture);
  g_assert_cmpint (judge (fixture, certificate), ==, YYQ_PDF_CHECK_BAD);
  /* Kept, and not fetched again. */
  asked = yyq_test_front_count (fixture->front, "/revocation-lists/");
  g_assert_cmpuint (asked, ==, 1);
  sync_fixture_restart_client (fixture, NULL);
  sync_fixture_connect (fixture);
  g_assert_cmpint (judge (fixture, certificate), ==, YYQ_PDF_CHECK_BAD);
  g_assert_cmpuint (yyq_test_front_count (fixture->front, "/revocation-lists/"), ==, asked);
}

#define ADD(name, test)                                                          \
  g_test_add ("/sync/trust/" name, SyncFixture, NULL, sync_fixture_set_up, test, \
              sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("roots of the first connection go on counting when the server names others", test_pinned);
  ADD ("what goes and what comes is told", test_told);
  ADD ("what a person confirmed counts from then on", test_confirmed);
  ADD ("a change that the server takes back is forgotten", test_withdrawn);
  ADD ("who has not confirmed can read but not sign", test_not_signed);
  ADD ("a revoked certificate is told by the list of the server, which is fetched once",
       test_revoked);
  return g_test_run ();
}
