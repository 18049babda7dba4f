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
#include "yyq-service-error.h"
#include "yyq-signing-certificate.h"
#include "yyq-signing.h"
#include "yyq-stamping.h"

static gpointer
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return NULL;
}

static gboolean
check_certificate (YyqPlatform *platform, const YyqSignRequest *request, YyqContract *contract, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqTrust) trust = yyq_signing_ref_trust (yyq_signing_of (platform));
  g_autofree char *sha256 = yyq_sha256_hex (request->certificate);
  g_autoptr (YyqRows) rows = yyq_storage_query (storage, error, "SELECT uscc, name FROM enterprise WHERE id = $1", "s",
                                                yyq_contract_get_enterprise_id (contract));
  gint64 bound = 0;

  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such enterprise") != NULL;
  if (!yyq_signing_certificate_check (request->certificate, trust,
                                      yyq_rows_get_text (rows, 0), yyq_rows_get_text (rows, 1), yyq_clock_now (), error))
    return FALSE;
  if (!yyq_storage_query_int (storage, &bound, error,
                              "SELECT COUNT(*) FROM ukey_binding WHERE cert_sha256 = $1 AND account_id = $2 "
                              "AND enterprise_id = $3 AND revoked_at IS NULL",
                              "sss", sha256, request->account_id, request->scope_id))
    return FALSE;
  return bound > 0 || refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND, "not bound to this account") != NULL;
}

static YyqParty *
find_party (YyqContract *contract, const char *party_id, GError **error)
{
  YyqParty *party = yyq_contract_find_party (contract, party_id);

  if (party == NULL || yyq_party_get_side (party) != YYQ_PARTY_SIDE_EMPLOYER)
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such party of this company");
  if (yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_WITHDRAWN)
    return refuse (error, YYQ_SERVICE_ERROR_CONTRACT_WITHDRAWN, "the contract was withdrawn");
  if (!yyq_contract_flow_can_sign (contract, party))
    return refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "it is not this party's turn");
  return party;
}

/* A lease that ran out is free; one's own is replaced, so that a crashed client need not wait. */
static gboolean
free_lease (YyqPlatform *platform, const YyqSignRequest *request, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 taken = 0;

  if (!yyq_storage_execute (storage, error,
                            "UPDATE sign_session SET state = 'released' WHERE contract_id = $1 AND state = 'open' "
                            "AND (expires_at <= $2 OR account_id = $3)",
                            "sis", request->contract_id, yyq_clock_now (), request->account_id) ||
      !yyq_storage_query_int (storage, &taken, error,
                              "SELECT COUNT(*) FROM sign_session WHERE contract_id = $1 AND state IN ('open', 'held')", "s",
                              request->contract_id))
    return FALSE;
  return taken == 0 || refuse (error, YYQ_SERVICE_ERROR_LEASED, "somebody else signs this contract") != NULL;
}

static gboolean
add_seals (YyqPlatform *platform, const char *scope_id, YyqSignSession *session, GError **error)
{
  g_autoptr (GPtrArray) seals = yyq_seal_service_list (platform, scope_id, error);

  for (guint i = 0; seals != NULL && i < seals->len; i++)
    yyq_sign_session_add_seal (session, g_ptr_array_index (seals, i));
  return seals != NULL;
}

static gboolean
insert (YyqPlatform *platform, const YyqSignRequest *request, YyqSignSession *session, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (request->certificate);

  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO sign_session (id, contract_id, party_id, account_id, scope_id, cert_sha256, certificate, "
                              "base_revision, base_sha256, state, created_at, expires_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11)",
                              "ssssssbisii", yyq_sign_session_get_id (session), request->contract_id, request->party_id,
                              request->account_id, request->scope_id, sha256, request->certificate,
                              (gint64) yyq_sign_session_get_revision (session), yyq_sign_session_get_sha256 (session),
                              yyq_clock_now (), yyq_sign_session_get_expires_at (session));
}

static YyqSignSession *
make_session (YyqContract *contract, YyqParty *party)
{
  GListModel *revisions = yyq_contract_get_revisions (contract);
  g_autoptr (YyqRevision) latest = g_list_model_get_item (revisions, g_list_model_get_n_items (revisions) - 1);
  g_autofree char *id = yyq_id_new ();

  return g_object_new (YYQ_TYPE_SIGN_SESSION,
                       "id", id, "contract-id", yyq_contract_get_id (contract), "party-id", yyq_party_get_id (party),
                       "field", yyq_party_get_field (party), "revision", yyq_contract_get_revision (contract),
                       "sha256", yyq_contract_get_sha256 (contract), "length", yyq_revision_get_length (latest),
                       "expires-at", yyq_clock_now () + YYQ_LEASE_MS, NULL);
}

YyqSignSession *
yyq_sign_service_open (YyqPlatform *platform, const YyqSignRequest *request, GError **error)
{
  g_autoptr (YyqContract) contract = yyq_contract_store_load (platform, request->scope_id, request->contract_id, error);
  YyqParty *party = contract != NULL ? find_party (contract, request->party_id, error) : NULL;
  g_autoptr (YyqSignSession) session = NULL;

  if (party == NULL || !check_certificate (platform, request, contract, error) || !free_lease (platform, request, error))
    return NULL;
  session = make_session (contract, party);
  if (!insert (platform, request, session, error) || !add_seals (platform, request->scope_id, session, error))
    return NULL;
  return g_steal_pointer (&session);
}

/* What complete needs of the row. */
typedef struct {
  char *id;
  char *contract_id;
  char *party_id;
  char *scope_id;
  char *base_sha256;
  GBytes *certificate;
} Lease;

