/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-attack-files.h"
#include "yyq-clock.h"
#include "yyq-cms-builder.h"
#include "yyq-openssl.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-verify.h"
#include "yyq-revocation-builder.h"
#include "yyq-tsp.h"

#define DAY 86400L
#define DAY_MS (DAY * G_GINT64_CONSTANT (1000))
#define OID_STAMP "1.2.840.113549.1.9.16.2.14"

/*
 * Containers of other kinds inside of a file, and what proves when they were made. The file is a
 * contract that one of two has signed, so that "incomplete" is as good as it gets.
 */
typedef struct {
  YyqAttackKit *kit;
  YyqTestPki *stranger; /* an authority of another name */
  EVP_PKEY *key;
  X509 *certificate;
  X509 *old; /* of the same key, valid from 90 days ago to 30 days ago */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) other = yyq_test_pki_new ();

  fixture->kit = yyq_attack_kit_new ();
  fixture->stranger = yyq_test_pki_new_below (other, "别家机构");
  fixture->key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  fixture->certificate =
    yyq_test_pki_issue (fixture->kit->pki, fixture->key, "张三", -DAY, DAY, "nonRepudiation");
  fixture->old = yyq_test_pki_issue (fixture->kit->pki, fixture->key, "旧", -90 * DAY, -30 * DAY,
                                     "nonRepudiation");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_attack_kit_free (fixture->kit);
  yyq_test_pki_free (fixture->stranger);
  EVP_PKEY_free (fixture->key);
  X509_free (fixture->certificate);
  X509_free (fixture->old);
}

static void
assert_verdict (Fixture *fixture, GBytes *pdf, const char *verdict, const char *level,
                const char *clue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (pdf, fixture->kit->trust, &error);
  const YyqPdfSignatureReport *signature;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = yyq_pdf_report_to_text (report);
  g_test_message ("%s", text);
  signature = g_ptr_array_index (report->signatures, 0);
  g_assert_cmpstr (yyq_pdf_verdict_to_string (report->verdict), ==, verdict);
  g_assert_cmpstr (signature->level, ==, level);
  if (clue != NULL)
    g_assert_nonnull (strstr (text, clue));
}

/* (transfer full): what the recipe makes in the worker's field of the contract. */
static GBytes *
put (Fixture *fixture, YyqCmsRecipe *recipe, const char *subfilter)
{
  g_autofree char *entry = g_strdup_printf ("/SubFilter/%-19s", subfilter);
  g_autoptr (GBytes) pdf =
    yyq_attack_replace (fixture->kit->first, "/SubFilter/ETSI.CAdES.detached", entry);
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (pdf);
  g_autoptr (GBytes) cms = NULL;

  recipe->key = fixture->key;
  recipe->certificate = recipe->certificate != NULL ? recipe->certificate : fixture->certificate;
  if (g_str_equal (subfilter, "adbe.pkcs7.sha1"))
    recipe->inside = yyq_digest_parts (EVP_sha1 (), &content, 1);
  cms = yyq_cms_build (recipe, content);
  return yyq_attack_put_cms (pdf, cms);
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *subfilter;
    YyqTestEss ess;
    gboolean no_attributes;
    const char *verdict, *level, *clue;
  } cases[] = {
    { "ETSI.CAdES.detached", YYQ_ESS_V2, FALSE, "incomplete", "B-B", NULL },
    { "ETSI.CAdES.detached", YYQ_ESS_V1, FALSE, "incomplete", "B-B", NULL },
    { "ETSI.CAdES.detached", YYQ_ESS_NONE, FALSE, "invalid", "", "attribute is missing" },
    { "ETSI.CAdES.detached", YYQ_ESS_NONE, TRUE, "invalid", "", "no signed attributes" },
    { "adbe.pkcs7.detached", YYQ_ESS_NONE, FALSE, "incomplete", "B-B", NULL },
    { "adbe.pkcs7.detached", YYQ_ESS_NONE, TRUE, "incomplete", "B-B", NULL },
    { "adbe.pkcs7.detached", YYQ_ESS_OTHER, FALSE, "invalid", "", "another certificate" },
    { "adbe.pkcs7.sha1", YYQ_ESS_NONE, FALSE, "indeterminate", "B-B", "SHA-1 is too weak" },
    { "adbe.x509.rsa_sha1", YYQ_ESS_NONE, FALSE, "indeterminate", "", "adbe.x509.rsa_sha1" },
    { "Private.detached", YYQ_ESS_V2, FALSE, "indeterminate", "", "Private.detached" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    YyqCmsRecipe recipe = { .ess = cases[i].ess, .no_attributes = cases[i].no_attributes };
    g_autoptr (GBytes) pdf = put (fixture, &recipe, cases[i].subfilter);

    assert_verdict (fixture, pdf, cases[i].verdict, cases[i].level, cases[i].clue);
  }
}

