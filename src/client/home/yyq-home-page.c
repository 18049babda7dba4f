/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-page.h"

#include <glib/gi18n.h>

#include "yyq-bar-chart.h"
#include "yyq-chart-table.h"
#include "yyq-clock.h"
#include "yyq-contract-repository.h"
#include "yyq-date-range.h"
#include "yyq-home-repository.h"
#include "yyq-home-tiles.h"
#include "yyq-recent-columns.h"
#include "yyq-state-page.h"
#include "yyq-ui.h"

struct _YyqHomePage {
  YyqPage parent_instance;

  GtkStack *stack;
  YyqStatePage *state_page;
  GtkFlowBox *todo_box;
  GtkFlowBox *figures_box;
  guint n_figures;
  GtkToggleButton *week_toggle;
  GtkToggleButton *month_toggle;
  GtkToggleButton *half_year_toggle;
  YyqDateRange *range;
  YyqBarChart *chart;
  YyqChartTable *chart_table;
  GtkToggleButton *table_toggle;
  GtkLabel *stats_label;
  YyqTable *recent_table;

  YyqHomeRepository *home;          /* (owned) */
  YyqContractRepository *contracts; /* (owned) */
  YyqPendingList *pending;          /* (owned) */
  YyqRecordList *recent;            /* (owned) */
  YyqRecordList *nearest;           /* (owned): what has to be signed first, if anything has */
  GCancellable *asking; /* (owned) (nullable): ends with the next question for statistics */
};

G_DEFINE_FINAL_TYPE (YyqHomePage, yyq_home_page, YYQ_TYPE_PAGE)

/* What the statistics are asked for. */
typedef struct {
  YyqHomeUnit unit;
  gint64 from_ms;
  gint64 to_ms;
} Span;

/* When the first of them must be signed; 0: they may be signed at any time. */
static gint64
nearest_due (YyqHomePage *self)
{
  g_autoptr (YyqContract) contract = g_list_model_get_item (G_LIST_MODEL (self->nearest), 0);

  return contract != NULL ? yyq_contract_get_due_at (contract) : 0;
}

static char *
sign_hint (YyqHomePage *self, YyqHomeFigures *todo)
{
  const gint64 due = nearest_due (self);
  const gint64 oldest = yyq_home_figures_get_oldest_at (todo);
  g_autofree char *date = NULL;

  if (yyq_home_figures_get_contracts_to_sign (todo) == 0 || (due == 0 && oldest == 0))
    return g_strdup (_ ("Nothing to do"));
  date = yyq_clock_say_short_day (due != 0 ? due : oldest);
  if (due != 0)
    /* Translators: the day by which the first of several contracts must be signed */
    return g_strdup_printf (_ ("The first by %s"), date);
  /* Translators: the day on which the contract was initiated */
  return g_strdup_printf (_ ("Oldest: %s"), date);
}

/* The boxes around what is shown are no stops of the Tab key. */
static void
add_to_flow (GtkFlowBox *flow, GtkWidget *child)
{
  GtkWidget *box = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (box, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (box), child);
  gtk_flow_box_append (flow, box);
}

static void
add_todo (YyqHomePage *self, const YyqHomeTodo *todo, guint count, const char *hint)
{
  add_to_flow (self->todo_box, yyq_home_todo_card (todo, count, hint));
}

static guint
count_refused (YyqHomePage *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pending)); i++) {
    g_autoptr (YyqPendingItem) item = g_list_model_get_item (G_LIST_MODEL (self->pending), i);

    n += yyq_pending_item_get_reason (item) != NULL;
  }
  return n;
}

/* The number of the card with the focus, or -1. */
static int
find_focused_card (YyqHomePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkFlowBoxChild *card;

  for (int i = 0; (card = gtk_flow_box_get_child_at_index (self->todo_box, i)) != NULL; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (card)))
      return i;
  return -1;
}

static void
focus_card (YyqHomePage *self, int number)
{
  GtkFlowBoxChild *card = gtk_flow_box_get_child_at_index (self->todo_box, number);

  if (card != NULL)
    gtk_widget_grab_focus (gtk_flow_box_child_get_child (card));
}

