/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-contract-store.h"
#include "yyq-service-error.h"
#include "yyq-sign-authority.h"
#include "yyq-sign-service.h"
#include "yyq-test-signing.h"
#include "yyq-test-wait.h"

/* Who may sign for whom: asked when a session is opened, when it is completed, and when a held
 * signature is stamped. */

#define DAY 86400L
#define USAGE "critical,digitalSignature,nonRepudiation"

typedef YyqTestSigning Fixture;

/* What takes the clerk's right away, and gives it back; %1$s clerk, %2$s company, %3$s other
 * company. */
typedef struct {
  const char *what;
  const char *lose;
  const char *regain;
  guint status; /* of the request */
  const char *problem;
  YyqServiceError inside; /* where no request is in between */
} Loss;

static const Loss losses[] = {
  { "the membership has ended", "UPDATE member SET left_at = 1 WHERE account_id = '%1$s'",
    "UPDATE member SET left_at = NULL WHERE account_id = '%1$s'", 403, "forbidden",
    YYQ_SERVICE_ERROR_FORBIDDEN },
  { "the role was taken away",
    "UPDATE member_role SET role_id = (SELECT id FROM role WHERE tenant_id = '%2$s' AND builtin = "
    "0) WHERE member_id = (SELECT id FROM member WHERE account_id = '%1$s' AND tenant_id = '%2$s')",
    "UPDATE member_role SET role_id = (SELECT id FROM role WHERE tenant_id = '%2$s' AND builtin = "
    "1) WHERE member_id = (SELECT id FROM member WHERE account_id = '%1$s' AND tenant_id = '%2$s')",
    403, "forbidden", YYQ_SERVICE_ERROR_FORBIDDEN },
  { "the account is disabled", "UPDATE account SET disabled_at = 1 WHERE id = '%1$s'",
    "UPDATE account SET disabled_at = NULL WHERE id = '%1$s'", 401, "unauthenticated",
    YYQ_SERVICE_ERROR_FORBIDDEN },
  { "the binding was revoked", "UPDATE ukey_binding SET revoked_at = 1 WHERE account_id = '%1$s'",
    "UPDATE ukey_binding SET revoked_at = NULL WHERE account_id = '%1$s'", 403,
    "certificate-unbound", YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND },
  { "the UKey was reported lost",
    "UPDATE ukey_binding SET suspended_at = 1 WHERE account_id = '%1$s'",
    "UPDATE ukey_binding SET suspended_at = NULL WHERE account_id = '%1$s'", 403,
    "certificate-unbound", YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND },
  { "the binding is for another company",
    "UPDATE ukey_binding SET enterprise_id = '%3$s' WHERE account_id = '%1$s'",
    "UPDATE ukey_binding SET enterprise_id = '%2$s' WHERE account_id = '%1$s'", 403,
    "certificate-unbound", YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND },
  { "the certificate no longer names the company",
    "UPDATE enterprise SET uscc = 'x' || uscc WHERE id = '%2$s'",
    "UPDATE enterprise SET uscc = SUBSTR(uscc, 2) WHERE id = '%2$s'", 403, "certificate-foreign",
    YYQ_SERVICE_ERROR_CERTIFICATE_FOREIGN },
  { "the contract is another company's", "UPDATE contract SET tenant_id = '%3$s'",
    "UPDATE contract SET tenant_id = '%2$s'", 404, "not-found", YYQ_SERVICE_ERROR_NOT_FOUND },
};

static void
run_sql (Fixture *fixture, const char *format)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (GString) sql = g_string_new (format);

  g_string_replace (sql, "%1$s", platform->clerk, 0);
  g_string_replace (sql, "%2$s", platform->company, 0);
  g_string_replace (sql, "%3$s", platform->other, 0);
  yyq_test_platform_begin (platform);
  yyq_test_platform_sql (platform, sql->str);
  yyq_test_platform_commit (platform);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) opened = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++) {
    g_autoptr (YyqTestReply) refused = NULL;

    g_test_message ("%s", losses[i].what);
    run_sql (fixture, losses[i].lose);
    refused =
      yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
    yyq_assert_problem (refused, losses[i].status, losses[i].problem);
    run_sql (fixture, losses[i].regain);
  }
  opened =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_assert_cmpuint (opened->status, ==, 201);
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) done = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++) {
    g_autoptr (YyqTestReply) refused = NULL;

    g_test_message ("%s", losses[i].what);
    run_sql (fixture, losses[i].lose);
    refused = yyq_test_signing_complete (fixture, session, tail, NULL);
    yyq_assert_problem (refused, losses[i].status, losses[i].problem);
    run_sql (fixture, losses[i].regain);
    yyq_test_signing_assert_unsigned (fixture);
  }
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (done->status, ==, 200);
}

