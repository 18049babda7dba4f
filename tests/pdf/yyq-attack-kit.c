/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-attack-files.h"
#include "yyq-openssl.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-incremental.h"
#include "yyq-qpdf.h"
#include "yyq-tsp.h"

GBytes *
yyq_attack_sign (YyqAttackKit *self, GBytes *pdf, const YyqPdfSignOptions *options)
{
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (self->pki, YYQ_TEST_KEY_EC, options->field);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tail = yyq_pdf_sign (pdf, options, signer, self->tsa, NULL, &error);

  g_assert_no_error (error);
  return yyq_pdf_join (pdf, tail);
}

/* A text field, which compose has no need for. */
static GBytes *
add_note (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfIncremental) update = yyq_pdf_incremental_open (pdf, &error);
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  qpdf_oh form = qpdf_oh_get_key (qpdf, qpdf_get_root (qpdf), "/AcroForm");
  qpdf_oh note = qpdf_make_indirect_object (
    qpdf,
    qpdf_oh_parse (qpdf, "<</FT/Tx/T(note)/V(8000)/Type/Annot/Subtype/Widget/Rect[10 10 60 30]>>"));
  g_autoptr (GBytes) tail = NULL;

  qpdf_oh_append_item (qpdf, qpdf_oh_get_key (qpdf, form, "/Fields"), note);
  yyq_pdf_incremental_touch (update, form);
  tail = yyq_pdf_incremental_write (update, &error);
  g_assert_no_error (error);
  return yyq_pdf_join (pdf, tail);
}

static GBytes *
compose (void)
{
  YyqPdfField fields[] = {
    { (char *) "worker", 0, 72, 600, 150, 60 },
    { (char *) "employer", 0, 320, 600, 120, 120 },
    { (char *) "worker.date", 0, 72, 700, 100, 20 },
    { (char *) "employer.date", 0, 320, 730, 100, 20 },
  };
  g_autoptr (GBytes) base = pdf_samples_contract ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) composed =
    yyq_pdf_compose (base, NULL, 0, fields, G_N_ELEMENTS (fields), &error);

  g_assert_no_error (error);
  return add_note (composed);
}

YyqAttackKit *
yyq_attack_kit_new (void)
{
  YyqAttackKit *self = g_new0 (YyqAttackKit, 1);
  const YyqSealSpec spec = { .company = "河南测试有限公司", .diameter_mm = 40, .star = TRUE };
  g_autoptr (YyqPdfAppearance) seal = yyq_pdf_appearance_new_seal (&spec);
  const YyqPdfArea date = { "worker.date", seal };
  const YyqPdfSignOptions worker = {
    .field = "worker", .name = "工人", .areas = &date, .n_areas = 1
  };
  const YyqPdfSignOptions employer = { .field = "employer", .name = "公司", .appearance = seal };

  self->pki = yyq_test_pki_new ();
  self->trust = yyq_test_pki_trust (self->pki);
  self->tsa = yyq_test_tsa_new (self->pki, YYQ_TEST_TSA_HONEST);
  self->composed = compose ();
  self->first = yyq_attack_sign (self, self->composed, &worker);
  self->complete = yyq_attack_sign (self, self->first, &employer);
  return self;
}

void
yyq_attack_kit_free (YyqAttackKit *self)
{
  g_bytes_unref (self->composed);
  g_bytes_unref (self->first);
  g_bytes_unref (self->complete);
  g_object_unref (self->tsa);
  yyq_trust_unref (self->trust);
  yyq_test_pki_free (self->pki);
  g_free (self);
}

GBytes *
yyq_attack_add_dss (YyqAttackKit *self, GBytes *pdf, X509 *revoked)
{
  g_autoptr (GPtrArray) certificates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) crls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tail = NULL;

  g_ptr_array_add (certificates, yyq_test_pki_root_der (self->pki));
  g_ptr_array_add (crls, yyq_test_pki_crl (self->pki, revoked, 3600));
  tail = yyq_pdf_add_dss (pdf, certificates, crls, &error);
  g_assert_no_error (error);
  return yyq_pdf_join (pdf, tail);
}

static const char *
find_last (GBytes *pdf, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *last = NULL;

  for (const char *at = data;
       (at = memmem (at, length - (gsize) (at - data), text, strlen (text))) != NULL; at++)
    last = at;
  g_assert_nonnull (last);
  return last;
}

void
yyq_attack_find_hole (GBytes *pdf, gsize *digits, gsize *n_digits)
{
  const char *start = strchr (find_last (pdf, "/Contents<3"), '<') + 1;

  *digits = (gsize) (start - (const char *) g_bytes_get_data (pdf, NULL));
  *n_digits = (gsize) (strchr (start, '>') - start);
}

