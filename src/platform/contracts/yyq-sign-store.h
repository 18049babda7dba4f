/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-shown.h"
#include "yyq-platform.h"
#include "yyq-sign-authority.h"
#include "yyq-sign-session.h"

G_BEGIN_DECLS

/*
 * Rows of sign_session, and of sign_session_form: what a session lets its signature show, whose
 * forms lie among the blobs. What writes does so in the caller's transaction. Errors:
 * YYQ_STORE_ERROR.
 */

/* Ends sessions of the contract that ran out, and those of @account_id. @taken (out): another one
 * is still there. */
gboolean yyq_sign_store_free (YyqPlatform *platform, const char *contract_id,
                              const char *account_id, gboolean *taken, GError **error);

/* @session as it was opened for @claim. */
gboolean yyq_sign_store_add (YyqPlatform *platform, const YyqSignClaim *claim,
                             const char *tenant_id, YyqSignSession *session, GError **error);

/* A session as it was opened: what its owner claims when he comes back. */
typedef struct {
  char *contract_id;
  char *party_id;
  char *base_sha256;
  GBytes *certificate;
  gboolean open; /* neither used nor given back */
  gint64 created_at;
} YyqSignLease;

void yyq_sign_lease_clear (YyqSignLease *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqSignLease, yyq_sign_lease_clear)

/* Fills @lease. Error, too: YYQ_SERVICE_ERROR_NOT_FOUND when @account_id has no such session. */
gboolean yyq_sign_store_load (YyqPlatform *platform, const char *session_id, const char *account_id,
                              YyqSignLease *lease, GError **error);

/* @was_open (out): FALSE when it had ended before, and nothing was written. @tail_sha256
 * (nullable). */
gboolean yyq_sign_store_end (YyqPlatform *platform, const char *session_id, const char *state,
                             const char *tail_sha256, gboolean *was_open, GError **error);

/* One that has ended is no error. */
gboolean yyq_sign_store_release (YyqPlatform *platform, const char *session_id,
                                 const char *account_id, GError **error);

/* @form_sha256 was put into the blob store before. */
gboolean yyq_sign_store_add_form (YyqPlatform *platform, const char *session_id, const char *field,
                                  const char *seal_id, const char *form_sha256, GError **error);

/* (transfer full) (element-type YyqPdfShown): owns what it points to. Empty for sessions from
 * before there were forms. */
GArray *yyq_sign_store_load_forms (YyqPlatform *platform, const char *session_id, GError **error);

G_END_DECLS
