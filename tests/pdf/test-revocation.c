/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include "yyq-clock.h"
#include "yyq-cms-builder.h"
#include "yyq-cms-verify.h"
#include "yyq-openssl.h"
#include "yyq-revocation-builder.h"
#include "yyq-test-pki.h"
#include "yyq-trust.h"

#define HOUR 3600L
#define DAY 86400L
#define HOUR_MS (HOUR * G_GINT64_CONSTANT (1000))
#define OWN_PARTITION "URI:http://crl.example/7.crl"
#define ADOBE "1.2.840.113583.1.1.8"
#define CADES "1.2.840.113549.1.9.16.2.24"

typedef struct {
  YyqTestPki *pki;
  YyqTestPki *other; /* of the same name */
  YyqTrust *trust;
  EVP_PKEY *key;
  X509 *certificate;
  YyqRevocationData *data;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yyq_test_pki_new ();
  fixture->other = yyq_test_pki_new ();
  fixture->trust = yyq_test_pki_trust (fixture->pki);
  fixture->key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  fixture->certificate =
    yyq_test_pki_issue (fixture->pki, fixture->key, "王五", -10 * DAY, 10 * DAY, "nonRepudiation");
  yyq_test_pki_extend (fixture->pki, fixture->certificate, NID_crl_distribution_points,
                       OWN_PARTITION);
  fixture->data = yyq_revocation_data_new ();
  fixture->now = yyq_clock_now ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_trust_unref (fixture->trust);
  yyq_revocation_data_free (fixture->data);
  X509_free (fixture->certificate);
  EVP_PKEY_free (fixture->key);
  yyq_test_pki_free (fixture->pki);
  yyq_test_pki_free (fixture->other);
}

static void
forget (Fixture *fixture)
{
  yyq_revocation_data_free (fixture->data);
  fixture->data = yyq_revocation_data_new ();
}

static void
add_list (Fixture *fixture, const YyqTestList *list)
{
  g_autoptr (GBytes) der = yyq_test_list_new (fixture->pki, list);

  g_assert_true (yyq_revocation_data_add_crl (fixture->data, der));
}

static void
add_answer (Fixture *fixture, const YyqTestAnswer *answer)
{
  YyqTestAnswer whole = *answer;
  g_autoptr (GBytes) der = NULL;

  whole.about = answer->about != NULL ? answer->about : fixture->certificate;
  whole.issuer = answer->issuer != NULL ? answer->issuer : fixture->pki;
  der = yyq_test_answer_new (&whole);
  g_assert_true (yyq_revocation_data_add_ocsp (fixture->data, der));
}

/* What becomes of the signer, at @at with proof or now without. */
static void
assert_is_below (Fixture *fixture, YyqTrust *trust, gint64 proven_at, YyqRevocationState state,
                 YyqPdfIndication indication)
{
  const YyqTrustQuestion question = {
    .purpose = YYQ_TRUST_SIGNER,
    .at = proven_at != 0 ? proven_at : fixture->now,
    .proven_at = proven_at,
    .revocation = fixture->data,
  };
  g_autoptr (GBytes) der = yyq_x509_to_der (fixture->certificate);
  YyqRevocation revocation;
  g_autoptr (YyqPdfCheck) check = yyq_trust_check_chain (trust, der, &question, &revocation);

  g_assert_cmpstr (yyq_revocation_state_to_string (revocation.state), ==,
                   yyq_revocation_state_to_string (state));
  g_assert_cmpstr (yyq_pdf_indication_to_string (check->indication), ==,
                   yyq_pdf_indication_to_string (indication));
}

static void
assert_is (Fixture *fixture, YyqRevocationState state, YyqPdfIndication indication)
{
  assert_is_below (fixture, fixture->trust, 0, state, indication);
}

static void
assert_good (Fixture *fixture)
{
  assert_is (fixture, YYQ_REVOCATION_GOOD, YYQ_PDF_INDICATION_NONE);
}

static void
assert_unknown (Fixture *fixture)
{
  assert_is (fixture, YYQ_REVOCATION_UNKNOWN, YYQ_PDF_INDICATION_NONE);
}

