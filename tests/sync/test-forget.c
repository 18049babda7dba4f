/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cache-place.h"
#include "yyq-error.h"
#include "yyq-forget-operation.h"
#include "yyq-keyring.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"

#include <glib/gstdio.h>

/*
 * What is left of a person on this computer: the files are read byte by byte. Run twice: with
 * libsecret's file in place of a Secret Service (SECRET_BACKEND=file), and with a passphrase.
 */

#define PASSPHRASE "缓存口令"
#define TITLE "固定期限劳动合同（质检岗）"
#define WORKER "欧阳静怡"
#define TYPED "月工资写成了年工资"
#define OBJECT "01936f00-0000-7000-8000-0000000000c1"

typedef struct {
  SyncFixture sync;
  char *contract_id;
  guint n_sent;
} Fixture;

/* A command that the front itself answers. */
static const YyqCommandKind command = { .name = "test.note",
                                        .method = "POST",
                                        .path = "/test/{object}",
                                        .label = "Note",
                                        .entity = "contract",
                                        .waits = TRUE };

static void
answer (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer data)
{
  ++*(guint *) data;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

static GBytes *
replace (GBytes *local, GBytes *operation, GError **error)
{
  return g_bytes_ref (operation);
}

static const YyqDraftKind draft_kind = { .name = "test.reason",
                                         .label = "Reason",
                                         .apply = replace };

static YyqWorkspace *
workspace_of (Fixture *fixture)
{
  return yyq_session_get_workspace (fixture->sync.session);
}

static void
enter (Fixture *fixture, const char *passphrase)
{
  sync_fixture_restart_client (&fixture->sync, passphrase);
  sync_fixture_enter (&fixture->sync);
  yyq_outbox_runner_add_kind (yyq_workspace_get_runner (workspace_of (fixture)), &command);
  yyq_drafts_add_kind (yyq_workspace_get_drafts (workspace_of (fixture)), &draft_kind);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  fixture->contract_id = yyq_test_platform_add_contract (fixture->sync.platform, TITLE, WORKER);
  yyq_test_front_add (fixture->sync.front, "/api/v1/test", answer, &fixture->n_sent);
  enter (fixture, PASSPHRASE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sync_fixture_tear_down (&fixture->sync, NULL);
  g_free (fixture->contract_id);
}

/* What was read */

static gboolean holds (const char *path, const char *text);

static gboolean
folder_holds (const char *path, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (holds (child, text))
      return TRUE;
  }
  return FALSE;
}

/* Any file at or below @path has @text in it. */
static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return folder_holds (path, text);
  return g_file_get_contents (path, &contents, &length, NULL) &&
         memmem (contents, length, text, strlen (text)) != NULL;
}

static YyqWorkspaceRequest
request_of (Fixture *fixture)
{
  YyqWorkspaceRequest request = { 0 };

  yyq_session_prepare_workspace (fixture->sync.session, &request);
  request.account_id = yyq_account_get_id (yyq_session_get_account (fixture->sync.session));
  return request;
}

/* (transfer full) */
static GStrv
places_of (Fixture *fixture)
{
  YyqWorkspaceRequest request = request_of (fixture);
  g_autofree char *owner = yyq_workspace_make_owner (&request);

  return yyq_cache_place_find_in_worker (fixture->sync.cache_dir, owner);
}

/* What is left below the cache directory that is named like a place or what was one. */
static guint
count_places (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->sync.cache_dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strspn (name, "0123456789abcdef") >= 32;
  return n;
}

/* What is done */

