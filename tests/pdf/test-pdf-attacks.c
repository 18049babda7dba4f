/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-attack-files.h"
#include "yyq-error.h"
#include "yyq-hostile-files.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-verify.h"
#include "yyq-test-identity.h"

#ifdef __SANITIZE_ADDRESS__
#  define N_MUTATIONS 200
#else
#  define N_MUTATIONS 2000
#endif

static YyqAttackKit *kit;

/* Everything that the report gives as a reason. */
static char *
all_reasons (const YyqPdfReport *report)
{
  GString *text = g_string_new (report->problem);

  for (guint i = 0; i < report->signatures->len; i++) {
    const YyqPdfSignatureReport *signature = g_ptr_array_index (report->signatures, i);
    const YyqPdfCheck *checks[] = { signature->integrity, signature->coverage, signature->chain };
    g_autofree char *changes = g_strjoinv ("\n", signature->changes);

    for (guint j = 0; j < G_N_ELEMENTS (checks); j++)
      g_string_append_printf (text, "\n%s", checks[j]->reason != NULL ? checks[j]->reason : "");
    g_string_append_printf (text, "\n%s", changes);
  }
  return g_string_free (text, FALSE);
}

static void
test_attack (gconstpointer data)
{
  const YyqAttack *attack = data;
  g_autoptr (GBytes) pdf = attack->make (kit);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, kit->trust, &error);
  g_autofree char *reasons = NULL;

  if (report == NULL) {
    g_test_message ("refused: %s", error->message);
    g_assert_null (attack->expect);
    return;
  }
  reasons = all_reasons (report);
  g_test_message ("%s: %s", yyq_pdf_verdict_to_string (report->verdict), reasons);
  if (attack->expect != NULL)
    g_assert_cmpstr (yyq_pdf_verdict_to_string (report->verdict), ==, attack->expect);
  else
    g_assert_cmpstr (yyq_pdf_verdict_to_string (report->verdict), !=, "valid");
  if (attack->clue != NULL)
    g_assert_nonnull (strstr (reasons, attack->clue));
}

static void
assert_valid (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, kit->trust, &error);
  g_autofree char *reasons = NULL;

  g_assert_no_error (error);
  reasons = all_reasons (report);
  g_test_message ("%s", reasons);
  g_assert_cmpstr (yyq_pdf_verdict_to_string (report->verdict), ==, "valid");
}

static void
test_honest (void)
{
  assert_valid (kit->complete);
}

static void
test_additions (void)
{
  g_autoptr (GBytes) stored = yyq_attack_add_dss (kit, kit->complete, NULL);
  g_autoptr (GBytes) stamped = yyq_attack_add_document_timestamp (kit, stored);
  g_autoptr (GBytes) again = yyq_attack_add_dss (kit, stamped, NULL);
  g_autoptr (GBytes) twice = NULL;

  assert_valid (stored);
  assert_valid (stamped);
  assert_valid (again);
  pdf_samples_assert_clean (stamped);
}

/* (transfer full): the path of a new file. */
static char *
put_file (const char *folder, const char *name, GBytes *bytes)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

/* The container and the bytes that it is over, as openssl(1) reads them. */
static void
test_openssl (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yyq-cades-XXXXXX", NULL);
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (kit->complete);
  g_autoptr (GBytes) cms = yyq_attack_get_cms (kit->complete);
  g_autoptr (GBytes) der = yyq_test_pki_root_der (kit->pki);
  g_autofree char *text = g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  g_autofree char *pem =
    g_strdup_printf ("-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n", text);
  g_autoptr (GBytes) root = g_bytes_new (pem, strlen (pem));
  g_autofree char *content_path = put_file (folder, "content", content);
  g_autofree char *cms_path = put_file (folder, "signature.der", cms);
  g_autofree char *root_path = put_file (folder, "root.pem", root);
  g_autofree char *complaints = NULL;
  const char *argv[] = { "openssl", "cms",      "-verify", "-cades",   "-binary",    "-inform",
                         "DER",     "-in",      cms_path,  "-content", content_path, "-CAfile",
                         root_path, "-purpose", "any",     "-out",     "/dev/null",  NULL };
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               &complaints, &status, NULL));
  g_test_message ("%s", complaints);
  g_assert_nonnull (strstr (complaints, "CAdES Verification successful"));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  yyq_test_remove_tree (folder);
}

