/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-revocation.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include "yyq-ber.h"
#include "yyq-clock.h"
#include "yyq-openssl.h"
#include "yyq-revocation-scope.h"
#include "yyq-signature-scheme.h"
#include "yyq-x509-name.h"

/* An answer that does not say when there will be a newer one counts for a day. */
#define USUAL_LIFE_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
/* An answer speaks of a certificate and perhaps its issuers, not of more. */
#define MAX_SINGLE_ANSWERS 64
/* How far other clocks may be ahead of ours. */
#define MAX_AHEAD_MS (5 * 60 * G_GINT64_CONSTANT (1000))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_CERTID, OCSP_CERTID_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)

/* A list, and the last issuer it was held against: lists are long, and the same one is asked again
 * and again. */
typedef struct {
  X509_CRL *crl;
  X509 *issuer; /* (owned) (nullable) */
  gboolean signed_by_issuer;
} List;

struct _YyqRevocationData {
  GMutex lock;        /* for what the lists remember */
  GPtrArray *lists;   /* (owned) (element-type List) */
  GPtrArray *answers; /* (owned) (element-type OCSP_BASICRESP) */
};

static void
list_free (List *self)
{
  X509_CRL_free (self->crl);
  X509_free (self->issuer);
  g_free (self);
}

YyqRevocationData *
yyq_revocation_data_new (void)
{
  YyqRevocationData *self = g_new0 (YyqRevocationData, 1);

  g_mutex_init (&self->lock);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) list_free);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) OCSP_BASICRESP_free);
  return self;
}

void
yyq_revocation_data_free (YyqRevocationData *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

const char *
yyq_revocation_state_to_string (YyqRevocationState state)
{
  switch (state) {
  case YYQ_REVOCATION_UNKNOWN:
    return "unknown";
  case YYQ_REVOCATION_GOOD:
    return "good";
  case YYQ_REVOCATION_SUSPENDED:
    return "suspended";
  case YYQ_REVOCATION_REVOKED:
    return "revoked";
  default:
    g_return_val_if_reached ("unknown");
  }
}

gboolean
yyq_revocation_data_add_crl (YyqRevocationData *self, GBytes *der)
{
  const guint8 *data = g_bytes_get_data (der, NULL);
  X509_CRL *crl = d2i_X509_CRL (NULL, &data, (long) g_bytes_get_size (der));
  List *list;

  ERR_clear_error ();
  if (crl == NULL)
    return FALSE;
  list = g_new0 (List, 1);
  list->crl = crl;
  g_ptr_array_add (self->lists, list);
  return TRUE;
}

gboolean
yyq_revocation_data_add_ocsp (YyqRevocationData *self, GBytes *der)
{
  const guint8 *data = g_bytes_get_data (der, NULL);
  g_autoptr (OCSP_RESPONSE) response =
    d2i_OCSP_RESPONSE (NULL, &data, (long) g_bytes_get_size (der));
  OCSP_BASICRESP *answer = response != NULL ? OCSP_response_get1_basic (response) : NULL;

  if (answer == NULL) {
    data = g_bytes_get_data (der, NULL);
    answer = d2i_OCSP_BASICRESP (NULL, &data, (long) g_bytes_get_size (der));
  }
  ERR_clear_error ();
  if (answer == NULL)
    return FALSE;
  g_ptr_array_add (self->answers, answer);
  return TRUE;
}

guint
yyq_revocation_data_get_size (const YyqRevocationData *self)
{
  return self->lists->len + self->answers->len;
}

static void
revocation_list_free (YyqRevocationList *self)
{
  g_free (self->issuer);
  g_free (self);
}

GPtrArray *
yyq_revocation_data_get_lists (const YyqRevocationData *self)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) revocation_list_free);

  for (guint i = 0; i < self->lists->len; i++) {
    X509_CRL *crl = ((List *) g_ptr_array_index (self->lists, i))->crl;
    YyqRevocationList *list = g_new0 (YyqRevocationList, 1);
    guint same = 0;

    list->issuer = yyq_x509_name_to_text (X509_CRL_get_issuer (crl));
    list->this_update = yyq_asn1_time_to_ms (X509_CRL_get0_lastUpdate (crl));
    list->next_update = yyq_asn1_time_to_ms (X509_CRL_get0_nextUpdate (crl));
    while (same < lists->len &&
           g_strcmp0 (((YyqRevocationList *) g_ptr_array_index (lists, same))->issuer,
                      list->issuer) != 0)
      same++;
    if (same == lists->len) {
      g_ptr_array_add (lists, list);
    } else if (((YyqRevocationList *) g_ptr_array_index (lists, same))->this_update <
               list->this_update) {
      revocation_list_free (g_ptr_array_index (lists, same));
      g_ptr_array_index (lists, same) = list;
    } else {
      revocation_list_free (list);
    }
  }
  return lists;
}

