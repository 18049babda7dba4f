/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "yyq-bind-dialog.h"
#include "yyq-contract-download.h"
#include "yyq-contract-page.h"
#include "yyq-file-save.h"
#include "yyq-pdf-print.h"
#include "yyq-pdf-view.h"
#include "yyq-sign-dialog.h"
#include "yyq-sign-result.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"
#include "yyq-verdict-view.h"

/* A page in a window, over the real platform and a token of its own. */
typedef struct {
  SyncFixture sync;
  char *id;
  GtkWidget *window;
  YyqContractPage *page;
  guint n_asked; /* how often a state of a newer platform was given out */
} Fixture;

static void
open_page (Fixture *fixture)
{
  fixture->window = adw_window_new ();
  fixture->page = YYQ_CONTRACT_PAGE (
    yyq_contract_page_new (fixture->sync.session, fixture->sync.manager, fixture->id));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_page_shown (YYQ_PAGE (fixture->page));
}

static void
list_ukeys (YyqUkeyManager *manager)
{
  g_autoptr (GAsyncResult) result = NULL;

  yyq_ukey_manager_refresh_async (manager, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_true (yyq_ukey_manager_refresh_finish (manager, result, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer bound)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_add_ukey (&fixture->sync, NULL, 0);
  if (bound != NULL)
    yyq_test_platform_bind (fixture->sync.platform, YYQ_TEST_PHONE, fixture->sync.identity);
  fixture->id = yyq_test_platform_add_contract (fixture->sync.platform, "劳动合同", "王小二");
  sync_fixture_enter (&fixture->sync);
  list_ukeys (fixture->sync.manager);
  open_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer bound)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_fixture_tear_down (&fixture->sync, NULL);
  g_free (fixture->id);
}

/* What is waited for */

static gboolean
page_is_quiet (gpointer data)
{
  return !yyq_page_get_busy (YYQ_PAGE (data));
}

typedef struct {
  gpointer widget;
  const char *text;
} SaidText;

static gboolean
explains (gpointer data)
{
  const SaidText *said = data;

  return yyq_test_says (said->widget, said->text);
}

static gboolean
explains_nothing (gpointer data)
{
  return !yyq_test_says (data, "Signed; ");
}

static gboolean
is_judged (gpointer data)
{
  return *yyq_verdict_view_get_title (data) != '\0';
}

static YyqSignDialog *
open_dialog (Fixture *fixture)
{
  sync_wait (page_is_quiet, fixture->page);
  yyq_contract_page_sign (fixture->page);
  g_assert_nonnull (yyq_contract_page_get_dialog (fixture->page));
  return YYQ_SIGN_DIALOG (yyq_contract_page_get_dialog (fixture->page));
}

static gboolean
goes_on (gpointer data)
{
  return yyq_sign_dialog_go_on (data);
}

static gboolean
has_ended (gpointer data)
{
  return g_str_equal (yyq_sign_dialog_get_step (data), "result");
}

static gboolean
asks_pin (gpointer data)
{
  return g_str_equal (yyq_sign_dialog_get_step (data), "pin");
}

static const char *
result_title (YyqSignDialog *dialog)
{
  return yyq_sign_result_get_title (
    YYQ_SIGN_RESULT (yyq_test_find_widget (GTK_WIDGET (dialog), YYQ_TYPE_SIGN_RESULT)));
}

static void
sign_with (YyqSignDialog *dialog, const char *pin)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (pin);

  yyq_sign_dialog_sign (dialog, secret);
}

/* The page */

static void
test_shown (Fixture *fixture, gconstpointer bound)
{
  YyqVerdictView *verdict =
    YYQ_VERDICT_VIEW (yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_VERDICT_VIEW));

  sync_wait (page_is_quiet, fixture->page);
  g_assert_cmpstr (yyq_page_get_title (YYQ_PAGE (fixture->page)), ==, "王小二 · 劳动合同");
  sync_wait (is_judged, verdict);
  g_assert_cmpstr (yyq_verdict_view_get_title (verdict), ==, "The signatures so far are valid");
}

