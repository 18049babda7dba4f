/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_PDF_CHECK_GOOD,
  YYQ_PDF_CHECK_BAD,
  YYQ_PDF_CHECK_UNKNOWN, /* cannot be decided: no trust given, or proof is missing */
} YyqPdfCheckState;

/* The same for a program, in the words of ETSI EN 319 102-1 §5.1.3, tables 5 and 6. */
typedef enum {
  YYQ_PDF_INDICATION_NONE,
  /* BAD: "TOTAL-FAILED" there */
  YYQ_PDF_INDICATION_FORMAT_FAILURE,
  YYQ_PDF_INDICATION_HASH_FAILURE,
  YYQ_PDF_INDICATION_SIG_CRYPTO_FAILURE,
  YYQ_PDF_INDICATION_REVOKED,
  YYQ_PDF_INDICATION_NOT_YET_VALID,
  /* UNKNOWN: "INDETERMINATE" there */
  YYQ_PDF_INDICATION_SIG_CONSTRAINTS_FAILURE,
  YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE,
  YYQ_PDF_INDICATION_CERTIFICATE_CHAIN_GENERAL_FAILURE,
  YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
  YYQ_PDF_INDICATION_TIMESTAMP_ORDER_FAILURE,
  YYQ_PDF_INDICATION_NO_SIGNING_CERTIFICATE_FOUND,
  YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND,
  YYQ_PDF_INDICATION_REVOKED_NO_POE,
  YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE,
  YYQ_PDF_INDICATION_NO_POE,
  YYQ_PDF_INDICATION_TRY_LATER,
} YyqPdfIndication;

/* One question that was put to a signature, and why the answer is not GOOD. */
typedef struct {
  YyqPdfCheckState state;
  YyqPdfIndication indication;
  char *reason; /* (nullable): English, for logs and details pages */
} YyqPdfCheck;

YyqPdfCheck *yyq_pdf_check_new (YyqPdfCheckState state, const char *format, ...)
  G_GNUC_PRINTF (2, 3);
YyqPdfCheck *yyq_pdf_check_new_indicated (YyqPdfCheckState state, YyqPdfIndication indication,
                                          const char *format, ...) G_GNUC_PRINTF (3, 4);
YyqPdfCheck *yyq_pdf_check_copy (const YyqPdfCheck *self);
void yyq_pdf_check_free (YyqPdfCheck *self);

/* "good", "bad", "unknown" */
const char *yyq_pdf_check_state_to_string (YyqPdfCheckState state);

/* (nullable): "HASH_FAILURE", ...; NULL for NONE. */
const char *yyq_pdf_indication_to_string (YyqPdfIndication indication);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfCheck, yyq_pdf_check_free)

G_END_DECLS
