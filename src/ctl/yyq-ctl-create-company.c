/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"
#include "yyq-value.h"

typedef struct {
  char *socket_path;
  char *name;
  char *uscc;
  char *parent;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->socket_path);
  g_free (options->name);
  g_free (options->uscc);
  g_free (options->parent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
create (const Options *options)
{
  JsonBuilder *body = json_builder_new ();

  json_builder_begin_object (body);
  json_builder_set_member_name (body, "name");
  json_builder_add_string_value (body, options->name);
  json_builder_set_member_name (body, "uscc");
  json_builder_add_string_value (body, options->uscc);
  if (options->parent != NULL) {
    json_builder_set_member_name (body, "parent_id");
    json_builder_add_string_value (body, options->parent);
  }
  json_builder_end_object (body);
  return yyq_ctl_platform_run (options->socket_path, "/admin/companies", body);
}

int
yyq_ctl_create_company (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("registered name"), N_ ("TEXT") },
    { "uscc", 0, 0, G_OPTION_ARG_STRING, &options.uscc, N_ ("unified social credit code"),
      N_ ("CODE") },
    { "parent", 0, 0, G_OPTION_ARG_STRING, &options.parent,
      N_ ("id of the main enterprise that it is a unit of"), N_ ("ID") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL, _ ("Adds an enterprise and prints its id."), &argc, &argv, 0,
                      0))
    return YYQ_CTL_FAILED;
  if (options.name == NULL || options.uscc == NULL) {
    g_printerr ("%s\n", _ ("--name and --uscc are needed."));
    return YYQ_CTL_FAILED;
  }
  if (!yyq_value_is_normal (YYQ_VALUE_USCC, options.uscc)) {
    g_printerr ("%s\n", _ ("This is no unified social credit code: its check digit is wrong."));
    return YYQ_CTL_FAILED;
  }
  return create (&options);
}
