/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-page.h"

#include <glib/gi18n.h>

#include "yyq-message-kind.h"
#include "yyq-message-row.h"
#include "yyq-message-rows.h"
#include "yyq-message-words.h"
#include "yyq-messages.h"
#include "yyq-status-badge.h"
#include "yyq-table-export.h"

struct _YyqMessagePage {
  YyqRecordListPage parent_instance;

  GtkButton *read_button;
};

G_DEFINE_FINAL_TYPE (YyqMessagePage, yyq_message_page, YYQ_TYPE_RECORD_LIST_PAGE)

static const YyqListTab tabs[] = {
  { "all", NULL, N_ ("All messages"), { NULL } },
  { "unread",
    "messages",
    NC_ ("messages", "Unread"),
    { "yyq-done-symbolic", N_ ("All messages are read"),
      N_ ("What happens from now on appears here.") } },
};

static const YyqListOption topics[] = {
  { "contract", N_ ("Contract"), { { "topic", YYQ_RECORD_ONE_OF, { "contract" } } } },
  { "account", N_ ("Account and UKey"), { { "topic", YYQ_RECORD_ONE_OF, { "account" } } } },
  { "job", N_ ("Tasks"), { { "topic", YYQ_RECORD_ONE_OF, { "job" } } } },
};

static const YyqListFilter filters[] = {
  { .kind = YYQ_FILTER_OPTIONS,
    .title = N_ ("Kind"),
    .field = "topic",
    .options = topics,
    .n_options = G_N_ELEMENTS (topics) },
};

/* Where a message leads: an action of the program, and what it is about. */
typedef struct {
  const char *action;
  const char *target;
} Way;

/* FALSE: what it is about may not be seen any more. */
static gboolean
leads_somewhere (YyqMessage *message, Way *way)
{
  static const char *const actions[] = {
    [YYQ_MESSAGE_TOPIC_CONTRACT] = "app.show-contract",
    [YYQ_MESSAGE_TOPIC_ACCOUNT] = "app.show-page",
    [YYQ_MESSAGE_TOPIC_JOB] = "app.show-task",
  };
  const YyqMessageTopic topic = yyq_message_get_topic (message);

  way->action = actions[topic];
  way->target = topic == YYQ_MESSAGE_TOPIC_ACCOUNT ? "personal" : yyq_message_get_object (message);
  return way->target != NULL;
}

/* Columns */

static YyqMessage *
message_of (gpointer row)
{
  return yyq_message_row_get_message (row);
}

static char *
day_of (gpointer row)
{
  return yyq_message_row_get_first (row) ? yyq_message_words_of_day (message_of (row)) : NULL;
}

static char *
unread_of (gpointer row)
{
  return g_strdup (yyq_message_get_unread (message_of (row)) ? _ ("Unread") : NULL);
}

static const char *
unread_class_of (gpointer row)
{
  return yyq_status_badge_get_class (YYQ_BADGE_MINE);
}

static char *
kind_of (gpointer row)
{
  return yyq_message_words_of_kind (message_of (row));
}

static char *
object_of (gpointer row)
{
  return yyq_message_words_of_object (message_of (row));
}

static char *
number_of (gpointer row)
{
  return g_strdup (yyq_message_get_number (message_of (row)));
}

static char *
people_of (gpointer row)
{
  return g_strdup (yyq_message_get_people (message_of (row)));
}

static char *
time_of (gpointer row)
{
  return yyq_message_words_of_time (message_of (row));
}

static char *
action_of (gpointer row)
{
  Way way;

  return g_strdup (leads_somewhere (message_of (row), &way) ? _ ("View") : NULL);
}

static char *
say (gpointer row)
{
  return yyq_message_words_of_all (message_of (row));
}

