/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/err.h>

#include "yyq-cms-builder.h"
#include "yyq-cms-verify.h"
#include "yyq-openssl.h"

#define OID_PROTECTION "1.2.840.113549.1.9.52"
#define OID_SHA3_256_WITH_RSA "2.16.840.1.101.3.4.3.14"
#define OID_SHA256_WITH_RSA "1.2.840.113549.1.1.11"
#define OID_SHA256 "2.16.840.1.101.3.4.2.1"
#define OID_SHA384 "2.16.840.1.101.3.4.2.2"
#define OID_UNKNOWN "1.2.156.99999.7"

/*
 * Each kind of signature container that others write, or an attacker: what is right about it, and
 * whether OpenSSL's own check agrees where it knows the kind.
 */

static void
usual (YyqCmsRecipe *recipe)
{
}

static void
sha1 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_sha1;
}

static void
md5 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_md5;
}

static void
sha384 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_sha384;
}

static void
sha512 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_sha512;
}

static void
sha3 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_sha3_256;
}

static void
sm3 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_sm3;
}

static void
sm3_beside_sha256 (YyqCmsRecipe *recipe)
{
  recipe->sign_digest = NID_sm3;
}

static void
sm3_by_someone_else (YyqCmsRecipe *recipe)
{
  sm3 (recipe);
  recipe->sm2_identity = "8765432187654321";
}

static void
sm3_under_another_number (YyqCmsRecipe *recipe)
{
  sm3 (recipe);
  recipe->signature_algorithm = yyq_der_algorithm ("1.2.156.10197.1.301.1", NULL);
}

static void
shake256 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_shake256;
}

static void
shake256_with_length (YyqCmsRecipe *recipe)
{
  shake256 (recipe);
  recipe->digest_oid = "2.16.840.1.101.3.4.2.18";
}

static void
pss (YyqCmsRecipe *recipe)
{
  recipe->pss_salt = 32;
}

static void
pss_with_sha512 (YyqCmsRecipe *recipe)
{
  recipe->pss_salt = 64;
  recipe->digest = NID_sha512;
}

static void
pss_without_parameters (YyqCmsRecipe *recipe)
{
  recipe->pss_salt = 32;
  recipe->signature_algorithm = yyq_der_algorithm ("1.2.840.113549.1.1.10", NULL);
}

static void
pss_with_other_salt (YyqCmsRecipe *recipe)
{
  YyqCmsRecipe shorter = *recipe;

  shorter.pss_salt = 20;
  recipe->signature_algorithm = yyq_cms_recipe_signature_algorithm (&shorter);
  recipe->pss_salt = 32;
}

static void
pss_with_other_digest (YyqCmsRecipe *recipe)
{
  YyqCmsRecipe other = *recipe;

  other.digest = NID_sha512;
  other.pss_salt = 32;
  recipe->signature_algorithm = yyq_cms_recipe_signature_algorithm (&other);
  recipe->pss_salt = 32;
}

static void
pss_without_saying_so (YyqCmsRecipe *recipe)
{
  recipe->pss_salt = 32;
  recipe->signature_algorithm = yyq_der_algorithm (OID_SHA256_WITH_RSA, NULL);
}

static void
plain_rsa (YyqCmsRecipe *recipe)
{
  recipe->signature_algorithm = yyq_der_algorithm ("1.2.840.113549.1.1.1", NULL);
}

static void
plain_ec (YyqCmsRecipe *recipe)
{
  recipe->signature_algorithm = yyq_der_algorithm ("1.2.840.10045.2.1", NULL);
}

static void
named_sha3_made_with_sha2 (YyqCmsRecipe *recipe)
{
  recipe->signature_algorithm = yyq_der_algorithm (OID_SHA3_256_WITH_RSA, NULL);
}

static void
all_named_sha3_made_with_sha2 (YyqCmsRecipe *recipe)
{
  recipe->digest = NID_sha3_256;
  recipe->sign_digest = NID_sha256;
}

