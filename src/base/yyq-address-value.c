/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Where a platform is. "host" alone means https: nobody types the scheme. */

/* Plain http is only for the loopback: nobody else can listen there. */
static gboolean
is_safe (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = NULL;

  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  if (!g_str_equal (g_uri_get_scheme (uri), "http"))
    return FALSE;
  if (g_str_equal (host, "localhost"))
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
has_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  /* "not an address" would be one, of a host with spaces. */
  return host != NULL && *host != '\0' && strpbrk (host, " \t%\"<>\\^`{|}") == NULL;
}

static gboolean
names_more (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return (*path != '\0' && !g_str_equal (path, "/")) || g_uri_get_query (uri) != NULL ||
         g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL;
}

static const char *
find_error (GUri *uri)
{
  if (uri == NULL || !has_host (uri))
    return N_ ("This is not an address. It is like https://sign.example.com.");
  if (!is_safe (uri))
    return N_ ("This is not an address of a platform: it begins with https://.");
  if (names_more (uri))
    return N_ ("The address names a host, perhaps with a port, and nothing behind it.");
  return NULL;
}

/* (transfer full): with a scheme, and the full stop of Chinese is one. */
static char *
complete (const char *text)
{
  g_autofree char *folded = yyq_text_fold_width (text);
  g_auto (GStrv) parts = g_strsplit (folded, "。", -1);
  g_autofree char *joined = g_strjoinv (".", parts);

  return *joined == '\0' || strstr (joined, "://") != NULL ? g_steal_pointer (&joined)
                                                           : g_strconcat ("https://", joined, NULL);
}

void
yyq_judge_server_address (const char *text, YyqVerdict *verdict)
{
  g_autofree char *completed = complete (text);
  g_autoptr (GUri) uri =
    g_uri_parse (completed, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  verdict->error = find_error (uri);
  if (verdict->error != NULL) {
    verdict->value = g_steal_pointer (&completed);
  } else {
    g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);

    verdict->value = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, host,
                                 g_uri_get_port (uri), "", NULL, NULL);
  }
}
