/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-cms-verify.h"
#include "yyq-cms.h"
#include "yyq-error.h"
#include "yyq-key-signer.h"
#include "yyq-openssl.h"
#include "yyq-test-pki.h"

typedef struct {
  YyqTestPki *pki;
  GBytes *content;
  GBytes *digest;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yyq_test_pki_new ();
  fixture->content = g_bytes_new_static ("the contract", 12);
  fixture->digest = yyq_digest_parts (EVP_sha256 (), &fixture->content, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_test_pki_free (fixture->pki);
  g_bytes_unref (fixture->content);
  g_bytes_unref (fixture->digest);
}

static GBytes *
sign (Fixture *fixture, YyqTestKey kind, gboolean stamped)
{
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (fixture->pki, kind, "张三");
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (fixture->pki, YYQ_TEST_TSA_HONEST);
  g_autoptr (GError) error = NULL;
  GBytes *cms = yyq_cms_sign (fixture->digest, signer, stamped ? tsa : NULL, NULL, &error);

  g_assert_no_error (error);
  return cms;
}

/* (transfer full): over the fixture's content. */
static YyqCmsSignature *
verify (Fixture *fixture, GBytes *cms, YyqCmsKind kind)
{
  return yyq_cms_verify (cms, kind, &fixture->content, 1, NULL);
}

static void
assert_good (const YyqCmsSignature *signature)
{
  g_assert_cmpstr (signature->integrity->reason, ==, NULL);
  g_assert_cmpint (signature->integrity->state, ==, YYQ_PDF_CHECK_GOOD);
}

static void
assert_bad (const YyqCmsSignature *signature, YyqPdfIndication indication)
{
  g_assert_cmpint (signature->integrity->state, ==, YYQ_PDF_CHECK_BAD);
  g_assert_cmpstr (yyq_pdf_indication_to_string (signature->integrity->indication), ==,
                   yyq_pdf_indication_to_string (indication));
  g_assert_null (signature->certificate);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) cms = sign (fixture, (YyqTestKey) GPOINTER_TO_INT (data), FALSE);
  g_autoptr (YyqCmsSignature) signature = verify (fixture, cms, YYQ_CMS_CADES);

  assert_good (signature);
  g_assert_cmpstr (signature->signer, ==, "张三");
  g_assert_cmpuint (signature->timestamps->len, ==, 0);
}

static void
test_parts_are_joined (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) cms = sign (fixture, YYQ_TEST_KEY_EC, FALSE);
  GBytes *parts[] = { g_bytes_new_static ("the con", 7), g_bytes_new_static ("tract", 5) };
  g_autoptr (YyqCmsSignature) signature = yyq_cms_verify (cms, YYQ_CMS_CADES, parts, 2, NULL);

  assert_good (signature);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
}

static void
test_other_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) cms = sign (fixture, YYQ_TEST_KEY_EC, FALSE);
  g_autoptr (GBytes) other = g_bytes_new_static ("the contracT", 12);
  g_autoptr (YyqCmsSignature) signature = yyq_cms_verify (cms, YYQ_CMS_CADES, &other, 1, NULL);

  assert_bad (signature, YYQ_PDF_INDICATION_HASH_FAILURE);
}

static void
test_every_byte_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) cms = sign (fixture, YYQ_TEST_KEY_EC, FALSE);
  g_autoptr (YyqCmsSignature) right = verify (fixture, cms, YYQ_CMS_CADES);
  gsize length = g_bytes_get_size (cms);

  for (gsize i = 0; i < length; i++) {
    guint8 *copy = g_memdup2 (g_bytes_get_data (cms, NULL), length);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (YyqCmsSignature) signature = NULL;

    copy[i] ^= 0x01;
    changed = g_bytes_new_take (copy, length);
    signature = verify (fixture, changed, YYQ_CMS_CADES);
    /* Versions of the structure are not covered by any signature and carry no meaning. */
    g_assert_true (signature->certificate == NULL ||
                   g_bytes_equal (signature->certificate, right->certificate));
    g_assert_true (signature->certificate != NULL ||
                   signature->integrity->state != YYQ_PDF_CHECK_GOOD);
  }
}

static void
test_data_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) cms = sign (fixture, YYQ_TEST_KEY_EC, FALSE);
  gsize length = g_bytes_get_size (cms);
  g_autofree guint8 *longer = g_malloc0 (length + 8);
  g_autoptr (GBytes) padded = NULL;
  g_autoptr (GBytes) stuffed = NULL;
  g_autoptr (YyqCmsSignature) good = NULL;
  g_autoptr (YyqCmsSignature) bad = NULL;

  memcpy (longer, g_bytes_get_data (cms, NULL), length);
  padded = g_bytes_new (longer, length + 8);
  longer[length + 7] = 1;
  stuffed = g_bytes_new (longer, length + 8);
  good = verify (fixture, padded, YYQ_CMS_CADES);
  bad = verify (fixture, stuffed, YYQ_CMS_CADES);
  assert_good (good);
  assert_bad (bad, YYQ_PDF_INDICATION_FORMAT_FAILURE);
}

static void
test_no_signing_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = sign (fixture, YYQ_TEST_KEY_EC, FALSE);
  const guint8 *der = g_bytes_get_data (bytes, NULL);
  g_autoptr (CMS_ContentInfo) cms =
    d2i_CMS_ContentInfo (NULL, &der, (long) g_bytes_get_size (bytes));
  CMS_SignerInfo *info = sk_CMS_SignerInfo_value (CMS_get0_SignerInfos (cms), 0);

  g_assert_cmpint (CMS_signed_get_attr_by_NID (info, NID_pkcs9_signingTime, -1), <, 0);
  g_assert_cmpint (CMS_signed_get_attr_count (info), ==, 3);
}