GBytes *
yyq_attack_put_cms (GBytes *pdf, GBytes *cms)
{
  gsize length, n, digits, n_digits;
  const guint8 *bytes = g_bytes_get_data (cms, &n);
  char *copy = g_memdup2 (g_bytes_get_data (pdf, &length), g_bytes_get_size (pdf));

  yyq_attack_find_hole (pdf, &digits, &n_digits);
  g_assert_cmpuint (2 * n, <=, n_digits);
  memset (copy + digits, '0', n_digits);
  for (gsize i = 0; i < n; i++) {
    g_autofree char *two = g_strdup_printf ("%02x", bytes[i]);

    memcpy (copy + digits + 2 * i, two, 2);
  }
  return g_bytes_new_take (copy, length);
}

GBytes *
yyq_attack_get_cms (GBytes *pdf)
{
  gsize digits, n_digits;
  g_autoptr (GByteArray) cms = g_byte_array_new ();
  const char *text = g_bytes_get_data (pdf, NULL);

  yyq_attack_find_hole (pdf, &digits, &n_digits);
  for (gsize i = 0; i + 1 < n_digits; i += 2) {
    guint8 byte = (guint8) (g_ascii_xdigit_value (text[digits + i]) << 4 |
                            g_ascii_xdigit_value (text[digits + i + 1]));

    g_byte_array_append (cms, &byte, 1);
  }
  /* 30 82 and two bytes of length: no container is shorter than 256 bytes. */
  g_byte_array_set_size (cms, 4 + (guint) (cms->data[2] << 8 | cms->data[3]));
  return g_byte_array_free_to_bytes (g_steal_pointer (&cms));
}

GBytes *
yyq_attack_signed_bytes (GBytes *pdf)
{
  gsize digits, n_digits;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) behind = NULL;
  gsize end;

  yyq_attack_find_hole (pdf, &digits, &n_digits);
  end = digits + n_digits + 1;
  before = g_bytes_new_from_bytes (pdf, 0, digits - 1);
  behind = g_bytes_new_from_bytes (pdf, end, g_bytes_get_size (pdf) - end);
  return yyq_pdf_join (before, behind);
}

GBytes *
yyq_attack_replace (GBytes *pdf, const char *from, const char *to)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *at = memmem (data, length, from, strlen (from));
  GString *out = g_string_new (NULL);

  g_assert_nonnull (at);
  g_string_append_len (out, data, at - data);
  g_string_append (out, to);
  g_string_append_len (out, at + strlen (from), data + length - at - (gssize) strlen (from));
  return g_string_free_to_bytes (out);
}

/* The dictionary of a document time stamp with room for a token. */
#define TOKEN_ROOM 8192

GBytes *
yyq_attack_add_document_timestamp (YyqAttackKit *self, GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfIncremental) update = yyq_pdf_incremental_open (pdf, &error);
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  qpdf_oh form = qpdf_oh_get_key (qpdf, qpdf_get_root (qpdf), "/AcroForm");
  qpdf_oh value = yyq_pdf_incremental_reserve_raw (update);
  qpdf_oh field = qpdf_make_indirect_object (
    qpdf,
    qpdf_oh_parse (qpdf, "<</FT/Sig/T(stamp)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/F 132>>"));
  g_autofree char *digits = g_strnfill (2 * TOKEN_ROOM, '3');
  g_autofree char *text = g_strdup_printf ("<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/"
                                           "ETSI.RFC3161/ByteRange[0 %*s]/Contents<%s>>>",
                                           33, "", digits);
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) ranged = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autofree char *room = g_strdup_printf ("ETSI.RFC3161/ByteRange[0 %*s]", 33, "");
  g_autofree char *numbers = NULL;
  g_autofree char *range = NULL;
  gsize hole, n;

  qpdf_oh_replace_key (qpdf, field, "/V", value);
  qpdf_oh_append_item (qpdf, qpdf_oh_get_key (qpdf, form, "/Fields"), field);
  yyq_pdf_incremental_touch (update, form);
  yyq_pdf_incremental_set_raw (update, raw);
  tail = yyq_pdf_incremental_write (update, &error);
  g_assert_no_error (error);
  whole = yyq_pdf_join (pdf, tail);
  yyq_attack_find_hole (whole, &hole, &n);
  numbers = g_strdup_printf ("%" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, hole - 1,
                             hole + n + 1, g_bytes_get_size (whole) - hole - n - 1);
  range = g_strdup_printf ("ETSI.RFC3161/ByteRange[0 %-33s]", numbers);
  ranged = yyq_attack_replace (whole, room, range);
  content = yyq_attack_signed_bytes (ranged);
  digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  token = yyq_tsp_stamp (digest, self->tsa, NULL, &error);
  g_assert_no_error (error);
  return yyq_attack_put_cms (ranged, token);
}
