/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-stamping.h"

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-note.h"
#include "yyq-contract-store.h"
#include "yyq-error.h"
#include "yyq-held-store.h"
#include "yyq-id.h"
#include "yyq-message-store.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-verify.h"
#include "yyq-service-error.h"
#include "yyq-sign-authority.h"
#include "yyq-sign-store.h"
#include "yyq-signing-certificate.h"
#include "yyq-tenant.h"
#include "yyq-trust-keeper.h"
#include "yyq-writer.h"

/* Doubled after every try, up to the second number. */
#define FIRST_WAIT_MS (5 * 1000)
#define LONGEST_WAIT_MS (10 * 60 * 1000)

static GBytes *
with_security_store (YyqPlatform *platform, GBytes *pdf, GError **error)
{
  YyqTrustKeeper *keeper = yyq_trust_keeper_of (platform);
  g_autoptr (GPtrArray) certificates = yyq_trust_keeper_ref_certificates (keeper);
  g_autoptr (GPtrArray) crls = yyq_trust_keeper_get_list_ders (keeper);
  g_autoptr (GBytes) tail = NULL;

  if (crls->len == 0)
    return g_bytes_ref (pdf);
  tail = yyq_pdf_add_dss (pdf, certificates, crls, error);
  return tail != NULL ? yyq_pdf_join (pdf, tail) : NULL;
}

static gboolean
reject (GError **error, YyqServiceError code, const char *why)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, why);
  return FALSE;
}

gboolean
yyq_stamping_check (YyqPlatform *platform, YyqParty *party, GBytes *base, GBytes *tail,
                    GBytes *certificate, GArray *shown, gboolean *timestamped, GError **error)
{
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) whole = yyq_pdf_join (base, tail);
  g_autoptr (YyqPdfReport) report = NULL;
  const YyqPdfSignatureReport *signature;

  yyq_writer_check_is_free ("checking a signed PDF");
  if (!yyq_pdf_check_next_revision (base, tail, yyq_party_get_field (party), trust, &local) ||
      (report = yyq_pdf_verify (whole, trust, &local)) == NULL)
    return reject (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED, local->message);
  signature = yyq_pdf_report_find (report, yyq_party_get_field (party));
  if (signature == NULL || signature->certificate == NULL ||
      !g_bytes_equal (signature->certificate, certificate))
    return reject (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED, "made with another certificate");
  if (signature->has_timestamp && !signature->timestamped)
    return reject (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                   "the time stamp is of an authority that is not trusted");
  if (!yyq_pdf_check_shown (base, tail, (const YyqPdfShown *) shown->data, shown->len, &local))
    return reject (error, YYQ_SERVICE_ERROR_SEAL_ALTERED, local->message);
  *timestamped = signature->timestamped;
  return TRUE;
}

YyqNextRevision *
yyq_stamping_prepare (YyqPlatform *platform, YyqContract *contract, YyqParty *party, GBytes *base,
                      GBytes *tail, GError **error)
{
  g_autoptr (YyqNextRevision) self = g_new0 (YyqNextRevision, 1);
  g_autoptr (GBytes) signed_pdf = yyq_pdf_join (base, tail);
  g_autoptr (GBytes) pdf = NULL;

  self->base_sha256 = yyq_sha256_hex (base);
  self->completes = yyq_contract_flow_is_last (contract, party);
  pdf =
    self->completes ? with_security_store (platform, signed_pdf, error) : g_bytes_ref (signed_pdf);
  self->pdf = pdf != NULL ? yyq_blob_store_write (yyq_blob_store_of (platform), pdf, error) : NULL;
  return self->pdf != NULL ? g_steal_pointer (&self) : NULL;
}

void
yyq_next_revision_free (YyqNextRevision *self)
{
  g_free (self->base_sha256);
  g_clear_pointer (&self->pdf, yyq_new_blob_free);
  g_free (self);
}

gboolean
yyq_stamping_accept (YyqPlatform *platform, const YyqAccess *access, YyqContract *contract,
                     YyqParty *party, YyqNextRevision *next, GError **error)
{
  gint64 now = yyq_clock_now ();
  const char *id = yyq_contract_get_id (contract);

  if (!g_str_equal (yyq_contract_get_sha256 (contract), next->base_sha256))
    return reject (error, YYQ_SERVICE_ERROR_REVISION_MOVED, "the contract has a newer revision");
  if (yyq_contract_flow_is_last (contract, party) != next->completes)
    return reject (error, YYQ_SERVICE_ERROR_CONFLICT, "who has to sign has changed meanwhile");
  return yyq_contract_flow_sign (contract, party, now, error) &&
         yyq_contract_store_add_revision (platform, contract, next->pdf, now, error) &&
         yyq_contract_store_save (platform, access, contract, error) &&
         yyq_contract_store_add_event (platform, id, "signed", yyq_party_get_name (party), now,
                                       NULL, error) &&
         (!next->completes ||
          yyq_contract_store_add_event (platform, id, "completed", yyq_party_get_name (party), now,
                                        NULL, error));
}

