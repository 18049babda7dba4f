/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms.h"

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <string.h>

#include "yyq-openssl.h"
#include "yyq-tsp.h"
#include "yyq-x509-name.h"

/*
 * libcrypto only builds and reads the structure. The private key is never an EVP_PKEY here:
 *
 *   CMS with the public key -> signed attributes -> DER SET OF -> SHA-256 -> YyqSigner
 *        ^                                                                      |
 *        +------------------ signature value, checked with the certificate <----+
 *
 * CMS_final() would do it in one call, but adds a signing time, which PAdES (ETSI EN 319 142-1)
 * forbids, and wants the key.
 */

typedef STACK_OF (X509_ATTRIBUTE) AttributeSet;

ASN1_ITEM_TEMPLATE (AttributeSet) =
  ASN1_EX_TEMPLATE_TYPE (ASN1_TFLG_SET_ORDER, 0, attributes, X509_ATTRIBUTE)
    static_ASN1_ITEM_TEMPLATE_END (AttributeSet)

#define SKELETON_FLAGS (CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP)

      void yyq_cms_signature_free (YyqCmsSignature * self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->timestamp, g_bytes_unref);
  g_free (self->signer);
  g_free (self);
}

/* (transfer full): what is signed. The order matters, and only a SET OF template sorts it as DER wants. */
static GBytes *
encode_signed_attributes (CMS_SignerInfo *info)
{
  AttributeSet *set = sk_X509_ATTRIBUTE_new_null ();
  unsigned char *der = NULL;
  int length;

  for (int i = 0; i < CMS_signed_get_attr_count (info); i++)
    sk_X509_ATTRIBUTE_push (set, CMS_signed_get_attr (info, i));
  length = ASN1_item_i2d ((ASN1_VALUE *) set, &der, ASN1_ITEM_rptr (AttributeSet));
  sk_X509_ATTRIBUTE_free (set);
  return yyq_openssl_bytes (der, length);
}

static CMS_ContentInfo *
build_skeleton (GBytes *digest,
                X509 *certificate,
                YyqX509Stack *chain,
                CMS_SignerInfo **info)
{
  g_autoptr (CMS_ContentInfo) cms = CMS_sign (NULL, NULL, chain, NULL, SKELETON_FLAGS);

  if (cms == NULL)
    return NULL;
  *info = CMS_add1_signer (cms, certificate, X509_get0_pubkey (certificate), EVP_sha256 (), SKELETON_FLAGS | CMS_CADES);
  if (*info == NULL ||
      CMS_signed_add1_attr_by_NID (*info, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj (NID_pkcs7_data), -1) != 1 ||
      CMS_signed_add1_attr_by_NID (*info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, g_bytes_get_data (digest, NULL), (int) g_bytes_get_size (digest)) != 1)
    return NULL;
  return g_steal_pointer (&cms);
}

static gboolean
choose_algorithm (X509 *certificate,
                  YyqSignatureAlgorithm *algorithm)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);

  if (key != NULL && EVP_PKEY_is_a (key, "RSA"))
    *algorithm = YYQ_SIGNATURE_RSA_PKCS1_SHA256;
  else if (key != NULL && EVP_PKEY_is_a (key, "EC"))
    *algorithm = YYQ_SIGNATURE_ECDSA_SHA256;
  else
    return FALSE;
  return TRUE;
}

static gboolean
signature_fits (X509 *certificate,
                GBytes *attributes,
                GBytes *signature)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gboolean fits;

  fits = EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, X509_get0_pubkey (certificate)) == 1 &&
         EVP_DigestVerify (context,
                           g_bytes_get_data (signature, NULL),
                           g_bytes_get_size (signature),
                           g_bytes_get_data (attributes, NULL),
                           g_bytes_get_size (attributes)) == 1;
  ERR_clear_error ();
  return fits;
}

/* Has @attributes signed, once, and puts the result into @info. */
static gboolean
sign_attributes (CMS_SignerInfo *info,
                 X509 *certificate,
                 YyqSigner *signer,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GBytes) attributes = encode_signed_attributes (info);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &attributes, 1);
  g_autoptr (GBytes) signature = NULL;
  YyqSignatureAlgorithm algorithm;

  if (!choose_algorithm (certificate, &algorithm))
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the certificate's key is neither RSA nor EC");

  signature = yyq_signer_sign_digest (signer, algorithm, digest, cancellable, error);
  if (signature == NULL)
    return FALSE;
  if (!signature_fits (certificate, attributes, signature))
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the signature does not fit the certificate");

  ASN1_STRING_set (CMS_SignerInfo_get0_signature (info), g_bytes_get_data (signature, NULL), (int) g_bytes_get_size (signature));
  return TRUE;
}

