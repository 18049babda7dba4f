/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-signing.h"

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-contract-event.h"
#include "yyq-contract-store.h"
#include "yyq-pdf-verify.h"
#include "yyq-seal.h"
#include "yyq-sign-service.h"
#include "yyq-stamping.h"
#include "yyq-test-files.h"
#include "yyq-trust-keeper.h"

void
yyq_test_signing_set_up (YyqTestSigning *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture->platform = platform;
  fixture->clerk = yyq_test_platform_log_in (platform, platform->clerk, platform->company);
  fixture->colleague = yyq_test_platform_log_in (platform, platform->colleague, platform->company);
  fixture->key = yyq_test_key_pair_new (platform);
  fixture->second = yyq_test_key_pair_new (platform);
  first = yyq_test_key_pair_bind (fixture->key, platform, platform->clerk, platform->company);
  second =
    yyq_test_key_pair_bind (fixture->second, platform, platform->colleague, platform->company);
  fixture->timestamper = yyq_test_platform_timestamper (platform);
  fixture->contract =
    yyq_test_platform_add_contract (platform, platform->company, "劳动合同", FALSE);
}

void
yyq_test_signing_tear_down (YyqTestSigning *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_test_key_pair_free (fixture->key);
  yyq_test_key_pair_free (fixture->second);
  g_object_unref (fixture->timestamper);
  g_object_unref (fixture->contract);
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->clerk);
  g_free (fixture->colleague);
}

/* (transfer full): the party of the company. */
YyqParty *
yyq_test_signing_employer_of (YyqContract *contract)
{
  GListModel *parties = yyq_contract_get_parties (contract);

  return g_list_model_get_item (parties, g_list_model_get_n_items (parties) - 1);
}

static YyqTestReply *
post (YyqTestSigning *fixture, const char *token, const char *key, const char *target,
      const char *body)
{
  g_autofree char *random = g_uuid_string_random ();

  return yyq_test_platform_call (fixture->platform, "POST", target, token,
                                 key != NULL ? key : random, body);
}

static char *
open_body (YyqContract *contract, GBytes *certificate, const char *seal_id)
{
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (contract);
  g_autofree char *base64 =
    g_base64_encode (g_bytes_get_data (certificate, NULL), g_bytes_get_size (certificate));
  g_autofree char *seal =
    seal_id != NULL ? g_strdup_printf (",\"seal_id\":\"%s\"", seal_id) : g_strdup ("");

  return g_strdup_printf ("{\"party_id\":\"%s\",\"certificate\":\"%s\"%s}",
                          yyq_party_get_id (party), base64, seal);
}

YyqTestReply *
yyq_test_signing_open_with (YyqTestSigning *fixture, const char *token, YyqContract *contract,
                            GBytes *certificate, const char *seal_id, const char *key)
{
  g_autofree char *target =
    g_strdup_printf ("/api/v1/contracts/%s/sign-sessions", yyq_contract_get_id (contract));
  g_autofree char *body = open_body (contract, certificate, seal_id);

  return post (fixture, token, key, target, body);
}

/* Asked of the database, so that it says the same whoever may ask. */
GPtrArray *
yyq_test_signing_list_seals (YyqTestSigning *fixture, YyqContract *contract)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (contract);
  g_autoptr (GError) error = NULL;
  g_autofree char *tenant_id =
    yyq_sign_authority_find_tenant (platform, yyq_contract_get_id (contract), &error);
  g_autoptr (YyqAccess) access = yyq_access_new_system (tenant_id);
  GPtrArray *seals = yyq_sign_service_list_seals (platform, access, yyq_contract_get_id (contract),
                                                  yyq_party_get_id (party), &error);

  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (platform));
  return seals;
}

YyqTestReply *
yyq_test_signing_open (YyqTestSigning *fixture, const char *token, YyqContract *contract,
                       GBytes *certificate, const char *key)
{
  g_autoptr (GPtrArray) seals = yyq_test_signing_list_seals (fixture, contract);

  return yyq_test_signing_open_with (fixture, token, contract, certificate,
                                     yyq_seal_get_id (g_ptr_array_index (seals, 0)), key);
}

YyqTestReply *
yyq_test_signing_complete_with (YyqTestSigning *fixture, const char *token, YyqTestReply *session,
                                const char *base_sha256, GBytes *tail, const char *key)
{
  g_autofree char *target =
    g_strdup_printf ("/api/v1/sign-sessions/%s/complete", yyq_test_reply_get (session, "id"));
  g_autofree char *base64 =
    g_base64_encode (g_bytes_get_data (tail, NULL), g_bytes_get_size (tail));
  g_autofree char *body =
    g_strdup_printf ("{\"base_sha256\":\"%s\",\"tail\":\"%s\"}", base_sha256, base64);

  return post (fixture, token, key, target, body);
}

