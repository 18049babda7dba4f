/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/*
 * Names in certificates as people read them. All are valid UTF-8 without control characters, also
 * none that turn the direction of text: a name must not be able to look like another line or
 * another name.
 */

/* (transfer full) (nullable): common name, else organisation, else unit, else the whole subject;
 * NULL when it is empty. */
char *yyq_x509_get_display_name (const X509 *certificate);

/* (transfer full): all of it, in the order and form of RFC 2253. */
char *yyq_x509_name_to_text (const X509_NAME *name);

G_END_DECLS
