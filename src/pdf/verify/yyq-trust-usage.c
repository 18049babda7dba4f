/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-usage.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#define MIN_RSA_BITS 2048
#define MIN_EC_BITS 256

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free)

static YyqPdfCheck *
misused (const char *reason)
{
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD,
                                      YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE, "%s", reason);
}

static YyqPdfCheck *
unfit (const char *reason)
{
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                      YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE, "%s", reason);
}

/* RFC 3161 §2.3: only for time stamps, and critically so. Sloppy is not the same as misused. */
static YyqPdfCheck *
check_stamper (X509 *certificate)
{
  guint32 usage = X509_get_extended_key_usage (certificate);

  if (usage == UINT32_MAX || (usage & XKU_TIMESTAMP) == 0)
    return misused ("the certificate is not for time stamps");
  if (X509_check_purpose (certificate, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
    return unfit ("the certificate is not for time stamps alone");
  return NULL;
}

YyqPdfCheck *
yyq_trust_check_usage (YyqX509Stack *chain, YyqTrustPurpose purpose)
{
  X509 *certificate = sk_X509_value (chain, 0);
  guint32 usage = X509_get_key_usage (certificate);
  guint32 extended = X509_get_extended_key_usage (certificate);
  gboolean signs =
    usage == UINT32_MAX || (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;

  /* Whoever is trusted by name may be his own authority, as long as his certificate lets him sign.
   */
  if (X509_check_ca (certificate) == 1 && (sk_X509_num (chain) > 1 || !signs))
    return misused ("the certificate is an authority's");
  if (!signs)
    return misused ("the certificate is not for signing");
  if (purpose == YYQ_TRUST_TIMESTAMPING)
    return check_stamper (certificate);
  if (extended != UINT32_MAX && extended != 0 &&
      (extended & ~(guint32) (XKU_TIMESTAMP | XKU_OCSP_SIGN)) == 0)
    return misused ("the certificate is for time stamps or revocation answers alone");
  return NULL;
}

static gboolean
is_one_of (const ASN1_OBJECT *object, const char *const *oids)
{
  char text[128];

  return OBJ_obj2txt (text, sizeof text, object, 1) > 0 && g_strv_contains (oids, text);
}

static gboolean
has_extended_usage (X509 *certificate, const char *const *oids)
{
  g_autoptr (EXTENDED_KEY_USAGE) usages =
    X509_get_ext_d2i (certificate, NID_ext_key_usage, NULL, NULL);

  for (int i = 0; usages != NULL && i < sk_ASN1_OBJECT_num (usages); i++)
    if (is_one_of (sk_ASN1_OBJECT_value (usages, i), oids))
      return TRUE;
  return FALSE;
}

static gboolean
has_certificate_policy (X509 *certificate, const char *const *oids)
{
  g_autoptr (CERTIFICATEPOLICIES) policies =
    X509_get_ext_d2i (certificate, NID_certificate_policies, NULL, NULL);

  for (int i = 0; policies != NULL && i < sk_POLICYINFO_num (policies); i++)
    if (is_one_of (sk_POLICYINFO_value (policies, i)->policyid, oids))
      return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): is the key of @certificate too short? */
static YyqPdfCheck *
check_strength (X509 *certificate, const YyqTrustPolicy *policy)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  int bits = key != NULL ? EVP_PKEY_get_bits (key) : 0;
  gboolean rsa = key != NULL && (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS"));
  gboolean ec = key != NULL && (EVP_PKEY_is_a (key, "EC") || EVP_PKEY_is_a (key, "SM2"));
  int least = rsa  ? (int) MAX (policy->min_rsa_bits, MIN_RSA_BITS)
              : ec ? (int) MAX (policy->min_ec_bits, MIN_EC_BITS)
                   : 0;

  if (key != NULL && bits >= least)
    return NULL;
  return yyq_pdf_check_new_indicated (
    YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
    "a key of %d bits is too short: %d are demanded", bits, least);
}

YyqPdfCheck *
yyq_trust_check_policy (YyqX509Stack *chain, const YyqTrustPolicy *policy)
{
  X509 *certificate = sk_X509_value (chain, 0);
  YyqPdfCheck *weak = NULL;

  if ((X509_get_key_usage (certificate) & policy->key_usage) != policy->key_usage)
    return unfit ("the certificate lacks a key usage that is demanded below its root");
  if (policy->extended_key_usages != NULL &&
      !has_extended_usage (certificate, policy->extended_key_usages))
    return unfit ("the certificate lacks an extended key usage that is demanded below its root");
  if (policy->certificate_policies != NULL &&
      !has_certificate_policy (certificate, policy->certificate_policies))
    return unfit ("the certificate was not issued under a policy that is demanded below its root");
  for (int i = 0; i < sk_X509_num (chain) && weak == NULL; i++)
    weak = check_strength (sk_X509_value (chain, i), policy);
  ERR_clear_error ();
  return weak;
}
