/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-list-page.h"

#include <glib/gi18n.h>

#include "yyq-contract-columns.h"
#include "yyq-date-range.h"
#include "yyq-state-page.h"
#include "yyq-ui.h"

#define N_BOXES 4

struct _YyqContractListPage {
  YyqPage parent_instance;

  GtkToggleButton *all_toggle;
  GtkToggleButton *mine_toggle;
  GtkToggleButton *others_toggle;
  GtkToggleButton *done_toggle;
  GtkSearchEntry *search_entry;
  YyqDateRange *range;
  GtkLabel *stale_label;
  GtkStack *stack;
  YyqStatePage *state_page;
  GtkColumnView *view;

  YyqContractRepository *contracts; /* (owned) */
  YyqContractList *list;            /* (owned) */
  guint n_refreshing;               /* refreshes that this page asked for */
  gboolean to_top;                  /* a new query: its rows are read from the first one */
};

G_DEFINE_FINAL_TYPE (YyqContractListPage, yyq_contract_list_page, YYQ_TYPE_PAGE)

/* In the order of YyqContractBox. */
static GtkToggleButton *
toggle_of (YyqContractListPage *self, YyqContractBox box)
{
  GtkToggleButton *toggles[N_BOXES] = { self->all_toggle, self->mine_toggle, self->others_toggle,
                                        self->done_toggle };

  return toggles[box];
}

static YyqContractBox
current_box (YyqContractListPage *self)
{
  for (guint i = 0; i < N_BOXES; i++)
    if (gtk_toggle_button_get_active (toggle_of (self, i)))
      return i;
  return YYQ_CONTRACT_BOX_ALL;
}

static gboolean
filtered (YyqContractListPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0' ||
         yyq_date_range_get_from (self->range) != 0;
}

static void
show_empty (YyqContractListPage *self)
{
  if (filtered (self))
    yyq_state_page_show_empty (self->state_page, "edit-find-symbolic", _ ("Nothing found"),
                               _ ("No contract matches the search and the start time."));
  else if (current_box (self) == YYQ_CONTRACT_BOX_MINE)
    yyq_state_page_show_empty (self->state_page, "yyq-done-symbolic", _ ("Nothing waits for you"),
                               _ ("Contracts that your company has to sign appear here."));
  else
    yyq_state_page_show_empty (self->state_page, "yyq-empty-symbolic", _ ("No contracts yet"),
                               _ ("Contracts appear here as soon as they are initiated."));
}

static void
scroll_to_top (YyqContractListPage *self)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  self->to_top = FALSE;
  if (vertical != NULL)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_lower (vertical));
}

/* What is stored is always shown first; an error only takes the page when there is nothing else. */
static void
show_list (YyqContractListPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const GError *error = yyq_contract_list_get_error (self->list);
  const gboolean loading = yyq_contract_list_get_loading (self->list);

  if (n == 0 && loading)
    yyq_state_page_show_loading (self->state_page, _ ("Loading contracts"));
  else if (n == 0 && error != NULL)
    yyq_state_page_show_error (self->state_page, error);
  else if (n == 0 && yyq_contract_list_get_refreshing (self->list) && !filtered (self))
    yyq_state_page_show_loading (self->state_page, _ ("Loading contracts"));
  else if (n == 0)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "state");
  gtk_label_set_text (self->stale_label,
                      _ ("This is what was known the last time the platform answered."));
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label),
                          n > 0 && yyq_contract_list_get_stale (self->list));
  if (self->to_top && !loading)
    scroll_to_top (self);
  yyq_page_set_busy (YYQ_PAGE (self), loading || self->n_refreshing > 0);
}

static void
show_count (GtkToggleButton *toggle, const char *title, gboolean known, guint count)
{
  g_autofree char *label = known ? g_strdup_printf ("%s %u", title, count) : g_strdup (title);

  gtk_button_set_label (GTK_BUTTON (toggle), label);
}

static void
show_counts (YyqContractListPage *self)
{
  YyqContractCounts counts = { 0 };
  const gboolean known = yyq_contract_repository_get_counts (self->contracts, &counts);

  show_count (self->all_toggle, _ ("All contracts"), known, counts.all);
  show_count (self->mine_toggle, C_ ("box of the contract list", "Waiting for me"), known,
              counts.mine);
  show_count (self->others_toggle, _ ("Waiting for others"), known, counts.others);
  show_count (self->done_toggle, _ ("Completed"), known, counts.done);
}