static void
test_in_flight (Fixture *fixture, gconstpointer bound)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *page =
    yyq_contract_page_new (fixture->sync.session, fixture->sync.manager, fixture->id);

  adw_window_set_content (ADW_WINDOW (window), page);
  yyq_page_shown (YYQ_PAGE (page));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (window));
  /* The calls still hold it. */
  g_assert_nonnull (page);
  sync_wait (page_is_quiet, fixture->page);
  yyq_test_wait_while (page != NULL);
}

/* Signing */

static gint64
signatures_at_platform (Fixture *fixture)
{
  return yyq_test_platform_ask (
    fixture->sync.platform,
    "SELECT COUNT(*) FROM contract_party WHERE side = 'employer' AND state = 'signed'");
}

static gboolean
is_signed (gpointer data)
{
  return signatures_at_platform (data) == 1;
}

static void
close_dialog (Fixture *fixture)
{
  gtk_window_close (yyq_contract_page_get_dialog (fixture->page));
}

/* It is not offered, and asking for it does nothing. */
static void
assert_no_dialog (Fixture *fixture)
{
  sync_wait (page_is_quiet, fixture->page);
  g_assert_false (yyq_test_says (GTK_WIDGET (fixture->page), "Sign…"));
  yyq_contract_page_sign (fixture->page);
  g_assert_null (yyq_contract_page_get_dialog (fixture->page));
}

static void
test_signed (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);
  g_autoptr (YyqContract) contract = NULL;

  sync_wait (goes_on, dialog);
  sign_with (dialog, YYQ_TEST_PIN);
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "The contract is signed and complete");
  contract = yyq_test_platform_load (fixture->sync.platform, fixture->id);
  g_assert_cmpint (yyq_contract_get_state (contract), ==, YYQ_CONTRACT_STATE_COMPLETED);
}

/* What the dialog asks the program for. */
static void
sign_contract_cb (GSimpleAction *action, GVariant *id, gpointer asked)
{
  g_free (*(char **) asked);
  *(char **) asked = g_variant_dup_string (id, NULL);
}

static gboolean
offers_next (gpointer dialog)
{
  return yyq_test_find_button (dialog, "Sign the next one (1 left)") != NULL;
}

static gboolean
offers_download (gpointer dialog)
{
  return yyq_test_find_button (dialog, "Download") != NULL;
}

static void
test_next (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);
  g_autoptr (GSimpleActionGroup) app = g_simple_action_group_new ();
  g_autofree char *asked = NULL;
  const GActionEntry entries[] = {
    { .name = "sign-contract", .activate = sign_contract_cb, .parameter_type = "s" }
  };
  g_autofree char *other =
    yyq_test_platform_add_contract (fixture->sync.platform, "另一份劳动合同", "李思源");

  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, 1, &asked);
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (fixture->page))),
                                  "app", G_ACTION_GROUP (app));
  sync_wait (goes_on, dialog);
  sign_with (dialog, YYQ_TEST_PIN);
  sync_wait (has_ended, dialog);
  sync_wait (offers_download, dialog);
  sync_wait (offers_next, dialog);
  g_signal_emit_by_name (yyq_test_find_button (GTK_WIDGET (dialog), "Sign the next one (1 left)"),
                         "clicked");
  g_assert_cmpstr (asked, ==, other);
  assert_no_dialog (fixture);
}

static void
test_no_pin (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);
  GtkWidget *go;

  sync_wait (goes_on, dialog);
  go = yyq_test_find_button (GTK_WIDGET (dialog), "Sign");
  g_assert_true (gtk_widget_get_sensitive (go));
  g_signal_emit_by_name (go, "clicked");
  g_assert_cmpstr (yyq_sign_dialog_get_step (dialog), ==, "pin");
  g_assert_true (yyq_test_says (GTK_WIDGET (dialog), "This must be filled in"));
}

static void
test_wrong_pin (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  sync_wait (goes_on, dialog);
  sign_with (dialog, "000000");
  sync_wait (asks_pin, dialog);
  g_assert_true (yyq_test_says (GTK_WIDGET (dialog), "Wrong PIN"));
  g_assert_cmpint (signatures_at_platform (fixture), ==, 0);
  /* Certificate and seal are still chosen: only the PIN is asked for again. */
  sign_with (dialog, YYQ_TEST_PIN);
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "The contract is signed and complete");
}

