/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-landed.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
write_document (const char *data_dir, int number, gsize size)
{
  g_autofree char *line = g_strdup_printf ("document %d of the landed version\n", number);
  g_autoptr (GString) text = g_string_new ("%PDF-1.7\n");
  g_autofree char *sha256 = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  while (text->len < size)
    g_string_append (text, line);
  g_string_truncate (text, size);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  folder = g_strdup_printf ("%s/documents/%.2s", data_dir, sha256);
  path = g_build_filename (folder, sha256, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
}

void
yyq_test_landed_sql (const char *data_dir, const char *sql)
{
  g_autofree char *path = g_build_filename (data_dir, "platform.db", NULL);
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

void
yyq_test_landed_write (const char *data_dir)
{
  static const guint8 key[] = "\x31\x1f\x37\x18\x5e\xfc\x3a\xe3\x7c\x7e\x35\xfd\x90\x7f\xc0\xe0\xe3"
                              "\xf9\xf1\x8f\xac\x50\xf1\xee\x19\x48\x62\x4a\xbb\x52\xf5\x97";
  g_autofree char *path = g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests", "platform",
                                            "landed", "platform.sql", NULL);
  g_autofree char *key_path = g_build_filename (data_dir, "field.key", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (data_dir, 0700), ==, 0);
  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  yyq_test_landed_sql (data_dir, sql);
  g_file_set_contents_full (key_path, (const char *) key, sizeof key - 1, G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
  write_document (data_dir, 1, 5000);
  write_document (data_dir, 2, 65536);
  write_document (data_dir, 3, 200001);
}
