/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-ctl-console.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"
#include "yyq-wire.h"

static gboolean
print_notice (JsonObject *term, GError **error)
{
  gint64 before_at = 0;
  gint64 rows = 0;
  g_autofree char *count = NULL;
  g_autofree char *day = NULL;

  if (!yyq_wire_has (term, "announced_at")) {
    g_print (_ ("    nothing is announced: nothing goes\n"));
    return TRUE;
  }
  if (!yyq_wire_get_int (term, "announced_before_at", &before_at, error) ||
      !yyq_wire_get_int (term, "announced_rows", &rows, error))
    return FALSE;
  count = g_strdup_printf ("%" G_GINT64_FORMAT, rows);
  day = yyq_clock_format (before_at);
  g_print (_ ("    announced: %s rows from before %s\n"), count, day);
  return TRUE;
}

static gboolean
print_term (JsonObject *term, GError **error)
{
  const char *name = NULL;
  gint64 days = 0;
  gint64 before_at = 0;
  gint64 rows = 0;
  g_autofree char *day = NULL;
  g_autofree char *count = NULL;
  g_autofree char *length = NULL;

  if (!yyq_wire_get_string (term, "name", &name, error) ||
      !yyq_wire_get_int (term, "days", &days, error) ||
      !yyq_wire_get_int (term, "before_at", &before_at, error) ||
      !yyq_wire_get_int (term, "rows", &rows, error))
    return FALSE;
  day = yyq_clock_format (before_at);
  count = g_strdup_printf ("%" G_GINT64_FORMAT, rows);
  length = g_strdup_printf ("%" G_GINT64_FORMAT, days);
  /* Translators: what it is, how many days it is kept, how many rows are older, than when */
  g_print (_ ("%s: kept %s days; %s rows are from before %s\n"), name, length, count, day);
  return print_notice (term, error);
}

static gboolean
show (const char *socket_path, GError **error)
{
  g_autoptr (JsonNode) request = yyq_wire_take_object (json_object_new ());
  g_autoptr (JsonNode) reply =
    yyq_ctl_platform_post_within (socket_path, "/admin/retention", request, 600, error);
  JsonObject *object = reply != NULL ? yyq_wire_node_object (reply, error) : NULL;
  JsonArray *terms = NULL;

  if (object == NULL || !yyq_wire_get_array (object, "terms", &terms, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (terms); i++) {
    JsonObject *term = yyq_wire_node_object (json_array_get_element (terms, i), error);

    if (term == NULL || !print_term (term, error))
      return FALSE;
  }
  return TRUE;
}

int
yyq_ctl_retention (int argc, char **argv)
{
  g_autofree char *socket_path = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL,
                      _ ("Shows how long the platform keeps what, and how much of it is past its "
                         "term. Removes nothing: that is done every night, and only to what was "
                         "announced the night before."),
                      &argc, &argv, 0, 0))
    return YYQ_CTL_FAILED;
  if (show (socket_path != NULL ? socket_path : YYQ_CTL_DEFAULT_SOCKET, &error))
    return YYQ_CTL_OK;
  yyq_ctl_complain (NULL, error);
  return YYQ_CTL_FAILED;
}
