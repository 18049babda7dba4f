/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-drivers.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "yyq-ukey-vendors.h"

#define PROGRAM "yuyunqian"

/* Registered modules that are no drivers: certificates of the system, and p11-kit itself. */
static const char *const no_drivers[] = { "p11-kit-trust", "p11-kit-client", "p11-kit-proxy",
                                          NULL };

static void
add_existing (GPtrArray *paths, const char *path)
{
  /* Packages install the same driver under several names. */
  char *real = realpath (path, NULL);

  if (real == NULL)
    return;
  if (!g_ptr_array_find_with_equal_func (paths, real, g_str_equal, NULL))
    g_ptr_array_add (paths, g_strdup (real));
  free (real);
}

static char *
value_of (char **lines, const char *key)
{
  for (char **line = lines; *line != NULL; line++) {
    const char *colon = strchr (*line, ':');
    g_autofree char *name = colon != NULL ? g_strndup (*line, (gsize) (colon - *line)) : NULL;

    if (name != NULL && g_str_equal (g_strstrip (name), key))
      return g_strstrip (g_strdup (colon + 1));
  }
  return NULL;
}

static gboolean
names_us (const char *list)
{
  g_auto (GStrv) names = g_strsplit_set (list, ", \t", -1);

  return g_strv_contains ((const char *const *) names, PROGRAM);
}

static gboolean
is_no_driver (const char *module)
{
  for (gsize i = 0; no_drivers[i] != NULL; i++)
    if (strstr (module, no_drivers[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
yyq_ukey_drivers_parse_module (const char *file_name, const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autofree char *module = value_of (lines, "module");
  g_autofree char *remote = value_of (lines, "remote");
  g_autofree char *enabled = value_of (lines, "enable-in");
  g_autofree char *disabled = value_of (lines, "disable-in");

  if (module == NULL || *module == '\0' || remote != NULL || is_no_driver (module) ||
      is_no_driver (file_name))
    return NULL;
  if ((enabled != NULL && !names_us (enabled)) || (disabled != NULL && names_us (disabled)))
    return NULL;
  return g_path_is_absolute (module) ? g_steal_pointer (&module)
                                     : g_build_filename (YYQ_P11_MODULE_DIR, module, NULL);
}

static void
add_registered (GPtrArray *paths, const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);
    g_autofree char *text = NULL;
    g_autofree char *module = NULL;

    if (!g_str_has_suffix (name, ".module") || !g_file_get_contents (path, &text, NULL, NULL))
      continue;
    module = yyq_ukey_drivers_parse_module (name, text);
    if (module != NULL)
      add_existing (paths, module);
  }
}

static void
add_vendors (GPtrArray *paths, const char *vendors_path)
{
  g_autoptr (GPtrArray) vendors = yyq_ukey_vendors_load (vendors_path);

  for (guint i = 0; i < vendors->len; i++) {
    const YyqUkeyVendor *vendor = vendors->pdata[i];

    for (char **module = vendor->modules; *module != NULL; module++)
      if (g_path_is_absolute (*module))
        add_existing (paths, *module);
  }
}

GPtrArray *
yyq_ukey_drivers_find (const char *vendors_path)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  add_existing (paths, YYQ_OPENSC_MODULE);
  add_registered (paths, YYQ_P11_CONFIG_DIR);
  add_registered (paths, "/etc/pkcs11/modules");
  add_vendors (paths, vendors_path);
  return paths;
}
