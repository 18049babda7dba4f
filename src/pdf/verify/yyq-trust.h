/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "yyq-pdf-check.h"
#include "yyq-revocation.h"

G_BEGIN_DECLS

/*
 * Whom we trust: certificates of authorities, of signers and of time-stamp authorities in lists of
 * their own, what each may vouch for, and revocation lists. Fill it first, then share it: reading
 * is safe from any thread. Errors: YYQ_PDF_ERROR_FAILED for bytes that are no certificate or list.
 */
typedef struct _YyqTrust YyqTrust;

#define YYQ_TYPE_TRUST (yyq_trust_get_type ())
GType yyq_trust_get_type (void);

YyqTrust *yyq_trust_new (void);
YyqTrust *yyq_trust_ref (YyqTrust *self);
void yyq_trust_unref (YyqTrust *self);

typedef enum {
  YYQ_TRUST_SIGNER,
  YYQ_TRUST_TIMESTAMPING,
} YyqTrustPurpose;

/*
 * What is demanded of certificates below one trusted certificate, beyond what is demanded of all.
 * All zero demands nothing more. A certificate that does not meet it is UNKNOWN: it is right, but
 * not of that kind.
 */
typedef struct {
  guint32
    key_usage; /* bits KU_* of <openssl/x509v3.h> that must all be set; no extension: all are */
  const char *const
    *extended_key_usages; /* (nullable): OIDs, "1.3.6.1.5.5.7.3.36": one of them must be there */
  const char *const *certificate_policies; /* (nullable): OIDs, one of which must be there */
  guint min_rsa_bits;                      /* 2048 at least, also when 0 */
  guint min_ec_bits;                       /* 256 at least, also when 0 */
  gboolean revocation_required; /* UNKNOWN when it is not known whether a certificate is revoked */
  gint64 revocation_grace_ms;   /* lists and answers count for so long after their nextUpdate */
} YyqTrustPolicy;

/*
 * Trusts @certificates: one in DER, or one or more in PEM. Each may be a root, an authority below
 * one, or a signer's own. @policy (nullable) is copied. A certificate that is trusted for both
 * purposes is added twice.
 */
gboolean yyq_trust_add (YyqTrust *self, YyqTrustPurpose purpose, GBytes *certificates,
                        const YyqTrustPolicy *policy, GError **error);

/* A revocation list, which is believed when its issuer's signature fits. */
gboolean yyq_trust_add_crl_der (YyqTrust *self, GBytes *der, GError **error);

/* (transfer full) (element-type YyqRevocationList): the newest of each issuer, of those that were
 * added. */
GPtrArray *yyq_trust_get_lists (YyqTrust *self);

/* Without any for @purpose every chain is UNKNOWN. */
gboolean yyq_trust_has_any (YyqTrust *self, YyqTrustPurpose purpose);

/* What is asked about a certificate. Nothing is owned; zeroed where nothing is known. */
typedef struct {
  YyqTrustPurpose purpose;
  gint64 at;        /* ms: the time at which everything must have been valid */
  gint64 proven_at; /* ms: a time stamp proves that the signature existed then; 0: none does */
  gint64
    claimed_at; /* ms: when the signer says that he signed, proven or not; 0: he does not say */
  GPtrArray *certificates; /* (nullable) (element-type GBytes): DER, e.g. from the file; none of
                              them is trusted */
  YyqRevocationData *revocation; /* (nullable): the same */
  YyqRevocationData *carried;    /* (nullable): more of it */
} YyqTrustQuestion;

/*
 * (transfer full): does @certificate (DER) lead to a certificate that is trusted, was everything
 * valid, may its key be used so, and was nothing revoked before a signature is proven? BAD only
 * where something is forged, misused, or revoked before anybody says that it was signed; what
 * nobody vouches for or proves is UNKNOWN.
 * @revocation (out, nullable): of @certificate itself.
 */
YyqPdfCheck *yyq_trust_check_chain (YyqTrust *self, GBytes *certificate,
                                    const YyqTrustQuestion *question, YyqRevocation *revocation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTrust, yyq_trust_unref)

G_END_DECLS