/* What is read from anywhere is not what a contract takes. */
static void
test_contract_takes_pades (Fixture *fixture, gconstpointer data)
{
  const gsize from = g_bytes_get_size (fixture->kit->composed);
  static const struct {
    const char *subfilter;
    gboolean taken;
  } cases[] = {
    { "ETSI.CAdES.detached", TRUE },
    { "adbe.pkcs7.detached", FALSE },
    { "adbe.pkcs7.sha1", FALSE },
    { "ETSI.RFC3161", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    YyqCmsRecipe recipe = { 0 };
    g_autoptr (GBytes) pdf = put (fixture, &recipe, cases[i].subfilter);
    g_autoptr (GBytes) tail = g_bytes_new_from_bytes (pdf, from, g_bytes_get_size (pdf) - from);
    g_autoptr (GError) error = NULL;
    gboolean taken = yyq_pdf_check_next_revision (fixture->kit->composed, tail, "worker",
                                                  fixture->kit->trust, &error);

    g_test_message ("%s: %s", cases[i].subfilter, error != NULL ? error->message : "taken");
    g_assert_cmpint (taken, ==, cases[i].taken);
  }
}

/* (transfer full): a token over the signature that the recipe will make; ECDSA is random, so both
 * are made here. */
static GBytes *
stamp_over (GBytes *bytes, YyqTestPki *pki, gint64 at)
{
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (pki, YYQ_TEST_TSA_HONEST);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &bytes, 1);
  g_autoptr (GError) error = NULL;
  GBytes *token;

  yyq_clock_freeze (at);
  token = yyq_tsp_stamp (digest, tsa, NULL, &error);
  yyq_clock_freeze (0);
  g_assert_no_error (error);
  return token;
}

typedef enum {
  NO_STAMP,
  KNOWN,   /* a day ago by an authority that is trusted */
  EARLIER, /* sixty days ago by the same */
  FUTURE,
  UNKNOWN, /* by an authority that is not */
  WRONG,   /* by a trusted one over something else */
} Stamp;

static GBytes *
make_stamp (Fixture *fixture, GBytes *signature, Stamp stamp)
{
  const gint64 now = yyq_clock_now ();
  g_autoptr (GBytes) other = g_bytes_new_static ("something else", 14);

  switch (stamp) {
  case KNOWN:
    return stamp_over (signature, fixture->kit->pki, now - DAY_MS / 2);
  case EARLIER:
    return stamp_over (signature, fixture->kit->pki, now - 60 * DAY_MS);
  case FUTURE:
    return stamp_over (signature, fixture->kit->pki, now + DAY_MS / 2);
  case UNKNOWN:
    return stamp_over (signature, fixture->stranger, now - DAY_MS / 2);
  case WRONG:
    return stamp_over (other, fixture->kit->pki, now - DAY_MS / 2);
  case NO_STAMP:
  default:
    return NULL;
  }
}

/* (transfer full): signed with @certificate, with these tokens in one attribute or in one each. */
static GBytes *
stamped (Fixture *fixture, X509 *certificate, const Stamp stamps[2], gboolean one_attribute)
{
  YyqCmsRecipe recipe = { .certificate = certificate };
  g_autoptr (GBytes) pdf = put (fixture, &recipe, "ETSI.CAdES.detached");
  g_autoptr (GBytes) bytes = yyq_attack_get_cms (pdf);
  const guint8 *der = g_bytes_get_data (bytes, NULL);
  g_autoptr (CMS_ContentInfo) cms =
    d2i_CMS_ContentInfo (NULL, &der, (long) g_bytes_get_size (bytes));
  CMS_SignerInfo *info = sk_CMS_SignerInfo_value (CMS_get0_SignerInfos (cms), 0);
  const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature (info);
  g_autoptr (GBytes) signature =
    g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
  GBytes *first = make_stamp (fixture, signature, stamps[0]);
  GBytes *second = make_stamp (fixture, signature, stamps[1]);
  g_autoptr (GBytes) finished = NULL;
  GBytes *attributes;
  X509_ATTRIBUTE *attribute;
  unsigned char *out = NULL;
  int length;

  if (second == NULL || one_attribute)
    attributes = yyq_der_attribute (OID_STAMP, first, second, NULL);
  else
    attributes = yyq_der_join (yyq_der_attribute (OID_STAMP, first, NULL),
                               yyq_der_attribute (OID_STAMP, second, NULL));
  der = g_bytes_get_data (attributes, NULL);
  while (der <
         (const guint8 *) g_bytes_get_data (attributes, NULL) + g_bytes_get_size (attributes)) {
    attribute = d2i_X509_ATTRIBUTE (NULL, &der, (long) g_bytes_get_size (attributes));
    CMS_unsigned_add1_attr (info, attribute);
    X509_ATTRIBUTE_free (attribute);
  }
  g_bytes_unref (attributes);
  length = i2d_CMS_ContentInfo (cms, &out);
  finished = yyq_openssl_bytes (out, length);
  return yyq_attack_put_cms (pdf, finished);
}

