/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-limits.h"

#include "yyq-error.h"
#include "yyq-pdf-bomb.h"
#include "yyq-pdf-overfull.h"

/* As for signing; each party of a contract adds some 30 KB. */
#define MAX_FILE (64 * 1024 * 1024)

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, message);
  return FALSE;
}

gboolean
yyq_pdf_check_limits (GBytes *pdf, GError **error)
{
  gsize length = g_bytes_get_size (pdf);

  if (length == 0) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF, "the file is empty");
    return FALSE;
  }
  if (length > MAX_FILE)
    return refuse (error, "the file is too large");
  if (yyq_pdf_is_bomb (pdf))
    return refuse (error, "a stream unpacks to too many bytes");
  if (yyq_pdf_is_overfull (pdf))
    return refuse (error, "too many objects, or too long lists");
  return TRUE;
}
