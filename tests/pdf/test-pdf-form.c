/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <zlib.h>

#include "pdf-samples.h"
#include "yyq-attack-files.h"
#include "yyq-cms.h"
#include "yyq-error.h"
#include "yyq-openssl.h"
#include "yyq-pdf-form.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-shown.h"

/* Finished forms: drawn once, shown and embedded as they are, compared to the byte. */

static YyqAttackKit *kit;

static GBytes *
make_form (const char *company, double width, double height, guint rotate)
{
  const YyqSealSpec spec = {
    .company = company, .title = "合同专用章", .diameter_mm = 40, .star = TRUE
  };
  const YyqPdfFrame frame = { width, height, rotate };
  g_autoptr (YyqPdfAppearance) seal = yyq_pdf_appearance_new_seal (&spec);
  g_autoptr (GError) error = NULL;
  GBytes *form = yyq_pdf_form_new (seal, &frame, &error);

  g_assert_no_error (error);
  return form;
}

static void
test_same (void)
{
  g_autoptr (GBytes) one = make_form ("河南测试有限公司", 140, 60, 0);
  g_autoptr (GBytes) again = make_form ("河南测试有限公司", 140, 60, 0);
  g_autoptr (GBytes) other = make_form ("河南测试有限公司商城分公司", 140, 60, 0);
  g_autoptr (GBytes) larger = make_form ("河南测试有限公司", 141, 60, 0);

  g_assert_true (g_bytes_equal (one, again));
  g_assert_false (g_bytes_equal (one, other));
  g_assert_false (g_bytes_equal (one, larger));
  g_assert_cmpuint (g_bytes_get_size (one), <, 64 * 1024);
}

static void
test_frame (void)
{
  YyqPdfFrame frame = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_pdf_frame_of_field (kit->first, "employer.date", &frame, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (frame.width, 100, 0.01);
  g_assert_cmpfloat_with_epsilon (frame.height, 20, 0.01);
  g_assert_false (yyq_pdf_frame_of_field (kit->first, "nobody", &frame, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD);
}

/* One stroke near the upper left corner of what is seen, however the page is turned. */
static void
test_shown_upright (void)
{
  static const guint turns[] = { 0, 90, 180, 270 };
  g_autoptr (YyqInk) ink = yyq_ink_new (100, 50);
  g_autoptr (YyqPdfAppearance) appearance = NULL;

  yyq_ink_begin_stroke (ink);
  yyq_ink_add_point (ink, 5, 10, 1);
  yyq_ink_add_point (ink, 45, 10, 1);
  appearance = yyq_pdf_appearance_new_ink (ink);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++) {
    const YyqPdfFrame frame = { 144, 72, turns[i] };
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) form = yyq_pdf_form_new (appearance, &frame, &error);
    g_autoptr (GBytes) pdf = yyq_pdf_form_to_pdf (form, &error);

    g_assert_no_error (error);
    pdf_samples_assert_clean (pdf);
    g_assert_cmphex (pdf_samples_pixel (pdf, 0, 36, 14.4), !=, 0xffffff);
    g_assert_cmphex (pdf_samples_pixel (pdf, 0, 108, 57.6), ==, 0xffffff);
  }
}

/* (transfer full): what zlib makes of so many zeros, as a form. */
static GBytes *
make_bomb (gsize n_zeros)
{
  g_autofree guint8 *zeros = g_malloc0 (n_zeros);
  uLongf room = compressBound (n_zeros);
  g_autofree guint8 *packed = g_malloc (room);
  GString *text = g_string_new (NULL);

  compress2 (packed, &room, zeros, n_zeros, Z_BEST_COMPRESSION);
  g_string_append_printf (
    text, "<</Subtype/Form/BBox[0 0 1 1]/Filter/FlateDecode/Length %lu>>\nstream\n", room);
  g_string_append_len (text, (const char *) packed, (gssize) room);
  g_string_append (text, "\nendstream");
  return g_string_free_to_bytes (text);
}

static void
assert_no_form (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yyq_pdf_form_to_pdf (bytes, &error));
  g_assert_error (error, YYQ_PDF_ERROR, (int) error->code);
}

