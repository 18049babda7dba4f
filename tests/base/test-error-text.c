/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-error-text.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-version.h"

#include <gio/gio.h>

static void
test_ids (void)
{
  g_autofree char *first = NULL;
  g_autofree char *next = NULL;
  g_autofree char *second = NULL;

  yyq_clock_freeze (1763880000000);
  first = yyq_id_new ();
  next = yyq_id_new ();
  yyq_clock_freeze (1763880000001);
  second = yyq_id_new ();
  yyq_clock_freeze (0);

  g_assert_true (yyq_id_is_valid (first));
  g_assert_cmpint (first[14], ==, '7');
  g_assert_cmpstr (first, <, next);
  g_assert_cmpstr (next, <, second);
}

static void
test_error_words (void)
{
  g_autoptr (GError) locked = g_error_new (YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LOCKED, "CKR 0xa4");
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (YyqErrorText) text = yyq_error_text_new (locked);

  g_assert_nonnull (text->next);
  g_assert_null (g_strstr_len (text->what, -1, "CKR"));
  g_assert_null (yyq_error_text_new (cancelled));
}

/* How many codes the header has that begin with @prefix: the last one is not forgotten here when it
 * gets a successor. */
static int
count_codes (const char *prefix)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "src", "base", "yyq-error.h", NULL);
  g_autofree char *header = NULL;
  g_autofree char *start = g_strconcat ("\n  ", prefix, NULL);
  g_autoptr (GError) error = NULL;
  int n = 0;

  g_file_get_contents (path, &header, NULL, &error);
  g_assert_no_error (error);
  for (const char *code = header; (code = strstr (code, start)) != NULL; code++)
    n++;
  return n;
}

static void
test_every_code_has_words (void)
{
  const struct {
    GQuark domain;
    const char *prefix;
    int at_least;
  } domains[] = {
    { YYQ_PDF_ERROR, "YYQ_PDF_ERROR_", YYQ_PDF_ERROR_FAILED + 1 },
    { YYQ_UKEY_ERROR, "YYQ_UKEY_ERROR_", YYQ_UKEY_ERROR_PROTOCOL + 1 },
    { YYQ_API_ERROR, "YYQ_API_ERROR_", YYQ_API_ERROR_OUTDATED + 1 },
    { YYQ_STORE_ERROR, "YYQ_STORE_ERROR_", YYQ_STORE_ERROR_FAILED + 1 },
  };
  g_autoptr (GError) nobody = g_error_new (G_MARKUP_ERROR, 0, "x");
  g_autoptr (YyqErrorText) unknown = yyq_error_text_new (nobody);

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++) {
    const int n = count_codes (domains[i].prefix);

    g_assert_cmpint (n, >=, domains[i].at_least);
    for (int code = 0; code < n; code++) {
      g_autoptr (GError) error = g_error_new (domains[i].domain, code, "CKR 0xa4");
      g_autoptr (YyqErrorText) text = yyq_error_text_new (error);

      g_test_message ("%s%d", domains[i].prefix, code);
      g_assert_cmpstr (text->what, !=, unknown->what);
      g_assert_cmpstr (text->what, !=, "");
      g_assert_null (strstr (text->what, error->message));
      g_assert_nonnull (text->next);
      g_assert_cmpstr (text->next, !=, "");
    }
  }
}

/* What saving a file can end with, as GIO and as GLib tell it. */
static void
test_file_words (void)
{
  static const int io_codes[] = { G_IO_ERROR_PERMISSION_DENIED, G_IO_ERROR_NOT_FOUND,
                                  G_IO_ERROR_READ_ONLY, G_IO_ERROR_NO_SPACE };
  static const int file_codes[] = { G_FILE_ERROR_ACCES, G_FILE_ERROR_NOENT, G_FILE_ERROR_ROFS,
                                    G_FILE_ERROR_NOSPC };
  g_autoptr (GError) nobody = g_error_new (G_MARKUP_ERROR, 0, "x");
  g_autoptr (YyqErrorText) unknown = yyq_error_text_new (nobody);

  for (gsize i = 0; i < G_N_ELEMENTS (io_codes); i++) {
    g_autoptr (GError) io = g_error_new (G_IO_ERROR, io_codes[i], "x");
    g_autoptr (GError) file = g_error_new (G_FILE_ERROR, file_codes[i], "x");
    g_autoptr (YyqErrorText) io_text = yyq_error_text_new (io);
    g_autoptr (YyqErrorText) file_text = yyq_error_text_new (file);

    g_assert_cmpstr (io_text->what, !=, unknown->what);
    g_assert_nonnull (io_text->next);
    g_assert_cmpstr (file_text->what, ==, io_text->what);
  }
}

static void
test_version (void)
{
  static const struct {
    const char *a, *b;
    int order;
  } pairs[] = {
    { "0.1.0", "0.1.0", 0 }, { "0.1", "0.1.0", 0 },    { "0.9", "0.10", -1 },
    { "1", "0.99.99", 1 },   { "0.1.0", "0.1.1", -1 }, { "0.2-rc1", "0.2", 0 },
    { "", "0.0.1", -1 },     { "x", "0", 0 },          { "99999999999999999999", "1", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_test_message ("%s %s", pairs[i].a, pairs[i].b);
    g_assert_cmpint (yyq_version_compare (pairs[i].a, pairs[i].b), ==, pairs[i].order);
    g_assert_cmpint (yyq_version_compare (pairs[i].b, pairs[i].a), ==, -pairs[i].order);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ids/UUIDv7 sort by time", test_ids);
  g_test_add_func ("/error-text/a driver code never reaches the words", test_error_words);
  g_test_add_func ("/error-text/every code has words of its own", test_every_code_has_words);
  g_test_add_func ("/error-text/a file that cannot be saved is told with the next step",
                   test_file_words);
  g_test_add_func ("/version/versions are compared by their numbers", test_version);
  return g_test_run ();
}
