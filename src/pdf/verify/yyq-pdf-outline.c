/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-outline.h"

void
yyq_pdf_outline_begin (YyqPdfOutline *self, YyqPdfComparison *comparison, qpdf_oh b)
{
  if (!yyq_pdf_comparison_is_written_again (comparison, b))
    self->targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->n_paths = comparison->n_paths;
  self->around = comparison->outline;
  comparison->outline = self;
}

void
yyq_pdf_outline_end (YyqPdfOutline *self, YyqPdfComparison *comparison, qpdf_oh b)
{
  comparison->outline = self->around;
  if (self->targets != NULL && self->n_paths == comparison->n_paths)
    yyq_pdf_xref_note_targets (comparison->tail->xref,
                               (guint64) qpdf_oh_get_object_id (comparison->b, b),
                               (guint64) qpdf_oh_get_generation (comparison->b, b), self->targets);
}

void
yyq_pdf_outline_clear (YyqPdfOutline *self)
{
  g_clear_pointer (&self->targets, g_array_unref);
}

void
yyq_pdf_outline_give_up (YyqPdfComparison *comparison)
{
  if (comparison->outline != NULL)
    g_clear_pointer (&comparison->outline->targets, g_array_unref);
}

void
yyq_pdf_outline_meet (YyqPdfComparison *comparison, qpdf_oh b, YyqPdfRole role)
{
  gint64 key;

  if (comparison->outline == NULL || comparison->outline->targets == NULL)
    return;
  /* What may differ there depends on who signs: it is to be looked at each time. */
  if (role != YYQ_PDF_ROLE_FIXED) {
    yyq_pdf_outline_give_up (comparison);
    return;
  }
  if (!qpdf_oh_is_indirect (comparison->b, b))
    return;
  key = yyq_pdf_comparison_key_of (comparison->b, b);
  g_array_append_val (comparison->outline->targets, key);
}

static gboolean
is_written (const YyqPdfComparison *comparison, gint64 key)
{
  return yyq_pdf_tail_defines (comparison->tail, (guint64) key >> 16);
}

/* (transfer none) (nullable) */
static const GArray *
find_targets (const YyqPdfComparison *comparison, gint64 key)
{
  if (comparison->tail == NULL || is_written (comparison, key))
    return NULL;
  return yyq_pdf_xref_get_targets (comparison->tail->xref, (guint64) key >> 16,
                                   (guint64) key & 0xffff);
}

static gboolean
is_leaf (const YyqPdfComparison *comparison, gint64 key)
{
  const GArray *targets = find_targets (comparison, key);

  return targets != NULL && targets->len == 0;
}

static gboolean
is_settled (const YyqPdfComparison *comparison, gint64 key)
{
  gpointer role;

  if (!g_hash_table_lookup_extended (comparison->seen, &key, NULL, &role))
    return is_leaf (comparison, key);
  return GPOINTER_TO_UINT (role) == YYQ_PDF_ROLE_FIXED || !is_written (comparison, key);
}

gboolean
yyq_pdf_outline_leads_nowhere_new (YyqPdfComparison *comparison, qpdf_oh b)
{
  const GArray *targets = find_targets (comparison, yyq_pdf_comparison_key_of (comparison->b, b));

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    if (!is_settled (comparison, g_array_index (targets, gint64, i)))
      return FALSE;
  return targets != NULL;
}

gboolean
yyq_pdf_outline_is_leaf (YyqPdfComparison *comparison, qpdf_oh b)
{
  return is_leaf (comparison, yyq_pdf_comparison_key_of (comparison->b, b));
}
