/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-openssl.h"
#include "yyq-trust-chain.h"
#include "yyq-trust-usage.h"
#include "yyq-x509-name.h"

/* Each trusted certificate is tried alone: its policy counts for what leads to it, and no two get
 * mixed up. */
typedef struct {
  YyqTrustPurpose purpose;
  X509 *certificate;
  YyqTrustPolicy policy;
  GStrv extended_key_usages;
  GStrv certificate_policies;
} Anchor;

struct _YyqTrust {
  gatomicrefcount refs;
  GPtrArray *anchors; /* (owned) (element-type Anchor) */
  YyqRevocationData *revocation;
};

G_DEFINE_BOXED_TYPE (YyqTrust, yyq_trust, yyq_trust_ref, yyq_trust_unref)

static void
anchor_free (Anchor *self)
{
  X509_free (self->certificate);
  g_strfreev (self->extended_key_usages);
  g_strfreev (self->certificate_policies);
  g_free (self);
}

/* Takes @certificate. */
static void
add_anchor (YyqTrust *self, YyqTrustPurpose purpose, X509 *certificate,
            const YyqTrustPolicy *policy)
{
  Anchor *anchor = g_new0 (Anchor, 1);

  anchor->purpose = purpose;
  anchor->certificate = certificate;
  if (policy != NULL) {
    anchor->policy = *policy;
    anchor->extended_key_usages = g_strdupv ((GStrv) policy->extended_key_usages);
    anchor->certificate_policies = g_strdupv ((GStrv) policy->certificate_policies);
    anchor->policy.extended_key_usages = (const char *const *) anchor->extended_key_usages;
    anchor->policy.certificate_policies = (const char *const *) anchor->certificate_policies;
  }
  g_ptr_array_add (self->anchors, anchor);
}

YyqTrust *
yyq_trust_new (void)
{
  YyqTrust *self = g_new0 (YyqTrust, 1);

  g_atomic_ref_count_init (&self->refs);
  self->anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) anchor_free);
  self->revocation = yyq_revocation_data_new ();
  return self;
}

YyqTrust *
yyq_trust_ref (YyqTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
yyq_trust_unref (YyqTrust *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->anchors);
  yyq_revocation_data_free (self->revocation);
  g_free (self);
}

/* All of them or none: who forgets one of a list would be told that strangers signed. */
static gboolean
add_pem (YyqTrust *self, YyqTrustPurpose purpose, const char *data, int length,
         const YyqTrustPolicy *policy, GError **error)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (data, length);
  guint before = self->anchors->len;
  X509 *certificate;

  while ((certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL)) != NULL)
    add_anchor (self, purpose, yyq_x509_prepare (certificate), policy);
  if (self->anchors->len == before ||
      ERR_GET_REASON (ERR_peek_last_error ()) != PEM_R_NO_START_LINE) {
    g_ptr_array_set_size (self->anchors, (int) before);
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "not a certificate in PEM form");
  }
  ERR_clear_error ();
  return TRUE;
}

gboolean
yyq_trust_add (YyqTrust *self, YyqTrustPurpose purpose, GBytes *certificates,
               const YyqTrustPolicy *policy, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (certificates, &length);
  X509 *certificate;

  if (length < G_MAXINT && g_strstr_len (data, (gssize) length, "-----BEGIN") != NULL)
    return add_pem (self, purpose, data, (int) length, policy, error);
  certificate = yyq_x509_from_der (certificates);
  if (certificate == NULL)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "not a certificate in PEM or DER form");
  add_anchor (self, purpose, certificate, policy);
  return TRUE;
}

gboolean
yyq_trust_add_crl_der (YyqTrust *self, GBytes *der, GError **error)
{
  if (!yyq_revocation_data_add_crl (self->revocation, der))
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "not a revocation list in DER form");
  return TRUE;
}

GPtrArray *
yyq_trust_get_lists (YyqTrust *self)
{
  return yyq_revocation_data_get_lists (self->revocation);
}

gboolean
yyq_trust_has_any (YyqTrust *self, YyqTrustPurpose purpose)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->anchors->len; i++)
    if (((Anchor *) g_ptr_array_index (self->anchors, i))->purpose == purpose)
      return TRUE;
  return FALSE;
}

/* How far a certificate got below one anchor; what got further says more about why it is not good.
 */
typedef enum {
  NO_PATH,
  FORGED,
  UNFIT,
  FIT,
} Progress;

typedef struct {
  Progress progress;
  YyqPdfCheck *check;
  YyqRevocation revocation;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  yyq_pdf_check_free (self->check);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static YyqPdfCheck *
unknown (YyqPdfIndication indication, int error)
{
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN, indication, "%s",
                                      X509_verify_cert_error_string (error));
}