static void
test_openssl_agrees (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = sign (fixture, (YyqTestKey) GPOINTER_TO_INT (data), TRUE);
  const guint8 *der = g_bytes_get_data (bytes, NULL);
  g_autoptr (CMS_ContentInfo) cms =
    d2i_CMS_ContentInfo (NULL, &der, (long) g_bytes_get_size (bytes));
  g_autoptr (BIO) content = BIO_new_mem_buf ("the contract", 12);
  g_autoptr (X509_STORE) store = X509_STORE_new ();

  X509_STORE_add_cert (store, fixture->pki->root);
  X509_STORE_set_purpose (store, X509_PURPOSE_ANY);
  g_assert_cmpint (
    CMS_verify (cms, NULL, store, content, NULL, CMS_DETACHED | CMS_BINARY | CMS_CADES), ==, 1);
}

static void
test_stamped_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) cms = sign (fixture, YYQ_TEST_KEY_EC, FALSE);
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (fixture->pki, YYQ_TEST_TSA_HONEST);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stamped = yyq_cms_add_timestamp (cms, tsa, NULL, &error);
  g_autoptr (YyqCmsSignature) signature = NULL;

  g_assert_no_error (error);
  signature = verify (fixture, stamped, YYQ_CMS_CADES);
  assert_good (signature);
  g_assert_cmpuint (signature->timestamps->len, ==, 1);
  g_assert_null (yyq_cms_add_timestamp (stamped, tsa, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED);
}

/* A signer whose answer is wrong, as of a token that took another key. */
#define TEST_TYPE_LIAR (test_liar_get_type ())
G_DECLARE_FINAL_TYPE (TestLiar, test_liar, TEST, LIAR, GObject)

struct _TestLiar {
  GObject parent_instance;

  YyqSigner *shown;
  YyqSigner *used;
};

static GBytes *
liar_certificate (YyqSigner *signer)
{
  return yyq_signer_get_certificate (TEST_LIAR (signer)->shown);
}

static GPtrArray *
liar_chain (YyqSigner *signer)
{
  return yyq_signer_get_chain (TEST_LIAR (signer)->shown);
}

static GBytes *
liar_sign (YyqSigner *signer, YyqSignatureAlgorithm algorithm, GBytes *digest,
           GCancellable *cancellable, GError **error)
{
  return yyq_signer_sign_digest (TEST_LIAR (signer)->used, algorithm, digest, cancellable, error);
}

static void
liar_init_signer (YyqSignerInterface *iface)
{
  iface->get_certificate = liar_certificate;
  iface->get_chain = liar_chain;
  iface->sign_digest = liar_sign;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestLiar, test_liar, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_SIGNER, liar_init_signer))

static void
test_liar_class_init (TestLiarClass *klass)
{
}

static void
test_liar_init (TestLiar *self)
{
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestLiar) liar = g_object_new (TEST_TYPE_LIAR, NULL);
  g_autoptr (YyqSigner) shown = yyq_test_pki_signer (fixture->pki, YYQ_TEST_KEY_EC, "张三");
  g_autoptr (YyqSigner) used = yyq_test_pki_signer (fixture->pki, YYQ_TEST_KEY_EC, "李四");
  g_autoptr (GError) error = NULL;

  liar->shown = shown;
  liar->used = used;
  g_assert_null (yyq_cms_sign (fixture->digest, YYQ_SIGNER (liar), NULL, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE);
}

static void
test_key_signer_pairs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EVP_PKEY) other = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (fixture->pki, YYQ_TEST_KEY_EC, "张三");
  g_autoptr (GBytes) certificate = yyq_signer_get_certificate (signer);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_key_signer_new (other, certificate, NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY);
  g_assert_finalize_object (g_steal_pointer (&signer));
}

#define ADD(path, value, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (value), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/pdf/cms/an RSA signature verifies", YYQ_TEST_KEY_RSA, test_round_trip);
  ADD ("/pdf/cms/an ECDSA signature verifies", YYQ_TEST_KEY_EC, test_round_trip);
  ADD ("/pdf/cms/content in parts is joined", 0, test_parts_are_joined);
  ADD ("/pdf/cms/other content is rejected", 0, test_other_content);
  ADD ("/pdf/cms/no changed byte gives another signer", 0, test_every_byte_counts);
  ADD ("/pdf/cms/only zeros may stand behind it", 0, test_data_behind);
  ADD ("/pdf/cms/there is no signing time", 0, test_no_signing_time);
  ADD ("/pdf/cms/libcrypto finds a stamped RSA signature right", YYQ_TEST_KEY_RSA,
       test_openssl_agrees);
  ADD ("/pdf/cms/libcrypto finds a stamped ECDSA signature right", YYQ_TEST_KEY_EC,
       test_openssl_agrees);
  ADD ("/pdf/cms/a time stamp can be added later, once", 0, test_stamped_later);
  ADD ("/pdf/cms/a signature by another key is not returned", 0, test_wrong_key);
  ADD ("/pdf/key-signer/key and certificate must belong together", 0, test_key_signer_pairs);

  return g_test_run ();
}
