/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-ukey-binding.h"
#include "yyq-ukey-store.h"

G_BEGIN_DECLS

/*
 * Challenges that a UKey signs, and which certificates are bound to whom (D7). Calls that write
 * stand in the caller's transaction. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */
#define YYQ_CHALLENGE_MS (2 * 60 * 1000)

typedef struct {
  char *id;
  GBytes *to_sign; /* "YYQ-LOGIN-v1\n<origin>\n<account or ->\n<nonce>\n<expires_at>\n" */
} YyqChallenge;

void yyq_challenge_free (YyqChallenge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqChallenge, yyq_challenge_free)

/* @purpose: "LOGIN" or "BIND"; @account_id NULL for a log-in. @cert_sha256: 64 hexadecimal digits.
 */
YyqChallenge *yyq_ukey_service_challenge (YyqPlatform *platform, const char *purpose,
                                          const char *account_id, const char *cert_sha256,
                                          GError **error);

/* What the client sends back. Borrowed. */
typedef struct {
  const char *challenge_id;
  GBytes *certificate; /* DER */
  const char *algorithm;
  GBytes *signature;
} YyqProof;

/* What came of a proof: found out before the transaction, judged inside. */
typedef struct _YyqProofCheck YyqProofCheck;

void yyq_proof_check_free (YyqProofCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqProofCheck, yyq_proof_check_free)

/*
 * (transfer full): checks signature and trust, outside any transaction. Error: SIGNATURE_REJECTED
 * for a challenge that is unknown, used or over.
 */
YyqProofCheck *yyq_ukey_service_check (YyqPlatform *platform, const char *purpose,
                                       const char *account_id, const YyqProof *proof,
                                       GError **error);

/*
 * Inside the transaction: uses the challenge up, whatever comes of it (the caller commits on error,
 * too). Errors: what the check found, SIGNATURE_REJECTED also for a challenge that was given for
 * another certificate or account.
 */
gboolean yyq_ukey_service_settle (YyqPlatform *platform, const YyqProofCheck *check,
                                  GError **error);

/* Errors: CERTIFICATE_UNBOUND; CONFLICT when it is bound to several accounts: then a password is
 * needed. */
YyqUkeyOwner *yyq_ukey_service_find_owner (YyqPlatform *platform, GBytes *certificate,
                                           GError **error);

/*
 * (transfer full): what the certificate says as a binding that is not stored yet; outside any
 * transaction. Error: CERTIFICATE_FOREIGN when it does not name the enterprise or one of its units.
 */
YyqUkeyBinding *yyq_ukey_service_describe (YyqPlatform *platform, const char *account_id,
                                           const char *enterprise_id, GBytes *certificate,
                                           const char *token_label, const char *token_serial,
                                           GError **error);

/* Stores it. One of the same certificate that was reported lost ends. Errors: UKEY_BOUND when it is
 * bound already, NOT_FOUND for who is no member (any more). */
gboolean yyq_ukey_service_bind (YyqPlatform *platform, const char *account_id,
                                const char *enterprise_id, YyqUkeyBinding *binding,
                                GBytes *certificate, GError **error);

/* Error: NOT_FOUND. Sessions that began with it end. */
gboolean yyq_ukey_service_unbind (YyqPlatform *platform, const char *account_id,
                                  const char *ukey_id, GError **error);

/* Reported lost: it neither logs in nor signs until it is bound anew. Error: NOT_FOUND. Sessions
 * that began with it end. */
gboolean yyq_ukey_service_suspend (YyqPlatform *platform, const char *account_id,
                                   const char *ukey_id, GError **error);

/* @name "": what stands on the token. Errors: NOT_FOUND, INVALID. */
#define YYQ_UKEY_NAME_MOST 40 /* characters */
gboolean yyq_ukey_service_rename (YyqPlatform *platform, const char *account_id,
                                  const char *ukey_id, const char *name, GError **error);

/* The account has logged in or signed with it. */
gboolean yyq_ukey_service_note_use (YyqPlatform *platform, const char *account_id,
                                    GBytes *certificate, GError **error);

G_END_DECLS