static GBytes *
get_signature (CMS_SignerInfo *info)
{
  const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature (info);

  return g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
}

static gboolean
stamp (CMS_SignerInfo *info,
       YyqTimestamper *timestamper,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GBytes) signature = get_signature (info);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &signature, 1);
  g_autoptr (GBytes) token = yyq_tsp_stamp (digest, timestamper, cancellable, error);

  if (token == NULL)
    return FALSE;
  if (CMS_unsigned_add1_attr_by_NID (info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, g_bytes_get_data (token, NULL), (int) g_bytes_get_size (token)) != 1)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP, "the time stamp cannot be added");
  return TRUE;
}

static GBytes *
encode (CMS_ContentInfo *cms,
        GError **error)
{
  unsigned char *der = NULL;
  int length = i2d_CMS_ContentInfo (cms, &der);

  if (length <= 0) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "the signature cannot be encoded");
    return NULL;
  }
  return yyq_openssl_bytes (der, length);
}

GBytes *
yyq_cms_sign (GBytes *digest,
              YyqSigner *signer,
              YyqTimestamper *timestamper,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) certificate_der = NULL;
  g_autoptr (GPtrArray) chain_ders = NULL;
  g_autoptr (YyqX509Stack) chain = NULL;
  g_autoptr (X509) certificate = NULL;
  g_autoptr (CMS_ContentInfo) cms = NULL;
  CMS_SignerInfo *info = NULL;

  g_return_val_if_fail (digest != NULL && g_bytes_get_size (digest) == 32, NULL);
  g_return_val_if_fail (YYQ_IS_SIGNER (signer), NULL);

  certificate_der = yyq_signer_get_certificate (signer);
  chain_ders = yyq_signer_get_chain (signer);
  chain = yyq_x509_stack_new (chain_ders);
  certificate = yyq_x509_from_der (certificate_der);
  if (certificate == NULL) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the signer's certificate is unreadable");
    return NULL;
  }

  cms = build_skeleton (digest, certificate, chain, &info);
  if (cms == NULL) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the signature cannot be prepared");
    return NULL;
  }
  if (!sign_attributes (info, certificate, signer, cancellable, error))
    return NULL;
  if (timestamper != NULL && !stamp (info, timestamper, cancellable, error))
    return NULL;
  return encode (cms, error);
}

/* Only zeros, the unused part of /Contents, may stand behind the structure. */
static CMS_ContentInfo *
decode (GBytes *bytes,
        GError **error)
{
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  const guint8 *end = start;
  g_autoptr (CMS_ContentInfo) cms = NULL;

  if (length > 0 && length < G_MAXINT)
    cms = d2i_CMS_ContentInfo (NULL, &end, (long) length);
  if (cms == NULL || OBJ_obj2nid (CMS_get0_type (cms)) != NID_pkcs7_signed) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "not a signature");
    return NULL;
  }
  for (; end < start + length; end++) {
    if (*end != 0) {
      yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "data behind the signature");
      return NULL;
    }
  }
  return g_steal_pointer (&cms);
}

static CMS_SignerInfo *
only_signer (CMS_ContentInfo *cms,
             GError **error)
{
  STACK_OF (CMS_SignerInfo) *infos = CMS_get0_SignerInfos (cms);

  if (sk_CMS_SignerInfo_num (infos) != 1) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "not exactly one signer");
    return NULL;
  }
  return sk_CMS_SignerInfo_value (infos, 0);
}

GBytes *
yyq_cms_add_timestamp (GBytes *bytes,
                       YyqTimestamper *timestamper,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = NULL;
  CMS_SignerInfo *info;

  g_return_val_if_fail (bytes != NULL && YYQ_IS_TIMESTAMPER (timestamper), NULL);

  cms = decode (bytes, error);
  info = cms != NULL ? only_signer (cms, error) : NULL;
  if (info == NULL)
    return NULL;
  if (CMS_unsigned_get_attr_by_NID (info, NID_id_smime_aa_timeStampToken, -1) >= 0) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "the signature has a time stamp already");
    return NULL;
  }
  if (!stamp (info, timestamper, cancellable, error))
    return NULL;
  return encode (cms, error);
}