static void
requery (YyqContractListPage *self)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autofree char *text = NULL;

  /* A table that goes sorts once more. */
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  query->box = current_box (self);
  query->from_ms = yyq_date_range_get_from (self->range);
  query->to_ms = yyq_date_range_get_to (self->range);
  yyq_contract_query_set_text (query, text);
  yyq_contract_columns_get_sort (self->view, &query->sort, &query->descending);
  if (yyq_contract_query_equal (query, yyq_contract_list_get_query (self->list)))
    return;
  yyq_contract_list_set_query (self->list, query);
  self->to_top = TRUE;
  show_list (self);
}

static void
toggled_cb (YyqContractListPage *self, GtkToggleButton *toggle)
{
  /* A change of the group toggles two buttons: one of them is enough. */
  if (gtk_toggle_button_get_active (toggle))
    requery (self);
}

static void
activated_cb (YyqContractListPage *self, guint position)
{
  g_autoptr (YyqContract) contract = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (contract != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.show-contract", "s",
                                yyq_contract_get_id (contract));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqContractListPage) self = user_data;

  /* The list shows the error itself: see "error" and "stale". */
  yyq_contract_repository_refresh_finish (YYQ_CONTRACT_REPOSITORY (source), result, NULL);
  self->n_refreshing--;
  if (!yyq_page_is_left (YYQ_PAGE (self)))
    show_list (self);
}

static void
refresh (YyqContractListPage *self)
{
  self->n_refreshing++;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_contract_repository_refresh_async (
    self->contracts, yyq_page_get_cancellable (YYQ_PAGE (self)), refreshed_cb, g_object_ref (self));
}

void
yyq_contract_list_page_set_box (YyqContractListPage *self, YyqContractBox box)
{
  g_return_if_fail (YYQ_IS_CONTRACT_LIST_PAGE (self));
  gtk_toggle_button_set_active (toggle_of (self, box), TRUE);
}

void
yyq_contract_list_page_search (YyqContractListPage *self, const char *text)
{
  g_return_if_fail (YYQ_IS_CONTRACT_LIST_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  requery (self);
}

void
yyq_contract_list_page_focus_search (YyqContractListPage *self)
{
  g_return_if_fail (YYQ_IS_CONTRACT_LIST_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
yyq_contract_list_page_shown (YyqPage *page)
{
  refresh (YYQ_CONTRACT_LIST_PAGE (page));
}

/* The list is asked before it is connected: its first state is read once, at the end. */
GtkWidget *
yyq_contract_list_page_new (YyqSession *session)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_CONTRACT_LIST_PAGE, "session", session, NULL);
  YyqContractListPage *self = YYQ_CONTRACT_LIST_PAGE (widget);
  YyqPage *page = YYQ_PAGE (widget);
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  GtkSelectionModel *selection;

  self->contracts = g_object_ref (yyq_session_get_contracts (session));
  self->list = yyq_contract_repository_query (self->contracts, query);
  selection =
    GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  gtk_column_view_set_model (self->view, selection);
  g_object_unref (selection);
  yyq_page_follow (page, self->list, "notify", G_CALLBACK (show_list));
  yyq_page_follow (page, self->list, "items-changed", G_CALLBACK (show_list));
  yyq_page_follow (page, self->contracts, "changed", G_CALLBACK (show_counts));
  yyq_page_follow (page, self->contracts, "notify::synced-at", G_CALLBACK (show_counts));
  yyq_page_follow (page, gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (requery));
  show_counts (self);
  show_list (self);
  return widget;
}

static void
yyq_contract_list_page_leave (YyqPage *page)
{
  YyqContractListPage *self = YYQ_CONTRACT_LIST_PAGE (page);

  g_clear_object (&self->list);
  g_clear_object (&self->contracts);
}

static void
yyq_contract_list_page_class_init (YyqContractListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YYQ_PAGE_CLASS (klass)->shown = yyq_contract_list_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_contract_list_page_leave;
  g_type_ensure (YYQ_TYPE_DATE_RANGE);
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-contract-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, all_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, mine_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, others_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, done_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, range);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, state_page);
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, view);
}

static void
yyq_contract_list_page_init (YyqContractListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_date_range_set_label (self->range, _ ("Start time"));
  yyq_contract_columns_add (self->view);
  for (guint i = 0; i < N_BOXES; i++)
    g_signal_connect_swapped (toggle_of (self, i), "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (requery), self);
  g_signal_connect_swapped (self->range, "changed", G_CALLBACK (requery), self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->state_page, "retry", G_CALLBACK (refresh), self);
}
