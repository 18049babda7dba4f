/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-heavy-files.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-unpack.h"
#include "yyq-pdf-verify.h"

static YyqPdfWeight
weigh (GBytes *pdf, guint page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfWeigher) weigher = yyq_pdf_weigher_new (pdf, &error);

  g_assert_no_error (error);
  return yyq_pdf_weigher_weigh_page (weigher, page);
}

/* What must not be drawn is not taken in either: except where rewriting made something else of it.
 */
static void
test_file (gconstpointer data)
{
  const YyqHeavyFile *file = data;
  g_autoptr (GBytes) pdf = file->make ();
  g_autoptr (GBytes) clean = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (pdf), <, YYQ_PDF_MAX_UPLOAD);
  g_assert_cmpint (weigh (pdf, 0), ==, file->weight);
  clean = yyq_pdf_normalize (pdf, &error);
  if (clean == NULL)
    g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
  else
    g_assert_cmpint (weigh (clean, 0), !=, YYQ_PDF_WEIGHT_HEAVY);
  if (clean == NULL)
    g_assert_cmpint (file->weight, ==, YYQ_PDF_WEIGHT_HEAVY);
}

static void
test_verify (void)
{
  static const char *const names[] = { "a font", "runs in Flate", "an image of billions of pixels",
                                       NULL };

  for (const YyqHeavyFile *file = yyq_heavy_files; file->name != NULL; file++) {
    g_autoptr (GBytes) pdf = NULL;
    g_autoptr (YyqPdfReport) report = NULL;
    g_autoptr (GError) error = NULL;

    if (!g_strv_contains (names, file->name))
      continue;
    pdf = file->make ();
    report = yyq_pdf_verify (pdf, NULL, &error);
    g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
  }
}

static void
test_contract (void)
{
  g_autoptr (GBytes) contract = pdf_samples_revision_0 ();

  g_assert_cmpint (weigh (contract, 0), ==, YYQ_PDF_WEIGHT_LIGHT);
  g_assert_cmpint (weigh (contract, 1), ==, YYQ_PDF_WEIGHT_LIGHT);
  g_assert_cmpint (weigh (contract, 1000), ==, YYQ_PDF_WEIGHT_DOUBTFUL);
}

static void
test_one_page (void)
{
  g_autoptr (GBytes) pdf = yyq_heavy_second_page ();

  g_assert_cmpint (weigh (pdf, 0), ==, YYQ_PDF_WEIGHT_HEAVY);
  g_assert_cmpint (weigh (pdf, 1), ==, YYQ_PDF_WEIGHT_HEAVY);
  g_assert_cmpint (weigh (pdf, 2), ==, YYQ_PDF_WEIGHT_LIGHT);
}

static void
collect (const guint8 *data, gsize length, gpointer user_data)
{
  g_byte_array_append (user_data, data, (guint) length);
}

static void
assert_unpacks (const char *packed, gsize length, const YyqPdfFilter *filters, guint n,
                const char *plain)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  yyq_pdf_unpack ((const guint8 *) packed, length, filters, n, 1000, collect, out);
  g_assert_cmpmem (out->data, out->len, plain, strlen (plain));
}

/* The examples of ISO 32000-1 §7.4 and Adobe's technical note on LZW, and what stands at their
 * ends. */
static void
test_filters (void)
{
  static const YyqPdfFilter hex[] = { YYQ_PDF_FILTER_HEX }, ascii85[] = { YYQ_PDF_FILTER_ASCII85 },
                            runs[] = { YYQ_PDF_FILTER_RUN_LENGTH };
  static const YyqPdfFilter lzw[] = { YYQ_PDF_FILTER_LZW },
                            both[] = { YYQ_PDF_FILTER_HEX, YYQ_PDF_FILTER_RUN_LENGTH };
  static const YyqPdfFilter flate[] = { YYQ_PDF_FILTER_FLATE };
  g_autoptr (GBytes) packed = yyq_heavy_pack ("ab", 2, 1);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  assert_unpacks ("61 62\n7>63", 10, hex, 1, "abp");
  assert_unpacks ("87cURD]i,\"Ebo80~>", 17, ascii85, 1, "Hello World!");
  assert_unpacks ("87cUR~>", 7, ascii85, 1, "Hell");
  assert_unpacks ("\x02"
                  "abc\xfe"
                  "d\x80zz",
                  9, runs, 1, "abcddd");
  assert_unpacks ("\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", 9, lzw, 1, "-----A---B");
  assert_unpacks ("02616263fe64", 12, both, 2, "abcddd");
  g_assert_cmpuint (yyq_pdf_unpack (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                                    flate, 1, G_MAXUINT64, collect, out),
                    ==, 1024 * 1024);
  g_assert_cmpuint (out->len, ==, 1024 * 1024);
  g_assert_cmpmem (out->data + out->len - 4, 4, "abab", 4);
}

/* It does not go on for gigabytes to find out how many there are. */
static void
test_stops (void)
{
  static const YyqPdfFilter flate[] = { YYQ_PDF_FILTER_FLATE, YYQ_PDF_FILTER_HEX };
  g_autoptr (GBytes) packed = yyq_heavy_pack ("00", 2, 8);
  guint64 size = yyq_pdf_unpack (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), flate,
                                 2, 1000 * 1000, NULL, NULL);

  g_assert_cmpuint (size, >, 1000 * 1000);
  g_assert_cmpuint (size, <, 1100 * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (const YyqHeavyFile *file = yyq_heavy_files; file->name != NULL; file++) {
    static const char *const words[] = { "light", "doubtful", "heavy" };
    g_autofree char *path =
      g_strdup_printf ("/pdf/weight/%s is %s", file->name, words[file->weight]);

    g_test_add_data_func (path, file, test_file);
  }
  g_test_add_func ("/pdf/weight/a contract of ours is light", test_contract);
  g_test_add_func ("/pdf/weight/what is heavy is not verified", test_verify);
  g_test_add_func ("/pdf/weight/a page is not heavy because another one is", test_one_page);
  g_test_add_func ("/pdf/unpack/every filter does what the standard says", test_filters);
  g_test_add_func ("/pdf/unpack/it stops at the limit", test_stops);
  return g_test_run ();
}
