/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-openssl.h"
#include "yyq-test-pki.h"
#include "yyq-trust.h"

#define DAY 86400L
#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * HOUR_MS)

typedef struct {
  YyqTestPki *pki;
  YyqTrust *trust;
  EVP_PKEY *key;
  GPtrArray *certificates; /* (element-type GBytes): what a file would bring */
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yyq_test_pki_new ();
  fixture->trust = yyq_test_pki_trust (fixture->pki);
  fixture->key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  fixture->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->now = yyq_clock_now ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_trust_unref (fixture->trust);
  yyq_test_pki_free (fixture->pki);
  EVP_PKEY_free (fixture->key);
  g_ptr_array_unref (fixture->certificates);
}

/* What the certificate of @issued is at @at, which is proven or not. */
static void
assert_at (Fixture *fixture, YyqTrust *trust, X509 *certificate, gint64 at, gboolean proven,
           YyqPdfCheckState state, YyqPdfIndication indication)
{
  const YyqTrustQuestion question = { .purpose = YYQ_TRUST_SIGNER,
                                      .at = at,
                                      .proven_at = proven ? at : 0,
                                      .certificates = fixture->certificates };
  g_autoptr (GBytes) der = yyq_x509_to_der (certificate);
  g_autoptr (YyqPdfCheck) check = yyq_trust_check_chain (trust, der, &question, NULL);

  g_assert_cmpstr (yyq_pdf_indication_to_string (check->indication), ==,
                   yyq_pdf_indication_to_string (indication));
  g_assert_cmpint (check->state, ==, state);
}

static void
assert_good (Fixture *fixture, YyqTrust *trust, X509 *certificate)
{
  assert_at (fixture, trust, certificate, fixture->now, FALSE, YYQ_PDF_CHECK_GOOD,
             YYQ_PDF_INDICATION_NONE);
}

static void
assert_unknown (Fixture *fixture, YyqTrust *trust, X509 *certificate, YyqPdfIndication indication)
{
  assert_at (fixture, trust, certificate, fixture->now, FALSE, YYQ_PDF_CHECK_UNKNOWN, indication);
}

static void
assert_bad (Fixture *fixture, YyqTrust *trust, X509 *certificate, YyqPdfIndication indication)
{
  assert_at (fixture, trust, certificate, fixture->now, FALSE, YYQ_PDF_CHECK_BAD, indication);
}

/* (transfer full): trusts these, in this order, for signers, with @policy. */
static YyqTrust *
trust_in (X509 *certificate, const YyqTrustPolicy *policy)
{
  YyqTrust *trust = yyq_trust_new ();
  g_autoptr (GBytes) der = yyq_x509_to_der (certificate);

  g_assert_true (yyq_trust_add (trust, YYQ_TRUST_SIGNER, der, policy, NULL));
  return trust;
}

static void
test_validity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (X509) old =
    yyq_test_pki_issue (fixture->pki, fixture->key, "旧", -90 * DAY, -30 * DAY, "nonRepudiation");

  assert_at (fixture, fixture->trust, old, fixture->now - 60 * DAY_MS, TRUE, YYQ_PDF_CHECK_GOOD,
             YYQ_PDF_INDICATION_NONE);
  assert_at (fixture, fixture->trust, old, fixture->now, FALSE, YYQ_PDF_CHECK_UNKNOWN,
             YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE);
  assert_at (fixture, fixture->trust, old, fixture->now, TRUE, YYQ_PDF_CHECK_UNKNOWN,
             YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE);
  assert_at (fixture, fixture->trust, old, fixture->now - 100 * DAY_MS, TRUE, YYQ_PDF_CHECK_BAD,
             YYQ_PDF_INDICATION_NOT_YET_VALID);
  assert_at (fixture, fixture->trust, old, fixture->now - 100 * DAY_MS, FALSE,
             YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE);
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (X509) encipherer =
    yyq_test_pki_issue (fixture->pki, fixture->key, "x", -DAY, DAY, "keyEncipherment");

  assert_bad (fixture, fixture->trust, encipherer, YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE);
  assert_bad (fixture, fixture->trust, fixture->pki->root,
              YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE);
  assert_bad (fixture, fixture->trust, fixture->pki->tsa,
              YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE);
}

