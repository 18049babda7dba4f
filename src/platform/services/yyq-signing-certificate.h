/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * May @der log in and sign at @now_ms, for whomever? It must be valid now, allow signatures and lead
 * to a signer root without being revoked. Errors: YYQ_SERVICE_ERROR_INVALID, CERTIFICATE_EXPIRED,
 * _USAGE, _UNTRUSTED, _REVOKED.
 */
gboolean yyq_signing_certificate_check_trust (GBytes *der, YyqTrust *trust, gint64 now_ms, GError **error);

/* And for the company @uscc / @name (D7)? Errors: also CERTIFICATE_FOREIGN. */
gboolean yyq_signing_certificate_check (GBytes *der, YyqTrust *trust, const char *uscc, const char *name, gint64 now_ms, GError **error);

G_END_DECLS
