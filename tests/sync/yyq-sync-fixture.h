/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-repository.h"
#include "yyq-session-ukey.h"
#include "yyq-sign-operation.h"
#include "yyq-test-platform.h"
#include "yyq-test-softhsm.h"
#include "yyq-test-wait.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/* A client, its cache directory and the platform that it speaks to. The functions wait for their
 * end. */
typedef struct {
  YyqTestPlatform *platform;
  YyqTestFront *front; /* of the platform */
  YyqApiClient *client;
  YyqSession *session;
  char *cache_dir;

  /* Only after sync_fixture_add_ukey() */
  YyqTestSoftHsm *hsm;
  YyqTestIdentity *identity;
  YyqUkeyManager *manager;
  char *fault; /* the file that says what the fault module does; it does not exist at first */
} SyncFixture;

/* To be called first in main(): no Secret Service but the one of the test's own bus
 * (YYQ_TEST_SECRET_SERVICE), and no proxy of the user's. From now on no
 * object may stay when a fixture is taken down. */
void sync_fixture_prepare (int *argc, char ***argv);

void sync_fixture_set_up (SyncFixture *self, gconstpointer data);
void sync_fixture_tear_down (SyncFixture *self, gconstpointer data);

/* A token of its own with a certificate of the company; @module (nullable): another than SoftHSM.
 */
void sync_fixture_add_ukey (SyncFixture *self, const char *module, gint64 sign_deadline_ms);

/* (transfer full): the token as it is now, and the certificate of @identity on it (transfer none).
 */
YyqUkey *sync_fixture_get_ukey (SyncFixture *self, YyqTestIdentity *identity,
                                YyqUkeyCertificate **certificate);

/* A client, and its session, on the directory; for a second one, which the test lets go of. */
void sync_fixture_begin_client (SyncFixture *self);

/* A client that starts anew on the same directory; @passphrase (nullable) of its cache. */
void sync_fixture_restart_client (SyncFixture *self, const char *passphrase);

/* What the fixture's sessions have. */
const YyqWorkspaceChapter *const *sync_fixture_get_chapters (void);

void sync_fixture_connect (SyncFixture *self);
gboolean sync_fixture_try_connect (SyncFixture *self, const char *url, GError **error);
gboolean sync_fixture_login (SyncFixture *self, const char *password, GError **error);
gboolean sync_fixture_login_ukey (SyncFixture *self, YyqTestIdentity *identity, const char *pin,
                                  GError **error);
gboolean sync_fixture_choose (SyncFixture *self, const char *enterprise_id, GError **error);
gboolean sync_fixture_logout (SyncFixture *self, GError **error);

/* Connects, logs in, chooses the company and has the contracts refreshed; all without errors. */
void sync_fixture_enter (SyncFixture *self);

gboolean sync_fixture_refresh (SyncFixture *self, GError **error);

/* (transfer full) */
YyqContract *sync_fixture_load (SyncFixture *self, const char *id, GError **error);
GBytes *sync_fixture_load_document (SyncFixture *self, const char *id, int revision,
                                    GError **error);
GListModel *sync_fixture_load_events (SyncFixture *self, const char *id, GError **error);

/* (transfer full): of those that the party in turn may sign with. */
YyqSeal *sync_fixture_first_seal (SyncFixture *self, YyqContract *contract);

/* (transfer full): the key of a signature of @contract_id that waits in the outbox, or was refused
 * as the contract had been withdrawn. The session is READY. */
char *sync_fixture_add_pending (SyncFixture *self, const char *contract_id, const char *title,
                                gboolean refused);

#define sync_wait(condition, ...) yyq_test_wait (condition, __VA_ARGS__)
#define sync_keep_result yyq_test_keep_result
#define sync_wait_result(result) yyq_test_wait_result (result)

/* The error is the one expected, and there are words for it with a next step. */
void sync_assert_error (const GError *error, GQuark domain, int code);

G_END_DECLS
