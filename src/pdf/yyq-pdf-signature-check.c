/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-signature-check.h"

#include "yyq-clock.h"
#include "yyq-cms.h"
#include "yyq-tsp.h"

static void
cut_parts (GBytes *pdf, const YyqPdfSignatureField *field, GBytes *parts[2])
{
  parts[0] = g_bytes_new_from_bytes (pdf, 0, field->range[1]);
  parts[1] = g_bytes_new_from_bytes (pdf, field->range[2], field->range[3]);
}

static YyqTrustQuestion
what_the_file_brings (const YyqPdfProof *proof)
{
  return (YyqTrustQuestion){
    .proven_at = proof->proven_at,
    .certificates = proof->store->certificates,
    .revocation = proof->store->revocation,
  };
}

static void
set_level (YyqPdfSignatureReport *report, const char *level)
{
  g_free (report->level);
  report->level = g_strdup (level);
}

static void
judge_timestamp_field (const YyqPdfSignatureField *field, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  const YyqTrustQuestion known = what_the_file_brings (proof);
  g_autoptr (YyqTimestamp) stamp = NULL;
  GBytes *parts[2];

  cut_parts (proof->pdf, field, parts);
  stamp = yyq_tsp_verify (field->contents, parts, 2, proof->trust, &known);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
  report->integrity = g_steal_pointer (&stamp->integrity);
  report->chain = g_steal_pointer (&stamp->chain);
  report->timestamped = report->integrity->state == YYQ_PDF_CHECK_GOOD && report->chain->state == YYQ_PDF_CHECK_GOOD;
  report->signed_at = stamp->at;
  report->certificate = g_steal_pointer (&stamp->certificate);
  report->signer = g_steal_pointer (&stamp->signer);
  report->revocation = stamp->revocation;
  if (report->timestamped)
    set_level (report, "DTS");
}

/* The time to judge the chain at, and whether it is proven. A bad time stamp makes the chain bad. */
static gboolean
judge_time (YyqCmsSignature *cms, const YyqPdfSignatureField *field, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  const YyqTrustQuestion known = what_the_file_brings (proof);
  g_autoptr (YyqTimestamp) stamp = NULL;

  report->signed_at = field->claimed_at;
  report->has_timestamp = cms->timestamp != NULL;
  if (cms->timestamp == NULL)
    return TRUE;
  stamp = yyq_tsp_verify (cms->timestamp, &cms->signature, 1, proof->trust, &known);
  if (stamp->integrity->state == YYQ_PDF_CHECK_BAD || stamp->chain->state == YYQ_PDF_CHECK_BAD) {
    const char *reason = stamp->integrity->state == YYQ_PDF_CHECK_BAD ? stamp->integrity->reason : stamp->chain->reason;

    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "time stamp: %s", reason);
    return FALSE;
  }
  report->timestamped = yyq_timestamp_is_good (stamp);
  if (report->timestamped)
    report->signed_at = stamp->at;
  return TRUE;
}

static void
judge_chain (YyqCmsSignature *cms, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  g_autoptr (GPtrArray) extra = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  YyqTrustQuestion question = what_the_file_brings (proof);

  for (guint i = 0; i < cms->certificates->len; i++)
    g_ptr_array_add (extra, g_bytes_ref (g_ptr_array_index (cms->certificates, i)));
  for (guint i = 0; i < proof->store->certificates->len; i++)
    g_ptr_array_add (extra, g_bytes_ref (g_ptr_array_index (proof->store->certificates, i)));
  question.purpose = YYQ_TRUST_SIGNER;
  question.certificates = extra;
  if (report->timestamped)
    question.proven_at = report->signed_at;
  question.at = question.proven_at != 0 ? question.proven_at : yyq_clock_now ();
  report->chain = yyq_trust_check_chain (proof->trust, cms->certificate, &question, &report->revocation);
  if (report->chain->state == YYQ_PDF_CHECK_GOOD && report->has_timestamp && question.proven_at == 0) {
    yyq_pdf_check_free (report->chain);
    report->chain = yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_NO_POE, "time stamp: it does not prove when this was signed");
  }
  if (report->chain->state == YYQ_PDF_CHECK_GOOD)
    set_level (report, !report->timestamped                                                                                             ? "B-B"
                       : report->revocation.state == YYQ_REVOCATION_GOOD && yyq_revocation_data_get_size (proof->store->revocation) > 0 ? "B-LT"
                                                                                                                                        : "B-T");
}

static void
judge_signature (const YyqPdfSignatureField *field, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  g_autoptr (YyqCmsSignature) cms = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *parts[2];

  cut_parts (proof->pdf, field, parts);
  cms = yyq_cms_verify (field->contents, parts, 2, &error);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
  if (cms == NULL) {
    report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", error->message);
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
    return;
  }
  report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  report->certificate = g_bytes_ref (cms->certificate);
  report->signer = g_strdup (cms->signer);
  if (judge_time (cms, field, proof, report))
    judge_chain (cms, proof, report);
}

void
yyq_pdf_signature_check (const YyqPdfSignatureField *field, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  if (report->document_timestamp)
    judge_timestamp_field (field, proof, report);
  else
    judge_signature (field, proof, report);
}
