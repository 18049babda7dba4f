/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <zlib.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-worker.h"
#include "yyq-test-wait.h"

/* Its shadow memory is larger than what the worker may have. */
#ifdef __SANITIZE_ADDRESS__
#  define UNDER_ASAN TRUE
#else
#  define UNDER_ASAN FALSE
#endif

#define CHUNK (1024 * 1024)

static void
assert_refused (GBytes *pdf, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_normalize_in_worker (pdf, NULL, &error));
  if (!g_error_matches (error, YYQ_PDF_ERROR, code))
    g_test_message ("%s", error->message);
  g_assert_error (error, YYQ_PDF_ERROR, code);
}

/* Which of the two it is, is for qpdf to say; it must be neither a crash nor a result. */
static void
assert_refused_somehow (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_normalize_in_worker (pdf, NULL, &error));
  if (!g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE))
    g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED);
}

static void
test_same_as_here (void)
{
  g_autoptr (GBytes) contract = pdf_samples_contract ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) there = yyq_pdf_normalize_in_worker (contract, NULL, &error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  pdf_samples_assert_clean (there);
  before = pdf_samples_page_text (contract, 0);
  after = pdf_samples_page_text (there, 0);
  g_assert_cmpstr (before, ==, after);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GBytes **pdf = data;
  g_autoptr (GError) error = NULL;

  *pdf = yyq_pdf_normalize_in_worker_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (GBytes) contract = pdf_samples_contract ();
  g_autoptr (GBytes) pdf = NULL;

  yyq_pdf_normalize_in_worker_async (contract, NULL, finished_cb, &pdf);
  yyq_test_wait_while (pdf == NULL);
  pdf_samples_assert_clean (pdf);
}

static void
test_no_pdf (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) letter = g_bytes_new_static ("Dear Sir or Madam", 17);
  g_autoptr (GBytes) scripted = pdf_samples_page (
    "/MediaBox[0 0 100 200]", "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "");
  g_autofree char *zeros = g_malloc0 (YYQ_PDF_MAX_UPLOAD + 1);
  g_autoptr (GBytes) big = g_bytes_new_static (zeros, YYQ_PDF_MAX_UPLOAD + 1);

  assert_refused (nothing, YYQ_PDF_ERROR_NOT_PDF);
  assert_refused (letter, YYQ_PDF_ERROR_NOT_PDF);
  assert_refused (scripted, YYQ_PDF_ERROR_ACTIVE_CONTENT);
  assert_refused (big, YYQ_PDF_ERROR_TOO_LARGE);
}

/* One page object, a million times in the list of pages. */
static void
test_page_bomb (void)
{
  g_autoptr (GString) pdf =
    g_string_new ("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                  "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>\nendobj\n2 0 "
                  "obj\n<</Type/Pages/Count 1000000/Kids[");
  g_autoptr (GBytes) bomb = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append (pdf, "3 0 R ");
  g_string_append (pdf, "]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n");
  bomb = g_bytes_new (pdf->str, pdf->len);
  assert_refused (bomb, YYQ_PDF_ERROR_TOO_LARGE);
}

