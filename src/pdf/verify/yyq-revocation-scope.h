/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/*
 * Would @certificate stand in @crl if it were revoked? That is so for a complete list, and for the
 * partition that the certificate itself names as its distribution point (RFC 5280 §5.2.5, §6.3.3
 * b); not for deltas, indirect lists, lists of some reasons only, or what has extensions that we do
 * not know.
 */
gboolean yyq_revocation_list_covers (X509_CRL *crl, X509 *certificate);

G_END_DECLS
