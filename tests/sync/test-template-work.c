/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-session-private.h"
#include "yyq-store-fixture.h"
#include "yyq-sync-fixture.h"
#include "yyq-template-acts.h"
#include "yyq-template-entity.h"
#include "yyq-template-repository.h"
#include "yyq-template-work.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#include <glib/gstdio.h>

/* Rows of docs/manual-coverage.md: 52, 53, 56, 57, 58. */

/* Templates from the client's side, over the real platform: made, changed and sent, with the
 * network and without, alone and beside others. */

#define PASSPHRASE "缓存口令"

typedef struct {
  SyncFixture sync;
  char *dir;
  GFile *pdf;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = pdf_samples_contract ();
  g_autofree char *path = NULL;

  sync_fixture_set_up (&fixture->sync, data);
  sync_fixture_restart_client (&fixture->sync, PASSPHRASE);
  sync_fixture_enter (&fixture->sync);
  fixture->dir = g_dir_make_tmp ("yyq-template-work-XXXXXX", NULL);
  path = g_build_filename (fixture->dir, "劳动合同.pdf", NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  fixture->pdf = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->pdf);
  yyq_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
  sync_fixture_tear_down (&fixture->sync, data);
}

/* Steps */

static YyqTemplateWork *
try_open (Fixture *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_template_work_open_async (fixture->sync.session, id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_template_work_open_finish (result, error);
}

static YyqTemplateWork *
open_work (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  YyqTemplateWork *work = try_open (fixture, id, &error);

  g_assert_no_error (error);
  return work;
}

static GPtrArray *
try_add (YyqTemplateWork *work, GFile *file, const char *replaces, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_template_work_add_file_async (work, file, replaces, NULL, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_template_work_add_file_finish (work, result, error);
}

static void
add_pdf (Fixture *fixture, YyqTemplateWork *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gone = try_add (work, fixture->pdf, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gone->len, ==, 0);
}

static void
name (YyqTemplateWork *work, const char *text)
{
  g_object_set (yyq_template_work_get_template (work), "name", text, NULL);
  yyq_template_work_save (work);
}

static YyqTemplateContent *
content_of (YyqTemplateWork *work)
{
  return yyq_template_get_content (yyq_template_work_get_template (work));
}

/* (transfer full): its id. */
static char *
add_control (YyqTemplateWork *work)
{
  g_autoptr (YyqControl) control = yyq_control_new_of_kind (YYQ_CONTROL_TEXT, "worker", 1, 90, 90);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content_of (work))),
                       control);
  yyq_template_work_save (work);
  return g_strdup (yyq_control_get_id (control));
}

