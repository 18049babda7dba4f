/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-pki.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-key-signer.h"
#include "yyq-openssl.h"
#include "yyq-tsp.h"

#define DAY 86400L

EVP_PKEY *
yyq_test_key_new (YyqTestKey kind)
{
  return kind == YYQ_TEST_KEY_RSA ? EVP_RSA_gen (2048) : EVP_EC_gen ("P-256");
}

static void
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;
  CONF *sections = NCONF_new (NULL); /* some extensions look for one, if only to find nothing */

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  X509V3_set_nconf (&context, sections);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  g_assert_nonnull (extension);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
  NCONF_free (sections);
}

/* SM2 hashes an identity along (GM/T 0009 §10), and has no other digest than SM3. */
static void
sign_with (X509 *certificate, EVP_PKEY *key)
{
  g_autoptr (EVP_PKEY_CTX) with_identity = EVP_PKEY_CTX_new (key, NULL);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  if (!EVP_PKEY_is_a (key, "SM2")) {
    g_assert_cmpint (X509_sign (certificate, key, EVP_sha256 ()), >, 0);
    return;
  }
  EVP_PKEY_CTX_set1_id (with_identity, YYQ_SM2_IDENTITY, (int) strlen (YYQ_SM2_IDENTITY));
  EVP_MD_CTX_set_pkey_ctx (context, with_identity);
  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sm3 (), NULL, key), ==, 1);
  g_assert_cmpint (X509_sign_ctx (certificate, context), >, 0);
}

static X509 *
new_certificate (long serial, EVP_PKEY *key, const char *common_name, long not_before,
                 long not_after)
{
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);

  X509_set_version (certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), serial);
  X509_gmtime_adj (X509_getm_notBefore (certificate), not_before);
  X509_gmtime_adj (X509_getm_notAfter (certificate), not_after);
  X509_set_pubkey (certificate, key);
  X509_NAME_add_entry_by_NID (name, NID_commonName, MBSTRING_UTF8, (const guint8 *) common_name, -1,
                              -1, 0);
  return certificate;
}

X509 *
yyq_test_pki_issue (YyqTestPki *self, EVP_PKEY *key, const char *common_name, long not_before,
                    long not_after, const char *usage)
{
  X509 *certificate =
    new_certificate (self->next_serial++, key, common_name, not_before, not_after);

  X509_set_issuer_name (certificate, X509_get_subject_name (self->root));
  add_extension (certificate, self->root, NID_basic_constraints, "critical,CA:FALSE");
  add_extension (certificate, self->root, NID_key_usage, usage);
  sign_with (certificate, self->root_key);
  return certificate;
}

void
yyq_test_pki_extend (YyqTestPki *self, X509 *certificate, int nid, const char *value)
{
  add_extension (certificate, self->root, nid, value);
  sign_with (certificate, self->root_key);
}

X509 *
yyq_test_pki_self_signed (EVP_PKEY *key, const char *common_name, const char *usage)
{
  X509 *certificate = new_certificate (1, key, common_name, -400 * DAY, 400 * DAY);

  X509_set_issuer_name (certificate, X509_get_subject_name (certificate));
  add_extension (certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
  if (usage != NULL)
    add_extension (certificate, certificate, NID_key_usage, usage);
  sign_with (certificate, key);
  return certificate;
}

/* With the key in place: the certificates that follow from it. Takes @root. */
static YyqTestPki *
start (EVP_PKEY *key, X509 *root)
{
  YyqTestPki *self = g_new0 (YyqTestPki, 1);

  self->next_serial = 2;
  self->root_key = key;
  self->root = root;
  self->tsa_key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  self->tsa = yyq_test_pki_issue (self, self->tsa_key, "时间戳", -400 * DAY, DAY,
                                  "critical,digitalSignature");
  yyq_test_pki_extend (self, self->tsa, NID_ext_key_usage, "critical,timeStamping");
  return self;
}

YyqTestPki *
yyq_test_pki_new (void)
{
  return yyq_test_pki_new_with (yyq_test_key_new (YYQ_TEST_KEY_EC));
}

YyqTestPki *
yyq_test_pki_new_with (EVP_PKEY *root_key)
{
  return start (root_key,
                yyq_test_pki_self_signed (root_key, "测试根证书", "critical,keyCertSign,cRLSign"));
}

YyqTestPki *
yyq_test_pki_new_below (YyqTestPki *above, const char *common_name)
{
  EVP_PKEY *key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  X509 *root = new_certificate (above->next_serial++, key, common_name, -300 * DAY, 300 * DAY);

  X509_set_issuer_name (root, X509_get_subject_name (above->root));
  add_extension (root, above->root, NID_basic_constraints, "critical,CA:TRUE");
  add_extension (root, above->root, NID_key_usage, "critical,keyCertSign,cRLSign");
  X509_sign (root, above->root_key, EVP_sha256 ());
  return start (key, root);
}

void
yyq_test_pki_free (YyqTestPki *self)
{
  EVP_PKEY_free (self->root_key);
  X509_free (self->root);
  EVP_PKEY_free (self->tsa_key);
  X509_free (self->tsa);
  g_free (self);
}

YyqSigner *
yyq_test_pki_signer (YyqTestPki *self, YyqTestKey kind, const char *common_name)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (kind);
  g_autoptr (X509) certificate =
    yyq_test_pki_issue (self, key, common_name, -DAY, DAY, "critical,nonRepudiation");
  g_autoptr (GBytes) der = yyq_x509_to_der (certificate);
  g_autoptr (GError) error = NULL;
  YyqSigner *signer = yyq_key_signer_new (key, der, NULL, &error);

  g_assert_no_error (error);
  return signer;
}

