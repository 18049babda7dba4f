/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-verify.h"
#include "yyq-test-pki.h"

typedef struct {
  YyqTestPki *pki;
  YyqTrust *trust;
  YyqTimestamper *tsa;
  GBytes *composed;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  YyqPdfField fields[] = {
    { (char *) "worker", 0, 72, 600, 150, 60 },
    { (char *) "employer", 0, 320, 600, 120, 120 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base = pdf_samples_contract ();

  self->pki = yyq_test_pki_new ();
  self->trust = yyq_test_pki_trust (self->pki);
  self->tsa = yyq_test_tsa_new (self->pki, YYQ_TEST_TSA_HONEST);
  self->composed = yyq_pdf_compose (base, NULL, 0, fields, G_N_ELEMENTS (fields), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_bytes_unref (self->composed);
  g_object_unref (self->tsa);
  yyq_trust_unref (self->trust);
  yyq_test_pki_free (self->pki);
}

static GBytes *
sign (Fixture *self, GBytes *pdf, const char *field, YyqTimestamper *tsa)
{
  YyqPdfSignOptions options = { .field = field, .name = "测试" };
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (self->pki, YYQ_TEST_KEY_EC, field);
  g_autoptr (GError) error = NULL;
  GBytes *tail = yyq_pdf_sign (pdf, &options, signer, tsa, NULL, &error);

  g_assert_no_error (error);
  return tail;
}

static GBytes *
signed_by (Fixture *self, GBytes *pdf, const char *field)
{
  g_autoptr (GBytes) tail = sign (self, pdf, field, self->tsa);

  return yyq_pdf_join (pdf, tail);
}

static void
assert_verdict (Fixture *self, GBytes *pdf, YyqPdfVerdict verdict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, self->trust, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = yyq_pdf_report_to_text (report);
  if (report->verdict != verdict)
    g_test_message ("%s", text);
  g_assert_cmpstr (yyq_pdf_verdict_to_string (report->verdict), ==,
                   yyq_pdf_verdict_to_string (verdict));
}

static void
test_unsigned (Fixture *self, gconstpointer data)
{
  assert_verdict (self, self->composed, YYQ_PDF_VERDICT_UNSIGNED);
}

static void
test_one (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) pdf = signed_by (self, self->composed, "worker");

  assert_verdict (self, pdf, YYQ_PDF_VERDICT_INCOMPLETE);
}

static void
test_two (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = signed_by (self, self->composed, "worker");
  g_autoptr (GBytes) second = signed_by (self, first, "employer");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (second, self->trust, &error);
  const YyqPdfSignatureReport *worker;

  assert_verdict (self, second, YYQ_PDF_VERDICT_VALID);
  g_assert_cmpuint (report->signatures->len, ==, 2);
  worker = yyq_pdf_report_find (report, "worker");
  g_assert_cmpstr (worker->signer, ==, "worker");
  g_assert_cmpstr (worker->level, ==, "B-T");
  g_assert_true (worker->timestamped);
}

static void
test_dss (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = signed_by (self, self->composed, "worker");
  g_autoptr (GBytes) second = signed_by (self, first, "employer");
  g_autoptr (GPtrArray) certificates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) crls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (YyqPdfReport) report = NULL;

  g_ptr_array_add (certificates, yyq_test_pki_root_der (self->pki));
  g_ptr_array_add (crls, yyq_test_pki_crl (self->pki, NULL, 0));
  tail = yyq_pdf_add_dss (second, certificates, crls, &error);
  g_assert_no_error (error);
  whole = yyq_pdf_join (second, tail);
  assert_verdict (self, whole, YYQ_PDF_VERDICT_VALID);
  report = yyq_pdf_verify (whole, self->trust, &error);
  g_assert_cmpstr (yyq_pdf_report_find (report, "employer")->level, ==, "B-LT");
}

static void
test_no_trust (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = signed_by (self, self->composed, "worker");
  g_autoptr (GBytes) second = signed_by (self, first, "employer");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (second, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint ((int) report->verdict, ==, YYQ_PDF_VERDICT_INDETERMINATE);
}

static void
test_late_stamp (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) tail = sign (self, self->composed, "worker", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stamped =
    yyq_pdf_add_timestamp (self->composed, tail, "worker", self->tsa, NULL, &error);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (YyqPdfReport) report = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (stamped), ==, g_bytes_get_size (tail));
  whole = yyq_pdf_join (self->composed, stamped);
  report = yyq_pdf_verify (whole, self->trust, &error);
  g_assert_true (yyq_pdf_report_find (report, "worker")->timestamped);
  g_assert_cmpint ((int) report->verdict, ==, YYQ_PDF_VERDICT_INCOMPLETE);
}

static void
test_next_revision (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) tail = sign (self, self->composed, "worker", self->tsa);
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_pdf_check_next_revision (self->composed, tail, "worker", self->trust, &error));
  g_assert_no_error (error);
  g_assert_false (
    yyq_pdf_check_next_revision (self->composed, tail, "employer", self->trust, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE);
}