static void
named_rsa_made_with_ec (YyqCmsRecipe *recipe)
{
  recipe->signature_algorithm = yyq_der_algorithm (OID_SHA256_WITH_RSA, NULL);
}

static void
unknown_digest (YyqCmsRecipe *recipe)
{
  recipe->digest_oid = OID_UNKNOWN;
}

static void
unknown_signature (YyqCmsRecipe *recipe)
{
  recipe->signature_algorithm = yyq_der_algorithm (OID_UNKNOWN, NULL);
}

static void
ess_v1 (YyqCmsRecipe *recipe)
{
  recipe->ess = YYQ_ESS_V1;
}

static void
no_ess (YyqCmsRecipe *recipe)
{
  recipe->ess = YYQ_ESS_NONE;
}

static void
ess_of_another (YyqCmsRecipe *recipe)
{
  recipe->ess = YYQ_ESS_OTHER;
}

static void
ess_twice (YyqCmsRecipe *recipe)
{
  recipe->ess = YYQ_ESS_TWICE;
}

static void
no_attributes (YyqCmsRecipe *recipe)
{
  recipe->no_attributes = TRUE;
}

static void
no_content_type (YyqCmsRecipe *recipe)
{
  recipe->no_content_type = TRUE;
}

static void
other_content (YyqCmsRecipe *recipe)
{
  recipe->other_digest = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
}

static void
other_content_and_no_certificate (YyqCmsRecipe *recipe)
{
  other_content (recipe);
  recipe->no_certificate = TRUE;
}

static void
no_certificate (YyqCmsRecipe *recipe)
{
  recipe->no_certificate = TRUE;
}

static void
with_own_content (YyqCmsRecipe *recipe)
{
  recipe->inside = g_bytes_new_static ("another contract", 16);
}

/* The SHA-1 of "the contract". */
static void
digest_inside (YyqCmsRecipe *recipe)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("the contract", 12);

  recipe->inside = yyq_digest_parts (EVP_sha1 (), &content, 1);
}

static void
digest_inside_without_attributes (YyqCmsRecipe *recipe)
{
  digest_inside (recipe);
  no_attributes (recipe);
}

static void
unsorted (YyqCmsRecipe *recipe)
{
  recipe->unsorted = TRUE;
}

static void
signed_as_it_stands (YyqCmsRecipe *recipe)
{
  recipe->unsorted = TRUE;
  recipe->sign_as_it_stands = TRUE;
}

static void
indefinite (YyqCmsRecipe *recipe)
{
  recipe->indefinite = TRUE;
}

static void
indefinite_and_as_it_stands (YyqCmsRecipe *recipe)
{
  indefinite (recipe);
  signed_as_it_stands (recipe);
}

/* RFC 6211; what is named inside, or NULL for what is named outside. */
static GBytes *
protection (YyqCmsRecipe *recipe, const char *digest, const char *signature, gboolean mac)
{
  GBytes *inner = digest != NULL ? yyq_der_algorithm (digest, yyq_der (0x05, NULL))
                                 : yyq_cms_recipe_digest_algorithm (recipe);
  g_autoptr (GBytes) algorithm = signature != NULL ? yyq_der_algorithm (signature, NULL)
                                                   : yyq_cms_recipe_signature_algorithm (recipe);
  GByteArray *implicit = g_byte_array_new ();

  g_byte_array_append (implicit, g_bytes_get_data (algorithm, NULL),
                       (guint) g_bytes_get_size (algorithm));
  implicit->data[0] = mac ? 0xa2 : 0xa1;
  return yyq_der_attribute (
    OID_PROTECTION, yyq_der (0x30, inner, g_byte_array_free_to_bytes (implicit), NULL), NULL);
}

static void
protected_rightly (YyqCmsRecipe *recipe)
{
  recipe->more_attributes = protection (recipe, NULL, NULL, FALSE);
}

