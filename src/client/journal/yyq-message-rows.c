/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-rows.h"

#include "yyq-clock.h"
#include "yyq-keyed-model.h"
#include "yyq-message-row.h"
#include "yyq-wall-timer.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

struct _YyqMessageRows {
  GObject parent_instance;

  YyqRecordList *messages; /* (owned) */
  YyqWallTimer *midnight;  /* (owned): the next one */
  gint64 today;            /* ms: the midnight before */
};

static GType
get_item_type (GListModel *model)
{
  return YYQ_TYPE_MESSAGE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (YYQ_MESSAGE_ROWS (model)->messages));
}

/* By the clocks of China, as all days here. */
static gboolean
is_same_day (YyqMessage *one, YyqMessage *other)
{
  g_autofree char *day = yyq_clock_format_date (yyq_message_get_at (one));
  g_autofree char *other_day = yyq_clock_format_date (yyq_message_get_at (other));

  return g_str_equal (day, other_day);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GListModel *messages = G_LIST_MODEL (YYQ_MESSAGE_ROWS (model)->messages);
  g_autoptr (YyqMessage) message = g_list_model_get_item (messages, position);
  g_autoptr (YyqMessage) above =
    position > 0 ? g_list_model_get_item (messages, position - 1) : NULL;

  if (message == NULL)
    return NULL;
  return yyq_message_row_new (message, above == NULL || !is_same_day (message, above));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
get_key (YyqKeyedModel *model, guint position)
{
  return yyq_keyed_model_get_key (YYQ_KEYED_MODEL (YYQ_MESSAGE_ROWS (model)->messages), position);
}

static void
keyed_model_init (YyqKeyedModelInterface *iface)
{
  iface->get_key = get_key;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqMessageRows, yyq_message_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (YYQ_TYPE_KEYED_MODEL, keyed_model_init))

/* Those of YyqRecordList that a page asks for. */
typedef enum {
  PROP_LOADING = 1,
  PROP_REFRESHING,
  PROP_STALE,
  PROP_ERROR,
  N_PROPS,
} Property;

static GParamSpec *props[N_PROPS];

/* The row below what has changed may begin its day now, or no more. */
static void
items_changed_cb (YyqMessageRows *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  /* Told apart: who stands on a row stays on it when others come above it. */
  if (position + added < get_n_items (G_LIST_MODEL (self)))
    g_list_model_items_changed (G_LIST_MODEL (self), position + added, 1, 1);
}

/* By the clocks of China, too. */
static gint64
find_today (void)
{
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  g_autoptr (GDateTime) midnight = yyq_clock_midnight (
    g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));

  return yyq_clock_to_ms (midnight);
}

static void
wait_for_midnight (YyqMessageRows *self)
{
  self->today = find_today ();
  yyq_wall_timer_set (self->midnight, self->today + DAY_MS);
}

/* What was of today is of yesterday, or the clock was set: each row may be called otherwise. */
static void
midnight_cb (gpointer data)
{
  YyqMessageRows *self = data;
  const gint64 before = self->today;
  const guint n = get_n_items (G_LIST_MODEL (self));

  wait_for_midnight (self);
  if (self->today != before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}

static void
notify_cb (YyqMessageRows *self, GParamSpec *pspec)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self), pspec->name) != NULL)
    g_object_notify (G_OBJECT (self), pspec->name);
}

YyqRecordList *
yyq_message_rows_get_messages (YyqMessageRows *self)
{
  return self->messages;
}

static void
yyq_message_rows_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_object_get_property (G_OBJECT (YYQ_MESSAGE_ROWS (object)->messages), pspec->name, value);
}

static void
yyq_message_rows_finalize (GObject *object)
{
  YyqMessageRows *self = YYQ_MESSAGE_ROWS (object);

  yyq_wall_timer_free (self->midnight);
  g_clear_object (&self->messages);
  G_OBJECT_CLASS (yyq_message_rows_parent_class)->finalize (object);
}

static void
yyq_message_rows_class_init (YyqMessageRowsClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = yyq_message_rows_get_property;
  G_OBJECT_CLASS (klass)->finalize = yyq_message_rows_finalize;
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
yyq_message_rows_init (YyqMessageRows *self)
{
  self->midnight = yyq_wall_timer_new (midnight_cb, self);
  wait_for_midnight (self);
}

YyqMessageRows *
yyq_message_rows_new (YyqRecordList *messages)
{
  YyqMessageRows *self = g_object_new (YYQ_TYPE_MESSAGE_ROWS, NULL);

  self->messages = g_object_ref (messages);
  g_signal_connect_object (messages, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (messages, "notify", G_CALLBACK (notify_cb), self, G_CONNECT_SWAPPED);
  return self;
}
