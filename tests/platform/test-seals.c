/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pdf-samples.h"
#include "yyq-attack-files.h"
#include "yyq-cms.h"
#include "yyq-contract-store.h"
#include "yyq-import-service.h"
#include "yyq-openssl.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-form.h"
#include "yyq-seal-service.h"
#include "yyq-test-signing.h"

/* Which seals a party may sign with, and that its signature shows the one that was named, to the
 * byte. */

#define DAY 86400L

typedef YyqTestSigning Fixture;

static YyqTestReply *
get_seals (Fixture *fixture, const char *token, YyqContract *contract, YyqParty *party)
{
  g_autofree char *target =
    g_strdup_printf ("/api/v1/contracts/%s/parties/%s/seals", yyq_contract_get_id (contract),
                     yyq_party_get_id (party));

  return yyq_test_platform_call (fixture->platform, "GET", target, token, NULL, NULL);
}

/* (transfer full): "official contract" and so on; all of @company, each with a form. */
static char *
kinds_of (YyqTestReply *reply, const char *company)
{
  JsonArray *items = yyq_test_reply_items (reply, "items");
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);
    gsize length = 0;
    g_autofree guchar *form =
      g_base64_decode (json_object_get_string_member (item, "form"), &length);

    g_assert_cmpstr (json_object_get_string_member (item, "company"), ==, company);
    g_assert_cmpuint (length, >, 1000);
    g_assert_cmpmem (form, 2, "<<", 2);
    g_string_append_printf (kinds, "%s%s", i > 0 ? " " : "",
                            json_object_get_string_member (item, "kind"));
  }
  return g_string_free (g_steal_pointer (&kinds), FALSE);
}

static void
assert_offered (Fixture *fixture, YyqContract *contract, const char *company, const char *wanted)
{
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (contract);
  g_autoptr (YyqTestReply) reply = get_seals (fixture, fixture->clerk, contract, party);
  g_autofree char *kinds = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  kinds = kinds_of (reply, company);
  g_assert_cmpstr (kinds, ==, wanted);
}

static void
test_offered (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqContract) of_unit =
    yyq_test_platform_add_contract (platform, platform->unit, "分公司的合同", FALSE);

  for (guint i = 0; i < 3; i++) {
    assert_offered (fixture, fixture->contract, YYQ_TEST_COMPANY, "official contract");
    assert_offered (fixture, of_unit, YYQ_TEST_COMPANY "商城分公司", "official contract");
  }
  yyq_test_platform_begin (platform);
  yyq_test_platform_sql (platform, "UPDATE contract_party SET seal_kind = 'contract'");
  yyq_test_platform_commit (platform);
  assert_offered (fixture, fixture->contract, YYQ_TEST_COMPANY, "contract");
  assert_offered (fixture, of_unit, YYQ_TEST_COMPANY "商城分公司", "contract");
}

static void
test_offered_to_none (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqContract) contract =
    yyq_test_platform_add_contract (platform, platform->company, "有员工的合同", TRUE);
  g_autoptr (YyqParty) employer = yyq_test_signing_employer_of (contract);
  g_autoptr (YyqParty) worker = g_list_model_get_item (yyq_contract_get_parties (contract), 0);
  g_autofree char *stranger =
    yyq_test_platform_log_in (platform, platform->stranger, platform->other);
  g_autofree char *guest = yyq_test_platform_log_in (platform, platform->guest, platform->company);
  g_autoptr (YyqTestReply) of_worker = get_seals (fixture, fixture->clerk, contract, worker);
  g_autoptr (YyqTestReply) foreign = get_seals (fixture, stranger, contract, employer);
  g_autoptr (YyqTestReply) forbidden = get_seals (fixture, guest, contract, employer);

  yyq_assert_problem (of_worker, 404, "not-found");
  yyq_assert_problem (foreign, 404, "not-found");
  yyq_assert_problem (forbidden, 403, "forbidden");
}

