/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-judge.h"

#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-sign-check.h"

#include <glib/gi18n.h>

static gboolean
refuse (GError **error, GQuark domain, int code, const char *message)
{
  g_set_error_literal (error, domain, code, message);
  return FALSE;
}

/* What the clerk has looked at, to the byte: another picture of the same seal is another choice. */
static gboolean
judge_seal (GListStore *checks, YyqSeal *seal, YyqSignSession *lease, GError **error)
{
  GBytes *seen = yyq_seal_get_form (seal);
  const gboolean same =
    seen != NULL && g_strcmp0 (yyq_sign_session_get_seal_id (lease), yyq_seal_get_id (seal)) == 0 &&
    g_bytes_equal (yyq_sign_session_get_form (lease), seen);

  yyq_sign_check_add (checks, _ ("The seal you chose"),
                      same ? _ ("It is the platform’s picture of it for this place, byte for byte.")
                           : _ ("It looks different now. Nothing was signed: choose it again."),
                      same);
  return same || refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_SEAL,
                         "The session's form is not the one that was shown");
}

gboolean
yyq_sign_judge_lease (GListStore *checks, YyqContract *contract, YyqSeal *seal,
                      YyqSignSession *lease, GError **error)
{
  const char *seen = yyq_contract_get_sha256 (contract);

  if (yyq_sign_session_get_revision (lease) != yyq_contract_get_revision (contract) ||
      (seen != NULL && !g_str_equal (seen, yyq_sign_session_get_sha256 (lease)))) {
    yyq_sign_check_add (checks, _ ("The document you saw"),
                        _ ("Someone else has signed. Read the new version first."), FALSE);
    return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT,
                   "revision-moved: the contract has a newer revision than the one shown");
  }
  return judge_seal (checks, seal, lease, error);
}

gboolean
yyq_sign_judge_document (GListStore *checks, YyqSignSession *lease, GBytes *document,
                         GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (document);
  gboolean same = g_str_equal (sha256, yyq_sign_session_get_sha256 (lease)) &&
                  (gint64) g_bytes_get_size (document) == yyq_sign_session_get_length (lease);

  yyq_sign_check_add (checks, _ ("The document you saw"),
                      same ? _ ("It is the platform’s current version, byte for byte.")
                           : _ ("It is not the platform’s current version. Nothing was signed."),
                      same);
  return same || refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
                         "The document does not have the SHA-256 of the sign session");
}

static const char *
reason_of (const YyqPdfReport *report)
{
  for (guint i = 0; i < report->signatures->len; i++) {
    const YyqPdfSignatureReport *signature = report->signatures->pdata[i];
    const YyqPdfCheck *const checks[] = { signature->integrity, signature->coverage,
                                          signature->chain };

    for (gsize j = 0; j < G_N_ELEMENTS (checks); j++)
      if (checks[j] != NULL && checks[j]->state != YYQ_PDF_CHECK_GOOD && checks[j]->reason != NULL)
        return checks[j]->reason;
  }
  return report->problem != NULL ? report->problem : "no reason given";
}

gboolean
yyq_sign_judge_base (GListStore *checks, const YyqSignWork *work, GError **error)
{
  const YyqPdfReport *report = work->report;
  g_autofree char *count = NULL;

  switch (report->verdict) {
  case YYQ_PDF_VERDICT_UNSIGNED:
    yyq_sign_check_add (checks, _ ("Earlier signatures"), _ ("There are none yet."), TRUE);
    break;
  case YYQ_PDF_VERDICT_VALID:
  case YYQ_PDF_VERDICT_INCOMPLETE:
    count =
      g_strdup_printf (ngettext ("%u signature is valid and unchanged.",
                                 "%u signatures are valid and unchanged.", report->signatures->len),
                       report->signatures->len);
    yyq_sign_check_add (checks, _ ("Earlier signatures"), count, TRUE);
    break;
  case YYQ_PDF_VERDICT_INDETERMINATE:
    yyq_sign_check_add (
      checks, _ ("Earlier signatures"),
      _ ("They are unchanged, but it cannot be proven whose they are. Nothing was signed."), FALSE);
    return refuse (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_EARLIER_SIGNATURE, reason_of (report));
  case YYQ_PDF_VERDICT_INVALID:
  default:
    yyq_sign_check_add (
      checks, _ ("Earlier signatures"),
      _ ("The contract was changed or a signature is not valid. Nothing was signed."), FALSE);
    return refuse (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_EARLIER_SIGNATURE, reason_of (report));
  }
  if (!g_strv_contains ((const char *const *) report->empty_fields, work->field))
    return refuse (error, YYQ_PDF_ERROR,
                   yyq_pdf_report_find (report, work->field) != NULL ? YYQ_PDF_ERROR_FIELD_SIGNED
                                                                     : YYQ_PDF_ERROR_NO_FIELD,
                   work->field);
  return TRUE;
}

gboolean
yyq_sign_judge_certificate (GListStore *checks, const YyqSignWork *work, GError **error)
{
  const YyqPdfCheck *chain = work->chain;

  if (chain->state == YYQ_PDF_CHECK_GOOD) {
    yyq_sign_check_add (checks, _ ("Your certificate"),
                        _ ("Valid, and issued by an authority that the platform trusts."), TRUE);
    return TRUE;
  }
  yyq_sign_check_add (
    checks, _ ("Your certificate"),
    _ ("Not valid, revoked, or not issued by an authority that the platform trusts."), FALSE);
  return refuse (error, YYQ_API_ERROR, YYQ_API_ERROR_CERTIFICATE,
                 chain->reason != NULL ? chain->reason : "The chain is not good");
}
