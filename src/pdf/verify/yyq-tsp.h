/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "yyq-pdf-check.h"
#include "yyq-timestamper.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/* Time-Stamp Protocol, RFC 3161. */

/*
 * (transfer full): DER of a token over the 32-byte SHA-256 @digest: asks with a nonce, and checks
 * that status, digest and nonce of the answer fit; whom it comes from is judged when verifying.
 * Blocks. Errors: YYQ_PDF_ERROR_TIMESTAMP, G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_tsp_stamp (GBytes *digest, YyqTimestamper *timestamper, GCancellable *cancellable,
                       GError **error);

/* What a token says, and how far it is to be believed. All owned. */
typedef struct {
  YyqPdfCheck *integrity;   /* well formed, over these bytes, and rightly signed */
  YyqPdfCheck *chain;       /* by an authority that is trusted and was valid then */
  gint64 at;                /* ms: the time it states; 0 when nobody is known to have said so */
  char *signer;             /* (nullable): name of the authority */
  GBytes *certificate;      /* (nullable): DER, of the authority */
  YyqRevocation revocation; /* of that */
} YyqTimestamp;

void yyq_timestamp_free (YyqTimestamp *self);

/* Worth believing: nothing about it is BAD or UNKNOWN. */
gboolean yyq_timestamp_is_good (const YyqTimestamp *self);

/*
 * (transfer full): judges @token, behind which zeros may stand, over the @n_parts one behind the
 * other. What
 * @known (nullable) has beside purpose and time is used; its proven_at is about the token itself.
 * Any thread.
 */
YyqTimestamp *yyq_tsp_verify (GBytes *token, GBytes *const *parts, gsize n_parts, YyqTrust *trust,
                              const YyqTrustQuestion *known);

/*
 * (transfer full): the answer of a time-stamp authority to the DER of @request, at @now (ms) with
 * @serial. A request that cannot be served gets an answer that says so. @chain may be NULL.
 * Errors: YYQ_PDF_ERROR_TIMESTAMP when the authority's key or certificate is unfit. Any thread.
 */
GBytes *yyq_tsp_respond (GBytes *request, EVP_PKEY *key, X509 *certificate, STACK_OF (X509) * chain,
                         gint64 now, guint64 serial, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTimestamp, yyq_timestamp_free)

G_END_DECLS
