/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-openssl.h"
#include "yyq-test-pki.h"
#include "yyq-tsp.h"

#define DAY 86400L

typedef struct {
  YyqTestPki *pki;
  YyqTrust *trust;
  GBytes *content;
  GBytes *digest;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->pki = yyq_test_pki_new ();
  fixture->trust = yyq_test_pki_trust (fixture->pki);
  fixture->content = g_bytes_new_static ("signature value", 15);
  fixture->digest = yyq_digest_parts (EVP_sha256 (), &fixture->content, 1);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_trust_unref (fixture->trust);
  yyq_test_pki_free (fixture->pki);
  g_bytes_unref (fixture->content);
  g_bytes_unref (fixture->digest);
}

static GBytes *
stamp (Fixture *fixture,
       YyqTestTsaMode mode,
       GError **error)
{
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (fixture->pki, mode);

  return yyq_tsp_stamp (fixture->digest, tsa, NULL, error);
}

static void
test_honest (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (YyqPdfCheck) check = NULL;
  gint64 at = 0;
  gint64 then = yyq_clock_now () / 1000 * 1000 - 30 * DAY * 1000;

  yyq_clock_freeze (then);
  token = stamp (fixture, YYQ_TEST_TSA_HONEST, &error);
  g_assert_no_error (error);
  check = yyq_tsp_verify (token, &fixture->content, 1, fixture->trust, NULL, NULL, &at);
  g_assert_cmpstr (check->reason, ==, NULL);
  g_assert_cmpint (check->state, ==, YYQ_PDF_CHECK_GOOD);
  g_assert_cmpint (at, ==, then);
}

static void
test_other_content (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GBytes) token = stamp (fixture, YYQ_TEST_TSA_HONEST, NULL);
  g_autoptr (GBytes) other = g_bytes_new_static ("signature Value", 15);
  g_autoptr (YyqPdfCheck) check = NULL;
  gint64 at = 1;

  check = yyq_tsp_verify (token, &other, 1, fixture->trust, NULL, NULL, &at);
  g_assert_cmpint (check->state, ==, YYQ_PDF_CHECK_BAD);
  g_assert_cmpint (at, ==, 0);
}

static void
test_foreign_authority (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr (YyqTestPki) foreign = yyq_test_pki_new ();
  g_autoptr (YyqTrust) trust = yyq_test_pki_trust (foreign);
  g_autoptr (GBytes) token = stamp (fixture, YYQ_TEST_TSA_HONEST, NULL);
  g_autoptr (YyqPdfCheck) check = NULL;
  g_autoptr (YyqPdfCheck) without = NULL;
  gint64 at = 0;

  check = yyq_tsp_verify (token, &fixture->content, 1, trust, NULL, NULL, &at);
  g_assert_cmpint (check->state, ==, YYQ_PDF_CHECK_BAD);
  without = yyq_tsp_verify (token, &fixture->content, 1, NULL, NULL, NULL, &at);
  g_assert_cmpint (without->state, ==, YYQ_PDF_CHECK_UNKNOWN);
}

static void
test_dishonest (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stamp (fixture, (YyqTestTsaMode) GPOINTER_TO_INT (data), &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP);
}

static void
test_unfit_certificate (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (X509) certificate = yyq_test_pki_issue (fixture->pki, key, "x", -DAY, DAY, "digitalSignature");
  g_autoptr (GBytes) request = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_tsp_respond (request, key, certificate, NULL, 1000, 1, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP);
}

