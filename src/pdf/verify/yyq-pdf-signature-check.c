/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-signature-check.h"

#include "yyq-clock.h"
#include "yyq-cms-verify.h"
#include "yyq-tsp.h"

/* How far the clocks of two time-stamp authorities may be apart. */
#define MAX_APART_MS (5 * 60 * G_GINT64_CONSTANT (1000))

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
judge_timestamp_field (const YyqPdfSignatureField *field, const YyqPdfProof *proof,
                       YyqPdfSignatureReport *report)
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
  report->timestamped =
    report->integrity->state == YYQ_PDF_CHECK_GOOD && report->chain->state == YYQ_PDF_CHECK_GOOD;
  report->signed_at = stamp->at;
  report->certificate = g_steal_pointer (&stamp->certificate);
  report->signer = g_steal_pointer (&stamp->signer);
  report->revocation = stamp->revocation;
  if (report->timestamped)
    set_level (report, "DTS");
}

/* What the time stamps of one signature come to. */
typedef struct {
  gint64 earliest;    /* ms, of the good ones; 0: there is none */
  YyqPdfCheck *bad;   /* (nullable): why one of them is */
  GPtrArray *unknown; /* (element-type YyqPdfCheck): why others prove nothing */
} Times;

static void
times_clear (Times *self)
{
  yyq_pdf_check_free (self->bad);
  g_ptr_array_unref (self->unknown);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Times, times_clear)

static YyqPdfCheck *
about_stamp (const YyqTimestamp *stamp, const YyqPdfCheck *check)
{
  const char *reason = check->reason != NULL ? check->reason : "?";

  if (stamp->signer == NULL)
    return yyq_pdf_check_new_indicated (check->state, check->indication, "time stamp: %s", reason);
  return yyq_pdf_check_new_indicated (check->state, check->indication, "time stamp of %s: %s",
                                      stamp->signer, reason);
}

/* (transfer full) (nullable): what is wrong with @stamp, worst first. */
static YyqPdfCheck *
find_fault (const YyqTimestamp *stamp, gint64 latest)
{
  const YyqPdfCheck *checks[] = { stamp->integrity, stamp->chain };

  for (int state = YYQ_PDF_CHECK_BAD; state <= YYQ_PDF_CHECK_UNKNOWN; state++)
    for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
      if ((int) checks[i]->state == state)
        return about_stamp (stamp, checks[i]);
  /* It lies inside of what a document time stamp covers: one of both clocks is wrong. */
  if (latest != 0 && stamp->at > latest + MAX_APART_MS)
    return yyq_pdf_check_new_indicated (
      YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_TIMESTAMP_ORDER_FAILURE,
      "time stamp: younger than the document time stamp that covers it");
  return NULL;
}

/* Every time stamp is judged; one that proves nothing is told, and left out of account when another
 * proves the time. */
static void
judge_times (YyqCmsSignature *cms, const YyqPdfProof *proof, Times *times)
{
  const YyqTrustQuestion known = what_the_file_brings (proof);

  for (guint i = 0; i < cms->timestamps->len; i++) {
    g_autoptr (YyqTimestamp) stamp = yyq_tsp_verify (g_ptr_array_index (cms->timestamps, i),
                                                     &cms->signature, 1, proof->trust, &known);
    g_autoptr (YyqPdfCheck) fault = find_fault (stamp, proof->proven_at);

    if (fault == NULL && (times->earliest == 0 || stamp->at < times->earliest))
      times->earliest = stamp->at;
    if (fault != NULL && fault->state == YYQ_PDF_CHECK_BAD && times->bad == NULL)
      times->bad = g_steal_pointer (&fault);
    else if (fault != NULL)
      g_ptr_array_add (times->unknown, g_steal_pointer (&fault));
  }
}

/* When the signature is known to have existed (EN 319 102-1 §5.5.4, best signature time); 0 when
 * nothing proves it. */
static gint64
best_time (const Times *times, const YyqPdfProof *proof)
{
  if (times->earliest == 0 || proof->proven_at == 0)
    return MAX (times->earliest, proof->proven_at);
  return MIN (times->earliest, proof->proven_at);
}

static YyqPdfCheck *
check_chain (YyqCmsSignature *cms, const YyqPdfSignatureField *field, const YyqPdfProof *proof,
             gint64 proven_at, YyqRevocation *revocation)
{
  g_autoptr (GPtrArray) certificates = g_ptr_array_new ();
  YyqTrustQuestion question = what_the_file_brings (proof);

  for (guint i = 0; i < cms->certificates->len; i++)
    g_ptr_array_add (certificates, g_ptr_array_index (cms->certificates, i));
  for (guint i = 0; i < proof->store->certificates->len; i++)
    g_ptr_array_add (certificates, g_ptr_array_index (proof->store->certificates, i));
  question.purpose = YYQ_TRUST_SIGNER;
  question.certificates = certificates;
  question.carried = cms->revocation;
  question.claimed_at = field->claimed_at;
  question.proven_at = proven_at;
  question.at = proven_at != 0 ? proven_at : yyq_clock_now ();
  return yyq_trust_check_chain (proof->trust, cms->certificate, &question, revocation);
}

