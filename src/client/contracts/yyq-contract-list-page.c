/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-list-page.h"

#include <glib/gi18n.h>

#include "yyq-contract-columns.h"
#include "yyq-contract-repository.h"
#include "yyq-date-range.h"
#include "yyq-table-export.h"

struct _YyqContractListPage {
  YyqListPage parent_instance;

  YyqDateRange *range;
  YyqContractRepository *contracts; /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqContractListPage, yyq_contract_list_page, YYQ_TYPE_LIST_PAGE)

static const YyqListTab tabs[] = {
  { "all", NULL, N_ ("All contracts"), { NULL } },
  { "mine",
    "tab of the contract list",
    NC_ ("tab of the contract list", "Waiting for me"),
    { "yyq-done-symbolic", N_ ("Nothing to do"),
      N_ ("Contracts that your company has to sign appear here.") } },
  { "others", NULL, N_ ("Waiting for others"), { NULL } },
  { "done", NULL, N_ ("Completed"), { NULL } },
};

static void
show_counts (YyqListPage *page)
{
  YyqContractRepository *contracts = YYQ_CONTRACT_LIST_PAGE (page)->contracts;
  YyqContractCounts counts = { 0 };
  const gboolean known = yyq_contract_repository_get_counts (contracts, &counts);

  yyq_list_page_set_count (page, "all", known, counts.all);
  yyq_list_page_set_count (page, "mine", known, counts.mine);
  yyq_list_page_set_count (page, "others", known, counts.others);
  yyq_list_page_set_count (page, "done", known, counts.done);
}

static void
range_changed_cb (YyqContractListPage *self)
{
  yyq_list_page_filter_changed (YYQ_LIST_PAGE (self), yyq_date_range_get_from (self->range) != 0);
}

static gboolean
yyq_contract_list_page_query (YyqListPage *page, const YyqListQuery *asked)
{
  YyqContractListPage *self = YYQ_CONTRACT_LIST_PAGE (page);
  YyqRecordList *list = YYQ_RECORD_LIST (yyq_list_page_get_model (page));
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

  yyq_contract_tab_from_string (asked->tab, &query->tab);
  query->from_ms = yyq_date_range_get_from (self->range);
  query->to_ms = yyq_date_range_get_to (self->range);
  yyq_contract_query_set_text (query, asked->text);
  if (asked->sort != NULL && yyq_contract_sort_from_string (asked->sort, &query->sort))
    query->descending = asked->descending;
  return yyq_contract_repository_requery (self->contracts, list, query);
}

static void
yyq_contract_list_page_open (YyqListPage *page, gpointer contract)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "app.show-contract", "s",
                              yyq_contract_get_id (contract));
}

static void
add_action (GMenu *menu, const char *label, const char *action, gpointer contract)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", yyq_contract_get_id (contract));
  g_menu_append_item (menu, item);
}

static GMenuModel *
yyq_contract_list_page_menu (YyqListPage *page, gpointer contract)
{
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  GMenu *menu = g_menu_new ();

  add_action (first, _ ("_View"), "app.show-contract", contract);
  if (yyq_contract_get_my_turn (contract))
    add_action (first, _ ("_Sign…"), "app.sign-contract", contract);
  g_menu_append (second, _ ("_Copy"), "rows.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (menu);
}

static void
copy_cb (YyqListPage *page)
{
  yyq_table_copy (yyq_list_page_get_table (page));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqListPage) page = user_data;

  /* The list shows the error itself: see "error" and "stale". */
  yyq_record_repository_refresh_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
  yyq_list_page_refreshed (page);
}

static void
yyq_contract_list_page_refresh (YyqListPage *page)
{
  yyq_record_repository_refresh_async (
    YYQ_RECORD_REPOSITORY (YYQ_CONTRACT_LIST_PAGE (page)->contracts),
    yyq_page_get_cancellable (YYQ_PAGE (page)), refreshed_cb, g_object_ref (page));
}

GtkWidget *
yyq_contract_list_page_new (YyqSession *session)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_CONTRACT_LIST_PAGE, "session", session, NULL);
  YyqContractListPage *self = YYQ_CONTRACT_LIST_PAGE (widget);
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (YyqRecordList) list = NULL;

  self->contracts = g_object_ref (yyq_contract_repository_of (session));
  list = yyq_contract_repository_query (self->contracts, query);
  yyq_page_follow (YYQ_PAGE (self), self->contracts, "changed", G_CALLBACK (show_counts));
  yyq_page_follow (YYQ_PAGE (self), self->contracts, "notify::synced-at", G_CALLBACK (show_counts));
  show_counts (YYQ_LIST_PAGE (self));
  yyq_list_page_set_model (YYQ_LIST_PAGE (self), G_LIST_MODEL (list));
  return widget;
}

static void
yyq_contract_list_page_leave (YyqPage *page)
{
  g_clear_object (&YYQ_CONTRACT_LIST_PAGE (page)->contracts);
  YYQ_PAGE_CLASS (yyq_contract_list_page_parent_class)->leave (page);
}

static void
yyq_contract_list_page_class_init (YyqContractListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);

  YYQ_PAGE_CLASS (klass)->leave = yyq_contract_list_page_leave;
  list_class->table = yyq_contract_table;
  /* As yyq_contract_query_new() asks. */
  list_class->sort = yyq_contract_sort_to_string (YYQ_CONTRACT_SORT_INITIATED_AT);
  list_class->descending = TRUE;
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ "yyq-empty-symbolic", N_ ("No contracts yet"),
                                      N_ ("Contracts appear here as soon as they are initiated.") };
  list_class->query = yyq_contract_list_page_query;
  list_class->refresh = yyq_contract_list_page_refresh;
  list_class->open = yyq_contract_list_page_open;
  list_class->menu = yyq_contract_list_page_menu;
  g_type_ensure (YYQ_TYPE_DATE_RANGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-contract-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqContractListPage, range);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
}

static void
yyq_contract_list_page_init (YyqContractListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
