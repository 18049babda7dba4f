/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One authority that is trusted, and for what (D7): set by the administrator, sent to the clients,
 * and the same rule on both sides. Whether it is for signers or for time stamps says the list it is
 * in. Immutable once it is built. Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_TRUST_ROOT (yyq_trust_root_get_type ())
G_DECLARE_FINAL_TYPE (YyqTrustRoot, yyq_trust_root, YYQ, TRUST_ROOT, YyqRecord)

/* With the minima of today, revocation required, and a day of grace. */
YyqTrustRoot *yyq_trust_root_new (void);

/* What the administrator calls it. */
const char *yyq_trust_root_get_name (YyqTrustRoot *self);

/* PEM, one certificate each: the root itself first, then authorities below it. Never NULL. */
const char *const *yyq_trust_root_get_certificates (YyqTrustRoot *self);

/*
 * What a certificate below it must have besides being for signatures, NULL for no condition: all of
 * these key usages ("digital-signature", "non-repudiation"), one of these extended key usages, one
 * of these certificate policies (dotted object identifiers).
 */
const char *const *yyq_trust_root_get_key_usages (YyqTrustRoot *self);
const char *const *yyq_trust_root_get_extended_key_usages (YyqTrustRoot *self);
const char *const *yyq_trust_root_get_policies (YyqTrustRoot *self);

/* Bits of the keys below it. */
int yyq_trust_root_get_minimum_rsa (YyqTrustRoot *self);
int yyq_trust_root_get_minimum_ec (YyqTrustRoot *self);

/* TRUE: a certificate counts only while a revocation list of its issuer says that it is good. */
gboolean yyq_trust_root_get_revocation_required (YyqTrustRoot *self);

/* Hours that a list goes on counting after its next update was due. */
int yyq_trust_root_get_grace_hours (YyqTrustRoot *self);

/* Do both say the same? The name is the administrator's own and does not count. */
gboolean yyq_trust_root_equal (YyqTrustRoot *self, YyqTrustRoot *other);

G_END_DECLS
