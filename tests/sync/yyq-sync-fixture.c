/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sync-fixture.h"

#include "yyq-contract-chapter.h"
#include "yyq-contract-flow.h"
#include "yyq-error-text.h"
#include "yyq-home-chapter.h"
#include "yyq-message-chapter.h"
#include "yyq-session-private.h"
#include "yyq-sign-command.h"
#include "yyq-staff-chapter.h"
#include "yyq-sync-lives.h"
#include "yyq-template-chapter.h"
#include "yyq-test-lives.h"

#include <glib/gstdio.h>

#define DECLARE(name) GType name##_get_type (void);
SYNC_LIVES (DECLARE)

static void
watch_lives (void)
{
#define GET_TYPE(name) name##_get_type,
  static GType (*const get_types[]) (void) = { SYNC_LIVES (GET_TYPE) };

  for (gsize i = 0; i < G_N_ELEMENTS (get_types); i++)
    yyq_test_lives_watch (get_types[i]());
}

void
sync_fixture_prepare (int *argc, char ***argv)
{
  if (g_getenv ("YYQ_TEST_SECRET_SERVICE") == NULL)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  g_test_init (argc, argv, NULL);
  watch_lives ();
}

void
sync_assert_error (const GError *error, GQuark domain, int code)
{
  YyqErrorText *text;

  g_assert_error (error, domain, code);
  text = yyq_error_text_new (error);
  g_assert_nonnull (text);
  g_assert_cmpstr (text->what, !=, "");
  g_assert_nonnull (text->next);
  yyq_error_text_free (text);
}

static const YyqWorkspaceChapter *const chapters[] = { &yyq_contract_chapter, &yyq_home_chapter,
                                                       &yyq_message_chapter,  &yyq_staff_chapter,
                                                       &yyq_template_chapter, NULL };

const YyqWorkspaceChapter *const *
sync_fixture_get_chapters (void)
{
  return chapters;
}

static void
new_session (SyncFixture *self, const char *passphrase)
{
  self->client = yyq_api_client_new (NULL);
  self->session = yyq_session_new (self->client, self->cache_dir, chapters);
  if (passphrase != NULL) {
    g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (passphrase);

    yyq_session_set_passphrase (self->session, secret);
  }
}

void
sync_fixture_begin_client (SyncFixture *self)
{
  new_session (self, NULL);
}

static void
end_session (SyncFixture *self)
{
  g_object_run_dispose (G_OBJECT (self->session));
  yyq_test_finalize (g_steal_pointer (&self->session));
  yyq_test_finalize (g_steal_pointer (&self->client));
}

void
sync_fixture_set_up (SyncFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->cache_dir = g_dir_make_tmp ("yyq-sync-XXXXXX", &error);
  g_assert_no_error (error);
  self->platform = yyq_test_platform_new ();
  self->front = yyq_test_platform_get_front (self->platform);
  new_session (self, NULL);
}

void
sync_fixture_tear_down (SyncFixture *self, gconstpointer data)
{
  end_session (self);
  if (self->manager != NULL) {
    yyq_ukey_manager_stop (self->manager);
    g_clear_object (&self->manager);
    g_clear_pointer (&self->identity, yyq_test_identity_free);
    g_clear_pointer (&self->hsm, yyq_test_softhsm_free);
    g_clear_pointer (&self->fault, g_free);
  }
  yyq_test_platform_free (self->platform);
  yyq_test_lives_assert_none ();
  yyq_test_remove_tree (self->cache_dir);
  g_free (self->cache_dir);
}

void
sync_fixture_restart_client (SyncFixture *self, const char *passphrase)
{
  end_session (self);
  new_session (self, passphrase);
}

void
sync_fixture_add_ukey (SyncFixture *self, const char *module, gint64 sign_deadline_ms)
{
  self->hsm = yyq_test_softhsm_new ("UKey");
  self->fault = g_build_filename (self->hsm->directory, "fault", NULL);
  self->identity = yyq_test_platform_issue (self->platform, &(YyqTestCertificate){ 0 });
  yyq_test_softhsm_add (self->hsm, "company", "01", self->identity, NULL);
  self->manager = yyq_ukey_manager_new ();
  yyq_ukey_manager_set_sign_deadline (self->manager, sign_deadline_ms);
  yyq_ukey_manager_set_discovery (self->manager, FALSE);
  yyq_ukey_manager_set_variable (self->manager, "SOFTHSM2_CONF", self->hsm->configuration);
  yyq_ukey_manager_set_variable (self->manager, "YYQ_FAULT", self->fault);
  yyq_ukey_manager_add_module (self->manager,
                               module != NULL ? module : yyq_test_softhsm_get_module ());
}

YyqUkey *
sync_fixture_get_ukey (SyncFixture *self, YyqTestIdentity *identity,
                       YyqUkeyCertificate **certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ukeys = yyq_ukey_manager_list_sync (self->manager, NULL, &error);
  g_autoptr (GBytes) der = yyq_test_identity_get_der (identity);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);

  g_assert_no_error (error);
  g_assert_cmpuint (ukeys->len, ==, 1);
  *certificate = yyq_ukey_find_certificate (ukeys->pdata[0], sha256);
  g_assert_nonnull (*certificate);
  return g_object_ref (ukeys->pdata[0]);
}

