/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-auth-api.h"
#include "yyq-secret.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * Answers a challenge of the platform with a UKey. What is to be signed comes from the network and
 * is signed with a key that also signs contracts: so only a text of five lines is ever signed,
 *   <prefix> LF <origin> LF <account id, or "-"> LF <nonce> LF <expiry, ms> LF
 * whose origin is the platform that we speak to. A platform that passes on the challenge of another
 * one gets nothing, and no digest of a document can look like this.
 */
#define YYQ_CHALLENGE_LOGIN "YYQ-LOGIN-v1"
#define YYQ_CHALLENGE_BIND "YYQ-BIND-v1"

/* @account_id (nullable): any. Error: YYQ_API_ERROR_BAD_REPLY. Any thread. */
gboolean yyq_challenge_response_check (GBytes *to_sign, const char *prefix, const char *origin,
                                       const char *account_id, GError **error);

/* What it takes to answer. All are referenced during the call. */
typedef struct {
  YyqApiClient *client;
  YyqUkeyManager *manager;
  YyqUkey *ukey;
  YyqUkeyCertificate *certificate;
  YyqSecret *pin;         /* (nullable): for tokens with a PIN pad; cleared when it was used */
  const char *account_id; /* (nullable): NULL for a log-in, else for a binding */
} YyqChallengeResponder;

/* The proof that goes to the platform; @proof's strings belong to the response. */
typedef struct {
  YyqAuthProof proof;
  char *challenge_id;
} YyqChallengeResponse;

void yyq_challenge_response_free (YyqChallengeResponse *self);

/* Asks for a challenge, checks it, signs it in a worker. (transfer full). Errors: YYQ_API_ERROR,
 * YYQ_UKEY_ERROR, G_IO_ERROR_CANCELLED. */
void yyq_challenge_response_async (const YyqChallengeResponder *responder,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
YyqChallengeResponse *yyq_challenge_response_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqChallengeResponse, yyq_challenge_response_free)

G_END_DECLS