static void
test_refused (void)
{
  static const char *const dictionaries[] = {
    "<</Subtype/Form/BBox[0 0 1 1]/Filter/FlateDecode/Length 8/Resources 5 0 R>>",
    "<</Subtype/Form/BBox[0 0 1 1]/Filter/FlateDecode/Length 8/Resources<</Font<</F[5 0 R]>>>>>>",
    "<</Subtype/Form/BBox[0 0 1 1]/Filter/FlateDecode/Length 8/OPI<<>>>>",
    "<</Subtype/Form/BBox[0 0 1 1]/Filter/FlateDecode/Length 7>>",
    "<</Subtype/Form/BBox[0 0 1 1]/Filter/FlateDecode/Length 9 0 R>>",
    "<</Subtype/Image/BBox[0 0 1 1]/Filter/FlateDecode/Length 8>>",
    "<</Subtype/Form/BBox[0 0 1 1]/Length 8>>",
    "<</Subtype/Form/Filter/FlateDecode/Length 8>>",
    "[]",
    "",
  };
  /* What zlib makes of nothing. */
  static const char empty[] = "\nstream\n\x78\xda\x03\x00\x00\x00\x00\x01\nendstream";
  g_autoptr (GBytes) good = make_form ("甲", 100, 100, 0);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) - 1);
  g_autoptr (GBytes) longer = yyq_attack_replace (good, "\nendstream", "\nendstream\nendobj");
  g_autoptr (GBytes) bomb = make_bomb (16 * 1024 * 1024);

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GBytes) form = NULL;

    g_test_message ("%s", dictionaries[i]);
    g_byte_array_append (bytes, (const guint8 *) dictionaries[i], (guint) strlen (dictionaries[i]));
    g_byte_array_append (bytes, (const guint8 *) empty, sizeof empty - 1);
    form = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    assert_no_form (form);
  }
  assert_no_form (cut);
  assert_no_form (longer);
  assert_no_form (bomb);
}

/* (transfer full): the tail. */
static GBytes *
sign (YyqPdfSignOptions options)
{
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (kit->pki, YYQ_TEST_KEY_EC, "公司");
  g_autoptr (GError) error = NULL;
  GBytes *tail;

  options.field = "employer";
  tail = yyq_pdf_sign (kit->first, &options, signer, NULL, NULL, &error);
  g_assert_no_error (error);
  return tail;
}

static void
test_embedded (void)
{
  g_autoptr (GBytes) form = make_form ("河南测试有限公司", 150, 60, 0);
  g_autoptr (GBytes) tail = sign ((YyqPdfSignOptions){ .form = form });
  g_autoptr (GBytes) whole = yyq_pdf_join (kit->first, tail);

  g_assert_nonnull (memmem (g_bytes_get_data (tail, NULL), g_bytes_get_size (tail),
                            g_bytes_get_data (form, NULL), g_bytes_get_size (form)));
  pdf_samples_assert_clean (whole);
}

static gboolean
is_accepted (GBytes *tail, const YyqPdfShown *shown, gsize n_shown)
{
  g_autoptr (GError) error = NULL;
  gboolean good;

  /* The rest of it is right: only what it shows is in question. */
  g_assert_true (yyq_pdf_check_next_revision (kit->first, tail, "employer", kit->trust, &error));
  g_assert_no_error (error);
  good = yyq_pdf_check_shown (kit->first, tail, shown, n_shown, &error);
  if (!good)
    g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE);
  return good;
}

static void
test_shown (void)
{
  g_autoptr (GBytes) form = make_form ("河南测试有限公司", 150, 60, 0);
  g_autoptr (GBytes) units = make_form ("河南测试有限公司商城分公司", 150, 60, 0);
  g_autoptr (GBytes) larger = make_form ("河南测试有限公司", 150, 70, 0);
  g_autoptr (GBytes) right = sign ((YyqPdfSignOptions){ .form = form });
  g_autoptr (GBytes) another = sign ((YyqPdfSignOptions){ .form = units });
  g_autoptr (GBytes) resized = sign ((YyqPdfSignOptions){ .form = larger });
  g_autoptr (GBytes) unseen = sign ((YyqPdfSignOptions){ 0 });
  const YyqPdfShown shown = { "employer", form };

  g_assert_true (is_accepted (right, &shown, 1));
  g_assert_true (is_accepted (unseen, NULL, 0));
  g_assert_false (is_accepted (another, &shown, 1));
  g_assert_false (is_accepted (resized, &shown, 1));
  g_assert_false (is_accepted (unseen, &shown, 1));
  g_assert_false (is_accepted (right, NULL, 0));
}