static void
test_stamps (Fixture *fixture, gconstpointer data)
{
  static const struct {
    Stamp stamps[2];
    gboolean old;
    const char *verdict, *level, *clue;
  } cases[] = {
    { { KNOWN, NO_STAMP }, FALSE, "incomplete", "B-T", "time stamped" },
    { { KNOWN, KNOWN }, FALSE, "incomplete", "B-T", NULL },
    { { KNOWN, UNKNOWN }, FALSE, "incomplete", "B-T", "Left out of account" },
    { { UNKNOWN, KNOWN }, FALSE, "incomplete", "B-T", "Left out of account" },
    { { UNKNOWN, NO_STAMP }, FALSE, "indeterminate", "B-B", "issuer is not trusted" },
    { { FUTURE, NO_STAMP }, FALSE, "indeterminate", "B-B", "future" },
    { { FUTURE, KNOWN }, FALSE, "incomplete", "B-T", "future" },
    { { KNOWN, WRONG }, FALSE, "invalid", "", "over something else" },
    { { WRONG, KNOWN }, FALSE, "invalid", "", "over something else" },
    { { EARLIER, KNOWN }, TRUE, "incomplete", "B-T", NULL },
    { { KNOWN, EARLIER }, TRUE, "incomplete", "B-T", NULL },
    { { KNOWN, NO_STAMP }, TRUE, "indeterminate", "", "expired" },
    { { EARLIER, NO_STAMP }, FALSE, "invalid", "", "not yet valid" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (gsize together = 0; together < 2; together++) {
      g_autoptr (GBytes) pdf = stamped (fixture, cases[i].old ? fixture->old : fixture->certificate,
                                        cases[i].stamps, together == 1);

      g_test_message ("case %zu", i);
      assert_verdict (fixture, pdf, cases[i].verdict, cases[i].level, cases[i].clue);
    }
  }
}

/* (transfer full): @pdf with a document time stamp of that time. */
static GBytes *
proven_at (Fixture *fixture, GBytes *pdf, gint64 at)
{
  GBytes *stamped_pdf;

  yyq_clock_freeze (at);
  stamped_pdf = yyq_attack_add_document_timestamp (fixture->kit, pdf);
  yyq_clock_freeze (0);
  return stamped_pdf;
}

static void
test_document_timestamp_proves (Fixture *fixture, gconstpointer data)
{
  const gint64 now = yyq_clock_now ();
  YyqCmsRecipe old = { .certificate = fixture->old };
  g_autoptr (GBytes) unproven = put (fixture, &old, "ETSI.CAdES.detached");
  g_autoptr (GBytes) in_time = proven_at (fixture, unproven, now - 60 * DAY_MS);
  g_autoptr (GBytes) late = proven_at (fixture, unproven, now - DAY_MS);
  const Stamp young[] = { KNOWN, NO_STAMP };
  g_autoptr (GBytes) crossed = stamped (fixture, fixture->old, young, FALSE);
  g_autoptr (GBytes) contradictory = proven_at (fixture, crossed, now - 60 * DAY_MS);

  assert_verdict (fixture, unproven, "indeterminate", "", "expired");
  assert_verdict (fixture, in_time, "incomplete", "B-T", "time stamped");
  assert_verdict (fixture, late, "indeterminate", "", "expired");
  /* The inner stamp cannot be younger than what covers it, but something covers it: that counts. */
  assert_verdict (fixture, contradictory, "incomplete", "B-T",
                  "younger than the document time stamp");
}

/* Revoked an hour ago (the kit's list says so): a document time stamp of yesterday proves that it
 * was signed before. */
static void
test_document_timestamp_outlives_revocation (Fixture *fixture, gconstpointer data)
{
  const gint64 now = yyq_clock_now ();
  YyqCmsRecipe recipe = { 0 };
  g_autoptr (GBytes) pdf = put (fixture, &recipe, "ETSI.CAdES.detached");
  g_autoptr (GBytes) before = proven_at (fixture, pdf, now - DAY_MS / 2);
  g_autoptr (GBytes) behind = proven_at (fixture, pdf, now);
  g_autoptr (GBytes) good = yyq_attack_add_dss (fixture->kit, before, fixture->certificate);
  g_autoptr (GBytes) bad = yyq_attack_add_dss (fixture->kit, behind, fixture->certificate);
  g_autoptr (GBytes) unproven = yyq_attack_add_dss (fixture->kit, pdf, fixture->certificate);

  assert_verdict (fixture, good, "incomplete", "B-LT", "not revoked");
  assert_verdict (fixture, bad, "invalid", "", "revoked");
  assert_verdict (fixture, unproven, "invalid", "", "revoked");
}

#define ADD(path, function) \
  g_test_add ("/pdf/times/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("each kind of signature has its own rules", test_kinds);
  ADD ("a contract takes PAdES alone", test_contract_takes_pades);
  ADD ("the earliest good time stamp counts", test_stamps);
  ADD ("a document time stamp proves what it covers", test_document_timestamp_proves);
  ADD ("a document time stamp outlives a revocation", test_document_timestamp_outlives_revocation);

  return g_test_run ();
}
