/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-next-revision.h"

#include "yyq-pdf-field-list.h"
#include "yyq-pdf-limits.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-step.h"
#include "yyq-pdf-verify.h"
#include "yyq-qpdf.h"

static gboolean
refuse (GError **error, YyqPdfError code, const char *message)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, (int) code, message);
  return FALSE;
}

/* What an approval of a party says of itself, ISO 32000-2 table 255. Whatever else is there could
 * be shown or act. */
static const struct {
  const char *key;
  enum qpdf_object_type_e type;
} signature_keys[] = {
  { "/Type", ot_name },          { "/Filter", ot_name },   { "/SubFilter", ot_name },
  { "/Name", ot_string },        { "/Reason", ot_string }, { "/Location", ot_string },
  { "/ContactInfo", ot_string }, { "/M", ot_string },      { "/ByteRange", ot_array },
  { "/Contents", ot_string },
};

static gboolean
may_stand (qpdf_data qpdf, qpdf_oh signature, const char *key)
{
  qpdf_oh value = qpdf_oh_get_key (qpdf, signature, key);

  for (guint i = 0; i < G_N_ELEMENTS (signature_keys); i++)
    if (g_str_equal (signature_keys[i].key, key))
      return qpdf_oh_get_type_code (qpdf, value) == signature_keys[i].type &&
             !qpdf_oh_is_indirect (qpdf, value);
  return FALSE;
}

static gboolean
check_signature_keys (qpdf_data qpdf, const YyqPdfSignatureField *field, GError **error)
{
  qpdf_oh owner = qpdf_get_object_by_id (qpdf, field->field_id, 0);
  qpdf_oh signature = qpdf_oh_get_key_if_dict (qpdf, owner, "/V");
  g_auto (GStrv) keys =
    qpdf_oh_is_dictionary (qpdf, signature) ? yyq_qpdf_list_keys (qpdf, signature) : NULL;

  if (keys == NULL)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "no signature dictionary");
  for (char **key = keys; *key != NULL; key++)
    if (!may_stand (qpdf, signature, *key)) {
      g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE,
                   "the signature dictionary has a key that it must not have: %s", *key);
      return FALSE;
    }
  return TRUE;
}

/* The step is of the profile `contract`, and brings one signature. */
static gboolean
check_step (GBytes *whole, const YyqPdfRevision *before, const YyqPdfRevision *after,
            GError **error)
{
  const char *problem = NULL;
  g_autoptr (YyqPdfXref) xref = yyq_pdf_xref_read (whole, before->end, &problem);
  g_auto (YyqPdfStep) step = { 0 };

  if (xref == NULL)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, problem);
  yyq_pdf_step_init (&step, whole, before->end, after->end, xref);
  yyq_pdf_step_compare (&step, before, after);
  if (step.changes[0] != NULL) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE,
                 "changes more than the signature: %s", step.changes[0]);
    return FALSE;
  }
  if (step.later != YYQ_PDF_LATER_SIGNATURE)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "brings more than a signature");
  return step.loose == NULL || refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, step.loose);
}

/* Only @field was signed. */
static gboolean
check_only_field (const YyqPdfRevision *before, const YyqPdfRevision *after, const char *name,
                  GError **error)
{
  const YyqPdfSignatureField *was =
    before->fields != NULL ? yyq_pdf_field_list_find (before->fields, name) : NULL;
  const YyqPdfSignatureField *is =
    after->fields != NULL ? yyq_pdf_field_list_find (after->fields, name) : NULL;

  if (was == NULL)
    return refuse (error, YYQ_PDF_ERROR_NO_FIELD, "no such signature field");
  if (!was->empty)
    return refuse (error, YYQ_PDF_ERROR_FIELD_SIGNED, "the field is signed already");
  if (is == NULL || is->empty ||
      yyq_pdf_field_list_count_signed (after->fields) !=
        yyq_pdf_field_list_count_signed (before->fields) + 1)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "the field is not signed, or others are");
  return check_signature_keys (after->qpdf, is, error);
}

static gboolean
check_verdict (const YyqPdfSignatureReport *signature, gsize length, gboolean with_chain,
               GError **error)
{
  const YyqPdfCheck *checks[] = { signature->integrity, signature->coverage,
                                  with_chain ? signature->chain : NULL };

  if (signature->revision_length != length)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE,
                   "the signature does not cover the whole file");
  /* Older kinds do not tie the signature to one certificate: they are read, but no contract takes
   * them. */
  if (!g_str_equal (signature->subfilter, "ETSI.CAdES.detached"))
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE,
                   "the signature is not of the kind that PAdES has");
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i] != NULL && checks[i]->state != YYQ_PDF_CHECK_GOOD)
      return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE,
                     checks[i]->reason != NULL ? checks[i]->reason : "not good");
  return TRUE;
}

static gboolean
open_with_fields (YyqPdfRevision *self, GBytes *pdf, GError **error)
{
  if (!yyq_pdf_revision_open (self, pdf, g_bytes_get_size (pdf), error))
    return FALSE;
  self->fields = yyq_pdf_field_list_read (self->qpdf);
  return TRUE;
}

static gboolean
check_tail (GBytes *tail, GError **error)
{
  return g_bytes_get_size (tail) <= YYQ_PDF_MAX_TAIL ||
         refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "the signature adds too many bytes");
}

gboolean
yyq_pdf_check_next_revision (GBytes *base, GBytes *tail, const char *field, YyqTrust *trust,
                             GError **error)
{
  g_autoptr (GBytes) whole = yyq_pdf_join (base, tail);
  g_auto (YyqPdfRevision) before = { 0 };
  g_auto (YyqPdfRevision) after = { 0 };
  g_autoptr (YyqPdfReport) report = NULL;
  const YyqPdfSignatureReport *signature;

  if (!check_tail (tail, error) || !yyq_pdf_check_limits (whole, error) ||
      !open_with_fields (&before, base, error) || !open_with_fields (&after, whole, error) ||
      !check_only_field (&before, &after, field, error) ||
      !check_step (whole, &before, &after, error))
    return FALSE;
  report = yyq_pdf_verify (whole, trust, error);
  if (report == NULL)
    return FALSE;
  signature = yyq_pdf_report_find (report, field);
  if (report->problem != NULL || signature == NULL || signature->document_timestamp)
    return refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE,
                   report->problem != NULL ? report->problem : "no signature");
  return check_verdict (signature, g_bytes_get_size (whole), trust != NULL, error);
}
