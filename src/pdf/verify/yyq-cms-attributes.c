/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms-attributes.h"

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/ess.h>

#include "yyq-cms-raw.h"

#define ALGORITHM_PROTECTION "1.2.840.113549.1.9.52"         /* RFC 6211 */
#define ADOBE_REVOCATION "1.2.840.113583.1.1.8"              /* ISO 32000-2 §12.8.3.3.2 */
#define CADES_REVOCATION_VALUES "1.2.840.113549.1.9.16.2.24" /* EN 319 122-1 §A.1.2.4 */
#define MAX_TIMESTAMPS 16

typedef struct {
  X509_ALGOR *digest;
  X509_ALGOR *signature;
  X509_ALGOR *mac;
} AlgorithmProtection;

ASN1_SEQUENCE (AlgorithmProtection) = {
  ASN1_SIMPLE (AlgorithmProtection, digest, X509_ALGOR),
  ASN1_IMP_OPT (AlgorithmProtection, signature, X509_ALGOR, 1),
  ASN1_IMP_OPT (AlgorithmProtection, mac, X509_ALGOR, 2),
} static_ASN1_SEQUENCE_END (AlgorithmProtection)

                                        static YyqPdfCheck
                                      * failure (YyqPdfIndication indication, const char *reason)
{
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, indication, "%s", reason);
}

gboolean
yyq_cms_has_signed_attributes (CMS_SignerInfo *info)
{
  return CMS_signed_get_attr_count (info) >= 0;
}

/* (transfer none) (nullable): the value of a signed attribute that stands there exactly once, with
 * one value. */
static ASN1_TYPE *
single_attribute (CMS_SignerInfo *info, const ASN1_OBJECT *kind)
{
  int index = CMS_signed_get_attr_by_OBJ (info, kind, -1);
  X509_ATTRIBUTE *attribute;

  if (index < 0 || CMS_signed_get_attr_by_OBJ (info, kind, index) >= 0)
    return NULL;
  attribute = CMS_signed_get_attr (info, index);
  return X509_ATTRIBUTE_count (attribute) == 1 ? X509_ATTRIBUTE_get0_type (attribute, 0) : NULL;
}

/* NULL as a parameter and none at all mean the same. */
static gboolean
is_same_algorithm (const X509_ALGOR *one, const X509_ALGOR *other)
{
  const ASN1_OBJECT *objects[2];
  int types[2];

  X509_ALGOR_get0 (&objects[0], &types[0], NULL, one);
  X509_ALGOR_get0 (&objects[1], &types[1], NULL, other);
  for (int i = 0; i < 2; i++)
    types[i] = types[i] == V_ASN1_NULL ? V_ASN1_UNDEF : types[i];
  if (types[0] == V_ASN1_UNDEF && types[1] == V_ASN1_UNDEF)
    return OBJ_cmp (objects[0], objects[1]) == 0;
  return X509_ALGOR_cmp (one, other) == 0;
}

/* RFC 6211: what is named outside the signature is named inside as well, or somebody has exchanged
 * it. */
static gboolean
is_protection_right (CMS_SignerInfo *info)
{
  g_autoptr (ASN1_OBJECT) kind = OBJ_txt2obj (ALGORITHM_PROTECTION, 1);
  ASN1_TYPE *value;
  AlgorithmProtection *named = NULL;
  X509_ALGOR *digest = NULL;
  X509_ALGOR *signature = NULL;
  gboolean right;

  if (CMS_signed_get_attr_by_OBJ (info, kind, -1) < 0)
    return TRUE;
  value = single_attribute (info, kind);
  if (value != NULL && value->type == V_ASN1_SEQUENCE)
    named = (AlgorithmProtection *) ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (AlgorithmProtection),
                                                               value);
  CMS_SignerInfo_get0_algs (info, NULL, NULL, &digest, &signature);
  right = named != NULL && named->signature != NULL && named->mac == NULL &&
          is_same_algorithm (named->digest, digest) &&
          is_same_algorithm (named->signature, signature);
  ASN1_item_free ((ASN1_VALUE *) named, ASN1_ITEM_rptr (AlgorithmProtection));
  return right;
}

