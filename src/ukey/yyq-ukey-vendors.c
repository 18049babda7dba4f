/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-vendors.h"

#include "yyq-developer.h"

#define USB_DIRECTORY "/sys/bus/usb/devices"

static void
vendor_free (gpointer data)
{
  YyqUkeyVendor *vendor = data;

  g_free (vendor->name);
  g_strfreev (vendor->usb);
  g_strfreev (vendor->modules);
  g_strfreev (vendor->packages);
  g_free (vendor->link);
  g_strfreev (vendor->steps);
  g_free (vendor);
}

static GStrv
or_none (GStrv list)
{
  return list != NULL ? list : g_new0 (char *, 1);
}

static GStrv
list_of (GKeyFile *file, const char *group, const char *key)
{
  return or_none (g_key_file_get_string_list (file, group, key, NULL, NULL));
}

/* A link is opened by whatever the desktop has for it: nothing else than a page is taken. */
static char *
link_of (GKeyFile *file, const char *group)
{
  g_autofree char *link = g_key_file_get_string (file, group, "Link", NULL);

  return link != NULL && g_str_has_prefix (link, "https://") ? g_steal_pointer (&link) : NULL;
}

GPtrArray *
yyq_ukey_vendors_load (const char *path)
{
  GPtrArray *vendors = g_ptr_array_new_with_free_func (vendor_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *installed = g_build_filename (YYQ_PKGDATADIR, "ukey-vendors.ini", NULL);
  const char *in_build = yyq_developer_getenv ("YYQ_UKEY_VENDORS");
  const char *usual = in_build != NULL ? in_build : installed;
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, path != NULL ? path : usual, G_KEY_FILE_KEEP_TRANSLATIONS,
                                  NULL))
    return vendors;
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++) {
    YyqUkeyVendor *vendor = g_new0 (YyqUkeyVendor, 1);
    g_autofree char *name = g_key_file_get_locale_string (file, *group, "Name", NULL, NULL);

    vendor->name = g_strdup (name != NULL ? name : *group);
    vendor->usb = list_of (file, *group, "Usb");
    vendor->modules = list_of (file, *group, "Pkcs11");
    vendor->packages = list_of (file, *group, "Packages");
    vendor->link = link_of (file, *group);
    vendor->steps =
      or_none (g_key_file_get_locale_string_list (file, *group, "Steps", NULL, NULL, NULL));
    g_ptr_array_add (vendors, vendor);
  }
  return vendors;
}

/* (transfer full) (nullable): what stands in a file of a device. */
static char *
read_line (const char *directory, const char *device, const char *name)
{
  g_autofree char *path = g_build_filename (directory, device, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? g_strstrip (text) : NULL;
}

GStrv
yyq_ukey_vendors_list_usb (const char *directory)
{
  const char *from = directory != NULL ? directory : USB_DIRECTORY;
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  g_autoptr (GStrvBuilder) devices = g_strv_builder_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *vendor = read_line (from, name, "idVendor");
    g_autofree char *product = read_line (from, name, "idProduct");
    g_autofree char *both = NULL;

    if (vendor == NULL || product == NULL)
      continue;
    both = g_strdup_printf ("%s:%s", vendor, product);
    g_strv_builder_add (devices, both);
  }
  return g_strv_builder_end (devices);
}

static gboolean
has_device (const YyqUkeyVendor *vendor, const char *const *devices)
{
  for (char **pattern = vendor->usb; *pattern != NULL; pattern++)
    for (const char *const *device = devices; *device != NULL; device++)
      if (g_pattern_match_simple (*pattern, *device))
        return TRUE;
  return FALSE;
}

const YyqUkeyVendor *
yyq_ukey_vendors_find_plugged (GPtrArray *vendors, const char *const *devices)
{
  for (guint i = 0; i < vendors->len; i++)
    if (has_device (vendors->pdata[i], devices))
      return vendors->pdata[i];
  return NULL;
}

/* By the name of the file: packages install the same driver in several places. */
const YyqUkeyVendor *
yyq_ukey_vendors_find_module (GPtrArray *vendors, const char *module)
{
  g_autofree char *wanted = g_path_get_basename (module);

  for (guint i = 0; i < vendors->len; i++) {
    const YyqUkeyVendor *vendor = vendors->pdata[i];

    for (char **path = vendor->modules; *path != NULL; path++) {
      g_autofree char *name = g_path_get_basename (*path);

      if (g_str_equal (name, wanted))
        return vendor;
    }
  }
  return NULL;
}

void
yyq_ukey_vendor_look_free (YyqUkeyVendorLook *self)
{
  g_ptr_array_unref (self->vendors);
  g_strfreev (self->devices);
  g_free (self);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  YyqUkeyVendorLook *look = g_new0 (YyqUkeyVendorLook, 1);

  look->vendors = yyq_ukey_vendors_load (path);
  look->devices = yyq_ukey_vendors_list_usb (NULL);
  g_task_return_pointer (task, look, (GDestroyNotify) yyq_ukey_vendor_look_free);
}

void
yyq_ukey_vendors_look_async (const char *path, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_ukey_vendors_look_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

YyqUkeyVendorLook *
yyq_ukey_vendors_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