static void
test_lists_are_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTrust) signers = trust_in (fixture->pki->root, NULL);
  g_autoptr (GBytes) der = yyq_x509_to_der (fixture->pki->tsa);
  const YyqTrustQuestion question = { .purpose = YYQ_TRUST_TIMESTAMPING, .at = fixture->now };
  g_autoptr (YyqPdfCheck) check = yyq_trust_check_chain (signers, der, &question, NULL);
  g_autoptr (YyqPdfCheck) both = yyq_trust_check_chain (fixture->trust, der, &question, NULL);

  g_assert_cmpint (check->state, ==, YYQ_PDF_CHECK_UNKNOWN);
  g_assert_cmpint (both->state, ==, YYQ_PDF_CHECK_GOOD);
}

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) namesake = yyq_test_pki_new ();
  g_autoptr (X509) forged =
    yyq_test_pki_issue (namesake, fixture->key, "x", -DAY, DAY, "nonRepudiation");
  g_autoptr (X509) own = yyq_test_pki_self_signed (fixture->key, "自签", NULL);

  assert_bad (fixture, fixture->trust, forged,
              YYQ_PDF_INDICATION_CERTIFICATE_CHAIN_GENERAL_FAILURE);
  assert_unknown (fixture, fixture->trust, own, YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND);
}

static void
test_intermediate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) below = yyq_test_pki_new_below (fixture->pki, "中间机构");
  g_autoptr (X509) leaf =
    yyq_test_pki_issue (below, fixture->key, "x", -DAY, DAY, "nonRepudiation");
  g_autoptr (YyqTrust) in_between = trust_in (below->root, NULL);
  g_autoptr (YyqTrust) pinned = trust_in (leaf, NULL);

  assert_good (fixture, in_between, leaf);
  assert_good (fixture, pinned, leaf);
  assert_unknown (fixture, fixture->trust, leaf, YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND);
  g_ptr_array_add (fixture->certificates, yyq_x509_to_der (below->root));
  assert_good (fixture, fixture->trust, leaf);
  assert_bad (fixture, fixture->trust, below->root, YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE);
}

/* What somebody adds to a file under the name of the right authority does not hide that one. */
static void
test_namesake_in_the_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  g_autoptr (YyqTestPki) fake = yyq_test_pki_new_below (other, "中间机构");
  g_autoptr (YyqTestPki) below = yyq_test_pki_new_below (fixture->pki, "中间机构");
  g_autoptr (X509) leaf =
    yyq_test_pki_issue (below, fixture->key, "x", -DAY, DAY, "nonRepudiation");
  g_autoptr (X509) forged =
    yyq_test_pki_issue (fake, fixture->key, "x", -DAY, DAY, "nonRepudiation");

  g_ptr_array_add (fixture->certificates, yyq_x509_to_der (fake->root));
  g_ptr_array_add (fixture->certificates, yyq_x509_to_der (below->root));
  assert_good (fixture, fixture->trust, leaf);
  g_ptr_array_remove_index (fixture->certificates, 0);
  assert_bad (fixture, fixture->trust, forged,
              YYQ_PDF_INDICATION_CERTIFICATE_CHAIN_GENERAL_FAILURE);
}

/* "openssl req -x509" says CA:TRUE and nothing about the key: whoever trusts that one means the
 * signer. */
static void
test_pinned_self_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (X509) plain = yyq_test_pki_self_signed (fixture->key, "自签", NULL);
  g_autoptr (X509) authority =
    yyq_test_pki_self_signed (fixture->key, "机构", "critical,keyCertSign");
  g_autoptr (YyqTrust) in_plain = trust_in (plain, NULL);
  g_autoptr (YyqTrust) in_authority = trust_in (authority, NULL);

  assert_good (fixture, in_plain, plain);
  assert_bad (fixture, in_authority, authority, YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE);
}