static const YyqTableColumn columns[] = {
  { .title = N_ ("Day"), .width = 84, .text = day_of },
  { .title = N_ ("State"),
    .kind = YYQ_CELL_PILL,
    .width = 76,
    .text = unread_of,
    .style = unread_class_of },
  { .title = N_ ("Message"), .width = 140, .expand = TRUE, .text = kind_of },
  { .title = N_ ("About"), .width = 156, .expand = TRUE, .rank = 2, .text = object_of },
  { .title = N_ ("Number"), .width = 148, .rank = 4, .text = number_of, .dim = TRUE },
  { .title = N_ ("Person"), .kind = YYQ_CELL_PERSON, .width = 104, .rank = 1, .text = people_of },
  { .title = N_ ("Time"), .width = 80, .rank = 3, .text = time_of, .dim = TRUE },
  { .title = N_ ("Action"), .kind = YYQ_CELL_LINK, .width = 72, .text = action_of },
};

/* Opening */

static void
open_message (YyqMessagePage *self, YyqMessage *message)
{
  Way way;

  yyq_messages_read (yyq_page_get_session (YYQ_PAGE (self)), message);
  if (leads_somewhere (message, &way))
    gtk_widget_activate_action (GTK_WIDGET (self), way.action, "s", way.target);
}

static void
yyq_message_page_row_opened (YyqListPage *page, gpointer row)
{
  open_message (YYQ_MESSAGE_PAGE (page), message_of (row));
}

typedef void (*Act) (YyqMessagePage *self, YyqMessage *message);

/* What is done with a message that is known by its id. */
typedef struct {
  YyqMessagePage *page; /* (owned) */
  Act act;
} Recalling;

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Recalling *recalling = user_data;
  g_autoptr (YyqMessagePage) self = recalling->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqMessage) message =
    yyq_record_repository_recall_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  /* One that has gone meanwhile leads nowhere. */
  if (message != NULL && !yyq_page_is_left (YYQ_PAGE (self)))
    recalling->act (self, message);
  g_free (recalling);
}

static void
recall (YyqMessagePage *self, const char *id, Act act)
{
  Recalling *recalling = g_new (Recalling, 1);

  recalling->page = g_object_ref (self);
  recalling->act = act;
  yyq_record_repository_recall_async (
    yyq_record_list_page_get_records (YYQ_RECORD_LIST_PAGE (self)), id,
    yyq_page_get_cancellable (YYQ_PAGE (self)), recalled_cb, recalling);
}

void
yyq_message_page_open (YyqMessagePage *self, const char *id)
{
  g_return_if_fail (YYQ_IS_MESSAGE_PAGE (self));
  if (!yyq_page_is_left (YYQ_PAGE (self)))
    recall (self, id, open_message);
}

static void
mark_read (YyqMessagePage *self, YyqMessage *message)
{
  yyq_messages_read (yyq_page_get_session (YYQ_PAGE (self)), message);
}

static void
open_action (GSimpleAction *action, GVariant *id, gpointer self)
{
  recall (self, g_variant_get_string (id, NULL), open_message);
}

static void
mark_read_action (GSimpleAction *action, GVariant *id, gpointer self)
{
  recall (self, g_variant_get_string (id, NULL), mark_read);
}

/* (transfer full): those that are chosen; none of them are all. */
static GStrv
dup_kinds (YyqMessagePage *self)
{
  return yyq_list_filters_dup_chosen (
    yyq_record_list_page_get_filters (YYQ_RECORD_LIST_PAGE (self)), "topic");
}

/* Of the kinds that are chosen, as the button says. */
static void
mark_all_read_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqSession *session = yyq_page_get_session (user_data);
  g_auto (GStrv) kinds = dup_kinds (user_data);
  YyqMessageTopic topic;

  if (*kinds == NULL)
    yyq_messages_read_all (session, NULL);
  for (char **kind = kinds; *kind != NULL; kind++)
    if (yyq_message_topic_from_string (*kind, &topic))
      yyq_messages_read_all (session, &topic);
}

static const GActionEntry actions[] = {
  { .name = "open-message", .activate = open_action, .parameter_type = "s" },
  { .name = "mark-read", .activate = mark_read_action, .parameter_type = "s" },
  { .name = "mark-all-read", .activate = mark_all_read_action },
};

