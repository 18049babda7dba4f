/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-task-window.h"

#include <glib/gi18n.h>

#include "yyq-file-save.h"
#include "yyq-state-page.h"
#include "yyq-table.h"
#include "yyq-task-words.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqTaskWindow {
  AdwWindow parent_instance;

  YyqStatusBadge *badge;
  GtkProgressBar *bar;
  GtkLabel *progress_label;
  GtkStack *stack;
  YyqStatePage *state_page;
  YyqTable *table;
  GtkWidget *cancel_button;
  GtkWidget *retry_button;
  GtkWidget *result_button;

  YyqJobList *list;          /* (owned) */
  YyqJob *job;               /* (owned): as it was last known */
  GListStore *items;         /* (owned): of YyqJobItem */
  GCancellable *cancellable; /* (owned): ends with the window */
  gboolean loading;
  gboolean whole; /* there are no items behind the last one */
};

G_DEFINE_FINAL_TYPE (YyqTaskWindow, yyq_task_window, ADW_TYPE_WINDOW)

static char *
result_of (gpointer item)
{
  return g_strdup (yyq_task_words_of_item_state (item, NULL));
}

static const char *
result_class_of (gpointer item)
{
  YyqBadgeKind kind;

  yyq_task_words_of_item_state (item, &kind);
  return yyq_status_badge_get_class (kind);
}

static char *
name_of (gpointer item)
{
  return yyq_task_words_of_item (item);
}

static char *
words_of (gpointer item)
{
  return yyq_task_words_of_result (item);
}

static const YyqTableColumn columns[] = {
  { .title = N_ ("Item"), .width = 260, .expand = TRUE, .text = name_of },
  { .title = N_ ("Result"),
    .kind = YYQ_CELL_PILL,
    .width = 124,
    .text = result_of,
    .style = result_class_of },
  { .title = N_ ("Details"), .width = 240, .text = words_of, .dim = TRUE },
};

static const YyqTableShape shape = { .name = "task-items",
                                     .columns = columns,
                                     .n_columns = G_N_ELEMENTS (columns) };

static void
show_items (YyqTaskWindow *self)
{
  const gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0;

  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "state");
  if (some)
    return;
  if (self->loading)
    yyq_state_page_show_loading (self->state_page, _ ("Loading the task"));
  else
    yyq_state_page_show_empty (self->state_page, "yyq-task-symbolic", _ ("Nothing to show yet"),
                               _ ("The task has not started on its items yet."));
}

static void
show_job (YyqTaskWindow *self)
{
  g_autofree char *progress = yyq_task_words_of_progress (self->job);
  const gboolean ended = yyq_job_get_ended_at (self->job) != 0;
  YyqBadgeKind kind;
  const char *words;

  gtk_window_set_title (GTK_WINDOW (self), _ (yyq_job_get_title (self->job)));
  words = yyq_task_words_of_job (self->job, &kind);
  yyq_status_badge_set (self->badge, words, kind);
  gtk_progress_bar_set_fraction (self->bar, yyq_task_words_get_fraction (self->job));
  gtk_label_set_text (self->progress_label, progress);
  gtk_widget_set_visible (self->cancel_button, !ended);
  gtk_widget_set_sensitive (self->cancel_button, !yyq_job_get_cancelling (self->job));
  gtk_widget_set_visible (self->retry_button,
                          yyq_job_get_state (self->job) == YYQ_JOB_STATE_FAILED);
  gtk_widget_set_visible (self->result_button, yyq_job_get_result_name (self->job) != NULL);
}

/* Items */

static gint64
get_last_seq (YyqTaskWindow *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (YyqJobItem) last =
    n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->items), n - 1) : NULL;

  return last != NULL ? yyq_job_item_get_seq (last) : 0;
}

/* Puts @loaded at the end; with @anew in place of all. */
static void
take_items (YyqTaskWindow *self, GListModel *loaded, gboolean anew)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < g_list_model_get_n_items (loaded); i++)
    g_ptr_array_add (added, g_list_model_get_item (loaded, i));
  self->whole = added->len == 0;
  g_list_store_splice (self->items, anew ? 0 : n, anew ? n : 0, added->pdata, added->len);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTaskWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) loaded =
    yyq_job_list_load_items_finish (YYQ_JOB_LIST (source), result, &error);

  self->loading = FALSE;
  if (loaded != NULL)
    take_items (self, loaded, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_items (self);
  if (error != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    yyq_state_page_show_error (self->state_page, error);
}

static void
load_more (YyqTaskWindow *self)
{
  if (self->loading || self->whole)
    return;
  self->loading = TRUE;
  show_items (self);
  yyq_job_list_load_items_async (self->list, yyq_job_get_id (self->job), get_last_seq (self),
                                 self->cancellable, loaded_cb, g_object_ref (self));
}

static void
load_first (YyqTaskWindow *self)
{
  self->whole = FALSE;
  load_more (self);
}

static void
edge_reached_cb (YyqTaskWindow *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    load_more (self);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTaskWindow) self = user_data;
  g_autoptr (GListModel) loaded =
    yyq_job_list_load_items_finish (YYQ_JOB_LIST (source), result, NULL);

  self->loading = FALSE;
  if (loaded != NULL) {
    take_items (self, loaded, TRUE);
    show_items (self);
  }
}

