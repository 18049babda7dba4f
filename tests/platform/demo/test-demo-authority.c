/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-demo-authority.h"

#define YEAR_MS (G_GINT64_CONSTANT (365) * 24 * 3600 * 1000)

static void
check_issued (YyqDemoAuthority *authority, YyqDemoCertificateKind kind, const char *number,
              int purpose)
{
  g_autoptr (GError) error = NULL;
  EVP_PKEY *key = EVP_EC_gen ("P-256");
  X509 *certificate =
    yyq_demo_authority_issue (authority, kind, "云启测试科技有限公司", number, key, &error);
  X509_STORE *store = X509_STORE_new ();
  X509_STORE_CTX *context = X509_STORE_CTX_new ();

  g_assert_no_error (error);
  X509_STORE_add_cert (store, yyq_demo_authority_get_root (authority));
  X509_STORE_CTX_init (context, store, certificate, NULL);
  if (purpose != 0)
    X509_STORE_CTX_set_purpose (context, purpose);
  g_assert_cmpint (X509_verify_cert (context), ==, 1);
  g_assert_cmpuint (X509_get_key_usage (certificate), ==,
                    KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
  X509_STORE_CTX_free (context);
  X509_STORE_free (store);
  X509_free (certificate);
  EVP_PKEY_free (key);
}

static void
test_issue (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqDemoAuthority) authority =
    yyq_demo_authority_new (yyq_clock_now () - YEAR_MS, &error);
  g_autofree char *pem = NULL;

  g_assert_no_error (error);
  pem = yyq_demo_authority_get_root_pem (authority);
  g_assert_true (g_str_has_prefix (pem, "-----BEGIN CERTIFICATE-----"));
  check_issued (authority, YYQ_DEMO_CERTIFICATE_COMPANY, "91419999MA0000001X", 0);
  check_issued (authority, YYQ_DEMO_CERTIFICATE_WORKER, NULL, 0);
  check_issued (authority, YYQ_DEMO_CERTIFICATE_TSA, NULL, X509_PURPOSE_TIMESTAMP_SIGN);
}

static void
test_crl (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqDemoAuthority) authority =
    yyq_demo_authority_new (yyq_clock_now () - YEAR_MS, &error);
  g_autoptr (GBytes) der = yyq_demo_authority_make_crl (authority, &error);
  const guchar *data = g_bytes_get_data (der, NULL);
  X509_CRL *crl = d2i_X509_CRL (NULL, &data, (long) g_bytes_get_size (der));

  g_assert_no_error (error);
  g_assert_nonnull (crl);
  g_assert_cmpint (
    X509_CRL_verify (crl, X509_get0_pubkey (yyq_demo_authority_get_root (authority))), ==, 1);
  X509_CRL_free (crl);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/authority/its certificates lead to its root", test_issue);
  g_test_add_func ("/demo/authority/its list of revoked certificates is signed by its root",
                   test_crl);
  return g_test_run ();
}
