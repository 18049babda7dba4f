/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-page.h"

#include <glib/gi18n.h>

#include "yyq-log-entry.h"
#include "yyq-log-query.h"
#include "yyq-log-tasks.h"
#include "yyq-log-words.h"

struct _YyqLogPage {
  YyqPagedListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (YyqLogPage, yyq_log_page, YYQ_TYPE_PAGED_LIST_PAGE)

/* By their names they are modules (yyq-enums.h). */
static const YyqListTab tabs[] = {
  { "all", NULL, N_ ("All entries"), { NULL } },  { "contract", NULL, N_ ("Contracts"), { NULL } },
  { "account", NULL, N_ ("Accounts"), { NULL } }, { "unit", NULL, N_ ("Units"), { NULL } },
  { "staff", NULL, N_ ("Staff"), { NULL } },      { "job", NULL, N_ ("Tasks"), { NULL } },
  { "log", NULL, N_ ("Log"), { NULL } },
};

static const YyqTableColumn columns[] = {
  { .title = N_ ("Time"), .width = 176, .text = yyq_log_words_of_time, .dim = TRUE },
  { .title = N_ ("Operation"), .width = 140, .text = yyq_log_words_of_action },
  { .title = N_ ("Object"), .width = 160, .expand = TRUE, .text = yyq_log_words_of_object },
  { .title = N_ ("Before and after"),
    .width = 150,
    .expand = TRUE,
    .rank = 1,
    .text = yyq_log_words_of_changes },
  { .title = N_ ("Operator"), .width = 104, .text = yyq_log_words_of_actor },
  { .title = N_ ("Unit"),
    .width = 132,
    .expand = TRUE,
    .rank = 2,
    .property = "unit",
    .dim = TRUE },
  { .title = N_ ("Address"), .width = 136, .rank = 3, .property = "remote", .dim = TRUE },
};

static const YyqListFilter filters[] = {
  { .kind = YYQ_FILTER_TIME, .title = N_ ("Time"), .field = "from", .until = "to" },
  { .kind = YYQ_FILTER_LISTED,
    .title = N_ ("Operator"),
    .field = "account-id",
    .all = N_ ("All accounts"),
    .path = "/log/accounts" },
  { .kind = YYQ_FILTER_LISTED,
    .title = N_ ("Unit"),
    .field = "unit-id",
    .all = N_ ("All units"),
    .path = "/log/units" },
};

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

GtkWidget *
yyq_log_page_new (YyqSession *session)
{
  GtkWidget *self = g_object_new (YYQ_TYPE_LOG_PAGE, "session", session, NULL);

  yyq_log_tasks_permit (self, session);
  return self;
}

static void
yyq_log_page_class_init (YyqLogPageClass *klass)
{
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);
  YyqPagedListPageClass *paged_class = YYQ_PAGED_LIST_PAGE_CLASS (klass);

  list_class->table =
    (YyqTableShape){ .name = "log", .columns = columns, .n_columns = G_N_ELEMENTS (columns) };
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ "yyq-log-symbolic", N_ ("Nothing was logged yet"),
                                      N_ ("Who did what to which contract or account is listed "
                                          "here.") };
  list_class->open = yyq_log_page_open;
  paged_class->path = "/log/search";
  paged_class->item_type = yyq_log_entry_get_type;
  paged_class->query_type = yyq_log_query_get_type;
  paged_class->tab_field = "module";
  paged_class->text_field = "text";
  paged_class->filters = filters;
  paged_class->n_filters = G_N_ELEMENTS (filters);
  yyq_log_tasks_install (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/com/yuyunqian/Yuyunqian/ui/journal/yyq-log-page.ui");
}

static void
yyq_log_page_init (YyqLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
