/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-crl.h"
#include "yyq-trust-root.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * (transfer full) (nullable): trust as the administrator of a platform set it, for platform and
 * client alike.
 * @signer_roots, @tsa_roots: (element-type YyqTrustRoot); @lists: (element-type YyqCrl) (nullable).
 * Errors: YYQ_PDF_ERROR_FAILED with the name of the root.
 */
YyqTrust *yyq_trust_new_for_roots (GPtrArray *signer_roots, GPtrArray *tsa_roots, GPtrArray *lists,
                                   GError **error);

/* (transfer full) (element-type GBytes): DER of the certificates of @signer_roots and @tsa_roots,
 * each once. */
GPtrArray *yyq_trust_roots_get_certificates (GPtrArray *signer_roots, GPtrArray *tsa_roots);

/*
 * What a person compares: @name (out, transfer full), @sha256 of the certificate (out, transfer
 * full) in hex, and the end of its validity, ms. FALSE when @pem is no certificate.
 */
gboolean yyq_trust_describe_pem (const char *pem, char **name, char **sha256, gint64 *not_after);

G_END_DECLS
