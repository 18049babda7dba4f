/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-step.h"

/* What one update of a contract brings: exactly one of these. */
static gboolean
is_of_contract (YyqPdfLater later)
{
  return later == YYQ_PDF_LATER_SIGNATURE || later == YYQ_PDF_LATER_TIMESTAMP ||
         later == YYQ_PDF_LATER_STORE;
}

static const char *
find_loose (const YyqPdfTail *tail, const YyqPdfDifference *difference)
{
  if (tail->loose != NULL)
    return tail->loose;
  return is_of_contract (difference->later)
           ? NULL
           : "an update that is more than one signature, time stamp or security store";
}

void
yyq_pdf_step_init (YyqPdfStep *self, GBytes *pdf, gsize from, gsize to, YyqPdfXref *xref)
{
  yyq_pdf_tail_init (&self->tail);
  if (xref != NULL)
    self->problem = yyq_pdf_tail_read (&self->tail, pdf, from, to, xref);
  else
    self->doubt = "the cross-reference of the signed revision cannot be read";
}

const YyqPdfTail *
yyq_pdf_step_get_tail (const YyqPdfStep *self)
{
  return self->tail.xref != NULL ? &self->tail : NULL;
}

void
yyq_pdf_step_compare (YyqPdfStep *self, const YyqPdfRevision *earlier, const YyqPdfRevision *later)
{
  g_auto (YyqPdfDifference) difference = { 0 };
  g_autoptr (GStrvBuilder) changes = g_strv_builder_new ();

  yyq_pdf_difference_init (&difference, earlier, later, yyq_pdf_step_get_tail (self));
  if (self->problem != NULL)
    g_strv_builder_add (changes, self->problem);
  g_strv_builder_addv (changes, (const char **) difference.changes);
  if (difference.damaged && self->doubt == NULL)
    self->doubt = "the file is damaged: programs may show it in different ways";
  self->changes = g_strv_builder_end (changes);
  self->later = difference.later;
  self->places = g_steal_pointer (&difference.places);
  self->loose = self->problem != NULL ? self->problem
                : self->doubt != NULL ? self->doubt
                                      : find_loose (&self->tail, &difference);
}

void
yyq_pdf_step_clear (YyqPdfStep *self)
{
  yyq_pdf_tail_clear (&self->tail);
  g_clear_pointer (&self->changes, g_strfreev);
  g_clear_pointer (&self->places, g_ptr_array_unref);
}
