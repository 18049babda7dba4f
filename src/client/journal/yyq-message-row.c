/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-row.h"

struct _YyqMessageRow {
  GObject parent_instance;

  YyqMessage *message; /* (owned) */
  gboolean first;
};

G_DEFINE_FINAL_TYPE (YyqMessageRow, yyq_message_row, G_TYPE_OBJECT)

YyqMessage *
yyq_message_row_get_message (YyqMessageRow *self)
{
  return self->message;
}

gboolean
yyq_message_row_get_first (YyqMessageRow *self)
{
  return self->first;
}

static void
yyq_message_row_finalize (GObject *object)
{
  g_clear_object (&YYQ_MESSAGE_ROW (object)->message);
  G_OBJECT_CLASS (yyq_message_row_parent_class)->finalize (object);
}

static void
yyq_message_row_class_init (YyqMessageRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_message_row_finalize;
}

static void
yyq_message_row_init (YyqMessageRow *self)
{
}

YyqMessageRow *
yyq_message_row_new (YyqMessage *message, gboolean first)
{
  YyqMessageRow *self = g_object_new (YYQ_TYPE_MESSAGE_ROW, NULL);

  self->message = g_object_ref (message);
  self->first = first;
  return self;
}
