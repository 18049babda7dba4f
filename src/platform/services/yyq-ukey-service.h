/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/*
 * Challenges that a UKey signs, and which certificates are bound to whom (D7). Calls that write stand
 * in the caller's transaction. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */
#define YYQ_CHALLENGE_MS (2 * 60 * 1000)

typedef struct {
  char *id;
  GBytes *to_sign; /* "YYQ-LOGIN-v1\n<origin>\n<account or ->\n<nonce>\n<expires_at>\n" */
} YyqChallenge;

void yyq_challenge_free (YyqChallenge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqChallenge, yyq_challenge_free)

/* @purpose: "LOGIN" or "BIND"; @account_id NULL for a log-in. @cert_sha256: 64 hexadecimal digits. */
YyqChallenge *yyq_ukey_service_challenge (YyqPlatform *platform,
                                          const char *purpose,
                                          const char *account_id,
                                          const char *cert_sha256,
                                          GError **error);

/* What the client sends back. Borrowed. */
typedef struct {
  const char *challenge_id;
  GBytes *certificate; /* DER */
  const char *algorithm;
  GBytes *signature;
} YyqProof;

/*
 * Uses the challenge up, whatever comes of it (the caller commits on error, too), and checks
 * signature and trust. Errors: SIGNATURE_REJECTED for a challenge that is unknown, used, over, or was
 * given for another certificate or account.
 */
gboolean yyq_ukey_service_check (YyqPlatform *platform,
                                 const char *purpose,
                                 const char *account_id,
                                 const YyqProof *proof,
                                 GError **error);

/* Whose key it is. With one enterprise bound it is entered at once. */
typedef struct {
  char *ukey_id;
  char *account_id;
  char *enterprise_id; /* (nullable): bound for several */
} YyqUkeyOwner;

void yyq_ukey_owner_free (YyqUkeyOwner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqUkeyOwner, yyq_ukey_owner_free)

/* Errors: CERTIFICATE_UNBOUND; CONFLICT when it is bound to several accounts: then a password is needed. */
YyqUkeyOwner *yyq_ukey_service_find_owner (YyqPlatform *platform, GBytes *certificate, GError **error);

/*
 * (transfer full): the binding that was made. Errors: CERTIFICATE_FOREIGN when the certificate does
 * not name the enterprise, CONFLICT when it is bound already.
 */
YyqUkeyBinding *yyq_ukey_service_bind (YyqPlatform *platform,
                                       const char *account_id,
                                       const char *enterprise_id,
                                       GBytes *certificate,
                                       const char *token_label,
                                       const char *token_serial,
                                       GError **error);

/* Error: NOT_FOUND. Sessions that began with it end. */
gboolean yyq_ukey_service_unbind (YyqPlatform *platform, const char *account_id, const char *ukey_id, GError **error);

/* (transfer full) (element-type YyqUkeyBinding): newest first; @enterprise_id NULL: of all. */
GPtrArray *yyq_ukey_service_list (YyqPlatform *platform, const char *account_id, const char *enterprise_id, GError **error);

G_END_DECLS
