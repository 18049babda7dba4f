/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-settings.h"

GSettings *
yyq_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, YYQ_APPLICATION_ID, TRUE);
  if (schema == NULL) {
    g_warning ("the settings schema %s is not installed: nothing will be remembered",
               YYQ_APPLICATION_ID);
    return NULL;
  }
  return g_settings_new (YYQ_APPLICATION_ID);
}

char *
yyq_settings_get_text (GSettings *settings, const char *key)
{
  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup ("");
}

void
yyq_settings_set_text (GSettings *settings, const char *key, const char *value)
{
  if (settings != NULL)
    g_settings_set_string (settings, key, value != NULL ? value : "");
}
