/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-cms.h"
#include "yyq-error.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-sign.h"
#include "yyq-test-pki.h"

typedef struct {
  YyqTestPki *pki;
  YyqSigner *employer;
  YyqSigner *worker;
  YyqTimestamper *tsa;
  GBytes *revision_0;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yyq_test_pki_new ();
  fixture->employer =
    yyq_test_pki_signer (fixture->pki, YYQ_TEST_KEY_RSA, "河南示例数字科技有限公司");
  fixture->worker = yyq_test_pki_signer (fixture->pki, YYQ_TEST_KEY_EC, "张三");
  fixture->tsa = yyq_test_tsa_new (fixture->pki, YYQ_TEST_TSA_HONEST);
  fixture->revision_0 = pdf_samples_revision_0 ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->employer);
  g_object_unref (fixture->worker);
  g_object_unref (fixture->tsa);
  g_bytes_unref (fixture->revision_0);
  yyq_test_pki_free (fixture->pki);
}

static YyqPdfAppearance *
make_seal (void)
{
  const YyqSealSpec seal = { "河南示例数字科技有限公司", "合同专用章", "4199990000001", 42, TRUE };

  return yyq_pdf_appearance_new_seal (&seal);
}

static YyqPdfAppearance *
make_ink (void)
{
  g_autoptr (YyqInk) ink = yyq_ink_new (100, 40);

  yyq_ink_begin_stroke (ink);
  yyq_ink_add_point (ink, 5, 35, 0.5);
  yyq_ink_add_point (ink, 50, 5, 0.8);
  yyq_ink_add_point (ink, 95, 35, 0.5);
  return yyq_pdf_appearance_new_ink (ink);
}

/* (transfer full): the tail. */
static GBytes *
sign (GBytes *pdf, const char *field, YyqSigner *signer, YyqTimestamper *timestamper)
{
  g_autoptr (YyqPdfAppearance) appearance =
    g_str_equal (field, "worker") ? make_ink () : make_seal ();
  YyqPdfSignOptions options = { .field = field,
                                .appearance = appearance,
                                .reason = "签订劳动合同",
                                .name = "张三",
                                .certify = g_str_equal (field, "platform") };
  g_autoptr (GError) error = NULL;
  GBytes *tail = yyq_pdf_sign (pdf, &options, signer, timestamper, NULL, &error);

  g_assert_no_error (error);
  return tail;
}

static GBytes *
sign_whole (GBytes *pdf, const char *field, YyqSigner *signer, YyqTimestamper *timestamper)
{
  g_autoptr (GBytes) tail = sign (pdf, field, signer, timestamper);

  return yyq_pdf_join (pdf, tail);
}

static void
assert_refused (GBytes *pdf, const char *field, YyqSigner *signer, int code)
{
  YyqPdfSignOptions options = { .field = field };
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_sign (pdf, &options, signer, NULL, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, code);
}

/* How often another program says so. */
static guint
count_of (const char *text, const char *phrase)
{
  guint n = 0;

  for (const char *at = strstr (text, phrase); at != NULL; at = strstr (at + 1, phrase))
    n++;
  return n;
}

static void
assert_pdfsig_accepts (GBytes *pdf, guint n_signatures)
{
  g_autofree char *out = pdf_samples_run (pdf, "pdfsig", "-nocert", NULL);

  if (count_of (out, "Signature is Valid") != n_signatures)
    g_test_message ("%s", out);
  g_assert_cmpuint (count_of (out, "Signature is Valid"), ==, n_signatures);
  g_assert_cmpuint (count_of (out, "ETSI.CAdES.detached"), ==, n_signatures);
}

/* The newest signature covers the file to its end; what is said of the certificate is about a root
 * nobody else knows. */
static void
assert_mutool_accepts (GBytes *pdf)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("yyq-XXXXXX.pdf", &stream, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)),
                             g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, NULL,
                             &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error, "mutool", "sign", "-v", g_file_peek_path (file), NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);
  if (strstr (out, "unchanged") == NULL)
    g_test_message ("%s", out);
  g_assert_nonnull (strstr (out, "unchanged"));
  g_assert_null (strstr (out, "invalid"));
}