static void
assert_revoked (Fixture *fixture)
{
  assert_is (fixture, YYQ_REVOCATION_REVOKED, YYQ_PDF_INDICATION_REVOKED);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  assert_unknown (fixture);
  add_list (fixture, &(YyqTestList){ 0 });
  assert_good (fixture);
  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate, .revoked_at = -HOUR });
  assert_revoked (fixture);
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  add_answer (fixture, &(YyqTestAnswer){ 0 });
  assert_good (fixture);
  add_answer (fixture, &(YyqTestAnswer){ .revoked = TRUE,
                                         .revoked_at = -HOUR,
                                         .reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE });
  assert_revoked (fixture);
}

static void
test_bare_answer (Fixture *fixture, gconstpointer data)
{
  add_answer (fixture, &(YyqTestAnswer){ .revoked = TRUE, .revoked_at = -HOUR, .bare = TRUE });
  assert_revoked (fixture);
}

/* Revoked before, at and after the proven time of the signature. */
static void
test_date (Fixture *fixture, gconstpointer data)
{
  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate,
                                     .revoked_at = -HOUR,
                                     .reason = CRL_REASON_KEY_COMPROMISE });
  assert_is_below (fixture, fixture->trust, fixture->now - 2 * HOUR_MS, YYQ_REVOCATION_GOOD,
                   YYQ_PDF_INDICATION_NONE);
  assert_is_below (fixture, fixture->trust, fixture->now - HOUR_MS / 2, YYQ_REVOCATION_REVOKED,
                   YYQ_PDF_INDICATION_REVOKED);
  forget (fixture);
  add_answer (fixture, &(YyqTestAnswer){ .revoked = TRUE, .revoked_at = -HOUR });
  assert_is_below (fixture, fixture->trust, fixture->now - 2 * HOUR_MS, YYQ_REVOCATION_GOOD,
                   YYQ_PDF_INDICATION_NONE);
  assert_is_below (fixture, fixture->trust, fixture->now - HOUR_MS / 2, YYQ_REVOCATION_REVOKED,
                   YYQ_PDF_INDICATION_REVOKED);
}

/* Whoever says that he signed earlier may be right, or backdate it. */
static void
test_claim (Fixture *fixture, gconstpointer data)
{
  const struct {
    gint64 claimed_at;
    YyqPdfIndication indication;
  } cases[] = {
    { fixture->now - 2 * HOUR_MS, YYQ_PDF_INDICATION_REVOKED_NO_POE },
    { fixture->now - HOUR_MS / 2, YYQ_PDF_INDICATION_REVOKED },
    { 0, YYQ_PDF_INDICATION_REVOKED },
  };
  g_autoptr (GBytes) der = yyq_x509_to_der (fixture->certificate);

  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate, .revoked_at = -HOUR });
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const YyqTrustQuestion question = { .purpose = YYQ_TRUST_SIGNER,
                                        .at = fixture->now,
                                        .claimed_at = cases[i].claimed_at,
                                        .revocation = fixture->data };
    g_autoptr (YyqPdfCheck) check = yyq_trust_check_chain (fixture->trust, der, &question, NULL);

    g_assert_cmpstr (yyq_pdf_indication_to_string (check->indication), ==,
                     yyq_pdf_indication_to_string (cases[i].indication));
    g_assert_cmpint (check->state, ==,
                     cases[i].indication == YYQ_PDF_INDICATION_REVOKED ? YYQ_PDF_CHECK_BAD
                                                                       : YYQ_PDF_CHECK_UNKNOWN);
  }
}

/* The earlier of two counts, whichever comes first. */
static void
test_earliest (Fixture *fixture, gconstpointer data)
{
  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate, .revoked_at = -HOUR });
  add_answer (fixture, &(YyqTestAnswer){ .revoked = TRUE, .revoked_at = -3 * HOUR });
  assert_is_below (fixture, fixture->trust, fixture->now - 2 * HOUR_MS, YYQ_REVOCATION_REVOKED,
                   YYQ_PDF_INDICATION_REVOKED);
}

static void
test_suspended (Fixture *fixture, gconstpointer data)
{
  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate,
                                     .revoked_at = -HOUR,
                                     .reason = CRL_REASON_CERTIFICATE_HOLD,
                                     .this_update = -HOUR });
  assert_is (fixture, YYQ_REVOCATION_SUSPENDED, YYQ_PDF_INDICATION_TRY_LATER);
  add_list (fixture, &(YyqTestList){ 0 });
  assert_good (fixture);
}

