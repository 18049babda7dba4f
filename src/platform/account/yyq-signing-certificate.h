/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * May @der log in and sign at @now_ms, for whomever? It must be valid now, allow signatures and
 * lead to a signer root without being revoked. Errors: YYQ_SERVICE_ERROR_INVALID,
 * CERTIFICATE_EXPIRED, _USAGE (also when it is not what the root's policy asks for), _UNTRUSTED,
 * _REVOKED, REVOCATION_UNKNOWN. Works with public keys: outside of transactions.
 */
gboolean yyq_signing_certificate_check_trust (GBytes *der, YyqTrust *trust, gint64 now_ms,
                                              GError **error);

/*
 * Is it in its time, for signatures, and does it name the company @uscc / @name (D7)? Uses no
 * public key, so that it can be asked inside a transaction. Errors: INVALID, CERTIFICATE_EXPIRED,
 * _USAGE, _FOREIGN.
 */
gboolean yyq_signing_certificate_check_name (GBytes *der, const char *uscc, const char *name,
                                             gint64 now_ms, GError **error);

G_END_DECLS
