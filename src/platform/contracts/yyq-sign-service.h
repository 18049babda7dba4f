/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-platform.h"
#include "yyq-sign-authority.h"
#include "yyq-sign-session.h"

G_BEGIN_DECLS

/*
 * The employer's signature on a contract, in two calls (D3, D4): open gives the exclusive right to
 * sign the latest revision, complete brings what to append to it. Errors: YYQ_SERVICE_ERROR,
 * YYQ_STORE_ERROR.
 */
#define YYQ_LEASE_MS (5 * 60 * 1000)

/*
 * (transfer full) (element-type YyqSeal): what @party_id may sign with, each with its form for the
 * party's place. Draws: outside of transactions. Errors: NOT_FOUND, also for contracts that @access
 * may not sign.
 */
GPtrArray *yyq_sign_service_list_seals (YyqPlatform *platform, const YyqAccess *access,
                                        const char *contract_id, const char *party_id,
                                        GError **error);

/*
 * (transfer full): checks the certificate's chain and draws the seal, then begins the transaction,
 * which the caller ends. @seal_id (nullable): what the signature is to show; NULL is what clients
 * say that know no forms. Errors: NOT_FOUND, FORBIDDEN, CONTRACT_WITHDRAWN, CONFLICT (not this
 * party's turn), LEASED, REVISION_MOVED, SEAL_FOREIGN, CLIENT_OUTDATED, and CERTIFICATE_*.
 */
YyqSignSession *yyq_sign_service_open (YyqPlatform *platform, const YyqSignClaim *claim,
                                       const char *seal_id, GError **error);

/* What comes back, and from whom. Borrowed. */
typedef struct {
  const char *account_id;
  const char *tenant_id; /* the company that the caller has chosen */
  const char *session_id;
  const char *base_sha256;
  GBytes *tail;
} YyqSignCompletion;

/*
 * (transfer full): the contract as it is now. Checks the whole file before it begins the
 * transaction, which the caller ends; authority is derived before and in it. @held: good, but waits
 * for its time stamp. Errors: NOT_FOUND, FORBIDDEN, CERTIFICATE_*, LEASE_OVER, REVISION_MOVED,
 * CONTRACT_WITHDRAWN, CONFLICT, TOO_LARGE, SIGNATURE_REJECTED, SEAL_ALTERED.
 */
YyqContract *yyq_sign_service_complete (YyqPlatform *platform, const YyqSignCompletion *completion,
                                        gboolean *held, GError **error);

/* Gives the lease back; one that is over already is no error. In the caller's transaction. */
gboolean yyq_sign_service_release (YyqPlatform *platform, const char *account_id,
                                   const char *session_id, GError **error);

G_END_DECLS