static void
test_two_signers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one =
    sign_whole (fixture->revision_0, "worker", fixture->worker, fixture->tsa);
  g_autoptr (GBytes) two = sign_whole (one, "employer", fixture->employer, fixture->tsa);

  pdf_samples_assert_clean (one);
  pdf_samples_assert_clean (two);
  assert_pdfsig_accepts (one, 1);
  assert_pdfsig_accepts (two, 2);
  assert_mutool_accepts (one);
  assert_mutool_accepts (two);
}

static void
test_certified (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) frozen = sign_whole (fixture->revision_0, "platform", fixture->employer, NULL);
  g_autoptr (GBytes) one = sign_whole (frozen, "worker", fixture->worker, NULL);
  g_autoptr (GBytes) two = sign_whole (one, "employer", fixture->employer, NULL);

  pdf_samples_assert_clean (two);
  assert_pdfsig_accepts (two, 3);
}

static void
test_seal_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = sign_whole (fixture->revision_0, "employer", fixture->employer, NULL);
  guint32 centre = pdf_samples_pixel (one, 0, 80 + 75, 600 + 65);

  /* The star of the seal, in the middle of the field: red. */
  g_assert_cmpuint (centre >> 16, >, 0xa0);
  g_assert_cmpuint (centre & 0xff, <, 0x80);
  g_assert_cmphex (pdf_samples_pixel (fixture->revision_0, 0, 80 + 75, 600 + 65), ==, 0xffffff);
}

static void
test_prefix (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = sign_whole (fixture->revision_0, "worker", fixture->worker, NULL);
  gsize length = g_bytes_get_size (fixture->revision_0);

  g_assert_cmpmem (g_bytes_get_data (one, NULL), length,
                   g_bytes_get_data (fixture->revision_0, NULL), length);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = sign_whole (fixture->revision_0, "worker", fixture->worker, NULL);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (one, 0, g_bytes_get_size (one) - 200);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static (
    "This is a letter and not a contract, although it is long enough to be one.", 74);

  assert_refused (one, "worker", fixture->worker, YYQ_PDF_ERROR_FIELD_SIGNED);
  assert_refused (one, "nobody", fixture->worker, YYQ_PDF_ERROR_NO_FIELD);
  assert_refused (cut, "employer", fixture->worker, YYQ_PDF_ERROR_DAMAGED);
  assert_refused (nothing, "employer", fixture->worker, YYQ_PDF_ERROR_NOT_PDF);
  assert_refused (text, "employer", fixture->worker, YYQ_PDF_ERROR_NOT_PDF);
}

static void
test_signed_is_not_normalized (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = sign_whole (fixture->revision_0, "worker", fixture->worker, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_normalize (one, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_SIGNED_ALREADY);
}

static void
test_later_timestamp (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) base = sign_whole (fixture->revision_0, "worker", fixture->worker, NULL);
  g_autoptr (GBytes) tail = sign (base, "employer", fixture->employer, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stamped =
    yyq_pdf_add_timestamp (base, tail, "employer", fixture->tsa, NULL, &error);
  g_autoptr (GBytes) whole = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (stamped), ==, g_bytes_get_size (tail));
  g_assert_false (g_bytes_equal (stamped, tail));
  whole = yyq_pdf_join (base, stamped);
  pdf_samples_assert_clean (whole);
  assert_pdfsig_accepts (whole, 2);

  g_assert_null (yyq_pdf_add_timestamp (base, stamped, "employer", fixture->tsa, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED);
}

static void
test_timestamp_only_of_the_tail (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) base = sign_whole (fixture->revision_0, "worker", fixture->worker, NULL);
  g_autoptr (GBytes) tail = sign (base, "employer", fixture->employer, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_add_timestamp (base, tail, "worker", fixture->tsa, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (yyq_pdf_add_timestamp (base, tail, "platform", fixture->tsa, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD);
}

static void
test_dead_authority (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTimestamper) dead = yyq_test_tsa_new (fixture->pki, YYQ_TEST_TSA_SILENT);
  YyqPdfSignOptions options = { .field = "worker" };
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_sign (fixture->revision_0, &options, fixture->worker, dead, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP);
}

static void
test_security_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one =
    sign_whole (fixture->revision_0, "worker", fixture->worker, fixture->tsa);
  g_autoptr (GPtrArray) certificates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) again = NULL;

  g_ptr_array_add (certificates, yyq_test_pki_root_der (fixture->pki));
  g_ptr_array_add (lists, yyq_test_pki_crl (fixture->pki, NULL, 0));
  tail = yyq_pdf_add_dss (one, certificates, lists, &error);
  g_assert_no_error (error);
  stored = yyq_pdf_join (one, tail);
  pdf_samples_assert_clean (stored);
  assert_pdfsig_accepts (stored, 1);

  /* What is stored already is not stored twice. */
  again = yyq_pdf_add_dss (stored, certificates, lists, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (again), <, g_bytes_get_size (tail));
}

