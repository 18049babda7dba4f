/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-check.h"

YyqPdfCheck *
yyq_pdf_check_new (YyqPdfCheckState state, const char *format, ...)
{
  YyqPdfCheck *self = g_new0 (YyqPdfCheck, 1);
  va_list arguments;

  self->state = state;
  if (format != NULL) {
    va_start (arguments, format);
    self->reason = g_strdup_vprintf (format, arguments);
    va_end (arguments);
  }
  return self;
}

YyqPdfCheck *
yyq_pdf_check_new_indicated (YyqPdfCheckState state, YyqPdfIndication indication,
                             const char *format, ...)
{
  YyqPdfCheck *self = yyq_pdf_check_new (state, NULL);
  va_list arguments;

  self->indication = indication;
  va_start (arguments, format);
  self->reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return self;
}

YyqPdfCheck *
yyq_pdf_check_copy (const YyqPdfCheck *self)
{
  YyqPdfCheck *copy = g_memdup2 (self, sizeof *self);

  copy->reason = g_strdup (self->reason);
  return copy;
}

void
yyq_pdf_check_free (YyqPdfCheck *self)
{
  if (self == NULL)
    return;

  g_free (self->reason);
  g_free (self);
}

const char *
yyq_pdf_check_state_to_string (YyqPdfCheckState state)
{
  switch (state) {
  case YYQ_PDF_CHECK_GOOD:
    return "good";
  case YYQ_PDF_CHECK_BAD:
    return "bad";
  case YYQ_PDF_CHECK_UNKNOWN:
    return "unknown";
  default:
    g_return_val_if_reached ("unknown");
  }
}

const char *
yyq_pdf_indication_to_string (YyqPdfIndication indication)
{
  static const char *const words[] = {
    [YYQ_PDF_INDICATION_NONE] = NULL,
    [YYQ_PDF_INDICATION_FORMAT_FAILURE] = "FORMAT_FAILURE",
    [YYQ_PDF_INDICATION_HASH_FAILURE] = "HASH_FAILURE",
    [YYQ_PDF_INDICATION_SIG_CRYPTO_FAILURE] = "SIG_CRYPTO_FAILURE",
    [YYQ_PDF_INDICATION_REVOKED] = "REVOKED",
    [YYQ_PDF_INDICATION_NOT_YET_VALID] = "NOT_YET_VALID",
    [YYQ_PDF_INDICATION_SIG_CONSTRAINTS_FAILURE] = "SIG_CONSTRAINTS_FAILURE",
    [YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE] = "CHAIN_CONSTRAINTS_FAILURE",
    [YYQ_PDF_INDICATION_CERTIFICATE_CHAIN_GENERAL_FAILURE] = "CERTIFICATE_CHAIN_GENERAL_FAILURE",
    [YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE] = "CRYPTO_CONSTRAINTS_FAILURE",
    [YYQ_PDF_INDICATION_TIMESTAMP_ORDER_FAILURE] = "TIMESTAMP_ORDER_FAILURE",
    [YYQ_PDF_INDICATION_NO_SIGNING_CERTIFICATE_FOUND] = "NO_SIGNING_CERTIFICATE_FOUND",
    [YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND] = "NO_CERTIFICATE_CHAIN_FOUND",
    [YYQ_PDF_INDICATION_REVOKED_NO_POE] = "REVOKED_NO_POE",
    [YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE] = "OUT_OF_BOUNDS_NO_POE",
    [YYQ_PDF_INDICATION_NO_POE] = "NO_POE",
    [YYQ_PDF_INDICATION_TRY_LATER] = "TRY_LATER",
  };

  g_return_val_if_fail ((gsize) indication < G_N_ELEMENTS (words), NULL);
  return words[indication];
}