/* What must be done, first what the company itself must do. */
static void
show_todo (YyqHomePage *self)
{
  static const YyqHomeTodo mine = { "yyq-pen-symbolic", "attention", N_ ("Contracts to sign"),
                                    "app.show-contracts", "mine" };
  static const YyqHomeTodo refused = { "yyq-warning-symbolic", "attention", N_ ("Not accepted"),
                                       "app.show-pending", NULL };
  static const YyqHomeTodo others = { "yyq-person-symbolic", "running", N_ ("Waiting for others"),
                                      "app.show-contracts", "others" };
  YyqHomeFigures *todo = yyq_home_repository_get_todo (self->home);
  const guint n_refused = count_refused (self);
  const int focused = find_focused_card (self);
  YyqContractCounts counts = { 0 };
  g_autofree char *hint = NULL;

  if (todo == NULL)
    return;
  hint = sign_hint (self, todo);
  yyq_contract_repository_get_counts (self->contracts, &counts);
  yyq_ui_remove_children (GTK_WIDGET (self->todo_box));
  add_todo (self, &mine, yyq_home_figures_get_contracts_to_sign (todo), hint);
  if (n_refused > 0)
    add_todo (self, &refused, n_refused, _ ("Look at what the platform refused"));
  add_todo (self, &others, counts.others, _ ("Waiting for other parties"));
  /* They fill the line where there is room. */
  gtk_flow_box_set_max_children_per_line (self->todo_box, n_refused > 0 ? 3 : 2);
  if (focused >= 0)
    focus_card (self, focused);
}

static void
add_figure (YyqHomePage *self, const YyqHomeFigure *figure)
{
  add_to_flow (self->figures_box, yyq_home_figure (figure));
  self->n_figures++;
  gtk_flow_box_set_max_children_per_line (self->figures_box, self->n_figures);
}

/* What a language puts behind a number that has its own label: 份 in “%s 份”, nothing in English.
 */
static const char *
unit_of (const char *count)
{
  const char *unit = strstr (count, "%s");

  return unit != NULL ? unit + strspn (unit + 2, " ") + 2 : "";
}

static void
add_contract_figures (YyqHomePage *self, YyqHomeFigures *overview)
{
  const guint total = yyq_home_figures_get_contracts_total (overview);
  const guint completed = yyq_home_figures_get_contracts_completed (overview);
  /* Translators: a number of contracts */
  const char *unit = unit_of (C_ ("count of contracts", "%s"));
  g_autofree char *total_text = yyq_home_number_text (total);
  g_autofree char *completed_text = yyq_home_number_text (completed);
  g_autofree char *signing_text =
    yyq_home_number_text (yyq_home_figures_get_contracts_signing (overview));
  g_autofree char *share =
    g_strdup_printf (_ ("%.0f%% completed"), total > 0 ? 100.0 * completed / total : 0.0);

  add_figure (self, &(YyqHomeFigure){ _ ("Labour contracts"), total_text, unit,
                                      _ ("All initiated contracts"),
                                      _ ("All contracts that were initiated; drafts do not count, "
                                         "withdrawn and refused ones do") });
  add_figure (self, &(YyqHomeFigure){ _ ("Completed"), completed_text, unit, share,
                                      _ ("Contracts that all parties have signed, and their share "
                                         "of all initiated ones") });
  add_figure (
    self, &(YyqHomeFigure){ _ ("Being signed"), signing_text, unit, _ ("Waiting for a signature"),
                            _ ("Contracts that wait for the signature of one party or more") });
}

static void
show_overview (YyqHomePage *self)
{
  YyqHomeFigures *overview = yyq_home_repository_get_overview (self->home);
  const char *unit = NULL;
  gint64 mean;
  g_autofree char *duration = NULL;

  if (overview == NULL)
    return;
  yyq_ui_remove_children (GTK_WIDGET (self->figures_box));
  self->n_figures = 0;
  if (yyq_home_figures_get_employees_active (overview) >= 0) {
    g_autofree char *employees =
      yyq_home_number_text ((guint) yyq_home_figures_get_employees_active (overview));

    add_figure (self, &(YyqHomeFigure){ _ ("Employees"), employees,
                                        unit_of (C_ ("count of people", "%s")), _ ("In service"),
                                        _ ("People who are in service today") });
  }
  add_contract_figures (self, overview);
  mean = yyq_home_figures_get_mean_signing_ms (overview);
  duration = mean > 0 ? yyq_home_duration_text (mean, &unit) : g_strdup ("–");
  add_figure (self, &(YyqHomeFigure){ _ ("Average time to sign"), duration, unit,
                                      _ ("From initiation to the last signature"),
                                      _ ("The mean of all completed contracts") });
}

static void
show_state (YyqHomePage *self)
{
  const gboolean known = yyq_home_repository_get_overview (self->home) != NULL ||
                         yyq_home_repository_get_todo (self->home) != NULL;
  const GError *error = yyq_home_repository_get_error (self->home);

  if (!known && error != NULL)
    yyq_state_page_show_error (self->state_page, error);
  else if (!known)
    yyq_state_page_show_loading (self->state_page, _ ("Loading the figures"));
  gtk_stack_set_visible_child_name (self->stack, known ? "content" : "state");
  show_todo (self);
  show_overview (self);
  yyq_page_mend_focus (YYQ_PAGE (self));
}

