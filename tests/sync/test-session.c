/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-auth-api.h"
#include "yyq-error.h"
#include "yyq-server-info.h"
#include "yyq-sign-operation.h"
#include "yyq-sync-fixture.h"

/* Rows of docs/manual-coverage.md: 26, 36, 40, 41, 42. */

static void
test_connect (SyncFixture *fixture, gconstpointer data)
{
  YyqServerInfo *info;

  g_assert_null (yyq_session_get_server_info (fixture->session));
  g_assert_null (yyq_session_get_trust (fixture->session));
  sync_fixture_connect (fixture);
  info = yyq_session_get_server_info (fixture->session);
  g_assert_false (yyq_server_info_get_demo (info));
  g_assert_cmpstr (yyq_server_info_get_tsa_url (info), ==, "/tsa");
  g_assert_nonnull (yyq_session_get_trust (fixture->session));
  g_assert_true (yyq_session_get_online (fixture->session));
  g_assert_cmpint (yyq_session_get_banner (fixture->session), ==, YYQ_SESSION_BANNER_NONE);
}

static void
assert_not_connected (SyncFixture *fixture, const char *url, YyqApiError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sync_fixture_try_connect (fixture, url, &error));
  sync_assert_error (error, YYQ_API_ERROR, (int) code);
}

static void
test_connect_fails (SyncFixture *fixture, gconstpointer data)
{
  const char *url = yyq_test_platform_get_url (fixture->platform);

  assert_not_connected (fixture, "no address", YYQ_API_ERROR_INVALID);
  assert_not_connected (fixture, "http://example.org", YYQ_API_ERROR_INVALID);
  yyq_test_front_spoil (fixture->front, "/server", YYQ_TEST_FAULT_GARBAGE, 10);
  assert_not_connected (fixture, url, YYQ_API_ERROR_BAD_REPLY);
  yyq_test_front_heal (fixture->front);
  yyq_test_front_spoil (fixture->front, "/server", YYQ_TEST_FAULT_STATUS_500, 10);
  assert_not_connected (fixture, url, YYQ_API_ERROR_SERVER);
  yyq_test_front_heal (fixture->front);
  yyq_test_front_go_down (fixture->front);
  assert_not_connected (fixture, url, YYQ_API_ERROR_OFFLINE);
  yyq_test_front_come_up (fixture->front);
  sync_fixture_connect (fixture);
}

/* The refusal to begin signing. */
static void
assert_not_signed (SyncFixture *fixture, YyqContract *contract)
{
  g_autoptr (YyqParty) party = g_list_model_get_item (yyq_contract_get_parties (contract), 1);
  g_autoptr (YyqSignOperation) operation =
    yyq_sign_operation_new (fixture->session, contract, party);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_sign_operation_run_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_null (yyq_sign_operation_run_finish (operation, result, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OUTDATED);
}

/* One that is too old logs in and reads. */
static void
test_outdated (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "陈小兰");
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;

  yyq_test_platform_set_oldest_client (fixture->platform, "99.0");
  sync_fixture_connect (fixture);
  g_assert_true (yyq_server_info_get_outdated (yyq_session_get_server_info (fixture->session)));
  g_assert_cmpstr (
    yyq_server_info_get_oldest_client (yyq_session_get_server_info (fixture->session)), ==, "99.0");
  sync_fixture_enter (fixture);
  contract = sync_fixture_load (fixture, id, &error);
  g_assert_no_error (error);
  assert_not_signed (fixture, contract);
  yyq_test_platform_set_oldest_client (fixture->platform, YYQ_VERSION);
  sync_fixture_connect (fixture);
  g_assert_false (yyq_server_info_get_outdated (yyq_session_get_server_info (fixture->session)));
}