/* (transfer full): the first seal of @enterprise of this kind. */
static char *
seal_of (Fixture *fixture, const char *enterprise, const char *kind)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform->platform);
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, NULL, "SELECT id FROM seal WHERE enterprise_id = $1 AND kind = $2",
                       "ss", enterprise, kind);

  g_assert_true (yyq_rows_next (rows, NULL));
  return g_strdup (yyq_rows_get_text (rows, 0));
}

static void
assert_not_opened (Fixture *fixture, const char *seal_id, guint status, const char *problem)
{
  g_autoptr (YyqTestReply) reply = yyq_test_signing_open_with (
    fixture, fixture->clerk, fixture->contract, fixture->key->der, seal_id, NULL);

  yyq_assert_problem (reply, status, problem);
}

static void
test_opened (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autofree char *official = seal_of (fixture, platform->company, "official");
  g_autofree char *of_unit = seal_of (fixture, platform->unit, "official");
  g_autofree char *of_other = seal_of (fixture, platform->other, "contract");
  g_autoptr (YyqTestReply) opened = NULL;

  assert_not_opened (fixture, of_unit, 403, "seal-foreign");
  assert_not_opened (fixture, of_other, 403, "seal-foreign");
  assert_not_opened (fixture, "no such seal", 403, "seal-foreign");
  assert_not_opened (fixture, NULL, 426, "client-outdated");
  opened = yyq_test_signing_open_with (fixture, fixture->clerk, fixture->contract,
                                       fixture->key->der, official, NULL);
  g_assert_cmpuint (opened->status, ==, 201);
  g_assert_cmpstr (yyq_test_reply_get (opened, "seal_id"), ==, official);
  yyq_test_platform_begin (platform);
  yyq_test_platform_sql (platform, "UPDATE contract_party SET seal_kind = 'contract'");
  yyq_test_platform_commit (platform);
  assert_not_opened (fixture, official, 403, "seal-foreign");
}

static void
assert_refused (Fixture *fixture, YyqTestReply *session, YyqPdfSignOptions options,
                const char *what)
{
  /* With a time stamp it would be stored at once, without one it would be held. */
  for (int stamped = 0; stamped <= 1; stamped++) {
    g_autoptr (GBytes) tail = yyq_test_signing_sign_with (fixture, fixture->key, stamped, options);
    g_autoptr (YyqTestReply) reply = yyq_test_signing_complete (fixture, session, tail, NULL);

    g_test_message ("%s, %s", what, stamped ? "stamped" : "not stamped");
    yyq_assert_problem (reply, 422, "seal-altered");
    yyq_test_signing_assert_unsigned (fixture);
  }
}

/* (transfer full): the seal as it would stand in another place. */
static GBytes *
draw_wider (YyqSeal *seal)
{
  const YyqPdfFrame frame = { 160, 60, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (yyq_seal_service_draw (seal, &frame, &error));
  g_assert_no_error (error);
  return g_bytes_ref (yyq_seal_get_form (seal));
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqContract) of_unit =
    yyq_test_platform_add_contract (platform, platform->unit, "分公司的合同", FALSE);
  g_autoptr (GPtrArray) seals = yyq_test_signing_list_seals (fixture, fixture->contract);
  g_autoptr (GPtrArray) units = yyq_test_signing_list_seals (fixture, of_unit);
  g_autoptr (GBytes) right = g_bytes_ref (yyq_seal_get_form (g_ptr_array_index (seals, 0)));
  g_autoptr (GBytes) wider = draw_wider (g_ptr_array_index (seals, 0));
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (YyqTestReply) done = NULL;

  assert_refused (fixture, session,
                  (YyqPdfSignOptions){ .form = yyq_seal_get_form (g_ptr_array_index (seals, 1)) },
                  "another seal of the company");
  assert_refused (fixture, session,
                  (YyqPdfSignOptions){ .form = yyq_seal_get_form (g_ptr_array_index (units, 0)) },
                  "a unit's seal");
  assert_refused (fixture, session, (YyqPdfSignOptions){ .form = wider },
                  "the seal in another size");
  assert_refused (fixture, session, (YyqPdfSignOptions){ 0 }, "no seal");
  tail =
    yyq_test_signing_sign_with (fixture, fixture->key, TRUE, (YyqPdfSignOptions){ .form = right });
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (done->status, ==, 200);
}

