/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "pdf-samples.h"
#include "yyq-error.h"
#include "yyq-form-entry-row.h"
#include "yyq-sync-fixture.h"
#include "yyq-template-acts.h"
#include "yyq-template-card.h"
#include "yyq-template-cover.h"
#include "yyq-template-file-list.h"
#include "yyq-template-list-page.h"
#include "yyq-template-page.h"
#include "yyq-template-use-page.h"
#include "yyq-template-wizard.h"
#include "yyq-template-work.h"
#include "yyq-test-find-widget.h"

/* Rows of docs/manual-coverage.md: 22, 52, 53, 55, 56, 57, 59. */

/* The pages of templates in a window, over the real platform. */

typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  GtkWidget *page;
  char *dir;
  GFile *pdf;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = pdf_samples_contract ();
  g_autofree char *path = NULL;

  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  fixture->dir = g_dir_make_tmp ("yyq-template-pages-XXXXXX", NULL);
  path = g_build_filename (fixture->dir, "劳动合同.pdf", NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  fixture->pdf = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->pdf);
  yyq_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static void
show (Fixture *fixture, GtkWidget *page)
{
  fixture->page = page;
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_page_shown (YYQ_PAGE (page));
}

static gboolean
is_quiet (gpointer data)
{
  return !yyq_page_get_busy (YYQ_PAGE (((Fixture *) data)->page));
}

/* (transfer full): the id of one that the platform has, with a control for the worker's name. */
static char *
make_template (Fixture *fixture)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) sent = NULL;
  g_autoptr (YyqTemplateWork) work = NULL;
  g_autoptr (YyqControl) control = yyq_control_new_of_kind (YYQ_CONTROL_TEXT, "worker", 0, 90, 90);
  g_autoptr (GPtrArray) gone = NULL;
  YyqTemplateContent *content;
  gboolean waits = TRUE;

  yyq_template_work_open_async (fixture->sync.session, NULL, NULL, sync_keep_result, &opened);
  sync_wait_result (&opened);
  work = yyq_template_work_open_finish (opened, NULL);
  g_object_set (yyq_template_work_get_template (work), "name", "固定期限劳动合同", NULL);
  yyq_template_work_add_file_async (work, fixture->pdf, NULL, NULL, NULL, sync_keep_result, &added);
  sync_wait_result (&added);
  gone = yyq_template_work_add_file_finish (work, added, NULL);
  content = yyq_template_get_content (yyq_template_work_get_template (work));
  g_object_set (control, "name", "劳动者姓名", "required", TRUE, NULL);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content)), control);
  yyq_template_work_save (work);
  yyq_template_work_send_async (work, sync_keep_result, &sent);
  sync_wait_result (&sent);
  g_assert_true (yyq_template_work_send_finish (work, sent, &waits, NULL));
  g_assert_false (waits);
  return g_strdup (yyq_template_get_id (yyq_template_work_get_template (work)));
}

static gint64
count_on_platform (Fixture *fixture, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) FROM template WHERE %s", where);

  return yyq_test_platform_ask (fixture->sync.platform, sql);
}

/* The list */

static gboolean
has_cover (gpointer data)
{
  GtkWidget *cover = yyq_test_find_widget (((Fixture *) data)->page, YYQ_TYPE_TEMPLATE_COVER);

  return cover != NULL && yyq_template_cover_get_texture (YYQ_TEMPLATE_COVER (cover)) != NULL;
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);
  YyqTemplateCard *card;
  g_autofree char *words = NULL;

  show (fixture, yyq_template_list_page_new (fixture->sync.session));
  sync_wait (has_cover, fixture);
  card = YYQ_TEMPLATE_CARD (yyq_test_find_widget (fixture->page, YYQ_TYPE_TEMPLATE_CARD));
  g_assert_cmpstr (yyq_template_get_id (yyq_template_card_get_template (card)), ==, id);
  words = yyq_template_card_say (card);
  g_assert_nonnull (strstr (words, "固定期限劳动合同"));
  g_assert_true (yyq_test_says (fixture->page, "固定期限劳动合同"));
  g_assert_nonnull (yyq_test_find_button (fixture->page, "View"));
  /* Closed: nobody uses it. */
  g_assert_null (yyq_test_find_button (fixture->page, "Use"));
}