static void
test_withdrawn (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  sync_wait (goes_on, dialog);
  yyq_test_platform_withdraw (fixture->sync.platform, fixture->id);
  g_assert_true (sync_fixture_refresh (&fixture->sync, NULL));
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "The contract has been withdrawn");
}

static void
test_moved_on (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  sync_wait (goes_on, dialog);
  yyq_test_platform_move_revision (fixture->sync.platform, fixture->id);
  g_assert_true (sync_fixture_refresh (&fixture->sync, NULL));
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "The contract has changed since you opened it");
}

static gboolean
has_seal (gpointer data)
{
  return yyq_test_find_widget (data, GTK_TYPE_FLOW_BOX_CHILD) != NULL;
}

static void
test_unbound (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  sync_wait (has_seal, dialog);
  g_assert_false (yyq_sign_dialog_go_on (dialog));
  g_assert_cmpstr (yyq_sign_dialog_get_step (dialog), ==, "choose");
  g_assert_true (yyq_test_says (GTK_WIDGET (dialog), "Not bound to your account"));
  g_assert_true (yyq_test_says (GTK_WIDGET (dialog), "Bind the UKey…"));
}

static void
count_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ++*(int *) user_data;
}

static void
assert_leads_to_settings (GtkWindow *dialog, const int *count)
{
  const int before = *count;

  g_signal_emit_by_name (yyq_test_find_button (GTK_WIDGET (dialog), "Driver settings"), "clicked");
  g_assert_cmpint (*count, ==, before + 1);
}

static void
test_driver_settings (Fixture *fixture, gconstpointer bound)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) preferences = g_simple_action_new ("preferences", NULL);
  GtkWindow *bind = yyq_bind_dialog_new (GTK_WINDOW (fixture->window), fixture->sync.session,
                                         fixture->sync.manager);
  int count = 0;

  g_signal_connect (preferences, "activate", G_CALLBACK (count_cb), &count);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (preferences));
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (actions));
  assert_leads_to_settings (bind, &count);
  assert_leads_to_settings (GTK_WINDOW (open_dialog (fixture)), &count);
  gtk_window_destroy (bind);
}

static void
test_no_stamp (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  yyq_test_platform_set_tsa (fixture->sync.platform, YYQ_TEST_TSA_SILENT, TRUE);
  sync_wait (goes_on, dialog);
  sign_with (dialog, YYQ_TEST_PIN);
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "Signed, waiting for the time stamp");
  g_assert_cmpint (signatures_at_platform (fixture), ==, 0);
  close_dialog (fixture);
  sync_wait (explains,
             (SaidText[]){ { fixture->page, "Signed; the platform waits for the time stamp" } });
  assert_no_dialog (fixture);
}

static void
test_not_sent (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  yyq_test_front_spoil (fixture->sync.front, "/complete", YYQ_TEST_FAULT_STATUS_500, 100);
  sync_wait (goes_on, dialog);
  sign_with (dialog, YYQ_TEST_PIN);
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "Signed, but not sent yet");
  close_dialog (fixture);
  sync_wait (explains,
             (SaidText[]){ { fixture->page, "Signed; the signature is sent as soon as" } });
  assert_no_dialog (fixture);
  yyq_test_front_heal (fixture->sync.front);
  sync_wait (is_signed, fixture);
  sync_wait (explains_nothing, fixture->page);
}

static gboolean
explains_no_refusal (gpointer data)
{
  return !yyq_test_says (data, "Not accepted by the platform: ");
}

static void
test_refused_shown (Fixture *fixture, gconstpointer bound)
{
  YyqPendingList *pending = yyq_session_get_pending (fixture->sync.session);
  g_autofree char *key = NULL;

  sync_wait (page_is_quiet, fixture->page);
  g_assert_true (explains_no_refusal (fixture->page));
  key = sync_fixture_add_pending (&fixture->sync, fixture->id, "劳动合同", TRUE);
  sync_wait (
    explains,
    (SaidText[]){ { fixture->page, "Not accepted by the platform: The contract was withdrawn" } });
  yyq_pending_list_discard (pending, yyq_pending_list_find (pending, fixture->id, TRUE));
  sync_wait (explains_no_refusal, fixture->page);
}