/* (transfer full): a contract with one more place of the company, beside its signature. */
static YyqContract *
add_contract_with_area (Fixture *fixture)
{
  const YyqPdfField fields[] = { { (char *) "company", 0, 80, 600, 140, 60 },
                                 { (char *) "company.date", 0, 240, 600, 100, 20 } };
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) base = pdf_samples_contract ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_pdf_compose (base, NULL, 0, fields, G_N_ELEMENTS (fields), &error);
  YyqImport import = { .enterprise_id = fixture->platform->company,
                       .title = "有日期的合同",
                       .parties = parties,
                       .pdf = pdf };
  YyqContract *contract;

  g_assert_no_error (error);
  g_ptr_array_add (parties, g_object_new (YYQ_TYPE_PARTY, "id", "party-with-area", "seq", 1, "side",
                                          YYQ_PARTY_SIDE_EMPLOYER, "name", YYQ_TEST_COMPANY,
                                          "field", "company", "page", 0, "x", 80.0, "y", 600.0,
                                          "width", 140.0, "height", 60.0, NULL));
  yyq_import_service_keep (fixture->platform->platform, &import, &error);
  g_assert_no_error (error);
  yyq_test_platform_begin (fixture->platform);
  contract = yyq_import_service_store (fixture->platform->platform, &import, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (fixture->platform);
  yyq_new_blob_free (import.kept);
  return contract;
}

static void
test_area (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqContract) contract = add_contract_with_area (fixture);
  g_autoptr (GPtrArray) seals = yyq_test_signing_list_seals (fixture, contract);
  GBytes *form = yyq_seal_get_form (g_ptr_array_index (seals, 0));
  const YyqPdfArea area = { .name = "company.date", .form = form };
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, contract, fixture->key->der, NULL);
  g_autoptr (YyqTestReply) done = NULL;
  g_autoptr (GBytes) tail = NULL;

  g_set_object (&fixture->contract, contract);
  assert_refused (fixture, session,
                  (YyqPdfSignOptions){ .form = form, .areas = &area, .n_areas = 1 },
                  "an area that nobody asked for");
  tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (done->status, ==, 200);
}

static void
test_key_of_signature (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) seals = yyq_test_signing_list_seals (fixture, fixture->contract);
  const YyqPdfSignOptions options = { .form = yyq_seal_get_form (g_ptr_array_index (seals, 0)),
                                      .reason = "同意" };
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign_with (fixture, fixture->key, FALSE, options);
  g_autoptr (GBytes) changed = yyq_attack_replace (tail, "/Reason<", "/Xeason<");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base =
    yyq_contract_store_document (fixture->platform->platform, fixture->contract, -1, &error);
  g_autoptr (GBytes) whole = yyq_pdf_join (base, changed);
  g_autoptr (GBytes) content = yyq_attack_signed_bytes (whole);
  g_autoptr (GBytes) digest = yyq_digest_parts (EVP_sha256 (), &content, 1);
  g_autoptr (GBytes) cms =
    yyq_cms_sign (digest, fixture->key->signer, fixture->timestamper, NULL, &error);
  g_autoptr (GBytes) signed_again = yyq_attack_put_cms (whole, cms);
  g_autoptr (GBytes) forged =
    g_bytes_new_from_bytes (signed_again, g_bytes_get_size (base), g_bytes_get_size (changed));
  g_autoptr (YyqTestReply) reply = NULL;

  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
  reply = yyq_test_signing_complete (fixture, session, forged, NULL);
  yyq_assert_problem (reply, 422, "signature-rejected");
  g_assert_nonnull (strstr (yyq_test_reply_get (reply, "detail"), "/Xeason"));
  yyq_test_signing_assert_unsigned (fixture);
}