/* A revocation outweighs everything, the earliest the others; between the rest the newer word
 * counts. */
static void
take (YyqRevocation *answer, const YyqRevocation *found)
{
  gboolean better;

  if (found->state == YYQ_REVOCATION_REVOKED && answer->state == YYQ_REVOCATION_REVOKED)
    better = found->revoked_at < answer->revoked_at;
  else if (found->state == YYQ_REVOCATION_REVOKED || answer->state == YYQ_REVOCATION_REVOKED)
    better = found->state == YYQ_REVOCATION_REVOKED;
  else
    better = answer->state == YYQ_REVOCATION_UNKNOWN || found->produced_at > answer->produced_at;
  if (better)
    *answer = *found;
}

/* RFC 3161 §4: after these reasons, what was signed earlier stays good without a further proof. */
static gboolean
is_harmless_before (int reason)
{
  return reason == CRL_REASON_UNSPECIFIED || reason == CRL_REASON_AFFILIATION_CHANGED ||
         reason == CRL_REASON_SUPERSEDED || reason == CRL_REASON_CESSATION_OF_OPERATION;
}

static void
accuse (YyqRevocation *found, int reason, const ASN1_TIME *at)
{
  found->state =
    reason == CRL_REASON_CERTIFICATE_HOLD ? YYQ_REVOCATION_SUSPENDED : YYQ_REVOCATION_REVOKED;
  found->revoked_at = yyq_asn1_time_to_ms (at);
  found->harmless_before = is_harmless_before (reason);
}

/* Is what was known between @this_update and @next_update knowledge about @question's time? */
static gboolean
is_timely (const YyqRevocationQuestion *question, gint64 this_update, gint64 next_update)
{
  if (this_update > yyq_clock_now () + MAX_AHEAD_MS)
    return FALSE;
  if (this_update >= question->at)
    return this_update < yyq_asn1_time_to_ms (X509_get0_notAfter (
                           question->certificate)); /* expired ones are dropped from lists */
  return question->at <
         (next_update != 0 ? next_update : this_update + USUAL_LIFE_MS) + question->grace_ms;
}

/* OpenSSL cannot be told the identity that a list's issuer hashed with it (GM/T 0009 §10). */
static gboolean
is_signed_with_sm2 (X509_CRL *crl, EVP_PKEY *key)
{
  const YyqSignatureScheme scheme = { .kind = YYQ_SCHEME_SM2,
                                      .digest = { .nid = NID_sm3, .md = EVP_sm3 () } };
  const ASN1_BIT_STRING *value = NULL;
  unsigned char *der = NULL;
  int length = i2d_X509_CRL (crl, &der);
  g_autoptr (GBytes) whole = yyq_openssl_bytes (der, length);
  const guint8 *data = g_bytes_get_data (whole, NULL);
  YyqBer list;
  YyqBer part;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) signature = NULL;

  if (!yyq_ber_read (data, data + g_bytes_get_size (whole), &list) || !yyq_ber_first (&list, &part))
    return FALSE;
  content = yyq_ber_to_bytes (&part);
  X509_CRL_get0_signature (crl, &value, NULL);
  signature = g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
  return yyq_signature_scheme_verify (&scheme, key, &content, 1, signature);
}

