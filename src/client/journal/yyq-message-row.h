/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "yyq-message.h"

G_BEGIN_DECLS

/* A message where it stands in a list. */
#define YYQ_TYPE_MESSAGE_ROW (yyq_message_row_get_type ())
G_DECLARE_FINAL_TYPE (YyqMessageRow, yyq_message_row, YYQ, MESSAGE_ROW, GObject)

/* @first: the newest of its day. */
YyqMessageRow *yyq_message_row_new (YyqMessage *message, gboolean first);
YyqMessage *yyq_message_row_get_message (YyqMessageRow *self); /* (transfer none) */
gboolean yyq_message_row_get_first (YyqMessageRow *self);

G_END_DECLS
