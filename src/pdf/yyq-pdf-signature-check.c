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

/* (transfer full) (nullable): one DER element of @contents; NULL when something but zeros is behind it. */
static GBytes *
take_der (GBytes *contents)
{
  gsize n;
  const guint8 *bytes = g_bytes_get_data (contents, &n);
  gsize header = 2;
  gsize length;

  if (n < 2)
    return NULL;
  length = bytes[1];
  if (length > 0x80) {
    guint count = bytes[1] & 0x7f;

    if (count > 4 || n < 2 + count)
      return NULL;
    length = 0;
    for (guint i = 0; i < count; i++)
      length = length << 8 | bytes[2 + i];
    header += count;
  }
  if (length > n - header)
    return NULL;
  for (gsize i = header + length; i < n; i++)
    if (bytes[i] != 0)
      return NULL;
  return g_bytes_new_from_bytes (contents, 0, header + length);
}

static void
judge_timestamp_field (const YyqPdfSignatureField *field, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  g_autoptr (GBytes) token = take_der (field->contents);
  g_autoptr (YyqCmsSignature) cms = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *parts[2];
  gint64 at = 0;

  if (token == NULL || (cms = yyq_cms_verify_token (token, &error)) == NULL) {
    report->integrity = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", error != NULL ? error->message : "no time stamp");
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
    return;
  }
  cut_parts (proof->pdf, field, parts);
  report->chain = yyq_tsp_verify (token, parts, 2, proof->trust, proof->store->certificates, proof->store->crls, &at);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
  report->integrity = report->chain->state == YYQ_PDF_CHECK_BAD
                        ? yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", report->chain->reason)
                        : yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  report->timestamped = report->chain->state == YYQ_PDF_CHECK_GOOD;
  report->signed_at = at;
  report->certificate = g_bytes_ref (cms->certificate);
  report->signer = g_strdup (cms->signer);
  if (report->timestamped) {
    g_free (report->level);
    report->level = g_strdup ("DTS");
  }
}

/* The time to judge the chain at, and whether it is proven. A bad time stamp makes the chain bad. */
static gboolean
judge_time (YyqCmsSignature *cms, const YyqPdfSignatureField *field, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  g_autoptr (YyqPdfCheck) stamp = NULL;
  gint64 at = 0;

  report->signed_at = field->claimed_at;
  report->has_timestamp = cms->timestamp != NULL;
  if (cms->timestamp == NULL)
    return TRUE;
  stamp = yyq_tsp_verify (cms->timestamp, &cms->signature, 1, proof->trust, proof->store->certificates, proof->store->crls, &at);
  if (stamp->state == YYQ_PDF_CHECK_BAD) {
    report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "time stamp: %s", stamp->reason);
    return FALSE;
  }
  report->timestamped = stamp->state == YYQ_PDF_CHECK_GOOD;
  if (report->timestamped)
    report->signed_at = at;
  return TRUE;
}

static void
judge_chain (YyqCmsSignature *cms, const YyqPdfProof *proof, YyqPdfSignatureReport *report)
{
  g_autoptr (GPtrArray) extra = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gint64 at = report->timestamped ? report->signed_at : yyq_clock_now ();
  gboolean revocation_known = FALSE;

  for (guint i = 0; i < cms->certificates->len; i++)
    if (!g_bytes_equal (g_ptr_array_index (cms->certificates, i), cms->certificate))
      g_ptr_array_add (extra, g_bytes_ref (g_ptr_array_index (cms->certificates, i)));
  for (guint i = 0; i < proof->store->certificates->len; i++)
    g_ptr_array_add (extra, g_bytes_ref (g_ptr_array_index (proof->store->certificates, i)));
  report->chain = yyq_trust_check_chain (proof->trust, YYQ_TRUST_SIGNER, cms->certificate, extra, proof->store->crls, at,
                                         report->timestamped, &revocation_known);
  if (report->chain->state == YYQ_PDF_CHECK_GOOD) {
    g_free (report->level);
    report->level = g_strdup (!report->timestamped                              ? "B-B"
                              : revocation_known && proof->store->crls->len > 0 ? "B-LT"
                                                                                : "B-T");
  }
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
