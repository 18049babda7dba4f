/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-strip.h"

#include <glib/gi18n.h>

#include "yyq-job-list.h"
#include "yyq-task-window.h"
#include "yyq-task-words.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqJobStrip {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *title_label;
  GtkProgressBar *bar;
  GtkLabel *more_label;
  GtkWidget *cancel_button;

  YyqJobList *list; /* (owned) (nullable): those that run */
};

G_DEFINE_FINAL_TYPE (YyqJobStrip, yyq_job_strip, ADW_TYPE_BIN)

/* (transfer full) (nullable): the one that is told of. */
static YyqJob *
first_job (YyqJobStrip *self)
{
  return self->list != NULL ? g_list_model_get_item (G_LIST_MODEL (self->list), 0) : NULL;
}

static void
show_job (YyqJobStrip *self, YyqJob *job)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *progress = yyq_task_words_of_progress (job);
  g_autofree char *more =
    n > 1 ? g_strdup_printf (ngettext ("and %u more", "and %u more", n - 1), n - 1) : NULL;

  gtk_label_set_text (self->title_label, _ (yyq_job_get_title (job)));
  gtk_progress_bar_set_fraction (self->bar, yyq_task_words_get_fraction (job));
  yyq_ui_set_accessible_label (self->bar, progress);
  gtk_label_set_text (self->more_label, more != NULL ? more : progress);
  gtk_widget_set_sensitive (self->cancel_button, !yyq_job_get_cancelling (job));
}

static void
follow_list (YyqJobStrip *self)
{
  g_autoptr (YyqJob) job = first_job (self);

  if (job != NULL)
    show_job (self, job);
  gtk_revealer_set_reveal_child (self->revealer, job != NULL);
}

static void
view_cb (YyqJobStrip *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (YyqJob) job = first_job (self);

  if (job != NULL)
    gtk_window_present (yyq_task_window_new (parent, self->list, job));
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqJobStrip) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = yyq_job_list_change_finish (YYQ_JOB_LIST (source), result, &error);

  if (job == NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    yyq_toast_show_error (GTK_WIDGET (self), error);
}

static void
cancel_cb (YyqJobStrip *self)
{
  g_autoptr (YyqJob) job = first_job (self);

  if (job == NULL)
    return;
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  yyq_job_list_cancel_async (self->list, yyq_job_get_id (job), NULL, cancelled_cb,
                             g_object_ref (self));
}

void
yyq_job_strip_refresh (YyqJobStrip *self)
{
  g_return_if_fail (YYQ_IS_JOB_STRIP (self));

  if (self->list != NULL)
    yyq_paged_list_refresh_async (YYQ_PAGED_LIST (self->list), NULL, NULL, NULL);
}

static void
drop_list (YyqJobStrip *self)
{
  if (self->list == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->list, self);
  yyq_job_list_unwatch (self->list);
  g_clear_object (&self->list);
}

void
yyq_job_strip_set_session (YyqJobStrip *self, YyqSession *session)
{
  g_return_if_fail (YYQ_IS_JOB_STRIP (self));

  drop_list (self);
  if (session != NULL && yyq_session_has_permission (session, "job.view")) {
    self->list = yyq_job_list_new (session);
    g_signal_connect_object (self->list, "items-changed", G_CALLBACK (follow_list), self,
                             G_CONNECT_SWAPPED);
    yyq_job_list_watch (self->list);
    yyq_job_list_set_tab (self->list, YYQ_JOB_TAB_RUNNING);
  }
  follow_list (self);
}

/* Object */

static void
yyq_job_strip_dispose (GObject *object)
{
  drop_list (YYQ_JOB_STRIP (object));
  G_OBJECT_CLASS (yyq_job_strip_parent_class)->dispose (object);
}

static void
yyq_job_strip_class_init (YyqJobStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_job_strip_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/journal/yyq-job-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqJobStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, YyqJobStrip, title_label);
  gtk_widget_class_bind_template_child (widget_class, YyqJobStrip, bar);
  gtk_widget_class_bind_template_child (widget_class, YyqJobStrip, more_label);
  gtk_widget_class_bind_template_child (widget_class, YyqJobStrip, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
yyq_job_strip_init (YyqJobStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