YyqTestReply *
yyq_test_signing_complete (YyqTestSigning *fixture, YyqTestReply *session, GBytes *tail,
                           const char *key)
{
  return yyq_test_signing_complete_with (fixture, fixture->clerk, session,
                                         yyq_test_reply_get (session, "sha256"), tail, key);
}

GBytes *
yyq_test_signing_sign (YyqTestSigning *fixture, YyqTestKeyPair *key, gboolean stamped)
{
  g_autoptr (GPtrArray) seals = yyq_test_signing_list_seals (fixture, fixture->contract);

  return yyq_test_signing_sign_with (
    fixture, key, stamped,
    (YyqPdfSignOptions){ .form = yyq_seal_get_form (g_ptr_array_index (seals, 0)) });
}

GBytes *
yyq_test_signing_sign_with (YyqTestSigning *fixture, YyqTestKeyPair *key, gboolean stamped,
                            YyqPdfSignOptions options)
{
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (fixture->contract);

  options.field = yyq_party_get_field (party);
  return yyq_test_key_pair_sign (key, fixture->platform, fixture->contract, &options,
                                 stamped ? fixture->timestamper : NULL);
}

guint
yyq_test_signing_count_documents (YyqTestSigning *fixture)
{
  return yyq_test_count_files (
    yyq_blob_store_get_directory (yyq_blob_store_of (fixture->platform->platform)));
}

YyqContract *
yyq_test_signing_reload (YyqTestSigning *fixture)
{
  return yyq_test_platform_load (fixture->platform, fixture->platform->company,
                                 yyq_contract_get_id (fixture->contract));
}

void
yyq_test_signing_assert_unsigned (YyqTestSigning *fixture)
{
  g_autoptr (YyqContract) contract = yyq_test_signing_reload (fixture);

  g_assert_cmpint (yyq_contract_get_state (contract), ==, YYQ_CONTRACT_STATE_SIGNING);
  g_assert_cmpint (yyq_contract_get_revision (contract), ==, 0);
}

void
yyq_test_signing_assert_valid (YyqTestSigning *fixture, YyqContract *contract)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_contract_store_document (platform, contract, -1, &error);
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  g_autoptr (YyqPdfReport) report = NULL;

  g_assert_no_error (error);
  report = yyq_pdf_verify (pdf, trust, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->verdict, ==, YYQ_PDF_VERDICT_VALID);
  g_assert_true (
    yyq_contract_store_check_events (platform, yyq_contract_get_id (contract), &error));
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (platform));
}

/* One round of what the thread does, now. */
void
yyq_test_signing_stamp_now (YyqTestSigning *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 next_ms = 0;

  yyq_test_platform_sql (fixture->platform, "UPDATE sign_session SET next_try_at = 0");
  g_assert_true (yyq_stamping_run (fixture->platform->platform, &next_ms, &error));
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
}

void
yyq_test_signing_hold (YyqTestSigning *fixture)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, FALSE);
  g_autoptr (YyqTestReply) held = yyq_test_signing_complete (fixture, session, tail, NULL);

  g_assert_cmpuint (held->status, ==, 202);
  g_assert_cmpstr (yyq_test_reply_get (held, "state"), ==, "signing");
}

/* It is the company's turn again, and the newest event says why. */
void
yyq_test_signing_assert_handed_back (YyqTestSigning *fixture, const char *why)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (YyqContract) contract = yyq_test_signing_reload (fixture);
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (contract);
  g_autoptr (GPtrArray) events =
    yyq_contract_store_events (platform, yyq_contract_get_id (contract), NULL);
  YyqContractEvent *last = g_ptr_array_index (events, events->len - 1);
  gint64 held = -1;

  yyq_test_signing_assert_unsigned (fixture);
  g_assert_cmpint (yyq_party_get_state (party), ==, YYQ_PARTY_STATE_TURN);
  g_assert_cmpstr (yyq_contract_event_get_kind (last), ==, "signature-refused");
  g_assert_cmpstr (yyq_contract_event_get_detail (last), ==, why);
  g_assert_true (yyq_contract_store_check_events (platform, yyq_contract_get_id (contract), NULL));
  yyq_storage_query_int (yyq_platform_get_storage (platform), &held, NULL,
                         "SELECT COUNT(*) FROM sign_session WHERE state = 'held'", "");
  g_assert_cmpint (held, ==, 0);
  yyq_storage_release (yyq_platform_get_storage (platform));
  g_assert_cmpint (yyq_test_platform_count_messages (fixture->platform, "contract.returned"), >, 0);
}