/* Every level of the page tree lists the next one twice: 2^40 pages in 40 objects. */
static void
test_page_tree_bomb (void)
{
  g_autoptr (GString) pdf =
    g_string_new ("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  g_autoptr (GBytes) bomb = NULL;

  for (guint i = 2; i < 42; i++)
    g_string_append_printf (pdf, "%u 0 obj\n<</Type/Pages/Count 2/Kids[%u 0 R %u 0 R]>>\nendobj\n",
                            i, i + 1, i + 1);
  g_string_append (pdf, "42 0 obj\n<</Type/Page/MediaBox[0 0 10 10]>>\nendobj\ntrailer\n<</Root 1 "
                        "0 R/Size 43>>\nstartxref\n0\n%%EOF\n");
  bomb = g_bytes_new (pdf->str, pdf->len);
  assert_refused (bomb, YYQ_PDF_ERROR_TOO_LARGE);
}

static GByteArray *
deflate_block (const guint8 *data, gsize length, int flush)
{
  z_stream stream = { 0 };
  GByteArray *out = g_byte_array_new ();

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  g_byte_array_set_size (out, (guint) deflateBound (&stream, length) + 64);
  stream.next_in = (guint8 *) data;
  stream.avail_in = (guint) length;
  stream.next_out = out->data;
  stream.avail_out = out->len;
  deflate (&stream, flush);
  g_byte_array_set_size (out, (guint) stream.total_out);
  deflateEnd (&stream);
  return out;
}

/* (transfer full): @n MiB of zeros. A block that ends with a full flush stands for itself, so it
 * can be repeated. */
static GByteArray *
deflate_zeros (guint n)
{
  g_autofree guint8 *zeros = g_malloc0 (CHUNK);
  g_autoptr (GByteArray) block = deflate_block (zeros, CHUNK, Z_FULL_FLUSH);
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "\x78\xda", 2);
  for (guint i = 0; i < n; i++)
    g_byte_array_append (out, block->data, block->len);
  return out;
}

/* A cross-reference stream must be unpacked to read anything; this one has 8 GiB of zeros. */
static void
test_flate_bomb (void)
{
  g_autoptr (GByteArray) zeros = deflate_zeros (8192);
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("%%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 2 1]/Size 5/Root "
                                           "2 0 R/Filter/FlateDecode/Length %u>>\nstream\n",
                                           zeros->len);
  const char *tail = "\nendstream\nendobj\nstartxref\n9\n%%EOF\n";
  g_autoptr (GBytes) bomb = NULL;

  g_byte_array_append (pdf, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (pdf, zeros->data, zeros->len);
  g_byte_array_append (pdf, (const guint8 *) tail, (guint) strlen (tail));
  bomb = g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
  g_assert_cmpuint (g_bytes_get_size (bomb), <, YYQ_PDF_MAX_UPLOAD);
  assert_refused_somehow (bomb);
}

static void
test_nested_arrays (void)
{
  g_autoptr (GString) arrays = g_string_new (NULL);
  g_autoptr (GBytes) bomb = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_c (arrays, '[');
  for (guint i = 0; i < 300; i++)
    g_string_append_c (arrays, ']');
  bomb = pdf_samples_page ("/MediaBox[0 0 100 200]", "/Names 4 0 R", arrays->str);
  assert_refused (bomb, YYQ_PDF_ERROR_TOO_LARGE);
}

static void
test_crash (void)
{
  g_autofree char *real = g_strdup (g_getenv ("YYQ_PDF_WORKER"));
  g_autoptr (GBytes) contract = pdf_samples_contract ();

  g_setenv ("YYQ_PDF_WORKER", "/bin/false", TRUE);
  assert_refused (contract, YYQ_PDF_ERROR_WORKER);
  g_setenv ("YYQ_PDF_WORKER", "/bin/true", TRUE);
  assert_refused (contract, YYQ_PDF_ERROR_WORKER);
  g_setenv ("YYQ_PDF_WORKER", "/nonexistent/worker", TRUE);
  assert_refused (contract, YYQ_PDF_ERROR_WORKER);
  g_setenv ("YYQ_PDF_WORKER", real, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/worker/a contract comes back with the same text", test_same_as_here);
  g_test_add_func ("/pdf/worker/the caller need not wait", test_async);
  g_test_add_func ("/pdf/worker/refusals come through with their codes", test_no_pdf);
  g_test_add_func ("/pdf/worker/a million pages are too large", test_page_bomb);
  g_test_add_func ("/pdf/worker/a page tree that doubles is too large", test_page_tree_bomb);
  if (!UNDER_ASAN)
    g_test_add_func ("/pdf/worker/a stream that unpacks to gigabytes is refused", test_flate_bomb);
  g_test_add_func ("/pdf/worker/arrays 300 deep are too large", test_nested_arrays);
  g_test_add_func ("/pdf/worker/a worker that dies is told from a bad file", test_crash);
  return g_test_run ();
}