/* NULL as a parameter is the same as none. */
static void
protected_with_null (YyqCmsRecipe *recipe)
{
  recipe->more_attributes = protection (recipe, OID_SHA256, NULL, FALSE);
}

static void
protected_by_other_digest (YyqCmsRecipe *recipe)
{
  recipe->more_attributes = protection (recipe, OID_SHA384, NULL, FALSE);
}

static void
protected_by_other_signature (YyqCmsRecipe *recipe)
{
  recipe->more_attributes = protection (recipe, NULL, "1.2.840.113549.1.1.12", FALSE);
}

static void
protected_by_mac (YyqCmsRecipe *recipe)
{
  recipe->more_attributes = protection (recipe, NULL, NULL, TRUE);
}

static void
protected_twice (YyqCmsRecipe *recipe)
{
  recipe->more_attributes =
    yyq_der_join (protection (recipe, NULL, NULL, FALSE), protection (recipe, NULL, NULL, FALSE));
}

static void
protected_by_nonsense (YyqCmsRecipe *recipe)
{
  recipe->more_attributes = yyq_der_attribute (OID_PROTECTION, yyq_der_int (1), NULL);
}

typedef enum {
  SILENT, /* OpenSSL does not know it, or has other rules */
  AGREES, /* it finds this good */
  OBJECTS,
} OtherOpinion;

typedef struct {
  const char *name;
  const char *key;
  void (*prepare) (YyqCmsRecipe *recipe);
  YyqCmsKind kind;
  YyqPdfCheckState state;
  YyqPdfIndication indication;
  OtherOpinion openssl;
} Kind;

#define GOOD YYQ_PDF_CHECK_GOOD, YYQ_PDF_INDICATION_NONE
#define WEAK YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE
#define WRONG_FORM YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_FORMAT_FAILURE
#define WRONG_HASH YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_HASH_FAILURE
#define WRONG_VALUE YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_SIG_CRYPTO_FAILURE
#define NO_SIGNER YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_NO_SIGNING_CERTIFICATE_FOUND

