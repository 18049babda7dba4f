/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-revision.h"

#include "yyq-qpdf.h"

gboolean
yyq_pdf_revision_open (YyqPdfRevision *self, GBytes *pdf, gsize end, GError **error)
{
  g_autoptr (GBytes) prefix = g_bytes_new_from_bytes (pdf, 0, end);

  self->end = end;
  self->qpdf = yyq_qpdf_open (prefix, FALSE, error);
  return self->qpdf != NULL;
}

void
yyq_pdf_revision_clear (YyqPdfRevision *self)
{
  yyq_qpdf_free (g_steal_pointer (&self->qpdf));
  g_clear_pointer (&self->fields, g_ptr_array_unref);
}
