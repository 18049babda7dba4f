/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "yyq-pdf-check.h"

G_BEGIN_DECLS

/*
 * Whom we trust: root certificates of signers and of time-stamp authorities, and revocation lists.
 * Fill it first, then share it: reading is safe from any thread. Errors: YYQ_PDF_ERROR_FAILED for
 * bytes that are no certificate or list.
 */
typedef struct _YyqTrust YyqTrust;

#define YYQ_TYPE_TRUST (yyq_trust_get_type ())
GType yyq_trust_get_type (void);

YyqTrust *yyq_trust_new (void);
YyqTrust *yyq_trust_ref (YyqTrust *self);
void yyq_trust_unref (YyqTrust *self);

/* Roots of signers; also of time-stamp authorities as long as no other root is given for those. */
gboolean yyq_trust_add_root_pem (YyqTrust *self, const char *pem, GError **error); /* one or more */
gboolean yyq_trust_add_root_der (YyqTrust *self, GBytes *der, GError **error);
gboolean yyq_trust_add_tsa_root_pem (YyqTrust *self, const char *pem, GError **error); /* one or more */
gboolean yyq_trust_add_tsa_root_der (YyqTrust *self, GBytes *der, GError **error);
gboolean yyq_trust_add_crl_der (YyqTrust *self, GBytes *der, GError **error);

/* Without roots every chain is UNKNOWN. */
gboolean yyq_trust_has_roots (YyqTrust *self);

typedef enum {
  YYQ_TRUST_SIGNER,
  YYQ_TRUST_TIMESTAMPING,
} YyqTrustPurpose;

/*
 * (transfer full): does @certificate lead to a root, was everything valid at @at (ms), may its key be
 * used so, and is nothing revoked? @proven: @at comes from a time stamp; then a later revocation
 * does no harm, and without it an expired certificate is UNKNOWN. @extra, @crls (element-type
 * GBytes, nullable) add to what is known, e.g. from the file; nothing in them is trusted.
 * @revocation_known (out, nullable): a list of the issuer that covers the signer was there.
 */
YyqPdfCheck *yyq_trust_check_chain (YyqTrust *self,
                                    YyqTrustPurpose purpose,
                                    GBytes *certificate,
                                    GPtrArray *extra,
                                    GPtrArray *crls,
                                    gint64 at,
                                    gboolean proven,
                                    gboolean *revocation_known);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTrust, yyq_trust_unref)

G_END_DECLS
