/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"

typedef struct {
  char *socket_path;
  char *phone;
  char *name;
  char *enterprise;
  int password_fd;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->socket_path);
  g_free (options->phone);
  g_free (options->name);
  g_free (options->enterprise);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_text (JsonBuilder *body, const char *name, const char *value)
{
  json_builder_set_member_name (body, name);
  json_builder_add_string_value (body, value);
}

static int
create (const Options *options, YyqSecret *password)
{
  JsonBuilder *body = json_builder_new ();

  json_builder_begin_object (body);
  add_text (body, "phone", options->phone);
  add_text (body, "name", options->name);
  add_text (body, "enterprise_id", options->enterprise);
  add_text (body, "password", yyq_secret_peek (password));
  json_builder_end_object (body);
  return yyq_ctl_platform_run (options->socket_path, "/admin/accounts", body);
}

/* (transfer full): asked twice at a terminal, because nobody sees what is typed. */
static YyqSecret *
read_password (const Options *options, GError **error)
{
  g_autofree char *prompt = g_strdup_printf (_ ("Password for %s: "), options->phone);
  g_autoptr (YyqSecret) password = yyq_ctl_read_secret (options->password_fd, prompt, error);
  g_autoptr (YyqSecret) again = NULL;

  if (password == NULL || options->password_fd >= 0)
    return g_steal_pointer (&password);
  again = yyq_ctl_read_secret (-1, _ ("Once more: "), error);
  if (again == NULL)
    return NULL;
  if (!g_str_equal (yyq_secret_peek (password), yyq_secret_peek (again))) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("the two passwords differ"));
    return NULL;
  }
  return g_steal_pointer (&password);
}

static int
run (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqSecret) password = NULL;

  if (options->phone == NULL || options->name == NULL || options->enterprise == NULL) {
    g_printerr ("%s\n", _ ("--phone, --name and --enterprise are needed."));
    return YYQ_CTL_FAILED;
  }
  password = read_password (options, &error);
  if (password == NULL) {
    g_printerr ("%s\n", error->message);
    return YYQ_CTL_FAILED;
  }
  if (!g_utf8_validate (yyq_secret_peek (password), -1, NULL)) {
    g_printerr ("%s\n", _ ("The password is not UTF-8."));
    return YYQ_CTL_FAILED;
  }
  return create (options, password);
}

int
yyq_ctl_create_account (int argc, char **argv)
{
  g_auto (Options) options = { .password_fd = -1 };
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &options.phone,
      N_ ("mobile number, the name for logging in"), N_ ("NUMBER") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("the person’s name"), N_ ("TEXT") },
    { "enterprise", 0, 0, G_OPTION_ARG_STRING, &options.enterprise,
      N_ ("id that create-company printed"), N_ ("ID") },
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &options.password_fd,
      N_ ("descriptor to read the password from, instead of asking at the terminal"), N_ ("N") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL,
                      _ ("Adds a person who may log in, and prints the account’s id."), &argc,
                      &argv, 0, 0))
    return YYQ_CTL_FAILED;
  return run (&options);
}