static gboolean
is_signed_by (X509_CRL *crl, EVP_PKEY *key)
{
  if (X509_CRL_get_signature_nid (crl) == NID_SM2_with_SM3)
    return is_signed_with_sm2 (crl, key);
  return X509_CRL_verify (crl, key) == 1;
}

static gboolean
is_list_of_issuer (YyqRevocationData *self, List *list, const YyqRevocationQuestion *question)
{
  gboolean fits;

  if (X509_NAME_cmp (X509_CRL_get_issuer (list->crl),
                     X509_get_issuer_name (question->certificate)) != 0)
    return FALSE;
  g_mutex_lock (&self->lock);
  if (list->issuer == NULL || X509_cmp (list->issuer, question->issuer) != 0) {
    X509_free (list->issuer);
    X509_up_ref (question->issuer);
    list->issuer = question->issuer;
    list->signed_by_issuer = is_signed_by (list->crl, X509_get0_pubkey (question->issuer));
  }
  fits = list->signed_by_issuer;
  g_mutex_unlock (&self->lock);
  ERR_clear_error ();
  return fits;
}

static int
entry_reason (const X509_REVOKED *entry)
{
  ASN1_ENUMERATED *value = X509_REVOKED_get_ext_d2i (entry, NID_crl_reason, NULL, NULL);
  int reason = value != NULL ? (int) ASN1_ENUMERATED_get (value) : CRL_REASON_NONE;

  ASN1_ENUMERATED_free (value);
  return reason;
}

static void
ask_list (YyqRevocationData *self, List *list, const YyqRevocationQuestion *question,
          YyqRevocation *answer)
{
  YyqRevocation found = { .source = "crl" };
  X509_REVOKED *entry = NULL;
  int listed;

  if (!is_list_of_issuer (self, list, question))
    return;
  found.produced_at = yyq_asn1_time_to_ms (X509_CRL_get0_lastUpdate (list->crl));
  listed = X509_CRL_get0_by_cert (list->crl, &entry, question->certificate);
  if (listed == 1)
    accuse (&found, entry_reason (entry), X509_REVOKED_get0_revocationDate (entry));
  else if (yyq_revocation_list_covers (list->crl, question->certificate) &&
           is_timely (question, found.produced_at,
                      yyq_asn1_time_to_ms (X509_CRL_get0_nextUpdate (list->crl))))
    found.state = YYQ_REVOCATION_GOOD;
  if (found.state != YYQ_REVOCATION_UNKNOWN)
    take (answer, &found);
}

static gboolean
is_ocsp_signer (X509 *certificate, const YyqRevocationQuestion *question, gint64 at)
{
  if (X509_cmp (certificate, question->issuer) == 0)
    return TRUE;
  /* RFC 6960 §4.2.2.2: else by a delegate that the same issuer has named. */
  return (X509_get_extension_flags (certificate) & EXFLAG_XKUSAGE) != 0 &&
         (X509_get_extended_key_usage (certificate) & XKU_OCSP_SIGN) != 0 &&
         X509_NAME_cmp (X509_get_issuer_name (certificate),
                        X509_get_subject_name (question->issuer)) == 0 &&
         yyq_asn1_time_to_ms (X509_get0_notBefore (certificate)) <= at &&
         at <= yyq_asn1_time_to_ms (X509_get0_notAfter (certificate)) &&
         X509_verify (certificate, X509_get0_pubkey (question->issuer)) == 1;
}