/* (transfer full): @pdf with @text written over, at every place where @old stands; both have one
 * length. */
static GBytes *
write_over (GBytes *pdf, const char *old, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  char *copy = g_memdup2 (data, length);
  guint n = 0;

  g_assert_cmpuint (strlen (old), ==, strlen (text));
  for (char *at = copy; (at = memmem (at, (gsize) (copy + length - at), old, strlen (old))) != NULL;
       n++)
    memcpy (at, text, strlen (text));
  g_assert_cmpuint (n, >, 0);
  return g_bytes_new_take (copy, length);
}

/* Both before somebody types a PIN, and again before the key is used. */
static void
assert_forbidden (GBytes *pdf, YyqSigner *signer)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_pdf_check_may_sign (pdf, "worker", &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FORBIDDEN);
  assert_refused (pdf, "worker", signer, YYQ_PDF_ERROR_FORBIDDEN);
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) certified =
    sign_whole (fixture->revision_0, "platform", fixture->employer, fixture->tsa);
  g_autoptr (GBytes) closed = write_over (certified, "/P 2/V/1.2", "/P 1/V/1.2");
  g_autoptr (GBytes) locked =
    write_over (certified, "/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>",
                "/FieldMDP/TransformParams<</Action/All/V/1.2>>            ");
  g_autoptr (GError) error = NULL;

  assert_forbidden (closed, fixture->worker);
  assert_forbidden (locked, fixture->worker);
  g_assert_true (yyq_pdf_check_may_sign (certified, "worker", &error));
  g_assert_no_error (error);
}

static void
test_nul_tail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nuls = g_malloc0 (3000);
  g_autoptr (GBytes) behind = g_bytes_new_static (nuls, 3000);
  g_autoptr (GBytes) padded = yyq_pdf_join (fixture->revision_0, behind);
  g_autoptr (GBytes) first = sign_whole (padded, "worker", fixture->worker, fixture->tsa);
  g_autoptr (GBytes) again = yyq_pdf_join (first, behind);
  g_autoptr (GBytes) second = sign_whole (again, "employer", fixture->employer, fixture->tsa);

  assert_pdfsig_accepts (second, 2);
  assert_mutool_accepts (second);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/pdf/sign/two signers one after the other are accepted by other programs",
       test_two_signers);
  ADD ("/pdf/sign/a certified contract takes the signatures of its fields", test_certified);
  ADD ("/pdf/sign/the seal is drawn in the middle of its field", test_seal_is_seen);
  ADD ("/pdf/sign/the signed bytes are a prefix of the result", test_prefix);
  ADD ("/pdf/sign/a signed or missing field and a broken file are refused", test_refusals);
  ADD ("/pdf/sign/a signed file is not normalised", test_signed_is_not_normalized);
  ADD ("/pdf/sign/a later time stamp leaves the tail as long as it was", test_later_timestamp);
  ADD ("/pdf/sign/a time stamp goes into no earlier revision", test_timestamp_only_of_the_tail);
  ADD ("/pdf/sign/a dead time-stamp authority is no silent lesser level", test_dead_authority);
  ADD ("/pdf/sign/the security store is added once", test_security_store);
  ADD ("/pdf/sign/what an earlier signature forbids is refused before the key is asked",
       test_forbidden);
  ADD ("/pdf/sign/NULs behind the document do not hinder a signature", test_nul_tail);
  return g_test_run ();
}
