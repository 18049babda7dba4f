/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-service-error.h"

#include "yyq-error.h"

G_DEFINE_QUARK (yyq_service_error_quark, yyq_service_error)

const char *
yyq_service_error_get_code (const GError *error)
{
  if (error->domain == YYQ_SERVICE_ERROR && error->code >= 0 && error->code < (int) yyq_n_problems)
    return yyq_problems[error->code].code;
  if (error->domain == YYQ_RULE_ERROR)
    return "not-in-this-state";
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