static void
test_password (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_connect (fixture);
  g_assert_false (sync_fixture_login (fixture, "wrong", &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
  g_clear_error (&error);

  g_assert_true (sync_fixture_login (fixture, YYQ_TEST_PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_CHOOSING);
  g_assert_cmpstr (yyq_account_get_name (yyq_session_get_account (fixture->session)), ==, "张测试");
  g_assert_null (yyq_contract_repository_of (fixture->session));
}

/* Somebody else guesses until the phone is locked; at the clerk's own computer nothing is felt of
 * it. */
static void
guess_elsewhere (SyncFixture *fixture)
{
  g_autoptr (YyqApiClient) stranger = yyq_api_client_new (NULL);
  g_autoptr (YyqSecret) wrong = yyq_secret_new_from_text ("wrong");
  g_autoptr (YyqSecret) right = yyq_secret_new_from_text (YYQ_TEST_PASSWORD);

  g_assert_true (
    yyq_api_client_set_base_url (stranger, yyq_test_platform_get_url (fixture->platform), NULL));
  for (guint i = 0; i < 6; i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (YyqAccount) account = NULL;
    g_autoptr (GError) error = NULL;
    int wanted = i < 4 ? YYQ_API_ERROR_CREDENTIALS : YYQ_API_ERROR_LOCKED;

    yyq_auth_api_login_password_async (stranger, YYQ_TEST_PHONE, i < 5 ? wrong : right, "elsewhere",
                                       NULL, sync_keep_result, &result);
    sync_wait_result (&result);
    account = yyq_auth_api_login_password_finish (stranger, result, &error);
    g_assert_error (error, YYQ_API_ERROR, wanted);
  }
}

static void
test_known_device (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_connect (fixture);
  g_assert_true (sync_fixture_login (fixture, YYQ_TEST_PASSWORD, &error));
  g_assert_true (sync_fixture_logout (fixture, &error));
  guess_elsewhere (fixture);
  g_assert_true (sync_fixture_login (fixture, YYQ_TEST_PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yyq_test_platform_ask (fixture->platform, "SELECT COUNT(*) FROM login_device"),
                   ==, 1);
}

static void
test_choose (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) enterprises = NULL;
  g_autoptr (YyqEnterprise) enterprise = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_connect (fixture);
  sync_fixture_login (fixture, YYQ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  yyq_session_list_enterprises_async (fixture->session, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  enterprises = yyq_session_list_enterprises_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (enterprises), ==, 1);
  enterprise = g_list_model_get_item (enterprises, 0);
  g_assert_cmpstr (yyq_enterprise_get_name (enterprise), ==, YYQ_TEST_COMPANY);

  g_assert_false (sync_fixture_choose (fixture, "none", &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_CHOOSING);
  g_clear_error (&error);

  g_assert_true (sync_fixture_choose (fixture, yyq_enterprise_get_id (enterprise), &error));
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_READY);
  g_assert_cmpstr (yyq_enterprise_get_id (yyq_session_get_enterprise (fixture->session)), ==,
                   yyq_enterprise_get_id (enterprise));
  g_assert_true (yyq_session_has_permission (fixture->session, "contract.sign"));
  g_assert_false (yyq_session_has_permission (fixture->session, "none"));
  g_assert_cmpint (yyq_session_get_cache (fixture->session), ==, YYQ_SESSION_CACHE_MEMORY);
}

/* Who types is told first, in each case what helps. */
static void
test_draft_warning (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_enter (fixture);
  g_assert_true (g_str_has_prefix (yyq_session_get_draft_warning (fixture->session),
                                   "This computer has no keyring and no passphrase"));
  sync_fixture_restart_client (fixture, "缓存口令");
  sync_fixture_enter (fixture);
  g_assert_null (yyq_session_get_draft_warning (fixture->session));
  sync_fixture_restart_client (fixture, NULL);
  sync_fixture_enter (fixture);
  g_assert_true (g_str_has_prefix (yyq_session_get_draft_warning (fixture->session),
                                   "What this computer keeps is locked"));
}

static void
test_passphrase (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_restart_client (fixture, "缓存口令");
  sync_fixture_enter (fixture);
  g_assert_cmpint (yyq_session_get_cache (fixture->session), ==, YYQ_SESSION_CACHE_PASSPHRASE);

  sync_fixture_restart_client (fixture, "另一口令");
  sync_fixture_connect (fixture);
  sync_fixture_login (fixture, YYQ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_false (
    sync_fixture_choose (fixture, yyq_test_platform_get_company_id (fixture->platform), &error));
  sync_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_CHOOSING);
}

static void
test_logout (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  g_assert_true (sync_fixture_logout (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
  g_assert_null (yyq_session_get_account (fixture->session));
  g_assert_null (yyq_contract_repository_of (fixture->session));
  g_assert_false (yyq_api_client_has_tokens (fixture->client));
  g_assert_cmpint (yyq_test_platform_ask (fixture->platform,
                                          "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL"),
                   ==, 0);
  sync_fixture_enter (fixture);
}

static void
test_logout_offline (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_go_down (fixture->front);
  g_assert_false (sync_fixture_logout (fixture, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
  g_assert_false (yyq_api_client_has_tokens (fixture->client));
}

static void
test_ended (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_platform_execute (fixture->platform, "UPDATE session SET revoked_at = 1");
  g_assert_false (sync_fixture_refresh (fixture, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_UNAUTHENTICATED);
  g_assert_cmpint (yyq_session_get_banner (fixture->session), ==, YYQ_SESSION_BANNER_LOGIN);
  g_assert_nonnull (yyq_contract_repository_of (fixture->session));

  sync_fixture_enter (fixture);
  g_assert_cmpint (yyq_session_get_banner (fixture->session), ==, YYQ_SESSION_BANNER_NONE);
}

/* UKey */

static YyqUkeyBinding *
bind (SyncFixture *fixture, YyqTestIdentity *identity, const char *pin, const char *password,
      GError **error)
{
  YyqUkeyCertificate *certificate = NULL;
  g_autoptr (YyqUkey) ukey = sync_fixture_get_ukey (fixture, identity, &certificate);
  g_autoptr (YyqSecret) pin_secret = yyq_secret_new_from_text (pin);
  g_autoptr (YyqSecret) password_secret = yyq_secret_new_from_text (password);
  YyqUkeyBindRequest request = { fixture->manager, ukey, certificate, pin_secret, password_secret };
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_bind_ukey_async (fixture->session, &request, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_session_bind_ukey_finish (fixture->session, result, error);
}

static gboolean
unbind (SyncFixture *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_unbind_ukey_async (fixture->session, id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_session_unbind_ukey_finish (fixture->session, result, error);
}

static void
test_bind (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqUkeyBinding) binding = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_add_ukey (fixture, NULL, 0);
  sync_fixture_enter (fixture);
  binding = bind (fixture, fixture->identity, YYQ_TEST_PIN, YYQ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_ukey_binding_get_token_label (binding), ==, "UKey");
  g_assert_true (sync_fixture_logout (fixture, NULL));

  g_assert_true (sync_fixture_login_ukey (fixture, fixture->identity, YYQ_TEST_PIN, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_CHOOSING);
  g_assert_true (
    sync_fixture_choose (fixture, yyq_test_platform_get_company_id (fixture->platform), &error));
  g_assert_true (unbind (fixture, yyq_ukey_binding_get_id (binding), &error));
  g_assert_no_error (error);
  sync_fixture_logout (fixture, NULL);
  g_assert_false (sync_fixture_login_ukey (fixture, fixture->identity, YYQ_TEST_PIN, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_UNBOUND);
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
}

static void
assert_not_bound (SyncFixture *fixture, YyqTestIdentity *identity, const char *pin,
                  const char *password, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bind (fixture, identity, pin, password, &error));
  sync_assert_error (error, domain, code);
  g_assert_cmpint (yyq_test_platform_ask (fixture->platform, "SELECT COUNT(*) FROM ukey_binding"),
                   ==, 0);
}

static void
test_bind_refused (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestIdentity) foreign = NULL;

  sync_fixture_add_ukey (fixture, NULL, 0);
  foreign = yyq_test_platform_issue (fixture->platform,
                                     &(YyqTestCertificate){ .organisation = "别处测试有限公司" });
  yyq_test_softhsm_add (fixture->hsm, "foreign", "02", foreign, NULL);
  sync_fixture_enter (fixture);
  assert_not_bound (fixture, fixture->identity, "654321", YYQ_TEST_PASSWORD, YYQ_UKEY_ERROR,
                    YYQ_UKEY_ERROR_PIN_WRONG);
  assert_not_bound (fixture, fixture->identity, YYQ_TEST_PIN, "wrong", YYQ_API_ERROR,
                    YYQ_API_ERROR_CREDENTIALS);
  assert_not_bound (fixture, foreign, YYQ_TEST_PIN, YYQ_TEST_PASSWORD, YYQ_API_ERROR,
                    YYQ_API_ERROR_CERTIFICATE);
}

/* Reachability */

static gboolean
is_well (gpointer session)
{
  return yyq_session_get_banner (session) == YYQ_SESSION_BANNER_NONE;
}

static void
test_down (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_go_down (fixture->front);
  g_assert_false (sync_fixture_refresh (fixture, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE);
  g_assert_false (yyq_session_get_online (fixture->session));
  g_assert_cmpint (yyq_session_get_banner (fixture->session), ==, YYQ_SESSION_BANNER_OFFLINE);
  yyq_test_front_come_up (fixture->front);
  sync_wait (is_well, fixture->session);
  g_assert_true (yyq_session_get_online (fixture->session));
}

static void
test_troubled (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_spoil (fixture->front, "/", YYQ_TEST_FAULT_STATUS_500, 1000);
  g_assert_false (sync_fixture_refresh (fixture, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_SERVER);
  g_assert_true (yyq_session_get_online (fixture->session));
  g_assert_cmpint (yyq_session_get_banner (fixture->session), ==, YYQ_SESSION_BANNER_TROUBLE);
  yyq_test_front_heal (fixture->front);
  sync_wait (is_well, fixture->session);
}

static void
test_restarted (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_platform_restart (fixture->platform);
  g_assert_true (sync_fixture_refresh (fixture, &error));
  g_assert_no_error (error);
}

static void
test_cut (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  yyq_test_front_spoil (fixture->front, "/sync", YYQ_TEST_FAULT_CUT_REPLY, 1);
  g_assert_true (sync_fixture_refresh (fixture, &error));
  yyq_test_front_spoil (fixture->front, "/sync", YYQ_TEST_FAULT_CUT_REPLY, 100);
  g_assert_false (sync_fixture_refresh (fixture, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY);
}

static void
test_other_server (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPlatform) other = yyq_test_platform_new ();
  g_autoptr (GError) error = NULL;

  sync_fixture_enter (fixture);
  g_assert_true (sync_fixture_try_connect (fixture, yyq_test_platform_get_url (other), &error));
  g_assert_cmpint (yyq_session_get_state (fixture->session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
  g_assert_false (yyq_api_client_has_tokens (fixture->client));
}

#define ADD(name, function)                                                            \
  g_test_add ("/sync/session/" name, SyncFixture, NULL, sync_fixture_set_up, function, \
              sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("connecting tells what the platform is", test_connect);
  ADD ("connecting says why it fails and works afterwards", test_connect_fails);
  ADD ("a client that is too old reads and begins no signature", test_outdated);
  ADD ("a password logs in and a wrong one does not", test_password);
  ADD ("guesses elsewhere do not lock out a computer that has logged in before", test_known_device);
  ADD ("an enterprise that is one's own can be chosen", test_choose);
  ADD ("a passphrase keeps the cache and a wrong one is refused", test_passphrase);
  ADD ("without a place for a key it is said that drafts will not survive", test_draft_warning);
  ADD ("logging out forgets who was there", test_logout);
  ADD ("logging out forgets who was there when nobody can be told", test_logout_offline);
  ADD ("a session that ended asks for a log-in and keeps what is shown", test_ended);
  ADD ("a bound UKey logs in until it is unbound", test_bind);
  ADD ("a UKey is not bound with a wrong PIN, password or company", test_bind_refused);
  ADD ("a platform that is down is said and noticed when it is back", test_down);
  ADD ("a platform that answers with errors is troubled, not away", test_troubled);
  ADD ("a platform that was restarted is asked again", test_restarted);
  ADD ("a cut answer is asked for again, and not for ever", test_cut);
  ADD ("another address forgets the log-in", test_other_server);
  return g_test_run ();
}
