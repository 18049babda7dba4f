/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-task-list-page.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-job-list.h"
#include "yyq-task-window.h"
#include "yyq-task-words.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqTaskListPage {
  YyqPagedListPage parent_instance;

  GtkWidget *verify_button;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (YyqTaskListPage, yyq_task_list_page, YYQ_TYPE_PAGED_LIST_PAGE)

static const YyqListTab tabs[] = {
  { "all", NULL, N_ ("All tasks"), { NULL } },
  { "running",
    "tasks",
    NC_ ("tasks", "Running"),
    { "yyq-done-symbolic", N_ ("Nothing is running"),
      N_ ("Tasks that the platform is working on appear here.") } },
  { "done", "tasks", NC_ ("tasks", "Done"), { NULL } },
  { "failed",
    "tasks",
    NC_ ("tasks", "Failed"),
    { "yyq-done-symbolic", N_ ("Nothing has failed"),
      N_ ("Tasks in which something failed appear here, to be tried again.") } },
};

/* Columns */

static char *
title_of (gpointer job)
{
  return g_strdup (_ (yyq_job_get_title (job)));
}

static char *
starter_of (gpointer job)
{
  const char *starter = yyq_job_get_starter (job);

  return g_strdup (starter != NULL ? starter : _ ("The platform"));
}

static char *
created_of (gpointer job)
{
  return yyq_clock_format (yyq_job_get_created_at (job));
}

static char *
progress_of (gpointer job)
{
  return yyq_task_words_of_progress (job);
}

static double
fraction_of (gpointer job)
{
  return yyq_task_words_get_fraction (job);
}

static char *
state_of (gpointer job)
{
  return g_strdup (yyq_task_words_of_job (job, NULL));
}

static const char *
state_class_of (gpointer job)
{
  YyqBadgeKind kind;

  yyq_task_words_of_job (job, &kind);
  return yyq_status_badge_get_class (kind);
}

static char *
action_of (gpointer job)
{
  return g_strdup (_ ("View"));
}

static const YyqTableColumn columns[] = {
  { .title = N_ ("Task"), .width = 180, .expand = TRUE, .text = title_of },
  { .title = N_ ("Progress"),
    .kind = YYQ_CELL_PROGRESS,
    .width = 260,
    .text = progress_of,
    .fraction = fraction_of,
    .dim = TRUE },
  { .title = N_ ("State"),
    .kind = YYQ_CELL_PILL,
    .width = 124,
    .text = state_of,
    .style = state_class_of },
  { .title = N_ ("Started by"), .width = 120, .rank = 2, .text = starter_of },
  { .title = N_ ("Start time"), .width = 152, .rank = 1, .text = created_of, .dim = TRUE },
  { .title = N_ ("Action"), .kind = YYQ_CELL_LINK, .width = 76, .text = action_of },
};

static void
open_job (YyqTaskListPage *self, YyqJob *job)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  YyqJobList *list = YYQ_JOB_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (self)));

  gtk_window_present (yyq_task_window_new (parent, list, job));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTaskListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = yyq_job_list_load_finish (YYQ_JOB_LIST (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (job != NULL)
    open_job (self, job);
  else
    yyq_toast_show_error (GTK_WIDGET (self), error);
}

void
yyq_task_list_page_show_task (YyqTaskListPage *self, const char *id)
{
  g_return_if_fail (YYQ_IS_TASK_LIST_PAGE (self));
  if (!yyq_page_is_left (YYQ_PAGE (self)))
    yyq_job_list_load_async (YYQ_JOB_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (self))), id,
                             yyq_page_get_cancellable (YYQ_PAGE (self)), loaded_cb,
                             g_object_ref (self));
}

/* The list */

static gboolean
yyq_task_list_page_query (YyqListPage *page, const YyqListQuery *asked)
{
  YyqJobTab tab = YYQ_JOB_TAB_ALL;

  yyq_job_tab_from_string (asked->tab, &tab);
  return yyq_job_list_set_tab (YYQ_JOB_LIST (yyq_list_page_get_model (page)), tab);
}

static void
yyq_task_list_page_open (YyqListPage *page, gpointer job)
{
  open_job (YYQ_TASK_LIST_PAGE (page), job);
}

static void
set_watching (YyqTaskListPage *self, gboolean watching)
{
  GListModel *model = yyq_list_page_get_model (YYQ_LIST_PAGE (self));

  if (model == NULL || self->watching == watching)
    return;
  self->watching = watching;
  if (watching)
    yyq_job_list_watch (YYQ_JOB_LIST (model));
  else
    yyq_job_list_unwatch (YYQ_JOB_LIST (model));
}

static void
mapped_cb (YyqTaskListPage *self)
{
  set_watching (self, TRUE);
}

static void
unmapped_cb (YyqTaskListPage *self)
{
  set_watching (self, FALSE);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTaskListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = yyq_job_list_change_finish (YYQ_JOB_LIST (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  gtk_widget_set_sensitive (self->verify_button, TRUE);
  if (job == NULL)
    yyq_toast_show_error (GTK_WIDGET (self), error);
  else
    yyq_list_page_choose_tab (YYQ_LIST_PAGE (self), "all");
  if (job != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.jobs-started", NULL);
}

static void
verify_cb (YyqTaskListPage *self)
{
  gtk_widget_set_sensitive (self->verify_button, FALSE);
  yyq_job_list_verify_evidence_async (YYQ_JOB_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (self))),
                                      yyq_page_get_cancellable (YYQ_PAGE (self)), verified_cb,
                                      g_object_ref (self));
}

/* Object */

GtkWidget *
yyq_task_list_page_new (YyqSession *session)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_TASK_LIST_PAGE, "session", session, NULL);
  YyqTaskListPage *self = YYQ_TASK_LIST_PAGE (widget);
  g_autoptr (YyqJobList) list = yyq_job_list_new (session);

  gtk_widget_set_visible (self->verify_button,
                          yyq_session_has_permission (session, "evidence.verify"));
  yyq_list_page_set_model (YYQ_LIST_PAGE (self), G_LIST_MODEL (list));
  return widget;
}

static void
yyq_task_list_page_leave (YyqPage *page)
{
  set_watching (YYQ_TASK_LIST_PAGE (page), FALSE);
  YYQ_PAGE_CLASS (yyq_task_list_page_parent_class)->leave (page);
}

static void
yyq_task_list_page_class_init (YyqTaskListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);

  YYQ_PAGE_CLASS (klass)->leave = yyq_task_list_page_leave;
  list_class->table =
    (YyqTableShape){ .name = "tasks", .columns = columns, .n_columns = G_N_ELEMENTS (columns) };
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ "yyq-task-symbolic", N_ ("No tasks yet"),
                                      N_ ("Longer work runs here as tasks while you carry on.") };
  list_class->query = yyq_task_list_page_query;
  list_class->open = yyq_task_list_page_open;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/journal/yyq-task-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqTaskListPage, verify_button);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, unmapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
}

static void
yyq_task_list_page_init (YyqTaskListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
