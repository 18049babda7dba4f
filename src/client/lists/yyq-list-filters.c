/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-filters.h"

#include <glib/gi18n.h>

#include "yyq-choice-list.h"
#include "yyq-choice.h"
#include "yyq-clock.h"
#include "yyq-date-range.h"
#include "yyq-filter-chip.h"
#include "yyq-paged-list.h"
#include "yyq-ui.h"
#include "yyq-wrap-box.h"

#define SPACING 6          /* px */
#define MOST_CHARACTERS 20 /* of the names on a chip; of more their number is told */

/* One of them, with what it is on the screen. */
typedef struct {
  const YyqListFilter *told;
  YyqFilterChip *chip;
  YyqDateRange *range;    /* (nullable): of a time */
  YyqChoiceList *choices; /* (nullable): of all others, as is the button */
  GtkMenuButton *button;
} Filter;

struct _YyqListFilters {
  AdwBin parent_instance;

  YyqWrapBox *box;
  GtkWidget *clear;
  YyqRecordRepository *records; /* (owned) (nullable) */
  Filter *filters;
  guint n;
  gboolean clearing;
};

G_DEFINE_FINAL_TYPE (YyqListFilters, yyq_list_filters, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqListFiltersSignal;

static guint signals[N_SIGNALS];

static gboolean
is_active (const Filter *filter)
{
  return filter->range != NULL ? yyq_date_range_get_from (filter->range) != 0
                               : yyq_choice_list_get_n_chosen (filter->choices) > 0;
}

/* Words on a chip */

/* Both it and what takes the focus in it. */
static void
name_button (GtkMenuButton *button, const char *name)
{
  yyq_ui_set_accessible_label (button, name);
  yyq_ui_set_accessible_label (gtk_widget_get_first_child (GTK_WIDGET (button)), name);
}

static void
show_choice (const Filter *filter)
{
  const char *title = _ (filter->told->title);
  g_auto (GStrv) names = yyq_choice_list_dup_names (filter->choices);
  /* Translators: between the things that are chosen, as 草稿，填写中 */
  g_autofree char *all = g_strjoinv (C_ ("between things that are chosen", ", "), names);
  const guint n = g_strv_length (names);
  g_autofree char *full = g_strdup_printf (_ ("%s: %s"), title, all);
  g_autofree char *some = NULL;

  if (n == 0) {
    gtk_menu_button_set_label (filter->button, title);
    name_button (filter->button, title);
    gtk_widget_set_tooltip_text (GTK_WIDGET (filter->button), NULL);
    return;
  }
  if (n > 1 && g_utf8_strlen (all, -1) > MOST_CHARACTERS)
    /* Translators: what is chosen: its title, and how many things */
    some = g_strdup_printf (ngettext ("%s: %u chosen", "%s: %u chosen", n), title, n);
  gtk_menu_button_set_label (filter->button, some != NULL ? some : full);
  name_button (filter->button, full);
  gtk_widget_set_tooltip_text (GTK_WIDGET (filter->button), some != NULL ? full : NULL);
}

/* With fewer than two to choose from there is no choice; what is chosen stays in sight. */
static gboolean
is_offered (const Filter *filter)
{
  return filter->range != NULL || is_active (filter) ||
         g_list_model_get_n_items (yyq_choice_list_get_model (filter->choices)) > 1;
}

static void
show (YyqListFilters *self)
{
  const gboolean narrow = yyq_list_filters_is_narrow (self);
  const gboolean had_focus = gtk_widget_is_focus (self->clear);

  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];

    if (filter->choices != NULL)
      show_choice (filter);
    yyq_filter_chip_set_active (filter->chip, is_active (filter));
    gtk_widget_set_visible (GTK_WIDGET (filter->chip), is_offered (filter));
  }
  gtk_widget_set_visible (self->clear, narrow);
  if (!narrow && had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->box), GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (YyqListFilters *self)
{
  if (self->clearing)
    return;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_filter (const Filter *filter)
{
  if (filter->range != NULL)
    yyq_date_range_clear (filter->range);
  else
    yyq_choice_list_clear (filter->choices);
}

static void
removed_cb (YyqFilterChip *chip, gpointer filter)
{
  clear_filter (filter);
}

/* One change, not one for each. */
void
yyq_list_filters_clear (YyqListFilters *self)
{
  g_return_if_fail (YYQ_IS_LIST_FILTERS (self));
  if (!yyq_list_filters_is_narrow (self))
    return;
  self->clearing = TRUE;
  for (guint i = 0; i < self->n; i++)
    clear_filter (&self->filters[i]);
  self->clearing = FALSE;
  changed_cb (self);
}

/* What there is to choose from */

static void
add_choice (GListStore *store, const char *id, const char *name)
{
  g_autoptr (YyqChoice) choice = g_object_new (YYQ_TYPE_CHOICE, "id", id, "name", name, NULL);

  g_list_store_append (store, choice);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* At once, so that the chip does not come and go. */
static void
take_values (GListStore *store, GStrv values)
{
  const guint n = g_strv_length (values);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_full (n, g_object_unref);

  qsort (values, n, sizeof *values, compare_names);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (choices,
                     g_object_new (YYQ_TYPE_CHOICE, "id", values[i], "name", values[i], NULL));
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), choices->pdata,
                       n);
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GListStore) store = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) values =
    yyq_record_repository_list_values_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  /* What was known before can still be chosen; the list itself says what is wrong. */
  if (values != NULL)
    take_values (store, values);
}