static const char *
level_of (const YyqPdfSignatureReport *report, const YyqPdfProof *proof)
{
  if (!report->timestamped)
    return "B-B";
  return report->revocation.state == YYQ_REVOCATION_GOOD &&
             yyq_revocation_data_get_size (proof->store->revocation) > 0
           ? "B-LT"
           : "B-T";
}

/* A time stamp that is there and proves nothing leaves open when this was signed; a bad one says
 * that something is wrong. */
static void
weigh_times (const Times *times, YyqPdfSignatureReport *report)
{
  const YyqPdfCheck *fault = times->bad;
  g_autoptr (GStrvBuilder) remarks = g_strv_builder_new ();

  if (fault == NULL && !report->timestamped && report->chain->state == YYQ_PDF_CHECK_GOOD &&
      times->unknown->len > 0)
    fault = g_ptr_array_index (times->unknown, 0);
  if (fault != NULL) {
    yyq_pdf_check_free (report->chain);
    report->chain = yyq_pdf_check_copy (fault);
  }
  for (guint i = 0; i < times->unknown->len; i++)
    if (g_ptr_array_index (times->unknown, i) != fault)
      g_strv_builder_add (remarks, ((YyqPdfCheck *) g_ptr_array_index (times->unknown, i))->reason);
  g_strfreev (report->remarks);
  report->remarks = g_strv_builder_end (remarks);
}

static void
judge_signer (YyqCmsSignature *cms, const YyqPdfSignatureField *field, const YyqPdfProof *proof,
              YyqPdfSignatureReport *report)
{
  g_auto (Times)
    times = { .unknown = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_check_free) };
  gint64 proven_at;

  report->has_timestamp = cms->timestamps->len > 0;
  judge_times (cms, proof, &times);
  proven_at = best_time (&times, proof);
  report->timestamped = proven_at != 0;
  report->signed_at = report->timestamped ? proven_at : field->claimed_at;
  report->chain = check_chain (cms, field, proof, proven_at, &report->revocation);
  if (report->chain->state == YYQ_PDF_CHECK_GOOD && times.bad == NULL)
    set_level (report, level_of (report, proof));
  weigh_times (&times, report);
}

/* How the bytes were signed, by /SubFilter (ISO 32000-2 §12.8.3.1, table 260). */
static gboolean
find_kind (const char *subfilter, YyqCmsKind *kind)
{
  static const struct {
    const char *name;
    YyqCmsKind kind;
  } kinds[] = {
    { "ETSI.CAdES.detached", YYQ_CMS_CADES },
    { "adbe.pkcs7.detached", YYQ_CMS_DETACHED },
    { "adbe.pkcs7.sha1", YYQ_CMS_SHA1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_str_equal (subfilter, kinds[i].name)) {
      *kind = kinds[i].kind;
      return TRUE;
    }
  }
  return FALSE;
}

static void
judge_signature (const YyqPdfSignatureField *field, const YyqPdfProof *proof,
                 YyqPdfSignatureReport *report)
{
  g_autoptr (YyqCmsSignature) cms = NULL;
  YyqCmsKind kind;
  GBytes *parts[2];

  report->chain = yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, NULL);
  if (!find_kind (field->subfilter, &kind)) {
    report->integrity = yyq_pdf_check_new_indicated (
      YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_SIG_CONSTRAINTS_FAILURE,
      "signatures of the kind “%s” cannot be checked", field->subfilter);
    return;
  }
  cut_parts (proof->pdf, field, parts);
  cms = yyq_cms_verify (field->contents, kind, parts, 2, proof->store->certificates);
  g_bytes_unref (parts[0]);
  g_bytes_unref (parts[1]);
  report->integrity = yyq_pdf_check_copy (cms->integrity);
  if (cms->certificate == NULL)
    return;
  report->certificate = g_bytes_ref (cms->certificate);
  report->signer = g_strdup (cms->signer);
  g_clear_pointer (&report->chain, yyq_pdf_check_free);
  judge_signer (cms, field, proof, report);
}

void
yyq_pdf_signature_check (const YyqPdfSignatureField *field, const YyqPdfProof *proof,
                         YyqPdfSignatureReport *report)
{
  if (report->document_timestamp)
    judge_timestamp_field (field, proof, report);
  else
    judge_signature (field, proof, report);
}