static void
write_command_in (YyqWorkspace *workspace, gint64 next_at)
{
  YyqOutbox *outbox = yyq_outbox_runner_get_outbox (yyq_workspace_get_runner (workspace));
  g_autoptr (YyqOutboxEntry) entry = yyq_outbox_entry_new (command.name, OBJECT, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  entry->title = g_strdup (TITLE);
  entry->next_at = next_at;
  yyq_outbox_add_async (outbox, entry, FALSE, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_outbox_change_finish (outbox, result, &error);
  g_assert_no_error (error);
}

static void
type_draft (Fixture *fixture)
{
  g_autoptr (YyqDraft) draft =
    yyq_drafts_create (yyq_workspace_get_drafts (workspace_of (fixture)), &draft_kind,
                       &(YyqDraftStart){ .object_id = OBJECT, .title = TITLE });
  g_autoptr (GBytes) typed = g_bytes_new (TYPED, strlen (TYPED));

  g_assert_true (yyq_draft_apply (draft, typed, NULL));
}

/* (transfer full) */
static GListModel *
look (YyqForgetOperation *operation)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items;

  yyq_forget_operation_look_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  items = yyq_forget_operation_look_finish (operation, result, &error);
  g_assert_no_error (error);
  return items;
}

static gboolean
forget (YyqForgetOperation *operation, gboolean give_up, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_forget_operation_run_async (operation, give_up, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_forget_operation_run_finish (operation, result, error);
}

static void
assert_title (GListModel *items, guint position, const char *title)
{
  g_autoptr (YyqPendingItem) unsent = g_list_model_get_item (items, position);

  g_assert_nonnull (unsent);
  g_assert_cmpstr (yyq_pending_item_get_title (unsent), ==, title);
}

static void
assert_forgotten (Fixture *fixture)
{
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
  g_assert_cmpuint (count_places (fixture), ==, 0);
  g_assert_false (holds (fixture->sync.cache_dir, TITLE));
  g_assert_false (holds (fixture->sync.cache_dir, WORKER));
  g_assert_null (yyq_api_client_get_device_secret (fixture->sync.client));
}

/* The tests */

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_auto (GStrv) places = places_of (fixture);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;

  document = sync_fixture_load_document (&fixture->sync, fixture->contract_id, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (places), ==, 1);
  g_assert_true (holds (fixture->sync.cache_dir, TITLE));
  g_assert_true (forget (operation, FALSE, &error));
  g_assert_no_error (error);
  assert_forgotten (fixture);
  /* With a Secret Service the key lies elsewhere. */
  g_assert_false (yyq_keyring_copy_in_worker (places[0], "another", fixture->sync.cache_dir, NULL));
  g_assert_cmpint (yyq_test_platform_ask (fixture->sync.platform,
                                          "SELECT COUNT(*) FROM session WHERE revoked_at IS NULL"),
                   ==, 0);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autoptr (GError) error = NULL;

  yyq_test_front_go_down (fixture->sync.front);
  g_assert_true (forget (operation, FALSE, &error));
  g_assert_no_error (error);
  assert_forgotten (fixture);
}

static void
test_unsent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GListModel) kept = NULL;
  g_autoptr (GError) error = NULL;

  write_command_in (workspace_of (fixture), G_MAXINT64 / 2);
  type_draft (fixture);
  items = look (operation);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  assert_title (items, 0, "Note: " TITLE);
  assert_title (items, 1, "Reason: " TITLE);

  g_assert_false (forget (operation, FALSE, &error));
  sync_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_UNSENT);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_READY);
  g_clear_object (&operation);
  enter (fixture, PASSPHRASE);
  operation = yyq_forget_operation_new (fixture->sync.session);
  kept = look (operation);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 2);
  g_clear_error (&error);
  g_assert_true (forget (operation, TRUE, &error));
  g_assert_no_error (error);
  assert_forgotten (fixture);
}

static gboolean
is_sent (gpointer fixture)
{
  YyqPendingList *list = yyq_session_get_pending (((Fixture *) fixture)->sync.session);

  return yyq_pending_list_get_loaded (list) && g_list_model_get_n_items (G_LIST_MODEL (list)) == 0;
}

static gboolean
is_listed (gpointer fixture)
{
  YyqPendingList *list = yyq_session_get_pending (((Fixture *) fixture)->sync.session);

  return g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;
}

static void
test_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autoptr (GError) error = NULL;

  write_command_in (workspace_of (fixture), G_MAXINT64 / 2);
  sync_wait (is_listed, fixture);
  g_assert_cmpuint (fixture->n_sent, ==, 0);
  yyq_forget_operation_send (operation);
  sync_wait (is_sent, fixture);
  g_assert_cmpuint (fixture->n_sent, ==, 1);
  g_assert_true (forget (operation, FALSE, &error));
  g_assert_no_error (error);
  assert_forgotten (fixture);
}

