/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-filters.h"

#include <glib/gi18n.h>

#include "yyq-choice.h"
#include "yyq-date-range.h"
#include "yyq-paged-list.h"
#include "yyq-ui.h"

#define CHOICE_WIDTH 220

/* One of them, with what it is on the screen. */
typedef struct {
  const YyqListFilter *told;
  YyqDateRange *range;   /* (nullable): of a time */
  YyqPagedList *choices; /* (owned) (nullable): of a choice, as are the others */
  GtkDropDown *down;
  GtkWidget *row;
} Filter;

struct _YyqListFilters {
  AdwBin parent_instance;

  GtkBox *box;
  GtkWidget *button; /* (nullable): there are no choices */
  Filter *filters;
  guint n;
};

G_DEFINE_FINAL_TYPE (YyqListFilters, yyq_list_filters, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqListFiltersSignal;

static guint signals[N_SIGNALS];

static void
changed_cb (YyqListFilters *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Choices */

/* (nullable): "" stands first for all of them. */
static const char *
chosen_id (const Filter *filter)
{
  YyqChoice *choice = gtk_drop_down_get_selected_item (filter->down);
  const char *id = choice != NULL ? yyq_choice_get_id (choice) : "";

  return *id != '\0' ? id : NULL;
}

/* With fewer than two to choose from there is no choice; what is chosen stays in sight. */
static void
show_choices (YyqListFilters *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];
    gboolean shown;

    if (filter->choices == NULL)
      continue;
    shown =
      g_list_model_get_n_items (G_LIST_MODEL (filter->choices)) > 1 || chosen_id (filter) != NULL;
    gtk_widget_set_visible (filter->row, shown);
    any |= shown;
  }
  gtk_widget_set_visible (self->button, any);
}

/* (transfer full): all of them, and then each. */
static GListModel *
make_model (const Filter *filter)
{
  g_autoptr (YyqChoice) all =
    g_object_new (YYQ_TYPE_CHOICE, "id", "", "name", _ (filter->told->all), NULL);
  GListStore *first = g_list_store_new (YYQ_TYPE_CHOICE);
  GListStore *both = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (first, all);
  g_list_store_append (both, first);
  g_list_store_append (both, filter->choices);
  g_object_unref (first);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both)));
}

static void
make_row (Filter *filter)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ (filter->told->title));
  GtkExpression *name = gtk_property_expression_new (YYQ_TYPE_CHOICE, NULL, "name");

  filter->down = GTK_DROP_DOWN (gtk_drop_down_new (make_model (filter), name));
  gtk_drop_down_set_enable_search (filter->down, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (filter->down), CHOICE_WIDTH, -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (filter->down));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  filter->row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (filter->row), label);
  gtk_box_append (GTK_BOX (filter->row), GTK_WIDGET (filter->down));
}

static void
add_choice (YyqListFilters *self, Filter *filter, YyqSession *session, GtkWidget *rows)
{
  filter->choices = yyq_paged_list_new (session, filter->told->path, YYQ_TYPE_CHOICE, NULL);
  make_row (filter);
  gtk_box_append (GTK_BOX (rows), filter->row);
  g_signal_connect_object (filter->down, "notify::selected-item", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (filter->choices, "items-changed", G_CALLBACK (show_choices), self,
                           G_CONNECT_SWAPPED);
}

static void
add_choices (YyqListFilters *self, YyqSession *session)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *popover = gtk_popover_new ();

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("_Filter"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->button), TRUE);
  yyq_ui_set_accessible_label (self->button, _ ("Filter"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_popover_set_child (GTK_POPOVER (popover), rows);
  g_object_set (rows, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6,
                NULL);
  gtk_box_append (self->box, self->button);
  for (guint i = 0; i < self->n; i++)
    if (self->filters[i].told->path != NULL)
      add_choice (self, &self->filters[i], session, rows);
  show_choices (self);
}

static void
add_time (YyqListFilters *self, Filter *filter)
{
  filter->range = g_object_new (YYQ_TYPE_DATE_RANGE, "label", _ (filter->told->title), NULL);
  g_signal_connect_object (filter->range, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, GTK_WIDGET (filter->range));
}

GtkWidget *
yyq_list_filters_new (YyqSession *session, const YyqListFilter *filters, guint n)
{
  YyqListFilters *self = g_object_new (YYQ_TYPE_LIST_FILTERS, NULL);
  gboolean choices = FALSE;

  self->filters = g_new0 (Filter, n);
  self->n = n;
  for (guint i = 0; i < n; i++) {
    self->filters[i].told = &filters[i];
    if (filters[i].path != NULL)
      choices = TRUE;
    else
      add_time (self, &self->filters[i]);
  }
  if (choices)
    add_choices (self, session);
  return GTK_WIDGET (self);
}

/* Without them the list is narrowed in other ways; the list itself says what is wrong. */
void
yyq_list_filters_refresh (YyqListFilters *self, GCancellable *cancellable)
{
  g_return_if_fail (YYQ_IS_LIST_FILTERS (self));

  for (guint i = 0; i < self->n; i++)
    if (self->filters[i].choices != NULL)
      yyq_paged_list_refresh_async (self->filters[i].choices, cancellable, NULL, NULL);
}

void
yyq_list_filters_apply (YyqListFilters *self, GObject *query)
{
  g_return_if_fail (YYQ_IS_LIST_FILTERS (self));

  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];

    if (filter->range != NULL)
      g_object_set (query, filter->told->field, yyq_date_range_get_from (filter->range),
                    filter->told->until, yyq_date_range_get_to (filter->range), NULL);
    else
      g_object_set (query, filter->told->field, chosen_id (filter), NULL);
  }
}

gboolean
yyq_list_filters_is_narrow (YyqListFilters *self)
{
  g_return_val_if_fail (YYQ_IS_LIST_FILTERS (self), FALSE);

  for (guint i = 0; i < self->n; i++) {
    const Filter *filter = &self->filters[i];

    if (filter->range != NULL ? yyq_date_range_get_from (filter->range) != 0
                              : chosen_id (filter) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Object */

static void
yyq_list_filters_finalize (GObject *object)
{
  YyqListFilters *self = YYQ_LIST_FILTERS (object);

  for (guint i = 0; i < self->n; i++)
    g_clear_object (&self->filters[i].choices);
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
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}