/* The job has moved, and so have its items; who reads further down reads on where he is. */
static void
reload (YyqTaskWindow *self)
{
  if (self->loading || get_last_seq (self) > g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    return;
  self->loading = TRUE;
  yyq_job_list_load_items_async (self->list, yyq_job_get_id (self->job), 0, self->cancellable,
                                 reloaded_cb, g_object_ref (self));
}

static void
follow_list (YyqTaskWindow *self)
{
  YyqJob *job = yyq_job_list_find (self->list, yyq_job_get_id (self->job));

  if (job == NULL || yyq_job_get_version (job) == yyq_job_get_version (self->job))
    return;
  g_set_object (&self->job, job);
  show_job (self);
  reload (self);
}

/* What can be done */

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTaskWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = yyq_job_list_change_finish (YYQ_JOB_LIST (source), result, &error);

  if (job == NULL) {
    yyq_toast_show_error (gtk_widget_get_parent (GTK_WIDGET (self->stack)), error);
    return;
  }
  g_set_object (&self->job, job);
  show_job (self);
  reload (self);
}

static void
cancel_cb (YyqTaskWindow *self)
{
  yyq_job_list_cancel_async (self->list, yyq_job_get_id (self->job), self->cancellable, changed_cb,
                             g_object_ref (self));
}

static void
retry_cb (YyqTaskWindow *self)
{
  yyq_job_list_retry_async (self->list, yyq_job_get_id (self->job), self->cancellable, changed_cb,
                            g_object_ref (self));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTaskWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    yyq_job_list_load_result_finish (YYQ_JOB_LIST (source), result, &error);

  gtk_widget_set_sensitive (self->result_button, TRUE);
  if (bytes != NULL)
    yyq_file_save_ask (gtk_widget_get_parent (GTK_WIDGET (self->stack)), _ ("Save the result"),
                       yyq_job_get_result_name (self->job), bytes);
  else
    yyq_toast_show_error (gtk_widget_get_parent (GTK_WIDGET (self->stack)), error);
}

static void
result_cb (YyqTaskWindow *self)
{
  gtk_widget_set_sensitive (self->result_button, FALSE);
  yyq_job_list_load_result_async (self->list, yyq_job_get_id (self->job), self->cancellable,
                                  fetched_cb, g_object_ref (self));
}

/* Object */

static void
yyq_task_window_dispose (GObject *object)
{
  YyqTaskWindow *self = YYQ_TASK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list != NULL)
    yyq_job_list_unwatch (self->list);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (yyq_task_window_parent_class)->dispose (object);
}

static void
yyq_task_window_finalize (GObject *object)
{
  YyqTaskWindow *self = YYQ_TASK_WINDOW (object);

  g_clear_object (&self->job);
  g_clear_object (&self->items);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yyq_task_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, badge);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, bar);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, progress_label);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, stack);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, state_page);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, table);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, cancel_button);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, retry_button);
  gtk_widget_class_bind_template_child (klass, YyqTaskWindow, result_button);
  gtk_widget_class_bind_template_callback (klass, load_first);
  gtk_widget_class_bind_template_callback (klass, cancel_cb);
  gtk_widget_class_bind_template_callback (klass, retry_cb);
  gtk_widget_class_bind_template_callback (klass, result_cb);
}

static void
yyq_task_window_class_init (YyqTaskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_task_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_task_window_finalize;
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_STATUS_BADGE);
  g_type_ensure (YYQ_TYPE_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/journal/yyq-task-window.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_task_window_init (YyqTaskWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (YYQ_TYPE_JOB_ITEM);
  yyq_table_set_up (self->table, &shape);
  yyq_table_set_label (self->table, _ ("Items of the task"));
  yyq_table_set_model (self->table, G_LIST_MODEL (self->items));
  g_signal_connect_object (yyq_table_get_scroller (self->table), "edge-reached",
                           G_CALLBACK (edge_reached_cb), self, G_CONNECT_SWAPPED);
}

GtkWindow *
yyq_task_window_new (GtkWindow *parent, YyqJobList *list, YyqJob *job)
{
  YyqTaskWindow *self = g_object_new (YYQ_TYPE_TASK_WINDOW, "transient-for", parent, NULL);

  self->list = g_object_ref (list);
  self->job = g_object_ref (job);
  yyq_job_list_watch (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (follow_list), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_job (self);
  load_first (self);
  return GTK_WINDOW (self);
}