static gboolean
try_later (YyqPlatform *platform, const YyqHeldSignature *held, GError **error)
{
  gint64 wait = MIN (FIRST_WAIT_MS << MIN (held->tries, 10), LONGEST_WAIT_MS);

  return yyq_held_store_try_later (platform, held->id, yyq_clock_now () + wait, error);
}

/* A token of an authority that nobody configured is as good as none: it may be put right meanwhile.
 */
static GBytes *
keep_if_good (YyqPlatform *platform, const YyqHeldSignature *held, YyqParty *party, GBytes *base,
              GBytes *stamped)
{
  g_autoptr (GBytes) tail = stamped;
  g_autoptr (GError) error = NULL;
  gboolean timestamped = FALSE;

  if (yyq_stamping_check (platform, party, base, tail, held->certificate, held->shown, &timestamped,
                          &error) &&
      timestamped)
    return g_steal_pointer (&tail);
  g_message ("a time stamp is of no use: %s",
             error != NULL ? error->message : "its authority is not trusted");
  return NULL;
}

/* (transfer full): in or outside of a transaction; the account need not be logged in for this. */
static YyqSignAuthority *
derive (YyqPlatform *platform, const YyqHeldSignature *held, GError **error)
{
  YyqSignClaim claim = { held->account_id, NULL, held->contract_id, held->party_id,
                         held->certificate };

  return yyq_sign_authority_derive (platform, &claim, error);
}

/*
 * (nullable): why no time stamp of today can make this signature good: its certificate, or whoever
 * made it may no longer sign. A chain that leads to no root is the platform's configuration, which
 * may be put right.
 */
static const char *
find_hopeless (YyqPlatform *platform, const YyqHeldSignature *held, gboolean *later)
{
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  gint64 now = yyq_clock_now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSignAuthority) authority = NULL;

  if (!yyq_signing_certificate_check_trust (held->certificate, trust, now, &error)) {
    *later = g_error_matches (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_REVOCATION_UNKNOWN);
    if (!*later &&
        !g_error_matches (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CERTIFICATE_UNTRUSTED))
      return yyq_service_error_get_code (error);
  }
  if (held->shown->len == 0)
    return "client-outdated";
  if (now - held->since > YYQ_SIGN_DURABLE_MS)
    return "timestamp-unavailable";
  g_clear_error (&error);
  authority = derive (platform, held, &error);
  return authority == NULL && error->domain == YYQ_SERVICE_ERROR
           ? yyq_service_error_get_code (error)
           : NULL;
}

/* (transfer full): the contract, whoever held it and whatever he may do now. */
static YyqContract *
load_contract (YyqPlatform *platform, const YyqHeldSignature *held, YyqAccess **access,
               GError **error)
{
  g_autofree char *tenant_id = yyq_sign_authority_find_tenant (platform, held->contract_id, error);

  if (tenant_id == NULL)
    return NULL;
  *access = yyq_access_new_system (tenant_id);
  return yyq_contract_store_load (platform, *access, YYQ_CONTRACT_SIGN, held->contract_id, error);
}

/* Of the contract's tenant, which never changes. */
static gboolean
begin (YyqPlatform *platform, const YyqHeldSignature *held, GError **error)
{
  g_autofree char *tenant_id = yyq_sign_authority_find_tenant (platform, held->contract_id, error);

  return tenant_id != NULL && yyq_tenant_begin (platform, tenant_id, error);
}

static YyqContractBefore
before_of (YyqContract *contract)
{
  return (YyqContractBefore){ yyq_contract_get_state (contract),
                              yyq_contract_get_revision (contract) };
}

static gboolean
note (YyqPlatform *platform, const char *action, YyqContractBefore before, YyqContract *contract,
      GError **error)
{
  return yyq_contract_note (platform, &(YyqAuditEntry){ .action = action }, &before, contract,
                            error);
}

static gboolean
tell_signer (YyqPlatform *platform, const YyqHeldSignature *held, const YyqAccess *access,
             GError **error)
{
  return yyq_message_store_tell (
    platform, yyq_access_get_tenant_id (access), held->account_id,
    &(YyqNews){ .kind = "contract.returned", .object = held->contract_id }, error);
}

