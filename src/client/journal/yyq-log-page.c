/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-page.h"

#include <glib/gi18n.h>

#include "yyq-choice.h"
#include "yyq-clock.h"
#include "yyq-date-range.h"
#include "yyq-job-list.h"
#include "yyq-log-list.h"
#include "yyq-log-words.h"
#include "yyq-task-window.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqLogPage {
  YyqListPage parent_instance;

  YyqDateRange *range;
  GtkDropDown *accounts;
  GtkDropDown *units;
  GtkWidget *unit_row;

  YyqJobList *jobs; /* what was started here */
};

G_DEFINE_FINAL_TYPE (YyqLogPage, yyq_log_page, YYQ_TYPE_LIST_PAGE)

/* By their names they are modules (yyq-enums.h). */
static const YyqListTab tabs[] = {
  { "all", NULL, N_ ("All entries"), { NULL } },  { "contract", NULL, N_ ("Contracts"), { NULL } },
  { "account", NULL, N_ ("Accounts"), { NULL } }, { "unit", NULL, N_ ("Units"), { NULL } },
  { "job", NULL, N_ ("Tasks"), { NULL } },        { "log", NULL, N_ ("Log"), { NULL } },
};

/* Columns */

static char *
time_of (gpointer entry)
{
  return yyq_clock_format_seconds (yyq_log_entry_get_at (entry));
}

static char *
action_of (gpointer entry)
{
  return yyq_log_words_of_action (entry);
}

static char *
object_of (gpointer entry)
{
  return yyq_log_words_of_object (entry);
}

static char *
changes_of (gpointer entry)
{
  return yyq_log_words_of_changes (entry, _ ("; "));
}

static char *
actor_of (gpointer entry)
{
  return yyq_log_words_of_actor (entry);
}

static char *
unit_of (gpointer entry)
{
  return g_strdup (yyq_log_entry_get_unit (entry));
}

static char *
remote_of (gpointer entry)
{
  return g_strdup (yyq_log_entry_get_remote (entry));
}

static const YyqListColumn columns[] = {
  { .title = N_ ("Time"), .width = 168, .text = time_of, .dim = TRUE },
  { .title = N_ ("Operation"), .width = 150, .text = action_of },
  { .title = N_ ("Object"), .width = 160, .expand = TRUE, .text = object_of },
  { .title = N_ ("Before and after"), .width = 150, .expand = TRUE, .text = changes_of },
  { .title = N_ ("Operator"), .width = 104, .text = actor_of },
  { .title = N_ ("Unit"), .width = 132, .text = unit_of, .dim = TRUE },
  { .title = N_ ("Address"), .width = 104, .text = remote_of, .dim = TRUE },
};

/* Filters */

/* (nullable): "" stands first for all of them. */
static const char *
id_of_choice (GtkDropDown *choices)
{
  YyqChoice *choice = gtk_drop_down_get_selected_item (choices);
  const char *id = choice != NULL ? yyq_choice_get_id (choice) : "";

  return *id != '\0' ? id : NULL;
}

static gboolean
yyq_log_page_query (YyqListPage *page, const YyqListQuery *asked)
{
  YyqLogPage *self = YYQ_LOG_PAGE (page);
  YyqLogModule module = YYQ_LOG_MODULE_ALL;
  g_autoptr (YyqLogQuery) query = NULL;

  yyq_log_module_from_string (asked->tab, &module);
  query = g_object_new (
    YYQ_TYPE_LOG_QUERY, "module", module, "account-id", id_of_choice (self->accounts), "unit-id",
    id_of_choice (self->units), "from", yyq_date_range_get_from (self->range), "to",
    yyq_date_range_get_to (self->range), "text", *asked->text != '\0' ? asked->text : NULL, NULL);
  return yyq_log_list_set_query (YYQ_LOG_LIST (yyq_list_page_get_model (page)), query);
}

static void
filter_changed_cb (YyqLogPage *self)
{
  yyq_list_page_filter_changed (YYQ_LIST_PAGE (self), yyq_date_range_get_from (self->range) != 0 ||
                                                        id_of_choice (self->accounts) != NULL ||
                                                        id_of_choice (self->units) != NULL);
}

static void
set_choices (YyqLogPage *self, GtkDropDown *down, GListModel *choices, const char *all)
{
  g_autoptr (GListStore) store = g_list_store_new (YYQ_TYPE_CHOICE);
  g_autoptr (YyqChoice) first = g_object_new (YYQ_TYPE_CHOICE, "id", "", "name", all, NULL);
  g_autoptr (GtkExpression) name = gtk_property_expression_new (YYQ_TYPE_CHOICE, NULL, "name");

  g_list_store_append (store, first);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++) {
    g_autoptr (YyqChoice) choice = g_list_model_get_item (choices, i);

    g_list_store_append (store, choice);
  }
  gtk_drop_down_set_expression (down, name);
  gtk_drop_down_set_model (down, G_LIST_MODEL (store));
}

/* Without them the log is narrowed in other ways; the list itself says what is wrong. */
static GListModel *
finish_choices (YyqLogPage *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) choices =
    yyq_log_list_load_choices_finish (YYQ_LOG_LIST (source), result, &error);

  if (choices == NULL)
    g_debug ("Nothing to choose from: %s", error->message);
  return yyq_page_is_left (YYQ_PAGE (self)) ? NULL : g_steal_pointer (&choices);
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLogPage) self = user_data;
  g_autoptr (GListModel) choices = finish_choices (self, source, result);

  if (choices != NULL)
    set_choices (self, self->accounts, choices, _ ("All accounts"));
}