/* A signature that a time stamp proves older than its certificate was not made with it (EN 319
 * 102-1 §5.5.4). */
static YyqPdfCheck *
not_yet_valid (const YyqTrustQuestion *question, int depth)
{
  gboolean impossible =
    question->purpose == YYQ_TRUST_SIGNER && question->proven_at != 0 && depth == 0;

  return yyq_pdf_check_new_indicated (
    impossible ? YYQ_PDF_CHECK_BAD : YYQ_PDF_CHECK_UNKNOWN,
    impossible ? YYQ_PDF_INDICATION_NOT_YET_VALID : YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE, "%s",
    X509_verify_cert_error_string (X509_V_ERR_CERT_NOT_YET_VALID));
}

/* Why there is no chain: EN 319 102-1 §5.2.6. */
static void
explain (Outcome *outcome, const YyqTrustQuestion *question, int error, int depth)
{
  outcome->progress = UNFIT;
  switch (error) {
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
  case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
  case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
  case X509_V_ERR_CERT_UNTRUSTED:
    outcome->progress = NO_PATH;
    outcome->check = yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                                  YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND,
                                                  "the issuer is not trusted");
    break;
  case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    outcome->progress = FORGED;
    outcome->check = yyq_pdf_check_new_indicated (
      YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_CERTIFICATE_CHAIN_GENERAL_FAILURE, "%s",
      X509_verify_cert_error_string (error));
    break;
  case X509_V_ERR_CERT_HAS_EXPIRED:
    outcome->check = unknown (YYQ_PDF_INDICATION_OUT_OF_BOUNDS_NO_POE, error);
    break;
  case X509_V_ERR_CERT_NOT_YET_VALID:
    outcome->check = not_yet_valid (question, depth);
    break;
  case X509_V_ERR_EE_KEY_TOO_SMALL:
  case X509_V_ERR_CA_KEY_TOO_SMALL:
  case X509_V_ERR_CA_MD_TOO_WEAK:
    outcome->check = unknown (YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE, error);
    break;
  default:
    outcome->check = unknown (YYQ_PDF_INDICATION_CHAIN_CONSTRAINTS_FAILURE, error);
    break;
  }
}

/* A signature that was proven before the revocation stays good: its state then is told, and when it
 * ended. */
static void
forgive (YyqRevocation *revocation, const YyqTrustQuestion *question)
{
  gint64 since = revocation->revoked_at;
  gboolean proven = question->proven_at != 0 && question->proven_at < since;
  /* RFC 3161 §4: what an authority stamped before it ceased stays good; not so when its key was
   * lost. */
  gboolean ceased = question->purpose == YYQ_TRUST_TIMESTAMPING && revocation->harmless_before &&
                    question->at < since;

  if (revocation->state >= YYQ_REVOCATION_SUSPENDED && (proven || ceased))
    revocation->state = YYQ_REVOCATION_GOOD;
}

static void
ask_revocation (YyqTrust *self, const Anchor *anchor, const YyqTrustQuestion *question,
                X509 *certificate, X509 *issuer, YyqX509Stack *others, YyqRevocation *answer)
{
  YyqRevocationData *const sources[] = { self->revocation, question->revocation,
                                         question->carried };
  const YyqRevocationQuestion about = {
    .certificate = certificate,
    .issuer = issuer,
    .others = others,
    .at = question->at,
    .grace_ms = anchor->policy.revocation_grace_ms,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != NULL)
      yyq_revocation_data_ask (sources[i], &about, answer);
  forgive (answer, question);
}

/* (transfer full): revoked, or perhaps only since (EN 319 102-1 §5.5.4, step 4). */
static YyqPdfCheck *
judge_revoked (const YyqTrustQuestion *question, const char *name, gint64 since)
{
  if (question->claimed_at != 0 && question->claimed_at < since)
    return yyq_pdf_check_new_indicated (
      YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_REVOKED_NO_POE,
      "the certificate of %s is revoked, and nothing proves that it signed before", name);
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_REVOKED,
                                      "the certificate of %s is revoked", name);
}

