/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-check.h"

YyqPdfCheck *
yyq_pdf_check_new (YyqPdfCheckState state,
                   const char *format,
                   ...)
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
