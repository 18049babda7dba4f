/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-page-count.h"

#include "yyq-qpdf.h"

guint
yyq_pdf_page_count (GBytes *pdf, GError **error)
{
  g_auto (qpdf_data) qpdf = yyq_qpdf_open (pdf, FALSE, error);

  return qpdf != NULL ? (guint) qpdf_get_num_pages (qpdf) : 0;
}