static void
add_revoked (X509_CRL *crl, X509 *revoked, long ago)
{
  X509_REVOKED *entry = X509_REVOKED_new ();
  ASN1_TIME *at = X509_gmtime_adj (NULL, -ago);

  X509_REVOKED_set_serialNumber (entry, X509_get_serialNumber (revoked));
  X509_REVOKED_set_revocationDate (entry, at);
  X509_CRL_add0_revoked (crl, entry);
  X509_CRL_sort (crl);
  ASN1_TIME_free (at);
}

GBytes *
yyq_test_pki_crl_full (YyqTestPki *self, X509 *revoked, long ago, long number, long from,
                       long until)
{
  g_autoptr (X509_CRL) crl = X509_CRL_new ();
  g_autoptr (ASN1_INTEGER) value = ASN1_INTEGER_new ();
  ASN1_TIME *at = X509_gmtime_adj (NULL, from);
  unsigned char *der = NULL;
  int length;

  X509_CRL_set_version (crl, X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name (crl, X509_get_subject_name (self->root));
  X509_CRL_set1_lastUpdate (crl, at);
  X509_gmtime_adj (at, until);
  X509_CRL_set1_nextUpdate (crl, at);
  ASN1_TIME_free (at);
  ASN1_INTEGER_set (value, number);
  X509_CRL_add1_ext_i2d (crl, NID_crl_number, value, 0, 0);
  if (revoked != NULL)
    add_revoked (crl, revoked, ago);
  X509_CRL_sign (crl, self->root_key, EVP_sha256 ());
  length = i2d_X509_CRL (crl, &der);
  return yyq_openssl_bytes (der, length);
}

GBytes *
yyq_test_pki_crl (YyqTestPki *self, X509 *revoked, long ago)
{
  return yyq_test_pki_crl_full (self, revoked, ago, ++self->last_list, -60, DAY);
}

GBytes *
yyq_test_pki_root_der (YyqTestPki *self)
{
  return yyq_x509_to_der (self->root);
}

static char *
root_pem (YyqTestPki *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long length;

  PEM_write_bio_X509 (bio, self->root);
  length = BIO_get_mem_data (bio, &data);
  return g_strndup (data, (gsize) length);
}

YyqTrustRoot *
yyq_test_pki_trust_root (YyqTestPki *self)
{
  g_autofree char *pem = root_pem (self);
  const char *const certificates[] = { pem, NULL };

  return g_object_new (YYQ_TYPE_TRUST_ROOT, "name", "test", "certificates", certificates, NULL);
}

YyqTrust *
yyq_test_pki_trust (YyqTestPki *self)
{
  YyqTrust *trust = yyq_trust_new ();
  g_autoptr (GBytes) root = yyq_test_pki_root_der (self);

  g_assert_true (yyq_trust_add (trust, YYQ_TRUST_SIGNER, root, NULL, NULL));
  g_assert_true (yyq_trust_add (trust, YYQ_TRUST_TIMESTAMPING, root, NULL, NULL));
  return trust;
}

struct _YyqTestTsa {
  GObject parent_instance;

  YyqTestPki *pki; /* outlives it */
  YyqTestTsaMode mode;
  guint64 serial;
};

/* Another request than the one that was sent: somebody replays an old answer. */
static GBytes *
stale_request (void)
{
  g_autoptr (TS_REQ) request = TS_REQ_new ();
  TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new ();
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  guint8 digest[32] = { 1 };
  unsigned char *der = NULL;
  int length;

  X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256), V_ASN1_NULL, NULL);
  TS_MSG_IMPRINT_set_algo (imprint, algorithm);
  TS_MSG_IMPRINT_set_msg (imprint, digest, sizeof digest);
  TS_REQ_set_version (request, 1);
  TS_REQ_set_msg_imprint (request, imprint);
  TS_REQ_set_cert_req (request, 1);
  X509_ALGOR_free (algorithm);
  TS_MSG_IMPRINT_free (imprint);
  length = i2d_TS_REQ (request, &der);
  return yyq_openssl_bytes (der, length);
}

static GBytes *
query (YyqTimestamper *timestamper, GBytes *request, GCancellable *cancellable, GError **error)
{
  YyqTestTsa *self = YYQ_TEST_TSA (timestamper);
  g_autoptr (GBytes) other = stale_request ();

  switch (self->mode) {
  case YYQ_TEST_TSA_SILENT:
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP, "no answer");
    return NULL;
  case YYQ_TEST_TSA_NONSENSE:
    return g_bytes_new_static ("nonsense", 8);
  case YYQ_TEST_TSA_OTHER_DAY:
    request = other;
    break;
  case YYQ_TEST_TSA_HONEST:
  default:
    break;
  }
  return yyq_tsp_respond (request, self->pki->tsa_key, self->pki->tsa, NULL, yyq_clock_now (),
                          ++self->serial, error);
}

static void
init_timestamper (YyqTimestamperInterface *iface)
{
  iface->query = query;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqTestTsa, yyq_test_tsa, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_TIMESTAMPER, init_timestamper))

static void
yyq_test_tsa_class_init (YyqTestTsaClass *klass)
{
}

static void
yyq_test_tsa_init (YyqTestTsa *self)
{
}

YyqTimestamper *
yyq_test_tsa_new (YyqTestPki *pki, YyqTestTsaMode mode)
{
  YyqTestTsa *self = g_object_new (YYQ_TYPE_TEST_TSA, NULL);

  self->pki = pki;
  self->mode = mode;
  return YYQ_TIMESTAMPER (self);
}
