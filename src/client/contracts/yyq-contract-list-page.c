/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-list-page.h"

#include <glib/gi18n.h>

#include "yyq-contract-columns.h"
#include "yyq-contract-repository.h"
#include "yyq-table-export.h"

struct _YyqContractListPage {
  YyqRecordListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (YyqContractListPage, yyq_contract_list_page, YYQ_TYPE_RECORD_LIST_PAGE)

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

/* As a contract's pill says it. */
static const YyqListOption states[] = {
  { "draft", N_ ("Draft"), { { "state", YYQ_RECORD_ONE_OF, { "draft" } } } },
  { "filling", N_ ("Being filled in"), { { "state", YYQ_RECORD_ONE_OF, { "filling" } } } },
  { "mine",
    N_ ("Waiting for me"),
    { { "state", YYQ_RECORD_ONE_OF, { "signing" } }, { "my_turn", YYQ_RECORD_ONE_OF, { "1" } } } },
  { "others",
    N_ ("Signing"),
    { { "state", YYQ_RECORD_ONE_OF, { "signing" } }, { "my_turn", YYQ_RECORD_ONE_OF, { "0" } } } },
  { "completed", N_ ("Completed"), { { "state", YYQ_RECORD_ONE_OF, { "completed" } } } },
  { "withdrawn", N_ ("Withdrawn"), { { "state", YYQ_RECORD_ONE_OF, { "withdrawn" } } } },
  { "refused", N_ ("Refused"), { { "state", YYQ_RECORD_ONE_OF, { "refused" } } } },
  { "expired", N_ ("Expired"), { { "state", YYQ_RECORD_ONE_OF, { "expired" } } } },
};

/* What still can be signed, and what could not be in time. */
#define OPEN                                             \
  {                                                      \
    "state", YYQ_RECORD_ONE_OF, { "filling", "signing" } \
  }
#define OPEN_OR_LATE                                                \
  {                                                                 \
    "state", YYQ_RECORD_ONE_OF, { "filling", "signing", "expired" } \
  }
#define NOT_YET                         \
  {                                     \
    "due_at", YYQ_RECORD_FROM, { NULL } \
  }

static const YyqListOption terms[] = {
  { "overdue",
    N_ ("Overdue"),
    { { "due_at", YYQ_RECORD_FROM, { "1" } },
      { "due_at", YYQ_RECORD_BEFORE, { NULL } },
      OPEN_OR_LATE } },
  { "3-days",
    N_ ("Within 3 days"),
    { NOT_YET, { "due_at", YYQ_RECORD_BEFORE, { NULL }, 3 }, OPEN } },
  { "7-days",
    N_ ("Within 7 days"),
    { NOT_YET, { "due_at", YYQ_RECORD_BEFORE, { NULL }, 7 }, OPEN } },
  { "30-days",
    N_ ("Within 30 days"),
    { NOT_YET, { "due_at", YYQ_RECORD_BEFORE, { NULL }, 30 }, OPEN } },
  { "none", N_ ("No deadline"), { { "due_at", YYQ_RECORD_ONE_OF, { "0" } }, OPEN } },
};

/* A draft has not been initiated. */
static const YyqListFilter filters[] = {
  { .kind = YYQ_FILTER_OPTIONS,
    .title = N_ ("State"),
    .field = "state",
    .options = states,
    .n_options = G_N_ELEMENTS (states) },
  { .kind = YYQ_FILTER_TIME,
    .title = N_ ("Start time"),
    .field = "initiated_at",
    .also = { "state", YYQ_RECORD_NONE_OF, { "draft" } } },
  { .kind = YYQ_FILTER_VALUES, .title = N_ ("Unit"), .field = "unit_name" },
  { .kind = YYQ_FILTER_VALUES, .title = N_ ("Initiator"), .field = "initiator_name" },
  { .kind = YYQ_FILTER_OPTIONS,
    .title = N_ ("Sign by"),
    .field = "due_at",
    .all = N_ ("Any time"),
    .options = terms,
    .n_options = G_N_ELEMENTS (terms) },
};

static YyqRecordRepository *
repository (YyqSession *session)
{
  return YYQ_RECORD_REPOSITORY (yyq_contract_repository_of (session));
}

static gboolean
yyq_contract_list_page_requery (YyqRecordListPage *page, YyqRecordList *list,
                                const YyqRecordQuery *query)
{
  YyqRecordRepository *contracts = yyq_record_list_page_get_records (page);

  return yyq_contract_repository_ask (YYQ_CONTRACT_REPOSITORY (contracts), list, query);
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

GtkWidget *
yyq_contract_list_page_new (YyqSession *session)
{
  return g_object_new (YYQ_TYPE_CONTRACT_LIST_PAGE, "session", session, NULL);
}

static void
yyq_contract_list_page_class_init (YyqContractListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);
  YyqRecordListPageClass *record_class = YYQ_RECORD_LIST_PAGE_CLASS (klass);

  list_class->table = yyq_contract_table;
  list_class->sort = yyq_contract_sort_to_string (YYQ_CONTRACT_SORT_INITIATED_AT);
  list_class->descending = TRUE;
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ "yyq-empty-symbolic", N_ ("No contracts yet"),
                                      N_ ("Contracts appear here as soon as they are initiated.") };
  list_class->open = yyq_contract_list_page_open;
  list_class->menu = yyq_contract_list_page_menu;
  record_class->repository = repository;
  record_class->requery = yyq_contract_list_page_requery;
  record_class->filters = filters;
  record_class->n_filters = G_N_ELEMENTS (filters);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-contract-list-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
yyq_contract_list_page_init (YyqContractListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
