/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-http-error.h"

#include "yyq-error.h"

static const struct {
  GTlsCertificateFlags flag;
  const char *text;
} tls_words[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "unknown issuer" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "issued for another host" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "not yet valid" },
  { G_TLS_CERTIFICATE_EXPIRED, "expired" },
  { G_TLS_CERTIFICATE_REVOKED, "revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "weak algorithm" },
};

char *
yyq_tls_flags_to_text (GTlsCertificateFlags flags)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tls_words); i++) {
    if (flags & tls_words[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", tls_words[i].text);
  }
  if (text->len == 0)
    g_string_append (text, "not acceptable");
  return g_string_free (text, FALSE);
}

static gboolean
is_tls (const GError *error)
{
  return error->domain == G_TLS_ERROR && !g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF) &&
         !g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS);
}

static int
code_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return YYQ_API_ERROR_TIMEOUT;
  if (error->domain == G_TLS_ERROR)
    return is_tls (error) ? YYQ_API_ERROR_TLS : YYQ_API_ERROR_OFFLINE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return YYQ_API_ERROR_BAD_REPLY;
  if (error->domain == SOUP_SESSION_ERROR)
    return YYQ_API_ERROR_BAD_REPLY;
  return YYQ_API_ERROR_OFFLINE;
}

GError *
yyq_http_error_new (const GError *error, SoupMessage *message)
{
  int code;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  code = code_of (error);
  if (code == YYQ_API_ERROR_TLS && message != NULL) {
    GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
    g_autofree char *reason = yyq_tls_flags_to_text (flags);

    return g_error_new (YYQ_API_ERROR, code, "The platform’s certificate is refused: %s (%s)",
                        reason, error->message);
  }
  return g_error_new_literal (YYQ_API_ERROR, code, error->message);
}
