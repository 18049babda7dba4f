/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-flow.h"
#include "yyq-drafts.h"
#include "yyq-forget-operation.h"
#include "yyq-home-repository.h"
#include "yyq-job-list.h"
#include "yyq-kept-values.h"
#include "yyq-log-entry.h"
#include "yyq-log-query.h"
#include "yyq-pending-list.h"
#include "yyq-session-account.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"
#include "yyq-template-edition.h"
#include "yyq-template-work.h"
#include "yyq-test-lives.h"
#include "yyq-ukey-monitor.h"

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(YyqKeptValues **) user_data = yyq_kept_values_open_finish (result, NULL);
}

static gboolean
is_kept (gpointer values)
{
  return *(YyqKeptValues **) values != NULL;
}

/* A form that was opened, and closed with what was typed. */
static void
fill_form (SyncFixture *fixture)
{
  static const YyqDraftKind kind = { .name = "test.form",
                                     .label = "Form",
                                     .apply = yyq_kept_values_apply };
  g_autoptr (YyqKeptValues) values = NULL;

  yyq_kept_values_open_async (fixture->session, &kind, NULL, kept_cb, &values);
  sync_wait (is_kept, &values);
  yyq_kept_values_put (values, "name", "Name", "张三");
}

/* A day's work with all that the client is made of. That every object goes when it is over is
 * asserted when the fixture is taken down, here and in every other test that has one. */

static char *contract_id;

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, data);
  sync_fixture_add_ukey (fixture, NULL, 20000);
  yyq_test_platform_bind (fixture->platform, YYQ_TEST_PHONE, fixture->identity);
  contract_id = yyq_test_platform_add_contract (fixture->platform, "劳动合同", "王小二");
  sync_fixture_enter (fixture);
}

static void
tear_down (SyncFixture *fixture, gconstpointer data)
{
  g_clear_pointer (&contract_id, g_free);
  sync_fixture_tear_down (fixture, data);
}

static gboolean
has_figures (gpointer session)
{
  return yyq_home_repository_get_todo (yyq_home_repository_of (session)) != NULL;
}

static gboolean
has_one (gpointer list)
{
  return g_list_model_get_n_items (list) == 1;
}

static void
list_all (SyncFixture *fixture)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (YyqRecordList) list =
    yyq_contract_repository_query (yyq_contract_repository_of (fixture->session), query);

  sync_wait (has_one, list);
}

static void
list_sessions (SyncFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) sessions = NULL;

  yyq_session_list_sessions_async (fixture->session, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  sessions = yyq_session_list_sessions_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (sessions), ==, 1);
}

static void
read_all (SyncFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = sync_fixture_load_document (fixture, contract_id, 0, &error);
  g_autoptr (GListModel) events = sync_fixture_load_events (fixture, contract_id, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) bindings = NULL;

  g_assert_no_error (error);
  yyq_session_list_ukeys_async (fixture->session, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  bindings = yyq_session_list_ukeys_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (bindings), ==, 1);
  list_sessions (fixture);
  sync_wait (has_figures, fixture->session);
}

static GBytes *
replace (GBytes *local, GBytes *operation, GError **error)
{
  return g_bytes_ref (operation);
}

static char *
describe (GBytes *local)
{
  return g_strndup (g_bytes_get_data (local, NULL), g_bytes_get_size (local));
}

static const YyqDraftKind kind = { .name = "test.reason",
                                   .label = "Reason",
                                   .apply = replace,
                                   .describe = describe };

static gboolean
has_parked (gpointer list)
{
  return yyq_pending_list_get_n_parked (list) == 1;
}

static void
type_and_lose (SyncFixture *fixture)
{
  YyqDrafts *drafts = yyq_workspace_get_drafts (yyq_session_get_workspace (fixture->session));
  YyqPendingList *list = yyq_session_get_pending (fixture->session);
  g_autoptr (GBytes) text = g_bytes_new_static ("reason", 6);
  g_autofree char *key = NULL;
  g_autoptr (YyqPendingItem) item = NULL;
  g_autoptr (YyqDraft) draft = NULL;

  yyq_drafts_add_kind (drafts, &kind);
  draft = yyq_drafts_create (drafts, &kind,
                             &(YyqDraftStart){ .object_id = "other", .title = "劳动合同" });
  g_assert_true (yyq_draft_apply (draft, text, NULL));
  key = sync_fixture_add_pending (fixture, "another-contract", "劳动合同", TRUE);
  sync_wait (has_parked, list);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (yyq_pending_item_get_parked (item));
}

