/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-account-popover.h"
#include "yyq-bar-chart.h"
#include "yyq-bind-dialog.h"
#include "yyq-chapters.h"
#include "yyq-chart-table.h"
#include "yyq-choice-list.h"
#include "yyq-company-page.h"
#include "yyq-contract-list-page.h"
#include "yyq-contract-page.h"
#include "yyq-contract-panel.h"
#include "yyq-control-field.h"
#include "yyq-control-inspector.h"
#include "yyq-control-layer.h"
#include "yyq-control-nodes.h"
#include "yyq-control-outline.h"
#include "yyq-control-palette.h"
#include "yyq-control-typing.h"
#include "yyq-copy-list.h"
#include "yyq-date-range.h"
#include "yyq-day-button.h"
#include "yyq-demo-launcher.h"
#include "yyq-driver-guide.h"
#include "yyq-error-view.h"
#include "yyq-filter-chip.h"
#include "yyq-forget-dialog.h"
#include "yyq-form-entry-row.h"
#include "yyq-form-region-row.h"
#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-home-page.h"
#include "yyq-info-bar.h"
#include "yyq-job-strip.h"
#include "yyq-list-filters.h"
#include "yyq-log-page.h"
#include "yyq-login-page.h"
#include "yyq-message-notifier.h"
#include "yyq-message-page.h"
#include "yyq-message-row.h"
#include "yyq-message-rows.h"
#include "yyq-notices.h"
#include "yyq-page-stack.h"
#include "yyq-palette-item.h"
#include "yyq-palette.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-password-dialog.h"
#include "yyq-pdf-cache.h"
#include "yyq-pdf-find-bar.h"
#include "yyq-pdf-matches.h"
#include "yyq-pdf-place.h"
#include "yyq-pdf-print.h"
#include "yyq-pdf-renderer.h"
#include "yyq-pdf-thumbnails.h"
#include "yyq-pdf-view.h"
#include "yyq-pending-row.h"
#include "yyq-pending-window.h"
#include "yyq-personal-page.h"
#include "yyq-pin-entry.h"
#include "yyq-preferences-window.h"
#include "yyq-seal-chooser.h"
#include "yyq-seal-paintable.h"
#include "yyq-sessions-group.h"
#include "yyq-sidebar.h"
#include "yyq-sign-dialog.h"
#include "yyq-sign-progress.h"
#include "yyq-sign-result.h"
#include "yyq-sign-watch.h"
#include "yyq-state-page.h"
#include "yyq-status-badge.h"
#include "yyq-tab-row.h"
#include "yyq-table-header.h"
#include "yyq-table-node.h"
#include "yyq-table.h"
#include "yyq-task-list-page.h"
#include "yyq-task-window.h"
#include "yyq-template-basics.h"
#include "yyq-template-card.h"
#include "yyq-template-clash-dialog.h"
#include "yyq-template-cover.h"
#include "yyq-template-covers.h"
#include "yyq-template-editor.h"
#include "yyq-template-facts.h"
#include "yyq-template-file-list.h"
#include "yyq-template-list-page.h"
#include "yyq-template-marks.h"
#include "yyq-template-page.h"
#include "yyq-template-party-list.h"
#include "yyq-template-use-page.h"
#include "yyq-template-wizard.h"
#include "yyq-test-lives.h"
#include "yyq-test-wait.h"
#include "yyq-ukey-chooser.h"
#include "yyq-ukey-name-dialog.h"
#include "yyq-ukey-pin.h"
#include "yyq-verdict-view.h"
#include "yyq-waiting-contracts.h"
#include "yyq-window.h"
#include "yyq-wrap-box.h"

/* Made, and finalized again, without a single warning of GTK: a template names only what is there.
 */
static void
test_template (gconstpointer data)
{
  const GType type = GPOINTER_TO_SIZE (data);
  GObject *object = NULL;

  yyq_test_lives_watch (type);
  object = g_object_new (type, NULL);
  if (GTK_IS_WINDOW (object)) {
    gtk_window_destroy (GTK_WINDOW (object));
  } else {
    if (g_object_is_floating (object))
      g_object_ref_sink (object);
    g_object_unref (object);
  }
  yyq_test_lives_assert_none ();
}

/* Nobody listens there: the request is under way, or has just failed, when the page goes. */
static void
test_login_in_flight (void)
{
  g_autofree char *dir = g_dir_make_tmp ("yyq-templates-XXXXXX", NULL);
  g_autoptr (YyqSession) session = yyq_session_new (NULL, dir, yyq_workspace_chapters);
  g_autoptr (YyqUkeyManager) manager = yyq_ukey_manager_new ();
  GtkWidget *page = g_object_ref_sink (yyq_login_page_new (session, manager));

  yyq_login_page_set_server (YYQ_LOGIN_PAGE (page), "http://127.0.0.1:9");
  /* As its window does; the calls still hold it. */
  g_object_run_dispose (G_OBJECT (page));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_object_unref (page);
  yyq_test_wait_while (page != NULL);
}