static GListModel *
make_model (const YyqListFilter *told, YyqSession *session)
{
  GListStore *store;

  if (told->kind == YYQ_FILTER_LISTED)
    return G_LIST_MODEL (yyq_paged_list_new (session, told->path, YYQ_TYPE_CHOICE, NULL));
  store = g_list_store_new (YYQ_TYPE_CHOICE);
  for (guint i = 0; i < told->n_options; i++)
    add_choice (store, told->options[i].name, _ (told->options[i].title));
  return G_LIST_MODEL (store);
}

/* Without them the list is narrowed in other ways; the list itself says what is wrong. */
void
yyq_list_filters_refresh (YyqListFilters *self, GCancellable *cancellable)
{
  g_return_if_fail (YYQ_IS_LIST_FILTERS (self));

  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];

    if (filter->told->kind == YYQ_FILTER_LISTED)
      yyq_paged_list_refresh_async (YYQ_PAGED_LIST (yyq_choice_list_get_model (filter->choices)),
                                    cancellable, NULL, NULL);
    else if (filter->told->kind == YYQ_FILTER_VALUES)
      yyq_record_repository_list_values_async (
        self->records, filter->told->field, cancellable, values_cb,
        g_object_ref (yyq_choice_list_get_model (filter->choices)));
  }
}

/* Chips */

static void
add_chip (YyqListFilters *self, Filter *filter, GtkWidget *opener)
{
  GtkWidget *chip = yyq_filter_chip_new (opener, _ (filter->told->title));

  filter->chip = YYQ_FILTER_CHIP (chip);
  g_signal_connect (chip, "removed", G_CALLBACK (removed_cb), filter);
  yyq_wrap_box_append (self->box, chip);
}

static void
add_choices (YyqListFilters *self, Filter *filter, YyqSession *session)
{
  const YyqListFilter *told = filter->told;
  g_autoptr (GListModel) model = make_model (told, session);
  GtkWidget *choices =
    yyq_choice_list_new (_ (told->title), told->all != NULL ? _ (told->all) : NULL);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  filter->choices = YYQ_CHOICE_LIST (choices);
  filter->button = GTK_MENU_BUTTON (button);
  yyq_choice_list_set_model (filter->choices, model);
  g_object_set (choices, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6,
                NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), choices);
  yyq_ui_set_accessible_label (popover, _ (told->title));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  g_signal_connect_object (choices, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  add_chip (self, filter, button);
}

static void
add_time (YyqListFilters *self, Filter *filter)
{
  filter->range = g_object_new (YYQ_TYPE_DATE_RANGE, "label", _ (filter->told->title), NULL);
  g_signal_connect_object (filter->range, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_chip (self, filter, GTK_WIDGET (filter->range));
}

GtkWidget *
yyq_list_filters_new (YyqSession *session, YyqRecordRepository *records,
                      const YyqListFilter *filters, guint n)
{
  YyqListFilters *self = g_object_new (YYQ_TYPE_LIST_FILTERS, NULL);

  g_set_object (&self->records, records);
  self->filters = g_new0 (Filter, n);
  self->n = n;
  for (guint i = 0; i < n; i++) {
    self->filters[i].told = &filters[i];
    if (filters[i].kind == YYQ_FILTER_TIME)
      add_time (self, &self->filters[i]);
    else
      add_choices (self, &self->filters[i], session);
  }
  yyq_wrap_box_append (self->box, self->clear);
  show (self);
  return GTK_WIDGET (self);
}

/* What is asked for */

void
yyq_list_filters_apply (YyqListFilters *self, GObject *query)
{
  g_return_if_fail (YYQ_IS_LIST_FILTERS (self));

  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];

    if (filter->range != NULL) {
      g_object_set (query, filter->told->field, yyq_date_range_get_from (filter->range),
                    filter->told->until, yyq_date_range_get_to (filter->range), NULL);
    } else {
      g_auto (GStrv) ids = yyq_choice_list_dup_ids (filter->choices);

      g_object_set (query, filter->told->field, ids[0], NULL);
    }
  }
}