static gboolean
is_done (gpointer list)
{
  g_autoptr (YyqJob) job = g_list_model_get_item (list, 0);

  return job != NULL && yyq_job_get_state (job) == YYQ_JOB_STATE_DONE;
}

static void
check_evidence (SyncFixture *fixture)
{
  g_autoptr (YyqJobList) list = yyq_job_list_new (fixture->session);
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = NULL;
  g_autoptr (GListModel) items = NULL;

  yyq_job_list_verify_evidence_async (list, NULL, sync_keep_result, &begun);
  sync_wait_result (&begun);
  job = yyq_job_list_change_finish (list, begun, &error);
  g_assert_no_error (error);
  yyq_job_list_watch (list);
  sync_wait (is_done, list);
  yyq_job_list_load_items_async (list, yyq_job_get_id (job), 0, NULL, sync_keep_result, &loaded);
  sync_wait_result (&loaded);
  items = yyq_job_list_load_items_finish (list, loaded, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (items), >, 0);
}

static void
read_log (SyncFixture *fixture)
{
  g_autoptr (YyqRecord) query = YYQ_RECORD (yyq_log_query_new ());
  g_autoptr (YyqPagedList) list =
    yyq_paged_list_new (fixture->session, "/log/search", YYQ_TYPE_LOG_ENTRY, query);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_paged_list_refresh_async (list, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_paged_list_refresh_finish (list, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >, 0);
}

static void
sign (SyncFixture *fixture)
{
  YyqUkeyCertificate *certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract = sync_fixture_load (fixture, contract_id, &error);
  g_autoptr (YyqUkey) ukey = sync_fixture_get_ukey (fixture, fixture->identity, &certificate);
  g_autoptr (YyqSeal) seal = sync_fixture_first_seal (fixture, contract);
  g_autoptr (YyqSecret) pin = yyq_secret_new_from_text (YYQ_TEST_PIN);
  g_autoptr (YyqSignOperation) operation =
    yyq_sign_operation_new (fixture->session, contract, yyq_contract_find_my_turn (contract));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YyqContract) done = NULL;

  yyq_sign_operation_set_ukey (operation, fixture->manager, ukey, certificate, pin);
  yyq_sign_operation_set_seal (operation, seal);
  yyq_sign_operation_run_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  done = yyq_sign_operation_run_finish (operation, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (done);
}

static void
look_what_is_lost (SyncFixture *fixture)
{
  g_autoptr (YyqForgetOperation) operation = yyq_forget_operation_new (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) lost = NULL;
  g_autoptr (GError) error = NULL;

  yyq_forget_operation_look_async (operation, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  lost = yyq_forget_operation_look_finish (operation, result, &error);
  g_assert_no_error (error);
}

/* One is made, as far as the platform does not come into it, and given up. */
static void
make_template (SyncFixture *fixture)
{
  g_autoptr (YyqControl) control =
    yyq_control_new_of_kind (YYQ_CONTROL_TEXT, "worker", 0, 100, 100);
  g_autoptr (YyqTemplateFile) file = yyq_template_file_new ();
  g_autoptr (YyqTemplateEdition) edition = yyq_template_edition_new ();
  g_autoptr (YyqPreflightNote) note = yyq_preflight_note_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplateWork) work = NULL;

  yyq_template_work_open_async (fixture->session, NULL, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  work = yyq_template_work_open_finish (result, &error);
  g_assert_no_error (error);
  g_object_set (yyq_template_work_get_template (work), "name", "劳动合同", NULL);
  yyq_template_work_save (work);
  yyq_template_work_discard (work);
}

/* Readers are not watched where no token is looked for. */
static void
watch_readers (void)
{
  g_autoptr (YyqUkeyMonitor) monitor = yyq_ukey_monitor_new ();

  yyq_ukey_monitor_start (monitor);
  yyq_ukey_monitor_stop (monitor);
}

static void
test_day (SyncFixture *fixture, gconstpointer data)
{
  list_all (fixture);
  make_template (fixture);
  read_all (fixture);
  type_and_lose (fixture);
  fill_form (fixture);
  check_evidence (fixture);
  read_log (fixture);
  sign (fixture);
  watch_readers ();
  look_what_is_lost (fixture);
  yyq_test_lives_assert_all_made ();
}

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  g_test_add ("/sync/lives/of every class an object is made in a day's work, and all of them go",
              SyncFixture, NULL, set_up, test_day, tear_down);
  return g_test_run ();
}
