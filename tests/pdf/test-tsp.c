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
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yyq_test_pki_new ();
  fixture->trust = yyq_test_pki_trust (fixture->pki);
  fixture->content = g_bytes_new_static ("signature value", 15);
  fixture->digest = yyq_digest_parts (EVP_sha256 (), &fixture->content, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_trust_unref (fixture->trust);
  yyq_test_pki_free (fixture->pki);
  g_bytes_unref (fixture->content);
  g_bytes_unref (fixture->digest);
}

static GBytes *
stamp (Fixture *fixture, YyqTestTsaMode mode, GError **error)
{
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (fixture->pki, mode);

  return yyq_tsp_stamp (fixture->digest, tsa, NULL, error);
}

static void
test_honest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (YyqTimestamp) timestamp = NULL;
  gint64 then = yyq_clock_now () / 1000 * 1000 - 30 * DAY * 1000;

  yyq_clock_freeze (then);
  token = stamp (fixture, YYQ_TEST_TSA_HONEST, &error);
  g_assert_no_error (error);
  timestamp = yyq_tsp_verify (token, &fixture->content, 1, fixture->trust, NULL);
  g_assert_cmpstr (timestamp->chain->reason, ==, NULL);
  g_assert_true (yyq_timestamp_is_good (timestamp));
  g_assert_cmpint (timestamp->at, ==, then);
}

static void
test_future (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) token = stamp (fixture, YYQ_TEST_TSA_HONEST, NULL);
  g_autoptr (YyqTimestamp) timestamp = NULL;

  yyq_clock_freeze (yyq_clock_now () - 3600 * 1000);
  timestamp = yyq_tsp_verify (token, &fixture->content, 1, fixture->trust, NULL);
  g_assert_cmpint (timestamp->chain->state, ==, YYQ_PDF_CHECK_UNKNOWN);
  g_assert_cmpint (timestamp->chain->indication, ==, YYQ_PDF_INDICATION_TIMESTAMP_ORDER_FAILURE);
}

static void
test_other_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) token = stamp (fixture, YYQ_TEST_TSA_HONEST, NULL);
  g_autoptr (GBytes) other = g_bytes_new_static ("signature Value", 15);
  g_autoptr (YyqTimestamp) timestamp = yyq_tsp_verify (token, &other, 1, fixture->trust, NULL);

  g_assert_cmpint (timestamp->integrity->state, ==, YYQ_PDF_CHECK_BAD);
  g_assert_cmpint (timestamp->integrity->indication, ==, YYQ_PDF_INDICATION_HASH_FAILURE);
  g_assert_cmpint (timestamp->at, ==, 0);
}

/* Whoever uses our root's name is a forger; who has another name is only unknown. */
static void
test_foreign_authority (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) foreign = yyq_test_pki_new ();
  g_autoptr (YyqTrust) namesake = yyq_test_pki_trust (foreign);
  g_autoptr (YyqTrust) nobody = yyq_trust_new ();
  g_autoptr (GBytes) token = stamp (fixture, YYQ_TEST_TSA_HONEST, NULL);
  g_autoptr (YyqTimestamp) forged = yyq_tsp_verify (token, &fixture->content, 1, namesake, NULL);
  g_autoptr (YyqTimestamp) without = yyq_tsp_verify (token, &fixture->content, 1, NULL, NULL);
  g_autoptr (YyqTimestamp) untrusted = yyq_tsp_verify (token, &fixture->content, 1, nobody, NULL);

  g_assert_cmpint (forged->chain->state, ==, YYQ_PDF_CHECK_BAD);
  g_assert_cmpint (without->chain->state, ==, YYQ_PDF_CHECK_UNKNOWN);
  g_assert_cmpint (untrusted->chain->state, ==, YYQ_PDF_CHECK_UNKNOWN);
  g_assert_false (yyq_timestamp_is_good (untrusted));
}

static void
test_dishonest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stamp (fixture, (YyqTestTsaMode) GPOINTER_TO_INT (data), &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP);
}

static void
test_unfit_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (X509) certificate =
    yyq_test_pki_issue (fixture->pki, key, "x", -DAY, DAY, "digitalSignature");
  g_autoptr (GBytes) request = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_tsp_respond (request, key, certificate, NULL, 1000, 1, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP);
}

static void
test_bad_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) request = g_bytes_new_static ("what?", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer =
    yyq_tsp_respond (request, fixture->pki->tsa_key, fixture->pki->tsa, NULL, 1000, 1, &error);
  const guint8 *der;
  g_autoptr (TS_RESP) response = NULL;

  g_assert_no_error (error);
  der = g_bytes_get_data (answer, NULL);
  response = d2i_TS_RESP (NULL, &der, (long) g_bytes_get_size (answer));
  g_assert_nonnull (response);
  g_assert_null (TS_RESP_get_token (response));
}

#define ADD(path, value, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (value), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/pdf/tsp/a token proves its time", 0, test_honest);
  ADD ("/pdf/tsp/a token from the future proves nothing", 0, test_future);
  ADD ("/pdf/tsp/a token is over one content", 0, test_other_content);
  ADD ("/pdf/tsp/a foreign authority proves nothing", 0, test_foreign_authority);
  ADD ("/pdf/tsp/a silent authority is an error", YYQ_TEST_TSA_SILENT, test_dishonest);
  ADD ("/pdf/tsp/nonsense is an error", YYQ_TEST_TSA_NONSENSE, test_dishonest);
  ADD ("/pdf/tsp/an answer to another request is an error", YYQ_TEST_TSA_OTHER_DAY, test_dishonest);
  ADD ("/pdf/tsp/an authority needs a certificate for it", 0, test_unfit_certificate);
  ADD ("/pdf/tsp/an unreadable request is answered with a refusal", 0, test_bad_request);

  return g_test_run ();
}