static void
show_recent (YyqHomePage *self)
{
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->recent_table)),
                          g_list_model_get_n_items (G_LIST_MODEL (self->recent)) > 0);
}

static void
recent_activated_cb (YyqHomePage *self, guint position)
{
  g_autoptr (YyqContract) contract = g_list_model_get_item (G_LIST_MODEL (self->recent), position);

  if (contract != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.show-contract", "s",
                                yyq_contract_get_id (contract));
}

/* Midnight @days and the first of the month @months before today; by the calendar, not 24-hour
 * steps. */
static gint64
midnight_before (int days, int months)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  g_autoptr (GDateTime) day =
    yyq_clock_midnight (g_date_time_get_year (now), g_date_time_get_month (now),
                        months > 0 ? 1 : g_date_time_get_day_of_month (now));
  g_autoptr (GDateTime) earlier = g_date_time_add_months (day, -months);
  g_autoptr (GDateTime) start = g_date_time_add_days (earlier, -days);

  return yyq_clock_to_ms (start);
}

/* Days for a short range, months for a long one: the chart stays readable. */
static YyqHomeUnit
unit_of_range (gint64 length_ms)
{
  const gint64 days = length_ms / (G_GINT64_CONSTANT (24) * 3600 * 1000);

  if (days <= 31)
    return YYQ_HOME_UNIT_DAY;
  return days <= 120 ? YYQ_HOME_UNIT_WEEK : YYQ_HOME_UNIT_MONTH;
}

static Span
chosen_span (YyqHomePage *self)
{
  Span span = { .to_ms = midnight_before (-1, 0) };

  if (yyq_date_range_get_from (self->range) != 0) {
    span.from_ms = yyq_date_range_get_from (self->range);
    span.to_ms = yyq_date_range_get_to (self->range);
    span.unit = unit_of_range (span.to_ms - span.from_ms);
  } else if (gtk_toggle_button_get_active (self->week_toggle)) {
    span.unit = YYQ_HOME_UNIT_DAY;
    span.from_ms = midnight_before (6, 0);
  } else if (gtk_toggle_button_get_active (self->month_toggle)) {
    span.unit = YYQ_HOME_UNIT_WEEK;
    span.from_ms = midnight_before (27, 0);
  } else {
    span.unit = YYQ_HOME_UNIT_MONTH;
    span.from_ms = midnight_before (0, 5);
  }
  return span;
}

static char *
stat_label (const YyqHomeStat *stat)
{
  g_autoptr (GDateTime) from = yyq_clock_date_time (stat->from_ms);
  const gint64 hours = (stat->to_ms - stat->from_ms) / (3600 * 1000);

  if (hours <= 25)
    return yyq_clock_say_short_day (stat->from_ms);
  if (hours <= 8 * 24) {
    g_autofree char *a = yyq_clock_say_short_day (stat->from_ms);
    g_autofree char *b = yyq_clock_say_short_day (stat->to_ms - 1);

    return g_strdup_printf ("%s–%s", a, b);
  }
  return g_strdup (yyq_clock_say_month (g_date_time_get_month (from)));
}

static void
show_stats (YyqHomePage *self, GArray *stats)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (YyqBarChartItem));

  g_array_set_clear_func (items, (GDestroyNotify) yyq_bar_chart_item_clear);
  for (guint i = 0; i < stats->len; i++) {
    const YyqHomeStat *stat = &g_array_index (stats, YyqHomeStat, i);
    YyqBarChartItem item = { stat_label (stat), stat->initiated, stat->completed };

    g_array_append_val (items, item);
  }
  yyq_bar_chart_set_items (self->chart, items);
  yyq_chart_table_set_items (self->chart_table, items);
}

static void
stats_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) stats =
    yyq_home_repository_load_stats_finish (YYQ_HOME_REPOSITORY (source), result, &error);
  g_autofree char *text = yyq_ui_error_text (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (stats != NULL)
    show_stats (self, stats);
  gtk_label_set_text (self->stats_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->stats_label), text != NULL);
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
}

static void
stop_asking (YyqHomePage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
load_stats (YyqHomePage *self)
{
  const Span span = chosen_span (self);

  stop_asking (self);
  self->asking = g_cancellable_new ();
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_home_repository_load_stats_async (self->home, span.unit, span.from_ms, span.to_ms,
                                        self->asking, stats_cb, g_object_ref (self));
}

/* A fixed span and a range of one's own exclude each other. */
static void
span_toggled_cb (YyqHomePage *self, GtkToggleButton *toggle)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  if (yyq_date_range_get_from (self->range) != 0)
    yyq_date_range_clear (self->range);
  else
    load_stats (self);
}