static void
test_bad_request (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr (GBytes) request = g_bytes_new_static ("what?", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = yyq_tsp_respond (request, fixture->pki->tsa_key, fixture->pki->tsa, NULL, 1000, 1, &error);
  const guint8 *der;
  g_autoptr (TS_RESP) response = NULL;

  g_assert_no_error (error);
  der = g_bytes_get_data (answer, NULL);
  response = d2i_TS_RESP (NULL, &der, (long) g_bytes_get_size (answer));
  g_assert_nonnull (response);
  g_assert_null (TS_RESP_get_token (response));
}

/* Revoked before, at, or after the proven time of the signature. */
static void
test_revocation (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (X509) certificate = yyq_test_pki_issue (fixture->pki, key, "王五", -DAY, DAY, "nonRepudiation");
  g_autoptr (GBytes) der = yyq_x509_to_der (certificate);
  g_autoptr (GBytes) crl = yyq_test_pki_crl (fixture->pki, certificate, 3600);
  g_autoptr (GBytes) clean = yyq_test_pki_crl (fixture->pki, NULL, 0);
  g_autoptr (YyqPdfCheck) good = NULL;
  gint64 now = yyq_clock_now ();
  struct {
    gint64 at;
    gboolean proven;
    YyqPdfCheckState expected;
  } cases[] = {
    { now - 7200 * 1000, TRUE, YYQ_PDF_CHECK_GOOD },
    { now - 1800 * 1000, TRUE, YYQ_PDF_CHECK_BAD },
    { now - 7200 * 1000, FALSE, YYQ_PDF_CHECK_BAD },
  };
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  gboolean known = FALSE;

  g_ptr_array_add (lists, crl);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YyqPdfCheck) check =
      yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, der, NULL, lists, cases[i].at, cases[i].proven, NULL);

    g_assert_cmpint (check->state, ==, cases[i].expected);
  }
  g_ptr_array_index (lists, 0) = clean;
  good = yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, der, NULL, lists, now, FALSE, &known);
  g_assert_cmpint (good->state, ==, YYQ_PDF_CHECK_GOOD);
  g_assert_true (known);
}

static void
test_validity (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (X509) old = yyq_test_pki_issue (fixture->pki, key, "旧", -90 * DAY, -30 * DAY, "nonRepudiation");
  g_autoptr (GBytes) der = yyq_x509_to_der (old);
  gint64 now = yyq_clock_now ();
  g_autoptr (YyqPdfCheck) then = NULL;
  g_autoptr (YyqPdfCheck) unproven = NULL;
  g_autoptr (YyqPdfCheck) proven = NULL;

  then = yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, der, NULL, NULL, now - 60 * DAY * 1000, TRUE, NULL);
  unproven = yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, der, NULL, NULL, now, FALSE, NULL);
  proven = yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, der, NULL, NULL, now, TRUE, NULL);
  g_assert_cmpint (then->state, ==, YYQ_PDF_CHECK_GOOD);
  g_assert_cmpint (unproven->state, ==, YYQ_PDF_CHECK_UNKNOWN);
  g_assert_cmpint (proven->state, ==, YYQ_PDF_CHECK_BAD);
}

static void
test_usage (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (X509) encipherer = yyq_test_pki_issue (fixture->pki, key, "x", -DAY, DAY, "keyEncipherment");
  g_autoptr (GBytes) der = yyq_x509_to_der (encipherer);
  g_autoptr (GBytes) root = yyq_test_pki_root_der (fixture->pki);
  gint64 now = yyq_clock_now ();
  g_autoptr (YyqPdfCheck) wrong = NULL;
  g_autoptr (YyqPdfCheck) authority = NULL;

  wrong = yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, der, NULL, NULL, now, FALSE, NULL);
  authority = yyq_trust_check_chain (fixture->trust, YYQ_TRUST_SIGNER, root, NULL, NULL, now, FALSE, NULL);
  g_assert_cmpint (wrong->state, ==, YYQ_PDF_CHECK_BAD);
  g_assert_cmpint (authority->state, ==, YYQ_PDF_CHECK_BAD);
}

#define ADD(path, value, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (value), set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/pdf/tsp/a token proves its time", 0, test_honest);
  ADD ("/pdf/tsp/a token is over one content", 0, test_other_content);
  ADD ("/pdf/tsp/a foreign authority proves nothing", 0, test_foreign_authority);
  ADD ("/pdf/tsp/a silent authority is an error", YYQ_TEST_TSA_SILENT, test_dishonest);
  ADD ("/pdf/tsp/nonsense is an error", YYQ_TEST_TSA_NONSENSE, test_dishonest);
  ADD ("/pdf/tsp/an answer to another request is an error", YYQ_TEST_TSA_OTHER_DAY, test_dishonest);
  ADD ("/pdf/tsp/an authority needs a certificate for it", 0, test_unfit_certificate);
  ADD ("/pdf/tsp/an unreadable request is answered with a refusal", 0, test_bad_request);
  ADD ("/pdf/trust/revocation counts from its date", 0, test_revocation);
  ADD ("/pdf/trust/validity is judged at the time of signing", 0, test_validity);
  ADD ("/pdf/trust/only signing certificates may sign", 0, test_usage);

  return g_test_run ();
}
