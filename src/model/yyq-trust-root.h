/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One authority that is trusted, and for what (D7): set by the administrator, sent to the clients,
 * and the same rule on both sides. Whether it is for signers or for time stamps says the list it is
 * in. Immutable once it is built. A new one has the minima of today, requires revocation, and has a
 * day of grace.
 *
 * Usages and policies are what a certificate below it must have besides being for signatures, NULL
 * for no condition: all of these key usages ("digital-signature", "non-repudiation"), one of these
 * extended key usages, one of these certificate policies (dotted object identifiers).
 */
#define YYQ_TRUST_ROOT_MEMBERS(M, T)                                                             \
  M (T, STRING, name, REQUIRED) /* what the administrator calls it */                            \
  /* PEM, one certificate each: the root itself first, then authorities below it. Never NULL. */ \
  M (T, STRV, certificates, REQUIRED)                                                            \
  M (T, STRV, key_usages, OPTIONAL)                                                              \
  M (T, STRV, extended_key_usages, OPTIONAL)                                                     \
  M (T, STRV, policies, OPTIONAL)                                                                \
  M (T, INT, minimum_rsa, REQUIRED) /* bits of the keys below it */                              \
  M (T, INT, minimum_ec, REQUIRED)                                                               \
  /* TRUE: a certificate counts only while a revocation list of its issuer calls it good. */     \
  M (T, BOOLEAN, revocation_required, REQUIRED)                                                  \
  M (T, INT, grace_hours, REQUIRED) /* that a list still counts after its next update was due */
#define YYQ_TYPE_TRUST_ROOT (yyq_trust_root_get_type ())
YYQ_DECLARE_RECORD (YyqTrustRoot, yyq_trust_root, TRUST_ROOT)

/* Do both say the same? The name is the administrator's own and does not count. */
gboolean yyq_trust_root_equal (YyqTrustRoot *self, YyqTrustRoot *other);

G_END_DECLS
