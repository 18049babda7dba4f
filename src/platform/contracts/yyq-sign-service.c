/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-service.h"

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-seal-service.h"
#include "yyq-seal-store.h"
#include "yyq-service-error.h"
#include "yyq-sign-store.h"
#include "yyq-signing-certificate.h"
#include "yyq-stamping.h"
#include "yyq-tenant.h"
#include "yyq-trust-keeper.h"
#include "yyq-ukey-service.h"

static gpointer
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return NULL;
}

/* In the transaction: what was checked against @trust before it began still stands. */
static gboolean
check_trust (YyqPlatform *platform, YyqTrust *trust, GError **error)
{
  g_autoptr (YyqTrust) now = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));

  if (now == trust)
    return TRUE;
  g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY,
                       "revocation lists came in meanwhile");
  return FALSE;
}

static gboolean
check_turn (YyqContract *contract, YyqParty *party, GError **error)
{
  if (yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_WITHDRAWN)
    return refuse (error, YYQ_SERVICE_ERROR_CONTRACT_WITHDRAWN, "the contract was withdrawn") !=
           NULL;
  return yyq_contract_flow_can_sign (contract, party) ||
         refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "it is not this party's turn") != NULL;
}

/* A lease that ran out is free; one's own is replaced, so that a crashed client need not wait. */
static gboolean
free_lease (YyqPlatform *platform, const YyqSignClaim *claim, GError **error)
{
  gboolean taken = FALSE;

  if (!yyq_sign_store_free (platform, claim->contract_id, claim->account_id, &taken, error))
    return FALSE;
  return !taken ||
         refuse (error, YYQ_SERVICE_ERROR_LEASED, "somebody else signs this contract") != NULL;
}

static YyqSignSession *
make_session (const YyqSignAuthority *authority, YyqSeal *seal)
{
  YyqContract *contract = authority->contract;
  GListModel *revisions = yyq_contract_get_revisions (contract);
  g_autoptr (YyqRevision) latest =
    g_list_model_get_item (revisions, g_list_model_get_n_items (revisions) - 1);
  g_autofree char *id = yyq_id_new ();

  return g_object_new (
    YYQ_TYPE_SIGN_SESSION, "id", id, "contract-id", yyq_contract_get_id (contract), "party-id",
    yyq_party_get_id (authority->party), "field", yyq_party_get_field (authority->party),
    "revision", yyq_contract_get_revision (contract), "sha256", yyq_contract_get_sha256 (contract),
    "length", yyq_revision_get_length (latest), "expires-at", yyq_clock_now () + YYQ_LEASE_MS,
    "seal-id", yyq_seal_get_id (seal), "form", yyq_seal_get_form (seal), NULL);
}

/* The place of @party in the contract's latest revision. */
static gboolean
find_frame (YyqPlatform *platform, YyqContract *contract, YyqParty *party, YyqPdfFrame *frame,
            GError **error)
{
  g_autoptr (GBytes) document = yyq_contract_store_document (platform, contract, -1, error);

  return document != NULL &&
         yyq_pdf_frame_of_field (document, yyq_party_get_field (party), frame, error);
}

GPtrArray *
yyq_sign_service_list_seals (YyqPlatform *platform, const YyqAccess *access,
                             const char *contract_id, const char *party_id, GError **error)
{
  g_autoptr (YyqContract) contract =
    yyq_contract_store_load (platform, access, YYQ_CONTRACT_SIGN, contract_id, error);
  YyqParty *party = contract != NULL ? yyq_contract_find_party (contract, party_id) : NULL;
  g_autoptr (GPtrArray) seals = NULL;
  YyqPdfFrame frame;

  if (party == NULL || yyq_party_get_side (party) != YYQ_PARTY_SIDE_EMPLOYER)
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such party of this company");
  seals = yyq_seal_store_list_for_party (platform, contract_id, party_id, error);
  if (seals == NULL || !find_frame (platform, contract, party, &frame, error))
    return NULL;
  for (guint i = 0; i < seals->len; i++)
    if (!yyq_seal_service_draw (g_ptr_array_index (seals, i), &frame, error))
      return NULL;
  return g_steal_pointer (&seals);
}

/*
 * (transfer full): what is slow about opening a session: the chain, and the seal's form, which is
 * on the disk then. A client that names no seal would draw one of its own.
 */