static void
units_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLogPage) self = user_data;
  g_autoptr (GListModel) choices = finish_choices (self, source, result);

  if (choices == NULL)
    return;
  set_choices (self, self->units, choices, _ ("All units"));
  gtk_widget_set_visible (self->unit_row, g_list_model_get_n_items (choices) > 1);
}

/* Once; where the platform does not answer, with the next attempt. */
static void
load_choices (YyqLogPage *self)
{
  YyqLogList *list = YYQ_LOG_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (self)));
  GCancellable *cancellable = yyq_page_get_cancellable (YYQ_PAGE (self));

  if (gtk_drop_down_get_model (self->accounts) != NULL)
    return;
  yyq_log_list_load_choices_async (list, "accounts", cancellable, accounts_cb, g_object_ref (self));
  yyq_log_list_load_choices_async (list, "units", cancellable, units_cb, g_object_ref (self));
}

/* The list */

static void
yyq_log_page_open (YyqListPage *page, gpointer entry)
{
  g_autofree char *title = yyq_log_words_of_action (entry);
  g_autofree char *text = yyq_log_words_of_entry (entry);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
  GtkWidget *dialog = adw_message_dialog_new (parent, title, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqListPage) page = user_data;

  /* The list shows the error itself: see "error" and "stale". */
  yyq_paged_list_refresh_finish (YYQ_PAGED_LIST (source), result, NULL);
  yyq_list_page_refreshed (page);
}

static void
yyq_log_page_refresh (YyqListPage *page)
{
  load_choices (YYQ_LOG_PAGE (page));
  yyq_paged_list_refresh_async (YYQ_PAGED_LIST (yyq_list_page_get_model (page)),
                                yyq_page_get_cancellable (YYQ_PAGE (page)), refreshed_cb,
                                g_object_ref (page));
}

/* What the platform does with it */

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqLogPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = yyq_log_list_start_finish (YYQ_LOG_LIST (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (job == NULL) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  yyq_job_list_set_watched (self->jobs, TRUE);
  yyq_paged_list_refresh_async (YYQ_PAGED_LIST (self->jobs), NULL, NULL, NULL);
  gtk_window_present (
    yyq_task_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->jobs, job));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *format)
{
  yyq_log_list_export_async (YYQ_LOG_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (widget))),
                             g_variant_get_string (format, NULL),
                             yyq_page_get_cancellable (YYQ_PAGE (widget)), started_cb,
                             g_object_ref (widget));
}

static void
verify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yyq_log_list_verify_async (YYQ_LOG_LIST (yyq_list_page_get_model (YYQ_LIST_PAGE (widget))),
                             yyq_page_get_cancellable (YYQ_PAGE (widget)), started_cb,
                             g_object_ref (widget));
}

/* Object */

GtkWidget *
yyq_log_page_new (YyqSession *session)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_LOG_PAGE, "session", session, NULL);
  const gboolean sees_jobs = yyq_session_has_permission (session, "job.view");
  g_autoptr (YyqLogList) list = yyq_log_list_new (session);

  YYQ_LOG_PAGE (widget)->jobs = yyq_job_list_new (session);
  gtk_widget_action_set_enabled (widget, "log.export",
                                 sees_jobs && yyq_session_has_permission (session, "log.export"));
  gtk_widget_action_set_enabled (
    widget, "log.verify", sees_jobs && yyq_session_has_permission (session, "evidence.verify"));
  yyq_list_page_set_model (YYQ_LIST_PAGE (widget), G_LIST_MODEL (list));
  return widget;
}

static void
yyq_log_page_leave (YyqPage *page)
{
  YyqLogPage *self = YYQ_LOG_PAGE (page);

  if (self->jobs != NULL)
    yyq_job_list_set_watched (self->jobs, FALSE);
  YYQ_PAGE_CLASS (yyq_log_page_parent_class)->leave (page);
}

static void
yyq_log_page_finalize (GObject *object)
{
  g_clear_object (&YYQ_LOG_PAGE (object)->jobs);
  G_OBJECT_CLASS (yyq_log_page_parent_class)->finalize (object);
}

static void
yyq_log_page_class_init (YyqLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_log_page_finalize;
  YYQ_PAGE_CLASS (klass)->leave = yyq_log_page_leave;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ "yyq-log-symbolic", N_ ("Nothing was logged yet"),
                                      N_ ("Who did what to which contract or account is listed "
                                          "here.") };
  list_class->query = yyq_log_page_query;
  list_class->refresh = yyq_log_page_refresh;
  list_class->open = yyq_log_page_open;
  gtk_widget_class_install_action (widget_class, "log.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "log.verify", NULL, verify_action);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/journal/yyq-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqLogPage, range);
  gtk_widget_class_bind_template_child (widget_class, YyqLogPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, YyqLogPage, units);
  gtk_widget_class_bind_template_child (widget_class, YyqLogPage, unit_row);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
yyq_log_page_init (YyqLogPage *self)
{
  g_type_ensure (YYQ_TYPE_DATE_RANGE);
  gtk_widget_init_template (GTK_WIDGET (self));
}
