/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-service-error.h"

#include "yyq-error.h"

G_DEFINE_QUARK (yyq_service_error_quark, yyq_service_error)

static const char *const codes[] = {
  [YYQ_SERVICE_ERROR_INTERNAL] = "internal",
  [YYQ_SERVICE_ERROR_UNAUTHENTICATED] = "unauthenticated",
  [YYQ_SERVICE_ERROR_CREDENTIALS] = "credentials",
  [YYQ_SERVICE_ERROR_LOCKED] = "locked",
  [YYQ_SERVICE_ERROR_FORBIDDEN] = "forbidden",
  [YYQ_SERVICE_ERROR_NOT_FOUND] = "not-found",
  [YYQ_SERVICE_ERROR_CONFLICT] = "conflict",
  [YYQ_SERVICE_ERROR_REVISION_MOVED] = "revision-moved",
  [YYQ_SERVICE_ERROR_CONTRACT_WITHDRAWN] = "contract-withdrawn",
  [YYQ_SERVICE_ERROR_LEASED] = "leased",
  [YYQ_SERVICE_ERROR_LEASE_OVER] = "lease-over",
  [YYQ_SERVICE_ERROR_INVALID] = "invalid",
  [YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND] = "certificate-unbound",
  [YYQ_SERVICE_ERROR_CERTIFICATE_FOREIGN] = "certificate-foreign",
  [YYQ_SERVICE_ERROR_CERTIFICATE_EXPIRED] = "certificate-expired",
  [YYQ_SERVICE_ERROR_CERTIFICATE_USAGE] = "certificate-usage",
  [YYQ_SERVICE_ERROR_CERTIFICATE_REVOKED] = "certificate-revoked",
  [YYQ_SERVICE_ERROR_CERTIFICATE_UNTRUSTED] = "certificate-untrusted",
  [YYQ_SERVICE_ERROR_REVOCATION_UNKNOWN] = "revocation-unknown",
  [YYQ_SERVICE_ERROR_SEAL_FOREIGN] = "seal-foreign",
  [YYQ_SERVICE_ERROR_SEAL_ALTERED] = "seal-altered",
  [YYQ_SERVICE_ERROR_CLIENT_OUTDATED] = "client-outdated",
  [YYQ_SERVICE_ERROR_SIGNATURE_REJECTED] = "signature-rejected",
  [YYQ_SERVICE_ERROR_TIMESTAMP_UNAVAILABLE] = "timestamp-unavailable",
  [YYQ_SERVICE_ERROR_RATE_LIMITED] = "rate-limited",
  [YYQ_SERVICE_ERROR_TOO_LARGE] = "too-large",
  [YYQ_SERVICE_ERROR_BUSY] = "busy",
};

const char *
yyq_service_error_get_code (const GError *error)
{
  if (error->domain == YYQ_SERVICE_ERROR && error->code >= 0 &&
      error->code < (int) G_N_ELEMENTS (codes))
    return codes[error->code];
  if (error->domain == YYQ_WIRE_ERROR)
    return "invalid";
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXISTS))
    return "conflict";
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND))
    return "not-found";
  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY))
    return "busy";
  if (g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP))
    return "timestamp-unavailable";
  return "internal";
}
