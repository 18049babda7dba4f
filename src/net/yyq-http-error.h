/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * (transfer full): what a transport failure means to the caller, as YYQ_API_ERROR OFFLINE, TIMEOUT,
 * TLS or BAD_REPLY; G_IO_ERROR_CANCELLED stays. @message (nullable) tells why a certificate was
 * refused.
 */
GError *yyq_http_error_new (const GError *error, SoupMessage *message);

/* "expired", "another host", ... for logs and the details of a message; never NULL. */
char *yyq_tls_flags_to_text (GTlsCertificateFlags flags);

G_END_DECLS