/* (transfer none) (nullable): the value of a signed attribute that stands there exactly once, with one value. */
static ASN1_TYPE *
single_attribute (CMS_SignerInfo *info,
                  int nid)
{
  int index = CMS_signed_get_attr_by_NID (info, nid, -1);
  X509_ATTRIBUTE *attribute;

  if (index < 0 || CMS_signed_get_attr_by_NID (info, nid, index) >= 0)
    return NULL;
  attribute = CMS_signed_get_attr (info, index);
  return X509_ATTRIBUTE_count (attribute) == 1 ? X509_ATTRIBUTE_get0_type (attribute, 0) : NULL;
}

static const EVP_MD *
strong_digest (CMS_SignerInfo *info)
{
  const ASN1_OBJECT *object = NULL;
  X509_ALGOR *algorithm = NULL;

  CMS_SignerInfo_get0_algs (info, NULL, NULL, &algorithm, NULL);
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  switch (OBJ_obj2nid (object)) {
  case NID_sha256:
    return EVP_sha256 ();
  case NID_sha384:
    return EVP_sha384 ();
  case NID_sha512:
    return EVP_sha512 ();
  default:
    return NULL;
  }
}

static gboolean
check_content (CMS_ContentInfo *cms,
               CMS_SignerInfo *info,
               GBytes *const *parts,
               gsize n_parts,
               GError **error)
{
  ASN1_TYPE *type = single_attribute (info, NID_pkcs9_contentType);
  ASN1_TYPE *claimed = single_attribute (info, NID_pkcs9_messageDigest);
  const EVP_MD *md = strong_digest (info);
  g_autoptr (GBytes) digest = NULL;

  /* CMS_verify() accepts signatures without signed attributes (openssl issue 27055). */
  if (type == NULL || type->type != V_ASN1_OBJECT || OBJ_cmp (type->value.object, CMS_get0_eContentType (cms)) != 0)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "content type missing or wrong");
  if (md == NULL)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "weak or unknown digest");
  if (claimed == NULL || claimed->type != V_ASN1_OCTET_STRING)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "message digest missing");

  digest = yyq_digest_parts (md, parts, n_parts);
  if ((gsize) claimed->value.octet_string->length != g_bytes_get_size (digest) ||
      memcmp (claimed->value.octet_string->data, g_bytes_get_data (digest, NULL), g_bytes_get_size (digest)) != 0)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the content is not what was signed");
  return TRUE;
}

/* The attribute ties the signature to one certificate, not only to its key. */
static gboolean
names_certificate (CMS_SignerInfo *info,
                   X509 *certificate,
                   gboolean old_too)
{
  ASN1_TYPE *v2 = single_attribute (info, NID_id_smime_aa_signingCertificateV2);
  ASN1_TYPE *v1 = old_too ? single_attribute (info, NID_id_smime_aa_signingCertificate) : NULL;
  STACK_OF (X509) *one = sk_X509_new_null ();
  ESS_SIGNING_CERT_V2 *named_v2 = NULL;
  ESS_SIGNING_CERT *named_v1 = NULL;
  gboolean fits;

  if (v2 != NULL && v2->type == V_ASN1_SEQUENCE)
    named_v2 = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (ESS_SIGNING_CERT_V2), v2);
  if (v1 != NULL && v1->type == V_ASN1_SEQUENCE)
    named_v1 = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (ESS_SIGNING_CERT), v1);
  sk_X509_push (one, certificate);
  fits = (named_v2 != NULL || named_v1 != NULL) && OSSL_ESS_check_signing_certs (named_v1, named_v2, one, 1) == 1;
  sk_X509_free (one);
  ESS_SIGNING_CERT_V2_free (named_v2);
  ESS_SIGNING_CERT_free (named_v1);
  ERR_clear_error ();
  return fits;
}

static X509 *
find_signer (CMS_ContentInfo *cms,
             CMS_SignerInfo *info)
{
  X509 *certificate = NULL;

  CMS_set1_signers_certs (cms, NULL, 0);
  CMS_SignerInfo_get0_algs (info, NULL, &certificate, NULL, NULL);
  ERR_clear_error ();
  return certificate;
}

