/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yyq-ukey-vendors.h"

/* The file that is installed, and one that only this test knows. */

static GPtrArray *
load_installed (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "data", "ukey-vendors.ini", NULL);

  return yyq_ukey_vendors_load (path);
}

static void
test_installed (void)
{
  g_autoptr (GPtrArray) vendors = load_installed ();

  g_assert_cmpuint (vendors->len, >=, 5);
  for (guint i = 0; i < vendors->len; i++) {
    const YyqUkeyVendor *vendor = vendors->pdata[i];

    g_test_message ("%s", vendor->name);
    g_assert_cmpuint (g_strv_length (vendor->steps), >=, 2);
    for (char **step = vendor->steps; *step != NULL; step++)
      g_assert_true (g_str_has_suffix (*step, ".") || g_str_has_suffix (*step, "。"));
    for (char **module = vendor->modules; *module != NULL; module++)
      g_assert_true (g_path_is_absolute (*module));
    for (char **device = vendor->usb; *device != NULL; device++)
      g_assert_true (g_regex_match_simple ("^[0-9a-f]{4}:[0-9a-f]{1,4}\\*?$", *device, 0, 0));
  }
}

/* A step that only one of the languages has would be left out for the others. */
static void
test_languages (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "data", "ukey-vendors.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++) {
    g_auto (GStrv) english = g_key_file_get_string_list (file, *group, "Steps", NULL, NULL);
    g_auto (GStrv) chinese = g_key_file_get_string_list (file, *group, "Steps[zh_CN]", NULL, NULL);

    g_test_message ("%s", *group);
    g_assert_nonnull (chinese);
    g_assert_cmpuint (g_strv_length (english), ==, g_strv_length (chinese));
  }
}

static void
test_plugged (void)
{
  static const char *const feitian[] = { "1d6b:0002", "096e:0309", NULL };
  static const char *const watchdata[] = { "163c:0417", NULL };
  static const char *const other[] = { "1d6b:0002", "096e:0310", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) vendors = load_installed ();

  g_assert_nonnull (strstr (yyq_ukey_vendors_find_plugged (vendors, feitian)->name, "ePass3000GM"));
  g_assert_nonnull (strstr (yyq_ukey_vendors_find_plugged (vendors, watchdata)->name, "WatchKey"));
  g_assert_null (yyq_ukey_vendors_find_plugged (vendors, other));
  g_assert_null (yyq_ukey_vendors_find_plugged (vendors, none));
}

static void
test_module (void)
{
  g_autoptr (GPtrArray) vendors = load_installed ();
  const YyqUkeyVendor *vendor =
    yyq_ukey_vendors_find_module (vendors, "/somewhere/else/libgm3000_pkcs11.so");

  g_assert_nonnull (vendor);
  g_assert_nonnull (strstr (vendor->name, "GM3000"));
  g_assert_null (yyq_ukey_vendors_find_module (vendors, "/usr/lib/libunheard-of.so"));
}

typedef struct {
  char *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("yyq-vendors-XXXXXX", NULL);
}

static void
write_file (Fixture *fixture, const char *device, const char *name, const char *content)
{
  g_autofree char *directory = g_build_filename (fixture->directory, device, NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
remove_below (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_below (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_below (fixture->directory);
  g_free (fixture->directory);
}

/* An interface of a device has no numbers of its own. */
static void
test_usb (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) devices = NULL;

  write_file (fixture, "1-1", "idVendor", "096e\n");
  write_file (fixture, "1-1", "idProduct", "0309\n");
  write_file (fixture, "1-1:1.0", "bInterfaceClass", "0b\n");
  devices = yyq_ukey_vendors_list_usb (fixture->directory);
  g_assert_cmpuint (g_strv_length (devices), ==, 1);
  g_assert_cmpstr (devices[0], ==, "096e:0309");
}

/* Whoever can write the file does not have the desktop open anything. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) vendors = NULL;
  g_autofree char *path = g_build_filename (fixture->directory, "vendors", "ini", NULL);

  write_file (fixture, "vendors", "ini",
              "[a]\nLink=https://example.com/driver\n[b]\nName=B\nLink=file:///etc/passwd\n");
  vendors = yyq_ukey_vendors_load (path);
  g_assert_cmpuint (vendors->len, ==, 2);
  g_assert_cmpstr (((YyqUkeyVendor *) vendors->pdata[0])->link, ==, "https://example.com/driver");
  g_assert_cmpstr (((YyqUkeyVendor *) vendors->pdata[0])->name, ==, "a");
  g_assert_null (((YyqUkeyVendor *) vendors->pdata[1])->link);
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "none", NULL);
  g_autoptr (GPtrArray) vendors = yyq_ukey_vendors_load (path);
  g_auto (GStrv) devices = yyq_ukey_vendors_list_usb (path);

  g_assert_cmpuint (vendors->len, ==, 0);
  g_assert_cmpuint (g_strv_length (devices), ==, 0);
}

#define ADD(name, test) g_test_add ("/ukey/vendors/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ukey/vendors/each maker of the installed file has steps, and what it names is "
                   "well-formed",
                   test_installed);
  g_test_add_func ("/ukey/vendors/each step is told in both languages", test_languages);
  g_test_add_func ("/ukey/vendors/a device that is plugged in is known by its numbers",
                   test_plugged);
  g_test_add_func ("/ukey/vendors/a driver is known by the name of its file", test_module);
  ADD ("devices are listed, and their interfaces are not", test_usb);
  ADD ("a link leads to a page, or nowhere", test_link);
  ADD ("without a file there are no makers", test_no_file);
  return g_test_run ();
}
