/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-notifier.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-message-words.h"
#include "yyq-messages.h"

/* Of more at once each is no news of its own. */
#define MOST_AT_ONCE 3
/* Unread ones that are looked at, the newest. */
#define MOST_LOOKED_AT 50
#define TOGETHER "messages"

struct _YyqMessageNotifier {
  GObject parent_instance;

  YyqSession *session; /* (owned) */
  GSettings *settings; /* (owned) (nullable) */
  const YyqDesktop *desktop;
  gpointer data;

  YyqRecordRepository *messages; /* (owned) (nullable): while somebody is logged in */
  YyqRecordList *unread;         /* (owned) (nullable): when the cache has been filled once */
  YyqRecordList *seen; /* (owned) (nullable): what the cache had then, until it is known */
  char *last;          /* (owned) (nullable): the newest of those; ids are in the order of time */
  GHashTable *known;   /* (owned): id -> is it shown on the desktop; of what came behind it */
};

G_DEFINE_FINAL_TYPE (YyqMessageNotifier, yyq_message_notifier, G_TYPE_OBJECT)

static gboolean
is_quiet (YyqMessageNotifier *self)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  const guint hour = (guint) g_date_time_get_hour (now);
  guint from;
  guint to;

  if (self->settings == NULL)
    return FALSE;
  if (!g_settings_get_boolean (self->settings, "notifications"))
    return TRUE;
  if (!g_settings_get_boolean (self->settings, "quiet-hours"))
    return FALSE;
  from = g_settings_get_uint (self->settings, "quiet-from");
  to = g_settings_get_uint (self->settings, "quiet-to");
  if (from == to) /* no hour at all */
    return FALSE;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

/* (transfer full) (nullable): no names, see above. */
static char *
make_body (YyqMessage *message)
{
  switch (yyq_message_get_topic (message)) {
  case YYQ_MESSAGE_TOPIC_CONTRACT:
    return g_strdup (yyq_message_get_number (message));
  case YYQ_MESSAGE_TOPIC_JOB:
    return yyq_message_words_of_object (message);
  case YYQ_MESSAGE_TOPIC_ACCOUNT:
  default:
    return NULL;
  }
}

static void
send_one (YyqMessageNotifier *self, YyqMessage *message)
{
  g_autofree char *title = yyq_message_words_of_kind (message);
  g_autofree char *body = make_body (message);
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-message", "s",
                                                yyq_message_get_id (message));
  self->desktop->send (self->data, yyq_message_get_id (message), notification);
}

static void
send_together (YyqMessageNotifier *self, guint n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u new message", "%u new messages", n), n);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_default_action_and_target (notification, "app.show-page", "s", "messages");
  self->desktop->send (self->data, TOGETHER, notification);
}

static void
tell (YyqMessageNotifier *self, GPtrArray *messages)
{
  if (messages->len == 0 || is_quiet (self) || self->desktop->is_looking (self->data))
    return;
  if (messages->len > MOST_AT_ONCE) {
    send_together (self, messages->len);
    return;
  }
  for (guint i = 0; i < messages->len; i++)
    send_one (self, g_ptr_array_index (messages, i));
}

/* What was unread is not any more. */
static void
withdraw_read (YyqMessageNotifier *self, GHashTable *unread)
{
  GHashTableIter iter;
  gpointer id, shown;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &id, &shown))
    if (shown != NULL && !g_hash_table_contains (unread, id)) {
      self->desktop->withdraw (self->data, id);
      g_hash_table_iter_replace (&iter, NULL);
    }
  if (g_hash_table_size (unread) == 0)
    self->desktop->withdraw (self->data, TOGETHER);
}

/* What this computer has had before is no news, whenever it happened and whatever the clock says
 * here. FALSE: it is not known yet. */
