/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-messages.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-message-command.h"
#include "yyq-message-entity.h"
#include "yyq-message-kind.h"
#include "yyq-session-private.h"

/* Of a list of those that are to be marked. */
#define TOPIC "yyq-messages-topic"

/* All in one search, which a list without a limit does in two; more come in no term. */
#define MOST_READ 100000

YyqRecordRepository *
yyq_messages_of (YyqSession *session)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (session);

  return workspace != NULL ? yyq_workspace_get_records (workspace, &yyq_message_entity) : NULL;
}

/* (transfer full) */
static YyqRecordNarrow *
narrow_to (YyqMessageTopic topic)
{
  YyqRecordNarrow *narrow = yyq_record_narrow_new ();
  g_autoptr (GEnumClass) klass = g_type_class_ref (YYQ_TYPE_MESSAGE_TOPIC);
  const char *const words[] = { g_enum_get_value (klass, (int) topic)->value_nick, NULL };

  yyq_record_narrow_begin_part (narrow);
  yyq_record_narrow_add (narrow, "topic", YYQ_RECORD_ONE_OF, words);
  return narrow;
}

/* (transfer full) */
static YyqRecordQuery *
make_query (const YyqMessageQuery *query)
{
  YyqRecordQuery *self = yyq_record_query_new ();

  self->filter = query->unread ? "unread" : NULL;
  if (query->topic != NULL)
    yyq_record_query_take_narrow (self, narrow_to (*query->topic));
  yyq_record_query_set_text (self, query->text);
  return self;
}

YyqRecordList *
yyq_messages_query (YyqRecordRepository *self, const YyqMessageQuery *query, int most)
{
  g_autoptr (YyqRecordQuery) records = make_query (query);

  return yyq_record_repository_list (self, records, most);
}

gboolean
yyq_messages_get_unread (YyqRecordRepository *self, guint *count)
{
  return yyq_record_repository_get_count (self, YYQ_MESSAGE_COUNT_UNREAD, count);
}

/* Marking */

/* As the platform will say it. */
static void
add_read (YyqRecordChanges *changes, YyqMessage *message)
{
  g_autoptr (YyqMessage) read = yyq_message_new ();

  yyq_record_take_over (read, message);
  g_object_set (read, "unread", FALSE, "version", yyq_message_get_version (message) + 1, NULL);
  yyq_record_changes_put (changes, &yyq_message_entity, read, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  YyqCommandFate fate;
  YyqCommandReply *reply =
    yyq_outbox_runner_send_finish (YYQ_OUTBOX_RUNNER (source), result, &fate, &error);

  /* What waits is listed by itself, and why. */
  if (reply == NULL)
    g_debug ("What has been read is not told: %s", error->message);
  g_clear_pointer (&reply, yyq_command_reply_free);
}

/* @title (nullable). */
static void
send_command (YyqWorkspace *workspace, const YyqCommandKind *kind, YyqMessage *message,
              const char *json, const char *title)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (YyqOutboxEntry) entry =
    yyq_outbox_entry_new (kind->name, yyq_message_get_id (message), body);

  entry->title = g_strdup (title);
  yyq_outbox_runner_send_async (yyq_workspace_get_runner (workspace), entry, NULL, sent_cb, NULL);
}

void
yyq_messages_read (YyqSession *session, YyqMessage *message)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (session);
  const YyqMessageKind *kind = NULL;
  YyqRecordChanges *changes;

  g_return_if_fail (YYQ_IS_MESSAGE (message));

  if (workspace == NULL || !yyq_message_get_unread (message))
    return;
  changes = yyq_record_changes_new ();
  add_read (changes, message);
  yyq_feed_apply (yyq_workspace_get_feed (workspace), changes);
  kind = yyq_message_kind_find (yyq_message_get_kind (message));
  send_command (workspace, &yyq_message_read_command, message, "{}",
                kind != NULL ? _ (kind->title) : NULL);
}

/* @topic (nullable). */
static void
send_until (YyqWorkspace *workspace, const YyqMessageTopic *topic, YyqMessage *last)
{
  g_autofree char *json = NULL;

  if (topic == NULL) {
    send_command (workspace, &yyq_message_read_until_command, last, "{}", NULL);
    return;
  }
  json = g_strdup_printf ("{\"topic\":\"%s\"}", yyq_message_topic_to_string (*topic));
  send_command (workspace, &yyq_message_read_topic_command, last, json,
                _ (yyq_message_topic_get_title (*topic)));
}

/* All at once. Ids are in the order of time, and by them the platform knows what came before. */
static void
mark_listed (YyqWorkspace *workspace, GListModel *unread, const YyqMessageTopic *topic)
{
  const guint n = g_list_model_get_n_items (unread);
  YyqRecordChanges *changes = NULL;
  g_autoptr (YyqMessage) last = NULL;

  if (n == 0)
    return;
  changes = yyq_record_changes_new ();
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqMessage) message = g_list_model_get_item (unread, i);

    add_read (changes, message);
    if (last == NULL || g_strcmp0 (yyq_message_get_id (message), yyq_message_get_id (last)) > 0)
      g_set_object (&last, message);
  }
  yyq_feed_apply (yyq_workspace_get_feed (workspace), changes);
  send_until (workspace, topic, last);
}

static void
listed_cb (YyqRecordList *list, GParamSpec *pspec, YyqWorkspace *workspace)
{
  if (yyq_record_list_get_loading (list))
    return;
  g_signal_handlers_disconnect_by_data (list, workspace);
  mark_listed (workspace, G_LIST_MODEL (list), g_object_get_data (G_OBJECT (list), TOPIC));
}

/* The list lives until it is known, and longer than its workspace has nothing in it. */
void
yyq_messages_read_all (YyqSession *session, const YyqMessageTopic *topic)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (session);
  const YyqMessageQuery query = { .unread = TRUE, .topic = topic };
  g_autoptr (YyqRecordList) list = NULL;

  if (workspace == NULL)
    return;
  list = yyq_messages_query (yyq_messages_of (session), &query, MOST_READ);
  if (topic != NULL)
    g_object_set_data_full (G_OBJECT (list), TOPIC, g_memdup2 (topic, sizeof *topic), g_free);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (listed_cb), workspace, 0);
}
