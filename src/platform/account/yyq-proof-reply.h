/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-reply.h"
#include "yyq-ukey-service.h"

G_BEGIN_DECLS

/* A proof out of a body; owns what it holds. */
typedef struct {
  YyqProof proof;
} YyqReadProof;

/* challenge_id, certificate, algorithm and signature. Clear it also on failure. */
gboolean yyq_proof_read (JsonObject *body, YyqReadProof *proof, GError **error);
void yyq_read_proof_clear (YyqReadProof *proof);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqReadProof, yyq_read_proof_clear)

/* Gives out a challenge for the certificate in the body. */
void yyq_proof_reply_challenge (YyqPlatform *platform, YyqRequest *request, YyqResponse *response,
                                const char *purpose, const char *account_id);

G_END_DECLS
