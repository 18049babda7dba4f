/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-attack-files.h"

#include <openssl/cms.h>
#include <string.h>

#include "yyq-key-signer.h"
#include "yyq-openssl.h"
#include "yyq-pdf-sign.h"
#include "yyq-tsp.h"

/*
 * Signature containers that somebody else made: the hole in the signed bytes takes whatever fits.
 * Each of these is in the employer's field of a contract whose bytes are as they were signed.
 */

#define HOUR 3600L
#define DAY (24 * HOUR)

typedef struct {
  EVP_PKEY *key;
  X509 *certificate;
} Signer;

static Signer
new_signer (YyqAttackKit *kit, long from, long to, const char *usage)
{
  Signer self = { yyq_test_key_new (YYQ_TEST_KEY_EC), NULL };

  self.certificate = yyq_test_pki_issue (kit->pki, self.key, "employer", from, to, usage);
  return self;
}

static void
signer_clear (Signer *self)
{
  EVP_PKEY_free (self->key);
  X509_free (self->certificate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signer, signer_clear)

static Signer
good_signer (YyqAttackKit *kit)
{
  return new_signer (kit, -DAY, DAY, "critical,nonRepudiation");
}

static GBytes *
encode (CMS_ContentInfo *cms)
{
  unsigned char *der = NULL;
  int length = i2d_CMS_ContentInfo (cms, &der);

  CMS_ContentInfo_free (cms);
  return yyq_openssl_bytes (der, length);
}

/* (transfer full): OpenSSL's own signature over @content. */
static CMS_ContentInfo *
start (guint flags)
{
  return CMS_sign (NULL, NULL, NULL, NULL, flags | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP);
}

static GBytes *
finish (CMS_ContentInfo *cms, GBytes *content, guint flags)
{
  g_autoptr (BIO) bio =
    BIO_new_mem_buf (g_bytes_get_data (content, NULL), (int) g_bytes_get_size (content));

  g_assert_cmpint (CMS_final (cms, bio, NULL, flags | CMS_BINARY | CMS_NOSMIMECAP), ==, 1);
  return encode (cms);
}

/* (transfer full): the contract with this container. */
static GBytes *
with_cms (YyqAttackKit *kit, GBytes *cms)
{
  g_autoptr (GBytes) owned = cms;

  return yyq_attack_put_cms (kit->complete, owned);
}

static GBytes *
one_signer (YyqAttackKit *kit, const EVP_MD *md, guint flags, const char *other_content)
{
  g_auto (Signer) signer = good_signer (kit);
  g_autoptr (GBytes) right = yyq_attack_signed_bytes (kit->complete);
  g_autoptr (GBytes) content = other_content != NULL
                                 ? g_bytes_new (other_content, strlen (other_content))
                                 : g_bytes_ref (right);
  CMS_ContentInfo *cms = start (flags);

  g_assert_nonnull (
    CMS_add1_signer (cms, signer.certificate, signer.key, md, flags | CMS_BINARY | CMS_NOSMIMECAP));
  return with_cms (kit, finish (cms, content, flags));
}

static GBytes *
control (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha256 (), CMS_DETACHED | CMS_CADES, NULL);
}

static GBytes *
other_digest (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha256 (), CMS_DETACHED | CMS_CADES, "another contract");
}

static GBytes *
weak_digest (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha1 (), CMS_DETACHED | CMS_CADES, NULL);
}

static GBytes *
no_attributes (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha256 (), CMS_DETACHED | CMS_NOATTR, NULL);
}

static GBytes *
no_certificate_attribute (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha256 (), CMS_DETACHED, NULL);
}

static GBytes *
no_certificate (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha256 (), CMS_DETACHED | CMS_CADES | CMS_NOCERTS, NULL);
}

/* With its own content inside, which is rightly signed. */
static GBytes *
attached (YyqAttackKit *kit)
{
  return one_signer (kit, EVP_sha256 (), CMS_CADES, "another contract");
}

static GBytes *
two_signers (YyqAttackKit *kit)
{
  g_auto (Signer) one = good_signer (kit);
  g_auto (Signer) two = good_signer (kit);
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (kit->complete);
  CMS_ContentInfo *cms = start (CMS_DETACHED);

  CMS_add1_signer (cms, one.certificate, one.key, EVP_sha256 (), CMS_DETACHED | CMS_CADES);
  CMS_add1_signer (cms, two.certificate, two.key, EVP_sha256 (), CMS_DETACHED | CMS_CADES);
  return with_cms (kit, finish (cms, content, CMS_DETACHED));
}

static GBytes *
no_signer (YyqAttackKit *kit)
{
  g_auto (Signer) one = good_signer (kit);
  CMS_ContentInfo *cms = start (CMS_DETACHED);

  CMS_add1_cert (cms, one.certificate);
  return with_cms (kit, encode (cms));
}

static GBytes *
data_behind (YyqAttackKit *kit)
{
  g_autoptr (GBytes) cms = yyq_attack_get_cms (kit->complete);
  g_autoptr (GBytes) more = g_bytes_new_static ("\0\0\0\x30", 4);

  return with_cms (kit, yyq_pdf_join (cms, more));
}

