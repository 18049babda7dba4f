/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-openssl.h"

G_BEGIN_DECLS

/*
 * (transfer full): those of @candidates whose keys have really signed @certificate, or one that
 * has. A file may bring others of the same names, by mistake or on purpose: they must not stand in
 * the way of the right ones.
 */
YyqX509Stack *yyq_trust_chain_select (X509 *certificate, YyqX509Stack *candidates);

/*
 * (transfer full): the chain from @certificate over @between to @anchor, whose own issuer does not
 * matter (RFC 5280 §6.1), as everything was at @at (ms). Else NULL, with X509_V_ERR_* in @error and
 * how far above
 * @certificate in @depth.
 */
YyqX509Stack *yyq_trust_chain_build (X509 *certificate, X509 *anchor, YyqX509Stack *between,
                                     gint64 at, int *error, int *depth);

G_END_DECLS