static gboolean
know_last (YyqMessageNotifier *self)
{
  if (self->last != NULL)
    return TRUE;
  if (yyq_record_list_get_loading (self->seen))
    return FALSE;
  self->last = g_strdup ("");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->seen)); i++) {
    g_autoptr (YyqMessage) message = g_list_model_get_item (G_LIST_MODEL (self->seen), i);

    if (g_strcmp0 (yyq_message_get_id (message), self->last) > 0) {
      g_free (self->last);
      self->last = g_strdup (yyq_message_get_id (message));
    }
  }
  g_signal_handlers_disconnect_by_data (self->seen, self);
  g_clear_object (&self->seen);
  return TRUE;
}

static void
look (YyqMessageNotifier *self)
{
  GListModel *list = G_LIST_MODEL (self->unread);
  g_autoptr (GHashTable) unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  if (!know_last (self) || yyq_record_list_get_loading (self->unread))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (YyqMessage) message = g_list_model_get_item (list, i);
    const char *id = yyq_message_get_id (message);

    g_hash_table_add (unread, g_strdup (id));
    if (g_strcmp0 (id, self->last) <= 0 || g_hash_table_contains (self->known, id))
      continue;
    g_hash_table_insert (self->known, g_strdup (id), GINT_TO_POINTER (TRUE));
    g_ptr_array_add (fresh, g_object_ref (message));
  }
  withdraw_read (self, unread);
  tell (self, fresh);
}

static void
forget (YyqMessageNotifier *self)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->messages == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->messages, self);
  g_clear_object (&self->messages);
  if (self->unread != NULL)
    g_signal_handlers_disconnect_by_data (self->unread, self);
  g_clear_object (&self->unread);
  if (self->seen != NULL)
    g_signal_handlers_disconnect_by_data (self->seen, self);
  g_clear_object (&self->seen);
  g_clear_pointer (&self->last, g_free);
  withdraw_read (self, none);
  g_hash_table_remove_all (self->known);
}

/* From when on the cache has been filled: what it has at that moment is asked for before anything
 * that comes later can be in it. */
static void
follow_unread (YyqMessageNotifier *self)
{
  if (self->unread != NULL || yyq_record_repository_get_synced_at (self->messages) == 0)
    return;
  self->seen = yyq_messages_query (self->messages, &(YyqMessageQuery){ 0 }, MOST_LOOKED_AT);
  self->unread =
    yyq_messages_query (self->messages, &(YyqMessageQuery){ .unread = TRUE }, MOST_LOOKED_AT);
  g_signal_connect_swapped (self->seen, "notify::loading", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->unread, "notify::loading", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->unread, "items-changed", G_CALLBACK (look), self);
}

static void
follow_state (YyqMessageNotifier *self)
{
  forget (self);
  if (yyq_session_get_state (self->session) != YYQ_SESSION_STATE_READY)
    return;
  self->messages = g_object_ref (yyq_messages_of (self->session));
  g_signal_connect_swapped (self->messages, "notify::synced-at", G_CALLBACK (follow_unread), self);
  follow_unread (self);
}

static void
yyq_message_notifier_dispose (GObject *object)
{
  YyqMessageNotifier *self = YYQ_MESSAGE_NOTIFIER (object);

  forget (self);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (yyq_message_notifier_parent_class)->dispose (object);
}

static void
yyq_message_notifier_finalize (GObject *object)
{
  g_hash_table_unref (YYQ_MESSAGE_NOTIFIER (object)->known);
  G_OBJECT_CLASS (yyq_message_notifier_parent_class)->finalize (object);
}

static void
yyq_message_notifier_class_init (YyqMessageNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_message_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_message_notifier_finalize;
}

static void
yyq_message_notifier_init (YyqMessageNotifier *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

YyqMessageNotifier *
yyq_message_notifier_new (YyqSession *session, GSettings *settings, const YyqDesktop *desktop,
                          gpointer data)
{
  YyqMessageNotifier *self = g_object_new (YYQ_TYPE_MESSAGE_NOTIFIER, NULL);

  self->session = g_object_ref (session);
  g_set_object (&self->settings, settings);
  self->desktop = desktop;
  self->data = data;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (follow_state), self,
                           G_CONNECT_SWAPPED);
  follow_state (self);
  return self;
}