static void
test_reply_lost (Fixture *fixture, gconstpointer bound)
{
  YyqSignDialog *dialog = open_dialog (fixture);

  yyq_test_front_spoil (fixture->sync.front, "/complete", YYQ_TEST_FAULT_LOSE_REPLY, 100);
  sync_wait (goes_on, dialog);
  sign_with (dialog, YYQ_TEST_PIN);
  sync_wait (has_ended, dialog);
  g_assert_cmpstr (result_title (dialog), ==, "Signed, but not sent yet");
}

/* Files */

static void
assert_name (const char *participants, const char *title, const char *number, const char *expected)
{
  g_autoptr (YyqContract) contract =
    g_object_new (YYQ_TYPE_CONTRACT, "title", title, "participants", participants, NULL);
  g_autofree char *name = NULL;

  g_object_set (contract, "number", number, NULL);
  name = yyq_contract_download_suggest_name (contract);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_name (void)
{
  g_autofree char *title = g_strnfill (600, 'a');
  g_autoptr (YyqContract) contract =
    g_object_new (YYQ_TYPE_CONTRACT, "title", title, "number", "HT-1", NULL);
  g_autofree char *name = yyq_contract_download_suggest_name (contract);

  assert_name ("李思源", "劳动合同", "HT-1", "李思源_劳动合同_HT-1.pdf");
  assert_name (NULL, "劳动合同", "HT-1", "劳动合同_HT-1.pdf");
  assert_name ("李/思", "../a/b:c\n", "1", "李_思_.._a_b_c__1.pdf");
  assert_name (NULL, "../a/b:c\n", "1", "_a_b_c__1.pdf");
  g_assert_cmpuint (strlen (name), <, 255);
}

static void
test_download (void)
{
  g_autofree char *dir = g_dir_make_tmp ("yyq-download-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "合同.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  yyq_file_save_write_async (file, pdf, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_true (yyq_file_save_write_finish (file, result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "%PDF");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_remove (path);
  g_rmdir (dir);
}

static void
test_download_refused (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/a.pdf");
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_file_save_write_async (file, pdf, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_false (yyq_file_save_write_finish (file, result, &error));
  sync_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static YyqPdfRenderer *
render (GBytes *pdf)
{
  g_autoptr (YyqPdfRenderer) renderer = yyq_pdf_renderer_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_pdf_renderer_open_async (renderer, pdf, NULL, sync_keep_result, &result);
  sync_wait_result (&result);
  g_assert_true (yyq_pdf_renderer_open_finish (renderer, result, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&renderer);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, int *ended)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *ended = 1;
}

static gboolean
is_set (gpointer data)
{
  return *(int *) data != 0;
}

static void
test_print (Fixture *fixture, gconstpointer bound)
{
  g_autoptr (GBytes) pdf = yyq_test_platform_document (fixture->sync.platform, fixture->id);
  g_autoptr (YyqPdfRenderer) renderer = render (pdf);
  g_autoptr (GtkPrintOperation) operation = yyq_pdf_print_new (renderer, "劳动合同", 0);
  g_autofree char *path = g_build_filename (fixture->sync.cache_dir, "print.pdf", NULL);
  g_autoptr (YyqPdfRenderer) printed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content = NULL;
  gsize length = 0;
  int ended = 0;

  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &ended);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  sync_wait (is_set, &ended);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  bytes = g_bytes_new_take (content, length);
  printed = render (bytes);
  g_assert_cmpuint (yyq_pdf_renderer_get_n_pages (printed), ==,
                    yyq_pdf_renderer_get_n_pages (renderer));
}

/* GTK warns, and a warning ends a test, when a widget is to be drawn that has lost its size. Scroll
 * bars come and go on a small screen. */
static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = NULL;

  sync_wait (page_is_quiet, fixture->page);
  view = yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_PDF_VIEW);
  for (guint i = 0; i < 200; i++) {
    if (i % 8 == 0)
      yyq_pdf_view_scroll_to_page (YYQ_PDF_VIEW (view),
                                   yyq_pdf_view_get_n_pages (YYQ_PDF_VIEW (view)) - 1 - i / 8 % 2);
    g_assert_true (gtk_widget_activate_action (
      GTK_WIDGET (fixture->page), i / 4 % 2 == 0 ? "page.zoom-in" : "page.zoom-out", NULL));
    gtk_test_widget_wait_for_draw (view);
    g_assert_cmpint (gtk_widget_get_height (view), >, 0);
  }
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = yyq_test_find_widget (GTK_WIDGET (fixture->page), YYQ_TYPE_PDF_VIEW);

  yyq_page_focus_first (YYQ_PAGE (fixture->page));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == GTK_WIDGET (fixture->page));
  sync_wait (page_is_quiet, fixture->page);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == view);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (fixture->page)));
}