static void
test_derive (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqParty) party = yyq_test_signing_employer_of (fixture->contract);
  YyqSignClaim claim = { platform->clerk, NULL, yyq_contract_get_id (fixture->contract),
                         yyq_party_get_id (party), fixture->key->der };
  g_autoptr (YyqSignAuthority) authority = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++) {
    g_autoptr (YyqSignAuthority) none = NULL;
    g_autoptr (GError) refusal = NULL;

    g_test_message ("%s", losses[i].what);
    run_sql (fixture, losses[i].lose);
    none = yyq_sign_authority_derive (platform->platform, &claim, &refusal);
    g_assert_error (refusal, YYQ_SERVICE_ERROR, (int) losses[i].inside);
    g_assert_null (none);
    run_sql (fixture, losses[i].regain);
  }
  authority = yyq_sign_authority_derive (platform->platform, &claim, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_access_get_tenant_id (authority->access), ==, platform->company);
  g_assert_cmpstr (authority->enterprise_id, ==, platform->company);
  yyq_storage_release (yyq_platform_get_storage (platform->platform));
}

static void
test_stamping (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++) {
    g_autoptr (GError) why = g_error_new_literal (YYQ_SERVICE_ERROR, (int) losses[i].inside, "");
    const char *code = yyq_service_error_get_code (why);

    g_test_message ("%s", losses[i].what);
    yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_DOWN);
    yyq_test_signing_hold (fixture);
    yyq_test_platform_set_tsa (fixture->platform, YYQ_TEST_TSA_ANSWERS);
    run_sql (fixture, losses[i].lose);
    yyq_test_signing_stamp_now (fixture);
    run_sql (fixture, losses[i].regain);
    /* What another company has now is not handed back to it: there is nobody to tell. */
    if (losses[i].inside == YYQ_SERVICE_ERROR_NOT_FOUND)
      yyq_test_signing_assert_unsigned (fixture);
    else
      yyq_test_signing_assert_handed_back (fixture, code);
  }
}

/* Takes the right away while the request waits for the write lock, behind its first look at
 * everything: the signed document lies on the disk by then. */
typedef struct {
  Fixture *fixture;
  GAsyncQueue *locked;
  guint n_documents;
} Thief;

static gpointer
steal (gpointer data)
{
  Thief *thief = data;
  YyqTestPlatform *platform = thief->fixture->platform;
  g_autofree char *sql = NULL;

  yyq_test_platform_begin (platform);
  g_async_queue_push (thief->locked, thief);
  yyq_test_wait_aside_while (yyq_test_signing_count_documents (thief->fixture) ==
                             thief->n_documents);
  sql = g_strdup_printf ("UPDATE member SET left_at = 1 WHERE account_id = '%s'", platform->clerk);
  yyq_test_platform_sql (platform, sql);
  yyq_test_platform_commit (platform);
  return NULL;
}

static void
test_race (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  Thief thief = { fixture, g_async_queue_new (), yyq_test_signing_count_documents (fixture) };
  GThread *thread = g_thread_new ("thief", steal, &thief);
  g_autoptr (YyqTestReply) refused = NULL;

  g_async_queue_pop (thief.locked);
  refused = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_thread_join (thread);
  g_async_queue_unref (thief.locked);
  yyq_assert_problem (refused, 403, "forbidden");
  yyq_test_signing_assert_unsigned (fixture);
}

/* He works for both, and has chosen the one whose contract it is not. */
static void
test_other_company (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autofree char *elsewhere = NULL;
  g_autoptr (YyqTestReply) completed = NULL;
  g_autoptr (YyqTestReply) opened = NULL;

  run_sql (fixture, "INSERT INTO member (id, account_id, tenant_id, created_at) "
                    "VALUES ('second', '%1$s', '%3$s', 1)");
  run_sql (fixture, "INSERT INTO member_role (member_id, role_id) "
                    "SELECT 'second', id FROM role WHERE tenant_id = '%3$s' AND builtin = 1");
  elsewhere = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                        fixture->platform->other);
  completed = yyq_test_signing_complete_with (fixture, elsewhere, session,
                                              yyq_test_reply_get (session, "sha256"), tail, NULL);
  opened = yyq_test_signing_open (fixture, elsewhere, fixture->contract, fixture->key->der, NULL);
  yyq_assert_problem (completed, 404, "not-found");
  yyq_assert_problem (opened, 404, "not-found");
  yyq_test_signing_assert_unsigned (fixture);
}

static void
test_not_the_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) reply = yyq_test_signing_complete_with (
    fixture, fixture->colleague, session, yyq_test_reply_get (session, "sha256"), tail, NULL);

  yyq_assert_problem (reply, 404, "not-found");
  yyq_test_signing_assert_unsigned (fixture);
}