static void
test_freshness (Fixture *fixture, gconstpointer data)
{
  const YyqTestList stale = { .this_update = -2 * DAY, .next_update = -HOUR };
  const YyqTestList future = { .this_update = HOUR, .next_update = DAY };
  const YyqTestAnswer stale_answer = { .this_update = -2 * DAY, .next_update = -HOUR };
  const YyqTestAnswer open_ended = { .this_update = -HOUR, .next_update = G_MAXLONG };
  const YyqTestAnswer old_open_ended = { .this_update = -2 * DAY, .next_update = G_MAXLONG };

  add_list (fixture, &stale);
  add_list (fixture, &future);
  add_answer (fixture, &stale_answer);
  add_answer (fixture, &old_open_ended);
  assert_unknown (fixture);
  assert_is_below (fixture, fixture->trust, fixture->now - DAY * 1000, YYQ_REVOCATION_GOOD,
                   YYQ_PDF_INDICATION_NONE);
  add_answer (fixture, &open_ended);
  assert_good (fixture);
}

/* A stale list still accuses. */
static void
test_stale_accuses (Fixture *fixture, gconstpointer data)
{
  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate,
                                     .revoked_at = -3 * DAY,
                                     .this_update = -2 * DAY,
                                     .next_update = -DAY });
  assert_revoked (fixture);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  static const struct {
    YyqTestList list;
    YyqRevocationState silence;
  } cases[] = {
    { { .scope = "fullname:" OWN_PARTITION }, YYQ_REVOCATION_GOOD },
    { { .scope = "onlyuser:TRUE" }, YYQ_REVOCATION_GOOD },
    { { .scope = "fullname:URI:http://crl.example/8.crl" }, YYQ_REVOCATION_UNKNOWN },
    { { .scope = "onlyCA:TRUE" }, YYQ_REVOCATION_UNKNOWN },
    { { .scope = "onlysomereasons:keyCompromise" }, YYQ_REVOCATION_UNKNOWN },
    { { .scope = "indirectCRL:TRUE" }, YYQ_REVOCATION_UNKNOWN },
    { { .delta = TRUE }, YYQ_REVOCATION_UNKNOWN },
    { { .riddle = TRUE }, YYQ_REVOCATION_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    YyqTestList accusing = cases[i].list;

    g_test_message ("case %zu", i);
    forget (fixture);
    add_list (fixture, &cases[i].list);
    assert_is (fixture, cases[i].silence, YYQ_PDF_INDICATION_NONE);
    accusing.revoked = fixture->certificate;
    accusing.revoked_at = -HOUR;
    add_list (fixture, &accusing);
    assert_revoked (fixture);
  }
}

static void
test_forged_list (Fixture *fixture, gconstpointer data)
{
  add_list (fixture, &(YyqTestList){ .revoked = fixture->certificate,
                                     .revoked_at = -HOUR,
                                     .other_key = fixture->other->root_key });
  add_list (fixture, &(YyqTestList){ .other_key = fixture->other->root_key });
  assert_unknown (fixture);
}

/* (transfer full): with the right to answer, or without. */
static X509 *
new_delegate (YyqTestPki *pki, EVP_PKEY *key, long to, gboolean named)
{
  X509 *delegate = yyq_test_pki_issue (pki, key, "应答器", -5 * DAY, to, "digitalSignature");

  if (named)
    yyq_test_pki_extend (pki, delegate, NID_ext_key_usage, "OCSPSigning");
  return delegate;
}

static void
test_delegates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EVP_PKEY) key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  g_autoptr (X509) named = new_delegate (fixture->pki, key, DAY, TRUE);
  g_autoptr (X509) unnamed = new_delegate (fixture->pki, key, DAY, FALSE);
  g_autoptr (X509) expired = new_delegate (fixture->pki, key, -DAY, TRUE);
  g_autoptr (X509) foreign = new_delegate (fixture->other, key, DAY, TRUE);
  X509 *const powerless[] = { unnamed, expired, foreign, fixture->certificate };

  for (gsize i = 0; i < G_N_ELEMENTS (powerless); i++) {
    EVP_PKEY *own = powerless[i] == fixture->certificate ? fixture->key : key;

    add_answer (fixture,
                &(YyqTestAnswer){
                  .revoked = TRUE, .revoked_at = -HOUR, .key = own, .certificate = powerless[i] });
    assert_unknown (fixture);
  }
  add_answer (fixture, &(YyqTestAnswer){
                         .revoked = TRUE, .revoked_at = -HOUR, .key = key, .certificate = named });
  assert_revoked (fixture);
}