static void
range_changed_cb (YyqHomePage *self)
{
  if (yyq_date_range_get_from (self->range) != 0) {
    gtk_toggle_button_set_active (self->week_toggle, FALSE);
    gtk_toggle_button_set_active (self->month_toggle, FALSE);
    gtk_toggle_button_set_active (self->half_year_toggle, FALSE);
  } else if (!gtk_toggle_button_get_active (self->week_toggle) &&
             !gtk_toggle_button_get_active (self->month_toggle)) {
    gtk_toggle_button_set_active (self->half_year_toggle, TRUE);
  }
  load_stats (self);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHomePage) self = user_data;

  /* The repository keeps the error: show_state() reads it. */
  yyq_home_repository_refresh_finish (YYQ_HOME_REPOSITORY (source), result, NULL);
  if (!yyq_page_is_left (YYQ_PAGE (self)))
    show_state (self);
}

static void
refresh (YyqHomePage *self)
{
  yyq_home_repository_refresh_async (self->home, yyq_page_get_cancellable (YYQ_PAGE (self)),
                                     refreshed_cb, g_object_ref (self));
  load_stats (self);
}

static void
contracts_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* The list of recent contracts follows the cache by itself. */
  yyq_record_repository_refresh_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
}

static void
yyq_home_page_shown (YyqPage *page)
{
  YyqHomePage *self = YYQ_HOME_PAGE (page);

  yyq_record_repository_refresh_async (YYQ_RECORD_REPOSITORY (self->contracts),
                                       yyq_page_get_cancellable (YYQ_PAGE (self)),
                                       contracts_refreshed_cb, NULL);
  refresh (self);
}

GtkWidget *
yyq_home_page_new (YyqSession *session)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_HOME_PAGE, "session", session, NULL);
  YyqHomePage *self = YYQ_HOME_PAGE (widget);
  g_autoptr (YyqContractQuery) newest = yyq_contract_query_new ();

  self->home = g_object_ref (yyq_home_repository_of (session));
  self->contracts = g_object_ref (yyq_contract_repository_of (session));
  self->pending = g_object_ref (yyq_session_get_pending (session));
  self->recent = yyq_contract_repository_query_first (self->contracts, newest, YYQ_RECENT_ROWS);
  self->nearest = yyq_contract_repository_query_nearest_due (self->contracts);
  yyq_page_follow (YYQ_PAGE (self), self->nearest, "items-changed", G_CALLBACK (show_todo));
  yyq_page_follow (YYQ_PAGE (self), self->home, "notify", G_CALLBACK (show_state));
  yyq_page_follow (YYQ_PAGE (self), self->contracts, "changed", G_CALLBACK (show_todo));
  yyq_page_follow (YYQ_PAGE (self), self->pending, "items-changed", G_CALLBACK (show_todo));
  yyq_page_follow (YYQ_PAGE (self), self->recent, "items-changed", G_CALLBACK (show_recent));
  yyq_table_set_model (self->recent_table, G_LIST_MODEL (self->recent));
  show_state (self);
  show_recent (self);
  return widget;
}

static void
yyq_home_page_leave (YyqPage *page)
{
  YyqHomePage *self = YYQ_HOME_PAGE (page);

  stop_asking (self);
  yyq_table_set_model (self->recent_table, NULL);
  g_clear_object (&self->pending);
  g_clear_object (&self->recent);
  g_clear_object (&self->nearest);
  g_clear_object (&self->home);
  g_clear_object (&self->contracts);
}

static void
yyq_home_page_class_init (YyqHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YYQ_PAGE_CLASS (klass)->shown = yyq_home_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_home_page_leave;
  g_type_ensure (YYQ_TYPE_BAR_CHART);
  g_type_ensure (YYQ_TYPE_CHART_TABLE);
  g_type_ensure (YYQ_TYPE_TABLE);
  g_type_ensure (YYQ_TYPE_DATE_RANGE);
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/home/yyq-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, state_page);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, todo_box);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, figures_box);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, week_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, month_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, half_year_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, range);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, chart);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, chart_table);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, table_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, stats_label);
  gtk_widget_class_bind_template_child (widget_class, YyqHomePage, recent_table);
  gtk_widget_class_bind_template_callback (widget_class, span_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
yyq_home_page_init (YyqHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_table_set_up (self->recent_table, &yyq_recent_table);
  yyq_table_set_label (self->recent_table, _ ("Recent contracts"));
}