gboolean
sync_fixture_try_connect (SyncFixture *self, const char *url, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_connect_async (self->session, url, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_session_connect_finish (self->session, result, error);
}

void
sync_fixture_connect (SyncFixture *self)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_try_connect (self, yyq_test_platform_get_url (self->platform), &error);
  g_assert_no_error (error);
}

gboolean
sync_fixture_login (SyncFixture *self, const char *password, GError **error)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (password);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_login_password_async (self->session, YYQ_TEST_PHONE, secret, NULL, sync_keep_result,
                                    &result);
  sync_wait_result (&result);
  return yyq_session_login_password_finish (self->session, result, error);
}

gboolean
sync_fixture_login_ukey (SyncFixture *self, YyqTestIdentity *identity, const char *pin,
                         GError **error)
{
  YyqUkeyCertificate *certificate = NULL;
  g_autoptr (YyqUkey) ukey = sync_fixture_get_ukey (self, identity, &certificate);
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (pin);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_login_ukey_async (self->session, self->manager, ukey, certificate, secret, NULL,
                                sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_session_login_ukey_finish (self->session, result, error);
}

gboolean
sync_fixture_choose (SyncFixture *self, const char *enterprise_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_choose_enterprise_async (self->session, enterprise_id, NULL, sync_keep_result,
                                       &result);
  sync_wait_result (&result);
  return yyq_session_choose_enterprise_finish (self->session, result, error);
}

gboolean
sync_fixture_logout (SyncFixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_session_logout_async (self->session, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_session_logout_finish (self->session, result, error);
}

gboolean
sync_fixture_refresh (SyncFixture *self, GError **error)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_record_repository_refresh_async (YYQ_RECORD_REPOSITORY (contracts), NULL, sync_keep_result,
                                       &result);
  sync_wait_result (&result);
  return yyq_record_repository_refresh_finish (YYQ_RECORD_REPOSITORY (contracts), result, error);
}

void
sync_fixture_enter (SyncFixture *self)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_connect (self);
  sync_fixture_login (self, YYQ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  sync_fixture_choose (self, yyq_test_platform_get_company_id (self->platform), &error);
  g_assert_no_error (error);
  sync_fixture_refresh (self, &error);
  g_assert_no_error (error);
}

YyqContract *
sync_fixture_load (SyncFixture *self, const char *id, GError **error)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (contracts), id, NULL, sync_keep_result,
                                    &result);
  sync_wait_result (&result);
  return yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (contracts), result, error);
}

GBytes *
sync_fixture_load_document (SyncFixture *self, const char *id, int revision, GError **error)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_contract_repository_load_document_async (contracts, id, revision, NULL, sync_keep_result,
                                               &result);
  sync_wait_result (&result);
  return yyq_contract_repository_load_document_finish (contracts, result, error);
}

GListModel *
sync_fixture_load_events (SyncFixture *self, const char *id, GError **error)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_contract_repository_load_events_async (contracts, id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_contract_repository_load_events_finish (contracts, result, error);
}

YyqSeal *
sync_fixture_first_seal (SyncFixture *self, YyqContract *contract)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) seals = NULL;
  g_autoptr (GError) error = NULL;

  yyq_contract_repository_list_seals_async (
    yyq_contract_repository_of (self->session), yyq_contract_get_id (contract),
    yyq_party_get_id (yyq_contract_find_my_turn (contract)), NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  seals = yyq_contract_repository_list_seals_finish (yyq_contract_repository_of (self->session),
                                                     result, &error);
  g_assert_no_error (error);
  return g_list_model_get_item (seals, 0);
}

static void
finish_change (YyqOutbox *outbox, GAsyncResult **result)
{
  g_autoptr (GAsyncResult) owned = NULL;
  g_autoptr (GError) error = NULL;

  sync_wait_result (result);
  owned = g_steal_pointer (result);
  yyq_outbox_change_finish (outbox, owned, &error);
  g_assert_no_error (error);
}

char *
sync_fixture_add_pending (SyncFixture *self, const char *contract_id, const char *title,
                          gboolean refused)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (self->session);
  YyqOutbox *outbox = yyq_outbox_runner_get_outbox (yyq_workspace_get_runner (workspace));
  g_autoptr (YyqOutboxEntry) entry =
    yyq_outbox_entry_new (yyq_sign_command.name, contract_id, NULL);
  GAsyncResult *result = NULL;

  entry->target = g_strdup ("session");
  entry->title = g_strdup (title);
  /* Nobody sends it while the test looks. */
  entry->next_at = G_MAXINT64 / 2;
  yyq_outbox_add_async (outbox, entry, FALSE, NULL, sync_keep_result, &result);
  finish_change (outbox, &result);
  if (refused) {
    yyq_outbox_fail_async (outbox, entry->idempotency_key, YYQ_OUTBOX_PARKED, 0,
                           "contract-withdrawn", "contract-withdrawn: no", sync_keep_result,
                           &result);
    finish_change (outbox, &result);
  }
  return g_strdup (entry->idempotency_key);
}