int
main (int argc, char **argv)
{
  const GType types[] = {
    YYQ_TYPE_ACCOUNT_POPOVER,
    YYQ_TYPE_BAR_CHART,
    YYQ_TYPE_BIND_DIALOG,
    YYQ_TYPE_CHART_TABLE,
    YYQ_TYPE_CHOICE_LIST,
    YYQ_TYPE_COMPANY_PAGE,
    YYQ_TYPE_CONTRACT_LIST_PAGE,
    YYQ_TYPE_CONTRACT_PAGE,
    YYQ_TYPE_CONTRACT_PANEL,
    YYQ_TYPE_CONTROL_FIELD,
    YYQ_TYPE_CONTROL_INSPECTOR,
    YYQ_TYPE_CONTROL_LAYER,
    YYQ_TYPE_CONTROL_NODES,
    YYQ_TYPE_CONTROL_OUTLINE,
    YYQ_TYPE_CONTROL_PALETTE,
    YYQ_TYPE_CONTROL_SELECTION,
    YYQ_TYPE_CONTROL_TYPING,
    YYQ_TYPE_COPY_LIST,
    YYQ_TYPE_DATE_RANGE,
    YYQ_TYPE_DAY_BUTTON,
    YYQ_TYPE_DEMO_LAUNCHER,
    YYQ_TYPE_DRIVER_GUIDE,
    YYQ_TYPE_ERROR_VIEW,
    YYQ_TYPE_FILTER_CHIP,
    YYQ_TYPE_FORGET_DIALOG,
    YYQ_TYPE_FORM,
    YYQ_TYPE_FORM_ENTRY_ROW,
    YYQ_TYPE_FORM_REGION_ROW,
    YYQ_TYPE_FORM_SECRET_ROW,
    YYQ_TYPE_HOME_PAGE,
    YYQ_TYPE_INFO_BAR,
    YYQ_TYPE_JOB_STRIP,
    YYQ_TYPE_LIST_FILTERS,
    YYQ_TYPE_LOGIN_PAGE,
    YYQ_TYPE_LOG_PAGE,
    YYQ_TYPE_MESSAGE_NOTIFIER,
    YYQ_TYPE_MESSAGE_PAGE,
    YYQ_TYPE_MESSAGE_ROW,
    YYQ_TYPE_MESSAGE_ROWS,
    YYQ_TYPE_NOTICES,
    YYQ_TYPE_PAGE_STACK,
    YYQ_TYPE_PALETTE,
    YYQ_TYPE_PALETTE_ITEM,
    YYQ_TYPE_PASSPHRASE_DIALOG,
    YYQ_TYPE_PASSWORD_DIALOG,
    YYQ_TYPE_PDF_CACHE,
    YYQ_TYPE_PDF_FIND_BAR,
    YYQ_TYPE_PDF_MATCHES,
    YYQ_TYPE_PDF_PLACE,
    YYQ_TYPE_PDF_PRINT,
    YYQ_TYPE_PDF_RENDERER,
    YYQ_TYPE_PDF_THUMBNAILS,
    YYQ_TYPE_PDF_VIEW,
    YYQ_TYPE_PENDING_ROW,
    YYQ_TYPE_PENDING_WINDOW,
    YYQ_TYPE_PERSONAL_PAGE,
    YYQ_TYPE_PIN_ENTRY,
    YYQ_TYPE_PREFERENCES_WINDOW,
    YYQ_TYPE_SEAL_CHOOSER,
    YYQ_TYPE_SEAL_PAINTABLE,
    YYQ_TYPE_SESSIONS_GROUP,
    YYQ_TYPE_SIDEBAR,
    YYQ_TYPE_SIGN_DIALOG,
    YYQ_TYPE_SIGN_PROGRESS,
    YYQ_TYPE_SIGN_RESULT,
    YYQ_TYPE_SIGN_WATCH,
    YYQ_TYPE_STATE_PAGE,
    YYQ_TYPE_STATUS_BADGE,
    YYQ_TYPE_TABLE,
    YYQ_TYPE_TABLE_BODY,
    YYQ_TYPE_TABLE_COLUMNS,
    YYQ_TYPE_TABLE_HEADER,
    YYQ_TYPE_TABLE_LOOK,
    YYQ_TYPE_TABLE_NODE,
    YYQ_TYPE_TABLE_ROW,
    YYQ_TYPE_TABLE_SELECTION,
    YYQ_TYPE_TAB_ROW,
    YYQ_TYPE_TASK_LIST_PAGE,
    YYQ_TYPE_TASK_WINDOW,
    YYQ_TYPE_TEMPLATE_EDIT,
    YYQ_TYPE_TEMPLATE_EDITOR,
    YYQ_TYPE_TEMPLATE_BASICS,
    YYQ_TYPE_TEMPLATE_CARD,
    YYQ_TYPE_TEMPLATE_CLASH_DIALOG,
    YYQ_TYPE_TEMPLATE_COVER,
    YYQ_TYPE_TEMPLATE_COVERS,
    YYQ_TYPE_TEMPLATE_FACTS,
    YYQ_TYPE_TEMPLATE_FILE_LIST,
    YYQ_TYPE_TEMPLATE_LIST_PAGE,
    YYQ_TYPE_TEMPLATE_MARKS,
    YYQ_TYPE_TEMPLATE_PAGE,
    YYQ_TYPE_TEMPLATE_PARTY_LIST,
    YYQ_TYPE_TEMPLATE_USE_PAGE,
    YYQ_TYPE_TEMPLATE_WIZARD,
    YYQ_TYPE_UKEY_CHOOSER,
    YYQ_TYPE_UKEY_NAME_DIALOG,
    YYQ_TYPE_UKEY_PIN,
    YYQ_TYPE_VERDICT_VIEW,
    YYQ_TYPE_WAITING_CONTRACTS,
    YYQ_TYPE_WINDOW,
    YYQ_TYPE_WRAP_BOX,
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *path =
      g_strdup_printf ("/client/templates/%s can be made and goes again", g_type_name (types[i]));

    g_test_add_data_func (path, GSIZE_TO_POINTER (types[i]), test_template);
  }
  g_test_add_func ("/client/templates/the log-in goes although a request is in flight",
                   test_login_in_flight);
  return g_test_run ();
}
