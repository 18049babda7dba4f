/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-normalize.h"

#include <string.h>

#include "yyq-pdf-incremental.h"
#include "yyq-pdf-limits.h"
#include "yyq-pdf-scan.h"
#include "yyq-pdf-weight.h"
#include "yyq-qpdf.h"

/* ISO 32000-1 annex H.3: readers accept the header anywhere in the first kilobyte. */
#define HEAD_WINDOW 1024

static gboolean
has_header (const char *data, gsize length)
{
  return g_strstr_len (data, (gssize) MIN (length, HEAD_WINDOW), "%PDF-") != NULL;
}

static gboolean
check_size (GBytes *upload, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (upload, &length);

  if (length > YYQ_PDF_MAX_UPLOAD) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE,
                 "%" G_GSIZE_FORMAT " bytes, %d are allowed", length, YYQ_PDF_MAX_UPLOAD);
    return FALSE;
  }
  if (length == 0 || !has_header (data, length)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF, "no PDF header");
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_content (qpdf_data qpdf, GError **error)
{
  YyqPdfScan found;

  if (!yyq_pdf_scan (qpdf, &found, error) || !yyq_pdf_check_weight (qpdf, error))
    return FALSE;
  if (found & YYQ_PDF_SCAN_SIGNED) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_SIGNED_ALREADY,
                         "the document is signed");
    return FALSE;
  }
  if (found & YYQ_PDF_SCAN_ACTIVE) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_ACTIVE_CONTENT,
                         "the document holds scripts, XFA or actions");
    return FALSE;
  }
  return TRUE;
}

GBytes *
yyq_pdf_normalize (GBytes *upload, GError **error)
{
  g_auto (qpdf_data) qpdf = NULL;
  g_autoptr (GBytes) clean = NULL;
  g_autoptr (YyqPdfIncremental) reopened = NULL;

  if (!check_size (upload, error))
    return NULL;
  qpdf = yyq_qpdf_open (upload, TRUE, error);
  if (qpdf == NULL)
    return NULL;
  if (qpdf_get_num_pages (qpdf) > YYQ_PDF_MAX_PAGES) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d pages",
                 YYQ_PDF_MAX_PAGES);
    return NULL;
  }
  clean = yyq_qpdf_write (qpdf, error);
  if (clean == NULL)
    return NULL;
  /* What cannot be signed or verified later is better refused now. */
  if (!yyq_pdf_check_limits (clean, error))
    return NULL;
  reopened = yyq_pdf_incremental_open (clean, error);
  if (reopened == NULL || !check_content (yyq_pdf_incremental_get_qpdf (reopened), error))
    return NULL;
  return g_steal_pointer (&clean);
}