/* Also one that would be right otherwise. */
static void
test_next_revision_large (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) tail = sign (self, self->composed, "worker", self->tsa);
  g_autofree char *spaces = g_strnfill (YYQ_PDF_MAX_TAIL, ' ');
  g_autoptr (GBytes) padding = g_bytes_new_static (spaces, YYQ_PDF_MAX_TAIL);
  g_autoptr (GBytes) large = yyq_pdf_join (padding, tail);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    yyq_pdf_check_next_revision (self->composed, large, "worker", self->trust, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
}

static void
test_next_revision_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = signed_by (self, self->composed, "worker");
  g_autoptr (GBytes) tail = sign (self, self->composed, "worker", self->tsa);
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_pdf_check_next_revision (first, tail, "worker", self->trust, &error));
  g_assert_nonnull (error);
}

/* A hundred cuts and a hundred flipped bytes: never a good verdict, never a crash. */
static void
test_mutations (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = signed_by (self, self->composed, "worker");
  g_autoptr (GBytes) second = signed_by (self, first, "employer");
  gsize length = g_bytes_get_size (second);

  for (guint i = 0; i < 40; i++) {
    gsize at = length / 41 * (i + 1);
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (second, NULL), length);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (second, 0, at);
    g_autoptr (GBytes) flipped = NULL;
    g_autoptr (YyqPdfReport) a = yyq_pdf_verify (cut, self->trust, NULL);
    g_autoptr (YyqPdfReport) b = NULL;

    copy[at] = (char) (copy[at] ^ 0x15);
    flipped = g_bytes_new (copy, length);
    b = yyq_pdf_verify (flipped, self->trust, NULL);
    g_assert_true (a == NULL || a->verdict != YYQ_PDF_VERDICT_VALID);
    g_assert_true (b == NULL || b->verdict != YYQ_PDF_VERDICT_VALID);
  }
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("no PDF at all", 13);
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_verify (empty, self->trust, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF);
  g_clear_error (&error);
  g_assert_null (yyq_pdf_verify (text, self->trust, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(sentence, function) \
  g_test_add ("/pdf/verify/" sentence, Fixture, NULL, set_up, function, tear_down)
  ADD ("a contract that nobody signed is unsigned", test_unsigned);
  ADD ("one good signature of two is incomplete", test_one);
  ADD ("two good signatures are valid", test_two);
  ADD ("a security store may be added", test_dss);
  ADD ("without trust nothing is proven", test_no_trust);
  ADD ("a late time stamp makes the signature whole", test_late_stamp);
  ADD ("the next revision signs its field and nothing else", test_next_revision);
  ADD ("a signed field is not signed again", test_next_revision_twice);
  ADD ("a tail above the limit is refused, however right", test_next_revision_large);
  ADD ("no cut and no flipped byte is valid", test_mutations);
  ADD ("what is no PDF is refused", test_bad_files);
  return g_test_run ();
}