/* Its session names no seal: there is nothing to hold it against. */
static void
test_held_before (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_DOWN);
  yyq_test_signing_hold (fixture);
  yyq_test_platform_begin (fixture->platform);
  yyq_test_platform_sql (fixture->platform, "DELETE FROM sign_session_form");
  yyq_test_platform_commit (fixture->platform);
  yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
  yyq_test_signing_stamp_now (fixture);
  yyq_test_signing_assert_handed_back (fixture, "client-outdated");
}

static guint
count_official (JsonArray *items, const char *company)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);

    n += g_str_equal (json_object_get_string_member (item, "kind"), "official") &&
         g_str_equal (json_object_get_string_member (item, "company"), company);
  }
  return n;
}

/* Whether the caller is shown the main enterprise's seals and the unit's, and that he is shown no
 * others. */
static void
assert_listed (Fixture *fixture, const char *token, guint main, guint unit)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (fixture->platform, "GET", "/api/v1/seals", token, NULL, NULL);
  JsonArray *items;

  g_assert_cmpuint (reply->status, ==, 200);
  items = yyq_test_reply_items (reply, "items");
  g_assert_cmpuint (count_official (items, YYQ_TEST_COMPANY), ==, main);
  g_assert_cmpuint (count_official (items, YYQ_TEST_COMPANY "商城分公司"), ==, unit);
  g_assert_cmpuint (json_array_get_length (items), ==, 2 * (main + unit));
}

/* Both clerks have a key of the main enterprise; the colleague gets one of the unit. */
static void
test_listed (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autofree char *stranger =
    yyq_test_platform_log_in (platform, platform->stranger, platform->other);
  g_autofree char *uscc = yyq_test_platform_get_uscc (platform, platform->unit);
  g_autoptr (YyqTestKeyPair) key =
    yyq_test_key_pair_new_full (platform->pki, uscc, -DAY, DAY, "critical,nonRepudiation");
  g_autofree char *binding =
    yyq_test_key_pair_bind (key, platform, platform->colleague, platform->company);
  g_autofree char *unbind =
    g_strdup_printf ("UPDATE ukey_binding SET revoked_at = 1 WHERE id <> '%s'", binding);

  assert_listed (fixture, fixture->clerk, 1, 0);
  assert_listed (fixture, fixture->colleague, 1, 1);
  assert_listed (fixture, stranger, 0, 0);
  yyq_test_platform_begin (platform);
  yyq_test_platform_sql (platform, unbind);
  yyq_test_platform_commit (platform);
  assert_listed (fixture, fixture->clerk, 0, 0);
  assert_listed (fixture, fixture->colleague, 0, 1);
}

static const YyqTestCase cases[] = {
  { "a party is offered its own enterprise's seals of the right kind, always in one order",
    (GTestFixtureFunc) test_offered },
  { "nobody is offered another party's seals", (GTestFixtureFunc) test_offered_to_none },
  { "a clerk is shown the seals of those enterprises whose keys are bound to him",
    (GTestFixtureFunc) test_listed },
  { "a session names a seal that the party may sign with", (GTestFixtureFunc) test_opened },
  { "a signature shows the seal that the session names, to the byte",
    (GTestFixtureFunc) test_shown },
  { "an area that the session does not name stays empty", (GTestFixtureFunc) test_area },
  { "a signature dictionary with one more key is refused",
    (GTestFixtureFunc) test_key_of_signature },
  { "what was held before sessions named seals is handed back",
    (GTestFixtureFunc) test_held_before },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("seals", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) yyq_test_signing_set_up,
                          (GTestFixtureFunc) yyq_test_signing_tear_down);
  return g_test_run ();
}