static YyqSeal *
prepare (YyqPlatform *platform, const YyqSignClaim *claim, const char *seal_id, YyqTrust *trust,
         char **sha256, YyqNewBlob **form, GError **error)
{
  g_autoptr (YyqSignAuthority) authority = NULL;
  g_autoptr (YyqSeal) seal = NULL;
  YyqPdfFrame frame;

  authority = yyq_sign_authority_derive (platform, claim, error);
  if (authority == NULL || !check_turn (authority->contract, authority->party, error) ||
      !yyq_signing_certificate_check_trust (claim->certificate, trust, yyq_clock_now (), error))
    return NULL;
  if (seal_id == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_CLIENT_OUTDATED,
                   "/seal_id: the program must say which seal it shows");
  seal = yyq_seal_service_find (platform, claim->contract_id, claim->party_id, seal_id, error);
  if (seal == NULL ||
      !find_frame (platform, authority->contract, authority->party, &frame, error) ||
      !yyq_seal_service_draw (seal, &frame, error))
    return NULL;
  *sha256 = g_strdup (yyq_contract_get_sha256 (authority->contract));
  *form = yyq_blob_store_write (yyq_blob_store_of (platform), yyq_seal_get_form (seal), error);
  return *form != NULL ? g_steal_pointer (&seal) : NULL;
}

/* In the transaction: @seal was drawn for the revision @sha256. */
static YyqSignSession *
open_session (YyqPlatform *platform, const YyqSignClaim *claim, YyqSeal *seal, const char *sha256,
              YyqNewBlob *form, GError **error)
{
  g_autoptr (YyqSignAuthority) authority = yyq_sign_authority_derive (platform, claim, error);
  g_autoptr (YyqSeal) still = NULL;
  g_autoptr (YyqSignSession) session = NULL;

  if (authority == NULL || !check_turn (authority->contract, authority->party, error) ||
      !free_lease (platform, claim, error))
    return NULL;
  if (!g_str_equal (yyq_contract_get_sha256 (authority->contract), sha256))
    return refuse (error, YYQ_SERVICE_ERROR_REVISION_MOVED, "the contract has a newer revision");
  still = yyq_seal_service_find (platform, claim->contract_id, claim->party_id,
                                 yyq_seal_get_id (seal), error);
  if (still == NULL)
    return NULL;
  session = make_session (authority, seal);
  if (!yyq_sign_store_add (platform, claim, yyq_access_get_tenant_id (authority->access), session,
                           error) ||
      !yyq_blob_store_add (yyq_blob_store_of (platform), form, error) ||
      !yyq_sign_store_add_form (platform, yyq_sign_session_get_id (session),
                                yyq_sign_session_get_field (session), yyq_seal_get_id (seal),
                                yyq_new_blob_get_sha256 (form), error))
    return NULL;
  return g_steal_pointer (&session);
}

YyqSignSession *
yyq_sign_service_open (YyqPlatform *platform, const YyqSignClaim *claim, const char *seal_id,
                       GError **error)
{
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  g_autofree char *sha256 = NULL;
  g_autoptr (YyqNewBlob) form = NULL;
  g_autoptr (YyqSeal) seal = prepare (platform, claim, seal_id, trust, &sha256, &form, error);

  if (seal == NULL || !yyq_tenant_begin (platform, claim->tenant_id, error) ||
      !check_trust (platform, trust, error))
    return NULL;
  return open_session (platform, claim, seal, sha256, form, error);
}

/*
 * A lease that ran out is still good as long as nobody else took the contract, but no longer than a
 * finished signature may be on its way.
 */
static gboolean
load_lease (YyqPlatform *platform, const YyqSignCompletion *completion, YyqSignLease *lease,
            GError **error)
{
  if (!yyq_sign_store_load (platform, completion->session_id, completion->account_id, lease, error))
    return FALSE;
  return (lease->open && yyq_clock_now () - lease->created_at <= YYQ_SIGN_DURABLE_MS) ||
         refuse (error, YYQ_SERVICE_ERROR_LEASE_OVER, "the session is over") != NULL;
}

static gboolean
check_base (YyqContract *contract, const YyqSignLease *lease, const char *base_sha256,
            GError **error)
{
  return (g_str_equal (lease->base_sha256, base_sha256) &&
          g_str_equal (yyq_contract_get_sha256 (contract), base_sha256)) ||
         refuse (error, YYQ_SERVICE_ERROR_REVISION_MOVED, "the contract has a newer revision") !=
           NULL;
}

/*
 * (transfer full): everything that only the database knows. Asked before the file is looked at, so
 * that a stranger costs little, and again in the transaction, because looking at it takes time.
 * Fills @lease.
 */
static YyqSignAuthority *
stand (YyqPlatform *platform, const YyqSignCompletion *completion, YyqSignLease *lease,
       GError **error)
{
  g_autoptr (YyqSignAuthority) authority = NULL;
  YyqSignClaim claim = { completion->account_id, completion->tenant_id };

  if (!load_lease (platform, completion, lease, error))
    return NULL;
  claim.contract_id = lease->contract_id;
  claim.party_id = lease->party_id;
  claim.certificate = lease->certificate;
  authority = yyq_sign_authority_derive (platform, &claim, error);
  if (authority == NULL ||
      !check_base (authority->contract, lease, completion->base_sha256, error) ||
      !check_turn (authority->contract, authority->party, error))
    return NULL;
  return g_steal_pointer (&authority);
}