/* The end of the day @days from today, by the calendar. */
static gint64
end_of_day (int days)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  g_autoptr (GDateTime) today = yyq_clock_midnight (
    g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
  g_autoptr (GDateTime) end = g_date_time_add_days (today, days + 1);

  return yyq_clock_to_ms (end);
}

static void
add_condition (YyqRecordNarrow *narrow, const YyqListCondition *condition)
{
  if (condition->values[0] != NULL)
    yyq_record_narrow_add (narrow, condition->column, condition->relation, condition->values);
  else
    yyq_record_narrow_add_number (narrow, condition->column, condition->relation,
                                  condition->days > 0 ? end_of_day (condition->days)
                                                      : yyq_clock_now ());
}

static void
narrow_to_time (YyqRecordNarrow *narrow, const Filter *filter)
{
  yyq_record_narrow_add_number (narrow, filter->told->field, YYQ_RECORD_FROM,
                                yyq_date_range_get_from (filter->range));
  yyq_record_narrow_add_number (narrow, filter->told->field, YYQ_RECORD_BEFORE,
                                yyq_date_range_get_to (filter->range));
  if (filter->told->also.column != NULL)
    add_condition (narrow, &filter->told->also);
}

static const YyqListOption *
find_option (const YyqListFilter *told, const char *name)
{
  for (guint i = 0; i < told->n_options; i++)
    if (g_str_equal (told->options[i].name, name))
      return &told->options[i];
  g_return_val_if_reached (NULL);
}

static void
narrow_to_options (YyqRecordNarrow *narrow, const YyqListFilter *told, GStrv names)
{
  for (guint i = 0; names[i] != NULL; i++) {
    const YyqListOption *option = find_option (told, names[i]);

    if (i > 0)
      yyq_record_narrow_begin_choice (narrow);
    for (guint j = 0; j < YYQ_LIST_MOST_CONDITIONS && option->conditions[j].column != NULL; j++)
      add_condition (narrow, &option->conditions[j]);
  }
}

YyqRecordNarrow *
yyq_list_filters_dup_narrow (YyqListFilters *self)
{
  YyqRecordNarrow *narrow = yyq_record_narrow_new ();

  g_return_val_if_fail (YYQ_IS_LIST_FILTERS (self), narrow);
  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];

    if (!is_active (filter))
      continue;
    yyq_record_narrow_begin_part (narrow);
    if (filter->range != NULL) {
      narrow_to_time (narrow, filter);
    } else {
      g_auto (GStrv) ids = yyq_choice_list_dup_ids (filter->choices);

      if (filter->told->kind == YYQ_FILTER_OPTIONS)
        narrow_to_options (narrow, filter->told, ids);
      else
        yyq_record_narrow_add (narrow, filter->told->field, YYQ_RECORD_ONE_OF,
                               (const char *const *) ids);
    }
  }
  return narrow;
}

void
yyq_list_filters_choose (YyqListFilters *self, const char *field, const char *id, gboolean chosen)
{
  g_return_if_fail (YYQ_IS_LIST_FILTERS (self));
  for (guint i = 0; i < self->n; i++)
    if (self->filters[i].choices != NULL && g_str_equal (self->filters[i].told->field, field))
      yyq_choice_list_choose (self->filters[i].choices, id, chosen);
}

GStrv
yyq_list_filters_dup_chosen (YyqListFilters *self, const char *field)
{
  g_return_val_if_fail (YYQ_IS_LIST_FILTERS (self), NULL);
  for (guint i = 0; i < self->n; i++)
    if (self->filters[i].choices != NULL && g_str_equal (self->filters[i].told->field, field))
      return yyq_choice_list_dup_ids (self->filters[i].choices);
  return g_new0 (char *, 1);
}

gboolean
yyq_list_filters_is_narrow (YyqListFilters *self)
{
  g_return_val_if_fail (YYQ_IS_LIST_FILTERS (self), FALSE);

  for (guint i = 0; i < self->n; i++)
    if (is_active (&self->filters[i]))
      return TRUE;
  return FALSE;
}

/* Object */

static void
yyq_list_filters_finalize (GObject *object)
{
  YyqListFilters *self = YYQ_LIST_FILTERS (object);

  g_clear_object (&self->records);
  g_free (self->filters);
  G_OBJECT_CLASS (yyq_list_filters_parent_class)->finalize (object);
}

static void
yyq_list_filters_class_init (YyqListFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_list_filters_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_LIST_FILTERS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_list_filters_init (YyqListFilters *self)
{
  self->box = YYQ_WRAP_BOX (yyq_wrap_box_new (SPACING));
  self->clear = gtk_button_new_with_label (_ ("Clear all filters"));
  gtk_widget_add_css_class (self->clear, "flat");
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (yyq_list_filters_clear), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "yyq-filters");
  yyq_ui_set_accessible_label (self->box, _ ("Filters"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}