static gboolean
try_send (YyqTemplateWork *work, gboolean *waits, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_template_work_send_async (work, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_template_work_send_finish (work, result, waits, error);
}

static void
send_now (YyqTemplateWork *work)
{
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  try_send (work, &waits, &error);
  g_assert_no_error (error);
  g_assert_false (waits);
}

/* (transfer full): the id of one that the platform has. */
static char *
make_template (Fixture *fixture)
{
  g_autoptr (YyqTemplateWork) work = open_work (fixture, NULL);
  g_autofree char *control = NULL;

  name (work, "劳动合同");
  add_pdf (fixture, work);
  control = add_control (work);
  send_now (work);
  return g_strdup (yyq_template_get_id (yyq_template_work_get_template (work)));
}

static YyqTemplate *
try_load (Fixture *fixture, const char *id, GError **error)
{
  YyqRecordRepository *templates =
    YYQ_RECORD_REPOSITORY (yyq_template_repository_of (fixture->sync.session));
  g_autoptr (GAsyncResult) result = NULL;

  yyq_record_repository_load_async (templates, id, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_record_repository_load_finish (templates, result, error);
}

static YyqTemplate *
load (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  YyqTemplate *template = try_load (fixture, id, &error);

  g_assert_no_error (error);
  return template;
}

static gboolean
try_act (Fixture *fixture, const char *id, YyqTemplateAct act, gboolean *waits, GError **error)
{
  g_autoptr (YyqTemplate) template = load (fixture, id);
  g_autoptr (GAsyncResult) result = NULL;

  yyq_template_act_async (fixture->sync.session, template, act, sync_keep_result, &result);
  sync_wait_result (&result);
  return yyq_template_act_finish (result, waits, error);
}

static void
act (Fixture *fixture, const char *id, YyqTemplateAct what)
{
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  try_act (fixture, id, what, &waits, &error);
  g_assert_no_error (error);
  g_assert_false (waits);
}

/* Somebody else, at another computer. */
static void
put_elsewhere (Fixture *fixture, YyqTemplate *template)
{
  g_autofree char *path = g_strdup_printf ("/api/v1/templates/%s", yyq_template_get_id (template));
  g_autofree char *key = yyq_id_new ();
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = yyq_wire_take_object (object);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_int_member (object, "version", yyq_template_get_version (template));
  json_object_set_string_member (object, "name", yyq_template_get_name (template));
  json_object_set_string_member (object, "kind", "labour");
  json_object_set_member (object, "content",
                          yyq_wire_record_encode (yyq_template_get_content (template)));
  body = yyq_wire_serialize (node);
  yyq_api_client_call_async (
    fixture->sync.client,
    &(YyqApiCall){ .method = "PUT", .path = path, .body = body, .idempotency_key = key },
    yyq_api_decode_nothing, NULL, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  yyq_api_client_call_finish (fixture->sync.client, result, &error);
  g_assert_no_error (error);
}

static gint64
count_on_platform (Fixture *fixture, const char *where)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT COUNT(*) FROM template WHERE deleted_at IS NULL AND %s", where);

  return yyq_test_platform_ask (fixture->sync.platform, sql);
}

static gboolean
nothing_pends (gpointer data)
{
  YyqPendingList *pending = yyq_session_get_pending (((Fixture *) data)->sync.session);

  return yyq_pending_list_get_loaded (pending) &&
         g_list_model_get_n_items (G_LIST_MODEL (pending)) == 0;
}

/* The program ends and begins anew. */
static void
restart (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_restart_client (&fixture->sync, PASSPHRASE);
  sync_fixture_connect (&fixture->sync);
  sync_fixture_login (&fixture->sync, YYQ_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  sync_fixture_choose (&fixture->sync, yyq_test_platform_get_company_id (fixture->sync.platform),
                       &error);
  g_assert_no_error (error);
}

/* Making */

static void
test_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplate) template = load (fixture, id);
  g_autoptr (YyqTemplateWork) again = open_work (fixture, NULL);

  g_assert_cmpint (count_on_platform (fixture, "name = '劳动合同' AND state = 'closed'"), ==, 1);
  g_assert_cmpint (yyq_template_get_state (template), ==, YYQ_TEMPLATE_STATE_CLOSED);
  g_assert_cmpint (yyq_template_get_n_controls (template), ==, 1);
  g_assert_cmpint (yyq_template_get_pages (template), >, 1);
  g_assert_cmpint (
    yyq_test_platform_ask (fixture->sync.platform, "SELECT COUNT(*) FROM template_document"), ==,
    1);
  /* Nothing of it is left here: a new one begins empty. */
  g_assert_false (yyq_template_work_is_found (again));
  g_assert_cmpstr (yyq_template_get_name (yyq_template_work_get_template (again)), ==, "");
  sync_wait (nothing_pends, fixture);
}

static void
test_survives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateWork) work = open_work (fixture, NULL);
  g_autofree char *control = NULL;
  g_autofree char *id = g_strdup (yyq_template_get_id (yyq_template_work_get_template (work)));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pages = NULL;

  name (work, "没写完的模板");
  add_pdf (fixture, work);
  control = add_control (work);
  yyq_template_work_set_step (work, 1);
  g_clear_object (&work);
  restart (fixture);
  work = open_work (fixture, NULL);
  g_assert_true (yyq_template_work_is_found (work));
  g_assert_true (yyq_template_work_is_new (work));
  g_assert_cmpint (yyq_template_work_get_step (work), ==, 1);
  g_assert_cmpstr (yyq_template_get_id (yyq_template_work_get_template (work)), ==, id);
  g_assert_cmpstr (yyq_template_get_name (yyq_template_work_get_template (work)), ==,
                   "没写完的模板");
  g_assert_nonnull (yyq_template_content_find_control (content_of (work), control));
  yyq_template_work_load_pages_async (work, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  pages = yyq_template_work_load_pages_finish (work, result, NULL);
  g_assert_nonnull (pages);
  send_now (work);
  g_assert_cmpint (count_on_platform (fixture, "name = '没写完的模板'"), ==, 1);
}

