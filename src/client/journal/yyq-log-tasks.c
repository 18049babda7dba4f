/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-tasks.h"

#include "yyq-job-list.h"
#include "yyq-log-jobs.h"
#include "yyq-task-window.h"
#include "yyq-toast.h"

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = yyq_log_jobs_start_finish (YYQ_PAGED_LIST (source), result, &error);
  g_autoptr (YyqJobList) jobs = NULL;

  if (yyq_page_is_left (page))
    return;
  if (job == NULL) {
    yyq_toast_show_error (GTK_WIDGET (page), error);
    return;
  }
  gtk_widget_activate_action (GTK_WIDGET (page), "win.jobs-started", NULL);
  jobs = yyq_job_list_new (yyq_page_get_session (page));
  yyq_paged_list_refresh_async (YYQ_PAGED_LIST (jobs), NULL, NULL, NULL);
  gtk_window_present (
    yyq_task_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), jobs, job));
}

static void
export_action (GtkWidget *page, const char *name, GVariant *format)
{
  yyq_log_jobs_export_async (
    yyq_paged_list_page_get_list (YYQ_PAGED_LIST_PAGE (page)), g_variant_get_string (format, NULL),
    yyq_page_get_cancellable (YYQ_PAGE (page)), started_cb, g_object_ref (page));
}

static void
verify_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  yyq_log_jobs_verify_async (yyq_paged_list_page_get_list (YYQ_PAGED_LIST_PAGE (page)),
                             yyq_page_get_cancellable (YYQ_PAGE (page)), started_cb,
                             g_object_ref (page));
}

void
yyq_log_tasks_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "log.export", "s", export_action);
  gtk_widget_class_install_action (klass, "log.verify", NULL, verify_action);
}

void
yyq_log_tasks_permit (GtkWidget *page, YyqSession *session)
{
  const gboolean sees_jobs = yyq_session_has_permission (session, "job.view");

  gtk_widget_action_set_enabled (page, "log.export",
                                 sees_jobs && yyq_session_has_permission (session, "log.export"));
  gtk_widget_action_set_enabled (
    page, "log.verify", sees_jobs && yyq_session_has_permission (session, "evidence.verify"));
}