/* (transfer full) (nullable) */
static YyqPdfCheck *
judge_revocation (const Anchor *anchor, const YyqTrustQuestion *question, X509 *certificate,
                  const YyqRevocation *revocation)
{
  g_autofree char *name = yyq_x509_get_display_name (certificate);

  if (name == NULL)
    name = g_strdup ("?");
  switch (revocation->state) {
  case YYQ_REVOCATION_REVOKED:
    return judge_revoked (question, name, revocation->revoked_at);
  case YYQ_REVOCATION_SUSPENDED:
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_TRY_LATER,
                                        "the certificate of %s is suspended", name);
  case YYQ_REVOCATION_UNKNOWN:
    if (!anchor->policy.revocation_required)
      return NULL;
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN, YYQ_PDF_INDICATION_TRY_LATER,
                                        "it is not known whether the certificate of %s is revoked",
                                        name);
  case YYQ_REVOCATION_GOOD:
  default:
    return NULL;
  }
}

/* (transfer full) (nullable): what is trusted is not asked about: nobody but us can revoke it. */
static YyqPdfCheck *
check_revocation (YyqTrust *self, const Anchor *anchor, const YyqTrustQuestion *question,
                  YyqX509Stack *chain, YyqX509Stack *others, YyqRevocation *first)
{
  YyqPdfCheck *worst = NULL;

  for (int i = 0; i + 1 < sk_X509_num (chain); i++) {
    YyqRevocation revocation = { 0 };
    X509 *certificate = sk_X509_value (chain, i);
    g_autoptr (YyqPdfCheck) check = NULL;

    ask_revocation (self, anchor, question, certificate, sk_X509_value (chain, i + 1), others,
                    &revocation);
    check = judge_revocation (anchor, question, certificate, &revocation);
    if (i == 0)
      *first = revocation;
    if (check != NULL && (worst == NULL || (worst->state == YYQ_PDF_CHECK_UNKNOWN &&
                                            check->state == YYQ_PDF_CHECK_BAD))) {
      yyq_pdf_check_free (worst);
      worst = g_steal_pointer (&check);
    }
  }
  return worst;
}

static void
check_below (YyqTrust *self, const Anchor *anchor, const YyqTrustQuestion *question,
             X509 *certificate, YyqX509Stack *others, YyqX509Stack *between, Outcome *outcome)
{
  int error = X509_V_OK;
  int depth = 0;
  g_autoptr (YyqX509Stack) chain =
    yyq_trust_chain_build (certificate, anchor->certificate, between, question->at, &error, &depth);

  if (chain == NULL) {
    explain (outcome, question, error, depth);
    return;
  }
  outcome->progress = UNFIT;
  outcome->check = yyq_trust_check_usage (chain, question->purpose);
  if (outcome->check == NULL)
    outcome->check = check_revocation (self, anchor, question, chain, others, &outcome->revocation);
  if (outcome->check == NULL)
    outcome->check = yyq_trust_check_policy (chain, &anchor->policy);
  if (outcome->check == NULL) {
    outcome->check = yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
    outcome->progress = FIT;
  }
}

/* (transfer full): all but @certificate itself. Reading one costs as much as checking a signature.
 */
static YyqX509Stack *
read_others (GPtrArray *ders, GBytes *certificate)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; ders != NULL && i < ders->len; i++)
    if (!g_bytes_equal (g_ptr_array_index (ders, i), certificate))
      g_ptr_array_add (others, g_ptr_array_index (ders, i));
  return yyq_x509_stack_new (others);
}

YyqPdfCheck *
yyq_trust_check_chain (YyqTrust *self, GBytes *certificate, const YyqTrustQuestion *question,
                       YyqRevocation *revocation)
{
  g_autoptr (X509) x509 = yyq_x509_from_der (certificate);
  g_autoptr (YyqX509Stack) others = read_others (question->certificates, certificate);
  g_autoptr (YyqX509Stack) between = NULL;
  g_auto (Outcome) best = { 0 };

  if (revocation != NULL)
    *revocation = (YyqRevocation){ 0 };
  if (x509 == NULL)
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_FORMAT_FAILURE,
                                        "the certificate is unreadable");
  if (!yyq_trust_has_any (self, question->purpose))
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                        YYQ_PDF_INDICATION_NO_CERTIFICATE_CHAIN_FOUND,
                                        "no trusted root is given");
  between = yyq_trust_chain_select (x509, others);
  for (guint i = 0; i < self->anchors->len && best.progress != FIT; i++) {
    const Anchor *anchor = g_ptr_array_index (self->anchors, i);
    g_auto (Outcome) outcome = { 0 };

    if (anchor->purpose != question->purpose)
      continue;
    check_below (self, anchor, question, x509, others, between, &outcome);
    if (best.check == NULL || outcome.progress > best.progress) {
      outcome_clear (&best);
      best = outcome;
      outcome.check = NULL;
    }
  }
  if (revocation != NULL)
    *revocation = best.revocation;
  return g_steal_pointer (&best.check);
}