/* (transfer full): the workspace of another company of the same account. */
static YyqWorkspace *
open_other (Fixture *fixture, const char *passphrase)
{
  YyqWorkspaceRequest request = request_of (fixture);
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (passphrase);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YyqWorkspace *workspace;

  request.enterprise_id = "01936f00-0000-7000-8000-0000000000e2";
  request.passphrase = secret;
  yyq_workspace_open_async (&request, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  workspace = yyq_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  return workspace;
}

static void
type_in_other (Fixture *fixture, const char *passphrase)
{
  g_autoptr (YyqWorkspace) other = open_other (fixture, passphrase);
  g_autoptr (GAsyncResult) result = NULL;

  write_command_in (other, G_MAXINT64 / 2);
  yyq_workspace_close (other);
  yyq_database_close_async (yyq_workspace_get_database (other), sync_keep_result, &result);
  sync_wait_result (&result);
}

static void
test_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GError) error = NULL;

  type_in_other (fixture, PASSPHRASE);
  g_assert_cmpuint (count_places (fixture), ==, 2);
  items = look (operation);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  /* Its kinds are not known here. */
  assert_title (items, 0, "Of a newer version: " TITLE);
  g_assert_false (forget (operation, FALSE, &error));
  sync_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_UNSENT);
  g_clear_error (&error);
  g_assert_true (forget (operation, TRUE, &error));
  g_assert_no_error (error);
  assert_forgotten (fixture);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GError) error = NULL;

  type_in_other (fixture, "另一口令");
  items = look (operation);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  assert_title (items, 0, "Data that is locked");
  g_assert_false (forget (operation, FALSE, &error));
  sync_assert_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_UNSENT);
  g_assert_cmpuint (count_places (fixture), ==, 2);
}

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autofree char *place =
    g_build_filename (fixture->sync.cache_dir, "00000000000000000000000000000000", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  g_assert_true (yyq_cache_place_claim_in_worker (place, "somebody else", &error));
  g_assert_true (forget (operation, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (place, G_FILE_TEST_IS_DIR));
}

/* A kill came between the renaming and the removal. */
static void
test_swept (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) places = places_of (fixture);
  g_autofree char *place = g_build_filename (fixture->sync.cache_dir, places[0], NULL);
  g_autofree char *gone = g_strconcat (place, ".x.gone", NULL);

  sync_fixture_restart_client (&fixture->sync, PASSPHRASE);
  g_assert_cmpint (g_rename (place, gone), ==, 0);
  enter (fixture, PASSPHRASE);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_places (fixture), ==, 1);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->sync.session);
  g_autoptr (YyqSecret) passphrase = yyq_secret_new_from_text ("新的口令");
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (forget (operation, FALSE, &error));
  yyq_session_set_passphrase (fixture->sync.session, passphrase);
  sync_fixture_enter (&fixture->sync);
  contract = sync_fixture_load (&fixture->sync, fixture->contract_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yyq_contract_get_title (contract), ==, TITLE);
  g_assert_cmpuint (count_places (fixture), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/sync/forget/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  const gboolean keyring = g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
  g_autofree char *directory = g_dir_make_tmp ("yyq-keyring-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (directory, "keys", NULL);
  int result;

  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  sync_fixture_prepare (&argc, &argv);
  ADD ("no name, no payload and no key is left", test_gone);
  ADD ("the platform need not be reached", test_offline);
  ADD ("nothing goes while something is unsent and not given up", test_unsent);
  ADD ("what waits is sent first, and then nothing is in the way", test_sent);
  ADD ("the workspaces of other companies are looked into and go, too", test_other);
  if (!keyring)
    ADD ("what is locked is named, and does not go by itself", test_locked);
  ADD ("what another account keeps stays", test_stranger);
  ADD ("what a kill left of a removal is swept", test_swept);
  ADD ("whoever logs in again begins anew", test_again);
  result = g_test_run ();
  yyq_test_remove_tree (directory);
  return result;
}
