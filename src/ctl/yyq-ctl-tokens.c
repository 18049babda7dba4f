/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-ctl-console.h"
#include "yyq-ctl-ukey.h"
#include "yyq-ctl.h"

static const char *
pin_state_to_string (YyqUkeyPinState state)
{
  static const char *const names[] = { "ok", "low", "final", "locked" };

  return names[state];
}

static const char *
pin_state_in_words (YyqUkeyPinState state)
{
  static const char *const words[] = {
    NULL,
    N_ ("a wrong PIN was tried"),
    N_ ("the next wrong PIN locks it"),
    N_ ("locked"),
  };

  return words[state] != NULL ? _ (words[state]) : NULL;
}

static void
add_text (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_time (JsonBuilder *json, const char *name, gint64 at)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, at);
}

static void
add_certificate (JsonBuilder *json, YyqUkeyCertificate *certificate)
{
  json_builder_begin_object (json);
  add_text (json, "subject", yyq_ukey_certificate_get_subject_cn (certificate));
  add_text (json, "organisation", yyq_ukey_certificate_get_organisation (certificate));
  add_text (json, "issuer", yyq_ukey_certificate_get_issuer_cn (certificate));
  add_text (json, "serial", yyq_ukey_certificate_get_serial (certificate));
  add_text (json, "sha256", yyq_ukey_certificate_get_sha256 (certificate));
  add_text (json, "key", yyq_ukey_certificate_get_key_text (certificate));
  add_time (json, "not_before", yyq_ukey_certificate_get_not_before (certificate));
  add_time (json, "not_after", yyq_ukey_certificate_get_not_after (certificate));
  json_builder_set_member_name (json, "usable");
  json_builder_add_boolean_value (json, yyq_ukey_certificate_get_usable (certificate));
  add_text (json, "reason", yyq_ukey_certificate_get_reason (certificate));
  json_builder_end_object (json);
}

static void
add_token (JsonBuilder *json, YyqUkey *ukey)
{
  GListModel *certificates = yyq_ukey_get_certificates (ukey);

  json_builder_begin_object (json);
  add_text (json, "label", yyq_ukey_get_label (ukey));
  add_text (json, "serial", yyq_ukey_get_serial (ukey));
  add_text (json, "manufacturer", yyq_ukey_get_manufacturer (ukey));
  add_text (json, "model", yyq_ukey_get_model (ukey));
  add_text (json, "module", yyq_ukey_get_module (ukey));
  add_text (json, "pin", pin_state_to_string (yyq_ukey_get_pin_state (ukey)));
  json_builder_set_member_name (json, "certificates");
  json_builder_begin_array (json);
  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++) {
    g_autoptr (YyqUkeyCertificate) certificate = g_list_model_get_item (certificates, i);

    add_certificate (json, certificate);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
print_as_json (GPtrArray *ukeys)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "tokens");
  json_builder_begin_array (json);
  for (guint i = 0; i < ukeys->len; i++)
    add_token (json, ukeys->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  yyq_ctl_print_json (json);
}

static void
print_certificate (YyqUkeyCertificate *certificate)
{
  g_autofree char *until = yyq_clock_format_date (yyq_ukey_certificate_get_not_after (certificate));
  const char *reason = yyq_ukey_certificate_get_reason (certificate);

  g_print ("  %s", yyq_ukey_certificate_get_subject_cn (certificate));
  if (*yyq_ukey_certificate_get_organisation (certificate) != '\0')
    g_print (" · %s", yyq_ukey_certificate_get_organisation (certificate));
  g_print ("\n    ");
  g_print (_ ("issued by %s, valid until %s, %s"), yyq_ukey_certificate_get_issuer_cn (certificate),
           until, yyq_ukey_certificate_get_key_text (certificate));
  g_print ("\n    SHA-256 %s\n", yyq_ukey_certificate_get_sha256 (certificate));
  if (reason != NULL) {
    g_print ("    ");
    g_print (_ ("cannot sign: %s"), reason);
    g_print ("\n");
  }
}

static void
print_token (YyqUkey *ukey)
{
  GListModel *certificates = yyq_ukey_get_certificates (ukey);
  const char *pin = pin_state_in_words (yyq_ukey_get_pin_state (ukey));

  g_print ("%s · %s %s · %s\n", yyq_ukey_get_label (ukey), yyq_ukey_get_manufacturer (ukey),
           yyq_ukey_get_model (ukey), yyq_ukey_get_module (ukey));
  if (pin != NULL)
    g_print ("  PIN: %s\n", pin);
  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++) {
    g_autoptr (YyqUkeyCertificate) certificate = g_list_model_get_item (certificates, i);

    print_certificate (certificate);
  }
}

static int
list (const YyqCtlUkeyChoice *choice, gboolean as_json)
{
  g_autoptr (YyqUkeyManager) manager = yyq_ctl_ukey_open (choice);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ukeys = yyq_ukey_manager_list_sync (manager, NULL, &error);

  yyq_ukey_manager_stop (manager);
  if (ukeys == NULL) {
    yyq_ctl_complain (NULL, error);
    return YYQ_CTL_FAILED;
  }
  if (as_json)
    print_as_json (ukeys);
  for (guint i = 0; i < ukeys->len && !as_json; i++)
    print_token (ukeys->pdata[i]);
  if (ukeys->len == 0 && !as_json)
    g_printerr ("%s\n", _ ("There is no UKey, or no driver for it."));
  return ukeys->len > 0 ? YYQ_CTL_OK : YYQ_CTL_NO;
}

int
yyq_ctl_tokens (int argc, char **argv)
{
  g_auto (YyqCtlUkeyChoice) choice = { 0 };
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("print JSON"), NULL },
    { "module", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &choice.modules,
      N_ ("PKCS#11 driver to ask, instead of those installed; may be repeated"), N_ ("PATH") },
    { NULL },
  };

  if (!yyq_ctl_parse (entries, NULL,
                      _ ("Lists the UKeys that are plugged in, and their certificates.\nExits with "
                         "0 when there is one, 1 when there is none, 2 when a driver failed."),
                      &argc, &argv, 0, 0))
    return YYQ_CTL_FAILED;
  return list (&choice, as_json);
}