static const Kind kinds[] = {
  { "RSA with SHA-256 is good", "RSA2048", usual, YYQ_CMS_CADES, GOOD, AGREES },
  { "RSA with SHA-512 is good", "RSA2048", sha512, YYQ_CMS_CADES, GOOD, AGREES },
  { "RSA with SHA3-256 is good", "RSA2048", sha3, YYQ_CMS_CADES, GOOD, SILENT },
  { "RSA of no named digest takes the one beside it", "RSA2048", plain_rsa, YYQ_CMS_CADES, GOOD,
    AGREES },
  { "RSA with SHA-1 is weak", "RSA2048", sha1, YYQ_CMS_CADES, WEAK, AGREES },
  { "RSA with MD5 is weak", "RSA2048", md5, YYQ_CMS_DETACHED, WEAK, AGREES },
  { "RSA-PSS is good", "RSA2048", pss, YYQ_CMS_CADES, GOOD, AGREES },
  { "RSA-PSS with SHA-512 is good", "RSA2048", pss_with_sha512, YYQ_CMS_CADES, GOOD, AGREES },
  { "RSA-PSS needs parameters", "RSA2048", pss_without_parameters, YYQ_CMS_CADES, WRONG_VALUE,
    SILENT },
  { "RSA-PSS has the salt that it names", "RSA2048", pss_with_other_salt, YYQ_CMS_CADES,
    WRONG_VALUE, OBJECTS },
  { "RSA-PSS has the digest that is named beside it", "RSA2048", pss_with_other_digest,
    YYQ_CMS_CADES, WRONG_VALUE, OBJECTS },
  { "RSA-PSS is not RSA", "RSA2048", pss_without_saying_so, YYQ_CMS_CADES, WRONG_VALUE, OBJECTS },
  { "ECDSA with SHA-256 is good", "P-256", usual, YYQ_CMS_CADES, GOOD, AGREES },
  { "ECDSA on P-384 with SHA-384 is good", "P-384", sha384, YYQ_CMS_CADES, GOOD, AGREES },
  { "ECDSA on P-521 with SHA-512 is good", "P-521", sha512, YYQ_CMS_CADES, GOOD, AGREES },
  { "ECDSA with SHA3-256 is good", "P-256", sha3, YYQ_CMS_CADES, GOOD, SILENT },
  { "ECDSA of no named digest takes the one beside it", "P-256", plain_ec, YYQ_CMS_CADES, GOOD,
    SILENT },
  { "ECDSA with SHA-1 is weak", "P-256", sha1, YYQ_CMS_CADES, WEAK, AGREES },
  { "Ed25519 is good", "ED25519", sha512, YYQ_CMS_CADES, GOOD, SILENT },
  { "Ed25519 without attributes is good", "ED25519", no_attributes, YYQ_CMS_DETACHED, GOOD,
    SILENT },
  { "Ed448 with SHAKE256 is good", "ED448", shake256, YYQ_CMS_CADES, GOOD, SILENT },
  { "Ed448 with SHAKE256 that names its length is good", "ED448", shake256_with_length,
    YYQ_CMS_CADES, GOOD, SILENT },
  { "SM2 with SM3 is good", "SM2", sm3, YYQ_CMS_CADES, GOOD, SILENT },
  { "SM2 under its other number is good", "SM2", sm3_under_another_number, YYQ_CMS_CADES, GOOD,
    SILENT },
  { "SM2 for another identity is wrong", "SM2", sm3_by_someone_else, YYQ_CMS_CADES, WRONG_VALUE,
    SILENT },
  { "SM2 has no other digest than SM3", "SM2", sm3_beside_sha256, YYQ_CMS_CADES, WRONG_VALUE,
    SILENT },
  { "the signature algorithm does not contradict the digest", "RSA2048", named_sha3_made_with_sha2,
    YYQ_CMS_CADES, WRONG_VALUE, SILENT },
  { "the value is made with the digest that is named", "RSA2048", all_named_sha3_made_with_sha2,
    YYQ_CMS_CADES, WRONG_VALUE, OBJECTS },
  { "the key is of the kind that is named", "P-256", named_rsa_made_with_ec, YYQ_CMS_CADES,
    WRONG_VALUE, SILENT },
  { "an unknown digest cannot be checked", "P-256", unknown_digest, YYQ_CMS_CADES, WEAK, OBJECTS },
  { "an unknown signature algorithm cannot be checked", "P-256", unknown_signature, YYQ_CMS_CADES,
    WEAK, SILENT },
  { "the older certificate attribute is good", "P-256", ess_v1, YYQ_CMS_CADES, GOOD, AGREES },
  { "PAdES demands a certificate attribute", "P-256", no_ess, YYQ_CMS_CADES, WRONG_FORM, SILENT },
  { "Acrobat's kind needs no certificate attribute", "P-256", no_ess, YYQ_CMS_DETACHED, GOOD,
    AGREES },
  { "a certificate attribute that is there must fit", "P-256", ess_of_another, YYQ_CMS_DETACHED,
    WRONG_FORM, SILENT },
  { "there are no two certificate attributes", "P-256", ess_twice, YYQ_CMS_CADES, WRONG_FORM,
    SILENT },
  { "Acrobat's kind needs no attributes", "P-256", no_attributes, YYQ_CMS_DETACHED, GOOD, AGREES },
  { "PAdES demands attributes", "P-256", no_attributes, YYQ_CMS_CADES, WRONG_FORM, AGREES },
  { "attributes name the content's type", "P-256", no_content_type, YYQ_CMS_DETACHED, WRONG_FORM,
    SILENT },
  { "another content is told as such", "P-256", other_content, YYQ_CMS_CADES, WRONG_HASH, OBJECTS },
  { "another content is told although nobody knows who signed", "P-256",
    other_content_and_no_certificate, YYQ_CMS_CADES, WRONG_HASH, SILENT },
  { "without the certificate nobody knows who signed", "P-256", no_certificate, YYQ_CMS_CADES,
    NO_SIGNER, SILENT },
  { "a detached signature has no content of its own", "P-256", with_own_content, YYQ_CMS_CADES,
    WRONG_FORM, SILENT },
  { "a SHA-1 inside is weak", "RSA2048", digest_inside, YYQ_CMS_SHA1, WEAK, SILENT },
  { "a SHA-1 inside needs no attributes", "RSA2048", digest_inside_without_attributes, YYQ_CMS_SHA1,
    WEAK, SILENT },
  { "the SHA-1 inside is that of the content", "RSA2048", with_own_content, YYQ_CMS_SHA1,
    WRONG_HASH, SILENT },
  { "the SHA-1 must be inside", "RSA2048", usual, YYQ_CMS_SHA1, WRONG_FORM, SILENT },
  { "attributes in any order are signed in that of DER", "P-256", unsorted, YYQ_CMS_CADES, GOOD,
    SILENT },
  { "attributes may be signed as they stand", "P-256", signed_as_it_stands, YYQ_CMS_CADES, GOOD,
    SILENT },
  { "BER of open lengths is good", "P-256", indefinite, YYQ_CMS_CADES, GOOD, AGREES },
  { "attributes in BER may be signed as they stand", "P-256", indefinite_and_as_it_stands,
    YYQ_CMS_CADES, GOOD, SILENT },
  { "algorithms that are protected are good", "RSA2048", protected_rightly, YYQ_CMS_CADES, GOOD,
    AGREES },
  { "a parameter of NULL is no parameter", "RSA2048", protected_with_null, YYQ_CMS_CADES, GOOD,
    AGREES },
  { "the protected digest is the one that is named", "RSA2048", protected_by_other_digest,
    YYQ_CMS_CADES, WRONG_VALUE, SILENT },
  { "the protected signature algorithm is the one that is named", "RSA2048",
    protected_by_other_signature, YYQ_CMS_CADES, WRONG_VALUE, SILENT },
  { "a signature is not protected as a MAC", "RSA2048", protected_by_mac, YYQ_CMS_CADES,
    WRONG_VALUE, SILENT },
  { "protection stands there once", "RSA2048", protected_twice, YYQ_CMS_CADES, WRONG_VALUE,
    SILENT },
  { "protection that cannot be read is none", "RSA2048", protected_by_nonsense, YYQ_CMS_CADES,
    WRONG_VALUE, SILENT },
};

