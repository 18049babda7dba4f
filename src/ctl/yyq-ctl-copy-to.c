/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"
#include "yyq-wire.h"

#include <string.h>

/* A million rows take a minute. */
#define PATIENCE_S 600

/* In the part between "//" and the path, or as a setting:
 * "postgresql://user:secret@host/db?password=secret". */
static gboolean
holds_password (const char *address)
{
  const char *authority = strstr (address, "://");
  g_autofree char *user = NULL;
  char *at;

  if (strstr (address, "password=") != NULL)
    return TRUE;
  if (authority == NULL)
    return FALSE;
  authority += strlen ("://");
  user = g_strndup (authority, strcspn (authority, "/?"));
  at = strrchr (user, '@');
  return at != NULL && memchr (user, ':', (gsize) (at - user)) != NULL;
}

static int
copy (const char *socket_path, const char *address)
{
  JsonObject *body = json_object_new ();
  g_autoptr (JsonNode) request = yyq_wire_take_object (body);
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  JsonObject *object;
  gint64 rows = 0;

  json_object_set_string_member (body, "address", address);
  reply = yyq_ctl_platform_post_within (socket_path, "/admin/copy-to", request, PATIENCE_S, &error);
  object = reply != NULL ? yyq_wire_node_object (reply, &error) : NULL;
  if (object == NULL || !yyq_wire_get_int (object, "rows", &rows, &error)) {
    yyq_ctl_complain (NULL, error);
    return YYQ_CTL_FAILED;
  }
  count = g_strdup_printf ("%" G_GINT64_FORMAT, rows);
  g_print (_ ("%s rows were copied. Set storage= in the platform's settings and restart it before "
              "anybody works on.\n"),
           count);
  return YYQ_CTL_OK;
}

int
yyq_ctl_copy_to (int argc, char **argv)
{
  g_autofree char *socket_path = NULL;
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, "postgresql://…",
                      _ ("Copies the platform's database into a new PostgreSQL database. Nobody "
                         "can write meanwhile; documents stay where they are."),
                      &argc, &argv, 1, 1))
    return YYQ_CTL_FAILED;
  if (holds_password (argv[1])) {
    g_printerr ("%s\n", _ ("Everybody on this machine can read a password in a command while it "
                           "runs. Put it into a file that only the platform's user can read, and "
                           "name that with passfile= in the address."));
    return YYQ_CTL_FAILED;
  }
  return copy (socket_path != NULL ? socket_path : YYQ_CTL_DEFAULT_SOCKET, argv[1]);
}