/* Gives the party its turn back, and says why. */
static gboolean
hand_back (YyqPlatform *platform, const YyqHeldSignature *held, const char *why, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (YyqAccess) access = NULL;
  YyqParty *party;

  if (!begin (platform, held, error))
    return FALSE;
  contract = load_contract (platform, held, &access, error);
  party = contract != NULL ? yyq_contract_find_party (contract, held->party_id) : NULL;
  if (party != NULL && yyq_contract_flow_release (contract, party, error) &&
      yyq_contract_store_save (platform, access, contract, error) &&
      yyq_contract_store_add_event (platform, held->contract_id, "signature-refused",
                                    yyq_party_get_name (party), yyq_clock_now (), why, error) &&
      note (platform, "contract.hand-back", before_of (contract), contract, error) &&
      tell_signer (platform, held, access, error) &&
      yyq_held_store_end (platform, held->id, "released", error) &&
      yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

/* (transfer full) (nullable): the tail with its time stamp; NULL without @error: the authority
 * failed. */
static GBytes *
stamp (YyqPlatform *platform, const YyqHeldSignature *held, YyqContract *contract, GBytes *base,
       const char **hopeless, GError **error)
{
  YyqParty *party = yyq_contract_find_party (contract, held->party_id);
  g_autoptr (YyqTimestamper) timestamper = yyq_platform_ref_timestamper (platform);
  g_autoptr (GBytes) tail =
    yyq_blob_store_get (yyq_blob_store_of (platform), held->tail_sha256, error);
  g_autoptr (GError) local = NULL;
  GBytes *stamped;

  if (tail == NULL || timestamper == NULL || party == NULL)
    return NULL;
  stamped =
    yyq_pdf_add_timestamp (base, tail, yyq_party_get_field (party), timestamper, NULL, &local);
  if (stamped != NULL)
    return keep_if_good (platform, held, party, base, stamped);
  /* It answered, and what it gave does not fit into this signature. */
  if (!g_error_matches (local, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP))
    *hopeless = "signature-rejected";
  g_message ("no time stamp: %s", local->message);
  return NULL;
}

/*
 * In a transaction: what may have changed while the network and the file were worked on. @hopeless:
 * whoever made it may no longer sign, or the contract is no longer the one that was signed.
 */
static gboolean
finish (YyqPlatform *platform, const YyqHeldSignature *held, YyqNextRevision *next,
        const char **hopeless, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqSignAuthority) authority = NULL;
  g_autoptr (GError) local = NULL;
  YyqContractBefore before = { 0 };

  if (!begin (platform, held, error))
    return FALSE;
  authority = derive (platform, held, &local);
  if (authority != NULL)
    before = before_of (authority->contract);
  if (authority != NULL &&
      yyq_stamping_accept (platform, authority->access, authority->contract, authority->party, next,
                           &local) &&
      note (platform, "contract.stamp", before, authority->contract, &local) &&
      yyq_held_store_end (platform, held->id, "done", &local) &&
      yyq_storage_commit (storage, &local))
    return TRUE;
  yyq_storage_rollback (storage);
  if (local->domain == YYQ_SERVICE_ERROR)
    *hopeless = yyq_service_error_get_code (local);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The network, the file, and the transaction last. */
static gboolean
stamp_and_finish (YyqPlatform *platform, const YyqHeldSignature *held, YyqContract *contract,
                  const char **hopeless, GError **error)
{
  g_autoptr (GBytes) base = yyq_contract_store_document (platform, contract, -1, error);
  g_autoptr (GBytes) tail =
    base != NULL ? stamp (platform, held, contract, base, hopeless, error) : NULL;
  g_autoptr (YyqNextRevision) next = NULL;

  if (tail == NULL)
    return FALSE;
  next = yyq_stamping_prepare (
    platform, contract, yyq_contract_find_party (contract, held->party_id), base, tail, error);
  return next != NULL && finish (platform, held, next, hopeless, error);
}

static gboolean
work_on (YyqPlatform *platform, YyqHeldSignature *held, GError **error)
{
  g_autoptr (YyqAccess) access = NULL;
  g_autoptr (YyqContract) contract = load_contract (platform, held, &access, error);
  g_autoptr (GError) local = NULL;
  gboolean later = FALSE;
  const char *hopeless;

  held->shown = contract != NULL ? yyq_sign_store_load_forms (platform, held->id, error) : NULL;
  if (held->shown == NULL)
    return FALSE;
  hopeless = find_hopeless (platform, held, &later);
  if (yyq_contract_state_is_final (yyq_contract_get_state (contract)))
    return yyq_held_store_end (platform, held->id, "released", error);
  if (hopeless != NULL)
    return hand_back (platform, held, hopeless, error);
  if (later)
    return try_later (platform, held, error);
  if (stamp_and_finish (platform, held, contract, &hopeless, &local))
    return TRUE;
  if (hopeless != NULL)
    return hand_back (platform, held, hopeless, error);
  if (local == NULL)
    return try_later (platform, held, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_stamping_run (YyqPlatform *platform, gint64 *next_ms, GError **error)
{
  g_autoptr (GPtrArray) due = yyq_held_store_list_due (platform, yyq_clock_now (), error);

  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++) {
    g_autoptr (GError) local = NULL;

    /* One that cannot be finished must not keep the others waiting. */
    if (!work_on (platform, g_ptr_array_index (due, i), &local)) {
      g_warning ("a held signature: %s", local->message);
      if (!try_later (platform, g_ptr_array_index (due, i), error))
        return FALSE;
    }
  }
  return yyq_held_store_find_next (platform, next_ms, error);
}
