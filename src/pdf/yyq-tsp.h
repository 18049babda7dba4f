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
GBytes *yyq_tsp_stamp (GBytes *digest, YyqTimestamper *timestamper, GCancellable *cancellable, GError **error);

/*
 * Checks that @token is over the @n_parts one behind the other, and by an authority of @trust that
 * was valid at that time. @extra (element-type GBytes, nullable): further certificates. Puts the
 * time (ms) into @at unless the result is BAD; UNKNOWN: right, but the authority is not known.
 */
YyqPdfCheck *yyq_tsp_verify (GBytes *token,
                             GBytes *const *parts,
                             gsize n_parts,
                             YyqTrust *trust,
                             GPtrArray *extra,
                             GPtrArray *crls,
                             gint64 *at);

/*
 * (transfer full): the answer of a time-stamp authority to the DER of @request, at @now (ms) with
 * @serial. A request that cannot be served gets an answer that says so. @chain may be NULL.
 * Errors: YYQ_PDF_ERROR_TIMESTAMP when the authority's key or certificate is unfit. Any thread.
 */
GBytes *yyq_tsp_respond (GBytes *request,
                         EVP_PKEY *key,
                         X509 *certificate,
                         STACK_OF (X509) * chain,
                         gint64 now,
                         guint64 serial,
                         GError **error);

G_END_DECLS