static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateWork) work = open_work (fixture, NULL);

  name (work, "不要了");
  add_pdf (fixture, work);
  yyq_template_work_discard (work);
  g_clear_object (&work);
  work = open_work (fixture, NULL);
  g_assert_false (yyq_template_work_is_found (work));
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateWork) work = open_work (fixture, NULL);
  g_autofree char *id = g_strdup (yyq_template_get_id (yyq_template_work_get_template (work)));
  g_autoptr (YyqTemplate) template = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;

  yyq_test_front_go_down (fixture->sync.front);
  name (work, "断网时做的");
  add_pdf (fixture, work);
  g_assert_true (try_send (work, &waits, &error));
  g_assert_no_error (error);
  g_assert_true (waits);
  g_clear_object (&work);
  template = load (fixture, id);
  g_assert_cmpint (yyq_template_get_version (template), ==, 0);
  g_assert_cmpstr (yyq_template_get_pending_word (fixture->sync.session, template), !=, NULL);
  /* Once more, before the platform has any of it. */
  work = open_work (fixture, id);
  g_assert_false (yyq_template_work_is_new (work));
  name (work, "断网时又改的");
  g_assert_true (try_send (work, &waits, &error));
  g_assert_true (waits);
  g_clear_object (&work);
  yyq_test_front_come_up (fixture->sync.front);
  restart (fixture);
  yyq_workspace_refresh (yyq_session_get_workspace (fixture->sync.session));
  sync_wait (nothing_pends, fixture);
  g_assert_cmpint (count_on_platform (fixture, "name = '断网时又改的' AND pages > 1"), ==, 1);
  g_assert_cmpint (count_on_platform (fixture, "TRUE"), ==, 1);
  g_clear_object (&template);
  template = load (fixture, id);
  g_assert_cmpint (yyq_template_get_version (template), >, 0);
}

/* Files */

