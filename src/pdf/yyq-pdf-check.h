/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_PDF_CHECK_GOOD,
  YYQ_PDF_CHECK_BAD,
  YYQ_PDF_CHECK_UNKNOWN, /* cannot be decided: no trust given, or proof is missing */
} YyqPdfCheckState;

/* One question that was put to a signature, and why the answer is not GOOD. */
typedef struct {
  YyqPdfCheckState state;
  char *reason; /* (nullable): English, for logs and details pages */
} YyqPdfCheck;

YyqPdfCheck *yyq_pdf_check_new (YyqPdfCheckState state, const char *format, ...) G_GNUC_PRINTF (2, 3);
void yyq_pdf_check_free (YyqPdfCheck *self);

/* "good", "bad", "unknown" */
const char *yyq_pdf_check_state_to_string (YyqPdfCheckState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfCheck, yyq_pdf_check_free)

G_END_DECLS
