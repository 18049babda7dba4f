/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms-read.h"

#include <openssl/asn1t.h>
#include <openssl/err.h>

typedef STACK_OF (X509_ATTRIBUTE) AttributeSet;

ASN1_ITEM_TEMPLATE (AttributeSet) = ASN1_EX_TEMPLATE_TYPE (ASN1_TFLG_SET_ORDER, 0, attributes,
                                                           X509_ATTRIBUTE)
                                      static_ASN1_ITEM_TEMPLATE_END (AttributeSet)

                                        CMS_ContentInfo
                                    * yyq_cms_decode (GBytes * bytes, GError **error)
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

CMS_SignerInfo *
yyq_cms_get_only_signer (CMS_ContentInfo *cms, GError **error)
{
  STACK_OF (CMS_SignerInfo) *infos = CMS_get0_SignerInfos (cms);

  if (sk_CMS_SignerInfo_num (infos) != 1) {
    yyq_openssl_fail (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "not exactly one signer");
    return NULL;
  }
  return sk_CMS_SignerInfo_value (infos, 0);
}

/* The order matters, and only a SET OF template sorts it as DER wants. */
GBytes *
yyq_cms_encode_signed_attributes (CMS_SignerInfo *info)
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

GBytes *
yyq_cms_get_signature (CMS_SignerInfo *info)
{
  const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature (info);

  return g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
}
