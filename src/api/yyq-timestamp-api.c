/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-timestamp-api.h"

#include "yyq-http-timestamper.h"

/*
 * Plain http is right here: only a digest goes there, and what comes back is signed.
 */
YyqTimestamper *
yyq_timestamp_api_new (YyqApiClient *client, const char *url, guint timeout_ms)
{
  g_autofree char *resolved =
    g_uri_resolve_relative (yyq_api_client_get_base_url (client), url, G_URI_FLAGS_NONE, NULL);

  if (resolved == NULL ||
      (!g_str_has_prefix (resolved, "https://") && !g_str_has_prefix (resolved, "http://")))
    return NULL;
  return yyq_http_timestamper_new (resolved, timeout_ms, yyq_api_client_get_tls_database (client));
}