static void
test_policy (Fixture *fixture, gconstpointer data)
{
  const char *usages[] = { "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", NULL };
  const char *policies[] = { "2.16.156.112554.3", NULL };
  const YyqTrustPolicy by_key_usage = { .key_usage = KU_NON_REPUDIATION };
  const YyqTrustPolicy by_extended_usage = { .extended_key_usages = usages };
  const YyqTrustPolicy by_policy = { .certificate_policies = policies };
  const YyqTrustPolicy by_bits = { .min_ec_bits = 384 };
  const YyqTrustPolicy *const all[] = { &by_key_usage, &by_extended_usage, &by_policy };
  g_autoptr (X509) poor =
    yyq_test_pki_issue (fixture->pki, fixture->key, "x", -DAY, DAY, "digitalSignature");
  g_autoptr (X509) rich = yyq_test_pki_issue (fixture->pki, fixture->key, "x", -DAY, DAY,
                                              "digitalSignature,nonRepudiation");
  g_autoptr (YyqTrust) strict = trust_in (fixture->pki->root, &by_bits);

  yyq_test_pki_extend (fixture->pki, rich, NID_ext_key_usage, "clientAuth,emailProtection");
  yyq_test_pki_extend (fixture->pki, rich, NID_certificate_policies, "1.2.3.4,2.16.156.112554.3");
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (YyqTrust) trust = trust_in (fixture->pki->root, all[i]);

    assert_unknown (fixture, trust, poor, YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE);
    assert_good (fixture, trust, rich);
  }
  assert_good (fixture, fixture->trust, rich);
  assert_unknown (fixture, strict, rich, YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE);
}

static GBytes *
to_pem (X509 *const *certificates, gsize n, const char *behind)
{
  GString *text = g_string_new ("# trusted\n");

  for (gsize i = 0; i < n; i++) {
    g_autoptr (GBytes) der = yyq_x509_to_der (certificates[i]);
    g_autofree char *base64 =
      g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));

    g_string_append_printf (text, "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n",
                            base64);
  }
  g_string_append (text, behind);
  return g_string_free_to_bytes (text);
}

static void
test_bundle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (X509) own = yyq_test_pki_self_signed (fixture->key, "自签", NULL);
  g_autoptr (X509) leaf =
    yyq_test_pki_issue (fixture->pki, fixture->key, "x", -DAY, DAY, "nonRepudiation");
  X509 *const both[] = { fixture->pki->root, own };
  g_autoptr (GBytes) whole = to_pem (both, 2, "");
  g_autoptr (GBytes) broken =
    to_pem (both, 2, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  g_autoptr (YyqTrust) trust = yyq_trust_new ();

  g_assert_false (yyq_trust_add (trust, YYQ_TRUST_SIGNER, broken, NULL, NULL));
  g_assert_false (yyq_trust_has_any (trust, YYQ_TRUST_SIGNER));
  g_assert_true (yyq_trust_add (trust, YYQ_TRUST_SIGNER, whole, NULL, NULL));
  assert_good (fixture, trust, leaf);
  assert_good (fixture, trust, own);
}

static void
test_short_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EVP_PKEY) rsa = EVP_RSA_gen (1024);
  g_autoptr (EVP_PKEY) narrow = EVP_EC_gen ("P-224");
  g_autoptr (X509) with_rsa =
    yyq_test_pki_issue (fixture->pki, rsa, "x", -DAY, DAY, "nonRepudiation");
  g_autoptr (X509) with_narrow =
    yyq_test_pki_issue (fixture->pki, narrow, "x", -DAY, DAY, "nonRepudiation");

  assert_unknown (fixture, fixture->trust, with_rsa, YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE);
  assert_unknown (fixture, fixture->trust, with_narrow,
                  YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE);
}

static void
test_rubbish (Fixture *fixture, gconstpointer data)
{
  const char *const rubbish[] = {
    "", "rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rubbish); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (rubbish[i], strlen (rubbish[i]));
    g_autoptr (YyqTrust) trust = yyq_trust_new ();
    g_autoptr (GError) error = NULL;

    g_assert_false (yyq_trust_add (trust, YYQ_TRUST_SIGNER, bytes, NULL, &error));
    g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED);
    g_assert_false (yyq_trust_add_crl_der (trust, bytes, NULL));
    g_assert_false (yyq_trust_has_any (trust, YYQ_TRUST_SIGNER));
  }
}

#define ADD(path, function) \
  g_test_add ("/pdf/trust/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("validity is judged at the time of signing", test_validity);
  ADD ("only signing certificates may sign", test_usage);
  ADD ("who is trusted for signers is not trusted for time stamps", test_lists_are_apart);
  ADD ("a forger is not a stranger", test_stranger);
  ADD ("intermediate and end certificates can be trusted", test_intermediate);
  ADD ("a namesake in the file does not hide the authority", test_namesake_in_the_file);
  ADD ("a self-signed certificate can be trusted by name", test_pinned_self_signed);
  ADD ("a root's policy counts for what it issued", test_policy);
  ADD ("a bundle is trusted whole or not at all", test_bundle);
  ADD ("short keys prove nothing", test_short_keys);
  ADD ("what is no certificate is refused", test_rubbish);

  return g_test_run ();
}
