/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-error.h"

G_BEGIN_DECLS

/*
 * Every problem that the platform can answer with (RFC 9457), once: its name in C, its code on the
 * wire, the HTTP status, what the client makes of it (YYQ_API_ERROR_*), and English words. A client
 * that does not know a code goes by the status.
 */
/* clang-format off */
#define YYQ_PROBLEMS(X) \
  X (INTERNAL, "internal", 500, SERVER, "Internal error") \
  X (UNAUTHENTICATED, "unauthenticated", 401, UNAUTHENTICATED, "Log in") \
  X (CREDENTIALS, "credentials", 401, CREDENTIALS, "Phone, password or UKey not accepted") \
  X (LOCKED, "locked", 423, LOCKED, "Too many failed attempts") \
  X (PASSWORD_WEAK, "password-weak", 422, PASSWORD, "The new password is too easy to guess") \
  X (FORBIDDEN, "forbidden", 403, FORBIDDEN, "Not permitted") \
  X (NOT_FOUND, "not-found", 404, NOT_FOUND, "Not found") \
  X (METHOD_NOT_ALLOWED, "method-not-allowed", 405, INVALID, "Not with this method") \
  X (CONFLICT, "conflict", 409, CONFLICT, "In conflict with what is stored") \
  X (UKEY_BOUND, "ukey-bound", 409, BOUND, "The UKey is bound to this account already") \
  X (NOT_IN_THIS_STATE, "not-in-this-state", 409, CONFLICT, "Its state does not allow this") \
  X (REVISION_MOVED, "revision-moved", 409, CONFLICT, "The document has a newer revision") \
  X (CONTRACT_WITHDRAWN, "contract-withdrawn", 409, CONFLICT, "The contract was withdrawn") \
  X (LEASED, "leased", 409, LEASED, "Someone else is signing") \
  X (LEASE_OVER, "lease-over", 409, LEASE_OVER, "The right to sign this contract has ended") \
  X (CURSOR_UNKNOWN, "cursor-unknown", 410, RESYNC, "The cursor is not known: begin anew") \
  X (INVALID, "invalid", 422, INVALID, "The request is not valid") \
  X (CERTIFICATE_UNBOUND, "certificate-unbound", 403, UNBOUND, \
     "The certificate is not bound to this account") \
  X (CERTIFICATE_FOREIGN, "certificate-foreign", 403, CERTIFICATE, \
     "The certificate does not name the enterprise") \
  X (CERTIFICATE_EXPIRED, "certificate-expired", 403, CERTIFICATE, \
     "The certificate is not valid at this time") \
  X (CERTIFICATE_USAGE, "certificate-usage", 403, CERTIFICATE, \
     "The certificate may not be used for this") \
  X (CERTIFICATE_REVOKED, "certificate-revoked", 403, CERTIFICATE, \
     "The certificate was revoked") \
  X (CERTIFICATE_UNTRUSTED, "certificate-untrusted", 403, CERTIFICATE, \
     "The certificate's issuer is not trusted") \
  X (SEAL_FOREIGN, "seal-foreign", 403, SEAL, "The seal may not be used for this contract") \
  X (SEAL_ALTERED, "seal-altered", 422, SEAL_ALTERED, \
     "The signature does not show the seal that the session names") \
  X (CLIENT_OUTDATED, "client-outdated", 426, OUTDATED, "Update the program") \
  X (SIGNATURE_REJECTED, "signature-rejected", 422, SIGNATURE, "The signature was not accepted") \
  X (REVOCATION_UNKNOWN, "revocation-unknown", 503, REVOCATION_UNKNOWN, \
     "Revocation status cannot be established now") \
  X (TIMESTAMP_UNAVAILABLE, "timestamp-unavailable", 503, SERVER, "No time stamp could be had") \
  X (RATE_LIMITED, "rate-limited", 429, RATE_LIMITED, "Too many requests") \
  X (IDEMPOTENCY_MISMATCH, "idempotency-mismatch", 422, INVALID, \
     "The key was used for another request") \
  X (IN_PROGRESS, "in-progress", 409, CONFLICT, "The first request with this key still runs") \
  X (TOO_LARGE, "too-large", 413, INVALID, "The request is too large") \
  X (BUSY, "busy", 503, SERVER, "Busy: try again")
/* clang-format on */

typedef struct {
  const char *code;
  guint status;
  YyqApiError client;
  const char *title;
} YyqProblem;

/* In the order of YYQ_PROBLEMS. */
extern const YyqProblem yyq_problems[];
extern const guint yyq_n_problems;

/* (transfer none) (nullable). */
const YyqProblem *yyq_problem_find (const char *code);

G_END_DECLS