static GPtrArray *
carried_certificates (CMS_ContentInfo *cms)
{
  GPtrArray *ders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (YyqX509Stack) certificates = CMS_get1_certs (cms);

  for (int i = 0; i < sk_X509_num (certificates); i++)
    g_ptr_array_add (ders, yyq_x509_to_der (sk_X509_value (certificates, i)));
  return ders;
}

/* (nullable): the bytes inside. */
static GBytes *
inner_content (CMS_ContentInfo *cms)
{
  ASN1_OCTET_STRING **content = CMS_get0_content (cms);

  if (content == NULL || *content == NULL)
    return NULL;
  return g_bytes_new (ASN1_STRING_get0_data (*content), (gsize) ASN1_STRING_length (*content));
}

static gboolean
read_timestamp (CMS_SignerInfo *info,
                GBytes **token,
                GError **error)
{
  int index = CMS_unsigned_get_attr_by_NID (info, NID_id_smime_aa_timeStampToken, -1);
  X509_ATTRIBUTE *attribute;
  ASN1_TYPE *value;

  if (index < 0)
    return TRUE;
  attribute = CMS_unsigned_get_attr (info, index);
  value = X509_ATTRIBUTE_count (attribute) == 1 ? X509_ATTRIBUTE_get0_type (attribute, 0) : NULL;
  if (value == NULL || value->type != V_ASN1_SEQUENCE ||
      CMS_unsigned_get_attr_by_NID (info, NID_id_smime_aa_timeStampToken, index) >= 0)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "unusual time stamp attribute");
  *token = g_bytes_new (value->value.sequence->data, (gsize) value->value.sequence->length);
  return TRUE;
}

static YyqCmsSignature *
verify (CMS_ContentInfo *cms,
        GBytes *const *parts,
        gsize n_parts,
        gboolean token,
        GError **error)
{
  g_autoptr (YyqCmsSignature) self = g_new0 (YyqCmsSignature, 1);
  CMS_SignerInfo *info = only_signer (cms, error);
  X509 *certificate;

  if (info == NULL || !check_content (cms, info, parts, n_parts, error))
    return NULL;
  certificate = find_signer (cms, info);
  if (certificate == NULL) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the signer's certificate is missing");
    return NULL;
  }
  if (!names_certificate (info, certificate, token)) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "signing certificate attribute missing or wrong");
    return NULL;
  }
  if (CMS_SignerInfo_verify (info) != 1) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the signature is wrong");
    return NULL;
  }
  if (!token && !read_timestamp (info, &self->timestamp, error))
    return NULL;

  self->certificate = yyq_x509_to_der (certificate);
  self->signer = yyq_x509_get_display_name (certificate);
  self->certificates = carried_certificates (cms);
  self->signature = get_signature (info);
  self->content = inner_content (cms);
  return g_steal_pointer (&self);
}

YyqCmsSignature *
yyq_cms_verify (GBytes *bytes,
                GBytes *const *parts,
                gsize n_parts,
                GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = NULL;
  g_autoptr (GBytes) content = NULL;

  g_return_val_if_fail (bytes != NULL && parts != NULL, NULL);

  cms = decode (bytes, error);
  if (cms == NULL)
    return NULL;
  content = inner_content (cms);
  if (content != NULL || OBJ_obj2nid (CMS_get0_eContentType (cms)) != NID_pkcs7_data) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "not a detached signature over plain data");
    return NULL;
  }
  return verify (cms, parts, n_parts, FALSE, error);
}

YyqCmsSignature *
yyq_cms_verify_token (GBytes *token,
                      GError **error)
{
  g_autoptr (CMS_ContentInfo) cms = NULL;
  g_autoptr (GBytes) content = NULL;

  g_return_val_if_fail (token != NULL, NULL);

  cms = decode (token, error);
  if (cms == NULL)
    return NULL;
  content = inner_content (cms);
  if (content == NULL || OBJ_obj2nid (CMS_get0_eContentType (cms)) != NID_id_smime_ct_TSTInfo) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "not a time-stamp token");
    return NULL;
  }
  return verify (cms, &content, 1, TRUE, error);
}
