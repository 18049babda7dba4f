/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-link.h"

#include <string.h>

#define SCHEME "yuyunqian"
#define LONGEST_ID 64

static gboolean
is_id (const char *text)
{
  const gsize length = strlen (text);

  return length > 0 && length <= LONGEST_ID &&
         strspn (text, "0123456789abcdefghijklmnopqrstuvwxyz-") == length;
}

char *
yyq_link_parse_contract (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *path = parsed != NULL ? g_uri_get_path (parsed) : "";

  if (parsed == NULL || !g_str_equal (g_uri_get_scheme (parsed), SCHEME) ||
      g_strcmp0 (g_uri_get_host (parsed), "contract") != 0 || g_uri_get_query (parsed) != NULL ||
      g_uri_get_port (parsed) != -1 || *path != '/' || !is_id (path + 1))
    return NULL;
  return g_strdup (path + 1);
}