static void
newer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  static const char body[] = "{\"version\":99,\"state\":\"asleep\"}";

  ((Fixture *) user_data)->n_asked++;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                    strlen (body));
}

static gboolean
is_asked_twice (gpointer data)
{
  return ((Fixture *) data)->n_asked == 2;
}

/* Once more when the list has lost it, and then no more. */
static void
test_newer (Fixture *fixture, gconstpointer bound)
{
  g_autofree char *path = g_strconcat ("/api/v1/contracts/", fixture->id, NULL);
  SaidText said = { fixture->page, "The answer was not understood" };

  sync_wait (page_is_quiet, fixture->page);
  g_assert_false (explains (&said));
  yyq_test_front_add (fixture->sync.front, path, newer_cb, fixture);
  g_signal_emit_by_name (yyq_contract_repository_of (fixture->sync.session), "changed");
  sync_wait (explains, &said);
  sync_wait (is_asked_twice, fixture);
  g_assert_true (sync_fixture_refresh (&fixture->sync, NULL));
  sync_wait (page_is_quiet, fixture->page);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
}

#define ADD(name, bound, test) \
  g_test_add ("/client/contract-page/" name, Fixture, bound, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("contract, document and verdict are shown", "bound", test_shown);
  ADD ("the page is drawn whole after each of 200 zooms", "bound", test_zoom);
  ADD ("the page keeps the focus until the document takes it", "bound", test_focus);
  ADD ("a page goes although its requests are in flight", "bound", test_in_flight);
  ADD ("the right PIN signs and the contract is complete", "bound", test_signed);
  ADD ("who has signed can go on with the next contract, and keep the signed one", "bound",
       test_next);
  ADD ("a PIN that is missing is asked for in words", "bound", test_no_pin);
  ADD ("a wrong PIN is asked for again and nothing else", "bound", test_wrong_pin);
  ADD ("a contract withdrawn while the PIN is asked for ends with a message", "bound",
       test_withdrawn);
  ADD ("a revision that moves on while the PIN is asked for ends with a message", "bound",
       test_moved_on);
  ADD ("a certificate that is not bound cannot be chosen, and says where to bind it", NULL,
       test_unbound);
  ADD ("the driver settings open from the dialogs that choose a certificate", NULL,
       test_driver_settings);
  ADD ("without a time stamp the signature waits for one and is not asked for again", "bound",
       test_no_stamp);
  ADD ("a signature that waits to be sent is not asked for again", "bound", test_not_sent);
  ADD ("what the platform refuses is told on the open page, until it is discarded", "bound",
       test_refused_shown);
  ADD ("when the reply is lost it says that the signature is kept and sent later", "bound",
       test_reply_lost);
  ADD ("printing gives all pages", "bound", test_print);
  ADD ("a state that only a newer version can read takes the place of what was shown", "bound",
       test_newer);
  g_test_add_func ("/client/contract-download/the name can be used everywhere", test_name);
  g_test_add_func ("/client/contract-download/the file is whole and private", test_download);
  g_test_add_func ("/client/contract-download/a folder that is not there is named",
                   test_download_refused);
  return g_test_run ();
}