/* A good time stamp proves itself; with a forged one the file is not what it says. */
static void
test_document_timestamp_forged (void)
{
  g_autoptr (GBytes) stamped = yyq_attack_add_document_timestamp (kit, kit->complete);
  gsize digits, n_digits;
  g_autofree char *copy = g_memdup2 (g_bytes_get_data (stamped, NULL), g_bytes_get_size (stamped));
  g_autoptr (GBytes) forged = NULL;
  g_autoptr (YyqPdfReport) report = NULL;

  yyq_attack_find_hole (stamped, &digits, &n_digits);
  copy[digits + 400] = copy[digits + 400] == '0' ? '1' : '0';
  forged = g_bytes_new (copy, g_bytes_get_size (stamped));
  report = yyq_pdf_verify (forged, kit->trust, NULL);
  g_assert_cmpstr (yyq_pdf_verdict_to_string (report->verdict), ==, "invalid");
}

static void
test_area_of_other_party_not_signed (void)
{
  const YyqSealSpec spec = { .company = "甲", .diameter_mm = 20 };
  g_autoptr (YyqPdfAppearance) seal = yyq_pdf_appearance_new_seal (&spec);
  const YyqPdfArea foreign = { "worker.date", seal };
  const YyqPdfArea missing = { "employer.seam", seal };
  YyqPdfSignOptions options = { .field = "employer", .areas = &foreign, .n_areas = 1 };
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (kit->pki, YYQ_TEST_KEY_EC, "employer");
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_sign (kit->first, &options, signer, NULL, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD);
  g_clear_error (&error);
  options.areas = &missing;
  g_assert_null (yyq_pdf_sign (kit->first, &options, signer, NULL, NULL, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD);
}

static void
test_cut (void)
{
  gsize length = g_bytes_get_size (kit->complete);

  for (guint i = 0; i < 50; i++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (kit->complete, 0, length * i / 50);
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqPdfReport) report = yyq_pdf_verify (cut, kit->trust, &error);

    g_assert_true (report != NULL || error->domain == YYQ_PDF_ERROR);
    g_assert_true (report == NULL || report->verdict != YYQ_PDF_VERDICT_VALID);
  }
}

static void
test_hostile (gconstpointer data)
{
  const YyqHostileFile *file = data;
  g_autoptr (GBytes) pdf = file->make ();
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_verify (pdf, kit->trust, &error));
  g_assert_error (error, YYQ_PDF_ERROR, (int) file->code);
}

/* Behind a good contract, 12 MB of values. */
static GBytes *
append_values (const char *before, const char *value, const char *after)
{
  GString *pdf = g_string_new_len (g_bytes_get_data (kit->complete, NULL),
                                   (gssize) g_bytes_get_size (kit->complete));

  g_string_append (pdf, before);
  for (gsize end = pdf->len + 12 * 1000 * 1000; pdf->len < end;)
    g_string_append (pdf, value);
  g_string_append (pdf, after);
  return g_string_free_to_bytes (pdf);
}