static void
lease_free (Lease *self)
{
  g_free (self->id);
  g_free (self->contract_id);
  g_free (self->party_id);
  g_free (self->scope_id);
  g_free (self->base_sha256);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lease, lease_free)

/* A lease whose time ran out is still good as long as nobody else took the contract. */
static Lease *
load_lease (YyqPlatform *platform, const char *account_id, const char *session_id, GError **error)
{
  g_autoptr (Lease) self = g_new0 (Lease, 1);
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                                                "SELECT contract_id, party_id, scope_id, base_sha256, certificate, state "
                                                "FROM sign_session WHERE id = $1 AND account_id = $2",
                                                "ss", session_id, account_id);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such session");
  if (!g_str_equal (yyq_rows_get_text (rows, 5), "open"))
    return refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "the session is over");
  self->id = g_strdup (session_id);
  self->contract_id = g_strdup (yyq_rows_get_text (rows, 0));
  self->party_id = g_strdup (yyq_rows_get_text (rows, 1));
  self->scope_id = g_strdup (yyq_rows_get_text (rows, 2));
  self->base_sha256 = g_strdup (yyq_rows_get_text (rows, 3));
  self->certificate = yyq_rows_get_bytes (rows, 4);
  return g_steal_pointer (&self);
}

static gboolean
check_base (YyqContract *contract, YyqParty *party, const Lease *lease, const char *base_sha256, GError **error)
{
  if (yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_WITHDRAWN)
    return refuse (error, YYQ_SERVICE_ERROR_CONTRACT_WITHDRAWN, "the contract was withdrawn") != NULL;
  if (!g_str_equal (lease->base_sha256, base_sha256) || !g_str_equal (yyq_contract_get_sha256 (contract), base_sha256))
    return refuse (error, YYQ_SERVICE_ERROR_REVISION_MOVED, "the contract has a newer revision") != NULL;
  if (party == NULL || !yyq_contract_flow_can_sign (contract, party))
    return refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "it is not this party's turn") != NULL;
  return TRUE;
}

static gboolean
set_state (YyqPlatform *platform, const Lease *lease, const char *state, const char *tail_sha256, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (storage, error,
                            "UPDATE sign_session SET state = $1, tail_sha256 = $2 WHERE id = $3 AND state = 'open'",
                            "sss", state, tail_sha256, lease->id))
    return FALSE;
  return yyq_storage_get_changes (storage) == 1 || refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "the session is over") != NULL;
}

static gboolean
hold (YyqPlatform *platform, const Lease *lease, YyqContract *contract, YyqParty *party, GBytes *tail, GError **error)
{
  g_autofree char *sha256 = yyq_blob_store_put (yyq_blob_store_of (platform), tail, error);

  return sha256 != NULL && yyq_contract_flow_hold (contract, party, error) &&
         yyq_contract_store_save (platform, lease->scope_id, contract, error) &&
         yyq_contract_store_add_event (platform, lease->contract_id, "stamping", yyq_party_get_name (party), yyq_clock_now (), NULL, error) &&
         set_state (platform, lease, "held", sha256, error);
}

/* In the transaction: everything that was checked outside of it is looked at once more. */
static YyqContract *
store (YyqPlatform *platform, const Lease *lease, GBytes *base, GBytes *tail, gboolean timestamped, GError **error)
{
  g_autoptr (YyqContract) contract = NULL;
  YyqParty *party;
  gboolean ok;

  if (!yyq_storage_begin (yyq_platform_get_storage (platform), error))
    return NULL;
  contract = yyq_contract_store_load (platform, lease->scope_id, lease->contract_id, error);
  if (contract == NULL)
    return NULL;
  party = yyq_contract_find_party (contract, lease->party_id);
  if (!check_base (contract, party, lease, lease->base_sha256, error))
    return NULL;
  if (timestamped)
    ok = yyq_stamping_accept (platform, lease->scope_id, contract, party, base, tail, error) &&
         set_state (platform, lease, "done", NULL, error);
  else
    ok = hold (platform, lease, contract, party, tail, error);
  return ok ? g_steal_pointer (&contract) : NULL;
}

YyqContract *
yyq_sign_service_complete (YyqPlatform *platform,
                           const char *account_id,
                           const char *session_id,
                           const char *base_sha256,
                           GBytes *tail,
                           gboolean *held,
                           GError **error)
{
  g_autoptr (Lease) lease = load_lease (platform, account_id, session_id, error);
  g_autoptr (YyqContract) contract =
    lease != NULL ? yyq_contract_store_load (platform, lease->scope_id, lease->contract_id, error) : NULL;
  YyqParty *party = contract != NULL ? yyq_contract_find_party (contract, lease->party_id) : NULL;
  g_autoptr (GBytes) base = NULL;
  gboolean timestamped = FALSE;

  if (contract == NULL || !check_base (contract, party, lease, base_sha256, error))
    return NULL;
  if (g_bytes_get_size (tail) > YYQ_PDF_MAX_TAIL) {
    refuse (error, YYQ_SERVICE_ERROR_TOO_LARGE, "/tail: more than a signature needs");
    return NULL;
  }
  base = yyq_contract_store_document (platform, contract, -1, error);
  if (base == NULL || !yyq_stamping_check (platform, party, base, tail, lease->certificate, &timestamped, error))
    return NULL;
  *held = !timestamped;
  return store (platform, lease, base, tail, timestamped, error);
}

gboolean
yyq_sign_service_release (YyqPlatform *platform, const char *account_id, const char *session_id, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE sign_session SET state = 'released' WHERE id = $1 AND account_id = $2 AND state = 'open'",
                              "ss", session_id, account_id);
}
