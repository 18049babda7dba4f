/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-contract.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Who may sign what for whom (D4, D7, D13): the one answer for opening a sign session, for
 * completing it and for stamping what is held. It is derived from the contract as it is stored at
 * this moment; what was kept earlier is a claim and nothing more.
 */

/* How long a signature that was made may take to arrive and to be stamped (D4). */
#define YYQ_SIGN_DURABLE_MS (7 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* What somebody says of himself. Borrowed. */
typedef struct {
  const char *account_id;
  const char
    *tenant_id; /* (nullable): what the caller has chosen; NULL: the platform goes on by itself */
  const char *contract_id;
  const char *party_id;
  GBytes *certificate; /* DER */
} YyqSignClaim;

/* What is true. */
typedef struct {
  YyqAccess *access;   /* of the platform in this tenant: the claim has been checked */
  char *enterprise_id; /* the party: the main enterprise or one of its units */
  YyqContract *contract;
  YyqParty *party; /* (transfer none): of @contract */
} YyqSignAuthority;

/*
 * (transfer full): may the claim's account sign as this party? The account is active and a member,
 * its roles give the permission for this unit, its binding of the certificate lives, the
 * certificate is in its time, made for signatures and names the party, and the chosen company is
 * the contract's. Reads the database and no public key: call it inside the writing transaction,
 * whatever was asked before. Whose turn it is the caller asks the contract. Errors: NOT_FOUND (also
 * a foreign contract), FORBIDDEN, CERTIFICATE_*, YYQ_STORE_ERROR.
 */
YyqSignAuthority *yyq_sign_authority_derive (YyqPlatform *platform, const YyqSignClaim *claim,
                                             GError **error);
void yyq_sign_authority_free (YyqSignAuthority *self);

/*
 * (transfer full): ids of the units of @tenant_id that this account may sign for, by
 * the same questions, with one or another of the certificates that are bound to it. Outside of
 * transactions: there may be many.
 */
GStrv yyq_sign_authority_list_enterprises (YyqPlatform *platform, const char *account_id,
                                           const char *tenant_id, GError **error);

/* (transfer full): the tenant that the contract belongs to. Error: NOT_FOUND. */
char *yyq_sign_authority_find_tenant (YyqPlatform *platform, const char *contract_id,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqSignAuthority, yyq_sign_authority_free)

G_END_DECLS
