/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-signing-certificate.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <time.h>

#include "yyq-service-error.h"
#include "yyq-ukey-proof.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

static X509 *
parse (GBytes *der)
{
  gsize length;
  const guchar *data = g_bytes_get_data (der, &length);
  const guchar *at = data;
  X509 *certificate = d2i_X509 (NULL, &at, (long) length);

  if (certificate != NULL && at != data + length)
    g_clear_pointer (&certificate, X509_free);
  return certificate;
}

static gboolean
refuse (GError **error, YyqServiceError code, const char *why)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, why);
  return FALSE;
}

static gboolean
check_dates (X509 *certificate, gint64 now_ms, GError **error)
{
  time_t now = (time_t) (now_ms / 1000);

  if (X509_cmp_time (X509_get0_notBefore (certificate), &now) > 0)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_EXPIRED, "not valid yet");
  if (X509_cmp_time (X509_get0_notAfter (certificate), &now) < 0)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_EXPIRED, "expired");
  return TRUE;
}

static gboolean
check_usage (X509 *certificate, GError **error)
{
  guint32 usage = X509_get_key_usage (certificate); /* all bits when there is no such extension */

  if (X509_check_ca (certificate) == 1)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_USAGE, "a CA's certificate");
  if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_USAGE, "not for signatures");
  return TRUE;
}

static gboolean
check_chain (GBytes *der, YyqTrust *trust, gint64 now_ms, GError **error)
{
  const YyqTrustQuestion question = { .purpose = YYQ_TRUST_SIGNER, .at = now_ms };
  YyqRevocation revocation = { 0 };
  g_autoptr (YyqPdfCheck) check = yyq_trust_check_chain (trust, der, &question, &revocation);

  if (check->state == YYQ_PDF_CHECK_GOOD)
    return TRUE;
  /* A suspended one cannot sign either, and nobody knows for how long. */
  if (check->indication == YYQ_PDF_INDICATION_REVOKED ||
      revocation.state == YYQ_REVOCATION_SUSPENDED)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_REVOKED, check->reason);
  if (check->indication == YYQ_PDF_INDICATION_TRY_LATER)
    return refuse (error, YYQ_SERVICE_ERROR_REVOCATION_UNKNOWN, check->reason);
  if (check->indication == YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE ||
      check->indication == YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_USAGE, check->reason);
  return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_UNTRUSTED,
                 check->reason == NULL ? "no trusted issuer" : check->reason);
}

gboolean
yyq_signing_certificate_check_trust (GBytes *der, YyqTrust *trust, gint64 now_ms, GError **error)
{
  g_autoptr (X509) certificate = parse (der);

  if (certificate == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID, "/certificate: no X.509 certificate");
  return check_dates (certificate, now_ms, error) && check_usage (certificate, error) &&
         check_chain (der, trust, now_ms, error);
}

gboolean
yyq_signing_certificate_check_name (GBytes *der, const char *uscc, const char *name, gint64 now_ms,
                                    GError **error)
{
  g_autoptr (X509) certificate = parse (der);

  if (certificate == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID, "/certificate: no X.509 certificate");
  if (!check_dates (certificate, now_ms, error) || !check_usage (certificate, error))
    return FALSE;
  if (!yyq_ukey_proof_names_company (der, uscc, name))
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_FOREIGN, "names another company");
  return TRUE;
}