static void
test_areas (void)
{
  g_autoptr (GBytes) form = make_form ("河南测试有限公司", 150, 60, 0);
  g_autoptr (GBytes) date = make_form ("日", 100, 20, 0);
  const YyqPdfArea area = { .name = "employer.date", .form = date };
  const YyqPdfArea swapped = { .name = "employer.date", .form = form };
  g_autoptr (GBytes) with =
    sign ((YyqPdfSignOptions){ .form = form, .areas = &area, .n_areas = 1 });
  g_autoptr (GBytes) without = sign ((YyqPdfSignOptions){ .form = form });
  g_autoptr (GBytes) wrong =
    sign ((YyqPdfSignOptions){ .form = form, .areas = &swapped, .n_areas = 1 });
  const YyqPdfShown both[] = { { "employer", form }, { "employer.date", date } };

  g_assert_true (is_accepted (with, both, 2));
  g_assert_false (is_accepted (with, both, 1));
  g_assert_false (is_accepted (without, both, 2));
  g_assert_false (is_accepted (wrong, both, 2));
}

/* (transfer full): the tail behind kit->first with other words in its last revision, and signed
 * again. */
static GBytes *
change_and_sign (GBytes *tail, const char *from, const char *to)
{
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (kit->pki, YYQ_TEST_KEY_EC, "公司");
  g_autoptr (GBytes) changed = yyq_attack_replace (tail, from, to);
  g_autoptr (GBytes) whole = yyq_pdf_join (kit->first, changed);
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (whole);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) cms = yyq_cms_sign (digest, signer, NULL, NULL, &error);
  g_autoptr (GBytes) signed_again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (from), ==, strlen (to));
  signed_again = yyq_attack_put_cms (whole, cms);
  return g_bytes_new_from_bytes (signed_again, g_bytes_get_size (kit->first),
                                 g_bytes_get_size (changed));
}

static void
test_other_state (void)
{
  g_autoptr (GBytes) form = make_form ("河南测试有限公司", 150, 60, 0);
  g_autoptr (GBytes) right = sign ((YyqPdfSignOptions){ .form = form });
  g_autoptr (GBytes) down = change_and_sign (right, "<< /N ", "<< /D ");
  const YyqPdfShown shown = { "employer", form };

  g_assert_false (is_accepted (down, &shown, 1));
}

static void
test_signature_keys (void)
{
  static const struct {
    const char *from;
    const char *to;
    gboolean good;
  } changes[] = {
    { "/Reason<FEFF", "/Reason<FEFF", TRUE },
    { "/Reason<FEFF", "/Xeason<FEFF", FALSE },
    { "/Reason<FEFF00410042>", "/Reason[<FEFF0041>]  ", FALSE },
    { "/Filter/Adobe.PPKLite", "/Filter(dobe.PPKLite)", FALSE },
  };
  g_autoptr (GBytes) tail = sign ((YyqPdfSignOptions){ .reason = "AB" });

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", changes[i].to);
    changed = change_and_sign (tail, changes[i].from, changes[i].to);
    g_assert_cmpint (
      yyq_pdf_check_next_revision (kit->first, changed, "employer", kit->trust, &error), ==,
      changes[i].good);
    if (!changes[i].good)
      g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  kit = yyq_attack_kit_new ();
  g_test_add_func ("/pdf/form/the same drawing in the same place gives the same bytes", test_same);
  g_test_add_func ("/pdf/form/a field says how large its form is", test_frame);
  g_test_add_func ("/pdf/form/it is shown upright, however the page is turned", test_shown_upright);
  g_test_add_func (
    "/pdf/form/bytes that refer to others, are of another kind or unpack to much are no form",
    test_refused);
  g_test_add_func ("/pdf/form/a signature embeds it to the byte", test_embedded);
  g_test_add_func ("/pdf/form/a signature shows exactly the form that was asked for", test_shown);
  g_test_add_func ("/pdf/form/an area shows exactly the form that was asked for, and no area more",
                   test_areas);
  g_test_add_func ("/pdf/form/an appearance for other moments is refused", test_other_state);
  g_test_add_func ("/pdf/form/a signature dictionary has no keys but those of an approval",
                   test_signature_keys);
  status = g_test_run ();
  yyq_attack_kit_free (kit);
  return status;
}