static void
assert_too_large (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_verify (pdf, kit->trust, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
}

static void
test_giant_lists (void)
{
  g_autoptr (GBytes) array = append_values ("\n90 0 obj\n[", "0 ", "]\nendobj\n");
  g_autoptr (GBytes) names = append_values ("\n90 0 obj\n<<", "/a 1", ">>\nendobj\n");
  g_autoptr (GBytes) trailer = append_values ("\ntrailer\n<</Size 9/A[", "0 ", "]>>\n");
  GBytes *const files[] = { array, trailer, names };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_too_large (files[i]);
}

static void
test_long_tail (void)
{
  g_autofree char *spaces = g_strnfill (YYQ_PDF_MAX_TAIL + 1, ' ');
  g_autoptr (GBytes) tail = g_bytes_new_static (spaces, YYQ_PDF_MAX_TAIL + 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (yyq_pdf_check_next_revision (kit->first, tail, "employer", kit->trust, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE);
}

/* One to four bytes, bits, digits or blocks. */
static void
mutate (GRand *rand, guint8 *data, gsize length)
{
  guint n = (guint) g_rand_int_range (rand, 1, 5);

  for (guint i = 0; i < n; i++) {
    gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) length - 40);

    switch (g_rand_int_range (rand, 0, 4)) {
    case 0:
      data[at] = (guint8) g_rand_int_range (rand, 0, 256);
      break;
    case 1:
      data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case 2:
      while (at < length - 1 && !g_ascii_isdigit (data[at]))
        at++;
      data[at] = (guint8) g_rand_int_range (rand, '0', '9' + 1);
      break;
    default:
      memmove (data + at, data + g_rand_int_range (rand, 0, (gint32) length - 40),
               (gsize) g_rand_int_range (rand, 1, 40));
      break;
    }
  }
}

/* Zeros behind a container and the letter case of its digits mean nothing, but no other byte is
 * free. */
static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260131);
  g_autoptr (GBytes) original = yyq_attack_signed_bytes (kit->complete);
  gsize length = g_bytes_get_size (kit->complete);

  for (guint i = 0; i < N_MUTATIONS; i++) {
    guint8 *copy = g_memdup2 (g_bytes_get_data (kit->complete, NULL), length);
    g_autoptr (GBytes) mutated = NULL;
    g_autoptr (YyqPdfReport) report = NULL;

    mutate (rand, copy, length);
    mutated = g_bytes_new_take (copy, length);
    report = yyq_pdf_verify (mutated, kit->trust, NULL);
    if (report != NULL && report->verdict == YYQ_PDF_VERDICT_VALID &&
        !g_bytes_equal (mutated, kit->complete)) {
      g_autoptr (GBytes) now = yyq_attack_signed_bytes (mutated);

      g_test_message ("mutation %u is valid", i);
      g_assert_true (g_bytes_equal (now, original));
    }
  }
}

static void
add_attacks (const char *group, const YyqAttack *attacks)
{
  for (; attacks->name != NULL; attacks++) {
    g_autofree char *path = g_strdup_printf ("/pdf/attacks/%s/%s", group, attacks->name);

    for (char *at = path + strlen ("/pdf/attacks/") + strlen (group) + 1; *at != '\0'; at++)
      if (*at == '/')
        *at = '\'';
    g_test_add_data_func (path, attacks, test_attack);
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  /* Each attack is told of, not only the first that succeeds. */
  g_test_set_nonfatal_assertions ();
  kit = yyq_attack_kit_new ();
  add_attacks ("file", yyq_attacks);
  add_attacks ("container", yyq_cms_attacks);
  g_test_add_func ("/pdf/attacks/the honest contract is valid", test_honest);
  g_test_add_func ("/pdf/attacks/openssl finds the honest container right", test_openssl);
  g_test_add_func ("/pdf/attacks/security store and document time stamp may be added",
                   test_additions);
  g_test_add_func ("/pdf/attacks/a forged document time stamp is not valid",
                   test_document_timestamp_forged);
  g_test_add_func ("/pdf/attacks/only a party's own areas are signed",
                   test_area_of_other_party_not_signed);
  g_test_add_func ("/pdf/attacks/a file cut anywhere is not valid", test_cut);
  for (const YyqHostileFile *file = yyq_hostile_files; file->name != NULL; file++) {
    g_autofree char *path =
      g_strdup_printf ("/pdf/attacks/refused before it takes memory: %s", file->name);

    g_test_add_data_func (path, file, test_hostile);
  }
  g_test_add_func ("/pdf/attacks/lists longer than any contract has are refused", test_giant_lists);
  g_test_add_func ("/pdf/attacks/a revision with more bytes than a signature needs is refused",
                   test_long_tail);
  g_test_add_func ("/pdf/attacks/no mutation of signed bytes is valid", test_mutations);
  result = g_test_run ();
  yyq_attack_kit_free (kit);
  return result;
}