static YyqTestPki *pki;

/* RSA keys take long to make: one of a kind does for all. */
static EVP_PKEY *
key_of_kind (const char *kind)
{
  static GHashTable *keys;
  EVP_PKEY *key;

  if (keys == NULL)
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) EVP_PKEY_free);
  key = g_hash_table_lookup (keys, kind);
  if (key == NULL) {
    key = yyq_cms_key_new (kind);
    g_hash_table_insert (keys, (gpointer) kind, key);
  }
  return key;
}

static gboolean
openssl_agrees (GBytes *bytes, GBytes *content)
{
  const guint8 *der = g_bytes_get_data (bytes, NULL);
  g_autoptr (CMS_ContentInfo) cms =
    d2i_CMS_ContentInfo (NULL, &der, (long) g_bytes_get_size (bytes));
  g_autoptr (BIO) data =
    BIO_new_mem_buf (g_bytes_get_data (content, NULL), (int) g_bytes_get_size (content));
  gboolean agrees = CMS_verify (cms, NULL, NULL, data, NULL,
                                CMS_DETACHED | CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;

  ERR_clear_error ();
  return agrees;
}

static GBytes *
build (const Kind *kind, X509 *certificate, GBytes *content)
{
  YyqCmsRecipe recipe = { .key = key_of_kind (kind->key), .certificate = certificate };

  kind->prepare (&recipe);
  return yyq_cms_build (&recipe, content);
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (X509) certificate =
    yyq_test_pki_issue (pki, key_of_kind (kind->key), "张三", -60, 3600, "nonRepudiation");
  g_autoptr (GBytes) content = g_bytes_new_static ("the contract", 12);
  g_autoptr (GBytes) cms = build (kind, certificate, content);
  g_autoptr (YyqCmsSignature) signature = yyq_cms_verify (cms, kind->kind, &content, 1, NULL);

  g_test_message ("%s",
                  signature->integrity->reason != NULL ? signature->integrity->reason : "good");
  g_assert_cmpstr (yyq_pdf_indication_to_string (signature->integrity->indication), ==,
                   yyq_pdf_indication_to_string (kind->indication));
  g_assert_cmpint (signature->integrity->state, ==, kind->state);
  if (kind->state != YYQ_PDF_CHECK_GOOD)
    g_assert_nonnull (signature->integrity->reason);
  if (kind->openssl != SILENT)
    g_assert_cmpint (openssl_agrees (cms, content), ==, kind->openssl == AGREES);
}

/* Whatever the kind, what is good of it is not good any more over another content. */
static void
test_other_content_is_never_good (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("the contract", 12);
  g_autoptr (GBytes) other = g_bytes_new_static ("the contracT", 12);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (X509) certificate =
      yyq_test_pki_issue (pki, key_of_kind (kinds[i].key), "张三", -60, 3600, "nonRepudiation");
    g_autoptr (GBytes) cms = build (&kinds[i], certificate, content);
    g_autoptr (YyqCmsSignature) signature = yyq_cms_verify (cms, kinds[i].kind, &other, 1, NULL);
    gboolean unreadable = kinds[i].prepare == unknown_digest;

    g_test_message ("%s", kinds[i].name);
    g_assert_cmpint (signature->integrity->state, ==,
                     unreadable ? YYQ_PDF_CHECK_UNKNOWN : YYQ_PDF_CHECK_BAD);
    g_assert_null (signature->certificate);
  }
}

