/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"
#include "yyq-wire.h"

typedef struct {
  gint64 version;
  gint64 done;
  gint64 left;
} Step;

static gboolean
take_step (const char *socket_path, gboolean first, Step *step, GError **error)
{
  JsonObject *body = json_object_new ();
  g_autoptr (JsonNode) request = yyq_wire_take_object (body);
  g_autoptr (JsonNode) reply = NULL;
  JsonObject *object;

  json_object_set_boolean_member (body, "first", first);
  reply = yyq_ctl_platform_post (socket_path, "/admin/rotate-keys", request, error);
  object = reply != NULL ? yyq_wire_node_object (reply, error) : NULL;
  return object != NULL && yyq_wire_get_int (object, "version", &step->version, error) &&
         yyq_wire_get_int (object, "done", &step->done, error) &&
         yyq_wire_get_int (object, "left", &step->left, error);
}

/* Until no key is left that an older master key wraps; whatever was done stays done when it is
 * stopped. */
static int
rotate (const char *socket_path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *count = NULL;
  Step step = { 0 };
  gint64 total = 0;

  do {
    if (!take_step (socket_path, step.version == 0, &step, &error)) {
      yyq_ctl_complain (NULL, error);
      return YYQ_CTL_FAILED;
    }
    total += step.done;
  } while (step.left > 0);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, step.version);
  count = g_strdup_printf ("%" G_GINT64_FORMAT, total);
  g_print (_ ("%s keys and phone numbers were protected anew; all are under master key %s.\n"),
           count, number);
  return YYQ_CTL_OK;
}

int
yyq_ctl_rotate_keys (int argc, char **argv)
{
  g_autofree char *socket_path = NULL;
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL,
                      _ ("Reads the key file again and puts everything under its newest master "
                         "key, while the platform runs."),
                      &argc, &argv, 0, 0))
    return YYQ_CTL_FAILED;
  return rotate (socket_path != NULL ? socket_path : YYQ_CTL_DEFAULT_SOCKET);
}