static void
test_other_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (X509) twin =
    yyq_test_pki_issue (fixture->pki, fixture->key, "王五", -DAY, DAY, "nonRepudiation");

  add_answer (fixture, &(YyqTestAnswer){ .about = twin, .revoked = TRUE, .revoked_at = -HOUR });
  add_answer (fixture,
              &(YyqTestAnswer){ .issuer = fixture->other, .revoked = TRUE, .revoked_at = -HOUR });
  add_list (fixture, &(YyqTestList){ .revoked = twin, .revoked_at = -HOUR });
  assert_good (fixture);
}

static void
test_required (Fixture *fixture, gconstpointer data)
{
  const YyqTrustPolicy strict = { .revocation_required = TRUE };
  const YyqTrustPolicy patient = { .revocation_required = TRUE,
                                   .revocation_grace_ms = 2 * HOUR_MS };
  g_autoptr (GBytes) root = yyq_test_pki_root_der (fixture->pki);
  g_autoptr (YyqTrust) trust = yyq_trust_new ();
  g_autoptr (YyqTrust) lenient = yyq_trust_new ();

  yyq_trust_add (trust, YYQ_TRUST_SIGNER, root, &strict, NULL);
  yyq_trust_add (lenient, YYQ_TRUST_SIGNER, root, &patient, NULL);
  assert_is_below (fixture, trust, 0, YYQ_REVOCATION_UNKNOWN, YYQ_PDF_INDICATION_TRY_LATER);
  add_list (fixture, &(YyqTestList){ .this_update = -2 * DAY, .next_update = -HOUR });
  assert_is_below (fixture, trust, 0, YYQ_REVOCATION_UNKNOWN, YYQ_PDF_INDICATION_TRY_LATER);
  assert_is_below (fixture, lenient, 0, YYQ_REVOCATION_GOOD, YYQ_PDF_INDICATION_NONE);
  add_list (fixture, &(YyqTestList){ 0 });
  assert_is_below (fixture, trust, 0, YYQ_REVOCATION_GOOD, YYQ_PDF_INDICATION_NONE);
}

/* RFC 3161 §4: a time stamp of an authority that ceased is good, of one whose key was lost it is
 * not. */
static void
test_revoked_timestamper (Fixture *fixture, gconstpointer data)
{
  const struct {
    int reason;
    gint64 proven_at;
    YyqPdfCheckState state;
  } cases[] = {
    { CRL_REASON_CESSATION_OF_OPERATION, 0, YYQ_PDF_CHECK_GOOD },
    { CRL_REASON_KEY_COMPROMISE, 0, YYQ_PDF_CHECK_UNKNOWN },
    { -1, 0, YYQ_PDF_CHECK_UNKNOWN },
    { CRL_REASON_KEY_COMPROMISE, fixture->now - 2 * HOUR_MS, YYQ_PDF_CHECK_GOOD },
    { CRL_REASON_KEY_COMPROMISE, fixture->now, YYQ_PDF_CHECK_UNKNOWN },
  };
  g_autoptr (GBytes) der = yyq_x509_to_der (fixture->pki->tsa);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    YyqTrustQuestion question = { .purpose = YYQ_TRUST_TIMESTAMPING,
                                  .at = fixture->now - 3 * HOUR_MS,
                                  .proven_at = cases[i].proven_at };
    g_autoptr (YyqPdfCheck) check = NULL;
    g_autoptr (YyqPdfCheck) late = NULL;

    forget (fixture);
    add_list (fixture, &(YyqTestList){ .revoked = fixture->pki->tsa,
                                       .revoked_at = -HOUR,
                                       .reason = cases[i].reason });
    question.revocation = fixture->data;
    question.claimed_at = question.at;
    check = yyq_trust_check_chain (fixture->trust, der, &question, NULL);
    question.claimed_at = question.at = fixture->now - HOUR_MS / 2;
    question.proven_at = 0;
    late = yyq_trust_check_chain (fixture->trust, der, &question, NULL);
    g_test_message ("case %zu", i);
    g_assert_cmpint (check->state, ==, cases[i].state);
    g_assert_cmpint (late->state, ==, YYQ_PDF_CHECK_BAD);
  }
}