static void
test_certificate_from_elsewhere (void)
{
  const Kind kind = { NULL, "P-256", no_certificate, YYQ_CMS_CADES, GOOD, SILENT };
  g_autoptr (X509) certificate =
    yyq_test_pki_issue (pki, key_of_kind (kind.key), "张三", -60, 3600, "nonRepudiation");
  g_autoptr (X509) other =
    yyq_test_pki_issue (pki, key_of_kind (kind.key), "李四", -60, 3600, "nonRepudiation");
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) content = g_bytes_new_static ("the contract", 12);
  g_autoptr (GBytes) cms = build (&kind, certificate, content);
  g_autoptr (YyqCmsSignature) signature = NULL;

  g_ptr_array_add (elsewhere, yyq_x509_to_der (other));
  g_ptr_array_add (elsewhere, yyq_x509_to_der (certificate));
  signature = yyq_cms_verify (cms, kind.kind, &content, 1, elsewhere);
  g_assert_cmpint (signature->integrity->state, ==, YYQ_PDF_CHECK_GOOD);
  g_assert_cmpstr (signature->signer, ==, "张三");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);

  pki = yyq_test_pki_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strconcat ("/pdf/cms/kinds/", kinds[i].name, NULL);

    g_test_add_data_func (path, &kinds[i], test_kind);
  }
  g_test_add_func ("/pdf/cms/kinds/no kind is good over another content",
                   test_other_content_is_never_good);
  g_test_add_func ("/pdf/cms/kinds/the certificate may come from elsewhere",
                   test_certificate_from_elsewhere);
  result = g_test_run ();
  yyq_test_pki_free (pki);
  return result;
}