static void
test_revoked_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (GBytes) crl = yyq_test_pki_crl (fixture->platform->pki, fixture->key->x509, 3600);
  g_autoptr (YyqTestReply) reply = NULL;

  yyq_test_platform_publish (fixture->platform, crl);
  reply = yyq_test_signing_complete (fixture, session, tail, NULL);
  yyq_assert_problem (reply, 403, "certificate-revoked");
  yyq_test_signing_assert_unsigned (fixture);
}

static void
test_expired_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestKeyPair) key =
    yyq_test_key_pair_new_full (fixture->platform->pki, fixture->platform->uscc, -DAY, 300, USAGE);
  g_autofree char *binding = yyq_test_key_pair_bind (
    key, fixture->platform, fixture->platform->clerk, fixture->platform->company);
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, key, TRUE);
  g_autoptr (YyqTestReply) reply = NULL;

  g_assert_cmpuint (session->status, ==, 201);
  yyq_clock_freeze (yyq_clock_now () + 301 * 1000);
  reply = yyq_test_signing_complete (fixture, session, tail, NULL);
  yyq_assert_problem (reply, 403, "certificate-expired");
  yyq_test_signing_assert_unsigned (fixture);
}

/* D4: what was signed in time may be late on its way, but not for ever. */
static void
test_seven_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, fixture->key->der, NULL);
  g_autoptr (GBytes) tail = yyq_test_signing_sign (fixture, fixture->key, TRUE);
  g_autoptr (YyqTestReply) late = NULL;
  g_autoptr (YyqTestReply) in_time = NULL;

  run_sql (fixture, "UPDATE sign_session SET created_at = created_at - 8 * 86400000, expires_at = "
                    "expires_at - 8 * 86400000");
  late = yyq_test_signing_complete (fixture, session, tail, NULL);
  yyq_assert_problem (late, 409, "lease-over");
  yyq_test_signing_assert_unsigned (fixture);
  run_sql (fixture, "UPDATE sign_session SET created_at = created_at + 2 * 86400000");
  in_time = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (in_time->status, ==, 200);
}

/* Clerks of the main enterprise sign for its units, with a key that names the unit. */
static void
test_unit (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  g_autoptr (YyqContract) contract =
    yyq_test_platform_add_contract (platform, platform->unit, "分公司的合同", FALSE);
  g_autofree char *uscc = yyq_test_platform_get_uscc (platform, platform->unit);
  g_autoptr (YyqTestKeyPair) key =
    yyq_test_key_pair_new_full (platform->pki, uscc, -DAY, DAY, USAGE);
  g_autofree char *binding =
    yyq_test_key_pair_bind (key, platform, platform->clerk, platform->company);
  g_autoptr (YyqTestReply) session =
    yyq_test_signing_open (fixture, fixture->clerk, contract, key->der, NULL);
  g_autoptr (YyqTestReply) main_contract =
    yyq_test_signing_open (fixture, fixture->clerk, fixture->contract, key->der, NULL);
  g_autoptr (YyqTestReply) done = NULL;
  g_autoptr (GBytes) tail = NULL;

  g_assert_cmpuint (session->status, ==, 201);
  yyq_assert_problem (main_contract, 403, "certificate-foreign");
  g_set_object (&fixture->contract, contract);
  tail = yyq_test_signing_sign (fixture, key, TRUE);
  done = yyq_test_signing_complete (fixture, session, tail, NULL);
  g_assert_cmpuint (done->status, ==, 200);
}

static const YyqTestCase cases[] = {
  { "who lost the right to sign opens no session", (GTestFixtureFunc) test_open },
  { "who lost the right to sign completes no session", (GTestFixtureFunc) test_complete },
  { "authority is derived from what is stored now", (GTestFixtureFunc) test_derive },
  { "what is held for somebody who lost the right is handed back",
    (GTestFixtureFunc) test_stamping },
  { "the right is looked at again when the file has been checked", (GTestFixtureFunc) test_race },
  { "the chosen company must be the contract's", (GTestFixtureFunc) test_other_company },
  { "a session is completed by the account that opened it", (GTestFixtureFunc) test_not_the_owner },
  { "a certificate revoked while it was used completes nothing",
    (GTestFixtureFunc) test_revoked_meanwhile },
  { "a certificate that ran out while it was used completes nothing",
    (GTestFixtureFunc) test_expired_meanwhile },
  { "a signature may be seven days on its way", (GTestFixtureFunc) test_seven_days },
  { "a unit's key signs the unit's contracts", (GTestFixtureFunc) test_unit },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("authority", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) yyq_test_signing_set_up,
                          (GTestFixtureFunc) yyq_test_signing_tear_down);
  return g_test_run ();
}
