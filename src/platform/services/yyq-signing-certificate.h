/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * May @der sign for the company @uscc / @name at @now_ms? It must be valid now, allow signatures,
 * lead to a signer root without being revoked, and name the company (D7): the USCC somewhere in the
 * subject, or else the organisation with brackets and spaces folded.
 * Errors: YYQ_SERVICE_ERROR_INVALID, CERTIFICATE_EXPIRED, _USAGE, _UNTRUSTED, _REVOKED, _FOREIGN.
 */
gboolean yyq_signing_certificate_check (GBytes *der, YyqTrust *trust, const char *uscc, const char *name, gint64 now_ms, GError **error);

gboolean yyq_signing_certificate_names (GBytes *der, const char *uscc, const char *name);

G_END_DECLS
