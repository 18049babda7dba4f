/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms.h"

#include <openssl/err.h>

#include "yyq-cms-read.h"
#include "yyq-tsp.h"

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

#define SKELETON_FLAGS (CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP)

static CMS_ContentInfo *
build_skeleton (GBytes *digest, X509 *certificate, YyqX509Stack *chain, CMS_SignerInfo **info)
{
  g_autoptr (CMS_ContentInfo) cms = CMS_sign (NULL, NULL, chain, NULL, SKELETON_FLAGS);

  if (cms == NULL)
    return NULL;
  *info = CMS_add1_signer (cms, certificate, X509_get0_pubkey (certificate), EVP_sha256 (),
                           SKELETON_FLAGS | CMS_CADES);
  if (*info == NULL ||
      CMS_signed_add1_attr_by_NID (*info, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                   OBJ_nid2obj (NID_pkcs7_data), -1) != 1 ||
      CMS_signed_add1_attr_by_NID (*info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                   g_bytes_get_data (digest, NULL),
                                   (int) g_bytes_get_size (digest)) != 1)
    return NULL;
  return g_steal_pointer (&cms);
}

static gboolean
choose_algorithm (X509 *certificate, YyqSignatureAlgorithm *algorithm)
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
signature_fits (X509 *certificate, GBytes *attributes, GBytes *signature)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gboolean fits;

  fits =
    EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, X509_get0_pubkey (certificate)) ==
      1 &&
    EVP_DigestVerify (context, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                      g_bytes_get_data (attributes, NULL), g_bytes_get_size (attributes)) == 1;
  ERR_clear_error ();
  return fits;
}

/* Has @attributes signed, once, and puts the result into @info. */
static gboolean
sign_attributes (CMS_SignerInfo *info, X509 *certificate, YyqSigner *signer,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) attributes = yyq_cms_encode_signed_attributes (info);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &attributes, 1);
  g_autoptr (GBytes) signature = NULL;
  YyqSignatureAlgorithm algorithm;

  if (!choose_algorithm (certificate, &algorithm))
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE,
                             "the certificate's key is neither RSA nor EC");

  signature = yyq_signer_sign_digest (signer, algorithm, digest, cancellable, error);
  if (signature == NULL)
    return FALSE;
  if (!signature_fits (certificate, attributes, signature))
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE,
                             "the signature does not fit the certificate");

  ASN1_STRING_set (CMS_SignerInfo_get0_signature (info), g_bytes_get_data (signature, NULL),
                   (int) g_bytes_get_size (signature));
  return TRUE;
}

static gboolean
stamp (CMS_SignerInfo *info, YyqTimestamper *timestamper, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) signature = yyq_cms_get_signature (info);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &signature, 1);
  g_autoptr (GBytes) token = yyq_tsp_stamp (digest, timestamper, cancellable, error);

  if (token == NULL)
    return FALSE;
  if (CMS_unsigned_add1_attr_by_NID (info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                     g_bytes_get_data (token, NULL),
                                     (int) g_bytes_get_size (token)) != 1)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_TIMESTAMP, "the time stamp cannot be added");
  return TRUE;
}

static GBytes *
encode (CMS_ContentInfo *cms, GError **error)
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
yyq_cms_sign (GBytes *digest, YyqSigner *signer, YyqTimestamper *timestamper,
              GCancellable *cancellable, GError **error)
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

GBytes *
yyq_cms_add_timestamp (GBytes *cms, YyqTimestamper *timestamper, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (CMS_ContentInfo) content = NULL;
  CMS_SignerInfo *info;

  g_return_val_if_fail (cms != NULL && YYQ_IS_TIMESTAMPER (timestamper), NULL);

  content = yyq_cms_decode (cms, error);
  info = content != NULL ? yyq_cms_get_only_signer (content, error) : NULL;
  if (info == NULL)
    return NULL;
  if (CMS_unsigned_get_attr_by_NID (info, NID_id_smime_aa_timeStampToken, -1) >= 0) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "the signature has a time stamp already");
    return NULL;
  }
  if (!stamp (info, timestamper, cancellable, error))
    return NULL;
  return encode (content, error);
}