/* Every @from becomes @to, which is as long. */
static GBytes *
patched (YyqAttackKit *kit, const char *from, const char *to, gsize n)
{
  GByteArray *cms = g_bytes_unref_to_array (yyq_attack_get_cms (kit->complete));
  guint found = 0;

  for (guint8 *at = cms->data;
       (at = memmem (at, (gsize) (cms->data + cms->len - at), from, n)) != NULL; at += n, found++)
    memcpy (at, to, n);
  g_assert_cmpuint (found, >, 0);
  return with_cms (kit, g_byte_array_free_to_bytes (cms));
}

/* ecdsa-with-SHA256 becomes SM2-with-SM3, which is for other keys. */
static GBytes *
other_algorithm (YyqAttackKit *kit)
{
  return patched (kit, "\x2a\x86\x48\xce\x3d\x04\x03\x02", "\x2a\x81\x1c\xcf\x55\x01\x83\x75", 8);
}

/* SHA-256 becomes an algorithm that nobody knows. */
static GBytes *
other_digest_algorithm (YyqAttackKit *kit)
{
  return patched (kit, "\x60\x86\x48\x01\x65\x03\x04\x02\x01",
                  "\x60\x86\x48\x01\x65\x03\x04\x02\x77", 9);
}

static GBytes *
renamed_signer (YyqAttackKit *kit)
{
  return patched (kit, "employer", "embezzle", 8);
}

/* (transfer full): signed by @signer in our own way, with a time stamp or without. */
static GBytes *
signed_by (YyqAttackKit *kit, Signer *signer, YyqTimestamper *tsa)
{
  const YyqPdfSignOptions options = { .field = "employer" };
  g_autoptr (GBytes) der = yyq_x509_to_der (signer->certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSigner) key = yyq_key_signer_new (signer->key, der, NULL, &error);
  g_autoptr (GBytes) tail = yyq_pdf_sign (kit->first, &options, key, tsa, NULL, &error);

  g_assert_no_error (error);
  return yyq_pdf_join (kit->first, tail);
}

static GBytes *
expired (YyqAttackKit *kit)
{
  g_auto (Signer) signer = new_signer (kit, -2 * DAY, -DAY, "critical,nonRepudiation");

  return signed_by (kit, &signer, kit->tsa);
}

static GBytes *
expired_unproven (YyqAttackKit *kit)
{
  g_auto (Signer) signer = new_signer (kit, -2 * DAY, -DAY, "critical,nonRepudiation");

  return signed_by (kit, &signer, NULL);
}

static GBytes *
not_yet_valid (YyqAttackKit *kit)
{
  g_auto (Signer) signer = new_signer (kit, DAY, 2 * DAY, "critical,nonRepudiation");

  return signed_by (kit, &signer, kit->tsa);
}

static GBytes *
wrong_usage (YyqAttackKit *kit)
{
  g_auto (Signer) signer = new_signer (kit, -DAY, DAY, "critical,keyEncipherment");

  return signed_by (kit, &signer, kit->tsa);
}

static GBytes *
untrusted (YyqAttackKit *kit)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  Signer signer = { yyq_test_key_new (YYQ_TEST_KEY_EC), NULL };
  GBytes *pdf;

  signer.certificate =
    yyq_test_pki_issue (other, signer.key, "employer", -DAY, DAY, "critical,nonRepudiation");
  pdf = signed_by (kit, &signer, kit->tsa);
  signer_clear (&signer);
  return pdf;
}

/* Under the name of our root, but not by its key. */
static GBytes *
forged_issuer (YyqAttackKit *kit)
{
  g_auto (Signer) signer = good_signer (kit);

  X509_sign (signer.certificate, signer.key, EVP_sha256 ());
  return signed_by (kit, &signer, kit->tsa);
}

static GBytes *
authority_itself (YyqAttackKit *kit)
{
  Signer signer = { kit->pki->root_key, kit->pki->root };

  return signed_by (kit, &signer, kit->tsa);
}

static GBytes *
revoked (YyqAttackKit *kit)
{
  g_auto (Signer) signer = good_signer (kit);
  g_autoptr (GBytes) pdf = signed_by (kit, &signer, kit->tsa);

  return yyq_attack_add_dss (kit, pdf, signer.certificate);
}

static GBytes *
stamped_by_stranger (YyqAttackKit *kit)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (other, YYQ_TEST_TSA_HONEST);
  g_auto (Signer) signer = good_signer (kit);

  return signed_by (kit, &signer, tsa);
}

/* A true time stamp, over something else. */
static GBytes *
stamp_of_other_bytes (YyqAttackKit *kit)
{
  g_auto (Signer) signer = good_signer (kit);
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (kit->complete);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = yyq_tsp_stamp (digest, kit->tsa, NULL, &error);
  CMS_ContentInfo *cms = start (CMS_DETACHED);
  CMS_SignerInfo *info =
    CMS_add1_signer (cms, signer.certificate, signer.key, EVP_sha256 (), CMS_DETACHED | CMS_CADES);

  g_assert_no_error (error);
  CMS_unsigned_add1_attr_by_NID (info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                 g_bytes_get_data (token, NULL), (int) g_bytes_get_size (token));
  return with_cms (kit, finish (cms, content, CMS_DETACHED));
}