static void
test_revoked_authority (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) below = yyq_test_pki_new_below (fixture->pki, "中间机构");
  g_autoptr (X509) leaf =
    yyq_test_pki_issue (below, fixture->key, "x", -DAY, DAY, "nonRepudiation");
  g_autoptr (GBytes) der = yyq_x509_to_der (leaf);
  g_autoptr (GPtrArray) certificates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const YyqTrustQuestion question = { .purpose = YYQ_TRUST_SIGNER,
                                      .at = fixture->now,
                                      .certificates = certificates,
                                      .revocation = fixture->data };
  g_autoptr (YyqPdfCheck) good = NULL;
  g_autoptr (YyqPdfCheck) revoked = NULL;

  g_ptr_array_add (certificates, yyq_x509_to_der (below->root));
  good = yyq_trust_check_chain (fixture->trust, der, &question, NULL);
  g_assert_cmpint (good->state, ==, YYQ_PDF_CHECK_GOOD);
  add_list (fixture, &(YyqTestList){ .revoked = below->root, .revoked_at = -HOUR });
  revoked = yyq_trust_check_chain (fixture->trust, der, &question, NULL);
  g_assert_cmpint (revoked->indication, ==, YYQ_PDF_INDICATION_REVOKED);
}

/* What a container carries, wherever it stands in it. */
static void
test_carried (Fixture *fixture, gconstpointer data)
{
  const YyqTestList list = { .revoked = fixture->certificate, .revoked_at = -HOUR };
  const YyqTestAnswer answer = {
    .about = fixture->certificate, .issuer = fixture->pki, .revoked = TRUE, .revoked_at = -HOUR
  };
  const YyqTestAnswer bare = { .about = fixture->certificate,
                               .issuer = fixture->pki,
                               .revoked = TRUE,
                               .revoked_at = -HOUR,
                               .bare = TRUE };
  g_autoptr (GBytes) content = g_bytes_new_static ("the contract", 12);

  for (guint place = 0; place < 8; place++) {
    YyqCmsRecipe recipe = { .key = fixture->key,
                            .certificate = fixture->certificate,
                            .indefinite = (place & 1) != 0 };
    g_autoptr (GBytes) cms = NULL;
    g_autoptr (YyqCmsSignature) signature = NULL;

    switch (place / 2) {
    case 0:
      recipe.crls = yyq_test_list_new (fixture->pki, &list);
      break;
    case 1:
      recipe.crls =
        yyq_der (0xa1, yyq_der_oid ("1.3.6.1.5.5.7.16.2"), yyq_test_answer_new (&answer), NULL);
      break;
    case 2:
      recipe.more_attributes = yyq_der_attribute (
        ADOBE,
        yyq_der (0x30, yyq_der (0xa1, yyq_der (0x30, yyq_test_answer_new (&answer), NULL), NULL),
                 NULL),
        NULL);
      break;
    default:
      recipe.unsigned_attributes = yyq_der_attribute (
        CADES,
        yyq_der (
          0x30, yyq_der (0xa0, yyq_der (0x30, yyq_test_list_new (fixture->pki, &list), NULL), NULL),
          yyq_der (0xa1, yyq_der (0x30, yyq_test_answer_new (&bare), NULL), NULL), NULL),
        NULL);
      break;
    }
    cms = yyq_cms_build (&recipe, content);
    signature = yyq_cms_verify (cms, YYQ_CMS_CADES, &content, 1, NULL);
    g_test_message ("place %u", place);
    g_assert_cmpint (signature->integrity->state, ==, YYQ_PDF_CHECK_GOOD);
    g_assert_cmpuint (yyq_revocation_data_get_size (signature->revocation), ==,
                      place / 2 == 3 ? 2 : 1);
    yyq_revocation_data_free (fixture->data);
    fixture->data = g_steal_pointer (&signature->revocation);
    assert_revoked (fixture);
  }
}