YyqPdfCheck *
yyq_cms_check_signed_attributes (CMS_ContentInfo *cms, CMS_SignerInfo *info,
                                 const YyqDigest *digest, GBytes *const *parts, gsize n_parts)
{
  ASN1_TYPE *type = single_attribute (info, OBJ_nid2obj (NID_pkcs9_contentType));
  ASN1_TYPE *claimed = single_attribute (info, OBJ_nid2obj (NID_pkcs9_messageDigest));

  if (type == NULL || type->type != V_ASN1_OBJECT ||
      OBJ_cmp (type->value.object, CMS_get0_eContentType (cms)) != 0)
    return failure (YYQ_PDF_INDICATION_FORMAT_FAILURE, "content type missing or wrong");
  if (claimed == NULL || claimed->type != V_ASN1_OCTET_STRING)
    return failure (YYQ_PDF_INDICATION_FORMAT_FAILURE, "message digest missing");
  if (!yyq_digest_is (digest, parts, n_parts, claimed->value.octet_string))
    return failure (YYQ_PDF_INDICATION_HASH_FAILURE, "the content is not what was signed");
  if (!is_protection_right (info))
    return failure (YYQ_PDF_INDICATION_SIG_CRYPTO_FAILURE,
                    "the algorithms are not those that were signed");
  return NULL;
}

static gboolean
has_attribute (CMS_SignerInfo *info, int nid)
{
  return CMS_signed_get_attr_by_NID (info, nid, -1) >= 0;
}

gboolean
yyq_cms_has_certificate_name (CMS_SignerInfo *info)
{
  return has_attribute (info, NID_id_smime_aa_signingCertificateV2) ||
         has_attribute (info, NID_id_smime_aa_signingCertificate);
}

gboolean
yyq_cms_names_certificate (CMS_SignerInfo *info, X509 *certificate)
{
  ASN1_TYPE *v2 = single_attribute (info, OBJ_nid2obj (NID_id_smime_aa_signingCertificateV2));
  ASN1_TYPE *v1 = single_attribute (info, OBJ_nid2obj (NID_id_smime_aa_signingCertificate));
  STACK_OF (X509) *one = sk_X509_new_null ();
  ESS_SIGNING_CERT_V2 *named_v2 = NULL;
  ESS_SIGNING_CERT *named_v1 = NULL;
  gboolean fits;

  if (v2 != NULL && v2->type == V_ASN1_SEQUENCE)
    named_v2 = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (ESS_SIGNING_CERT_V2), v2);
  if (v1 != NULL && v1->type == V_ASN1_SEQUENCE)
    named_v1 = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (ESS_SIGNING_CERT), v1);
  sk_X509_push (one, certificate);
  fits = (named_v2 != NULL) == has_attribute (info, NID_id_smime_aa_signingCertificateV2) &&
         (named_v1 != NULL) == has_attribute (info, NID_id_smime_aa_signingCertificate) &&
         OSSL_ESS_check_signing_certs (named_v1, named_v2, one, 1) == 1;
  sk_X509_free (one);
  ESS_SIGNING_CERT_V2_free (named_v2);
  ESS_SIGNING_CERT_free (named_v1);
  ERR_clear_error ();
  return fits;
}

/* (transfer full) */
static GBytes *
value_to_bytes (const ASN1_TYPE *value)
{
  gboolean sequence = value->type == V_ASN1_SEQUENCE;

  return g_bytes_new (sequence ? value->value.sequence->data : NULL,
                      sequence ? (gsize) value->value.sequence->length : 0);
}

static gboolean
is_kind (X509_ATTRIBUTE *attribute, const char *oid)
{
  char text[80];

  return OBJ_obj2txt (text, sizeof text, X509_ATTRIBUTE_get0_object (attribute), 1) > 0 &&
         g_str_equal (text, oid);
}

static void
collect (X509_ATTRIBUTE *attribute, YyqCmsSignature *signature)
{
  gboolean stamps =
    OBJ_obj2nid (X509_ATTRIBUTE_get0_object (attribute)) == NID_id_smime_aa_timeStampToken;
  gboolean archives =
    is_kind (attribute, ADOBE_REVOCATION) || is_kind (attribute, CADES_REVOCATION_VALUES);

  for (int i = 0; i < X509_ATTRIBUTE_count (attribute) && (stamps || archives); i++) {
    g_autoptr (GBytes) value = value_to_bytes (X509_ATTRIBUTE_get0_type (attribute, i));

    if (archives)
      yyq_cms_raw_collect_archived (value, signature->revocation);
    else if (signature->timestamps->len < MAX_TIMESTAMPS)
      g_ptr_array_add (signature->timestamps, g_steal_pointer (&value));
  }
}

void
yyq_cms_collect_attributes (CMS_SignerInfo *info, YyqCmsSignature *signature)
{
  for (int i = 0; i < CMS_signed_get_attr_count (info); i++)
    if (OBJ_obj2nid (X509_ATTRIBUTE_get0_object (CMS_signed_get_attr (info, i))) !=
        NID_id_smime_aa_timeStampToken)
      collect (CMS_signed_get_attr (info, i), signature);
  for (int i = 0; i < CMS_unsigned_get_attr_count (info); i++)
    collect (CMS_unsigned_get_attr (info, i), signature);
}