static void
add_item (GMenu *menu, const char *label, const char *action, YyqMessage *message)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", yyq_message_get_id (message));
  g_menu_append_item (menu, item);
}

static GMenuModel *
yyq_message_page_menu (YyqListPage *page, gpointer row)
{
  YyqMessage *message = message_of (row);
  GMenu *menu = g_menu_new ();
  Way way;

  if (leads_somewhere (message, &way))
    add_item (menu, _ ("_View"), "page.open-message", message);
  if (yyq_message_get_unread (message))
    add_item (menu, _ ("Mark as _read"), "page.mark-read", message);
  g_menu_append (menu, _ ("_Copy"), "rows.copy");
  return G_MENU_MODEL (menu);
}

static void
copy_cb (YyqListPage *page)
{
  yyq_table_copy (yyq_list_page_get_table (page));
}

/* The list */

static GListModel *
wrap (YyqRecordList *list)
{
  return G_LIST_MODEL (yyq_message_rows_new (list));
}

/* What is marked is what the kinds leave in the list, and the button says so. */
static void
show_read_button (YyqMessagePage *self)
{
  g_auto (GStrv) kinds = dup_kinds (self);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *names = NULL;
  g_autofree char *label = NULL;

  for (char **kind = kinds; *kind != NULL; kind++) {
    YyqMessageTopic topic;

    if (yyq_message_topic_from_string (*kind, &topic))
      g_ptr_array_add (titles, (char *) _ (yyq_message_topic_get_title (topic)));
  }
  if (titles->len == 0) {
    gtk_button_set_label (self->read_button, _ ("Mark all as read"));
    return;
  }
  g_ptr_array_add (titles, NULL);
  names = g_strjoinv (C_ ("between kinds of messages", ", "), (char **) titles->pdata);
  /* Translators: kinds of messages */
  label = g_strdup_printf (_ ("Mark all of “%s” as read"), names);
  gtk_button_set_label (self->read_button, label);
}

static gboolean
yyq_message_page_requery (YyqRecordListPage *page, YyqRecordList *list, const YyqRecordQuery *query)
{
  show_read_button (YYQ_MESSAGE_PAGE (page));
  return yyq_record_list_set_query (list, query);
}

static void
yyq_message_page_moved (YyqRecordListPage *page)
{
  guint unread = 0;

  yyq_messages_get_unread (yyq_record_list_page_get_records (page), &unread);
  yyq_page_enable_action (YYQ_PAGE (page), "mark-all-read", unread > 0);
}

GtkWidget *
yyq_message_page_new (YyqSession *session)
{
  return g_object_new (YYQ_TYPE_MESSAGE_PAGE, "session", session, NULL);
}

static void
yyq_message_page_class_init (YyqMessagePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);
  YyqRecordListPageClass *record_class = YYQ_RECORD_LIST_PAGE_CLASS (klass);

  list_class->table = (YyqTableShape){ .name = "messages",
                                       .columns = columns,
                                       .n_columns = G_N_ELEMENTS (columns),
                                       .say = say,
                                       .menus = TRUE };
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ "yyq-message-symbolic", N_ ("No messages yet"),
                                      N_ ("What happens to contracts, tasks and your account "
                                          "appears here.") };
  list_class->open = yyq_message_page_row_opened;
  list_class->menu = yyq_message_page_menu;
  record_class->repository = yyq_messages_of;
  record_class->wrap = wrap;
  record_class->requery = yyq_message_page_requery;
  record_class->moved = yyq_message_page_moved;
  record_class->filters = filters;
  record_class->n_filters = G_N_ELEMENTS (filters);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/journal/yyq-message-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqMessagePage, read_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
yyq_message_page_init (YyqMessagePage *self)
{
  yyq_page_add_actions (YYQ_PAGE (self), actions, G_N_ELEMENTS (actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}