static gboolean
shows_table (gpointer data)
{
  Fixture *fixture = data;
  YyqTable *table = yyq_list_page_get_table (YYQ_LIST_PAGE (fixture->page));

  return gtk_widget_get_mapped (GTK_WIDGET (table)) &&
         yyq_test_says (fixture->page, "固定期限劳动合同");
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);

  show (fixture, yyq_template_list_page_new (fixture->sync.session));
  sync_wait (is_quiet, fixture);
  yyq_template_list_page_show_cards (YYQ_TEMPLATE_LIST_PAGE (fixture->page), FALSE);
  sync_wait (shows_table, fixture);
  yyq_template_list_page_show_cards (YYQ_TEMPLATE_LIST_PAGE (fixture->page), TRUE);
  sync_wait (has_cover, fixture);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  show (fixture, yyq_template_list_page_new (fixture->sync.session));
  sync_wait (is_quiet, fixture);
  g_assert_true (yyq_test_says (fixture->page, "No templates yet"));
}

/* One template */

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);

  show (fixture, yyq_template_page_new (fixture->sync.session, id));
  sync_wait (is_quiet, fixture);
  g_assert_cmpstr (yyq_page_get_title (YYQ_PAGE (fixture->page)), ==, "固定期限劳动合同");
  g_assert_true (yyq_test_says (fixture->page, "Labour contract"));
  g_assert_true (yyq_test_says (fixture->page, "甲方"));
  g_assert_true (yyq_test_says (fixture->page, "1 control"));
}

static void
test_use (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_template (fixture);

  show (fixture, yyq_template_use_page_new (fixture->sync.session, id));
  sync_wait (is_quiet, fixture);
  g_assert_true (yyq_test_says (fixture->page, "乙方"));
  g_assert_true (yyq_test_says (fixture->page, "劳动者姓名"));
  g_assert_true (yyq_test_says (fixture->page, "Required"));
}

/* Making one */

static void
go_on (Fixture *fixture)
{
  g_action_group_activate_action (yyq_page_get_actions (YYQ_PAGE (fixture->page)), "next", NULL);
}

static YyqTemplateFileList *
files_of (Fixture *fixture)
{
  return YYQ_TEMPLATE_FILE_LIST (yyq_test_find_widget (fixture->page, YYQ_TYPE_TEMPLATE_FILE_LIST));
}

static gboolean
files_are_read (gpointer data)
{
  return !yyq_template_file_list_is_busy (files_of (data));
}

static gboolean
is_done (gpointer data)
{
  Fixture *fixture = data;

  return is_quiet (fixture) && yyq_test_says (fixture->page, "The template was made");
}

static gboolean
is_open (gpointer data)
{
  return count_on_platform (data, "state = 'open'") == 1;
}

static void
name (Fixture *fixture, const char *text)
{
  GtkWidget *row = yyq_test_find_widget (fixture->page, YYQ_TYPE_FORM_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
test_wizard (Fixture *fixture, gconstpointer data)
{
  show (fixture, yyq_template_wizard_new (fixture->sync.session, NULL));
  sync_wait (is_quiet, fixture);
  name (fixture, "新的模板");
  go_on (fixture);
  g_assert_true (yyq_test_says (fixture->page, "There is no file yet"));
  yyq_template_file_list_add (files_of (fixture), fixture->pdf, NULL);
  sync_wait (files_are_read, fixture);
  g_assert_true (yyq_test_says (fixture->page, "劳动合同.pdf"));
  go_on (fixture);
  sync_wait (is_quiet, fixture);
  g_assert_cmpint (count_on_platform (fixture, "TRUE"), ==, 0);
  go_on (fixture);
  sync_wait (is_done, fixture);
  g_assert_cmpint (count_on_platform (fixture, "name = '新的模板' AND state = 'closed'"), ==, 1);
  g_signal_emit_by_name (yyq_test_find_button (fixture->page, "_Open for use"), "clicked");
  sync_wait (is_open, fixture);
}

static void
test_word (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "合同.docx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error =
    g_error_new_literal (YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF, "no PDF header");
  g_autofree char *words = yyq_template_file_list_explain ("合同.docx", error);

  g_assert_true (g_file_set_contents (path, "PK\003\004", 4, NULL));
  show (fixture, yyq_template_wizard_new (fixture->sync.session, NULL));
  sync_wait (is_quiet, fixture);
  yyq_template_file_list_add (files_of (fixture), file, NULL);
  sync_wait (files_are_read, fixture);
  g_assert_nonnull (strstr (words, "PDF"));
  g_assert_true (yyq_test_says (fixture->page, words));
}

#define ADD(path, function) \
  g_test_add ("/template-pages/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  adw_init ();
  ADD ("a-card-shows-the-first-page", test_cards);
  ADD ("cards-and-table-show-the-same", test_table);
  ADD ("without-templates-it-says-so", test_nothing);
  ADD ("a-template-is-shown-with-its-facts", test_page);
  ADD ("using-says-what-will-be-asked-for", test_use);
  ADD ("one-is-made-in-three-steps-and-opened", test_wizard);
  ADD ("a-word-file-is-refused-in-words-that-help", test_word);
  return g_test_run ();
}