/* All of it in Chinese algorithms: authority, signer and list. */
static void
test_sm2 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) pki = yyq_test_pki_new_with (yyq_cms_key_new ("SM2"));
  g_autoptr (EVP_PKEY) key = yyq_cms_key_new ("SM2");
  g_autoptr (X509) certificate = yyq_test_pki_issue (pki, key, "国密", -DAY, DAY, "nonRepudiation");
  g_autoptr (YyqTrust) trust = yyq_test_pki_trust (pki);
  g_autoptr (GBytes) silent = yyq_test_list_new (pki, &(YyqTestList){ 0 });
  g_autoptr (GBytes) forged = yyq_test_list_new (
    pki, &(YyqTestList){ .revoked = certificate, .revoked_at = -HOUR, .other_key = key });
  g_autoptr (GBytes) accusing =
    yyq_test_list_new (pki, &(YyqTestList){ .revoked = certificate, .revoked_at = -HOUR });

  X509_free (fixture->certificate);
  fixture->certificate = g_steal_pointer (&certificate);
  g_assert_true (yyq_revocation_data_add_crl (fixture->data, forged));
  assert_is_below (fixture, trust, 0, YYQ_REVOCATION_UNKNOWN, YYQ_PDF_INDICATION_NONE);
  g_assert_true (yyq_revocation_data_add_crl (fixture->data, silent));
  assert_is_below (fixture, trust, 0, YYQ_REVOCATION_GOOD, YYQ_PDF_INDICATION_NONE);
  g_assert_true (yyq_revocation_data_add_crl (fixture->data, accusing));
  assert_is_below (fixture, trust, 0, YYQ_REVOCATION_REVOKED, YYQ_PDF_INDICATION_REVOKED);
}

static void
test_lists_are_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) old = yyq_test_list_new (
    fixture->pki, &(YyqTestList){ .this_update = -5 * DAY, .next_update = -4 * DAY });
  g_autoptr (GBytes) young =
    yyq_test_list_new (fixture->pki, &(YyqTestList){ .this_update = -2 * DAY, .next_update = DAY });
  g_autoptr (GPtrArray) lists = NULL;
  const YyqRevocationList *list;

  g_assert_true (yyq_trust_add_crl_der (fixture->trust, young, NULL));
  g_assert_true (yyq_trust_add_crl_der (fixture->trust, old, NULL));
  lists = yyq_trust_get_lists (fixture->trust);
  g_assert_cmpuint (lists->len, ==, 1);
  list = g_ptr_array_index (lists, 0);
  g_assert_cmpstr (list->issuer, ==, "CN=测试根证书");
  g_assert_cmpint (ABS (list->this_update - (fixture->now - 2 * DAY * 1000)), <, HOUR_MS);
  g_assert_cmpint (list->next_update - list->this_update, ==, 3 * DAY * 1000);
}

#define ADD(path, function) \
  g_test_add ("/pdf/revocation/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a list accuses and its silence is good", test_list);
  ADD ("an answer of the issuer counts", test_answer);
  ADD ("an answer may stand alone", test_bare_answer);
  ADD ("revocation counts from its date", test_date);
  ADD ("a claim of having signed earlier is no proof", test_claim);
  ADD ("the earliest revocation counts", test_earliest);
  ADD ("who is suspended may come back", test_suspended);
  ADD ("what is stale or from the future says nothing good", test_freshness);
  ADD ("what is stale still accuses", test_stale_accuses);
  ADD ("the silence of a partial list says nothing", test_scope);
  ADD ("a list of another key is none", test_forged_list);
  ADD ("only the issuer and whom it named may answer", test_delegates);
  ADD ("an answer is about one certificate of one issuer", test_other_certificate);
  ADD ("a root may demand that revocation is known", test_required);
  ADD ("a lost key takes its time stamps along", test_revoked_timestamper);
  ADD ("a revoked authority takes its signers along", test_revoked_authority);
  ADD ("a container may carry lists and answers anywhere", test_carried);
  ADD ("Chinese algorithms do all of it", test_sm2);
  ADD ("the dates of lists are known", test_lists_are_known);

  return g_test_run ();
}
