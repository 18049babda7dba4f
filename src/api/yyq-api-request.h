/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "yyq-api-client.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): a call as it goes out to @base_url; NULL when that and the path make
 * no address. @access: for calls that are not public. */
SoupMessage *yyq_api_request_new (const char *base_url, const YyqApiCall *call, YyqSecret *access);

/*
 * (transfer full): "https://host[:port]" of what a person typed: https, or http on the loopback,
 * and no more than a host and a port. Errors: YYQ_API_ERROR_INVALID.
 */
char *yyq_api_request_normalize_origin (const char *url, GError **error);

G_END_DECLS