static GFile *
write_file (Fixture *fixture, const char *file_name, const char *text, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->dir, file_name, NULL);

  g_assert_true (g_file_set_contents (path, text, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static void
assert_refused (Fixture *fixture, GFile *file, int code)
{
  g_autoptr (YyqTemplateWork) work = open_work (fixture, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (try_add (work, file, NULL, &error));
  sync_assert_error (error, YYQ_PDF_ERROR, code);
  g_assert_cmpuint (yyq_template_content_count_pages (content_of (work)), ==, 0);
}

static void
test_refused_files (Fixture *fixture, gconstpointer data)
{
  const gsize large = 11 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (large);
  g_autoptr (GFile) word = write_file (fixture, "合同.docx", "PK\003\004 word/document.xml", 20);
  g_autoptr (GFile) empty = write_file (fixture, "空.pdf", "", 0);
  g_autoptr (GFile) huge = write_file (fixture, "大.pdf", zeros, large);
  g_autoptr (GFile) torn = write_file (fixture, "坏.pdf", "%PDF-1.7\nno more", 16);

  assert_refused (fixture, word, YYQ_PDF_ERROR_NOT_PDF);
  assert_refused (fixture, empty, YYQ_PDF_ERROR_NOT_PDF);
  assert_refused (fixture, huge, YYQ_PDF_ERROR_TOO_LARGE);
  assert_refused (fixture, torn, YYQ_PDF_ERROR_DAMAGED);
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateWork) work = open_work (fixture, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_template_work_add_file_async (work, fixture->pdf, NULL, cancellable, NULL, sync_keep_result,
                                    &result);
  g_cancellable_cancel (cancellable);
  sync_wait_result (&result);
  g_assert_null (yyq_template_work_add_file_finish (work, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (yyq_template_content_count_pages (content_of (work)), ==, 0);
  g_assert_false (yyq_template_work_is_changed (work));
}

/* Another PDF in its place, two of them, another order: the platform has what is here. */
static void
test_files_change (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = open_work (fixture, id);
  g_autoptr (GBytes) page = pdf_samples_page ("/MediaBox[0 0 300 400]", "", "");
  gsize size;
  const char *bytes = g_bytes_get_data (page, &size);
  g_autoptr (GFile) other = write_file (fixture, "附件.pdf", bytes, size);
  g_autoptr (YyqTemplateFile) first =
    g_list_model_get_item (yyq_template_content_get_files (content_of (work)), 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (YyqTemplate) template = NULL;

  gone = try_add (work, other, yyq_template_file_get_id (first), &error);
  g_assert_no_error (error);
  /* Its control lay on the second page, which is not there any more. */
  g_assert_cmpuint (gone->len, ==, 1);
  add_pdf (fixture, work);
  send_now (work);
  template = load (fixture, id);
  g_assert_cmpint (yyq_template_get_n_controls (template), ==, 0);
  g_assert_cmpuint (
    g_list_model_get_n_items (yyq_template_content_get_files (yyq_template_get_content (template))),
    ==, 2);
  g_assert_cmpint (yyq_template_get_pages (template), >, 2);
}

/* Beside others */

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = open_work (fixture, id);
  g_autofree char *control = add_control (work);
  g_autoptr (YyqTemplate) theirs = load (fixture, id);
  g_autoptr (YyqTemplate) merged = NULL;

  g_object_set (theirs, "name", "他们起的名字", NULL);
  put_elsewhere (fixture, theirs);
  send_now (work);
  merged = load (fixture, id);
  g_assert_cmpstr (yyq_template_get_name (merged), ==, "他们起的名字");
  g_assert_nonnull (yyq_template_content_find_control (yyq_template_get_content (merged), control));
  g_assert_cmpint (yyq_template_get_n_controls (merged), ==, 2);
  sync_wait (nothing_pends, fixture);
}

static void
test_clash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = open_work (fixture, id);
  g_autoptr (YyqTemplate) theirs = load (fixture, id);
  g_autoptr (YyqTemplate) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  g_object_set (theirs, "name", "他们起的名字", NULL);
  put_elsewhere (fixture, theirs);
  name (work, "我起的名字");
  g_assert_false (try_send (work, &waits, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_nonnull (yyq_template_work_get_merge (work));
  g_assert_cmpuint (yyq_template_work_get_merge (work)->clashes->len, ==, 1);
  sync_wait (nothing_pends, fixture);
  yyq_template_merge_choose (yyq_template_work_get_merge (work), 0, TRUE);
  yyq_template_work_take_merge (work);
  send_now (work);
  after = load (fixture, id);
  g_assert_cmpstr (yyq_template_get_name (after), ==, "我起的名字");
}

static void
test_opened_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = open_work (fixture, id);
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  name (work, "我起的名字");
  act (fixture, id, YYQ_TEMPLATE_ACT_OPEN);
  g_assert_false (try_send (work, &waits, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_assert_null (yyq_template_work_get_merge (work));
  act (fixture, id, YYQ_TEMPLATE_ACT_CLOSE);
  send_now (work);
  g_assert_cmpint (count_on_platform (fixture, "name = '我起的名字'"), ==, 1);
}

static void
test_deleted_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = open_work (fixture, id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  name (work, "留下的");
  act (fixture, id, YYQ_TEMPLATE_ACT_DELETE);
  g_assert_false (try_send (work, &waits, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND);
  yyq_template_work_become_copy_async (work, sync_keep_result, &result);
  sync_wait_result (&result);
  g_clear_error (&error);
  yyq_template_work_become_copy_finish (work, result, &error);
  g_assert_no_error (error);
  g_assert_true (yyq_template_work_is_new (work));
  send_now (work);
  g_assert_cmpint (count_on_platform (fixture, "name = '留下的' AND pages > 1"), ==, 1);
}

/* Acts */

static void
test_acts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = NULL;
  g_autoptr (YyqTemplate) template = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  act (fixture, id, YYQ_TEMPLATE_ACT_OPEN);
  template = load (fixture, id);
  g_assert_true (yyq_template_can (fixture->sync.session, template, YYQ_TEMPLATE_ACT_USE));
  g_assert_false (yyq_template_can (fixture->sync.session, template, YYQ_TEMPLATE_ACT_DELETE));
  g_assert_null (try_open (fixture, id, &error));
  g_assert_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (try_act (fixture, id, YYQ_TEMPLATE_ACT_DELETE, &waits, &error));
  sync_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT);
  g_clear_error (&error);
  /* What was refused while somebody looked does not stay. */
  sync_wait (nothing_pends, fixture);
  yyq_template_copy_async (fixture->sync.session, template, "副本", sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_true (yyq_template_act_finish (result, &waits, &error));
  g_assert_cmpint (count_on_platform (fixture, "name = '副本' AND state = 'closed' AND pages > 1"),
                   ==, 1);
  act (fixture, id, YYQ_TEMPLATE_ACT_CLOSE);
  act (fixture, id, YYQ_TEMPLATE_ACT_DELETE);
  g_assert_cmpint (count_on_platform (fixture, "name = '劳动合同'"), ==, 0);
  g_assert_null (try_load (fixture, id, &error));
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND);
}

static void
test_editions (Fixture *fixture, gconstpointer data)
{
  YyqTemplateRepository *templates = yyq_template_repository_of (fixture->sync.session);
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplateWork) work = NULL;
  g_autofree char *control = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) back = NULL;
  g_autoptr (GListModel) editions = NULL;
  g_autoptr (YyqTemplate) template = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waits = TRUE;

  act (fixture, id, YYQ_TEMPLATE_ACT_OPEN);
  act (fixture, id, YYQ_TEMPLATE_ACT_CLOSE);
  work = open_work (fixture, id);
  control = add_control (work);
  send_now (work);
  act (fixture, id, YYQ_TEMPLATE_ACT_OPEN);
  act (fixture, id, YYQ_TEMPLATE_ACT_CLOSE);
  yyq_template_repository_list_editions_async (templates, id, NULL, sync_keep_result, &listed);
  sync_wait_result (&listed);
  editions = yyq_template_repository_list_editions_finish (templates, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (editions), ==, 2);
  template = load (fixture, id);
  yyq_template_roll_back_async (fixture->sync.session, template, 1, sync_keep_result, &back);
  sync_wait_result (&back);
  yyq_template_act_finish (back, &waits, &error);
  g_assert_no_error (error);
  g_clear_object (&template);
  template = load (fixture, id);
  g_assert_cmpint (yyq_template_get_n_controls (template), ==, 1);
}

static void
test_act_waits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  g_autoptr (YyqTemplate) template = load (fixture, id);
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;

  yyq_test_front_go_down (fixture->sync.front);
  g_assert_true (try_act (fixture, id, YYQ_TEMPLATE_ACT_OPEN, &waits, &error));
  g_assert_true (waits);
  g_assert_nonnull (yyq_template_get_pending_word (fixture->sync.session, template));
  yyq_test_front_come_up (fixture->sync.front);
  restart (fixture);
  yyq_workspace_refresh (yyq_session_get_workspace (fixture->sync.session));
  sync_wait (nothing_pends, fixture);
  g_assert_cmpint (count_on_platform (fixture, "state = 'open'"), ==, 1);
}

/* Open ones are here when the network goes */

typedef struct {
  Fixture *fixture;
  const char *id;
} Wanted;

static gboolean
has_pages (gpointer data)
{
  const Wanted *wanted = data;

  return yyq_test_front_count (wanted->fixture->sync.front, "/documents/") > 0;
}

static void
test_open_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  Wanted wanted = { fixture, id };
  g_autoptr (YyqTemplate) template = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pages = NULL;
  g_autoptr (GError) error = NULL;

  act (fixture, id, YYQ_TEMPLATE_ACT_OPEN);
  /* Another computer, which never showed it. */
  sync_fixture_restart_client (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  yyq_template_repository_of (fixture->sync.session);
  sync_fixture_refresh (&fixture->sync, &error);
  g_assert_no_error (error);
  sync_wait (has_pages, &wanted);
  sync_fixture_refresh (&fixture->sync, &error);
  yyq_test_front_go_down (fixture->sync.front);
  template = load (fixture, id);
  yyq_template_repository_load_pages_async (yyq_template_repository_of (fixture->sync.session), id,
                                            yyq_template_get_content (template), NULL,
                                            sync_keep_result, &result);
  sync_wait_result (&result);
  pages = yyq_template_repository_load_pages_finish (
    yyq_template_repository_of (fixture->sync.session), result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pages);
}

#define ADD(path, function) \
  g_test_add ("/sync/template-work/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  ADD ("a-new-template-goes-out-whole", test_made);
  ADD ("what-was-begun-survives-the-program", test_survives);
  ADD ("what-is-given-up-is-gone", test_given_up);
  ADD ("made-and-changed-offline-it-comes-in-order", test_offline);
  ADD ("what-is-no-pdf-is-refused", test_refused_files);
  ADD ("reading-can-be-stopped", test_stopped);
  ADD ("files-are-replaced-and-added", test_files_change);
  ADD ("what-does-not-collide-is-merged", test_merged);
  ADD ("what-collides-is-chosen", test_clash);
  ADD ("opened-elsewhere-nothing-is-lost", test_opened_elsewhere);
  ADD ("deleted-elsewhere-it-goes-on-as-a-copy", test_deleted_elsewhere);
  ADD ("state-decides-what-may-be-done", test_acts);
  ADD ("editions-are-listed-and-taken-back-to", test_editions);
  ADD ("opening-waits-for-the-platform", test_act_waits);
  ADD ("open-ones-are-kept-whole", test_open_is_kept);
  return g_test_run ();
}