static gboolean
has_signed_answer (X509 *certificate, OCSP_BASICRESP *response,
                   const YyqRevocationQuestion *question)
{
  gint64 at = yyq_asn1_time_to_ms (OCSP_resp_get0_produced_at (response));
  STACK_OF (X509) *one = sk_X509_new_null ();
  gboolean fits;

  sk_X509_push (one, certificate);
  fits = OCSP_basic_verify (response, one, NULL, OCSP_NOINTERN | OCSP_NOVERIFY) == 1 &&
         is_ocsp_signer (certificate, question, at);
  sk_X509_free (one);
  return fits;
}

static gboolean
is_signed_rightly (OCSP_BASICRESP *response, const YyqRevocationQuestion *question)
{
  const STACK_OF (X509) *carried = OCSP_resp_get0_certs (response);
  gboolean fits = has_signed_answer (question->issuer, response, question);

  for (int i = 0; i < sk_X509_num (carried) && !fits; i++)
    fits = has_signed_answer (sk_X509_value (carried, i), response, question);
  for (int i = 0; i < sk_X509_num (question->others) && !fits; i++)
    fits = has_signed_answer (sk_X509_value (question->others, i), response, question);
  ERR_clear_error ();
  return fits;
}

/* An answer names the certificate by its number and by hashes of its issuer's name and key. */
static gboolean
is_about (OCSP_SINGLERESP *single, const YyqRevocationQuestion *question)
{
  OCSP_CERTID *id = (OCSP_CERTID *) OCSP_SINGLERESP_get0_id (single);
  ASN1_OBJECT *algorithm = NULL;
  const EVP_MD *md;
  g_autoptr (OCSP_CERTID) expected = NULL;

  OCSP_id_get0_info (NULL, &algorithm, NULL, NULL, id);
  md = EVP_get_digestbyobj (algorithm);
  expected = md != NULL ? OCSP_cert_to_id (md, question->certificate, question->issuer) : NULL;
  return expected != NULL && OCSP_id_cmp (id, expected) == 0;
}

static void
ask_single (OCSP_SINGLERESP *single, const YyqRevocationQuestion *question, YyqRevocation *answer)
{
  YyqRevocation found = { .source = "ocsp" };
  ASN1_GENERALIZEDTIME *revoked = NULL;
  ASN1_GENERALIZEDTIME *this_update = NULL;
  ASN1_GENERALIZEDTIME *next_update = NULL;
  int reason = CRL_REASON_NONE;
  int status = OCSP_single_get0_status (single, &reason, &revoked, &this_update, &next_update);

  found.produced_at = yyq_asn1_time_to_ms (this_update);
  if (status == V_OCSP_CERTSTATUS_REVOKED)
    accuse (&found, reason, revoked);
  else if (status == V_OCSP_CERTSTATUS_GOOD &&
           is_timely (question, found.produced_at, yyq_asn1_time_to_ms (next_update)))
    found.state = YYQ_REVOCATION_GOOD;
  if (found.state != YYQ_REVOCATION_UNKNOWN)
    take (answer, &found);
}

static void
ask_answer (OCSP_BASICRESP *response, const YyqRevocationQuestion *question, YyqRevocation *answer)
{
  int n = MIN (OCSP_resp_count (response), MAX_SINGLE_ANSWERS);
  gboolean checked = FALSE;

  for (int i = 0; i < n; i++) {
    OCSP_SINGLERESP *single = OCSP_resp_get0 (response, i);

    if (!is_about (single, question))
      continue;
    if (!checked && !is_signed_rightly (response, question))
      return;
    checked = TRUE;
    ask_single (single, question, answer);
  }
}

void
yyq_revocation_data_ask (YyqRevocationData *self, const YyqRevocationQuestion *question,
                         YyqRevocation *answer)
{
  for (guint i = 0; i < self->lists->len; i++)
    ask_list (self, g_ptr_array_index (self->lists, i), question, answer);
  for (guint i = 0; i < self->answers->len; i++)
    ask_answer (g_ptr_array_index (self->answers, i), question, answer);
  ERR_clear_error ();
}
