/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "yyq-ctl-console.h"
#include "yyq-ctl-file.h"
#include "yyq-ctl-platform.h"
#include "yyq-ctl.h"

/* Parts of a field. */
#define WITHOUT_PHONE 7

typedef struct {
  char *socket_path;
  char *enterprise;
  char *title;
  char *initiator; /* (nullable) */
  char *due;       /* (nullable): YYYY-MM-DD */
  char **fields;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->socket_path);
  g_free (options->enterprise);
  g_free (options->title);
  g_free (options->initiator);
  g_free (options->due);
  g_strfreev (options->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_text (JsonBuilder *body, const char *name, const char *value)
{
  json_builder_set_member_name (body, name);
  json_builder_add_string_value (body, value);
}

static gboolean
take_number (const char *text, double *value)
{
  char *end = NULL;

  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value) && *value >= 0;
}

/* "SIDE,NAME,PAGE,X,Y,WIDTH,HEIGHT[,PHONE]"; people count pages from 1, the platform from 0. */
static gboolean
add_field (JsonBuilder *body, const char *text)
{
  static const char *const places[] = { "x", "y", "w", "h" };
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double place[G_N_ELEMENTS (places)];
  const guint n = g_strv_length (parts);
  gint64 page = 0;

  if ((n != WITHOUT_PHONE && n != WITHOUT_PHONE + 1) ||
      (!g_str_equal (parts[0], "employer") && !g_str_equal (parts[0], "worker")) ||
      *parts[1] == '\0' || !g_ascii_string_to_signed (parts[2], 10, 1, G_MAXINT32, &page, NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (!take_number (parts[3 + i], &place[i]))
      return FALSE;
  json_builder_begin_object (body);
  add_text (body, "side", parts[0]);
  add_text (body, "name", parts[1]);
  json_builder_set_member_name (body, "page");
  json_builder_add_int_value (body, page - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    json_builder_set_member_name (body, places[i]);
    json_builder_add_double_value (body, place[i]);
  }
  if (n > WITHOUT_PHONE)
    add_text (body, "phone", parts[WITHOUT_PHONE]);
  json_builder_end_object (body);
  return TRUE;
}

static gboolean
add_fields (JsonBuilder *body, char **fields)
{
  json_builder_set_member_name (body, "fields");
  json_builder_begin_array (body);
  for (char **field = fields; *field != NULL; field++)
    if (!add_field (body, *field)) {
      g_printerr (_ ("“%s” is not SIDE,NAME,PAGE,X,Y,WIDTH,HEIGHT[,PHONE] with a SIDE of employer "
                     "or worker and a PAGE from 1."),
                  *field);
      g_printerr ("\n");
      return FALSE;
    }
  json_builder_end_array (body);
  return TRUE;
}

/* The contract may be signed until that day ends in China. */
static gboolean
add_due (JsonBuilder *body, const char *due)
{
  g_autofree char *text = g_strconcat (due, "T23:59:59+08:00", NULL);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (text, NULL);

  if (at == NULL) {
    g_printerr (_ ("“%s” is not a date like 2026-12-31."), due);
    g_printerr ("\n");
    return FALSE;
  }
  json_builder_set_member_name (body, "due_at");
  json_builder_add_int_value (body, g_date_time_to_unix (at) * 1000);
  return TRUE;
}

static JsonBuilder *
make_body (const Options *options, GBytes *pdf)
{
  g_autoptr (JsonBuilder) body = json_builder_new ();
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));

  json_builder_begin_object (body);
  add_text (body, "enterprise_id", options->enterprise);
  add_text (body, "title", options->title);
  if (options->initiator != NULL)
    add_text (body, "initiator_account_id", options->initiator);
  add_text (body, "pdf", base64);
  if (!add_fields (body, options->fields) ||
      (options->due != NULL && !add_due (body, options->due)))
    return NULL;
  json_builder_end_object (body);
  return g_steal_pointer (&body);
}

static int
import (const Options *options, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  JsonBuilder *body;

  if (options->enterprise == NULL || options->title == NULL || options->fields == NULL) {
    g_printerr ("%s\n", _ ("--enterprise, --title and at least one --field are needed."));
    return YYQ_CTL_FAILED;
  }
  pdf = yyq_ctl_file_read (path, &error);
  if (pdf == NULL) {
    yyq_ctl_complain (path, error);
    return YYQ_CTL_FAILED;
  }
  body = make_body (options, pdf);
  return body != NULL ? yyq_ctl_platform_run (options->socket_path, "/admin/contracts", body)
                      : YYQ_CTL_FAILED;
}

int
yyq_ctl_import_contract (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket_path,
      N_ ("administration socket of the platform"), N_ ("PATH") },
    { "enterprise", 0, 0, G_OPTION_ARG_STRING, &options.enterprise,
      N_ ("id that create-company printed"), N_ ("ID") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("title of the contract"),
      N_ ("TEXT") },
    { "initiator", 0, 0, G_OPTION_ARG_STRING, &options.initiator,
      N_ ("id of the account that starts it"), N_ ("ID") },
    { "field", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.fields,
      N_ ("who signs, and where: points from the top left; repeated in the order of signing"),
      N_ ("SIDE,NAME,PAGE,X,Y,WIDTH,HEIGHT[,PHONE]") },
    { "due", 0, 0, G_OPTION_ARG_STRING, &options.due, N_ ("last day for signing"), N_ ("DATE") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, _ ("FILE.pdf"),
                      _ ("Starts a contract from a finished PDF, and prints its id and number."),
                      &argc, &argv, 1, 1))
    return YYQ_CTL_FAILED;
  return import (&options, argv[1]);
}