static gboolean
end_session (YyqPlatform *platform, const char *session_id, const char *state,
             const char *tail_sha256, GError **error)
{
  gboolean was_open = FALSE;

  if (!yyq_sign_store_end (platform, session_id, state, tail_sha256, &was_open, error))
    return FALSE;
  return was_open || refuse (error, YYQ_SERVICE_ERROR_LEASE_OVER, "the session is over") != NULL;
}

static gboolean
hold (YyqPlatform *platform, const YyqSignCompletion *completion, const YyqSignAuthority *authority,
      YyqNewBlob *tail, GError **error)
{
  YyqContract *contract = authority->contract;

  return yyq_blob_store_add (yyq_blob_store_of (platform), tail, error) &&
         yyq_contract_flow_hold (contract, authority->party, error) &&
         yyq_contract_store_save (platform, authority->access, contract, error) &&
         yyq_contract_store_add_event (platform, yyq_contract_get_id (contract), "stamping",
                                       yyq_party_get_name (authority->party), yyq_clock_now (),
                                       NULL, error) &&
         end_session (platform, completion->session_id, "held", yyq_new_blob_get_sha256 (tail),
                      error);
}

/* What goes to the disk before the transaction: the next revision, or a tail that waits for its
 * time stamp. */
typedef struct {
  YyqNextRevision *next;
  YyqNewBlob *tail;
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->next, yyq_next_revision_free);
  g_clear_pointer (&self->tail, yyq_new_blob_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
do_work (YyqPlatform *platform, const YyqSignCompletion *completion,
         const YyqSignAuthority *authority, const YyqSignLease *lease, YyqTrust *trust, Work *work,
         GError **error)
{
  g_autoptr (GArray) shown = yyq_sign_store_load_forms (platform, completion->session_id, error);
  g_autoptr (GBytes) base =
    shown != NULL ? yyq_contract_store_document (platform, authority->contract, -1, error) : NULL;
  gboolean timestamped = FALSE;

  if (base == NULL ||
      !yyq_signing_certificate_check_trust (lease->certificate, trust, yyq_clock_now (), error) ||
      !yyq_stamping_check (platform, authority->party, base, completion->tail, lease->certificate,
                           shown, &timestamped, error))
    return FALSE;
  if (timestamped)
    work->next = yyq_stamping_prepare (platform, authority->contract, authority->party, base,
                                       completion->tail, error);
  else
    work->tail = yyq_blob_store_write (yyq_blob_store_of (platform), completion->tail, error);
  return work->next != NULL || work->tail != NULL;
}

/* In the transaction. */
static YyqContract *
store (YyqPlatform *platform, const YyqSignCompletion *completion, const Work *work, GError **error)
{
  g_auto (YyqSignLease) lease = { 0 };
  g_autoptr (YyqSignAuthority) authority = stand (platform, completion, &lease, error);
  gboolean ok;

  if (authority == NULL ||
      !yyq_ukey_service_note_use (platform, completion->account_id, lease.certificate, error))
    return NULL;
  if (work->next != NULL)
    ok = yyq_stamping_accept (platform, authority->access, authority->contract, authority->party,
                              work->next, error) &&
         end_session (platform, completion->session_id, "done", NULL, error);
  else
    ok = hold (platform, completion, authority, work->tail, error);
  return ok ? g_object_ref (authority->contract) : NULL;
}

YyqContract *
yyq_sign_service_complete (YyqPlatform *platform, const YyqSignCompletion *completion,
                           gboolean *held, GError **error)
{
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  g_auto (YyqSignLease) lease = { 0 };
  g_autoptr (YyqSignAuthority) authority = stand (platform, completion, &lease, error);
  g_auto (Work) work = { 0 };

  if (authority == NULL)
    return NULL;
  if (g_bytes_get_size (completion->tail) > YYQ_PDF_MAX_TAIL)
    return refuse (error, YYQ_SERVICE_ERROR_TOO_LARGE, "/tail: more than a signature needs");
  if (!do_work (platform, completion, authority, &lease, trust, &work, error) ||
      !yyq_tenant_begin (platform, completion->tenant_id, error) ||
      !check_trust (platform, trust, error))
    return NULL;
  *held = work.next == NULL;
  return store (platform, completion, &work, error);
}

gboolean
yyq_sign_service_release (YyqPlatform *platform, const char *account_id, const char *session_id,
                          GError **error)
{
  return yyq_sign_store_release (platform, session_id, account_id, error);
}