/* (transfer full): @pdf whose last signature is one of @signer over what it covers. */
static GBytes *
sign_last (GBytes *pdf, const Signer *signer)
{
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (pdf);
  CMS_ContentInfo *cms = start (CMS_DETACHED);
  g_autoptr (GBytes) container = NULL;

  CMS_add1_signer (cms, signer->certificate, signer->key, EVP_sha256 (), CMS_DETACHED | CMS_CADES);
  container = finish (cms, content, CMS_DETACHED);
  return yyq_attack_put_cms (pdf, container);
}

/*
 * A certification whose dictionary is @text, as long, in place of DocMDP P=2; then the second party
 * signs, by a program that does not ask what it permits: ours would refuse.
 */
static GBytes *
certified_as (YyqAttackKit *kit, const char *text)
{
  const YyqPdfSignOptions worker = { .field = "worker", .certify = TRUE };
  const YyqPdfSignOptions employer = { .field = "employer" };
  g_autoptr (GBytes) usual = yyq_attack_sign (kit, kit->composed, &worker);
  g_autoptr (GBytes) both = yyq_attack_sign (kit, usual, &employer);
  gsize length = g_bytes_get_size (usual);
  g_autoptr (GBytes) tail = g_bytes_new_from_bytes (both, length, g_bytes_get_size (both) - length);
  g_autoptr (GBytes) changed = yyq_attack_replace (
    usual, "/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>", text);
  g_auto (Signer) signer = good_signer (kit);
  g_autoptr (GBytes) certified = sign_last (changed, &signer);
  g_autoptr (GBytes) whole = yyq_pdf_join (certified, tail);

  return sign_last (whole, &signer);
}

static GBytes *
certified_rightly (YyqAttackKit *kit)
{
  return certified_as (
    kit, "/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>");
}

static GBytes *
nothing_permitted (YyqAttackKit *kit)
{
  return certified_as (
    kit, "/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>");
}

static GBytes *
all_locked (YyqAttackKit *kit)
{
  return certified_as (
    kit, "/TransformMethod/FieldMDP/TransformParams<</Action/All/V/1.2            >>");
}

static GBytes *
field_locked (YyqAttackKit *kit)
{
  return certified_as (
    kit, "/TransformMethod/FieldMDP/TransformParams<</Action/Exclude/Fields[]     >>");
}

const YyqAttack yyq_cms_attacks[] = {
  { "another program's container is good (control)", control, "valid", NULL },
  { "the container is over another contract", other_digest, "invalid", "not what was signed" },
  { "the digest is SHA-1", weak_digest, "indeterminate", "too weak" },
  { "there are no signed attributes", no_attributes, "invalid", "no signed attributes" },
  { "the certificate is not named", no_certificate_attribute, "invalid",
    "signing certificate attribute" },
  { "the certificate is missing", no_certificate, "indeterminate", "certificate is missing" },
  { "the container has its own content", attached, "invalid", "not a detached signature" },
  { "the container has two signers", two_signers, "invalid", "not exactly one signer" },
  { "the container has no signer", no_signer, "invalid", "not exactly one signer" },
  { "data stands behind the container", data_behind, "invalid", "data behind the signature" },
  { "the algorithm is SM2", other_algorithm, "invalid", NULL },
  { "the digest algorithm is unknown", other_digest_algorithm, "indeterminate",
    "cannot be checked" },
  { "the certificate has another name", renamed_signer, "invalid", NULL },
  { "the certificate expired before the time stamp", expired, "indeterminate", "expired" },
  { "the certificate has expired, and nothing proves when it signed", expired_unproven,
    "indeterminate", "expired" },
  { "the certificate is not valid yet", not_yet_valid, "invalid", "not yet valid" },
  { "the certificate is for encryption", wrong_usage, "invalid", "not for signing" },
  { "the certificate is a stranger's", untrusted, "invalid", "certificate signature failure" },
  { "the certificate's issuer is forged", forged_issuer, "invalid",
    "certificate signature failure" },
  { "the authority itself signs", authority_itself, "invalid", "authority" },
  { "the certificate is revoked", revoked, "invalid", "revoked" },
  { "the time stamp is a stranger's", stamped_by_stranger, "invalid", "time stamp" },
  { "the time stamp is over something else", stamp_of_other_bytes, "invalid",
    "over something else" },
  { "a certified contract is signed (control)", certified_rightly, "valid", NULL },
  { "the certification permits nothing", nothing_permitted, "invalid", "against the permissions" },
  { "an earlier signature locks all fields", all_locked, "invalid", "against the permissions" },
  { "an earlier signature locks all fields but none", field_locked, "invalid",
    "against the permissions" },
  { NULL },
};
